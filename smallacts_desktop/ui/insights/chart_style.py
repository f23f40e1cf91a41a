"""What a chart needs to draw itself anywhere, and what every chart can do."""

from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter

from smallacts_desktop.tokens import LIGHT, Tokens
from smallacts_desktop.ui.kit.contrast import contrast_ratio, mix
from smallacts_desktop.ui.kit.theme import TextRole, Theme


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
