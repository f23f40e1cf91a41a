"""A journal of an older version is copied, then brought up to date, or left as it was."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    DiskFullError,
    FolderNotWritableError,
    JournalUnavailableError,
)
from smallacts_desktop.storage.file import database
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.file.migrations import MIGRATIONS, Migration
from smallacts_desktop.storage.rows.mapping import from_row, to_row
from smallacts_desktop.storage.rows.row_rules import ENTRIES
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.storage.snapshots import snapshots as snapshots_module
from tests.storage.samples import act_entry, contents_of

CLOCK = FixedClock(datetime(2026, 5, 14, 8, 30, 5, tzinfo=UTC))
FIRST = MIGRATIONS[0]
WEATHER = Migration(2, ("CREATE TABLE weather (day TEXT) STRICT",))
BROKEN = Migration(3, ("DROP TABLE entries", "this is not SQL"))


@pytest.fixture
def entry(path: Path) -> Entry:
    """The one entry of a closed journal of the first version, which is at ``path``."""
    entry = act_entry(note="kept")
    database = Database.open(path, migrations=(FIRST,))
    known = {column[1] for column in database.execute("PRAGMA table_info(entries)")}
    row = {name: value for name, value in to_row(entry).items() if name in known}
    marks = ", ".join("?" * len(row))
    sql = f"INSERT INTO entries ({', '.join(row)}) VALUES ({marks})"
    database.execute(sql, list(row.values()))
    database.close()
    return entry


def kept_in(database: Database) -> list[Entry]:
    """The entries in a journal of the first schema, which has fewer columns than the newest."""
    names = [row[1] for row in database.execute("PRAGMA table_info(entries)")]
    rows = database.execute("SELECT * FROM entries")
    found = (ENTRIES.completed(dict(zip(names, row, strict=True))) for row in rows)
    return [from_row(Entry, row) for row in found]


def upgrade(path: Path, *later: Migration) -> Database:
    """Open a journal with a program that knows later versions too."""
    return Database.open(path, clock=CLOCK, migrations=(FIRST, *later))


def version_of(path: Path) -> int:
    """The schema version in a file."""
    connection = sqlite.connect(str(path))
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return version


def snapshots(path: Path) -> list[Path]:
    """The copies kept beside a journal."""
    return sorted((path.parent / "snapshots").glob("*"))


def test_the_steps_are_numbered_without_a_gap() -> None:
    """Each released step leads to the next version."""
    assert [step.version for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_journal_is_copied_before_it_is_changed(path: Path, entry: Entry) -> None:
    """The copy is private, named by moment and reason, and opens as the older journal."""
    database = upgrade(path, WEATHER)
    assert kept_in(database) == [entry]
    assert database.execute("SELECT count(*) FROM weather") == [(0,)]
    database.close()
    (snapshot,) = snapshots(path)
    assert snapshot.name == "small-acts-2026-05-14-083005-before-update.smallacts"
    assert stat.S_IMODE(snapshot.stat().st_mode) == 0o600
    assert stat.S_IMODE(snapshot.parent.stat().st_mode) == 0o700
    assert (version_of(path), version_of(snapshot)) == (2, 1)
    copy = Database.open(snapshot, migrations=(FIRST,))
    assert kept_in(copy) == [entry]
    copy.close()


def test_a_journal_that_is_up_to_date_is_not_copied(path: Path, entry: Entry) -> None:
    """Opening again neither migrates nor copies."""
    upgrade(path, WEATHER).close()
    upgrade(path, WEATHER).close()
    assert len(snapshots(path)) == 1
    assert entry.note == "kept"


def test_a_new_journal_takes_every_step_without_a_copy(path: Path) -> None:
    """There is nothing to keep a copy of."""
    upgrade(path, WEATHER).close()
    assert version_of(path) == 2
    assert snapshots(path) == []


def test_a_step_that_goes_wrong_is_undone_whole(path: Path, entry: Entry) -> None:
    """The journal stays at the last good version with everything in it."""
    with pytest.raises(SmallActsError):
        upgrade(path, WEATHER, BROKEN)
    assert version_of(path) == 2
    database = upgrade(path, WEATHER)
    assert kept_in(database) == [entry]
    database.close()


def test_a_second_copy_of_the_same_moment_does_not_replace_the_first(
    path: Path, entry: Entry
) -> None:
    """A snapshot is never overwritten."""
    for _ in range(2):
        with pytest.raises(JournalUnavailableError):
            upgrade(path, Migration(2, ("this is not SQL",)))
    names = [snapshot.name for snapshot in snapshots(path)]
    stem = "small-acts-2026-05-14-083005-before-update"
    assert names == [f"{stem}-2.smallacts", f"{stem}.smallacts"]
    assert entry.note == "kept"


def test_without_room_for_a_copy_nothing_is_changed(
    path: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No copy, no migration; half a copy is not left lying about."""

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshots_module, "sync_file", full)
    before = path.read_bytes()
    with pytest.raises(DiskFullError):
        upgrade(path, WEATHER)
    assert path.read_bytes() == before
    assert snapshots(path) == []
    assert entry.note == "kept"


def test_a_copy_that_is_not_sound_stops_the_migration(
    path: Path, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is opened and checked before anything is changed."""

    def spoil(snapshot: Path) -> None:
        whole = snapshot.read_bytes()
        snapshot.write_bytes(whole[:4096] + bytes(len(whole) - 4096))

    monkeypatch.setattr(snapshots_module, "sync_file", spoil)
    before = path.read_bytes()
    with pytest.raises(DamagedJournalError):
        upgrade(path, WEATHER)
    assert path.read_bytes() == before
    assert snapshots(path) == []
    assert entry.note == "kept"


def test_a_file_in_place_of_the_snapshots_is_named(path: Path, entry: Entry) -> None:
    """Where no copy can be kept, nothing is changed."""
    (path.parent / "snapshots").write_text("in the way")
    before = contents_of(path.parent)
    with pytest.raises(FolderNotWritableError) as caught:
        upgrade(path, WEATHER)
    assert caught.value.values == {"folder": str(path.parent / "snapshots")}
    assert contents_of(path.parent) == before
    assert entry.note == "kept"


def test_two_programs_that_migrate_at_once_do_it_once(path: Path, entry: Entry) -> None:
    """The version is asked again inside the transaction that changes it."""
    first = upgrade(path, WEATHER)
    late = Migration(1, ("this is not SQL",))
    database.apply(first._driver, late)
    assert kept_in(first) == [entry]
    first.close()


def test_the_first_schema_refuses_what_no_entry_can_be(path: Path) -> None:
    """The file itself keeps codes, moods and days within their rules."""
    store = Store.open(path)
    store.entries.add(act_entry())
    for column, value in (
        ("kind", "poem"),
        ("date", "14/05/2026"),
        ("time", "9:00"),
        ("written_at", "2026-05-14T12:00:00"),
        ("size", "huge"),
        ("outcome", "undone"),
        ("barrier", "rain"),
        ("mood_before", 11),
        ("mood_after", -1),
        ("mood_before_recorded", "never"),
        ("response", "cold"),
        ("expectation", "odd"),
        ("private", 2),
        ("utc_offset", 2000),
        ("note", None),
        ("forecast", "maybe"),
        ("plan", None),
        ("good_moment", 2),
    ):
        with pytest.raises(SmallActsError):
            store.database.execute(f"UPDATE entries SET {column} = ?", (value,))
    store.close()
