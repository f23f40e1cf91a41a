"""The list of entries, as far as it has been scrolled to."""

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from smallacts_desktop.ui.journal.entry_delegate import EntryDelegate
from smallacts_desktop.ui.journal.entry_list import EntryListModel
from smallacts_desktop.ui.kit.page_list import PageList
from smallacts_desktop.ui.kit.reader_selection import ReaderSelection
from smallacts_desktop.ui.kit.rows_model import AnyIndex
from smallacts_desktop.ui.kit.theme import Theme


class EntryListView(ReaderSelection, PageList):
    """Rows of entries; a click or Enter opens one, Delete asks to delete it.

    It is as high as the rows that were fetched, so that the page alone scrolls and there is one
    scroll bar; the page reads more when it nears their end.

    Signals: ``entry_opened(int)`` and ``delete_wanted(int)``, with the row.
    """

    entry_opened = Signal(int)
    delete_wanted = Signal(int)

    def __init__(self, theme: Theme, model: EntryListModel) -> None:
        super().__init__()
        self.setModel(model)
        self._delegate = EntryDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName(QCoreApplication.translate("JournalPage", "All entries"))
        self.clicked.connect(self._open)
        theme.changed.connect(self.doItemsLayout)

    def mark(self, query: str) -> None:
        """Mark the words of a search in every row; blank marks nothing."""
        self._delegate.set_query(query)
        self.viewport().update()

    def row_chosen(self, index: AnyIndex) -> None:
        """Open the entry that a screen reader chose."""
        super().row_chosen(index)
        self.entry_opened.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter and delete on Delete; everything else as in any list."""
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(index.row())
        else:
            super().keyPressEvent(event)

    def nears_its_end(self) -> bool:
        """Whether less than a page of fetched rows is left below what is seen of the page."""
        page, rows = self.page(), self.model().rowCount()
        if page is None or rows == 0 or not self.isVisible():
            return False
        last = self.visualRect(self.model().index(rows - 1, 0))
        bottom = self.viewport().mapTo(page, last.bottomLeft()).y()
        return bottom <= 2 * page.viewport().height()

    def _open(self, index: QModelIndex) -> None:
        self.entry_opened.emit(index.row())
