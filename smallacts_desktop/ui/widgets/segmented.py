"""A sunken bar of segments, one of which is always chosen."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QLayout,
    QLayoutItem,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from smallacts_desktop.ui.theme import TextRole, Theme, repaint_on_change
from smallacts_desktop.ui.widgets.basics import Group

T = TypeVar("T")
_WRAP = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class BarLayout(QLayout):
    """Equal cells in one row where the widest fits, else every cell in a row of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Add ``item`` after the last."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at ``index``, or None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at ``index``, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """True: a narrow bar is stacked."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height in pixels at ``width`` pixels."""
        margins = self.contentsMargins()
        ends = margins.top() + margins.bottom()
        inner = width - margins.left() - margins.right()
        if self._in_a_row(inner):
            return self._tallest() + ends
        heights = [self._height(item, inner) for item in self._items]
        return sum(heights) + self.spacing() * max(0, len(heights) - 1) + ends

    def setGeometry(self, rect: QRect) -> None:
        """Place the cells."""
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        if not self._in_a_row(inner.width()):
            y = inner.top()
            for item in self._items:
                height = self._height(item, inner.width())
                item.setGeometry(QRect(inner.left(), y, inner.width(), height))
                y += height + self.spacing()
            return
        count, gap = max(1, len(self._items)), self.spacing()
        parent = self.parentWidget()
        mirrored = bool(parent and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        for index, item in enumerate(reversed(self._items) if mirrored else self._items):
            left = inner.left() + round(index * (inner.width() + gap) / count)
            right = inner.left() + round((index + 1) * (inner.width() + gap) / count) - gap
            item.setGeometry(QRect(left, inner.top(), right - left, inner.height()))

    def sizeHint(self) -> QSize:
        """All cells in a row."""
        margins = self.contentsMargins()
        return QSize(
            self._row_width() + margins.left() + margins.right(),
            self._tallest() + margins.top() + margins.bottom(),
        )

    def minimumSize(self) -> QSize:
        """The narrowest stack."""
        margins = self.contentsMargins()
        width = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(
            width + margins.left() + margins.right(),
            self._tallest() + margins.top() + margins.bottom(),
        )

    def _row_width(self) -> int:
        widest = max((item.sizeHint().width() for item in self._items), default=0)
        return widest * len(self._items) + self.spacing() * max(0, len(self._items) - 1)

    def _tallest(self) -> int:
        return max((item.sizeHint().height() for item in self._items), default=0)

    def _in_a_row(self, width: int) -> bool:
        return width >= self._row_width()

    @staticmethod
    def _height(item: QLayoutItem, width: int) -> int:
        return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


class Segment(QRadioButton):
    """One segment: text on the bar, or on a raised ground and bold when it is chosen."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self.theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("focusRadius", 9)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        repaint_on_change(theme, self)

    def sizeHint(self) -> QSize:
        """Room for the bold text in one line."""
        width = self._bold().horizontalAdvance(self.text()) + 2 * self.theme.px(14)
        return QSize(width, self.theme.control_height)

    def minimumSizeHint(self) -> QSize:
        """Room for the longest word."""
        longest = max((self._bold().horizontalAdvance(w) for w in self.text().split()), default=0)
        return QSize(longest + self.theme.px(16), self.theme.control_height)

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped text at ``width`` pixels."""
        room = QRect(0, 0, max(1, width - self.theme.px(16)), 0)
        text = self._bold().boundingRect(room, _WRAP, self.text())
        return max(self.sizeHint().height(), text.height() + self.theme.px(12))

    def hitButton(self, position: QPoint) -> bool:
        """All of the segment answers to the mouse."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - small enough to paint whole
        """Paint the ground, then what the segment shows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self.theme.tokens
        if self.isChecked():
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.setBrush(QColor(tokens.surface))
            corner = self.theme.px(9)
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner
            )
        self.paint_content(painter)

    def paint_content(self, painter: QPainter) -> None:
        """Paint the text."""
        painter.setFont(self.theme.font(self.text_role))
        painter.setPen(self.text_colour)
        margin = self.theme.px(8)
        painter.drawText(self.rect().adjusted(margin, 0, -margin, 0), _WRAP, self.text())

    @property
    def text_role(self) -> TextRole:
        """Bold for the chosen segment."""
        return TextRole.BODY_BOLD if self.isChecked() else TextRole.BODY

    @property
    def text_colour(self) -> QColor:
        """Full ink for the chosen segment and the one under the mouse."""
        tokens = self.theme.tokens
        return QColor(tokens.ink if self.isChecked() or self.underMouse() else tokens.ink_soft)

    def _bold(self) -> QFontMetrics:
        return QFontMetrics(self.theme.font(TextRole.BODY_BOLD))


class SegmentedControl(Group, Generic[T]):
    """A bar with one segment per value. One stop for Tab; the arrow keys choose the next.

    A bar too narrow for its texts is stacked. The owner sets the accessible name.

    ``value_changed``: the chosen value, whenever it changes.
    """

    value_changed = Signal(object)

    def __init__(self, theme: Theme, choices: Iterable[tuple[T, str]]) -> None:
        super().__init__("bar")
        pairs = list(choices)
        self._theme = theme
        self._values = [value for value, _ in pairs]
        self._segments = [self.make_segment(value, text) for value, text in pairs]
        self._group = QButtonGroup(self)
        self._bar = BarLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for index, segment in enumerate(self._segments):
            self._group.addButton(segment, index)
            self._bar.addWidget(segment)
        self._segments[0].setChecked(True)
        self._shown = 0
        self._stop_at(0)
        self._group.idToggled.connect(self._toggled)
        theme.changed.connect(self._measure)
        self._measure()

    def make_segment(self, value: T, text: str) -> Segment:  # noqa: ARG002 - for those who override
        """The segment for ``value``."""
        return Segment(self._theme, text)

    @property
    def value(self) -> T:
        """The chosen value."""
        return self._values[self._shown]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments in their order."""
        return tuple(self._segments)

    def set_value(self, value: T) -> None:
        """Choose ``value``; ValueError when it is not offered."""
        self._segments[self._values.index(value)].setChecked(True)

    def event(self, event: QEvent) -> bool:
        """Keep as high as the bar or the stack is at this width."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.keep_height(self._bar.heightForWidth(self.width()))
        return done

    def _toggled(self, index: int, checked: bool) -> None:
        if checked and index != self._shown:
            self._shown = index
            self._stop_at(index)
            self.value_changed.emit(self.value)

    def _stop_at(self, index: int) -> None:
        # Until a segment has had the keyboard Qt would stop at the first, chosen or not.
        for at, segment in enumerate(self._segments):
            stops = Qt.FocusPolicy.StrongFocus if at == index else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(stops)
        self.setFocusProxy(self._segments[index])

    def _measure(self) -> None:
        margin = self._theme.px(4)
        self._bar.setContentsMargins(margin, margin, margin, margin)
        self._bar.setSpacing(self._theme.px(4))
