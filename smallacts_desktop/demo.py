"""A made-up journal for the demonstration and the tour: the same every time, and nobody's.

It goes in through the journal's own use cases, by the same rules as a person's own entries.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from smallacts_desktop.domain.acts import Act, ActSize, Catalogue, Place
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP

_T = TypeVar("_T")
_SEED = 20_061
DAYS = 365
# Likelier on some days than others, and thinning out at times: nobody's year is even.
_ACTS_ON_A_DAY = ((0, 50), (1, 26), (2, 14), (3, 6), (4, 3), (5, 1))
# How often, from 0 to 1, something is said; the rest is left blank, as people leave it.
_MOOD_GIVEN, _PERSON_NAMED, _NOTE_WRITTEN, _JUST_WORDS_WRITTEN = 0.9, 0.35, 0.3, 0.06
_NOT_THIS_TIME, _PRIVATE = 0.06, 0.05
_PEOPLE = ("spaniel man, park", "Maria at the till", "the tall librarian", "bus stop neighbour")
_NOTES = (
    QT_TRANSLATE_NOOP("Demo", "He nodded back. The dog looked pleased too."),
    QT_TRANSLATE_NOOP("Demo", "It rained, and we both laughed about it."),
    QT_TRANSLATE_NOOP("Demo", "I nearly walked past. I am glad I looked up."),
    QT_TRANSLATE_NOOP("Demo", "They were busy. It was still a nice thing to do."),
    QT_TRANSLATE_NOOP("Demo", "She remembered me from last week."),
)
_JUST_WORDS = (
    QT_TRANSLATE_NOOP("Demo", "A quiet day. I sat by the window with some tea."),
    QT_TRANSLATE_NOOP("Demo", "Slept badly. Tomorrow is another day."),
)


def demo_entries(catalogue: Catalogue, today: date, days: int = DAYS) -> list[Entry]:
    """Entries for the ``days`` days up to ``today``, in the order in which they happened.

    The same catalogue, day and length always give the same entries, ids included.
    """
    rng = random.Random(_SEED)  # noqa: S311 - it must be repeatable, and guards nothing
    entries: list[Entry] = []
    for number in range(days):
        day = today - timedelta(days=days - 1 - number)
        entries.extend(_entries_of_day(catalogue, day, number / days, rng, is_today=day == today))
    return entries


def _entries_of_day(
    catalogue: Catalogue, day: date, progress: float, rng: random.Random, *, is_today: bool
) -> Iterator[Entry]:
    # Nothing yet today: the demonstration opens on a morning with the card still to choose.
    if is_today:
        return
    counts, weights = zip(*_ACTS_ON_A_DAY, strict=True)
    hours = sorted(rng.sample(range(8, 20), rng.choices(counts, weights)[0]))
    for hour in hours:
        when = datetime.combine(day, time(hour, rng.randrange(60)))
        yield _act_entry(catalogue, when, progress, rng)
    if rng.random() < _JUST_WORDS_WRITTEN:
        yield _note_entry(day, rng)


def _act_entry(catalogue: Catalogue, when: datetime, progress: float, rng: random.Random) -> Entry:
    act = rng.choice(catalogue.of_size(_size(progress, rng)))
    before = _clamp(rng.gauss(4.3, 1.4)) if rng.random() < _MOOD_GIVEN else None
    entry = Entry(
        id=UUID(int=rng.getrandbits(128), version=4),
        kind=EntryKind.ACT,
        date=when.date(),
        time=when.time(),
        utc_offset=timedelta(0),
        written_at=when.replace(tzinfo=UTC) + timedelta(minutes=rng.randrange(5, 90)),
        act=act.title,
        act_id=act.id,
        size=act.size,
        place=_place(act),
        outcome=Outcome.DONE,
        mood_before=before,
        mood_before_recorded=None if before is None else MoodRecorded.BEFORE,
    )
    if rng.random() < _NOT_THIS_TIME:
        barrier = rng.choice(list(Barrier))
        return replace(entry, outcome=Outcome.NOT_THIS_TIME, barrier=barrier)
    return _with_answers(entry, rng)


def _with_answers(entry: Entry, rng: random.Random) -> Entry:
    before = entry.mood_before if entry.mood_before is not None else 5
    after = _clamp(before + rng.gauss(1.2, 1.1))
    return replace(
        entry,
        person=rng.choice(_PEOPLE) if rng.random() < _PERSON_NAMED else "",
        mood_after=after if rng.random() < _MOOD_GIVEN else None,
        response=_sometimes(rng, list(Response), (38, 30, 18, 14)),
        expectation=_sometimes(rng, list(Expectation), (18, 42, 24, 12, 4)),
        note=rng.choice(_NOTES) if rng.random() < _NOTE_WRITTEN else "",
        private=rng.random() < _PRIVATE,
    )


def _note_entry(day: date, rng: random.Random) -> Entry:
    clock = time(21, rng.randrange(60))
    written = datetime.combine(day, clock, tzinfo=UTC)
    return Entry(
        id=UUID(int=rng.getrandbits(128), version=4),
        kind=EntryKind.NOTE,
        date=day,
        time=clock,
        utc_offset=timedelta(0),
        written_at=written,
        mood_after=_clamp(rng.gauss(4.5, 1.5)),
        note=rng.choice(_JUST_WORDS),
    )


def _size(progress: float, rng: random.Random) -> ActSize:
    """Mostly smiles at first, with hellos and chats coming in over the year."""
    weights = (1.0 - 0.55 * progress, 0.15 + 0.4 * progress, 0.02 + 0.25 * progress)
    return rng.choices(list(ActSize), weights)[0]


def _place(act: Act) -> str:
    return "" if act.places[0] is Place.ANYWHERE else act.places[0].value


def _sometimes(rng: random.Random, values: list[_T], weights: tuple[int, ...]) -> _T | None:
    """One of the values, or None one time in eight: people skip questions."""
    value = rng.choices(values, weights)[0]
    return None if rng.random() < 1 / 8 else value


def _clamp(mood: float) -> int:
    return max(0, min(10, round(mood)))
