"""The marks of a mood before and a mood after: circles, bands, numbers, and their key."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from smallacts_desktop.domain.entries import HIGHEST_MOOD, LOWEST_MOOD
from smallacts_desktop.domain.groups import Moods
from smallacts_desktop.domain.quartiles import Quartiles
from smallacts_desktop.ui.insights.canvas import ChartPen, line_height
from smallacts_desktop.ui.insights.chart_style import ChartStyle
from smallacts_desktop.ui.kit.theme import TextRole
from smallacts_desktop.ui.text import insight_words

_ABOVE, _ITEM_GAP, _SIGN_GAP, _LINE_GAP = 14.0, 24.0, 8.0, 4.0


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A name, and what draws its sign at a leading x and a middle y."""

    name: str
    sign: Callable[[ChartPen, float, float], None]


@dataclass(frozen=True, slots=True)
class Legend:
    """Items whose signs are ``sign_width`` pixels wide."""

    items: tuple[LegendItem, ...]
    sign_width: float

    def height(self, look: ChartStyle, width: float) -> float:
        """The height at a width, with the gap above."""
        lines = 1 + max(line for _, _, line in self._places(look, width))
        return look.px(_ABOVE) + lines * self._line(look)

    def paint(self, pen: ChartPen, top: float, width: float) -> None:
        """Draw the key from ``top`` down."""
        look = pen.look
        height = self._line(look)
        for item, x, line in self._places(look, width):
            middle = top + look.px(_ABOVE) + (line + 0.5) * height
            item.sign(pen, x, middle)
            text = x + self.sign_width + look.px(_SIGN_GAP)
            box = pen.rect(text, middle - height / 2, self._name(look, item), height)
            pen.text(item.name, box, TextRole.CAPTION, look.tokens.ink_soft)

    def _line(self, look: ChartStyle) -> float:
        return line_height(look, TextRole.CAPTION) + look.px(_LINE_GAP)

    def _name(self, look: ChartStyle, item: LegendItem) -> float:
        return look.metrics(TextRole.CAPTION).horizontalAdvance(item.name)

    def _places(self, look: ChartStyle, width: float) -> Iterator[tuple[LegendItem, float, int]]:
        x, line = 0.0, 0
        for item in self.items:
            needed = self.sign_width + look.px(_SIGN_GAP) + self._name(look, item)
            if x and x + needed > width:
                x, line = 0.0, line + 1
            yield item, x, line
            x += needed + look.px(_ITEM_GAP)


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


def paint_bands(pen: ChartPen, layout: DumbbellLayout, middle: float, moods: Moods) -> None:
    """The middle half before, above the line between the circles, and after, below it."""
    reach = pen.look.px(_BAND)
    _paint_band(pen, layout, middle - reach, reach, moods.before, before=True)
    _paint_band(pen, layout, middle, reach, moods.after, before=False)


def _paint_band(
    pen: ChartPen,
    layout: DumbbellLayout,
    top: float,
    height: float,
    spread: Quartiles,
    *,
    before: bool,
) -> None:
    if spread.lower == spread.upper:
        return
    x = layout.x(spread.lower)
    _paint_soft(pen, pen.rect(x, top, layout.x(spread.upper) - x, height), before=before)


def _paint_soft(pen: ChartPen, box: QRectF, *, before: bool) -> None:
    """The soft ground behind an end; in high contrast an outline, as all grounds look alike."""
    look = pen.look
    outline = None if look.faint_lines else look.tokens.edge
    pen.bar(box, look.soft_ground(before=before), look.px(4), outline)


def paint_dots(pen: ChartPen, layout: DumbbellLayout, middle: float, moods: Moods) -> None:
    """The two circles and the line between them."""
    before, after = (layout.x(spread.median) for spread in (moods.before, moods.after))
    pen.line(
        pen.at(before, middle),
        pen.at(after, middle),
        pen.look.tokens.primary,
        pen.look.px(_LINK),
    )
    # With no change between them the dashed circle stands around the full one.
    radius = pen.look.px(DOT + (3.5 if before == after else 0))
    _paint_before(pen, before, middle, radius)
    _paint_after(pen, after, middle, pen.look.px(DOT))


def _paint_before(pen: ChartPen, x: float, y: float, radius: float) -> None:
    """The dashed circle of the mood before."""
    tokens = pen.look.tokens
    dashed = QPen(QColor(tokens.ink_soft), pen.look.px(1.6))
    dashed.setDashPattern([1.6, 1.5])
    pen.painter.setPen(dashed)
    pen.painter.setBrush(QColor(tokens.surface))
    pen.painter.drawEllipse(pen.at(x, y), radius, radius)


def _paint_after(pen: ChartPen, x: float, y: float, radius: float) -> None:
    """The full circle of the mood after."""
    pen.painter.setPen(Qt.PenStyle.NoPen)
    pen.painter.setBrush(QColor(pen.look.tokens.primary))
    pen.painter.drawEllipse(pen.at(x, y), radius, radius)


def paint_values(pen: ChartPen, layout: DumbbellLayout, middle: float, moods: Moods) -> None:
    """The two numbers, outside the circles, which are painted over their ground."""
    look = pen.look
    rose = moods.after.median >= moods.before.median
    for spread, role, towards_end in (
        (moods.before, TextRole.CAPTION, not rose),
        (moods.after, TextRole.CAPTION_BOLD, rose),
    ):
        text = insight_words.mood(spread.median)
        away = look.px(DOT + VALUE_GAP)
        width = pen.width_of(text, role)
        x = layout.x(spread.median) + (away if towards_end else -away - width)
        height = line_height(look, role)
        box = pen.rect(x, middle - height / 2, width, height)
        if not look.faint_lines:
            # No line as strong as the text may run through it, nor up to it like a dash.
            gap = look.px(VALUE_GAP)
            pen.painter.fillRect(box.adjusted(-gap, 0, gap, 0), QColor(look.tokens.surface))
        pen.text(text, box, role, look.tokens.ink)


def dumbbell_legend(look: ChartStyle) -> Legend:
    """What the marks mean."""
    dot, band = look.px(DOT * 0.8), look.px(_BAND)

    def before(pen: ChartPen, x: float, y: float) -> None:
        _paint_before(pen, x + dot + 1, y, dot)

    def after(pen: ChartPen, x: float, y: float) -> None:
        _paint_after(pen, x + dot, y, dot)

    def middle_half(pen: ChartPen, x: float, y: float) -> None:
        _paint_soft(pen, pen.rect(x, y - band / 2, band, band / 2), before=True)
        _paint_soft(pen, pen.rect(x, y, band, band / 2), before=False)

    return Legend(
        (
            LegendItem(QCoreApplication.translate("Insights", "Middle mood before"), before),
            LegendItem(QCoreApplication.translate("Insights", "Middle mood after"), after),
            LegendItem(QCoreApplication.translate("Insights", "Middle half of moods"), middle_half),
        ),
        2 * dot,
    )
