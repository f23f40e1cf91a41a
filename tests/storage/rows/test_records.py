"""Entries as the values they are kept as: the same entries, a batch at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from smallacts_desktop.domain.backups import UnreadableEntry
from smallacts_desktop.domain.disclosure import (
    Column,
    DisclosedRecords,
    Preset,
    ShareChoice,
    disclose,
)
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.sharing.csv.file import csv_chunks, record_chunks
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.records import BATCH
from smallacts_desktop.storage.rows.store import Store
from tests.domain.strategies import TODAY, act_entry, note_entry

FULL = ShareChoice(Preset.FULL)


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each question that is asked of a journal comes to."""
    asked: list[int] = []
    ask = Database.ask

    def counted(database: Database, *which: object, **given: object) -> list[tuple[object, ...]]:
        rows = ask(database, *which, **given)  # type: ignore[arg-type]
        asked.append(len(rows))
        return rows

    monkeypatch.setattr(Database, "ask", counted)
    return asked


def many(count: int) -> list[Entry]:
    """Entries on as many days, some of them notes."""
    make: tuple[Callable[..., Entry], ...] = (act_entry, note_entry)
    return [make[n % 2](TODAY - timedelta(days=n), n + 1) for n in range(count)]


def test_records_make_the_same_file_as_entries(store: Store) -> None:
    """To the byte, whatever order they were written in."""
    store.entries.add_many(many(1200))
    store.entries.remove(UUID(int=7), many(1)[0].written_at)
    entries = b"".join(csv_chunks(disclose(store.entries.between(), FULL)))
    assert b"".join(record_chunks(store.entries.records(), FULL.columns)) == entries
    first, last = TODAY - timedelta(days=300), TODAY - timedelta(days=20)
    some = b"".join(csv_chunks(disclose(store.entries.between(first, last), FULL)))
    assert b"".join(record_chunks(store.entries.records(first, last), FULL.columns)) == some


@pytest.mark.parametrize("notes", [None, frozenset({UUID(int=2), UUID(int=5)})])
def test_what_leaves_for_a_worker_is_the_same(store: Store, notes: frozenset[UUID] | None) -> None:
    """Private entries stay, and so do the notes that were not ticked."""
    entries = [replace(entry, private=n % 3 == 0) for n, entry in enumerate(many(40))]
    store.entries.add_many(entries)
    choice = ShareChoice(Preset.WORKER, include=frozenset({Column.NOTE}), notes=notes)
    whole = disclose(entries, choice)
    leaving = DisclosedRecords(store.entries.records(), choice)
    written = b"".join(record_chunks(leaving, choice.columns))
    assert written == b"".join(csv_chunks(whole))
    assert (leaving.written, leaving.withheld) == (len(whole.entries), whole.withheld) == (26, 14)


def test_a_batch_is_read_when_it_is_wanted_and_no_sooner(
    store: Store, statements: list[int]
) -> None:
    """One question for a batch, and a batch is no larger in a journal that is."""
    store.entries.add_many(many(3 * BATCH))
    statements.clear()
    records = store.entries.records()
    next(records)
    assert len(statements) == 1
    assert len(list(records)) == 3 * BATCH - 1
    assert len(statements) <= 3
    # Whole months.
    assert max(statements) < BATCH + 31


def test_an_altered_row_is_left_out_and_told(store: Store) -> None:
    """Its checksum is not the one of what it says."""
    entries = many(3)
    store.entries.add_many(entries)
    hurt = str(entries[1].id)
    store.database.execute("UPDATE entries SET person = 'nobody' WHERE id = ?", (hurt,))
    told: list[UnreadableEntry] = []
    assert [record[0] for record in store.entries.records(told=told.append)] == [
        str(entries[2].id),
        str(entries[0].id),
    ]
    assert [entry.id for entry in told] == [entries[1].id]
    assert len(store.database.unreadable) == 1


def test_entries_are_found_by_their_ids_with_one_question(
    store: Store, statements: list[int]
) -> None:
    """Those that are not there cost nothing."""
    entries = many(300)
    store.entries.add_many(entries)
    statements.clear()
    asked = [*(entry.id for entry in entries), UUID(int=9999)]
    assert store.entries.find_many(asked) == {entry.id: entry for entry in entries}
    assert statements == [300]
