"""A table whose rows can be copied, to be pasted into a message or a spreadsheet."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

from smallacts_desktop.ui.kit.clipboard import copy_privately
from smallacts_desktop.ui.kit.hairline_table import HairlineTable
from smallacts_desktop.ui.kit.theme import Theme


class CopyTable(HairlineTable):
    """Several rows can be chosen; Ctrl+C copies them, a tab between the cells."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows; everything else as in any table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(sorted(index.row() for index in self.selectionModel().selectedRows()))
        else:
            super().keyPressEvent(event)

    def copy_all(self) -> None:
        """Copy every row."""
        self._copy(range(self.model().rowCount()))

    def _copy(self, rows: Iterable[int]) -> None:
        lines = [self._line(row) for row in rows]
        if not lines:
            return
        across = Qt.Orientation.Horizontal
        columns = range(self.model().columnCount())
        head = "\t".join(str(self.model().headerData(column, across)) for column in columns)
        copy_privately("\n".join([head, *lines]) + "\n")

    def _line(self, row: int) -> str:
        model = self.model()
        columns = range(model.columnCount())
        return "\t".join(str(model.index(row, column).data()) for column in columns)
