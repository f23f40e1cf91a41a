"""The entries of one day as the rows of a table."""

from collections.abc import Callable
from enum import IntEnum
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QGuiApplication

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.ui.kit.rows_model import AnyIndex, RowsModel, TableColumn
from smallacts_desktop.ui.text import entry_words, words

_WHOLE: dict[int, Callable[[Entry], object]] = {
    Qt.ItemDataRole.ToolTipRole: entry_words.sentence,
    Qt.ItemDataRole.AccessibleTextRole: entry_words.sentence,
}
_ISOLATE, _END_OF_ISOLATE = "\u2066", "\u2069"


class EntryColumn(IntEnum):
    """The columns, in order."""

    TIME = 0
    ACT = 1
    SIZE = 2
    MOOD = 3
    RESPONSE = 4


class DayEntriesModel(RowsModel[Entry]):
    """One row an entry; the accessible text of each cell is the whole entry in words.

    Stacked, for little room, an entry is one cell: what it is called, and the rest under it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns(), parent)
        self._stacked = False

    @property
    def stacked(self) -> bool:
        """Whether an entry is one cell."""
        return self._stacked

    def set_stacked(self, stacked: bool) -> None:
        """Show each entry as one cell, or in columns."""
        if stacked != self._stacked:
            self._stacked = stacked
            self.set_rows(self.rows, (_one_column(),) if stacked else _columns())

    def entry_at(self, index: AnyIndex) -> Entry:
        """The entry of a row."""
        return self.rows[index.row()]

    def row_of(self, entry_id: UUID) -> int:
        """The row of an entry, or -1 when it is not of this day."""
        ids = [entry.id for entry in self.rows]
        return ids.index(entry_id) if entry_id in ids else -1

    def texts(self, column: EntryColumn) -> list[str]:
        """What stands in a column, stacked or not."""
        return [_cell(entry, column) for entry in self.rows]


def _columns() -> tuple[TableColumn[Entry], ...]:
    return tuple(
        TableColumn(column_title(column), partial(_cell, column=column), _WHOLE)
        for column in EntryColumn
    )


def _one_column() -> TableColumn[Entry]:
    return TableColumn(QCoreApplication.translate("DayEntries", "Entry"), _stack, _WHOLE)


def column_title(column: EntryColumn) -> str:
    """What a column is called."""
    return {
        EntryColumn.TIME: QCoreApplication.translate("DayEntries", "Time"),
        EntryColumn.ACT: QCoreApplication.translate("DayEntries", "Act"),
        EntryColumn.SIZE: QCoreApplication.translate("DayEntries", "Size"),
        EntryColumn.MOOD: QCoreApplication.translate("DayEntries", "Mood"),
        EntryColumn.RESPONSE: QCoreApplication.translate("DayEntries", "They responded"),
    }[column]


def _stack(entry: Entry) -> str:
    time = _cell(entry, EntryColumn.TIME)
    first = entry_words.SEPARATOR.join(part for part in (time, entry_words.title(entry)) if part)
    mood = _moods(entry)
    if mood:
        mood = QCoreApplication.translate("Entry", "Mood {moods}").format(moods=mood)
    parts = (entry_words.size(entry), mood, entry_words.response(entry))
    rest = entry_words.SEPARATOR.join(part for part in parts if part)
    return f"{first}\n{rest}" if rest else first


def _cell(entry: Entry, column: EntryColumn) -> str:
    return {
        EntryColumn.TIME: lambda: "" if entry.time is None else words.clock(entry.time),
        EntryColumn.ACT: lambda: entry_words.title(entry),
        EntryColumn.SIZE: lambda: entry_words.size(entry),
        EntryColumn.MOOD: lambda: _moods(entry),
        EntryColumn.RESPONSE: lambda: entry_words.response(entry),
    }[column]()


def _moods(entry: Entry) -> str:
    moods = entry_words.moods(entry)
    # Among right-to-left text the numbers would change places, and the arrow would not turn.
    mirrored = bool(moods) and QGuiApplication.isRightToLeft()
    return f"{_ISOLATE}{moods}{_END_OF_ISOLATE}" if mirrored else moods
