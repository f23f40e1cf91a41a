"""Generated entries that keep every rule, with texts chosen to be hard to carry."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import strategies as st

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    Forecast,
    MoodRecorded,
    Outcome,
    Response,
)

TODAY = date(2026, 7, 1)
HOSTILE_PIECES = (
    "=cmd|'/C calc'!A0", "=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "''", '"', '""', '","',
    ",", ";", "\t", "\r", "\n", "\r\n", "\n\r", " ", "   ", "\u00a0", "\u3000", "\ufeff", "\u2028",
    "\u2029", "\u0085", "\u200f", "\u202e", "שלום", "مرحبا", "e\u0301", "é", "👋🏽", "\u200d",
    "\x01", "\x0b", "\x0c", "\x1a", "\x1c", "\x7f", "\\", "\\n", "NULL", "0", "-1", "1e5", "Hi",
)  # fmt: skip

_PIECES = st.lists(st.sampled_from(HOSTILE_PIECES), max_size=12).map("".join)
_ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
texts = st.one_of(st.just(""), _PIECES, _ANY).map(lambda text: text[:200])
titles = texts.filter(lambda text: bool(text.strip()))
moods = st.none() | st.integers(0, 10)
_MOMENTS = st.integers(0, 2_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """One entry that keeps every rule."""
    shared = {
        "id": draw(st.uuids(version=4)),
        "date": draw(st.dates(date(1900, 1, 1), TODAY)),
        "written_at": draw(_MOMENTS),
        "time": draw(st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0))),
        "utc_offset": draw(
            st.none() | st.integers(-14 * 60, 14 * 60).map(lambda m: timedelta(minutes=m))
        ),
        "place": draw(texts | st.sampled_from([place.value for place in Place])),
        "person": draw(texts),
        "mood_after": draw(moods),
        "note": draw(texts),
        "private": draw(st.booleans()),
        "good_moment": draw(st.booleans()),
    }
    if draw(st.booleans()):
        return _act(draw, shared)
    if not str(shared["note"]).strip() and shared["mood_after"] is None:
        shared["mood_after"] = draw(st.integers(0, 10))
    return Entry(kind=EntryKind.NOTE, **shared)  # type: ignore[arg-type]


def _act(draw: st.DrawFn, shared: dict[str, object]) -> Entry:
    outcome = draw(st.sampled_from(Outcome))
    before = draw(moods)
    return Entry(
        kind=EntryKind.ACT,
        act=draw(titles),
        size=draw(st.none() | st.sampled_from(ActSize)),
        outcome=outcome,
        barrier=None if outcome is Outcome.DONE else draw(st.none() | st.sampled_from(Barrier)),
        mood_before=before,
        mood_before_recorded=None if before is None else draw(st.sampled_from(MoodRecorded)),
        response=draw(st.none() | st.sampled_from(Response)),
        expectation=draw(st.none() | st.sampled_from(Expectation)),
        forecast=draw(st.none() | st.sampled_from(Forecast)),
        plan=draw(texts),
        **shared,  # type: ignore[arg-type]
    )


def act_entry(day: date = TODAY, number: int = 1, **changes: object) -> Entry:
    """A plain act that was done, for tests that change one thing about it."""
    values: dict[str, object] = {
        "id": UUID(int=number),
        "kind": EntryKind.ACT,
        "date": day,
        "written_at": datetime(2026, 6, 1, 12, 0, tzinfo=UTC),
        "time": time(9, 5),
        "utc_offset": timedelta(hours=1),
        "act": "Smile at someone you often see",
        "size": ActSize.SMALLEST,
        "place": Place.PARK.value,
        "outcome": Outcome.DONE,
    }
    return Entry(**{**values, **changes})  # type: ignore[arg-type]


def note_entry(day: date = TODAY, number: int = 1, **changes: object) -> Entry:
    """A plain note, for tests that change one thing about it."""
    values: dict[str, object] = {
        "id": UUID(int=number),
        "kind": EntryKind.NOTE,
        "date": day,
        "written_at": datetime(2026, 6, 1, 12, 0, tzinfo=UTC),
        "note": "A quiet day.",
    }
    return Entry(**{**values, **changes})  # type: ignore[arg-type]
