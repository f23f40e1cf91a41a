"""The rules an entry obeys."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import (
    MOOD_WORDS,
    Barrier,
    Entry,
    Expectation,
    Forecast,
    MoodRecorded,
    Outcome,
    Response,
    check_entry,
)
from smallacts_desktop.domain.errors import (
    ActTitleMissingError,
    DateOutOfRangeError,
    EmptyNoteError,
    ForbiddenCharacterError,
    FutureEntryError,
    InconsistentEntryError,
    InvalidEntryError,
    MoodOutOfRangeError,
    TextTooLongError,
)
from tests.domain.strategies import TODAY, act_entry, entries, note_entry


@given(entries())
def test_a_generated_entry_is_good(entry: Entry) -> None:
    """The entries other tests are made of keep every rule."""
    check_entry(entry, TODAY)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"date": TODAY + timedelta(days=1)}, FutureEntryError),
        ({"date": date(1899, 12, 31)}, DateOutOfRangeError),
        ({"act": ""}, ActTitleMissingError),
        ({"act": " \t\n"}, ActTitleMissingError),
        ({"act": "a" * 201}, TextTooLongError),
        ({"place": "a" * 201}, TextTooLongError),
        ({"person": "a" * 201}, TextTooLongError),
        ({"note": "a" * 100_001}, TextTooLongError),
        ({"note": "a\0"}, ForbiddenCharacterError),
        ({"person": "\ud800"}, ForbiddenCharacterError),
        ({"mood_after": 11}, MoodOutOfRangeError),
        ({"mood_after": -1}, MoodOutOfRangeError),
        ({"mood_before": 11, "mood_before_recorded": MoodRecorded.BEFORE}, MoodOutOfRangeError),
        ({"mood_before": 3}, InconsistentEntryError),
        ({"mood_before_recorded": MoodRecorded.BEFORE}, InconsistentEntryError),
        ({"outcome": None}, InconsistentEntryError),
        ({"barrier": Barrier.TIRED}, InconsistentEntryError),
    ],
)
def test_a_bad_act_is_refused(changes: dict[str, object], error: type[InvalidEntryError]) -> None:
    """Each rule has an error of its own, with a sentence for the person."""
    with pytest.raises(error) as caught:
        check_entry(act_entry(**changes), TODAY)  # type: ignore[arg-type]
    assert "{" not in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"note": ""}, EmptyNoteError),
        ({"note": " \n"}, EmptyNoteError),
        ({"act": "Smile"}, InconsistentEntryError),
        ({"act_id": "smile"}, InconsistentEntryError),
        ({"size": ActSize.SMALL}, InconsistentEntryError),
        ({"outcome": Outcome.DONE}, InconsistentEntryError),
        ({"barrier": Barrier.OTHER}, InconsistentEntryError),
        ({"mood_before": 0}, InconsistentEntryError),
        ({"mood_before_recorded": MoodRecorded.AFTERWARDS}, InconsistentEntryError),
        ({"response": Response.WARM}, InconsistentEntryError),
        ({"expectation": Expectation.SAME}, InconsistentEntryError),
        ({"forecast": Forecast.LIKELY}, InconsistentEntryError),
        ({"plan": "When I am at the park"}, InconsistentEntryError),
    ],
)
def test_a_bad_note_is_refused(changes: dict[str, object], error: type[InvalidEntryError]) -> None:
    """Neither nothing at all, nor anything that is about an act."""
    with pytest.raises(error):
        check_entry(note_entry(**changes), TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "entry",
    [
        act_entry(),
        act_entry(date(1900, 1, 1)),
        act_entry(size=None, place="", time=None, utc_offset=None),
        act_entry(outcome=Outcome.NOT_THIS_TIME),
        act_entry(outcome=Outcome.NOT_THIS_TIME, barrier=Barrier.TIRED),
        act_entry(mood_before=0, mood_before_recorded=MoodRecorded.BEFORE, mood_after=10),
        act_entry(act="a" * 200, place="the corner", person="p" * 200, note="n" * 100_000),
        note_entry(note="", mood_after=0),
        note_entry(person="Sam", place="park", private=True),
    ],
    ids=lambda entry: entry.kind.value,
)
def test_whatever_is_skipped_an_entry_is_good(entry: Entry) -> None:
    """Nothing but the act itself is needed, or for a note its words or its mood."""
    check_entry(entry, TODAY)


def test_a_change_in_mood_needs_both_moods() -> None:
    """One side missing is no change, and no change is zero."""
    assert note_entry(mood_after=4).mood_change is None
    both = act_entry(mood_before=4, mood_before_recorded=MoodRecorded.BEFORE, mood_after=4)
    assert both.mood_change == 0
    assert replace(both, mood_after=1).mood_change == -3
    assert replace(both, mood_after=None).mood_change is None


def test_only_an_act_that_happened_counts_as_done() -> None:
    """A note and a “not this time” stay out of the counts."""
    done = [act_entry(), act_entry(outcome=Outcome.NOT_THIS_TIME), note_entry()]
    assert [entry.is_done_act for entry in done] == [True, False, False]


def test_each_mood_has_a_word_of_its_own() -> None:
    """Eleven moods, eleven words."""
    assert len(set(MOOD_WORDS)) == 11
