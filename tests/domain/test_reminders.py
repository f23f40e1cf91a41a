"""When a reminder comes: once on a chosen day, at its time, and never afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallacts_desktop.domain.days import moment_of
from smallacts_desktop.domain.reminders import (
    CHECK_EVERY,
    WINDOW,
    QuietHours,
    ReminderFacts,
    ReminderHistory,
    ReminderPlan,
    end_of_day,
    is_due,
    is_silent,
    reminder_day,
    until_next_check,
)

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
NIGHT = QuietHours(time(22), time(8))
EVERY_DAY = frozenset(range(7))
NEVER_QUIET = QuietHours(time(0), time(0))
EVENING = ReminderPlan(EVERY_DAY, time(18, 30), NIGHT)
NOTHING_YET = ReminderHistory()
MONDAY = date(2026, 11, 23)

minutes_of_day = st.integers(0, 24 * 60 - 1).map(lambda m: time(m // 60, m % 60))
instants = st.integers(0, 4_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))
zones = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/London", "Pacific/Auckland", "America/St_Johns", "UTC")]
)
quiet_hours = st.builds(QuietHours, minutes_of_day, minutes_of_day)
plans = st.builds(
    ReminderPlan, st.frozensets(st.integers(0, 6), min_size=1), minutes_of_day, quiet_hours
)


def on(day: date, clock: str, zone: ZoneInfo = LONDON) -> datetime:
    """A wall-clock time."""
    return datetime.combine(day, time.fromisoformat(clock), zone)


def reminders(
    plan: ReminderPlan, looks: Iterator[datetime], known: ReminderFacts | None = None
) -> list[datetime]:
    """When somebody who looks at the clock at ``looks`` is reminded."""
    past, shown = NOTHING_YET, []
    for now in looks:
        if is_due(plan, now, past, known):
            shown.append(now)
            past = replace(past, reminded_on=reminder_day(plan, now))
    return shown


def awake(plan: ReminderPlan, start: datetime, hours: int, zone: ZoneInfo) -> Iterator[datetime]:
    """The looks at the clock of a program that runs without a break from ``start``."""
    now = start
    while now < start + timedelta(hours=hours):
        local = now.astimezone(zone)
        yield local
        now += until_next_check(plan, local)


@settings(max_examples=12)
@given(plans, instants, zones)
def test_each_chosen_day_of_a_week_brings_one_reminder_at_its_time(
    plan: ReminderPlan, start: datetime, zone: ZoneInfo
) -> None:
    """At most one for a day, on chosen days alone, within the window, never in quiet hours."""
    shown = reminders(plan, awake(plan, start, 7 * 24, zone))
    days = [reminder_day(plan, now) for now in shown]
    assert len(set(days)) == len(days)
    assert {day.weekday() for day in days} <= plan.days
    for now, day in zip(shown, days, strict=True):
        late = now.replace(tzinfo=None) - datetime.combine(day, plan.at)
        assert timedelta(0) <= late < WINDOW
        assert not plan.quiet.cover(now.time())
    # Eight days of the calendar are touched at most; a clock change may swallow one of them.
    if plan.can_come:
        assert len(days) >= len(plan.days) - 1


@settings(max_examples=12)
@given(plans, instants)
def test_without_clock_changes_none_is_slept_through(plan: ReminderPlan, start: datetime) -> None:
    """Anyone who is awake is reminded on every chosen day, unless quiet hours rule it out."""
    shown = reminders(plan, awake(plan, start, 7 * 24 + 1, ZoneInfo("UTC")))
    assert {reminder_day(plan, now).weekday() for now in shown} == (
        plan.days if plan.can_come else set()
    )


@given(plans, instants, zones, st.integers(120, 86_000))
def test_nothing_is_made_up_for_after_sleep(
    plan: ReminderPlan, instant: datetime, zone: ZoneInfo, late_s: int
) -> None:
    """A look at any time outside the window shows nothing."""
    due = datetime.combine(instant.astimezone(zone).date(), plan.at)
    now = (due + timedelta(seconds=late_s)).replace(tzinfo=zone)
    assert not is_due(plan, now, NOTHING_YET, None)


@given(minutes_of_day, minutes_of_day, minutes_of_day)
def test_quiet_hours_and_their_opposite_share_out_the_day(a: time, b: time, at: time) -> None:
    """Each minute lies in one of the two, across midnight as well."""
    if a == b:
        assert not QuietHours(a, b).cover(at)
    else:
        assert QuietHours(a, b).cover(at) != QuietHours(b, a).cover(at)


@pytest.mark.parametrize(
    ("clock", "due"),
    [
        ("18:29:59", False),
        ("18:30", True),
        ("18:31:59", True),
        ("18:32", False),
        ("23:00", False),
        ("06:30", False),
    ],
)
def test_it_comes_at_its_time_or_not_at_all(clock: str, due: bool) -> None:
    """Two minutes are allowed for, and no more."""
    assert is_due(EVENING, on(MONDAY, clock), NOTHING_YET, None) is due


def test_other_days_bring_none() -> None:
    """Mondays were chosen."""
    plan = replace(EVENING, days=frozenset({0}))
    due = [is_due(plan, on(MONDAY + timedelta(n), "18:30"), NOTHING_YET, None) for n in range(8)]
    assert due == [True, False, False, False, False, False, False, True]


def test_a_minute_late_may_be_the_next_day() -> None:
    """One minute to midnight on a Sunday, seen a minute later: it is Sunday's."""
    plan = ReminderPlan(frozenset({6}), time(23, 59), NEVER_QUIET)
    now = on(MONDAY, "00:00:30")
    assert is_due(plan, now, NOTHING_YET, None)
    assert reminder_day(plan, now) == MONDAY - timedelta(1)


