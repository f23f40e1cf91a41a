"""Items beside each other that wrap to the next row, as words do, or that stand in one column."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QVBoxLayout, QWidget

from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.theme import Theme


class ListLayout(QLayout):
    """Keeps its items in a list; who builds on it says where they go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None


class FlowLayout(ListLayout):
    """Rows of items, each at its own width, from the side where the language begins.

    ``gap`` is the space in pixels between items and between rows. An item wider than the whole
    row gets the row's width, and the height it asks for at that width.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        # By width: Qt asks for the height at the same few widths several times over.
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def invalidate(self) -> None:
        """Measure again: an item has come, gone or changed."""
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        sizes = [item.sizeHint() for item in self._visible()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(
            width + margins.left() + margins.right(), height + margins.top() + margins.bottom()
        )

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._visible():
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _visible(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left = -1
        for item in self._visible():
            size = item.sizeHint()
            if size.width() > width:
                tall = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
                size = QSize(max(width, item.minimumSize().width()), tall)
            if not rows or size.width() > left:
                rows.append([])
                left = width
            rows[-1].append((item, size))
            left -= size.width() + self.spacing()
        return rows

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Go through all rows within ``rect``, moving the items or only measuring; the height."""
        inner = rect.marginsRemoved(self.contentsMargins())
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        y = inner.top()
        for row in self._rows(inner.width()):
            tallest = max(size.height() for _, size in row)
            x = inner.left()
            for item, size in row:
                if move:
                    top = y + (tallest - size.height()) // 2
                    place = QRect(QPoint(x, top), size)
                    item.setGeometry(QStyle.visualRect(direction, inner, place))
                x += size.width() + self.spacing()
            y += tallest + self.spacing()
        used = y - inner.top() - (self.spacing() if self._visible() else 0)
        return used + rect.height() - inner.height()


class FlowRow(QWidget):
    """A widget that holds a FlowLayout and is always as high as its rows.

    Scroll areas and message boxes do not ask for the height at a width; so it states its height
    itself whenever its width changes.
    """

    def __init__(self, *parts: QWidget, gap: int = 8) -> None:
        super().__init__()
        self.flow = FlowLayout(self, gap=gap)
        for part in parts:
            self.flow.addWidget(part)

    def event(self, event: QEvent) -> bool:
        """Measure again whenever the width or the items have changed."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.setMinimumHeight(self.flow.heightForWidth(self.width()))
        return done


class Rows(QVBoxLayout):
    """Parts from top to bottom in ``parent``, at distances that grow with the text.

    ``gap`` is the space between them and ``edge`` the one around them, in pixels at 100 % text.
    """

    def __init__(
        self, theme: Theme, parent: QWidget, *parts: QWidget, gap: int = SPACE_S, edge: int = 0
    ) -> None:
        super().__init__(parent)
        self._theme, self._gap, self._edge = theme, gap, edge
        for part in parts:
            self.addWidget(part)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        edge = self._theme.px(self._edge)
        self.setContentsMargins(edge, edge, edge, edge)
        self.setSpacing(self._theme.px(self._gap))


def column(theme: Theme, *parts: QWidget, gap: int = SPACE_S) -> QWidget:
    """The parts, nearer to each other than to what stands above and below them."""
    made = QWidget()
    Rows(theme, made, *parts, gap=gap)
    return made
