"""Rows and cells that a screen reader chooses by their own action, without key or mouse."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QTimer,
)
from PySide6.QtWidgets import QAbstractItemView

from smallacts_desktop.ui.kit.rows_model import AnyIndex

# To the type checker it is a view, so that ``super()`` is known; at run time it stands before one.
if TYPE_CHECKING:
    _Base = QAbstractItemView
else:
    _Base = object


class ReaderSelection(_Base):
    """Comes before the Qt class of a view, which would look chosen and do nothing otherwise.

    The action of a row or cell only selects it. Keys, the mouse and the program ask the view for a
    ``selectionCommand`` first, an accessible action does not: that is how they are told apart.
    """

    _is_asked = False

    def row_chosen(self, index: AnyIndex) -> None:
        """A screen reader chose ``index``; a view that opens rows by a click overrides this."""
        self.setCurrentIndex(index)

    def selectionCommand(
        self, index: AnyIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """What a key, the mouse or the program selects."""
        if not self._is_asked:
            self._is_asked = True
            QTimer.singleShot(0, self, self._forget_asked)
        return super().selectionCommand(index, event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Act on a row that was chosen by its own action."""
        super().selectionChanged(selected, deselected)
        chosen = selected.indexes()
        if chosen and not self._is_asked:
            self.row_chosen(chosen[0])

    def _forget_asked(self) -> None:
        self._is_asked = False
