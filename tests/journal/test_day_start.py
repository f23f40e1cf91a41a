"""Which day it is for the person, through the night and through changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.errors import FutureEntryError
from smallacts_desktop.journal.changes import Change
from tests.journal.conftest import MORNING, OpenedJournal

LONDON = ZoneInfo("Europe/London")
TODAY = MORNING.date()
ACT = EntryDraft(act="Smiled")


def london(clock: str, fold: int = 0) -> datetime:
    """A moment by the clocks of London; ``fold`` 1 is the second time an hour comes."""
    return datetime.fromisoformat(clock).replace(tzinfo=LONDON, fold=fold)


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        (london("2026-05-15 00:00"), date(2026, 5, 14)),
        (london("2026-05-15 01:30"), date(2026, 5, 14)),
        (london("2026-05-15 03:59:59"), date(2026, 5, 14)),
        (london("2026-05-15 04:00"), date(2026, 5, 15)),
        # The clock goes from 00:59 to 02:00, and from 01:59 back to 01:00.
        (london("2026-03-29 00:59"), date(2026, 3, 28)),
        (london("2026-03-29 02:00"), date(2026, 3, 28)),
        (london("2026-03-29 04:00"), date(2026, 3, 29)),
        (london("2026-10-25 01:30"), date(2026, 10, 24)),
        (london("2026-10-25 01:30", fold=1), date(2026, 10, 24)),
        (london("2026-10-25 04:00"), date(2026, 10, 25)),
    ],
)
def test_a_day_starts_at_four_by_the_wall_clock(
    opened: OpenedJournal, clock: datetime, day: date
) -> None:
    """On any night, the two on which the clocks change among them."""
    opened.at(clock)
    entry = opened.journal.write(ACT)
    assert opened.journal.today() == day
    assert (entry.date, entry.time) == (day, clock.time().replace(second=0, fold=0))


def test_the_repeated_hour_keeps_its_two_offsets(opened: OpenedJournal) -> None:
    """Half past one comes twice on an October night, and each knows which it was."""
    night = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    opened.at(night)
    first = opened.journal.write(ACT)
    opened.at(night.replace(fold=1))
    second = opened.journal.write(ACT)
    assert (first.utc_offset, second.utc_offset) == (timedelta(hours=1), timedelta(0))
    assert second.written_at - first.written_at == timedelta(hours=1)
    assert opened.reopen().entries_on(date(2026, 10, 24)) == [first, second]


def test_another_start_of_day_moves_no_entry(opened: OpenedJournal) -> None:
    """What is stored stays on its day; what comes next follows the new choice."""
    opened.at(datetime(2026, 5, 15, 1, 30, tzinfo=UTC))
    before = opened.journal.write(ACT)
    opened.changes.clear()
    opened.journal.set_day_start(time(0))
    assert opened.changes == [Change(preferences=True)]
    after = opened.journal.write(ACT)
    assert (before.date, after.date) == (date(2026, 5, 14), date(2026, 5, 15))
    journal = opened.reopen()
    assert journal.preferences.day_start == time(0)
    assert journal.entry(before.id).date == date(2026, 5, 14)


def test_tomorrow_begins_when_the_persons_day_does(opened: OpenedJournal) -> None:
    """At half past one the calendar's new date is still to come, and at four it is not."""
    opened.at(datetime(2026, 5, 15, 1, 30, tzinfo=UTC))
    with pytest.raises(FutureEntryError):
        opened.journal.write(EntryDraft(act="Smiled", date=date(2026, 5, 15)))
    opened.at(datetime(2026, 5, 15, 4, 0, tzinfo=UTC))
    assert opened.journal.write(EntryDraft(act="Smiled", date=date(2026, 5, 15))).date.day == 15


def test_travelling_moves_no_day(opened: OpenedJournal) -> None:
    """An entry keeps the day and the zone in which it was lived."""
    opened.at(datetime(2026, 5, 14, 23, 0, tzinfo=ZoneInfo("Pacific/Auckland")))
    there = opened.journal.write(ACT)
    opened.at(datetime(2026, 5, 14, 12, 0, tzinfo=ZoneInfo("America/Los_Angeles")))
    journal = opened.reopen()
    assert journal.entry(there.id) == there
    assert (there.date, there.utc_offset) == (TODAY, timedelta(hours=12))


def test_a_clock_set_back_years_loses_nothing(opened: OpenedJournal) -> None:
    """Everything can still be read, deleted and brought back, and new entries are kept."""
    entry = opened.journal.write(ACT)
    opened.at(datetime(2001, 1, 1, 12, 0, tzinfo=UTC))
    journal = opened.reopen()
    old = journal.write(ACT)
    assert journal.today() == date(2001, 1, 1)
    assert list(journal.entries()) == [old, entry]
    assert journal.years() == [2001, 2026]
    assert sum(day.acts for day in journal.last_seven_days()) == 1
    journal.delete(entry.id)
    journal.undo()
    assert journal.entry(entry.id) == entry


def test_a_preference_that_makes_no_sense_counts_as_not_set(opened: OpenedJournal) -> None:
    """A file from elsewhere never stops the program."""
    opened.journal.close()
    store = opened.open()._store
    store.preferences.set("day_start", "quarter past never")
    store.preferences.set("size", "enormous")
    store.preferences.set("step.offered.smaller", "soon")
    assert opened.journal.preferences.day_start == time(4)
    assert opened.journal.card.size.value == "smallest"
    assert opened.journal.card.step_offer() is None
