"""A journal of every version ever released opens, plain or encrypted, and with standard tools."""

import shutil
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.journal_errors import NewerJournalError
from smallacts_desktop.storage.file import health
from smallacts_desktop.storage.file.migrations import MIGRATIONS
from smallacts_desktop.storage.keys.keys import Key, salt_of
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.storage.snapshots import snapshot_folder, snapshots
from tests.storage.fixtures.make import FOLDER, PASSPHRASE
from tests.storage.samples import contents_of

CLOCK = FixedClock(datetime(2026, 6, 1, 9, 0, tzinfo=UTC))
LATEST = MIGRATIONS[-1].version
VERSIONS = range(1, LATEST + 1)
EVERY = [(version, sealed) for version in VERSIONS for sealed in (False, True)]


def copied(version: int, *, sealed: bool, path: Path) -> Key | None:
    """Put the journal of a released version at ``path``; returns its key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    name = f"journal-v{version}-encrypted.db" if sealed else f"journal-v{version}.db"
    shutil.copyfile(FOLDER / name, path)
    return Key.from_passphrase(PASSPHRASE, salt_of(path)) if sealed else None


def test_every_released_version_is_here() -> None:
    """Plain and encrypted; a new step of the schema comes with its files."""
    names = {path.name for path in FOLDER.glob("*.db")}
    wanted = {
        f"journal-v{version}{ending}.db" for version in VERSIONS for ending in ("", "-encrypted")
    }
    assert names == wanted


@pytest.mark.parametrize(("version", "sealed"), EVERY)
def test_a_journal_of_any_version_is_brought_up_to_date(
    path: Path, version: int, sealed: bool
) -> None:
    """Every entry is there, deleted ones too, and a copy of before lies among the snapshots."""
    key = copied(version, sealed=sealed, path=path)
    store = Store.open(path, key, clock=CLOCK)
    counts = store.database.execute("SELECT count(*), count(deleted_at) FROM entries")
    entries = list(store.entries.between())
    store.close()
    assert counts == [(29, 29 - len(entries))]
    assert health.verify(path, key) == LATEST
    copies = snapshot_folder.listed(path.parent / "snapshots", CLOCK.now())
    assert [health.verify(copy.path, key) for copy in copies] == [version] * (version < LATEST)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_newer_schema_is_refused_kindly(path: Path, sealed: bool) -> None:
    """One sentence that says what to do, and not one byte is changed."""
    key = copied(LATEST, sealed=sealed, path=path)
    store = Store.open(path, key, clock=CLOCK)
    store.database.execute(f"PRAGMA user_version = {LATEST + 1}")
    store.close()
    before = contents_of(path.parent)
    with pytest.raises(NewerJournalError, match="open it with the newer version"):
        Store.open(path, key, clock=CLOCK)
    assert contents_of(path.parent) == before


def count_with_driver(path: Path) -> int:
    """How many entries the bare driver finds with nothing but the passphrase."""
    with closing(sqlite.connect(str(path))) as connection:
        connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
        found: int = connection.execute("SELECT count(*) FROM entries").fetchone()[0]
        return found


def sqlcipher_4() -> str | None:
    """The standard command, if it is here and of version 4."""
    command = shutil.which("sqlcipher")
    if command is None:
        return None
    said = subprocess.run(
        [command, ":memory:", "PRAGMA cipher_version"], capture_output=True, text=True, check=False
    )
    return command if said.stdout.startswith("4.") else None


@pytest.fixture
def journal_and_snapshot(path: Path) -> tuple[Path, Path]:
    """An encrypted journal that this program has had open, and a snapshot of it."""
    key = copied(LATEST, sealed=True, path=path)
    Store.open(path, key, clock=CLOCK).close()
    taken = snapshots.take(path, key, [path.parent / "snapshots"], CLOCK.now())
    return path, taken.path


def test_the_bare_driver_opens_journal_and_snapshot(
    journal_and_snapshot: tuple[Path, Path],
) -> None:
    """Nobody is locked in: the passphrase is all it takes."""
    assert [count_with_driver(path) for path in journal_and_snapshot] == [29, 29]


@pytest.mark.skipif(sqlcipher_4() is None, reason="no sqlcipher command of version 4 is installed")
def test_the_standard_command_opens_journal_and_snapshot(
    journal_and_snapshot: tuple[Path, Path],
) -> None:
    """Just so with the command-line tool."""
    command = sqlcipher_4()
    assert command is not None
    for path in journal_and_snapshot:
        asked = f"PRAGMA key = '{PASSPHRASE}'; SELECT count(*) FROM entries;"
        said = subprocess.run(
            [command, str(path), asked], capture_output=True, text=True, check=True
        )
        assert said.stdout.split()[-1] == "29"
