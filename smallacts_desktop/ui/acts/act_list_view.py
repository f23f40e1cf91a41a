"""The list of acts in the library."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from smallacts_desktop.ui.acts.act_delegate import ActDelegate
from smallacts_desktop.ui.acts.act_list import ActListModel
from smallacts_desktop.ui.kit.page_list import PageList
from smallacts_desktop.ui.kit.reader_selection import ReaderSelection
from smallacts_desktop.ui.kit.rows_model import AnyIndex
from smallacts_desktop.ui.kit.theme import Theme


class ActListView(ReaderSelection, PageList):
    """Rows of acts; a click or Enter opens one, its star or Space or F makes it a favourite.

    Signals: ``act_opened(int)`` and ``favourite_wanted(int)``, with the row.
    """

    act_opened = Signal(int)
    favourite_wanted = Signal(int)

    def __init__(self, theme: Theme, model: ActListModel) -> None:
        super().__init__()
        self.setModel(model)
        self.delegate = ActDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self._pressed = QPersistentModelIndex()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName(QCoreApplication.translate("ActsPage", "Acts"))
        self.setAccessibleDescription(
            QCoreApplication.translate(
                "ActsPage", "Enter opens an act. Space makes it a favourite, or takes that back."
            )
        )
        theme.changed.connect(self.doItemsLayout)

    def doItemsLayout(self) -> None:
        """Measure every row, but only when somebody is to see it."""
        if self.isVisible():
            super().doItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        """Do what was left undone while it was hidden."""
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def go_to(self, row: int) -> None:
        """Make a row the current one, in view."""
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def row_chosen(self, index: AnyIndex) -> None:
        """Open the act that a screen reader chose."""
        super().row_chosen(index)
        self.act_opened.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, mark on Space and F; everything else as in any list."""
        index, key = self.currentIndex(), event.key()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if not (index.isValid() and plain):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.act_opened.emit(index.row())
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_F):
            self.favourite_wanted.emit(index.row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the star marks the act; anywhere else it opens it."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        clicked = index.isValid() and self._pressed == index
        self._pressed = QPersistentModelIndex()
        if not clicked or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._star_at(index, event):
            self.favourite_wanted.emit(index.row())
        else:
            self.act_opened.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say by the pointer what a click would do."""
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint()).isValid()
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _star_at(self, index: QModelIndex, event: QMouseEvent) -> bool:
        return self.delegate.star_place(index).contains(event.position().toPoint())
