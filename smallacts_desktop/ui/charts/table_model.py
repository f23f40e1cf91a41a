"""A chart's numbers for a table on the screen and for a screen reader."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from smallacts_desktop.ui.charts.look import Table

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class ChartTableModel(QAbstractTableModel):
    """Shows one table as it stands."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table

    def set_table(self, table: Table) -> None:
        """Show other numbers."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """The rows of the table."""
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """The columns of the table."""
        return 0 if parent.isValid() else len(self._table.headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """The text of a cell."""
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._table.rows[index.row()][index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """What the columns are called."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._table.headers[section]
        return None
