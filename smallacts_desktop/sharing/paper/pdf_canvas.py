"""Drawing on paper in points (1/72 inch), whatever the resolution of the file or the printer.

Text stays text: shaped by Qt line by line, with the fonts embedded and no picture of letters.
"""

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from unicodedata import bidirectional

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
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

POINTS_PER_INCH = 72
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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text laid out, with its height in points; blank without ``line``.

    ``air`` is how far below the top of that height the letters' own box begins.
    """

    height: float
    line: QTextLine | None
    air: float = 0.0
    # Qt's line is a window into its layout, which must outlive it.
    layout: QTextLayout | None = None


def plain(text: str) -> str:
    """``text`` without invisible characters that paper has no use for."""
    return _CONTROLS.sub("", _TURNING.sub("", text)).replace("\t", "    ")


class PdfCanvas:
    """Draws on a page in points from its top left corner.

    A ``painter`` of None draws nothing and only measures, so that pages can be counted before the
    first of them is begun. Needs a QGuiApplication (any platform, "offscreen" included).
    """

    def __init__(self, device: QPagedPaintDevice, painter: QPainter | None) -> None:
        self._device, self._painter = device, painter
        self._k = device.logicalDpiX() / POINTS_PER_INCH
        page = device.pageLayout().fullRectPoints()
        self.width, self.height = float(page.width()), float(page.height())
        self._fonts: dict[TextStyle, QFont] = {}
        self._metrics: dict[TextStyle, QFontMetricsF] = {}
        self._kept: OrderedDict[tuple[str, TextStyle, float, bool], list[Line]] = OrderedDict()

    def new_page(self) -> None:
        """Begin the next page."""
        if self._painter is not None:
            self._device.newPage()

    def font(self, kind: TextStyle) -> QFont:
        """The platform's own font in this kind, without ligatures, which some readers garble."""
        if kind not in self._fonts:
            font = QFont(QGuiApplication.font().family())
            font.setPointSizeF(kind.value[0])
            font.setWeight(QFont.Weight.DemiBold if kind.value[1] else QFont.Weight.Normal)
            for name in ("liga", "dlig", "clig", "calt"):
                font.setFeature(QFont.Tag(name), 0)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[kind] = font
        return self._fonts[kind]

    def text_width(self, text: str, kind: TextStyle) -> float:
        """How wide one line is."""
        if kind not in self._metrics:
            self._metrics[kind] = QFontMetricsF(self.font(kind), self._device)
        return self._metrics[kind].horizontalAdvance(text) / self._k

    def lines(self, text: str, kind: TextStyle, width: float, *, end: bool = False) -> list[Line]:
        """``text`` laid out in lines of at most ``width``; each paragraph by its own direction.

        A word longer than a line is broken. ``end`` sets the lines to the far side.
        """
        key = (text, kind, width, end)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        lines = [
            line
            for paragraph in _BREAKS.split(text)
            for line in self._paragraph(plain(paragraph), kind, width, end=end)
        ]
        if len(text) <= _SHORT_TEXT:
            self._kept[key] = lines
            if len(self._kept) > _KEPT_LAYOUTS:
                self._kept.popitem(last=False)
        return lines

    def _paragraph(self, text: str, kind: TextStyle, width: float, *, end: bool) -> list[Line]:
        if not text.strip():
            return [Line(kind.leading * 0.6, None)]
        layout = QTextLayout(text, self.font(kind), self._device)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        # Qt finds the direction of the text by itself, and yet sets it to the left.
        if end or (kind.value[2] and _is_right_to_left(text)):
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.beginLayout()
        lines = []
        leading = kind.leading
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width * self._k)
            line.setPosition(QPointF(0, 0))
            own = line.height() / self._k
            height = max(leading, own)
            lines.append(Line(height, line, (height - own) / 2, layout))
        layout.endLayout()
        return lines

    def draw(self, lines: Sequence[Line], x: float, y: float, colour: str) -> float:
        """Draw lines from ``y`` down; returns where the next thing can stand."""
        if self._painter is None:
            return y + height_of(lines)
        self._painter.setPen(QColor(colour))
        for line in lines:
            if line.line is not None:
                line.line.draw(self._painter, QPointF(x, y + line.air) * self._k)
            y += line.height
        return y

    def say(
        self, text: str, kind: TextStyle, x: float, y: float, colour: str, width: float = 0.0
    ) -> float:
        """Lay out and draw; ``width`` 0 is up to the edge of the page. Returns the next ``y``."""
        return self.draw(self.lines(text, kind, width or self.width - x), x, y, colour)

    def rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        if self._painter is not None:
            k = self._k
            self._painter.fillRect(QRectF(x * k, y * k, width * k, height * k), QColor(colour))

    def rule(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 0.6
    ) -> None:
        """A straight line, ``thick`` points wide."""
        if self._painter is not None:
            pen = QPen(QColor(colour), thick * self._k)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            self._painter.setPen(pen)
            k = self._k
            self._painter.drawLine(QLineF(x1 * k, y1 * k, x2 * k, y2 * k))

    def circle(
        self, x: float, y: float, radius: float, fill: str, edge: str = "", thick: float = 1.2
    ) -> None:
        """A circle around a point, with an outline in ``edge`` where one is given."""
        if self._painter is None:
            return
        k = self._k
        self._painter.setPen(QPen(QColor(edge), thick * k) if edge else Qt.PenStyle.NoPen)
        self._painter.setBrush(QBrush(QColor(fill)))
        self._painter.drawEllipse(QPointF(x * k, y * k), radius * k, radius * k)


def _is_right_to_left(text: str) -> bool:
    """By the first letter that has a direction, as Unicode has it."""
    strong = (kind for kind in map(bidirectional, text) if kind in {"L", "R", "AL"})
    return next(strong, "L") != "L"


def use_whole_page(device: QPagedPaintDevice) -> None:
    """Measure from the corner of the sheet rather than from where the printer can print."""
    layout = device.pageLayout()
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)


def height_of(lines: Sequence[Line]) -> float:
    """How much room lines take."""
    return sum(line.height for line in lines)


def fitting(lines: Sequence[Line], height: float) -> int:
    """How many lines from the first go into a height."""
    for number, line in enumerate(lines):
        height -= line.height
        if height < -0.01:
            return number
    return len(lines)
