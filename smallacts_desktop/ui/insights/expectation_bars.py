"""How acts went compared with what was expected, as one bar for each answer."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, QRectF
from PySide6.QtGui import QPainter

from smallacts_desktop.domain.entries import EXPECTATION_LABELS
from smallacts_desktop.domain.insights import ExpectationShare, InsightsReport
from smallacts_desktop.ui.insights.canvas import ChartPainter, line_height
from smallacts_desktop.ui.insights.chart_style import ChartStyle, Table
from smallacts_desktop.ui.kit.theme import TextRole
from smallacts_desktop.ui.text import insight_words, words

_PITCH, _BAR, _CORNER, _GAP, _VALUE_GAP = 27.0, 16.0, 5.0, 18.0, 10.0
_NARROWEST_BARS = 110.0
# A bar of this share, in per cent, fills the width, unless another is longer.
_FULL = 50


class ExpectationBars:
    """The shares of the five answers, the easiest first."""

    def __init__(self, report: InsightsReport) -> None:
        self._report = report
        self._expectations = report.expectations

    @property
    def title(self) -> str:
        """The heading."""
        return QCoreApplication.translate("Insights", "Compared with what you expected")

    @property
    def note(self) -> str:
        """How it went, in one plain sentence."""
        return insight_words.expectation_sentence(self._expectations)

    @property
    def basis(self) -> str:
        """When the answers are from and how many there are."""
        answers = words.plural(
            QCoreApplication.translate("Insights", "From {count} answer"),
            QCoreApplication.translate("Insights", "From {count} answers"),
            self._expectations.total,
        )
        return f"{answers}, {insight_words.period_phrase(self._report.period)}."

    @property
    def summary(self) -> str:
        """The sentence, and every share that is drawn."""
        shares = "; ".join(f"{_label(s)}, {_per_cent(s)}" for s in self._expectations.shares)
        return " ".join(part for part in (f"{self.title}.", self.note, shares) if part)

    def table(self) -> Table:
        """Each answer with its number of acts and its share; no rows while they are too few."""
        headers = (
            QCoreApplication.translate("Insights", "Compared with expected"),
            QCoreApplication.translate("Insights", "Acts"),
            QCoreApplication.translate("Insights", "Share"),
        )
        rows = (
            (_label(share), QLocale().toString(share.count), _per_cent(share))
            for share in self._expectations.shares
        )
        return Table(headers, tuple(rows))

    def height(self, style: ChartStyle, width: float) -> float:
        """The bars."""
        return len(self._expectations.shares) * self._layout(style, width).pitch

    def paint(self, painter: QPainter, style: ChartStyle, area: QRectF) -> None:
        """Draw the bars."""
        if not self._expectations.shares:
            return
        chart = ChartPainter(painter, style, area)
        layout = self._layout(style, area.width())
        full = max((_FULL, *(share.share for share in self._expectations.shares)))
        for number, share in enumerate(self._expectations.shares):
            top = number * layout.pitch
            height = line_height(style, TextRole.BODY)
            label = top + max(0.0, layout.bar_middle - height / 2 - layout.label_lift)
            box = chart.rect(0, label, chart.width_of(_label(share), TextRole.BODY), height)
            chart.text(_label(share), box, TextRole.BODY, style.tokens.ink_soft)
            length = layout.longest * share.share / full
            _paint_bar(chart, layout.start, top + layout.bar_middle, length, _per_cent(share))

    def _layout(self, style: ChartStyle, width: float) -> "_Layout":
        metrics = style.metrics(TextRole.BODY)
        labels = [metrics.horizontalAdvance(_label(s)) for s in self._expectations.shares]
        values = [metrics.horizontalAdvance(_per_cent(s)) for s in self._expectations.shares]
        room = width - max(values, default=0.0) - style.px(_VALUE_GAP)
        start = max(labels, default=0.0) + style.px(_GAP)
        line = line_height(style, TextRole.BODY)
        pitch = max(style.px(_PITCH), line + style.px(6))
        if room - start >= style.px(_NARROWEST_BARS):
            return _Layout(start, room - start, pitch, pitch / 2, 0.0)
        return _Layout(0.0, room, pitch + line, line + pitch / 2, line + (pitch - line) / 2)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand: bars from ``start``, at most ``longest`` long, ``pitch`` from row to row.

    ``bar_middle`` is the middle of a bar below the top of its row; ``label_lift`` how far above it
    the label's middle lies, which is 0 where labels stand beside their bars.
    """

    start: float
    longest: float
    pitch: float
    bar_middle: float
    label_lift: float


def _paint_bar(chart: ChartPainter, start: float, middle: float, length: float, value: str) -> None:
    style = chart.style
    height, line = style.px(_BAR), line_height(style, TextRole.BODY)
    if length:
        box = chart.rect(start, middle - height / 2, length, height)
        chart.bar(box, style.bar_colour, style.px(_CORNER))
    x = start + length + (style.px(_VALUE_GAP) if length else 0.0)
    box = chart.rect(x, middle - line / 2, chart.width_of(value, TextRole.BODY), line)
    chart.text(value, box, TextRole.BODY, style.tokens.ink)


def _label(share: ExpectationShare) -> str:
    return words.word(EXPECTATION_LABELS[share.answer])


def _per_cent(share: ExpectationShare) -> str:
    text = QCoreApplication.translate("Insights", "{share}%")
    return text.format(share=QLocale().toString(share.share))
