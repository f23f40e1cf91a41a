"""The very table that a share would write, cell by cell."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from smallacts_desktop.domain.disclosure import Column, Disclosure
from smallacts_desktop.sharing.csv_file import cell

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
FIRST_ROWS = 12
_NUMBERS = frozenset({Column.MOOD_BEFORE, Column.MOOD_AFTER, Column.MOOD_CHANGE})


class SharePreviewModel(QAbstractTableModel):
    """Rows newest first, each cell with the text that the file will hold.

    The newest ``FIRST_ROWS`` until all are asked for.
    """

    def __init__(self) -> None:
        super().__init__()
        self._disclosure = Disclosure((), (), 0)
        self._shows_all = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that leave, in order."""
        return self._disclosure.columns

    def set_disclosure(self, disclosure: Disclosure) -> None:
        """Show what would leave."""
        self.beginResetModel()
        self._disclosure = disclosure
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many entries leave, shown or not."""
        return len(self._disclosure.entries)

    @property
    def shows_all(self) -> bool:
        """Whether all rows are shown, however many there are."""
        return self._shows_all

    def set_shows_all(self, shows_all: bool) -> None:
        """Show all rows, or the newest alone."""
        self.beginResetModel()
        self._shows_all = shows_all
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """One row an entry that is shown."""
        if parent.isValid():
            return 0
        return self.total if self._shows_all else min(FIRST_ROWS, self.total)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """The columns that leave."""
        return 0 if parent.isValid() else len(self._disclosure.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """The text of a cell on one line; the whole text as a tooltip."""
        if not index.isValid():
            return None
        column = self._disclosure.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        entry = self._disclosure.entries[-1 - index.row()]
        text = cell(entry, column)
        return " ".join(text.split()) if role == Qt.ItemDataRole.DisplayRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """What the columns are called; the file's own names are the tooltips."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._disclosure.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column_words(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.value
        return None


def column_words(column: Column) -> str:
    """What a column is called in the window."""
    return {
        Column.ENTRY_ID: QCoreApplication.translate("Column", "Entry"),
        Column.DATE: QCoreApplication.translate("Column", "Date"),
        Column.TIME: QCoreApplication.translate("Column", "Time"),
        Column.UTC_OFFSET: QCoreApplication.translate("Column", "Time zone"),
        Column.WRITTEN_AT: QCoreApplication.translate("Column", "Written"),
        Column.KIND: QCoreApplication.translate("Column", "Kind"),
        Column.ACT: QCoreApplication.translate("Column", "Act"),
        Column.SIZE: QCoreApplication.translate("Column", "Size"),
        Column.PLACE: QCoreApplication.translate("Column", "Place"),
        Column.PERSON: QCoreApplication.translate("Column", "Person"),
        Column.OUTCOME: QCoreApplication.translate("Column", "Outcome"),
        Column.BARRIER: QCoreApplication.translate("Column", "In the way"),
        Column.MOOD_BEFORE: QCoreApplication.translate("Column", "Before"),
        Column.MOOD_BEFORE_RECORDED: QCoreApplication.translate("Column", "Before given"),
        Column.MOOD_AFTER: QCoreApplication.translate("Column", "After"),
        Column.MOOD_CHANGE: QCoreApplication.translate("Column", "Change"),
        Column.RESPONSE: QCoreApplication.translate("Column", "Responded"),
        Column.EXPECTATION: QCoreApplication.translate("Column", "Expected"),
        Column.NOTE: QCoreApplication.translate("Column", "Note"),
        Column.PRIVATE: QCoreApplication.translate("Column", "Private"),
    }[column]
