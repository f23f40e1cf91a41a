"""A list of rows that say everything: each as high as its words, and never cut off."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from smallacts_desktop.tokens import SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit.reader_selection import ReaderSelection
from smallacts_desktop.ui.kit.theme import Theme


class RowList(ReaderSelection, QListWidget):
    """A list whose current row is what is chosen."""


def row_list(theme: Theme, name: str) -> RowList:
    """A list whose rows are as high as their words; ``name`` is for a screen reader."""
    made = RowList()
    made.setProperty("role", "rows")
    made.setAccessibleName(name)
    made.setSpacing(theme.px(2))
    made.setWordWrap(True)
    made.setTextElideMode(Qt.TextElideMode.ElideNone)
    made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setItemDelegate(_WholeText(theme, made))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


class _WholeText(QStyledItemDelegate):
    """Makes every row as high as its words; Qt itself forgets the room around them."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The words, wrapped to the width of the list, and the room around them."""
        around = self._theme.px(SPACE_S + SPACE_XS) * 2
        width = self._list.viewport().width() - 2 * self._list.spacing()
        room = QRect(0, 0, max(1, width - around), 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        words_box = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
        return QSize(width, words_box.height() + around)
