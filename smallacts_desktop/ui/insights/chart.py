"""What every chart is and needs to be drawn anywhere: its style, its table, and its painter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from smallacts_desktop.sharing.report.chart_geometry import (
    Box,
    Dot,
    Line,
    Mark,
    MarkRole,
    Outline,
    Side,
    Words,
)
from smallacts_desktop.tokens import LIGHT, Tokens
from smallacts_desktop.ui.kit.theme import TextRole, Theme, contrast_ratio, mix

_ONE_LINE = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
_LINK, _DASHED, _BAR_CORNER, _COLUMN_CORNER, _HALF_CORNER = 5.0, 1.6, 5.0, 4.0, 4.0
# The letters of each text, and the token of its colour.
_TEXTS = {
    MarkRole.NAME: (TextRole.BODY_BOLD, "ink"),
    MarkRole.DETAIL: (TextRole.CAPTION, "ink_soft"),
    MarkRole.LABEL: (TextRole.BODY, "ink_soft"),
    MarkRole.VALUE: (TextRole.BODY, "ink"),
    MarkRole.NUMBER_BEFORE: (TextRole.CAPTION, "ink"),
    MarkRole.NUMBER_AFTER: (TextRole.CAPTION_BOLD, "ink"),
}
_SIDES = {
    Side.START: Qt.AlignmentFlag.AlignLeading,
    Side.MIDDLE: Qt.AlignmentFlag.AlignHCenter,
    Side.END: Qt.AlignmentFlag.AlignTrailing,
}


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

    def width(self, look: MarkRole, text: str) -> float:
        """How wide one line of text is."""
        return self.metrics(_TEXTS[look][0]).horizontalAdvance(text)

    def height(self, look: MarkRole) -> float:
        """How high one line of text is."""
        return self.metrics(_TEXTS[look][0]).height()

    def elided(self, look: MarkRole, text: str, width: float) -> str:
        """As much of a text as fits into a width, ending in … when it is cut."""
        return self.metrics(_TEXTS[look][0]).elidedText(text, Qt.TextElideMode.ElideRight, width)

    @property
    def direction(self) -> Qt.LayoutDirection:
        """The direction in which people read."""
        way = Qt.LayoutDirection
        return way.RightToLeft if self.right_to_left else way.LeftToRight

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


class Drawing(NamedTuple):
    """A chart at a width: how high it is, and its marks, which are computed when asked for."""

    height: float
    marks: Iterable[Mark]


NO_DRAWING = Drawing(0.0, ())


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart of one report.

    ``title`` heads it; ``note`` is the plain sentence under it, which may be blank; ``summary``
    says in one sentence what a person sees; ``basis`` says when the notes are from and how many
    there are, for a chart that stands alone; ``table`` gives the very numbers that are drawn.
    ``drawing`` takes a style and a width in pixels.
    """

    title: str
    note: str
    summary: str
    basis: str
    table: Table
    drawing: Callable[[ChartStyle, float], Drawing]

    def height(self, style: ChartStyle, width: float) -> float:
        """The height in pixels that the chart needs at a width."""
        return self.drawing(style, width).height

    def paint(self, painter: QPainter, style: ChartStyle, area: QRectF) -> None:
        """Draw the chart into ``area``, which is as high as ``height`` says."""
        chart = _MarkPainter(painter, style, area)
        for mark in self.drawing(style, area.width()).marks:
            chart.draw(mark)


