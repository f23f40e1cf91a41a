"""What a screen reader does: it acts on a control by the control's own action, no key, no mouse."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QTableView


def act(control: QObject, name: str = "Toggle") -> None:
    """Do the action ``name`` of a control."""
    _do(QAccessible.queryAccessibleInterface(control), name)


def act_on_row(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> None:
    """Do the action of one row or cell of a view."""
    at = index.row()
    if isinstance(view, QTableView):
        # Its headers are the first of its children, row by row.
        at = (at + 1) * (view.model().columnCount() + 1) + index.column() + 1
    _do(QAccessible.queryAccessibleInterface(view).child(at), "Toggle")


def set_value(control: QObject, value: int) -> None:
    """Set the value of a slider."""
    QAccessible.queryAccessibleInterface(control).valueInterface().setCurrentValue(value)


def _do(found: QAccessibleInterface, name: str) -> None:
    actions = found.actionInterface()
    assert actions is not None
    assert name in actions.actionNames()
    actions.doAction(name)
