"""Deleted entries: listed, brought back, and gone from the file for good."""

from datetime import timedelta
from uuid import uuid4

import pytest

from smallacts_desktop.domain.entries import DeletedEntry
from smallacts_desktop.domain.errors import EntryGoneError
from smallacts_desktop.domain.journal_errors import DamagedJournalError
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.store import Store
from tests.storage.samples import NOON, act_entry, contents_of, note_entry

CANARY = "quetzalcoatlus"
LONG = f"{CANARY} " + "and so on " * 2000


def traces(store: Store) -> list[str]:
    """The files of a closed journal that still say the canary's name."""
    store.close()
    found = contents_of(store.database.path.parent)
    return [name for name, content in found.items() if CANARY.encode() in content.lower()]


def test_deleted_entries_are_listed_the_last_deleted_first(store: Store) -> None:
    """Each with the moment of its deletion, a page at a time."""
    entries = [note_entry(note=f"note {number}") for number in range(5)]
    store.entries.add_many([*entries, note_entry()])
    for number, entry in enumerate(entries):
        store.entries.remove(entry.id, NOON + timedelta(minutes=number))
    listed = [*store.entries.deleted(0, 3), *store.entries.deleted(3, 3)]
    assert listed == [
        DeletedEntry(entry, NOON + timedelta(minutes=number))
        for number, entry in reversed(list(enumerate(entries)))
    ]
    assert store.entries.count_deleted() == 5
    store.entries.restore(entries[0].id)
    assert store.entries.count_deleted() == 4


def test_a_purge_takes_what_was_deleted_before_a_moment(store: Store) -> None:
    """What was deleted at that moment or later stays, and so does what is not deleted."""
    early, late, kept = note_entry(), note_entry(), note_entry()
    store.entries.add_many([early, late, kept])
    store.entries.remove(early.id, NOON - timedelta(seconds=1))
    store.entries.remove(late.id, NOON)
    assert store.entries.purge_deleted(NOON) == 1
    assert [item.entry for item in store.entries.deleted(0, 9)] == [late]
    with pytest.raises(EntryGoneError):
        store.entries.restore(early.id)
    assert store.entries.purge_deleted() == 1
    assert store.entries.count_deleted() == 0
    assert list(store.entries.between()) == [kept]


@pytest.mark.parametrize("note", [CANARY, LONG, f"今日は{CANARY}"])
def test_purged_words_are_gone_from_the_file(store: Store, note: str) -> None:
    """After a purge no byte of the words is left, in a table or in the search index."""
    around = [act_entry(note=f"nothing here {number}" * 30) for number in range(300)]
    entry = act_entry(act=CANARY, person=CANARY, place=CANARY, note=note)
    store.entries.add_many([*around[:150], entry, *around[150:]])
    store.close()
    again = Store.open(store.database.path)
    assert CANARY.encode() in store.database.path.read_bytes()
    again.entries.remove(entry.id, NOON)
    again.entries.purge_deleted()
    again.database.compact()
    assert again.database.execute(
        "SELECT count(*) FROM entries_words WHERE term >= 'q' AND term < 'r'"
    ) == [(0,)]
    assert traces(again) == []


def test_words_that_were_edited_away_are_gone_from_the_search_index(store: Store) -> None:
    """An index that remembered old words would tell what a person took back."""
    entry = note_entry(note=f"I saw a {CANARY}")
    store.entries.add_many([entry, *(note_entry(note="else") for _ in range(50))])
    store.entries.replace(note_entry(id=entry.id, note="I saw nothing"))
    store.database.compact()
    assert traces(store) == []


def test_a_file_that_cannot_be_rewritten_just_now_stays_whole(store: Store) -> None:
    """While another program reads the file, compacting it is put off without a word."""
    store.entries.add(note_entry(id=uuid4()))
    other = Store.open(store.database.path)
    store.database.execute("PRAGMA busy_timeout = 10")
    with other.transaction():
        store.database.compact()
    other.close()
    assert store.entries.count() == 1


def test_a_page_that_cannot_be_read_does_not_deny_what_was_done_before(store: Store) -> None:
    """The library says that the file is damaged; yet what was to be deleted is, and has been.

    The file stays as it is, and the look at all of it tells of the damage.
    """
    store.entries.add_many([note_entry(note=LONG) for _ in range(20)])
    store.close()
    path = store.database.path
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\x5a" * 4096
    path.write_bytes(content)
    database = Database.open(path, checked=True)
    database.compact()
    with pytest.raises(DamagedJournalError):
        database.check_health()
    database.close()
    assert path.read_bytes() == content
