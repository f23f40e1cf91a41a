"""The one canvas for pages: points (1/72 inch) from the top left corner, whatever the device.

Text stays text: shaped by Qt line by line, with the fonts embedded and no picture of letters.
"""

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from unicodedata import bidirectional

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.tokens import LIGHT

POINTS_PER_INCH = 72
# Drawn in tenths of a point, so that whole numbers do for every text size.
_UNITS = 10
_LEADING = 1.36
_KEPT_LAYOUTS = 4096
_SHORT_TEXT = 80
# Characters that turn the reading order around: on paper they could make a text say another.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


class TextStyle(Enum):
    """A kind of text: its size in points, whether it is bold, and whether it is prose.

    Prose written from right to left is set to the right; short texts keep to their column.
    """

    TITLE = (21.0, True, False)
    NAME = (12.0, True, False)
    HEADING = (10.5, True, False)
    STRONG = (9.5, True, False)
    BODY = (9.5, False, True)
    SMALL = (8.0, False, False)
    SMALL_STRONG = (8.0, True, False)
    CELL = (8.5, False, False)
    NOTE = (8.5, False, True)

    @property
    def leading(self) -> float:
        """From one line to the next, in points."""
        return self.value[0] * _LEADING

    @property
    def font(self) -> QFont:
        """The letters, in the units of the canvas."""
        weight = QFont.Weight.DemiBold if self.value[1] else QFont.Weight.Normal
        return _font(self.value[0], weight)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text laid out, with its height in points; blank without ``line``.

    ``air`` is how far below the top of that height the letters' own box begins.
    """

    height: float
    line: QTextLine | None = None
    air: float = 0.0
    # Qt's line is a window into its layout, which must outlive it.
    layout: QTextLayout | None = None


class PdfCanvas:
    """Draws on pages of ``size`` points, each of them ``scale`` units of the painter.

    A ``painter`` of None draws nothing and only measures, so that pages can be counted before the
    first of them is begun. ``mirrored`` puts what has a place, all but ``draw``, on the other side
    of the page. Needs a QGuiApplication (any platform, "offscreen" included).
    """

    def __init__(
        self, painter: QPainter | None, size: QSizeF, scale: float, *, mirrored: bool = False
    ) -> None:
        self._painter, self._mirrored = painter, mirrored
        self.width, self.height = size.width(), size.height()
        self._kept: OrderedDict[tuple[str, TextStyle, float, bool], list[TextLine]] = OrderedDict()
        self._metrics: dict[TextStyle, QFontMetricsF] = {}
        if painter is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(scale / _UNITS, scale / _UNITS)

    def text_width(self, text: str, style: TextStyle) -> float:
        """How wide one line is."""
        if style not in self._metrics:
            self._metrics[style] = QFontMetricsF(style.font)
        return self._metrics[style].horizontalAdvance(text) / _UNITS

    def lines(
        self, text: str, style: TextStyle, width: float, *, end: bool = False
    ) -> list[TextLine]:
        """``text`` laid out in lines of at most ``width``; each paragraph by its own direction.

        A word longer than a line is broken. ``end`` sets the lines to the far side.
        """
        key = (text, style, width, end)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        lines = [
            line
            for paragraph in _BREAKS.split(text)
            for line in _paragraph(_plain(paragraph), style, width, end=end)
        ]
        if len(text) <= _SHORT_TEXT:
            self._kept[key] = lines
            if len(self._kept) > _KEPT_LAYOUTS:
                self._kept.popitem(last=False)
        return lines

    def draw(self, lines: Sequence[TextLine], x: float, y: float, colour: str) -> float:
        """Draw lines from ``y`` down; returns where the next thing can stand."""
        if self._painter is None:
            return y + height_of(lines)
        self._painter.setPen(QColor(colour))
        for line in lines:
            if line.line is not None:
                own = QPointF(0, line.line.y())
                line.line.draw(self._painter, QPointF(x, y + line.air) * _UNITS - own)
            y += line.height
        return y

    def write(
        self, text: str, style: TextStyle, x: float, y: float, colour: str, width: float = 0.0
    ) -> float:
        """Lay out and draw; ``width`` 0 is up to the edge of the page. Returns the next ``y``."""
        return self.draw(self.lines(text, style, width or self.width - x), x, y, colour)

    def fit(
        self, text: str, place: QRectF, points: float, *,
        bold: bool = False, colour: str = LIGHT.ink, most_lines: int = 1, centred: bool = False,
    ) -> float:  # fmt: skip
        """Draw ``text`` from the top of ``place``, wrapped to its width; returns its height.

        It becomes smaller, down to seven tenths, rather than lose a word; what then still does
        not fit in ``most_lines`` ends with an ellipsis.
        """
        way = Qt.LayoutDirection.RightToLeft if self._mirrored else Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else side)
        option.setTextDirection(way)
        weight = QFont.Weight.Bold if bold else QFont.Weight.Normal
        layout = QTextLayout()
        for share in (1.0, 0.92, 0.85, 0.77, 0.7):
            layout = _laid_out(text, _font(points * share, weight), place.width(), option)
            if layout.lineCount() <= most_lines:
                break
        if layout.lineCount() > most_lines:
            start = layout.lineAt(most_lines - 1).textStart()
            elide, width = Qt.TextElideMode.ElideRight, place.width() * _UNITS
            end = QFontMetricsF(layout.font()).elidedText(text[start:], elide, width)
            layout = _laid_out(text[:start] + end, layout.font(), place.width(), option)
        if self._painter is not None:
            self._painter.setPen(QColor(colour))
            layout.draw(self._painter, self._rect(place).topLeft())
        return sum(layout.lineAt(n).height() for n in range(layout.lineCount())) / _UNITS

    def rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        if self._painter is not None:
            self._painter.fillRect(self._rect(QRectF(x, y, width, height)), QColor(colour))

    def box(self, place: QRectF, colour: str, *, radius: float = 4.0) -> None:
        """An empty box with round corners, to write in."""
        if self._painter is not None:
            _use(self._painter, "", colour, 0.8)
            radius *= _UNITS
            self._painter.drawRoundedRect(self._rect(place), radius, radius)

    def rule(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 0.6
    ) -> None:
        """A straight line, ``thick`` points wide."""
        if self._painter is not None:
            pen = QPen(QColor(colour), thick * _UNITS)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            self._painter.setPen(pen)
            self._painter.drawLine(QLineF(self._point(x1, y1), self._point(x2, y2)))

    def circle(
        self, x: float, y: float, radius: float, fill: str, edge: str = "", thick: float = 1.2
    ) -> None:
        """A circle around a point; a blank ``fill`` or ``edge`` is none."""
        if self._painter is not None:
            _use(self._painter, fill, edge, thick)
            radius *= _UNITS
            self._painter.drawEllipse(self._point(x, y), radius, radius)

    def size_circles(self, x: float, y: float, size: ActSize | None, *, unit: float = 3.4) -> float:
        """The three circles that grow, the one of ``size`` filled, all for None; their width.

        ``x`` is their leading edge and ``y`` their middle.
        """
        start = x
        for number, each in enumerate(ActSize):
            radius = unit * (0.6 + 0.4 * number)
            fill = LIGHT.primary if size in (None, each) else ""
            self.circle(x + radius, y, radius, fill, LIGHT.primary, 0.8)
            x += 2 * radius + unit * 0.5
        return x - unit * 0.5 - start

    def _point(self, x: float, y: float) -> QPointF:
        return QPointF(self.width - x if self._mirrored else x, y) * _UNITS

    def _rect(self, place: QRectF) -> QRectF:
        corner = self._point(place.right() if self._mirrored else place.left(), place.top())
        return QRectF(corner, place.size() * _UNITS)


def _use(painter: QPainter, fill: str, edge: str, thick: float) -> None:
    painter.setPen(QPen(QColor(edge), thick * _UNITS) if edge else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QBrush(QColor(fill)) if fill else QBrush(Qt.BrushStyle.NoBrush))


def _font(points: float, weight: QFont.Weight) -> QFont:
    """The platform's own font, whatever the text size of the window is.

    Without ligatures: one sign for “fi” would keep a word from being found in the file.
    """
    font = QFont(QGuiApplication.font().family())
    font.setPixelSize(round(points * _UNITS))
    font.setWeight(weight)
    for name in ("liga", "dlig", "clig", "calt"):
        font.setFeature(QFont.Tag(name), 0)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _plain(text: str) -> str:
    """``text`` without invisible characters that paper has no use for."""
    return _CONTROLS.sub("", _TURNING.sub("", text)).replace("\t", "    ")


def _paragraph(text: str, style: TextStyle, width: float, *, end: bool) -> list[TextLine]:
    if not text.strip():
        return [TextLine(style.leading * 0.6)]
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    # Qt finds the direction of the text by itself, and yet sets it to the left.
    if end or (style.value[2] and _is_right_to_left(text)):
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    layout = _laid_out(text, style.font, width, option)
    lines = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        own = line.height() / _UNITS
        height = max(style.leading, own)
        lines.append(TextLine(height, line, (height - own) / 2, layout))
    return lines


def _laid_out(text: str, font: QFont, width: float, option: QTextOption) -> QTextLayout:
    """Lines one below the other; a word longer than a line is broken."""
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * _UNITS)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _is_right_to_left(text: str) -> bool:
    """By the first letter that has a direction, as Unicode has it."""
    strong = (kind for kind in map(bidirectional, text) if kind in {"L", "R", "AL"})
    return next(strong, "L") != "L"


def use_whole_page(device: QPagedPaintDevice) -> None:
    """Measure from the corner of the sheet rather than from where the printer can print."""
    layout = device.pageLayout()
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)


def height_of(lines: Sequence[TextLine]) -> float:
    """How much room lines take."""
    return sum(line.height for line in lines)


def fitting(lines: Sequence[TextLine], height: float) -> int:
    """How many lines from the first go into a height."""
    for number, line in enumerate(lines):
        height -= line.height
        if height < -0.01:
            return number
    return len(lines)
