"""Entries and other things to store, for the tests of storage."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.days import FIRST_DAY
from smallacts_desktop.domain.entries import (
    NOTE_LIMIT,
    Barrier,
    Entry,
    EntryDraft,
    EntryKind,
    Expectation,
    Forecast,
    MoodRecorded,
    Outcome,
    PendingAct,
    Response,
)
from smallacts_desktop.storage.rows.store import Store

TODAY = date(2026, 5, 14)
NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
SECRET = "the words of a private note"


def act_entry(**changes: Any) -> Entry:  # noqa: ANN401 - any field at all
    """A done act today, with whatever a test wants different."""
    given: dict[str, Any] = {
        "id": uuid4(),
        "kind": EntryKind.ACT,
        "date": TODAY,
        "written_at": NOON,
        "act": "Smile at someone",
        "outcome": Outcome.DONE,
    }
    return Entry(**{**given, **changes})


def note_entry(**changes: Any) -> Entry:  # noqa: ANN401 - any field at all
    """A note today, with whatever a test wants different."""
    given: dict[str, Any] = {
        "id": uuid4(),
        "kind": EntryKind.NOTE,
        "date": TODAY,
        "written_at": NOON,
        "note": SECRET,
    }
    return Entry(**{**given, **changes})


def waiting_act(**changes: Any) -> PendingAct:  # noqa: ANN401 - any field at all
    """An act that waits since today noon, with whatever a test wants different."""
    given: dict[str, Any] = {
        "act_id": "smile-at-a-dog-walker",
        "title": "Smile at a dog walker",
        "hint": "Dogs help.",
        "size": ActSize.SMALLEST,
        "place": Place.PARK.value,
        "mood_before": 4,
        "started_at": NOON,
        "started_day": TODAY,
        "started_time": time(13, 0),
        "utc_offset": timedelta(hours=1),
    }
    return PendingAct(**{**given, **changes})


def contents_of(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def fill(store: Store) -> None:
    """Leave the file no page to grow by, as on a full disk."""
    pages = store.database.execute("PRAGMA page_count")[0][0]
    store.database.execute(f"PRAGMA max_page_count = {pages}")


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)
_MOOD = _maybe(st.integers(0, 10))
_OFFSET = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timedelta(minutes=minutes))
_CLOCK = st.times().map(lambda clock: clock.replace(second=0, microsecond=0, fold=0))
_WHEN: dict[str, st.SearchStrategy[Any]] = {
    "id": st.uuids(),
    "date": st.dates(FIRST_DAY, TODAY),
    "written_at": st.integers(0, 4_000_000_000).map(
        lambda seconds: datetime.fromtimestamp(seconds, UTC)
    ),
    "time": _maybe(_CLOCK),
    "utc_offset": _maybe(_OFFSET),
    "place": st.sampled_from(Place).map(str) | _TEXT,
    "person": _TEXT,
    "private": st.booleans(),
    "good_moment": st.booleans(),
}


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry that the domain's rules allow."""
    given = {name: draw(strategy) for name, strategy in _WHEN.items()}
    if draw(st.booleans()):
        mood = draw(_MOOD)
        note = draw(_TEXT.filter(lambda text: bool(text.strip())) if mood is None else _TEXT)
        return Entry(kind=EntryKind.NOTE, mood_after=mood, note=note, **given)
    before = draw(_MOOD)
    outcome = draw(st.sampled_from(Outcome))
    done = outcome is Outcome.DONE
    return Entry(
        kind=EntryKind.ACT,
        act=draw(_TEXT.filter(lambda text: bool(text.strip()))),
        act_id=draw(_maybe(st.just("wave-to-a-neighbour"))),
        size=draw(_maybe(st.sampled_from(ActSize))),
        outcome=outcome,
        barrier=None if done else draw(_maybe(st.sampled_from(Barrier))),
        mood_before=before,
        mood_before_recorded=None if before is None else draw(st.sampled_from(MoodRecorded)),
        mood_after=draw(_MOOD),
        response=draw(_maybe(st.sampled_from(Response))),
        expectation=draw(_maybe(st.sampled_from(Expectation))),
        forecast=draw(_maybe(st.sampled_from(Forecast))),
        plan=draw(_TEXT),
        note=draw(_TEXT),
        **given,
    )


@st.composite
def answers(draw: st.DrawFn) -> EntryDraft:
    """Anything a half-filled form can hold, even what no entry could."""
    any_text = st.text(max_size=50)
    return EntryDraft(
        kind=draw(st.sampled_from(EntryKind)),
        act=draw(any_text),
        act_id=draw(_maybe(any_text)),
        size=draw(_maybe(st.sampled_from(ActSize))),
        date=draw(_maybe(st.dates())),
        time=draw(_maybe(_CLOCK)),
        place=draw(any_text),
        person=draw(any_text),
        outcome=draw(_maybe(st.sampled_from(Outcome))),
        barrier=draw(_maybe(st.sampled_from(Barrier))),
        mood_before=draw(_MOOD),
        mood_before_recorded=draw(_maybe(st.sampled_from(MoodRecorded))),
        mood_after=draw(_MOOD),
        response=draw(_maybe(st.sampled_from(Response))),
        expectation=draw(_maybe(st.sampled_from(Expectation))),
        note=draw(any_text),
        private=draw(st.booleans()),
        forecast=draw(_maybe(st.sampled_from(Forecast))),
        plan=draw(any_text),
        good_moment=draw(st.booleans()),
    )


LONGEST_NOTE = ("Ünï 🙂 שלום \r\n'; DROP TABLE entries; -- " * 3000)[:NOTE_LIMIT]
