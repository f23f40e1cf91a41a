"""Drawing from the leading edge: the left, or the right where people read from right to left."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from smallacts_desktop.ui.insights.chart_style import ChartStyle
from smallacts_desktop.ui.kit.theme import TextRole

_ONE_LINE = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip


class ChartPainter:
    """Draws in an area whose x grows from the leading edge and whose y grows downwards.

    Everything that is mirrored for right-to-left readers is mirrored here, and nowhere else.
    """

    def __init__(self, painter: QPainter, style: ChartStyle, area: QRectF) -> None:
        self.painter = painter
        self.style = style
        self._area = area
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft
            if style.right_to_left
            else Qt.LayoutDirection.LeftToRight
        )

    def at(self, x: float, y: float) -> QPointF:
        """The point ``x`` from the leading edge."""
        place = self._area.right() - x if self.style.right_to_left else self._area.left() + x
        return QPointF(place, self._area.top() + y)

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """The rectangle whose leading edge is ``x``; a negative width reaches back from it."""
        return QRectF(self.at(x, y), self.at(x + width, y + height)).normalized()

    def grid_line(self, start: QPointF, end: QPointF) -> None:
        """A hairline of the scale; dotted where hairlines are as strong as text."""
        chart = QPen(QColor(self.style.tokens.line), 1.0)
        if not self.style.faint_lines:
            chart.setStyle(Qt.PenStyle.DotLine)
        self.painter.setPen(chart)
        self.painter.drawLine(start, end)

    def line(self, start: QPointF, end: QPointF, colour: str, width: float) -> None:
        """A straight line between two points made by ``at``."""
        self.painter.setPen(
            QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        )
        self.painter.drawLine(start, end)

    def bar(self, box: QRectF, colour: str, corner: float, outline: str | None = None) -> None:
        """A filled rectangle with round corners, in a thin ``outline`` where one is given."""
        self.painter.setPen(QPen(QColor(outline), 1.0) if outline else QPen(Qt.PenStyle.NoPen))
        self.painter.setBrush(QBrush(QColor(colour)))
        corner = min(corner, box.width() / 2, box.height() / 2)
        self.painter.drawRoundedRect(box, corner, corner)

    def text(
        self,
        text: str,
        box: QRectF,
        role: TextRole,
        colour: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    ) -> None:
        """One line of text, in the middle of the height of ``box``."""
        self.painter.setFont(self.style.fonts[role])
        self.painter.setPen(QColor(colour))
        # Qt turns leading and trailing round by the painter's direction.
        flags = align | Qt.AlignmentFlag.AlignVCenter
        self.painter.drawText(box, flags.value | _ONE_LINE.value, text)

    def width_of(self, text: str, role: TextRole) -> float:
        """How wide one line of text is."""
        return self.style.metrics(role).horizontalAdvance(text)


def line_height(style: ChartStyle, role: TextRole) -> float:
    """The height of one line of text."""
    return style.metrics(role).height()


def elided(metrics: QFontMetricsF, text: str, width: float) -> str:
    """As much of a name as fits into a width, ending in … when it is cut."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
