"""The three sizes of an act, as three growing circles; always free to go up, down or stay."""

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from smallacts_desktop.domain.acts import SIZE_EXAMPLES, SIZE_LABELS, ActSize
from smallacts_desktop.ui.kit.segmented import Segment, SegmentedControl
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text.words import word

CIRCLE_RADII = {ActSize.SMALLEST: 4.5, ActSize.SMALLER: 7.0, ActSize.SMALL: 9.5}
_GAP, _LEAD = 10, 3


class SizeSegment(Segment):
    """A circle, the size's name and an example of it."""

    def __init__(self, theme: Theme, size: ActSize) -> None:
        super().__init__(theme, word(SIZE_LABELS[size]))
        self._size = size
        self._example = word(SIZE_EXAMPLES[size])
        spoken = QCoreApplication.translate("SizePicker", "{size}: {example}")
        self.setAccessibleName(spoken.format(size=self.text(), example=self._example))

    def sizeHint(self) -> QSize:
        """Room for the circle and both lines, the first of them bold."""
        bold, small = self._metrics(TextRole.BODY_BOLD), self._metrics(TextRole.CAPTION)
        height = bold.height() + small.height() + self.theme.px(_LEAD + 14)
        return QSize(self._content_width() + self.theme.px(20), max(self.theme.px(56), height))

    def minimumSizeHint(self) -> QSize:
        """The same: neither line wraps."""
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
        self.setAccessibleName(QCoreApplication.translate("SizePicker", "How small"))
        self.value_changed.connect(self.size_changed)

    @property
    def act_size(self) -> ActSize:
        """The chosen size."""
        return self.value

    def set_size(self, size: ActSize) -> None:
        """Choose ``size``."""
        self.set_value(size)
