"""Ten thousand spoilt files: each is read whole or refused in one sentence, never by halves."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.entries import Entry, MoodRecorded, check_entry
from smallacts_desktop.domain.errors import CancelledError, SmallActsError
from smallacts_desktop.journal.acts import bundled_catalogue
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.sharing.csv.file import Delimiter
from smallacts_desktop.sharing.csv.plan import ImportPlan, plan_import
from smallacts_desktop.storage.rows.store import Store
from tests.domain.strategies import HOSTILE_PIECES, TODAY, act_entry, note_entry
from tests.sharing.journal_stand_in import Bytes, exported

FILES, GROUPS = 10_000, 10
NOW = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
CELLS = (
    b"", b"11", b"-1", b"1.5", b"2026-02-30", b"2999-01-01", b"0000-00-00", b"1899-12-31",
    b"9999-99-99", b"25:00", b"+99:99", b"not-an-id",
    b"{00000000-0000-0000-0000-000000000001}", b"act", b"note",
    b"yes", b"maybe", b"\xd9\xa1\xd9\xa2", b"=1+1", b"'", b"x" * 300, b"9999-12-31T23:59:59Z",
    b"0001-01-01T00:00:00Z", b"00000000-0000-0000-0000-000000000000", b"\xed\xa0\x80", b"\0",
)  # fmt: skip
PIECES = (
    b'"', b'""', b"\0", b"\xef\xbb\xbf", b",", b";", b"\t", b"\r", b"\n", b"\r\n", b"\xff", b"\xc3",
    b"'", b"\xf0\x9f", *(piece.encode() for piece in HOSTILE_PIECES),
)  # fmt: skip
Change = Callable[[random.Random, bytes], bytes]


def originals() -> list[Entry]:
    """What a good file holds: acts and notes with every kind of text."""
    made: list[Entry] = []
    for number, piece in enumerate(HOSTILE_PIECES[:7], start=1):
        day = TODAY - timedelta(days=number)
        made.append(
            act_entry(day, number, note=piece, mood_before=3, mood_after=number % 11,
                      mood_before_recorded=MoodRecorded.BEFORE)
            if number % 3
            else note_entry(day, number, note=f"words {piece}", private=True)
        )  # fmt: skip
    return made


# One way of spoiling a file each.


def flip_bytes(rng: random.Random, data: bytes) -> bytes:
    """Some bits are others."""
    spoilt = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def cut(rng: random.Random, data: bytes) -> bytes:
    """The end, the beginning or the middle is missing."""
    a, b = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    return rng.choice((data[:a], data[a:], data[:a] + data[b:]))


def insert(rng: random.Random, data: bytes) -> bytes:
    """Quotes, NUL, BOM, delimiters and worse stand where they do not belong."""
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(PIECES) * rng.randint(1, 3) + data[at:]
    return data


def shuffle_columns(rng: random.Random, data: bytes) -> bytes:
    """Columns change places, come twice or are gone, in every row or in some."""
    lines = [line.split(b",") for line in data.split(b"\r\n")]
    order = [rng.randrange(20) for _ in range(rng.randint(1, 24))]
    if rng.random() < 0.7:
        order = rng.sample(range(20), rng.randint(1, 20))
    moved = [[line[i] for i in order if i < len(line)] for line in lines]
    kept = [m if rng.random() < 0.98 else line for m, line in zip(moved, lines, strict=True)]
    return b"\r\n".join(b",".join(line) for line in kept)


def shuffle_lines(rng: random.Random, data: bytes) -> bytes:
    """Rows change places and come twice, the first one too."""
    lines = data.split(b"\r\n")
    return b"\r\n".join(rng.choices(lines, k=rng.randint(1, 2 * len(lines))))


def swap_encoding(rng: random.Random, data: bytes) -> bytes:
    """Saved by some other program in some other encoding."""
    text = data.decode("utf-8", "replace")
    name = rng.choice(("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7", "cp037"))
    return text.encode(name, "replace")


def huge_cell(rng: random.Random, data: bytes) -> bytes:
    """One cell is far longer than anything may be."""
    at = rng.randrange(len(data) + 1)
    size = rng.choice((201, 201, 5_000, 100_001))
    return data[:at] + rng.choice((b"x", b'"', b"=", b"\xc3\xa9")) * size + data[at:]


def other_cells(rng: random.Random, data: bytes) -> bytes:
    """Ids, days, moods and codes that are none, or belong elsewhere."""
    lines = [line.split(b",") for line in data.split(b"\r\n")]
    for _ in range(rng.randint(1, 4)):
        line = rng.choice(lines)
        line[rng.randrange(len(line))] = rng.choice(CELLS)
    return b"\r\n".join(b",".join(line) for line in lines)


def other_ids(rng: random.Random, data: bytes) -> bytes:
    """A file that is good: of another journal, or of this one and written later."""
    if rng.random() < 0.5:
        return data.replace(
            b"2026-06-01T12", b"2026-06-%02dT1%d" % (rng.randint(1, 28), rng.randint(0, 9))
        )
    return data.replace(b"00000000-0000-", b"%08x-0000-" % rng.getrandbits(32))


def other_delimiter(rng: random.Random, data: bytes) -> bytes:
    """All commas, or some of them, have become something else."""
    return data.replace(b",", rng.choice((b";", b"\t", b"|", b",,")), rng.choice((-1, -1, 30)))


CHANGES: tuple[Change, ...] = (
    flip_bytes, cut, insert, shuffle_columns, shuffle_lines, swap_encoding, huge_cell, other_cells,
    other_cells, other_ids, other_delimiter,
)  # fmt: skip


def spoilt_files(group: int) -> Iterator[bytes]:
    """The files of one group, the same ones every time."""
    rng = random.Random(group)
    good = [exported(originals(), delimiter=delimiter) for delimiter in Delimiter]
    for _ in range(FILES // GROUPS):
        data = good[rng.random() < 0.1]
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            data = rng.choice(CHANGES)(rng, data) or b"\0"
        yield data


class Trier:
    """Brings files into one journal as a person would who always says yes to good ones.

    The journal holds half of the original entries at first.
    """

    def __init__(self, path: Path) -> None:
        self._store = Store.open(path)
        catalogue = bundled_catalogue()
        self._journal = Journal(self._store, FixedClock(NOW), catalogue)
        self._journal.import_entries(originals()[::2], [])
        self._first = {entry.id for entry in self._journal.entries()}
        self.refused = self.some_bad = self.taken = self.stopped = 0

    def attempt(self, data: bytes, *, stop: bool) -> None:
        """Read, plan and take in one file; afterwards it is all there or nothing is."""
        try:
            plan = plan_import(Bytes(data), self._journal)
        except SmallActsError:
            self.refused += 1
            return
        self.check(plan)
        if plan.bad_rows:
            self.some_bad += 1
        elif plan.new or plan.updates:
            self.take(plan, stop=stop)

    def check(self, plan: ImportPlan) -> None:
        """Whatever would come in keeps every rule; whatever would not says why."""
        for entry in (*plan.new, *plan.updates):
            check_entry(entry, self._journal.today())
        assert all(row.line > 0 and row.reason for row in plan.bad_rows)

    def take(self, plan: ImportPlan, *, stop: bool) -> None:
        """Take the entries in, or stop at the last of them."""
        before = {entry.id: entry for entry in self._journal.entries()}

        def progress(done: int, total: int) -> None:
            if stop and done == total:
                raise CancelledError

        try:
            self._journal.import_entries(plan.new, plan.updates, progress)
        except CancelledError:
            self.stopped += 1
            expected = before
        else:
            self.taken += 1
            expected = before | {entry.id: entry for entry in (*plan.new, *plan.updates)}
        assert {entry.id: entry for entry in self._journal.entries()} == expected
        self.forget(expected.keys() - self._first)

    def forget(self, ids: set[UUID]) -> None:
        """Keep the journal small."""
        if len(ids) < 40:
            return
        with self._store.transaction():
            for entry_id in ids:
                self._store.entries.remove(entry_id, NOW)
            self._store.entries.purge_deleted()

    def close(self) -> None:
        """Close the journal."""
        self._journal.close()


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_spoilt_file_comes_in_whole_or_not_at_all(tmp_path: Path, group: int) -> None:
    """No traceback, no half import, and a healthy journal in the end, whatever the file holds."""
    path = tmp_path / "journal.db"
    with closing(Trier(path)) as trier:
        for number, data in enumerate(spoilt_files(group)):
            trier.attempt(data, stop=number % 5 == 0)
        # Each of the ways it can end was met, so that none of them is unproven.
        assert min(trier.refused, trier.some_bad, trier.taken, trier.stopped) > 0
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
