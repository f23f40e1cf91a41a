"""Acts per week as quiet bars: no target, no average, no praise for much."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from smallacts_desktop.domain.insights import InsightsReport, WeekCount
from smallacts_desktop.ui.insights.canvas import ChartPainter, line_height
from smallacts_desktop.ui.insights.chart_style import ChartStyle, Table
from smallacts_desktop.ui.kit.theme import TextRole
from smallacts_desktop.ui.text import insight_words, words

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
