"""Lists as high as their words, and lists and tables that scroll with the page around them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QListWidget,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from smallacts_desktop.tokens import SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit.tables import ReaderSelection
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


_PAGE_KEYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}

# To the type checker it is a view, so that ``super()`` is known; at run time it stands before one.
if TYPE_CHECKING:
    _Base = QAbstractItemView
else:
    _Base = object


class RowsOfPage(_Base):
    """Comes before the Qt class of a view whose rows scroll with the page around them.

    There is one scroll bar at a time. ``join_page`` is for the constructor.
    """

    _rows_height: Callable[[], int]

    def join_page(self, rows_height: Callable[[], int]) -> None:
        """Leave the scrolling to the page; ``rows_height`` tells how high all rows are, in pixels.

        An item view knows that itself, but each kind in another way.
        """
        self._rows_height = rows_height
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by as many rows as the page shows; everything else as in any view."""
        index = self.currentIndex()
        if index.isValid() and event.key() in _PAGE_KEYS:
            self._go_one_page(index, _PAGE_KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Let the page bring the row into view."""
        del hint
        page, row = self.page(), self.visualRect(index)
        # A view out of sight, as while an entry is open, must not move the page under the person.
        if page is None or not row.isValid() or not self.isVisible():
            return
        ground = page.widget()
        if ground is None:
            return
        for corner in (row.bottomLeft(), row.topLeft()):
            place = self.viewport().mapTo(ground, corner)
            page.ensureVisible(place.x(), place.y(), 0, self.fontMetrics().height())

    def page(self) -> QScrollArea | None:
        """The page that the rows stand on."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return around

    def be_high(self, height: int) -> None:
        """Be ``height`` pixels high, and no more is laid out where that is so already."""
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def _go_one_page(self, index: QModelIndex, way: int) -> None:
        page, row = self.page(), self.visualRect(index)
        step = row.height() if page is None else max(row.height(), page.viewport().height())
        y = min(self._rows_height() - 1, max(0, row.center().y() + way * step))
        there = self.indexAt(QPoint(row.center().x(), y))
        if there.isValid():
            self.setCurrentIndex(there)


class PageList(RowsOfPage, QListView):
    """A list of them, laid out again in other sizes when the theme changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.join_page(self._contents_height)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        theme.changed.connect(self.doItemsLayout)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.be_high(self._contents_height())

    def _contents_height(self) -> int:
        return max(0, self.contentsSize().height())
