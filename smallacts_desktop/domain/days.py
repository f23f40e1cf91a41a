"""Which day a moment belongs to, and the few facts about a moment that an entry keeps."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from smallacts_desktop.domain.errors import NotATimeError

DEFAULT_DAY_START = time(4, 0)
FIRST_DAY = date(1900, 1, 1)
NOON = 12
_CLOCK_PATTERN = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.h]?(?P<minute>[0-9]{2}))?(?P<half>[ap]\.?m?\.?)?"
)


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
