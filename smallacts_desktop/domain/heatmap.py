"""Days to heatmap levels, and the weeks of a year or a month laid out as a grid."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

HIGHEST_LEVEL = 4
DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class DaySummary:
    """What one day holds: acts done, entries of any kind, and the moods given on it.

    ``mood_after`` is the mean of the moods given after, ``mood_change`` the mean change; both
    None when no entry of the day gave them. A day without acts has ``acts`` 0.
    ``mood_after_count`` and ``mood_change_count`` are the entries that each mean rests on.
    """

    day: date
    acts: int = 0
    entries: int = 0
    mood_after: float | None = None
    mood_change: float | None = None
    mood_after_count: int = 0
    mood_change_count: int = 0


def act_level(acts: int) -> int:
    """The heatmap level, 0 to 4, of a number of acts: 4 stands for four or more."""
    return max(0, min(acts, HIGHEST_LEVEL))


class DayGrid(Protocol):
    """Days laid out in rows and columns, one cell each; some cells may be empty.

    ``first`` and ``last`` are the ends of the days, ``week_start`` the weekday that begins a
    week, 0 for Monday to 6 for Sunday.
    """

    @property
    def week_start(self) -> int:
        """The weekday that begins a week."""

    @property
    def first(self) -> date:
        """The first day."""

    @property
    def last(self) -> date:
        """The last day."""

    @property
    def rows(self) -> int:
        """How many rows the days need."""

    @property
    def columns(self) -> int:
        """How many columns the days need."""

    def position(self, day: date) -> tuple[int, int]:
        """Row and column of one of the days."""

    def day_at(self, row: int, column: int) -> date | None:
        """The day in a cell, or None in an empty one."""


@dataclass(frozen=True, slots=True)
class YearGrid:
    """One year as columns of weeks and rows of weekdays.

    ``week_start`` is the weekday of the first row, 0 for Monday to 6 for Sunday.
    """

    year: int
    week_start: int = 0

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day of the year."""
        return date(self.year, 12, 31)

    @property
    def rows(self) -> int:
        """Seven, one for each weekday."""
        return DAYS_IN_WEEK

    @property
    def columns(self) -> int:
        """How many weeks the year touches: 53 or 54."""
        return self.position(self.last)[1] + 1

    def position(self, day: date) -> tuple[int, int]:
        """Row (weekday) and column (week) of a day of this year."""
        lead = (self.first.weekday() - self.week_start) % DAYS_IN_WEEK
        column, row = divmod(lead + (day - self.first).days, DAYS_IN_WEEK)
        return row, column

    def day_at(self, row: int, column: int) -> date | None:
        """The day in a cell, or None where the cell lies outside the year or the week."""
        if not 0 <= row < DAYS_IN_WEEK:
            return None
        lead = (self.first.weekday() - self.week_start) % DAYS_IN_WEEK
        offset = column * DAYS_IN_WEEK + row - lead
        if not 0 <= offset <= (self.last - self.first).days:
            return None
        return self.first + timedelta(days=offset)

    def month_columns(self) -> Mapping[int, int]:
        """For each month, 1 to 12, the column in which its first day lies."""
        return {month: self.position(date(self.year, month, 1))[1] for month in range(1, 13)}


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """One month as rows of weeks and columns of weekdays, as on a wall calendar.

    ``month`` is 1 to 12; ``week_start`` is the weekday of the first column, 0 for Monday to 6
    for Sunday.
    """

    year: int
    month: int
    week_start: int = 0

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day of the month."""
        return self.first.replace(day=calendar.monthrange(self.year, self.month)[1])

    @property
    def rows(self) -> int:
        """How many weeks the month touches: 4 to 6."""
        return self.position(self.last)[0] + 1

    @property
    def columns(self) -> int:
        """Seven, one for each weekday."""
        return DAYS_IN_WEEK

    def position(self, day: date) -> tuple[int, int]:
        """Row (week) and column (weekday) of a day of this month."""
        return divmod(self._lead + (day - self.first).days, DAYS_IN_WEEK)

    def day_at(self, row: int, column: int) -> date | None:
        """The day in a cell, or None where the cell lies outside the month or the week."""
        if not 0 <= column < DAYS_IN_WEEK:
            return None
        offset = row * DAYS_IN_WEEK + column - self._lead
        if not 0 <= offset <= (self.last - self.first).days:
            return None
        return self.first + timedelta(days=offset)

    @property
    def _lead(self) -> int:
        return (self.first.weekday() - self.week_start) % DAYS_IN_WEEK
