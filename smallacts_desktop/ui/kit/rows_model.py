"""Rows of any kind as a table that Qt can show: what its columns say is told to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[Row]):
    """One column: its ``title``, and ``text``, which says what stands in it for a row.

    ``cells`` answers for other roles of a row than the text, ``head`` for other roles of the title.
    """

    title: str
    text: Callable[[Row], str]
    cells: Mapping[int, Callable[[Row], object]] = field(default_factory=dict)
    head: Mapping[int, object] = field(default_factory=dict)


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Shows ``rows`` in ``columns``; either can be replaced."""

    def __init__(
        self, columns: Sequence[TableColumn[Row]] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns, self._rows = columns, tuple[Row, ...]()

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown, a row each."""
        return self._rows

    def set_rows(self, rows: Sequence[Row], columns: Sequence[TableColumn[Row]] = ()) -> None:
        """Show these rows, in other ``columns`` if there are any."""
        self.beginResetModel()
        self._rows, self._columns = tuple(rows), columns or self._columns
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """What a column says of a row."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        says = column.cells.get(role)
        return None if says is None else says(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """What a column is called; rows are called nothing."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        return column.title if role == Qt.ItemDataRole.DisplayRole else column.head.get(role)
