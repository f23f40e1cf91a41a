"""What a file would bring into the journal, and which of its rows cannot come in."""

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
from smallacts_desktop.sharing.csv_import import BadRow, ImportPlan
from smallacts_desktop.ui import entry_words, words

AnyIndex = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
# Enough to recognise a file by; the counts above the table tell of the rest.
ROWS_SHOWN = 100


class PreviewColumn(IntEnum):
    """The columns of the preview, from the leading side."""

    BECOMES = 0
    DAY = 1
    ACT = 2
    MOODS = 3
    NOTE = 4


class ImportPreviewModel(QAbstractTableModel):
    """The first entries that would be added or changed, in the order of the file."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, Entry]] = []

    def set_plan(self, plan: ImportPlan | None) -> None:
        """Show what ``plan`` would add and change; nothing for None."""
        self.beginResetModel()
        self._rows = _first_rows(plan) if plan else []
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """One row an entry."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """One column for each of PreviewColumn."""
        return 0 if parent.isValid() else len(PreviewColumn)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """The text of a cell on one line; the whole text as a tooltip."""
        if not index.isValid():
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        becomes, entry = self._rows[index.row()]
        text = _cell(becomes, entry, PreviewColumn(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        # Cut before it is folded: a note may be very long.
        return " ".join(text[: 2 * entry_words.EXCERPT].split())[: entry_words.EXCERPT]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """What the columns are called."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            PreviewColumn.BECOMES: QCoreApplication.translate("BringBackPage", "In your journal"),
            PreviewColumn.DAY: QCoreApplication.translate("BringBackPage", "Day"),
            PreviewColumn.ACT: QCoreApplication.translate("BringBackPage", "Act"),
            PreviewColumn.MOODS: QCoreApplication.translate("BringBackPage", "Mood"),
            PreviewColumn.NOTE: QCoreApplication.translate("BringBackPage", "Note"),
        }[PreviewColumn(section)]


class BadRowsModel(QAbstractTableModel):
    """What is wrong with a file: line, column and why; nothing of what the cells hold."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[BadRow] = ()

    def set_rows(self, rows: Sequence[BadRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """One row for each thing that is wrong."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Line, column and reason."""
        return 0 if parent.isValid() else 3

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """The text of a cell; the reason as a tooltip wherever the mouse is."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        reason = QCoreApplication.translate("Import", row.reason)
        if role == Qt.ItemDataRole.ToolTipRole:
            return reason
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        whole = QCoreApplication.translate("BringBackPage", "the whole row")
        return (str(row.line), row.column or whole, reason)[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """What the columns are called."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            QCoreApplication.translate("BringBackPage", "Line"),
            QCoreApplication.translate("BringBackPage", "Column"),
            QCoreApplication.translate("BringBackPage", "Why"),
        )[section]


def _first_rows(plan: ImportPlan) -> list[tuple[str, Entry]]:
    new = QCoreApplication.translate("BringBackPage", "New")
    changed = QCoreApplication.translate("BringBackPage", "Changed")
    rows = [(changed, entry) for entry in plan.updates[:ROWS_SHOWN]]
    return [*rows, *((new, entry) for entry in plan.new[: ROWS_SHOWN - len(rows)])]


def _cell(becomes: str, entry: Entry, column: PreviewColumn) -> str:
    if column is PreviewColumn.BECOMES:
        return becomes
    if column is PreviewColumn.DAY:
        return words.short_day(entry.date)
    if column is PreviewColumn.ACT:
        return entry_words.title(entry)
    return entry_words.moods(entry) if column is PreviewColumn.MOODS else entry.note
