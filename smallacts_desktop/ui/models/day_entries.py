"""The entries of one day as the rows of a table."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.ui import entry_words, words

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class EntryColumn(IntEnum):
    """The columns, in order."""

    TIME = 0
    ACT = 1
    SIZE = 2
    MOOD = 3
    RESPONSE = 4


class DayEntriesModel(QAbstractTableModel):
    """One row an entry; the accessible text of each cell is the whole entry in words."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def entry_at(self, index: _Index) -> Entry:
        """The entry of a row."""
        return self._entries[index.row()]

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """One row an entry."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """The columns of EntryColumn."""
        return 0 if parent.isValid() else len(EntryColumn)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """A cell's words."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(entry, EntryColumn(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry_words.sentence(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry_words.sentence(entry)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """The columns' titles."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            EntryColumn.TIME: QCoreApplication.translate("DayEntries", "Time"),
            EntryColumn.ACT: QCoreApplication.translate("DayEntries", "Act"),
            EntryColumn.SIZE: QCoreApplication.translate("DayEntries", "Size"),
            EntryColumn.MOOD: QCoreApplication.translate("DayEntries", "Mood"),
            EntryColumn.RESPONSE: QCoreApplication.translate("DayEntries", "They responded"),
        }[EntryColumn(section)]


def _cell(entry: Entry, column: EntryColumn) -> str:
    return {
        EntryColumn.TIME: lambda: "" if entry.time is None else words.clock(entry.time),
        EntryColumn.ACT: lambda: entry_words.title(entry),
        EntryColumn.SIZE: lambda: entry_words.size(entry),
        EntryColumn.MOOD: lambda: entry_words.moods(entry),
        EntryColumn.RESPONSE: lambda: entry_words.response(entry),
    }[column]()
