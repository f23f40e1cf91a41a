"""The bars: how acts went compared with what was expected, and how many acts each week had."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from smallacts_desktop.domain.insights import ExpectationShare, InsightsReport, WeekCount
from smallacts_desktop.sharing.report.chart_geometry import (
    Columns,
    Line,
    Mark,
    MarkRole,
    Side,
    Words,
    bar_lengths,
    even_steps,
    lying_bar,
)
from smallacts_desktop.ui.insights.chart import NO_DRAWING, Chart, ChartStyle, Drawing, Table
from smallacts_desktop.ui.text import insight_words, words

_PITCH, _BAR, _GAP, _VALUE_GAP = 27.0, 16.0, 18.0, 10.0
_NARROWEST_BARS = 110.0
# A bar of this share, in per cent, fills the width, unless another is longer.
_FULL = 50
_PLOT, _NUMBER_GAP, _DATE_GAP, _BETWEEN_DATES = 108.0, 10.0, 6.0, 28.0
_WIDEST_BAR, _BAR_SHARE = 28.0, 0.72
# Narrower than this, bars with gaps would flicker; they are drawn as one stepped outline instead.
_NARROWEST_PITCH = 3.0
_WEEKS_WITH_DAYS = 60


def expectation_chart(report: InsightsReport) -> Chart:
    """The shares of the five answers, the easiest first."""
    translate, found = QCoreApplication.translate, report.expectations
    title = translate("Insights", "Compared with what you expected")
    note = insight_words.expectation_sentence(found)
    answers = words.plural(
        translate("Insights", "From {count} answer"),
        translate("Insights", "From {count} answers"),
        found.total,
    )
    rows = [(_label(share), _per_cent(share)) for share in found.shares]
    spoken = "; ".join(f"{label}, {value}" for label, value in rows)
    headers = (
        translate("Insights", "Compared with expected"),
        translate("Insights", "Acts"),
        translate("Insights", "Share"),
    )
    numbers = (QLocale().toString(share.count) for share in found.shares)
    return Chart(
        title,
        note,
        " ".join(part for part in (f"{title}.", note, spoken) if part),
        f"{answers}, {insight_words.period_phrase(report.period)}.",
        Table(headers, tuple((a, n, b) for (a, b), n in zip(rows, numbers, strict=True))),
        lambda style, width: _lying_bars(
            style, width, rows, [share.share for share in found.shares]
        ),
    )


def _lying_bars(
    style: ChartStyle, width: float, rows: list[tuple[str, str]], shares: list[float]
) -> Drawing:
    """The bars beside their labels, or under them where those leave too little room."""
    labels = [style.width(MarkRole.LABEL, label) for label, _ in rows]
    values = [style.width(MarkRole.VALUE, value) for _, value in rows]
    room = width - max(values, default=0.0) - style.px(_VALUE_GAP)
    start = max(labels, default=0.0) + style.px(_GAP)
    line = style.height(MarkRole.LABEL)
    pitch = max(style.px(_PITCH), line + style.px(6))
    stacked = room - start < style.px(_NARROWEST_BARS)
    above = line if stacked else 0.0
    if stacked:
        start = 0.0

    def marks() -> Iterator[Mark]:
        lengths = bar_lengths(shares, room - start, full=_FULL)
        for number, ((label, value), length) in enumerate(zip(rows, lengths, strict=True)):
            top = number * (pitch + above)
            middle = top + above + pitch / 2
            yield Words(MarkRole.LABEL, label, 0.0, top + line / 2 if stacked else middle)
            gap = style.px(_VALUE_GAP) if length else 0.0
            yield from lying_bar(value, start, middle, length, style.px(_BAR / 2), gap)

    return Drawing(len(rows) * (pitch + above), marks())


def _label(share: ExpectationShare) -> str:
    return words.word(share.answer.label)


def _per_cent(share: ExpectationShare) -> str:
    text = QCoreApplication.translate("Insights", "{share}%")
    return text.format(share=QLocale().toString(share.share))


def week_chart(report: InsightsReport) -> Chart:
    """How many acts were done in each week: no target, no average, no praise for much."""
    translate, weeks = QCoreApplication.translate, report.weeks
    most = max((week.acts for week in weeks), default=0)
    title, when = translate("Insights", "Acts per week"), insight_words.period_phrase(report.period)
    basis = translate("Insights", "{acts}, {period}.").format(
        acts=insight_words.acts(report.acts), period=when
    )
    note = ""
    if not most:
        note = translate("Insights", "No acts noted {period}.").format(period=when)
    elif any(week.part and week.acts for week in weeks):
        note = translate("Insights", "An outlined bar is a week that is not complete here.")
    summary = f"{title}. {note}"
    if most:
        text = translate("Insights", "{title}: {basis} Weeks had between {least} and {most}.")
        least = QLocale().toString(min(week.acts for week in weeks))
        summary = text.format(title=title, basis=basis, least=least, most=QLocale().toString(most))
    headers = (
        translate("Insights", "Week from"),
        translate("Insights", "Acts"),
        translate("Insights", "Whole week"),
    )
    return Chart(
        title,
        note,
        summary,
        basis,
        Table(headers, tuple(_week_row(week) for week in weeks)),
        lambda style, width: _week_columns(style, width, weeks) if most else NO_DRAWING,
    )


def _week_columns(style: ChartStyle, width: float, weeks: tuple[WeekCount, ...]) -> Drawing:
    """Lines, columns and a few dates; the same height at any width."""
    line = style.height(MarkRole.DETAIL)
    bottom = line / 2 + style.px(_PLOT)

    def marks() -> Iterator[Mark]:
        numbers = even_steps(max(week.acts for week in weeks))
        texts = [QLocale().toString(number) for number in numbers]
        widest = max(style.width(MarkRole.DETAIL, text) for text in texts)
        start, unit = widest + style.px(_NUMBER_GAP), style.px(_PLOT) / numbers[-1]
        for number, text in zip(numbers, texts, strict=True):
            y = bottom - number * unit
            yield Line(MarkRole.GRID, start, y, width, y)
            yield Words(MarkRole.DETAIL, text, widest, y, Side.END)
        plot = Columns(start, width - start, bottom, unit, len(weeks))
        if plot.pitch < _NARROWEST_PITCH:
            yield plot.outline([week.acts for week in weeks])
        else:
            thickness = min(plot.pitch * _BAR_SHARE, style.px(_WIDEST_BAR))
            yield from plot.bars(((week.acts, week.part) for week in weeks), thickness)
        # Dates with their day while the weeks are few, else months and years.
        pattern = "d MMM" if len(weeks) <= _WEEKS_WITH_DAYS else "MMM yyyy"
        dates = [
            QLocale().toString(QDate(day.year, day.month, day.day), pattern)
            for day in (week.first for week in weeks)
        ]
        widest = max(style.width(MarkRole.DETAIL, text) for text in dates) + 1
        y = bottom + style.px(_DATE_GAP) + line / 2
        yield from plot.names(dates, y, widest, style.px(_BETWEEN_DATES))

    return Drawing(bottom + line + style.px(_DATE_GAP), marks())


def _week_row(week: WeekCount) -> tuple[str, str, str]:
    whole = (
        QCoreApplication.translate("Insights", "in part")
        if week.part
        else QCoreApplication.translate("Insights", "yes")
    )
    return words.short_day(week.first), QLocale().toString(week.acts), whole