class _MarkPainter:
    """Draws marks with Qt, mirrored where people read from right to left."""

    def __init__(self, painter: QPainter, style: ChartStyle, area: QRectF) -> None:
        self._painter, self._style, self._area = painter, style, area
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(style.direction)

    def draw(self, mark: Mark) -> None:
        """Draw one mark."""
        match mark:
            case Line():
                self._line(mark)
            case Box():
                self._box(mark)
            case Dot():
                self._dot(mark)
            case Outline():
                self._use(QPen(Qt.PenStyle.NoPen), self._style.bar_colour)
                self._painter.drawPolygon(QPolygonF([self._at(x, y) for x, y in mark.corners]))
            case Words():
                self._words(mark)

    def _at(self, x: float, y: float) -> QPointF:
        area = self._area
        left = area.right() - x if self._style.right_to_left else area.left() + x
        return QPointF(left, area.top() + y)

    def _rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        return QRectF(self._at(x, y), self._at(x + width, y + height)).normalized()

    def _use(self, pen: QPen, fill: str) -> None:
        self._painter.setPen(pen)
        self._painter.setBrush(QBrush(QColor(fill)))

    def _line(self, line: Line) -> None:
        style = self._style
        if line.look is MarkRole.LINK:
            pen = QPen(QColor(style.tokens.primary), style.px(_LINK))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        else:
            pen = QPen(QColor(style.tokens.line), 1.0)
            if not style.faint_lines:
                pen.setStyle(Qt.PenStyle.DotLine)
        self._painter.setPen(pen)
        self._painter.drawLine(self._at(line.x1, line.y1), self._at(line.x2, line.y2))

    def _box(self, box: Box) -> None:
        style, no_pen = self._style, QPen(Qt.PenStyle.NoPen)
        place = self._rect(box.x, box.y, box.width, box.height)
        match box.look:
            case MarkRole.COLUMN:
                self._use(no_pen, style.bar_colour)
                self._column(place)
            case MarkRole.PART_COLUMN:
                stroke = min(1.5, box.width / 4)
                self._use(QPen(QColor(style.bar_colour), stroke), style.tokens.surface)
                self._column(place.adjusted(stroke / 2, stroke / 2, -stroke / 2, 0), box.width)
            case MarkRole.BAR:
                self._use(no_pen, style.bar_colour)
                self._rounded(place, _BAR_CORNER)
            case _:
                # In high contrast all grounds look alike, so that an outline takes their place.
                pen = no_pen if style.faint_lines else QPen(QColor(style.tokens.edge), 1.0)
                self._use(pen, style.soft_ground(before=box.look is MarkRole.HALF_BEFORE))
                self._rounded(place, _HALF_CORNER)

    def _rounded(self, place: QRectF, corner: float) -> None:
        corner = min(self._style.px(corner), place.width() / 2, place.height() / 2)
        self._painter.drawRoundedRect(place, corner, corner)

    def _column(self, place: QRectF, width: float | None = None) -> None:
        """A bar with round shoulders, square where it stands on its line."""
        corner = min(self._style.px(_COLUMN_CORNER), (width or place.width()) / 3, place.height())
        path = QPainterPath(place.bottomLeft())
        path.lineTo(place.left(), place.top() + corner)
        path.quadTo(place.topLeft(), QPointF(place.left() + corner, place.top()))
        path.lineTo(place.right() - corner, place.top())
        path.quadTo(place.topRight(), QPointF(place.right(), place.top() + corner))
        path.lineTo(place.bottomRight())
        path.closeSubpath()
        self._painter.drawPath(path)

    def _dot(self, dot: Dot) -> None:
        tokens, scale = self._style.tokens, self._style.px
        if dot.look is MarkRole.BEFORE:
            dashed = QPen(QColor(tokens.ink_soft), scale(_DASHED))
            dashed.setDashPattern([1.6, 1.5])
            self._use(dashed, tokens.surface)
        else:
            self._use(QPen(Qt.PenStyle.NoPen), tokens.primary)
        self._painter.drawEllipse(self._at(dot.x, dot.y), dot.radius, dot.radius)

    def _words(self, words: Words) -> None:
        style, look, text = self._style, words.look, words.text
        width, height = style.width(look, text), style.height(look)
        x, y = words.x - words.side.value * width, words.y - height / 2
        if words.ground is not None:
            left = max(0.0, x - words.ground)
            ground = self._rect(left, y, x + width + words.ground - left, height)
            self._painter.fillRect(ground, QColor(style.tokens.surface))
        role, colour = _TEXTS[look]
        self._painter.setFont(style.fonts[role])
        self._painter.setPen(QColor(getattr(style.tokens, colour)))
        # Qt turns leading and trailing round by the painter's direction.
        flags = _SIDES[words.side] | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(self._rect(x, y, width, height), flags.value | _ONE_LINE.value, text)
