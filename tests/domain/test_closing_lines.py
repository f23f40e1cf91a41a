"""The lines that close an entry: enough of them, in the voice, and one for whatever was said."""

import random
import re
from datetime import UTC, date, datetime
from itertools import product
from uuid import UUID

import pytest

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.closing_lines import (
    APART,
    ClosingLine,
    MoodMove,
    Tone,
    choose_line,
    tone_of,
)
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.journal.closing import closing_lines

LINES = closing_lines()
MOODS: tuple[tuple[int | None, int | None], ...] = (
    (None, None), (None, 0), (None, 3), (None, 7), (1, None), (6, None), (0, 2), (2, 5), (3, 3),
    (4, 4), (6, 6), (5, 8), (8, 5), (9, 8), (3, 4),
)  # fmt: skip


def an_entry(
    before: int | None = None,
    after: int | None = None,
    *,
    kind: EntryKind = EntryKind.ACT,
    outcome: Outcome | None = Outcome.DONE,
    number: int = 0,
    **answers: object,
) -> Entry:
    """An entry with these answers."""
    act = {} if kind is EntryKind.NOTE else {"act": "Wave", "outcome": outcome}
    recorded = None if before is None else MoodRecorded.BEFORE
    return Entry(
        id=UUID(int=number),
        kind=kind,
        date=date(2026, 5, 14),
        written_at=datetime(2026, 5, 14, tzinfo=UTC),
        mood_before=before,
        mood_before_recorded=recorded,
        mood_after=after,
        **{**act, **answers},  # type: ignore[arg-type]
    )


def fitting(entry: Entry, with_someone: bool = True) -> list[ClosingLine]:
    """The lines that may close ``entry``."""
    return [line for line in LINES if line.fits(entry, with_someone)]


def test_there_are_lines_enough_each_once() -> None:
    """At least sixty, some of them about the other person's day."""
    assert len(LINES) >= 60
    assert len({line.id for line in LINES}) == len({line.text for line in LINES}) == len(LINES)
    about_others = [line for line in LINES if line.with_someone and line.responses]
    assert len(about_others) >= 10
    assert sum("day" in line.text for line in about_others) >= 3
    for named in (*ActSize, *Response, *MoodMove):
        sets = [line.sizes | line.responses | line.changes for line in LINES]
        assert any(named in each for each in sets), named


@pytest.mark.parametrize("moods", MOODS)
def test_whatever_was_said_enough_lines_fit(moods: tuple[int | None, int | None]) -> None:
    """Of every size, response, comparison and mood, with somebody and alone."""
    answers = product((None, *ActSize), (None, *Response), (None, *Expectation), (True, False))
    for size, response, expectation, with_someone in answers:
        entry = an_entry(*moods, size=size, response=response, expectation=expectation)
        lines = fitting(entry, with_someone)
        assert len(lines) >= APART
        assert all(line.tone in (None, tone_of(entry)) for line in lines)
    for barrier in (None, *Barrier):
        put_aside = an_entry(moods[0], outcome=Outcome.NOT_THIS_TIME, barrier=barrier)
        assert len(fitting(put_aside)) >= APART
    assert len(fitting(an_entry(None, moods[1], kind=EntryKind.NOTE))) >= APART


@pytest.mark.parametrize(
    ("moods", "tone"),
    [
        ((None, None), Tone.PLAIN), ((5, 7), Tone.PLAIN), ((3, 4), Tone.PLAIN),
        ((6, 6), Tone.PLAIN), ((0, 2), Tone.SOFT), ((8, 7), Tone.SOFT), ((4, 4), Tone.SOFT),
        ((None, 3), Tone.SOFT),
        ((1, None), Tone.SOFT),
    ],
)  # fmt: skip
def test_a_mood_that_is_low_or_fell_is_answered_softly(
    moods: tuple[int | None, int | None], tone: Tone
) -> None:
    """And so is one that stayed rather low; no answer is no low mood."""
    assert tone_of(an_entry(*moods)) is tone


@pytest.mark.parametrize("barrier", [Barrier.TIRED, Barrier.ANXIOUS])
def test_tired_and_anxious_are_answered_softly(barrier: Barrier) -> None:
    """Whatever the mood was before."""
    entry = an_entry(8, outcome=Outcome.NOT_THIS_TIME, barrier=barrier)
    assert tone_of(entry) is Tone.SOFT


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_every_line_keeps_the_rules_of_wording(line: ClosingLine) -> None:
    """No cheer, no count, no advice; short; and never a smile of an act that may be a wave."""
    words = line.text.casefold()
    for never in (
        "!", "streak", "well done", "you should", "great", "amazing", "proud", "bravo",
        "keep it up", "failed", "missed", "only once", "in a row", "smile", "hello", "chat",
        "try harder",
    ):  # fmt: skip
        assert never not in words
    assert line.text[-1] == "."
    assert len(line.text) <= 110
    assert set(re.findall(r"{(.*?)}", line.text)) <= {"act"}


def test_no_line_comes_twice_within_ten_entries() -> None:
    """Whatever is said in whatever order; the same entry has the same line again."""
    rng = random.Random(20261129)
    last: list[str] = []
    for number in range(4000):
        kind = rng.choice([EntryKind.ACT, EntryKind.ACT, EntryKind.NOTE])
        after = rng.choice([None, *range(11)])
        if kind is EntryKind.NOTE:
            entry = an_entry(None, after, kind=kind, number=number)
        else:
            entry = an_entry(
                rng.choice([None, *range(11)]),
                after,
                number=number,
                outcome=rng.choice([Outcome.DONE, Outcome.DONE, Outcome.NOT_THIS_TIME]),
                size=rng.choice([None, *ActSize]),
                response=rng.choice([None, *Response]),
                expectation=rng.choice([None, *Expectation]),
            )
        with_someone = rng.random() < 0.8
        line = choose_line(LINES, entry, with_someone, last[: APART - 1])
        assert line == choose_line(LINES, entry, with_someone, last[: APART - 1])
        assert line.fits(entry, with_someone)
        assert line.id not in last[: APART - 1]
        last.insert(0, line.id)
