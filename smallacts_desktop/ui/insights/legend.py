"""The key under a chart: small signs with their names, in as many lines as the width asks for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from smallacts_desktop.ui.insights.canvas import ChartPen, line_height
from smallacts_desktop.ui.insights.chart_style import ChartStyle
from smallacts_desktop.ui.kit.theme import TextRole

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
