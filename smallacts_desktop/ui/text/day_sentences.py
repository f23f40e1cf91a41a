"""What is said about one day, in full sentences: read aloud, and shown as a tooltip.

English counts one thing differently from several, and no translation is loaded for English, so
each count is two sentences: one for 1 and one for other numbers. (``%n`` would not help: the
extractor overlooks it in ``translate`` unless the number is a literal.)
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from smallacts_desktop.domain.heatmap import DayGrid, DaySummary, MonthGrid, YearGrid
from smallacts_desktop.ui.text.words import long_day

translate = QCoreApplication.translate

# Below this a mean is written as 0, so it is also shown as "the same".
SMALLEST_CHANGE = 0.05


class HeatmapMode(Enum):
    """Which number of a day the heatmap shows."""

    ACTS = "acts"
    MOOD_AFTER = "mood_after"
    MOOD_CHANGE = "mood_change"


def q_date(day: date) -> QDate:
    """Return the same day as Qt writes it."""
    return QDate(day.year, day.month, day.day)


def number_text(value: float) -> str:
    """Return a mean to one decimal place; a whole number stands without decimals."""
    rounded = round(float(value), 1)
    return QLocale().toString(rounded, "f", 0 if rounded.is_integer() else 1)


def day_sentence(summary: DaySummary, today: date, mode: HeatmapMode) -> str:
    """Return what a day's cell shows: its number in a sentence, and its notes in another."""
    return " ".join(part for part in (_number(summary, today, mode), _notes(summary)) if part)


def _notes(summary: DaySummary) -> str:
    if not summary.notes:
        return ""
    if summary.notes == 1:
        return translate("Calendar", "There is a note.")
    text = translate("Calendar", "There are {count} notes.")
    return text.format(count=QLocale().toString(summary.notes))


def _number(summary: DaySummary, today: date, mode: HeatmapMode) -> str:
    day = long_day(summary.day, with_year=True)
    if summary.day > today:
        return translate("Calendar", "{day}: still to come.").format(day=day)
    if mode is HeatmapMode.ACTS:
        return _acts_sentence(day, summary.acts)
    if mode is HeatmapMode.MOOD_AFTER:
        return _mood_sentence(day, summary)
    return _change_sentence(day, summary)


def _acts_sentence(day: str, acts: int) -> str:
    if acts == 0:
        text = translate("Calendar", "{day}: no acts noted.")
    elif acts == 1:
        text = translate("Calendar", "{day}: 1 act.")
    else:
        text = translate("Calendar", "{day}: {count} acts.")
    return text.format(day=day, count=QLocale().toString(acts))


def _mood_sentence(day: str, summary: DaySummary) -> str:
    if summary.mood_after is None:
        return translate("Calendar", "{day}: no mood noted.").format(day=day)
    given = summary.mood_after_count
    if given <= 1:
        text = translate("Calendar", "{day}: mood after {mood}, from 1 entry.")
    else:
        text = translate("Calendar", "{day}: mood after {mood} on average, from {count} entries.")
    count = QLocale().toString(given)
    return text.format(day=day, mood=number_text(summary.mood_after), count=count)


def _change_sentence(day: str, summary: DaySummary) -> str:
    change = summary.mood_change
    if change is None:
        text = translate("Calendar", "{day}: no change in mood noted.")
        return text.format(day=day)
    given = summary.mood_change_count
    direction = 0 if abs(change) < SMALLEST_CHANGE else 1 if change > 0 else -1
    text = {
        (0, True): translate("Calendar", "{day}: mood stayed the same, from 1 entry."),
        (1, True): translate("Calendar", "{day}: mood rose by {change}, from 1 entry."),
        (-1, True): translate("Calendar", "{day}: mood fell by {change}, from 1 entry."),
        (0, False): translate(
            "Calendar", "{day}: mood stayed the same on average, from {count} entries."
        ),
        (1, False): translate(
            "Calendar", "{day}: mood rose by {change} on average, from {count} entries."
        ),
        (-1, False): translate(
            "Calendar", "{day}: mood fell by {change} on average, from {count} entries."
        ),
    }[direction, given <= 1]
    count = QLocale().toString(given)
    return text.format(day=day, change=number_text(abs(change)), count=count)


def span_name(grid: DayGrid) -> str:
    """What the days of a grid are called: "2026", or "November 2026"."""
    if not isinstance(grid, MonthGrid):
        return str(grid.first.year)
    # The name as it stands alone: many languages bend it inside a date.
    month = QLocale().standaloneMonthName(grid.month)
    return translate("Calendar", "{month} {year}").format(month=month, year=grid.year)


def span_sentence(grid: DayGrid, summaries: Iterable[DaySummary]) -> str:
    """How many acts on how many days there were in a year or a month."""
    counts = [day.acts for day in summaries if day.acts > 0]
    acts, days = sum(counts), len(counts)
    if not acts and isinstance(grid, YearGrid):
        return translate("CalendarPage", "No acts noted in this year yet")
    if not acts:
        return translate("CalendarPage", "No acts noted in this month yet")
    if acts == 1:
        return translate("CalendarPage", "1 act on 1 day")
    if days == 1:
        text = translate("CalendarPage", "{acts} acts on 1 day")
    else:
        text = translate("CalendarPage", "{acts} acts on {days} days")
    return text.format(acts=QLocale().toString(acts), days=QLocale().toString(days))