@pytest.mark.parametrize("at", [time(22), time(3), time(7, 59)])
def test_a_time_in_the_quiet_hours_brings_none(at: time) -> None:
    """The settings can say so beforehand."""
    plan = replace(EVENING, at=at)
    assert not plan.can_come
    assert not is_due(plan, datetime.combine(MONDAY, at, LONDON), NOTHING_YET, None)


# What is known of the journal


def known(*, day: date = MONDAY, done: bool = False, waiting: bool = False) -> ReminderFacts:
    """What was last asked of the journal."""
    return ReminderFacts(day, done, waiting, time(4))


def test_none_comes_when_an_act_is_done_or_waits() -> None:
    """There is nothing to remind of."""
    now = on(MONDAY, "18:30")
    assert is_due(EVENING, now, NOTHING_YET, known())
    assert not is_due(EVENING, now, NOTHING_YET, known(done=True))
    assert not is_due(EVENING, now, NOTHING_YET, known(waiting=True))


def test_what_was_known_before_the_lock_ages_with_the_day() -> None:
    """Yesterday's act is no act of today; one that waited yesterday waits still."""
    now, yesterday = on(MONDAY, "18:30"), MONDAY - timedelta(1)
    assert is_due(EVENING, now, NOTHING_YET, known(day=yesterday, done=True))
    assert not is_due(EVENING, now, NOTHING_YET, known(day=yesterday, waiting=True))


def test_the_small_hours_are_the_evening_before() -> None:
    """An act of Sunday, whose day lasts until four, keeps Monday's reminder at two away."""
    plan = ReminderPlan(EVERY_DAY, time(2), NEVER_QUIET)
    sunday = MONDAY - timedelta(1)
    assert not is_due(plan, on(MONDAY, "02:00"), NOTHING_YET, known(day=sunday, done=True))
    assert is_due(plan, on(MONDAY, "02:00"), NOTHING_YET, known(day=MONDAY, done=True))


# Not today


@given(instants, zones, minutes_of_day)
def test_not_today_lasts_until_the_day_of_the_person_ends(
    instant: datetime, zone: ZoneInfo, day_start: time
) -> None:
    """As long as it is the same day by the person's reckoning, and no longer."""
    now = instant.astimezone(zone)
    end = end_of_day(now, day_start)
    assert moment_of(end, day_start).day == moment_of(now, day_start).day + timedelta(1)
    past = ReminderHistory(silent_until=end)
    assert is_silent(now, past)
    last = end.replace(tzinfo=None) - timedelta(seconds=1)
    assert moment_of(last.replace(tzinfo=zone), day_start).day == moment_of(now, day_start).day
    assert not is_silent(end, past)


def test_not_today_keeps_the_reminder_away_and_tomorrow_brings_it() -> None:
    """One click, one day."""
    past = ReminderHistory(silent_until=end_of_day(on(MONDAY, "09:00"), time(4)))
    assert not is_due(EVENING, on(MONDAY, "18:30"), past, None)
    assert is_due(EVENING, on(MONDAY + timedelta(1), "18:30"), past, None)


def test_a_clock_set_back_by_years_does_not_silence_for_years() -> None:
    """The silence was asked for under a clock that was wrong."""
    past = ReminderHistory(silent_until=on(date(2031, 1, 1), "04:00"))
    assert is_due(EVENING, on(MONDAY, "18:30"), past, None)


# Clocks that change, people who travel


def test_a_time_that_comes_twice_brings_one_reminder() -> None:
    """In autumn the clock shows half past one twice."""
    plan = ReminderPlan(EVERY_DAY, time(1, 30), NEVER_QUIET)
    start = datetime(2026, 10, 24, 20, tzinfo=UTC)
    assert len(reminders(plan, awake(plan, start, 12, LONDON))) == 1


def test_a_time_that_is_skipped_brings_none() -> None:
    """In spring no clock shows half past one; the evening before and after have theirs."""
    plan = ReminderPlan(EVERY_DAY, time(1, 30), NEVER_QUIET)
    start = datetime(2026, 3, 28, 20, tzinfo=UTC)
    shown = reminders(plan, awake(plan, start, 48, LONDON))
    assert [now.date() for now in shown] == [date(2026, 3, 30)]


def test_a_traveller_is_reminded_once_a_day_where_they_are() -> None:
    """Reminded in Auckland, and not again at the same time of the same day in London."""
    there, here = on(MONDAY, "18:30", AUCKLAND), on(MONDAY, "18:30", LONDON)
    assert reminders(EVENING, iter([there, here, on(MONDAY + timedelta(1), "18:30")])) == [
        there,
        on(MONDAY + timedelta(1), "18:30"),
    ]


@given(plans, instants, zones)
def test_looks_are_a_minute_apart_at_most(
    plan: ReminderPlan, instant: datetime, zone: ZoneInfo
) -> None:
    """Half the window, so that a late look still falls into it; and never without a pause."""
    assert timedelta(0) < until_next_check(plan, instant.astimezone(zone)) <= CHECK_EVERY
