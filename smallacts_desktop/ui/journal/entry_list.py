"""The list of entries, as far as it has been scrolled to."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent

from smallacts_desktop.domain.backups import ListedEntry, UnreadableEntry
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.errors import UnreadableEntryError
from smallacts_desktop.domain.search import EntryFilter
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui.journal.entry_row import EntryDelegate, EntryRole
from smallacts_desktop.ui.kit.lists import PageList
from smallacts_desktop.ui.kit.tables import AnyIndex, ReaderSelection
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import damage_words, entry_words

translate = QCoreApplication.translate

PAGE = 100


class EntryListModel(QAbstractListModel):
    """Entries newest first; more are read when the page nears the end of the list.

    Only what has been scrolled to is in memory, so opening the page costs the same for ten
    entries and for ten thousand.
    """

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.filter = EntryFilter()
        self._unsaved: set[UUID] = set()
        self._rows: list[ListedEntry] = []
        self._total = 0
        self.reload()

    def set_filter(self, wanted: EntryFilter) -> None:
        """List the entries that ``wanted`` lets through, from the newest."""
        if wanted != self.filter:
            self.filter = wanted
            self._rows = []
            self.reload()

    def reload(self) -> None:
        """Read again as many rows as were already there."""
        self.beginResetModel()
        wanted = max(PAGE, len(self._rows))
        self._total = self._journal.count(self.filter)
        self._rows = self._journal.page(0, wanted, self.filter)
        self._unsaved = self._journal.changed_by_drafts()
        self.endResetModel()

    def mark_unsaved(self, entry_id: UUID, *, unsaved: bool) -> None:
        """Follow the form of an entry: whether it holds changes that are not saved."""
        if unsaved == (entry_id in self._unsaved):
            return
        (self._unsaved.add if unsaved else self._unsaved.discard)(entry_id)
        for row, listed in enumerate(self._rows):
            if listed.id == entry_id:
                self.dataChanged.emit(self.index(row), self.index(row))

    def is_unsaved(self, entry_id: UUID) -> bool:
        """Whether changes to an entry are half-made."""
        return entry_id in self._unsaved

    def neighbour(self, entry_id: UUID, step: int) -> UUID | None:
        """The next entry that can be read, ``step`` rows on (1 is earlier, -1 later), or None."""
        row = self.row_of(entry_id)
        while row is not None:
            row += step
            if row < 0 or (row == len(self._rows) and not self.has_more()):
                return None
            if row == len(self._rows):
                self.read_more()
            listed = self._rows[row] if row < len(self._rows) else None
            if isinstance(listed, Entry):
                return listed.id
        return None

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
        row = 0
        while row < len(self._rows) or self.has_more():
            if row == len(self._rows):
                self.read_more()
            elif self._rows[row].id == entry_id:
                return row
            else:
                row += 1
        return None

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def has_more(self) -> bool:
        """Whether the journal holds more than was read. Qt is not told: it would read it all."""
        return len(self._rows) < self._total

    def read_more(self) -> None:
        """Read the next page."""
        more = self._journal.page(len(self._rows), PAGE, self.filter)
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
        row = index.row()
        entry = self._rows[row]
        if role == EntryRole.ENTRY:
            return entry
        if role == EntryRole.STARTS_DAY:
            return row == 0 or self._rows[row - 1].date != entry.date
        unsaved = isinstance(entry, Entry) and entry.id in self._unsaved
        if role == EntryRole.UNSAVED:
            return unsaved
        is_title = role == Qt.ItemDataRole.DisplayRole
        if not is_title and role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        if isinstance(entry, UnreadableEntry):
            return damage_words.title() if is_title else damage_words.sentence(entry)
        if is_title:
            return entry_words.title(entry)
        spoken = entry_words.sentence(entry)
        return entry_words.with_unsaved(spoken) if unsaved else spoken


class EntryListView(ReaderSelection, PageList):
    """Rows of entries; a click or Enter opens one, Delete asks to delete it.

    It is as high as the rows that were fetched, so that the page alone scrolls and there is one
    scroll bar; the page reads more when it nears their end.

    Signals: ``entry_opened(int)`` and ``delete_wanted(int)``, with the row.
    """

    entry_opened = Signal(int)
    delete_wanted = Signal(int)

    def __init__(self, theme: Theme, model: EntryListModel) -> None:
        super().__init__(theme)
        self.setModel(model)
        self._delegate = EntryDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(translate("JournalPage", "All entries"))
        self.clicked.connect(self._open)

    def mark(self, query: str) -> None:
        """Mark the words of a search in every row; blank marks nothing."""
        self._delegate.set_query(query)
        self.viewport().update()

    def row_chosen(self, index: AnyIndex) -> None:
        """Open the entry that a screen reader chose."""
        super().row_chosen(index)
        self.entry_opened.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter and delete on Delete; everything else as in any list."""
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(index.row())
        else:
            super().keyPressEvent(event)

    def nears_its_end(self) -> bool:
        """Whether less than a page of fetched rows is left below what is seen of the page."""
        page, rows = self.page(), self.model().rowCount()
        if page is None or rows == 0 or not self.isVisible():
            return False
        last = self.visualRect(self.model().index(rows - 1, 0))
        bottom = self.viewport().mapTo(page, last.bottomLeft()).y()
        return bottom <= 2 * page.viewport().height()

    def _open(self, index: QModelIndex) -> None:
        self.entry_opened.emit(index.row())
