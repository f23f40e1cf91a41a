"""Days to heatmap levels, and the weeks of a year or a month laid out as a grid."""

import calendar
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

HIGHEST_LEVEL = 4
DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class DaySummary:
    """What one day holds: acts done, entries of any kind, notes, and the moods given on it.

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
    notes: int = 0


def act_level(acts: int) -> int:
    """The heatmap level, 0 to 4, of a number of acts: 4 stands for four or more."""
    return max(0, min(acts, HIGHEST_LEVEL))


class DayGrid(ABC):
    """Days laid out in weeks and weekdays, one cell each; cells outside the days are empty.

    ``week_start`` is the weekday that begins a week, 0 for Monday to 6 for Sunday. The weeks are
    rows where ``weeks_down``, and columns otherwise.
    """

    weeks_down: ClassVar[bool]
    week_start: int

    @property
    @abstractmethod
    def first(self) -> date:
        """The first day."""

    @property
    @abstractmethod
    def last(self) -> date:
        """The last day."""

    @property
    def weeks(self) -> int:
        """How many weeks the days touch: 53 or 54 in a year, 4 to 6 in a month."""
        return self._week_and_place(self.last)[0] + 1

    @property
    def rows(self) -> int:
        """How many rows the days need."""
        return self.weeks if self.weeks_down else DAYS_IN_WEEK

    @property
    def columns(self) -> int:
        """How many columns the days need."""
        return DAYS_IN_WEEK if self.weeks_down else self.weeks

    def position(self, day: date) -> tuple[int, int]:
        """Row and column of one of the days."""
        week, place = self._week_and_place(day)
        return (week, place) if self.weeks_down else (place, week)

    def day_at(self, row: int, column: int) -> date | None:
        """The day in a cell, or None where the cell lies outside the days or the week."""
        week, place = (row, column) if self.weeks_down else (column, row)
        offset = week * DAYS_IN_WEEK + place - self._lead
        if not (0 <= place < DAYS_IN_WEEK and 0 <= offset <= (self.last - self.first).days):
            return None
        return self.first + timedelta(days=offset)

    def weekday(self, place: int) -> int:
        """Which weekday the ``place``th of a week is, 0 for Monday to 6 for Sunday."""
        return (self.week_start + place) % DAYS_IN_WEEK

    def first_of_week(self, week: int) -> date:
        """The first of the days in the ``week``th week, counted from 0."""
        return self.first + timedelta(days=max(0, week * DAYS_IN_WEEK - self._lead))

    @property
    def _lead(self) -> int:
        return (self.first.weekday() - self.week_start) % DAYS_IN_WEEK

    def _week_and_place(self, day: date) -> tuple[int, int]:
        return divmod(self._lead + (day - self.first).days, DAYS_IN_WEEK)


@dataclass(frozen=True, slots=True)
class YearGrid(DayGrid):
    """One year as columns of weeks and rows of weekdays."""

    weeks_down: ClassVar[bool] = False
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

    def month_columns(self) -> dict[int, int]:
        """For each month, 1 to 12, the column of its first full week."""
        cells = {month: self.position(date(self.year, month, 1)) for month in range(1, 13)}
        return {month: column + (row > 0) for month, (row, column) in cells.items()}


@dataclass(frozen=True, slots=True)
class MonthGrid(DayGrid):
    """One month, 1 to 12, as rows of weeks and columns of weekdays, as on a wall calendar."""

    weeks_down: ClassVar[bool] = True
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


def month_away(day: date, step: int) -> date:
    """The same day ``step`` months away, or that month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    length = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, length))
