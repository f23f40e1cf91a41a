"""How large a dialog is: as high as its words need, and never beyond its window."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QVBoxLayout


def fit_to_words(dialog: QDialog, rows: QVBoxLayout, width: int) -> None:
    """Make ``dialog`` ``width`` pixels wide and high enough for ``rows``, which may scroll."""
    room = _room(dialog)
    width = min(width, room.width())
    dialog.resize(width, min(_needed(rows, width), room.height()))


def grow_to_words(dialog: QDialog, rows: QVBoxLayout) -> None:
    """Make an open dialog higher, should ``rows`` now need more."""
    needed = min(_needed(rows, dialog.width()), _room(dialog).height())
    if needed > dialog.height():
        dialog.resize(dialog.width(), needed)


def _room(dialog: QDialog) -> QSize:
    parent = dialog.parentWidget()
    return dialog.size() if parent is None else parent.window().size()


def _needed(rows: QVBoxLayout, width: int) -> int:
    needed = rows.totalHeightForWidth(width) if rows.hasHeightForWidth() else -1
    return (needed if needed >= 0 else rows.totalSizeHint().height()) + 2
