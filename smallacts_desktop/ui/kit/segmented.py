"""A sunken bar of segments, one of which is always chosen; the three sizes are such a bar."""

from collections.abc import Iterable
from typing import Generic

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QStyle

from smallacts_desktop.domain.acts import SIZE_EXAMPLES, ActSize
from smallacts_desktop.ui.kit.choice import WRAP, Choice, ChoiceButton, T
from smallacts_desktop.ui.kit.flow_layout import ListLayout
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text.words import word

translate = QCoreApplication.translate


class BarLayout(ListLayout):
    """Equal cells in one row where the widest fits, else every cell in a row of its own."""

    def hasHeightForWidth(self) -> bool:
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
        self.place_buttons(
            values, [Segment(theme, it) if isinstance(it, str) else it for it in faces]
        )
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


CIRCLE_RADII = {ActSize.SMALLEST: 4.5, ActSize.SMALLER: 7.0, ActSize.SMALL: 9.5}
_GAP, _LEAD = 10, 3


class SizeSegment(Segment):
    """A circle, the size's name and an example of it."""

    def __init__(self, theme: Theme, size: ActSize) -> None:
        super().__init__(theme, word(size.label))
        self._size = size
        self._example = word(SIZE_EXAMPLES[size])
        spoken = translate("SizePicker", "{size}: {example}")
        self.setAccessibleName(spoken.format(size=self.text(), example=self._example))

    def sizeHint(self) -> QSize:
        bold, small = self._metrics(TextRole.BODY_BOLD), self._metrics(TextRole.CAPTION)
        height = bold.height() + small.height() + self.theme.px(_LEAD + 14)
        return QSize(self._content_width() + self.theme.px(20), max(self.theme.px(56), height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:  # noqa: ARG002 - the lines do not wrap
        return self.sizeHint().height()

    def paint_content(self, painter: QPainter) -> None:
        """Paint the circle and the two lines."""
        tokens, theme = self.theme.tokens, self.theme
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        radius = CIRCLE_RADII[self._size] * theme.scale
        start = (self.width() - self._content_width()) / 2
        column = radius
        if self._is_stacked():
            # One below the other, the circles share a middle line and the words an edge.
            start, column = theme.px(16), CIRCLE_RADII[ActSize.SMALL] * theme.scale
        centre = start + column
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.primary))
        middle = QPointF(self.width() - centre if mirrored else centre, self.height() / 2)
        painter.drawEllipse(middle, radius, radius)

        name, small = self._metrics(TextRole.BODY_BOLD), self._metrics(TextRole.CAPTION)
        left = round(start + 2 * column + theme.px(_GAP))
        lines = name.height() + theme.px(_LEAD) + small.height()
        top = (self.height() - lines) // 2
        self._line(painter, self.text_role, QRect(left, top, 0, name.height()), self.text())
        below = QRect(left, top + name.height() + theme.px(_LEAD), 0, small.height())
        self._line(painter, TextRole.CAPTION, below, self._example)

    def _line(self, painter: QPainter, role: TextRole, place: QRect, text: str) -> None:
        place.setWidth(self.width() - place.left())
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self.theme.font(role))
        painter.setPen(self.text_colour)
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(place, int(side), text)

    def _is_stacked(self) -> bool:
        bar = self.parentWidget()
        return bar is not None and self.width() > bar.width() / 2

    def _content_width(self) -> int:
        words = max(
            self._metrics(TextRole.BODY_BOLD).horizontalAdvance(self.text()),
            self._metrics(TextRole.CAPTION).horizontalAdvance(self._example),
        )
        return round(2 * CIRCLE_RADII[self._size] * self.theme.scale) + self.theme.px(_GAP) + words

    def _metrics(self, role: TextRole) -> QFontMetrics:
        return QFontMetrics(self.theme.font(role))


class SizePicker(SegmentedControl[ActSize]):
    """Chooses one of the three sizes.

    ``size_changed``: the chosen ActSize, whenever it changes.
    """

    size_changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, [(size, SizeSegment(theme, size)) for size in ActSize])
        self.setAccessibleName(translate("SizePicker", "How small"))
        self.value_changed.connect(self.size_changed)

    @property
    def act_size(self) -> ActSize:
        """The chosen size."""
        return self.value

    def set_size(self, size: ActSize) -> None:
        """Choose ``size``."""
        self.set_value(size)
