"""A sunken bar of segments, one of which is always chosen."""

from collections.abc import Iterable
from typing import Generic

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayoutItem, QSizePolicy

from smallacts_desktop.ui.kit.choice import WRAP, Choice, ChoiceButton, T
from smallacts_desktop.ui.kit.flow_layout import ListLayout
from smallacts_desktop.ui.kit.theme import TextRole, Theme


class BarLayout(ListLayout):
    """Equal cells in one row where the widest fits, else every cell in a row of its own."""

    def hasHeightForWidth(self) -> bool:
        """True: a narrow bar is stacked."""
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        ends = margins.top() + margins.bottom()
        inner = width - margins.left() - margins.right()
        if self._in_a_row(inner):
            return self._tallest() + ends
        heights = [self._height(item, inner) for item in self._items]
        return sum(heights) + self.spacing() * max(0, len(heights) - 1) + ends

    def setGeometry(self, rect: QRect) -> None:
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
        margins = self.contentsMargins()
        return QSize(
            self._row_width() + margins.left() + margins.right(),
            self._tallest() + margins.top() + margins.bottom(),
        )

    def minimumSize(self) -> QSize:
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


class Segment(ChoiceButton):
    """One segment: text on the bar, or on a raised ground and bold when it is chosen."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, QSizePolicy.Policy.Expanding, 9)

    def sizeHint(self) -> QSize:
        width = self.bold().horizontalAdvance(self.text()) + 2 * self.theme.px(14)
        return QSize(width, self.theme.control_height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - small enough to paint whole
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
        inner = self.rect().adjusted(self.margin, 0, -self.margin, 0)
        painter.drawText(inner, WRAP, self.text())

    @property
    def text_role(self) -> TextRole:
        """Bold for the chosen segment."""
        return TextRole.BODY_BOLD if self.isChecked() else TextRole.BODY

    @property
    def text_colour(self) -> QColor:
        """Full ink for the chosen segment and the one under the mouse."""
        tokens = self.theme.tokens
        return QColor(tokens.ink if self.isChecked() or self.underMouse() else tokens.ink_soft)


class SegmentedControl(Choice[T, Segment], Generic[T]):
    """A bar with one segment per value. One stop for Tab; the arrow keys choose the next.

    Each of ``choices`` is a value with its text, or with a segment of its own. A bar too narrow
    for its texts is stacked. The owner sets the accessible name.
    """

    def __init__(self, theme: Theme, choices: Iterable[tuple[T, str | Segment]]) -> None:
        super().__init__(theme, BarLayout(), "bar", gap=4, edge=4)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        values, faces = zip(*choices, strict=True)
        self.put(values, [Segment(theme, it) if isinstance(it, str) else it for it in faces])
        self._buttons[0].setChecked(True)
        self._shown = 0
        self.stop_at(0)
        self._group.idToggled.connect(self._toggled)

    @property
    def value(self) -> T:
        """The chosen value."""
        return self._values[self._shown]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments in their order."""
        return tuple(self._buttons)

    def set_value(self, value: T) -> None:
        """Choose ``value``; ValueError when it is not offered."""
        self._buttons[self._values.index(value)].setChecked(True)

    def _toggled(self, index: int, checked: bool) -> None:
        if checked and index != self._shown:
            self._shown = index
            self.stop_at(index)
            self.value_changed.emit(self.value)
