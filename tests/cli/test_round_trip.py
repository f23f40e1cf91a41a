"""The promise of the file: out, in and out again are the same bytes."""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.entries import (
    NOTE_LIMIT,
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    Forecast,
    MoodRecorded,
    Outcome,
    Response,
)
from tests.cli.conftest import Run, entries_in, journal_with

ENTRIES = 5_000
HOSTILE = (
    'He said "hello", twice', '"', '""', "one\ntwo", "one\rtwo", "one\r\ntwo", "\n", "\r\n",
    "=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "   =1+1", "\t=1", "＝1+1", "＋1", "－1", "＠x",
    "'quoted", "''twice", " 'spaced", "\u00a0=1", "\u00a0", "\ufeffmarked", "a,b;c\td",
    "👋🏽 👨‍👩‍👧",
    "שלום עולם", "مرحبا", "\u202eevil\u202c", "e\u0301 é", "\u2028line\u2029end", "\u0085", "\x1a",
    "NULL", "0", "1e5", "2026-05-14", "\\n", "tail ", " head", "ends with '",
    "; DROP TABLE entries",
)  # fmt: skip
_TITLES = tuple(text for text in HOSTILE if text.strip())


def hostile_entries() -> Iterator[Entry]:
    """Five thousand entries that keep every rule, the same every time."""
    rng = random.Random(5_000)
    for _ in range(ENTRIES):
        entry = _act(rng) if rng.random() < 0.8 else _words(rng)
        yield replace(
            entry,
            time=rng.choice([None, time(rng.randrange(24), rng.randrange(60))]),
            utc_offset=rng.choice([None, timedelta(minutes=rng.randrange(-840, 841))]),
            place=rng.choice(["", *list(Place), *HOSTILE]),
            person=rng.choice(["", *HOSTILE]),
            mood_after=rng.choice([None, 0, 10, entry.mood_after]),
            private=rng.random() < 0.2,
        )


def _plain(rng: random.Random, kind: EntryKind) -> Entry:
    note = "\n".join(rng.choices(HOSTILE, k=rng.randrange(4)))
    return Entry(
        id=UUID(int=rng.getrandbits(128), version=4),
        kind=kind,
        date=date(1900, 1, 1) + timedelta(days=rng.randrange(46_000)),
        written_at=datetime(2001, 1, 1, tzinfo=UTC) + timedelta(seconds=rng.randrange(800_000_000)),
        note=note,
    )


def _act(rng: random.Random) -> Entry:
    done = rng.random() < 0.9
    mood = rng.choice([None, *range(11)])
    return replace(
        _plain(rng, EntryKind.ACT),
        act=rng.choice(_TITLES),
        size=rng.choice([None, *ActSize]),
        outcome=Outcome.DONE if done else Outcome.NOT_THIS_TIME,
        barrier=None if done else rng.choice([None, *Barrier]),
        mood_before=mood,
        mood_before_recorded=None if mood is None else rng.choice(list(MoodRecorded)),
        response=rng.choice([None, *Response]),
        expectation=rng.choice([None, *Expectation]),
        forecast=rng.choice([None, *Forecast]),
        plan=rng.choice(_TITLES),
    )


def _words(rng: random.Random) -> Entry:
    entry = _plain(rng, EntryKind.NOTE)
    return replace(entry, note=entry.note + rng.choice(_TITLES))


def test_five_thousand_hostile_entries_come_back_byte_for_byte(
    run_afresh: Run, tmp_path: Path
) -> None:
    """Export from A, import into an empty B, export from B: not one byte differs."""
    entries = list(hostile_entries())
    longest = "é'=\"\r\n" * (NOTE_LIMIT // 6)
    entries[7] = replace(entries[7], note=longest)
    journal_with(tmp_path / "a", entries)
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    exported = run_afresh("--data-dir", tmp_path / "a", "export", "--output", first)
    assert exported.lines == ["5000 written, 0 withheld."]
    imported = run_afresh("--data-dir", tmp_path / "b", "import", first)
    assert imported.code == 0
    assert imported.lines == ["5000 read: 5000 new, 0 changed, 0 already here, 0 refused."]
    run_afresh("--data-dir", tmp_path / "b", "export", "--output", second)
    assert second.read_bytes() == first.read_bytes()
    assert {entry.id: entry for entry in entries_in(tmp_path / "b")} == {e.id: e for e in entries}
    _no_cell_is_a_formula(first.read_bytes())


def _no_cell_is_a_formula(data: bytes) -> None:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    for row in rows:
        for column in ("act", "place", "person", "note"):
            assert row[column].lstrip(" ")[:1] not in tuple("=+-@\t\r\n＝＋－＠")
