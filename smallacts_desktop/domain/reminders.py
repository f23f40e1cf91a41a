"""When a reminder may be shown: on chosen days, at one time, once, and never to make up for one.

The rules read the wall clock, as the person does. A time that the clocks skip in spring brings no
reminder on that day, a time that comes twice in autumn brings one, and somebody who travels is
reminded when the clock where they are shows the time.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from smallacts_desktop.domain.days import moment_of

# A reminder that comes later than this, after sleep or a late start, does not come at all.
WINDOW = timedelta(minutes=2)
# How long may pass between two looks at the clock, so that none of the window is slept through.
CHECK_EVERY = timedelta(seconds=60)
# No day of a person is longer, not even one on which the clocks go back.
_LONGEST_SILENCE = timedelta(hours=26)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A stretch of each day with no reminder, its end left out; it may cross midnight.

    Where ``start`` is ``end`` there are no quiet hours.
    """

    start: time
    end: time

    def cover(self, at: time) -> bool:
        """Whether ``at`` lies within them."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """What the person asked for: ``days`` from 0 (Monday) to 6, and a time of the wall clock."""

    days: frozenset[int]
    at: time
    quiet: QuietHours

    @property
    def can_come(self) -> bool:
        """Whether any day may bring a reminder; quiet hours may rule all of them out."""
        return bool(self.days) and not self.quiet.cover(self.at)


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """What is known of the journal: asked while it is open, or last asked before it was locked.

    ``day`` is the person's day it was true of, ``done`` whether an act was done on it, and
    ``waiting`` whether one waits on the card, which nothing but the person can change.
    """

    day: date
    done: bool
    waiting: bool
    day_start: time


@dataclass(frozen=True, slots=True)
class ReminderHistory:
    """What came before: the day of the calendar of the last reminder, and a silence asked for.

    ``silent_until`` is an instant, aware; both are None when there was none.
    """

    reminded_on: date | None = None
    silent_until: datetime | None = None


def is_due(
    plan: ReminderPlan, now: datetime, past: ReminderHistory, known: ReminderFacts | None
) -> bool:
    """Whether to show a reminder ``now``, the person's local time, aware.

    ``known`` is None when the journal has not been open since the program started. The reminder
    claims nothing about the journal, so it may come then.
    """
    return (
        plan.can_come
        and _is_time(plan, now, past)
        and not is_silent(now, past)
        and not (known is not None and is_needless(known, now))
    )


def is_silent(now: datetime, past: ReminderHistory) -> bool:
    """Whether the person asked for no reminder until later than ``now``.

    A silence further off than a day is the mark of a clock that has been set since; it ends.
    """
    if past.silent_until is None:
        return False
    left = past.silent_until.astimezone(UTC) - now.astimezone(UTC)
    return timedelta(0) < left <= _LONGEST_SILENCE


def is_needless(known: ReminderFacts, now: datetime) -> bool:
    """Whether there is nothing to remind of: an act is done on this day, or waits on the card."""
    today = moment_of(now, known.day_start).day
    return known.waiting or (known.done and known.day == today)


def end_of_day(now: datetime, day_start: time) -> datetime:
    """When the person's day ends that ``now``, aware, lies in; in the zone of ``now``.

    Where the clocks change before then, it is an hour early or late at most.
    """
    next_day = moment_of(now, day_start).day + _DAY
    return datetime.combine(next_day, day_start, now.tzinfo)


def until_next_check(plan: ReminderPlan, now: datetime) -> timedelta:
    """How long to leave the clock alone: to the next time of the plan, or CHECK_EVERY if sooner.

    The clock may be set, and the computer may sleep, so looks stay a minute apart at most.
    """
    wall = now.replace(tzinfo=None)
    ahead = datetime.combine(wall.date(), plan.at) - wall
    return ahead if timedelta(0) < ahead < CHECK_EVERY else CHECK_EVERY


def reminder_day(plan: ReminderPlan, now: datetime) -> date:
    """The day of the calendar to which a reminder shown ``now`` belongs."""
    wall = now.replace(tzinfo=None)
    return wall.date() if wall.time() >= plan.at else _day_before(wall.date())


def _is_time(plan: ReminderPlan, now: datetime, past: ReminderHistory) -> bool:
    wall = now.replace(tzinfo=None)
    # A reminder at one minute to midnight may come a minute into the next day.
    for day in (wall.date(), _day_before(wall.date())):
        if day.weekday() in plan.days and day != past.reminded_on:
            late = wall - datetime.combine(day, plan.at)
            if timedelta(0) <= late < WINDOW:
                return not plan.quiet.cover(wall.time())
    return False


def _day_before(day: date) -> date:
    return day - _DAY if day > date.min else day
