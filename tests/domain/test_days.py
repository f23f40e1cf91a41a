"""Which day a moment belongs to."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallacts_desktop.domain.days import FIRST_DAY, days_between, moment_of, parse_clock
from smallacts_desktop.domain.errors import NotATimeError

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("clock", "day"),
    [("00:00", 8), ("01:30", 8), ("03:59", 8), ("04:00", 9), ("12:00", 9), ("23:59", 9)],
)
def test_the_small_hours_belong_to_the_day_before(clock: str, day: int) -> None:
    """Until four in the morning it is still the evening the person is living."""
    local = datetime.fromisoformat(f"2026-03-09T{clock}:59.999999").replace(tzinfo=LONDON)
    moment = moment_of(local)
    assert moment.day == date(2026, 3, day)
    assert moment.time == time.fromisoformat(clock)


@pytest.mark.parametrize(("clock", "day"), [("00:00", 9), ("00:01", 9), ("23:59", 9)])
def test_a_day_that_starts_at_midnight_is_the_civil_day(clock: str, day: int) -> None:
    """Nothing is moved."""
    local = datetime.fromisoformat(f"2026-03-09T{clock}").replace(tzinfo=LONDON)
    assert moment_of(local, time(0, 0)).day == date(2026, 3, day)


@pytest.mark.parametrize(
    ("utc", "clock", "offset", "day"),
    [
        # Spring: the clock goes from 00:59 to 02:00 on 29 March 2026.
        ("2026-03-29T00:59", "00:59", 0, 28),
        ("2026-03-29T01:00", "02:00", 60, 28),
        ("2026-03-29T02:59", "03:59", 60, 28),
        ("2026-03-29T03:00", "04:00", 60, 29),
        # Autumn: the hour from 01:00 comes twice on 25 October 2026.
        ("2026-10-25T00:30", "01:30", 60, 24),
        ("2026-10-25T01:30", "01:30", 0, 24),
        ("2026-10-25T03:59", "03:59", 0, 24),
        ("2026-10-25T04:00", "04:00", 0, 25),
    ],
)
def test_the_day_starts_when_the_clock_shows_it(
    utc: str, clock: str, offset: int, day: int
) -> None:
    """On the nights when the clocks change too; the offset is the one of that moment."""
    local = datetime.fromisoformat(utc).replace(tzinfo=UTC).astimezone(LONDON)
    moment = moment_of(local)
    assert moment.utc == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert (moment.time, moment.utc_offset) == (
        time.fromisoformat(clock),
        timedelta(minutes=offset),
    )
    assert (moment.day.day, moment.time.tzinfo, moment.time.fold) == (day, None, 0)


@pytest.mark.parametrize(
    ("zone", "day", "clock", "minutes"),
    [
        ("Pacific/Chatham", date(2026, 1, 2), time(1, 45), 825),
        ("Pacific/Kiritimati", date(2026, 1, 1), time(2, 0), 840),
        ("America/St_Johns", date(2026, 1, 1), time(8, 30), -210),
        ("Pacific/Pago_Pago", date(2026, 1, 1), time(1, 0), -660),
        ("UTC", date(2026, 1, 1), time(12, 0), 0),
    ],
)
def test_the_day_is_the_one_where_the_person_is(
    zone: str, day: date, clock: time, minutes: int
) -> None:
    """One instant is several days around the world."""
    noon = datetime(2026, 1, 1, 12, 0, tzinfo=UTC).astimezone(ZoneInfo(zone))
    moment = moment_of(noon, time(0, 0))
    expected = noon.date()
    assert moment.day == expected
    assert moment.time == clock
    assert moment.utc_offset == timedelta(minutes=minutes)
    small_hours = clock < time(4, 0)
    assert moment_of(noon).day == expected - timedelta(days=small_hours)
    assert day - expected in (timedelta(0), -timedelta(days=1))


def test_old_zones_with_seconds_are_rounded_to_the_minute() -> None:
    """The file's offsets have minutes; the instant stays exact."""
    local = datetime(1900, 6, 1, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    moment = moment_of(local)
    assert moment.utc_offset.total_seconds() % 60 == 0
    assert moment.utc == local


def test_no_day_lies_before_the_first() -> None:
    """The first day of the calendar starts at its own midnight."""
    assert moment_of(datetime(1900, 1, 1, 1, 0, tzinfo=UTC)).day == FIRST_DAY


def test_a_moment_needs_a_zone() -> None:
    """Without one nobody knows when it was."""
    with pytest.raises(ValueError, match="zone"):
        moment_of(datetime(2026, 3, 9, 12, 0))  # noqa: DTZ001 - just that is refused


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()),  # noqa: DTZ001
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_a_day_is_todays_or_yesterdays_and_its_parts_agree(local: datetime, start: time) -> None:
    """Everywhere, at any time, with any start of the day."""
    moment = moment_of(local, start)
    assert moment.day == local.date() - timedelta(days=moment.time < start)
    assert (moment.time.hour, moment.time.minute) == (local.hour, local.minute)
    assert moment.utc == local.replace(microsecond=0).astimezone(UTC)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-3, 800))
def test_days_between_are_every_day_once(first: date, length: int) -> None:
    """Both ends included; none when the last comes before the first."""
    days = days_between(first, first + timedelta(days=length))
    assert len(days) == max(0, length + 1)
    assert all(later - day == timedelta(days=1) for day, later in pairwise(days))
    if days:
        assert (days[0], days[-1]) == (first, first + timedelta(days=length))


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9:40", "09:40"), ("09.40", "09:40"), ("0940", "09:40"), ("9", "09:00"), ("3 pm", "15:00"),
        ("12 am", "00:00"), ("12 pm", "12:00"), ("11:59PM", "23:59"), ("00:00", "00:00"),
        (" 23:59 ", "23:59"),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_type_it(text: str, clock: str) -> None:
    """With colon, point, neither, or the halves of the day."""
    assert parse_clock(text) == time.fromisoformat(clock)


def test_no_time_is_no_time() -> None:
    """Blank means not given, never midnight."""
    assert parse_clock("") is None
    assert parse_clock("  ") is None


@pytest.mark.parametrize(
    "text", ["24:00", "9:60", "13 pm", "0 am", "noon", "9:4:0", "-1", "9:", "99", "9:40 xm", "²"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    """With a sentence, never a guess."""
    with pytest.raises(NotATimeError):
        parse_clock(text)
