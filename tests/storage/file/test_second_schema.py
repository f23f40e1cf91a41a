"""A journal that the first version wrote is brought up to date with everything in it."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Draft, Entry, PendingAct
from smallacts_desktop.domain.search import EntryFilter
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.file.migrations import MIGRATIONS
from smallacts_desktop.storage.rows.entries import EntryRows
from smallacts_desktop.storage.rows.store import Store
from tests.storage.fixtures.make import FOLDER

OLD_JOURNAL = FOLDER / "journal-v1.db"
CLOCK = FixedClock(datetime(2026, 5, 15, 9, 0, tzinfo=UTC))
NOTE, FIRST_DELETED, LAST_DELETED = (UUID(int=number, version=4) for number in (1, 3, 4))
TABLES = ("entries", "pending", "drafts", "offers", "act_marks", "preferences")
COLUMNS = "id, kind, date, time, written_at, act, act_id, place, person, deleted_at, note"


@pytest.fixture
def old(path: Path) -> Path:
    """A copy of a journal of the first version, at ``path``."""
    path.parent.mkdir(parents=True)
    shutil.copyfile(OLD_JOURNAL, path)
    return path


def contents(path: Path, *, versions: int) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a journal, read by a program that knows so many versions."""
    database = Database.open(path, migrations=MIGRATIONS[:versions], clock=CLOCK)
    rows = {
        table: database.execute(
            f"SELECT {COLUMNS if table == 'entries' else '*'} FROM {table} ORDER BY 1"
        )
        for table in TABLES
    }
    database.close()
    return rows


def test_everything_is_kept(old: Path, tmp_path: Path) -> None:
    """Entries, deleted ones, the waiting act, drafts, offers, marks, preferences: all are there."""
    untouched = tmp_path / "old.db"
    shutil.copyfile(OLD_JOURNAL, untouched)
    before = contents(untouched, versions=1)
    after = contents(old, versions=2)
    assert after == before
    assert all(len(rows) > 0 for rows in before.values())
    assert len(before["entries"]) > 24


def test_the_old_file_is_kept_beside_it(old: Path) -> None:
    """A copy of the first version is made before anything is changed."""
    Store.open(old, clock=CLOCK).close()
    (snapshot,) = (old.parent / "snapshots").iterdir()
    assert snapshot.name == "small-acts-2026-05-15-090000-before-update.smallacts"
    copy = Database.open(snapshot, migrations=MIGRATIONS[:1])
    assert EntryRows(copy).count() == 27
    copy.close()


def test_the_program_works_with_what_it_finds(old: Path) -> None:
    """Each part of the program reads the old rows."""
    store = Store.open(old, clock=CLOCK)
    assert store.entries.count() == 27
    assert store.entries.years() == [2019, 2026]
    assert isinstance(store.pending.get(), PendingAct)
    assert isinstance(store.drafts.get("note"), Draft)
    assert len(store.acts.offers(ActSize.SMALLEST, 9)) == 3
    assert (len(store.acts.favourites()), len(store.acts.hidden())) == (1, 1)
    assert store.preferences.get("day_start") == "05:30"
    assert store.own_acts.all() == []
    assert {face.nickname for face in store.faces.all()} == set(store.entries.persons())
    store.close()


@pytest.mark.parametrize("query", ["ein cafe", "ZURICH", "αθηνα", "公園", "犬に会"])
def test_old_entries_are_found(old: Path, query: str) -> None:
    """The search knows what was written before there was one."""
    store = Store.open(old, clock=CLOCK)
    (entry,) = store.search.page(EntryFilter(text=query), 0, 9)
    assert isinstance(entry, Entry)
    assert (entry.id, entry.date) == (NOTE, date(2026, 5, 10))
    store.close()


def test_old_deleted_entries_are_not_found_and_can_be_brought_back(old: Path) -> None:
    """Deleted before the search existed: found again once it is back, not sooner."""
    store = Store.open(old, clock=CLOCK)
    wanted = EntryFilter(text="lighthouse")
    assert store.search.count(wanted) == 0
    deleted = store.entries.deleted(0, 9)
    assert [item.entry.id for item in deleted] == [LAST_DELETED, FIRST_DELETED]
    store.entries.restore(LAST_DELETED)
    assert [entry.id for entry in store.search.page(wanted, 0, 9)] == [LAST_DELETED]
    store.close()


def test_nothing_of_the_old_table_is_left_over(old: Path) -> None:
    """The rewritten file has no free pages, and SQLite finds it sound."""
    store = Store.open(old, clock=CLOCK)
    assert store.database.execute("PRAGMA freelist_count") == [(0,)]
    assert store.database.execute("PRAGMA integrity_check") == [("ok",)]
    store.database.execute(
        "INSERT INTO entries_search (entries_search, rank) VALUES ('integrity-check', 1)"
    )
    store.close()
