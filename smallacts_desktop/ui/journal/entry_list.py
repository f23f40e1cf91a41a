"""All entries, newest first, read from the journal a page at a time as the view scrolls."""

from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from smallacts_desktop.domain.damage import ListedEntry, UnreadableEntry
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.errors import UnreadableEntryError
from smallacts_desktop.domain.search import EntryFilter
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui.kit.rows_model import AnyIndex
from smallacts_desktop.ui.text import damage_words, entry_words

PAGE = 100


class EntryRole(IntEnum):
    """What a delegate may ask of a row beyond Qt's own roles."""

    ENTRY = Qt.ItemDataRole.UserRole + 1
    STARTS_DAY = Qt.ItemDataRole.UserRole + 2


class EntryListModel(QAbstractListModel):
    """Entries newest first; more are read when the page nears the end of the list.

    Only what has been scrolled to is in memory, so opening the page costs the same for ten
    entries and for ten thousand.
    """

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._filter = EntryFilter()
        self._rows: list[ListedEntry] = []
        self._total = 0
        self.reload()

    @property
    def filter(self) -> EntryFilter:
        """Which entries are listed."""
        return self._filter

    def set_filter(self, wanted: EntryFilter) -> None:
        """List the entries that ``wanted`` lets through, from the newest."""
        if wanted != self._filter:
            self._filter = wanted
            self._rows = []
            self.reload()

    def reload(self) -> None:
        """Read again as many rows as were already there."""
        self.beginResetModel()
        wanted = max(PAGE, len(self._rows))
        self._total = self._journal.count(self._filter)
        self._rows = self._journal.page(0, wanted, self._filter)
        self.endResetModel()

    def on_change(self, change: Change) -> None:
        """Follow the journal."""
        if change.entries:
            self.reload()

    def total(self) -> int:
        """How many entries there are, fetched or not."""
        return self._total

    def listed_at(self, row: int) -> ListedEntry:
        """What stands in a fetched row: an entry, or one that cannot be read."""
        return self._rows[row]

    def entry_at(self, row: int) -> Entry:
        """The entry in a fetched row. Raises UnreadableEntryError."""
        entry = self._rows[row]
        if isinstance(entry, UnreadableEntry):
            raise UnreadableEntryError
        return entry

    def row_of(self, entry_id: UUID) -> int | None:
        """The row of an entry, fetching up to it when need be; None when it is not there."""
        start = 0
        while True:
            for row in range(start, len(self._rows)):
                if self._rows[row].id == entry_id:
                    return row
            start = len(self._rows)
            if not self.has_more():
                return None
            self.read_more()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def has_more(self) -> bool:
        """Whether the journal holds more than was read. Qt is not told: it would read it all."""
        return len(self._rows) < self._total

    def read_more(self) -> None:
        """Read the next page."""
        more = self._journal.page(len(self._rows), PAGE, self._filter)
        if not more:
            self._total = len(self._rows)
            return
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(more) - 1)
        self._rows.extend(more)
        self.endInsertRows()

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Title, spoken sentence, the entry itself, and whether the row is the first of its day."""
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _title(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _sentence(entry)
        if role == EntryRole.ENTRY:
            return entry
        if role == EntryRole.STARTS_DAY:
            row = index.row()
            return row == 0 or self._rows[row - 1].date != entry.date
        return None


def _title(entry: ListedEntry) -> str:
    if isinstance(entry, UnreadableEntry):
        return damage_words.title()
    return entry_words.title(entry)


def _sentence(entry: ListedEntry) -> str:
    if isinstance(entry, UnreadableEntry):
        return damage_words.sentence(entry)
    return entry_words.sentence(entry)
