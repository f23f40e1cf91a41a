"""Days to levels and cells."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallacts_desktop.domain.days import days_between
from smallacts_desktop.domain.heatmap import MonthGrid, YearGrid, act_level

WEEK_STARTS = range(7)


@pytest.mark.parametrize(
    ("acts", "level"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 4), (1000, 4)]
)
def test_levels_grow_with_acts_up_to_four(acts: int, level: int) -> None:
    """Four or more look alike."""
    assert act_level(acts) == level


@pytest.mark.parametrize("week_start", WEEK_STARTS)
def test_every_day_has_one_cell_and_every_cell_its_day(week_start: int) -> None:
    """Position and day undo each other for every day of two hundred years."""
    for year in range(1900, 2101):
        grid = YearGrid(year, week_start)
        days = days_between(grid.first, grid.last)
        cells = [grid.position(day) for day in days]
        assert [grid.day_at(row, column) for row, column in cells] == days
        assert cells[0][1] == 0
        assert cells[-1][1] == grid.columns - 1
        assert len(set(cells)) == len(days)


@given(st.integers(1900, 2100), st.sampled_from(WEEK_STARTS))
def test_cells_outside_the_year_are_empty(year: int, week_start: int) -> None:
    """The whole grid holds the days of the year and no more."""
    grid = YearGrid(year, week_start)
    cells = [grid.day_at(row, column) for column in range(grid.columns) for row in range(7)]
    days = [day for day in cells if day is not None]
    assert days == days_between(grid.first, grid.last)
    assert grid.day_at(0, grid.columns) is None


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(WEEK_STARTS))
def test_a_row_is_a_weekday(day: date, week_start: int) -> None:
    """The first row is the day the week starts with, and a column is one week."""
    grid = YearGrid(day.year, week_start)
    row, column = grid.position(day)
    assert (week_start + row) % 7 == day.weekday()
    assert grid.day_at(0, column) in (None, day - timedelta(days=row))


@pytest.mark.parametrize(
    ("year", "week_start", "weeks"),
    [
        (2026, 0, 53), (2024, 0, 53), (2000, 0, 53), (2000, 6, 54), (2028, 0, 53), (2028, 6, 54),
        (2012, 6, 53),
        (1984, 6, 53), (1984, 0, 54), (2023, 0, 53), (2023, 6, 53), (1900, 0, 53),
    ],
)  # fmt: skip
def test_a_year_has_53_or_54_columns(year: int, week_start: int, weeks: int) -> None:
    """54 when a leap year starts on the last day of a week."""
    assert YearGrid(year, week_start).columns == weeks


@pytest.mark.parametrize("week_start", WEEK_STARTS)
def test_only_a_leap_year_that_starts_at_a_weeks_end_needs_54(week_start: int) -> None:
    """Every other year has 53."""
    for year in range(1900, 2101):
        first = date(year, 1, 1)
        leap = date(year, 12, 31).timetuple().tm_yday == 366
        last_of_week = (week_start - 1) % 7
        assert (YearGrid(year, week_start).columns == 54) is (
            leap and first.weekday() == last_of_week
        )


def test_a_month_stands_above_its_first_full_week() -> None:
    """Twelve, from left to right: June 2026 begins on a Monday, January on a Thursday."""
    columns = YearGrid(2026).month_columns()
    assert list(columns) == list(range(1, 13))
    assert list(columns.values()) == [1, 5, 9, 14, 18, 22, 27, 31, 36, 40, 44, 49]
    assert YearGrid(2026).day_at(0, columns[6]) == date(2026, 6, 1)
    assert YearGrid(2026).day_at(0, columns[1]) == date(2026, 1, 5)


@pytest.mark.parametrize("week_start", WEEK_STARTS)
def test_every_day_of_a_month_has_one_cell_and_every_cell_its_day(week_start: int) -> None:
    """Position and day undo each other, and no row is empty."""
    for year in range(1999, 2031):
        for month in range(1, 13):
            grid = MonthGrid(year, month, week_start)
            days = days_between(grid.first, grid.last)
            cells = [grid.position(day) for day in days]
            assert [grid.day_at(row, column) for row, column in cells] == days
            assert {row for row, _ in cells} == set(range(grid.rows))
            assert len(set(cells)) == len(days)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(WEEK_STARTS))
def test_a_column_of_a_month_is_a_weekday(day: date, week_start: int) -> None:
    """The first column is the day the week starts with; cells outside the month are empty."""
    grid = MonthGrid(day.year, day.month, week_start)
    row, column = grid.position(day)
    assert (week_start + column) % 7 == day.weekday()
    cells = [grid.day_at(row, column) for row in range(grid.rows) for column in range(7)]
    assert [cell for cell in cells if cell is not None] == days_between(grid.first, grid.last)
    assert (grid.day_at(row, 7), grid.day_at(row, -1), grid.day_at(-2, 0)) == (None, None, None)


@pytest.mark.parametrize(
    ("year", "month", "week_start", "rows"),
    [(2026, 11, 0, 6), (2026, 11, 6, 5), (2027, 2, 0, 4), (2027, 2, 6, 5), (2024, 2, 0, 5)],
)
def test_a_month_has_as_many_rows_as_weeks_it_touches(
    year: int, month: int, week_start: int, rows: int
) -> None:
    """Four for a February that starts with a week, six at most."""
    assert MonthGrid(year, month, week_start).rows == rows
