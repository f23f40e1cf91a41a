"""The bars: how acts went compared with what was expected, and how many acts each week had."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from smallacts_desktop.domain.insights import ExpectationShare, InsightsReport, WeekCount
from smallacts_desktop.ui.insights.chart import ChartPainter, ChartStyle, Table, line_height
from smallacts_desktop.ui.kit.theme import TextRole
from smallacts_desktop.ui.text import insight_words, words

_PITCH, _BAR, _SHARE_CORNER, _GAP, _VALUE_GAP = 27.0, 16.0, 5.0, 18.0, 10.0
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

    def _layout(self, style: ChartStyle, width: float) -> "_BarLayout":
        metrics = style.metrics(TextRole.BODY)
        labels = [metrics.horizontalAdvance(_label(s)) for s in self._expectations.shares]
        values = [metrics.horizontalAdvance(_per_cent(s)) for s in self._expectations.shares]
        room = width - max(values, default=0.0) - style.px(_VALUE_GAP)
        start = max(labels, default=0.0) + style.px(_GAP)
        line = line_height(style, TextRole.BODY)
        pitch = max(style.px(_PITCH), line + style.px(6))
        if room - start >= style.px(_NARROWEST_BARS):
            return _BarLayout(start, room - start, pitch, pitch / 2, 0.0)
        return _BarLayout(0.0, room, pitch + line, line + pitch / 2, line + (pitch - line) / 2)


@dataclass(frozen=True, slots=True)
class _BarLayout:
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
        chart.bar(box, style.bar_colour, style.px(_SHARE_CORNER))
    x = start + length + (style.px(_VALUE_GAP) if length else 0.0)
    box = chart.rect(x, middle - line / 2, chart.width_of(value, TextRole.BODY), line)
    chart.text(value, box, TextRole.BODY, style.tokens.ink)


def _label(share: ExpectationShare) -> str:
    return words.word(share.answer.label)


def _per_cent(share: ExpectationShare) -> str:
    text = QCoreApplication.translate("Insights", "{share}%")
    return text.format(share=QLocale().toString(share.share))


_PLOT, _NUMBER_GAP, _DATE_GAP, _BETWEEN_DATES = 108.0, 10.0, 6.0, 28.0
_WIDEST_BAR, _CORNER, _BAR_SHARE = 28.0, 4.0, 0.72
# Narrower than this, bars with gaps would flicker; they are drawn as one stepped outline instead.
_NARROWEST_PITCH = 3.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_MOST_LINES = 3
_WEEKS_WITH_DAYS = 60


class WeekBars:
    """How many acts were done in each week of the period."""

    def __init__(self, report: InsightsReport) -> None:
        self._report = report
        self._weeks = report.weeks
        self._most = max((week.acts for week in self._weeks), default=0)

    @property
    def title(self) -> str:
        """The heading."""
        return QCoreApplication.translate("Insights", "Acts per week")

    @property
    def note(self) -> str:
        """What an outlined bar is, or that there are none."""
        if not self._most:
            text = QCoreApplication.translate("Insights", "No acts noted {period}.")
            return text.format(period=insight_words.period_phrase(self._report.period))
        if any(week.part and week.acts for week in self._weeks):
            return QCoreApplication.translate(
                "Insights", "An outlined bar is a week that is not complete here."
            )
        return ""

    @property
    def basis(self) -> str:
        """When the acts are from and how many there are."""
        text = QCoreApplication.translate("Insights", "{acts}, {period}.")
        when = insight_words.period_phrase(self._report.period)
        return text.format(acts=insight_words.acts(self._report.acts), period=when)

    @property
    def summary(self) -> str:
        """How many acts in how many weeks, and between which numbers they lie."""
        if not self._most:
            return f"{self.title}. {self.note}"
        text = QCoreApplication.translate(
            "Insights", "{title}: {basis} Weeks had between {least} and {most}."
        )
        least = min(week.acts for week in self._weeks)
        return text.format(
            title=self.title,
            basis=self.basis,
            least=QLocale().toString(least),
            most=QLocale().toString(self._most),
        )

    def table(self) -> Table:
        """Each week by its first day, with its acts, and whether it is whole."""
        headers = (
            QCoreApplication.translate("Insights", "Week from"),
            QCoreApplication.translate("Insights", "Acts"),
            QCoreApplication.translate("Insights", "Whole week"),
        )
        return Table(headers, tuple(_row(week) for week in self._weeks))

    def height(self, style: ChartStyle, width: float) -> float:  # noqa: ARG002 - the same at any width
        """The bars and the dates under them."""
        if not self._most:
            return 0.0
        dates = line_height(style, TextRole.CAPTION) + style.px(_DATE_GAP)
        return self._top(style) + style.px(_PLOT) + dates

    def paint(self, painter: QPainter, style: ChartStyle, area: QRectF) -> None:
        """Draw lines, bars and a few dates."""
        if not self._most:
            return
        chart = ChartPainter(painter, style, area)
        step = next(s for s in (*_STEPS, self._most) if self._most <= s * _MOST_LINES)
        lines = [n * step for n in range(-(-self._most // step) + 1)]
        metrics = style.metrics(TextRole.CAPTION)
        widest = max(metrics.horizontalAdvance(QLocale().toString(n)) for n in lines)
        start = widest + style.px(_NUMBER_GAP)
        bottom = self._top(style) + style.px(_PLOT)
        unit = style.px(_PLOT) / lines[-1]
        for number in lines:
            y = bottom - number * unit
            chart.grid_line(chart.at(start, y), chart.at(area.width(), y))
            height = line_height(style, TextRole.CAPTION)
            box = chart.rect(0, y - height / 2, widest, height)
            text, end = QLocale().toString(number), Qt.AlignmentFlag.AlignTrailing
            chart.text(text, box, TextRole.CAPTION, style.tokens.ink_soft, end)
        plot = _Plot(start, area.width() - start, bottom, unit, len(self._weeks))
        if plot.pitch < _NARROWEST_PITCH:
            self._paint_outline(chart, plot)
        else:
            self._paint_bars(chart, plot)
        self._paint_dates(chart, plot)

    def _top(self, style: ChartStyle) -> float:
        return line_height(style, TextRole.CAPTION) / 2

    def _paint_bars(self, chart: ChartPainter, plot: "_Plot") -> None:
        style = chart.style
        colour = QColor(style.bar_colour)
        width = min(plot.pitch * _BAR_SHARE, style.px(_WIDEST_BAR))
        stroke = min(1.5, width / 4)
        for number, week in enumerate(self._weeks):
            if not week.acts:
                continue
            height = week.acts * plot.unit
            x = plot.middle(number) - width / 2
            box = chart.rect(x, plot.bottom - height, width, height)
            if week.part:
                box.adjust(stroke / 2, stroke / 2, -stroke / 2, 0)
            chart.painter.setPen(QPen(colour, stroke) if week.part else QPen(Qt.PenStyle.NoPen))
            chart.painter.setBrush(QColor(style.tokens.surface) if week.part else colour)
            chart.painter.drawPath(_standing(box, min(style.px(_CORNER), width / 3)))

    def _paint_outline(self, chart: ChartPainter, plot: "_Plot") -> None:
        corners = [chart.at(plot.start, plot.bottom)]
        for number, week in enumerate(self._weeks):
            y = plot.bottom - week.acts * plot.unit
            left = plot.start + number * plot.pitch
            corners += [chart.at(left, y), chart.at(left + plot.pitch, y)]
        corners.append(chart.at(plot.start + plot.width, plot.bottom))
        chart.painter.setPen(Qt.PenStyle.NoPen)
        chart.painter.setBrush(QColor(chart.style.bar_colour))
        chart.painter.drawPolygon(QPolygonF(corners))

    def _paint_dates(self, chart: ChartPainter, plot: "_Plot") -> None:
        style = chart.style
        metrics = style.metrics(TextRole.CAPTION)
        names = [_short(week.first, len(self._weeks)) for week in self._weeks]
        widest = max(metrics.horizontalAdvance(name) for name in names) + 1
        every = max(1, -int(-(widest + style.px(_BETWEEN_DATES)) // plot.pitch))
        height = line_height(style, TextRole.CAPTION)
        for number in range(0, len(names), every):
            middle = plot.middle(number)
            x = min(max(plot.start, middle - widest / 2), plot.start + plot.width - widest)
            if number and x < middle - widest:
                continue
            box = chart.rect(x, plot.bottom + style.px(_DATE_GAP), widest, height)
            centre = Qt.AlignmentFlag.AlignHCenter
            chart.text(names[number], box, TextRole.CAPTION, style.tokens.ink_soft, centre)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where bars stand: from ``start`` over ``width``, on ``bottom``, ``unit`` high for an act."""

    start: float
    width: float
    bottom: float
    unit: float
    weeks: int

    @property
    def pitch(self) -> float:
        """From one week to the next."""
        return self.width / self.weeks

    def middle(self, number: int) -> float:
        """The middle of a week's bar."""
        return self.start + (number + 0.5) * self.pitch


def _standing(box: QRectF, corner: float) -> QPainterPath:
    """A bar with round shoulders, square where it stands on its line."""
    corner = min(corner, box.height())
    path = QPainterPath(box.bottomLeft())
    path.lineTo(box.left(), box.top() + corner)
    path.quadTo(box.topLeft(), QPointF(box.left() + corner, box.top()))
    path.lineTo(box.right() - corner, box.top())
    path.quadTo(box.topRight(), QPointF(box.right(), box.top() + corner))
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path


def _row(week: WeekCount) -> tuple[str, str, str]:
    whole = (
        QCoreApplication.translate("Insights", "in part")
        if week.part
        else QCoreApplication.translate("Insights", "yes")
    )
    return words.short_day(week.first), QLocale().toString(week.acts), whole


def _short(day: date, weeks: int) -> str:
    """A date under a bar: with its day while the weeks are few, else its month and year."""
    pattern = "d MMM" if weeks <= _WEEKS_WITH_DAYS else "MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
