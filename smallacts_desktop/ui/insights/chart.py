"""What every chart is and needs to draw itself anywhere: style, table, and a painter for it."""

from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen

from smallacts_desktop.tokens import LIGHT, Tokens
from smallacts_desktop.ui.kit.contrast import contrast_ratio, mix
from smallacts_desktop.ui.kit.theme import TextRole, Theme

_ONE_LINE = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """The colours, sizes and direction in which a chart is drawn.

    Fonts are measured in pixels, not points, so that one drawing is laid out the same on a screen,
    on paper and in a file; the one who draws scales the painter.
    """

    tokens: Tokens
    scale: float
    fonts: dict[TextRole, QFont]
    right_to_left: bool = False

    @classmethod
    def of(cls, theme: Theme, direction: Qt.LayoutDirection) -> "ChartStyle":
        """The look of a window under ``theme``."""
        fonts = {role: _in_pixels(theme.font(role)) for role in TextRole}
        return cls(theme.tokens, theme.scale, fonts, direction is Qt.LayoutDirection.RightToLeft)

    def on_paper(self) -> "ChartStyle":
        """The same look in light colours, whatever the window's are."""
        return replace(self, tokens=LIGHT)

    def px(self, measure: float) -> float:
        """A measure in pixels at 100 % text, at the person's text scale."""
        return measure * self.scale

    def metrics(self, role: TextRole) -> QFontMetricsF:
        """How large the letters of a role are."""
        return QFontMetricsF(self.fonts[role])

    @property
    def faint_lines(self) -> bool:
        """False where hairlines are as strong as text, as in high contrast."""
        return contrast_ratio(self.tokens.line, self.tokens.surface) < 3

    @property
    def bar_colour(self) -> str:
        """The fill of a bar."""
        return self.tokens.heat[3] if self.faint_lines else self.tokens.primary

    def soft_ground(self, *, before: bool) -> str:
        """The band behind a mood before or after: soft enough for ink to be read on it."""
        tokens = self.tokens
        if not self.faint_lines:
            return tokens.surface
        if before:
            return mix(tokens.surface, tokens.ink_soft, 0.14)
        return mix(tokens.surface, tokens.primary, 0.16)


def _in_pixels(font: QFont) -> QFont:
    measured = QFont(font)
    measured.setPixelSize(QFontInfo(font).pixelSize())
    return measured


@dataclass(frozen=True, slots=True)
class Table:
    """A chart's numbers as text: headers, and rows as long as the headers.

    The first column names what the row is about.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self) -> str:
        """Lines of cells with a tab between them, as spreadsheets take them from the clipboard.

        A cell that a spreadsheet would take for a formula gets an apostrophe in front.
        """
        lines = (self.headers, *self.rows)
        return "".join("\t".join(map(_plain_cell, line)) + "\n" for line in lines)


_FORMULA_STARTS = ("=", "@", "＝", "＠", "+", "-", "＋", "－")


def _plain_cell(cell: str) -> str:
    text = " ".join(cell.split())
    risky = text.startswith(_FORMULA_STARTS) and not text[1:].replace(".", "").isdigit()
    return f"'{text}" if risky else text


class Chart(Protocol):
    """One chart of one report.

    ``title`` heads it; ``note`` is the plain sentence under it, which may be blank; ``summary``
    says in one sentence what a person sees; ``table`` gives the numbers.
    """

    @property
    def title(self) -> str:
        """The heading."""

    @property
    def note(self) -> str:
        """The sentence under the chart, or blank."""

    @property
    def summary(self) -> str:
        """The chart in one sentence, for those who do not see it."""

    @property
    def basis(self) -> str:
        """When the notes are from and how many there are, for a chart that stands alone."""

    def table(self) -> Table:
        """The numbers, the very ones that are drawn."""

    def height(self, style: ChartStyle, width: float) -> float:
        """The height in pixels that the chart needs at a width."""

    def paint(self, painter: QPainter, style: ChartStyle, area: QRectF) -> None:
        """Draw the chart into ``area``, which is as high as ``height`` says."""


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
