"""What was saved is on the disk, and what was not is never there by half."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

import smallacts_desktop
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    DiskFullError,
    JournalUnavailableError,
)
from smallacts_desktop.storage.rows.store import Store
from tests.storage.samples import NOON, SECRET, act_entry, fill, note_entry, waiting_act

ROOT = Path(smallacts_desktop.__file__).parents[1]

READ_NOTES = """
import sys
from sqlcipher3 import dbapi2 as sqlite
connection = sqlite.connect(sys.argv[1])
for (note,) in connection.execute("SELECT note FROM entries"):
    print(note)
"""

# Few pages in memory, so that the transaction has changed the file long before it ends.
STOP_HALFWAY = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4
from smallacts_desktop.domain.entries import Entry, EntryKind
from smallacts_desktop.storage.rows.store import Store
store = Store.open(Path(sys.argv[1]))
store.database.execute("PRAGMA cache_size = 5")
with store.transaction():
    store.entries.add_many(
        Entry(id=uuid4(), kind=EntryKind.NOTE, date=date(2026, 1, 1),
              written_at=datetime(2026, 1, 1, tzinfo=UTC), note="unfinished " * 400)
        for _ in range(200)
    )
    store.database.execute("UPDATE entries SET note = 'unfinished'")
    print("halfway", flush=True)
    sys.stdin.read()
"""


def start(script: str, path: Path) -> subprocess.Popen[str]:
    """Run a script on a journal in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def stop_halfway(path: Path) -> None:
    """Kill a process in the middle of a transaction that has reached the file already."""
    with start(STOP_HALFWAY, path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "halfway\n"
        process.send_signal(signal.SIGKILL)
    assert path.with_name(path.name + "-journal").stat().st_size > 0


def test_another_process_reads_an_entry_as_soon_as_it_is_added(store: Store) -> None:
    """Once add has returned, the entry is in the file and not only in this process."""
    store.entries.add(note_entry(note="kept"))
    with start(READ_NOTES, store.database.path) as process:
        out, _ = process.communicate()
    assert out == "kept\n"


def test_a_kill_in_mid_transaction_leaves_the_older_state(path: Path) -> None:
    """Whatever an unfinished transaction wrote is undone by the next opening."""
    kept = note_entry(note="kept")
    store = Store.open(path)
    store.entries.add(kept)
    store.close()
    before = path.read_bytes()
    stop_halfway(path)
    assert path.read_bytes() != before
    again = Store.open(path)
    assert list(again.entries.between()) == [kept]
    again.close()


def test_a_torn_first_page_is_mended_from_the_rollback_journal(path: Path) -> None:
    """A file that a power cut left without a header is not taken for damaged."""
    kept = note_entry(note="kept")
    store = Store.open(path)
    store.entries.add(kept)
    store.close()
    stop_halfway(path)
    with path.open("rb+") as file:
        file.write(bytes(512))
    again = Store.open(path)
    assert list(again.entries.between()) == [kept]
    again.close()


def test_damage_beside_a_useless_rollback_journal_is_damage(path: Path) -> None:
    """A file that nothing can mend is refused."""
    path.parent.mkdir()
    path.write_bytes(b"no journal" * 100)
    path.with_name(path.name + "-journal").write_bytes(b"no journal either")
    with pytest.raises(DamagedJournalError):
        Store.open(path)
    assert path.read_bytes() == b"no journal" * 100


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    """An error inside the block undoes everything in it."""
    store.pending.set(waiting_act())

    def change_and_fail() -> None:
        with store.transaction():
            store.entries.add(act_entry())
            store.pending.clear()
            raise KeyError

    with pytest.raises(KeyError):
        change_and_fail()
    assert store.entries.count() == 0
    assert store.pending.get() == waiting_act()


def test_an_inner_transaction_can_be_undone_alone(store: Store) -> None:
    """When the outer block goes on after an inner error, only the inner part is undone."""
    outer, inner = act_entry(), act_entry()

    def change_and_fail() -> None:
        with store.transaction():
            store.entries.add(inner)
            raise KeyError

    with store.transaction():
        store.entries.add(outer)
        with pytest.raises(KeyError):
            change_and_fail()
        with store.transaction(), store.transaction():
            store.preferences.set("size", "small")
    assert list(store.entries.between()) == [outer]
    assert store.preferences.get("size") == "small"


def test_nothing_is_visible_before_the_transaction_ends(store: Store) -> None:
    """Another connection sees all of a transaction or nothing."""
    other = sqlite.connect(str(store.database.path))
    with store.transaction():
        store.entries.add(act_entry())
        assert other.execute("SELECT count(*) FROM entries").fetchone() == (0,)
    assert other.execute("SELECT count(*) FROM entries").fetchone() == (1,)
    other.close()


def save_much(store: Store) -> None:
    """Save a little, then more than fits, all or nothing."""
    with store.transaction():
        store.preferences.set("size", "small")
        with store.transaction():
            store.entries.add_many(note_entry(note="long " * 900) for _ in range(9))


def test_a_full_disk_loses_nothing_that_was_saved(store: Store) -> None:
    """The save is refused whole; what was there stays, and saving works again with room."""
    kept = note_entry(note="kept")
    store.entries.add(kept)
    fill(store)
    with pytest.raises(DiskFullError):
        store.entries.add(note_entry(note="long " * 9000))
    with pytest.raises(DiskFullError):
        save_much(store)
    assert list(store.entries.between()) == [kept]
    assert store.preferences.get("size") is None
    store.database.execute("PRAGMA max_page_count = 100000")
    store.entries.add(note_entry(note="long " * 9000))
    assert store.entries.count() == 2


def test_a_thread_of_its_own_needs_a_connection_of_its_own(store: Store) -> None:
    """Work beside the window reads what was saved, and closes what it opened."""
    store.entries.add(act_entry())
    told: list[object] = []

    def work() -> None:
        try:
            store.entries.count()
        except JournalUnavailableError as error:
            told.append(type(error))
        with store.worker_connection(), store.worker_connection():
            told.append(store.entries.count())
        try:
            store.entries.count()
        except JournalUnavailableError as error:
            told.append(type(error))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert told == [JournalUnavailableError, 1, JournalUnavailableError]
    assert store.entries.count() == 1


def test_a_connection_that_is_open_stays_open(store: Store) -> None:
    """Asking for a worker's connection in the window's thread changes nothing there."""
    with store.worker_connection():
        store.entries.add(act_entry())
    assert store.entries.count() == 1


def test_deleted_words_are_gone_from_the_file(store: Store) -> None:
    """A cleared draft's or a replaced note's words are overwritten, not merely unlinked."""
    entry = note_entry(date=NOON.date(), note=SECRET)
    store.entries.add(entry)
    assert SECRET.encode() in store.database.path.read_bytes()
    store.entries.replace(note_entry(id=entry.id, note="other"))
    assert SECRET.encode() not in store.database.path.read_bytes()
