"""The marks of a mood before and a mood after: circles, bands, numbers, and their key."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from smallacts_desktop.domain.entries import HIGHEST_MOOD, LOWEST_MOOD
from smallacts_desktop.domain.groups import Moods, Quartiles
from smallacts_desktop.ui.insights.chart import ChartPainter, ChartStyle, line_height
from smallacts_desktop.ui.kit.theme import TextRole
from smallacts_desktop.ui.text import insight_words

_ABOVE, _ITEM_GAP, _SIGN_GAP, _LINE_GAP = 14.0, 24.0, 8.0, 4.0


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A name, and what draws its sign at a leading x and a middle y."""

    name: str
    sign: Callable[[ChartPainter, float, float], None]


@dataclass(frozen=True, slots=True)
class Legend:
    """Items whose signs are ``sign_width`` pixels wide."""

    items: tuple[LegendItem, ...]
    sign_width: float

    def height(self, style: ChartStyle, width: float) -> float:
        """The height at a width, with the gap above."""
        lines = 1 + max(line for _, _, line in self._places(style, width))
        return style.px(_ABOVE) + lines * self._line(style)

    def paint(self, chart: ChartPainter, top: float, width: float) -> None:
        """Draw the key from ``top`` down."""
        style = chart.style
        height = self._line(style)
        for item, x, line in self._places(style, width):
            middle = top + style.px(_ABOVE) + (line + 0.5) * height
            item.sign(chart, x, middle)
            text = x + self.sign_width + style.px(_SIGN_GAP)
            box = chart.rect(text, middle - height / 2, self._name(style, item), height)
            chart.text(item.name, box, TextRole.CAPTION, style.tokens.ink_soft)

    def _line(self, style: ChartStyle) -> float:
        return line_height(style, TextRole.CAPTION) + style.px(_LINE_GAP)

    def _name(self, style: ChartStyle, item: LegendItem) -> float:
        return style.metrics(TextRole.CAPTION).horizontalAdvance(item.name)

    def _places(self, style: ChartStyle, width: float) -> Iterator[tuple[LegendItem, float, int]]:
        x, line = 0.0, 0
        for item in self.items:
            needed = self.sign_width + style.px(_SIGN_GAP) + self._name(style, item)
            if x and x + needed > width:
                x, line = 0.0, line + 1
            yield item, x, line
            x += needed + style.px(_ITEM_GAP)


DOT, VALUE_GAP = 8.5, 8.0
_LINK, _BAND = 5.0, 13.0


@dataclass(frozen=True, slots=True)
class DumbbellLayout:
    """Where things stand: ``start`` to ``end`` is the scale, ``labels`` the room for names.

    ``stacked``: the names stand above their rows, because beside them they leave no room.
    """

    start: float
    end: float
    labels: float
    row: float
    head: float
    stacked: bool

    def x(self, mood: float) -> float:
        """Where a mood lies on the scale."""
        share = (mood - LOWEST_MOOD) / (HIGHEST_MOOD - LOWEST_MOOD)
        return self.start + share * (self.end - self.start)


def paint_bands(chart: ChartPainter, layout: DumbbellLayout, middle: float, moods: Moods) -> None:
    """The middle half before, above the line between the circles, and after, below it."""
    reach = chart.style.px(_BAND)
    _paint_band(chart, layout, middle - reach, reach, moods.before, before=True)
    _paint_band(chart, layout, middle, reach, moods.after, before=False)


def _paint_band(
    chart: ChartPainter,
    layout: DumbbellLayout,
    top: float,
    height: float,
    quartiles: Quartiles,
    *,
    before: bool,
) -> None:
    if quartiles.lower == quartiles.upper:
        return
    x = layout.x(quartiles.lower)
    _paint_soft(chart, chart.rect(x, top, layout.x(quartiles.upper) - x, height), before=before)


def _paint_soft(chart: ChartPainter, box: QRectF, *, before: bool) -> None:
    """The soft ground behind an end; in high contrast an outline, as all grounds look alike."""
    style = chart.style
    outline = None if style.faint_lines else style.tokens.edge
    chart.bar(box, style.soft_ground(before=before), style.px(4), outline)


def paint_dots(chart: ChartPainter, layout: DumbbellLayout, middle: float, moods: Moods) -> None:
    """The two circles and the line between them."""
    before, after = (layout.x(quartiles.median) for quartiles in (moods.before, moods.after))
    chart.line(
        chart.at(before, middle),
        chart.at(after, middle),
        chart.style.tokens.primary,
        chart.style.px(_LINK),
    )
    # With no change between them the dashed circle stands around the full one.
    radius = chart.style.px(DOT + (3.5 if before == after else 0))
    _paint_before(chart, before, middle, radius)
    _paint_after(chart, after, middle, chart.style.px(DOT))


def _paint_before(chart: ChartPainter, x: float, y: float, radius: float) -> None:
    """The dashed circle of the mood before."""
    tokens = chart.style.tokens
    dashed = QPen(QColor(tokens.ink_soft), chart.style.px(1.6))
    dashed.setDashPattern([1.6, 1.5])
    chart.painter.setPen(dashed)
    chart.painter.setBrush(QColor(tokens.surface))
    chart.painter.drawEllipse(chart.at(x, y), radius, radius)


def _paint_after(chart: ChartPainter, x: float, y: float, radius: float) -> None:
    """The full circle of the mood after."""
    chart.painter.setPen(Qt.PenStyle.NoPen)
    chart.painter.setBrush(QColor(chart.style.tokens.primary))
    chart.painter.drawEllipse(chart.at(x, y), radius, radius)


def paint_values(chart: ChartPainter, layout: DumbbellLayout, middle: float, moods: Moods) -> None:
    """The two numbers, outside the circles, which are painted over their ground."""
    style = chart.style
    rose = moods.after.median >= moods.before.median
    for quartiles, role, towards_end in (
        (moods.before, TextRole.CAPTION, not rose),
        (moods.after, TextRole.CAPTION_BOLD, rose),
    ):
        text = insight_words.mood(quartiles.median)
        away = style.px(DOT + VALUE_GAP)
        width = chart.width_of(text, role)
        x = layout.x(quartiles.median) + (away if towards_end else -away - width)
        height = line_height(style, role)
        box = chart.rect(x, middle - height / 2, width, height)
        if not style.faint_lines:
            # No line as strong as the text may run through it, nor up to it like a dash.
            gap = style.px(VALUE_GAP)
            chart.painter.fillRect(box.adjusted(-gap, 0, gap, 0), QColor(style.tokens.surface))
        chart.text(text, box, role, style.tokens.ink)


def dumbbell_legend(style: ChartStyle) -> Legend:
    """What the marks mean."""
    dot, band = style.px(DOT * 0.8), style.px(_BAND)

    def before(chart: ChartPainter, x: float, y: float) -> None:
        _paint_before(chart, x + dot + 1, y, dot)

    def after(chart: ChartPainter, x: float, y: float) -> None:
        _paint_after(chart, x + dot, y, dot)

    def middle_half(chart: ChartPainter, x: float, y: float) -> None:
        _paint_soft(chart, chart.rect(x, y - band / 2, band, band / 2), before=True)
        _paint_soft(chart, chart.rect(x, y, band, band / 2), before=False)

    return Legend(
        (
            LegendItem(QCoreApplication.translate("Insights", "Middle mood before"), before),
            LegendItem(QCoreApplication.translate("Insights", "Middle mood after"), after),
            LegendItem(QCoreApplication.translate("Insights", "Middle half of moods"), middle_half),
        ),
        2 * dot,
    )
