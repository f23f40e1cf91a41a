"""Which day a moment belongs to, and the stretches of days that a person looks back on."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from smallacts_desktop.domain.errors import NotATimeError
from smallacts_desktop.domain.heatmap import DAYS_IN_WEEK, month_away
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP, Labelled

DEFAULT_DAY_START = time(4, 0)
FIRST_DAY = date(1900, 1, 1)
NOON = 12
_CLOCK_PATTERN = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.h]?(?P<minute>[0-9]{2}))?(?P<half>[ap]\.?m?\.?)?"
)

_ONE_DAY = timedelta(days=1)
_FOUR_WEEKS = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant as the person lived it.

    ``day`` is the civil day by the person's own reckoning (see ``day_start``), ``time`` the
    wall clock to the minute, ``utc_offset`` the distance of that clock from UTC at that moment.
    """

    utc: datetime
    day: date
    time: time
    utc_offset: timedelta


def moment_of(local: datetime, day_start: time = DEFAULT_DAY_START) -> Moment:
    """The moment of an aware local ``datetime``.

    A wall-clock time before ``day_start`` belongs to the day before, so that half past one at
    night is still the evening the person is living. The wall clock decides, not elapsed hours:
    on a night when the clocks change the day still starts when the clock shows ``day_start``.

    Raises ValueError for a naive ``datetime``.
    """
    offset = local.utcoffset()
    if offset is None:
        raise ValueError("a moment needs a zone")
    clock = local.time().replace(second=0, microsecond=0, tzinfo=None, fold=0)
    day = local.date()
    if clock < day_start and day > FIRST_DAY:
        day -= timedelta(days=1)
    # CSV offsets have minutes; a few historic zones also have seconds.
    minutes = timedelta(minutes=round(offset.total_seconds() / 60))
    return Moment(local.astimezone(UTC).replace(microsecond=0), day, clock, minutes)


def until_day_ends(moment: Moment, day_start: time) -> timedelta:
    """How long it is from ``moment`` until the person's next day starts; never negative.

    Where the clocks change before then, it is an hour early or late at most.
    """
    local = (moment.utc + moment.utc_offset).replace(tzinfo=None)
    start = datetime.combine(moment.day + _ONE_DAY, day_start)
    return max(timedelta(0), start - local)


def days_between(first: date, last: date) -> list[date]:
    """Every day from ``first`` to ``last``, both included; empty when ``last`` is earlier."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def parse_clock(text: str) -> time | None:
    """A clock time as people type it: ``9:40``, ``09.40``, ``0940``, ``9`` or ``3 pm``.

    Returns None for blank text. Raises NotATimeError for anything else.
    """
    cleaned = text.strip().lower().replace(" ", "")
    if not cleaned:
        return None
    match = _CLOCK_PATTERN.fullmatch(cleaned)
    if match is None:
        raise NotATimeError
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = match["half"]
    if half and not 1 <= hour <= NOON:
        raise NotATimeError
    if half:
        hour = hour % NOON + (NOON if half.startswith("p") else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise NotATimeError from None


class PeriodKind(Labelled):
    """The periods on offer, in the order in which they are offered."""

    FOUR_WEEKS = "four_weeks", QT_TRANSLATE_NOOP("Domain", "4 weeks")
    THREE_MONTHS = "three_months", QT_TRANSLATE_NOOP("Domain", "3 months")
    YEAR = "year", QT_TRANSLATE_NOOP("Domain", "A year")
    ALL = "all", QT_TRANSLATE_NOOP("Domain", "All")
    TWO_DATES = "two_dates", QT_TRANSLATE_NOOP("Domain", "Two dates")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included; None for no bound on that side.

    ``kind`` is how the person chose it, for naming it.
    """

    first: date | None = None
    last: date | None = None
    kind: PeriodKind = PeriodKind.ALL

    @classmethod
    def ending(cls, kind: PeriodKind, today: date) -> "Period":
        """The period of this kind that ends with ``today``; the whole journal for ALL.

        Four weeks are 28 days with today as the last. Three months and a year start on the day
        after the same day of that month, so that no weekday and no month's end counts twice.

        Raises ValueError for TWO_DATES, which ``between`` makes.
        """
        match kind:
            case PeriodKind.FOUR_WEEKS:
                return cls(max(FIRST_DAY, today - _FOUR_WEEKS + _ONE_DAY), today, kind)
            case PeriodKind.THREE_MONTHS:
                return cls(max(FIRST_DAY, month_away(today, -3) + _ONE_DAY), today, kind)
            case PeriodKind.YEAR:
                return cls(max(FIRST_DAY, month_away(today, -12) + _ONE_DAY), today, kind)
            case PeriodKind.ALL:
                return cls()
        raise ValueError("two dates are needed")

    @classmethod
    def between(cls, one: date, other: date) -> "Period":
        """The days from one date to another, whichever of them is the earlier."""
        return cls(min(one, other), max(one, other), PeriodKind.TWO_DATES)

    def covers(self, day: date) -> bool:
        """Whether a day lies in this period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def first_day_of_week(day: date, week_start: int = 0) -> date:
    """The first day of the week of ``day``; weeks start on ``week_start``, 0 for Monday."""
    return day - timedelta(days=(day.weekday() - week_start) % DAYS_IN_WEEK)
