"""A plain table on a card: no grid, a hairline under each row, and keys that people expect."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.reader_selection import ReaderSelection
from smallacts_desktop.ui.kit.rows_model import AnyIndex
from smallacts_desktop.ui.kit.theme import Theme


class HairlineTable(ReaderSelection, QTableView):
    """The look and the manners of every table in the window.

    Signals: ``row_activated(QModelIndex)``, by Return, Enter or a double click.
    """

    row_activated = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setItemDelegate(HairlineDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        # Tab goes on to the next control instead of from cell to cell.
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self._fit_rows)
        self._fit_rows()

    def row_chosen(self, index: AnyIndex) -> None:
        """Open the row that a screen reader chose."""
        super().row_chosen(index)
        self.row_activated.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row on Return; everything else as in any table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.row_activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: AnyIndex) -> None:
        self.row_activated.emit(index)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.theme.control_height)


class HairlineDelegate(QStyledItemDelegate):
    """Draws a hairline under each row instead of a grid, and leaves room beside the text."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Leave room beside the text."""
        super().initStyleOption(option, index)
        room = self._room()
        option.rect = option.rect.adjusted(room, 0, -room, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(2 * self._room(), 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the cell, and the line under it."""
        tokens = self._theme.tokens
        area, state = option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(tokens.tint))
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _room(self) -> int:
        # The style keeps a margin of its own; together they line up with the titles.
        own = QApplication.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        return max(0, self._theme.px(SPACE_S) - own)
