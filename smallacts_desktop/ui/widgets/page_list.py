"""A list that is part of its page: as high as its rows, without a scroll bar of its own."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QScrollArea, QSizePolicy

_PAGE_KEYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class PageList(QListView):
    """Rows that scroll with the page around them, so that there is one scroll bar at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by as many rows as the page shows; everything else as in any list."""
        index = self.currentIndex()
        if index.isValid() and event.key() in _PAGE_KEYS:
            self._go_one_page(index, _PAGE_KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def updateGeometries(self) -> None:
        """Be as high as the rows, once they are laid out."""
        super().updateGeometries()
        height = max(0, self.contentsSize().height())
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Let the page bring the row into view."""
        del hint
        page, row = self.page(), self.visualRect(index)
        # A list out of sight, as while an entry is open, must not move the page under the person.
        if page is None or not row.isValid() or not self.isVisible():
            return
        ground = page.widget()
        if ground is None:
            return
        for corner in (row.bottomLeft(), row.topLeft()):
            place = self.viewport().mapTo(ground, corner)
            page.ensureVisible(place.x(), place.y(), 0, self.fontMetrics().height())

    def page(self) -> QScrollArea | None:
        """The page that the list stands on."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return around

    def _go_one_page(self, index: QModelIndex, way: int) -> None:
        page, row = self.page(), self.visualRect(index)
        step = row.height() if page is None else max(row.height(), page.viewport().height())
        last = self.contentsSize().height() - 1
        y = min(last, max(0, row.center().y() + way * step))
        there = self.indexAt(QPoint(row.center().x(), y))
        if there.isValid():
            self.setCurrentIndex(there)
