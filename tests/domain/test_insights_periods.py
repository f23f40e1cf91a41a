"""The stretches of days that a person looks back on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallacts_desktop.domain.days import (
    FIRST_DAY,
    Period,
    PeriodKind,
    first_day_of_week,
)

days = st.dates(FIRST_DAY, date(2300, 1, 1))
rolling = st.sampled_from([PeriodKind.FOUR_WEEKS, PeriodKind.THREE_MONTHS, PeriodKind.YEAR])


@pytest.mark.parametrize(
    ("kind", "today", "first"),
    [
        (PeriodKind.FOUR_WEEKS, date(2026, 11, 22), date(2026, 10, 26)),
        (PeriodKind.THREE_MONTHS, date(2026, 11, 22), date(2026, 8, 23)),
        (PeriodKind.THREE_MONTHS, date(2026, 5, 31), date(2026, 3, 1)),
        (PeriodKind.THREE_MONTHS, date(2026, 1, 15), date(2025, 10, 16)),
        (PeriodKind.YEAR, date(2026, 11, 22), date(2025, 11, 23)),
        (PeriodKind.YEAR, date(2024, 2, 29), date(2023, 3, 1)),
    ],
)
def test_a_period_ends_today_and_starts_so_long_before(
    kind: PeriodKind, today: date, first: date
) -> None:
    """Periods are counted back from today, month's ends and leap days included."""
    assert Period.ending(kind, today) == Period(first, today, kind)


@given(rolling, days)
def test_any_day_can_end_a_period(kind: PeriodKind, today: date) -> None:
    """There is no day on which a period cannot be made, and today is always in it."""
    period = Period.ending(kind, today)
    assert period.first is not None
    assert FIRST_DAY <= period.first <= today
    assert period.covers(today)
    assert not period.covers(period.first - timedelta(days=1))


def test_all_has_no_bounds() -> None:
    """The whole journal is every day there is."""
    period = Period.ending(PeriodKind.ALL, date(2026, 1, 1))
    assert period == Period()
    assert period.covers(date(1900, 1, 1))


@given(days, days)
def test_two_dates_may_come_in_either_order(one: date, other: date) -> None:
    """Who names the later date first gets the same period."""
    assert Period.between(one, other) == Period.between(other, one)
    assert Period.between(one, other).covers(one)
    assert Period.between(one, other).covers(other)


def test_two_dates_cannot_be_made_from_today() -> None:
    """One date does not say what the other is."""
    with pytest.raises(ValueError, match="two dates"):
        Period.ending(PeriodKind.TWO_DATES, date(2026, 1, 1))


@given(days.filter(lambda day: day > date(1900, 1, 7)), st.integers(0, 6))
def test_a_week_starts_on_its_weekday_and_holds_its_day(day: date, week_start: int) -> None:
    """The first day of a week is the chosen weekday, at most six days before."""
    first = first_day_of_week(day, week_start)
    assert first.weekday() == week_start
    assert timedelta(0) <= day - first < timedelta(weeks=1)


def test_every_period_has_a_label() -> None:
    """No period is shown without words."""
    assert all(kind.label for kind in PeriodKind)
