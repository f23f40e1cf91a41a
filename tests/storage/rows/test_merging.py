"""What is read of a damaged journal joins an older, sound copy by the rules of each table."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from smallacts_desktop.domain.entries import Draft, EntryDraft
from smallacts_desktop.storage.file import health
from smallacts_desktop.storage.rows.copying import Merged, merge, readable_entries
from smallacts_desktop.storage.rows.row_rules import ENTRIES
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.storage.rows.tables import KEPT_ASIDE, CheckedTable
from smallacts_desktop.storage.snapshots.damaged_file import read_table
from tests.storage.samples import NOON, act_entry, note_entry, waiting_act

LATER = NOON + timedelta(hours=1)
EARLIER = NOON - timedelta(hours=1)
KEPT, OTHER = act_entry(note="first words"), note_entry(note="another")


@pytest.fixture
def copy(path: Path, tmp_path: Path) -> Path:
    """A snapshot of a closed journal with two entries, a draft, a waiting act and a preference."""
    with closing(Store.open(path)) as store:
        store.entries.add(KEPT)
        store.entries.add(OTHER)
        store.drafts.put(Draft("note", EntryDraft(note="half"), NOON))
        store.pending.set(waiting_act())
        store.preferences.set("day_start", "04:00")
    copy = tmp_path / "copy.db"
    shutil.copyfile(path, copy)
    return copy


def change(path: Path, *changes: Callable[[Store], object]) -> None:
    """Do something with a closed journal."""
    with closing(Store.open(path)) as store:
        for each in changes:
            each(store)


def merged(path: Path, copy: Path) -> Merged:
    """Merge the journal at ``path`` into the copy, which is sound afterwards."""
    with closing(Store.open(copy)) as store:
        done = merge(path, None, store.database)
    health.verify(copy, None)
    return done


def test_a_journal_that_has_not_changed_brings_nothing(path: Path, copy: Path) -> None:
    """Neither new nor renewed."""
    assert merged(path, copy) == Merged(added=0, renewed=0)


def test_new_entries_are_added_and_can_be_found(path: Path, copy: Path) -> None:
    """Deleted ones too, which stay deleted."""
    new, gone = note_entry(note="a spaniel"), note_entry(note="gone")
    change(
        path,
        lambda store: store.entries.add(new),
        lambda store: store.entries.add(gone),
        lambda store: store.entries.remove(gone.id, LATER),
    )
    assert readable_entries(path, None) == 3
    assert merged(path, copy) == Merged(added=2, renewed=0)
    with closing(Store.open(copy)) as store:
        assert store.entries.find(new.id) == new
        assert store.entries.find(gone.id) is None
        found = store.database.execute(
            "SELECT count(*) FROM entries_search WHERE entries_search MATCH 'spaniel'"
        )
        assert found == [(1,)]


def test_what_was_written_later_wins(path: Path, copy: Path) -> None:
    """An edit replaces; something older does not."""
    edited = replace(KEPT, note="second words", written_at=LATER)
    stale = replace(OTHER, note="stale", written_at=EARLIER)
    change(
        path,
        lambda store: store.entries.replace(edited),
        lambda store: store.entries.replace(stale),
    )
    assert merged(path, copy) == Merged(added=0, renewed=1)
    with closing(Store.open(copy)) as store:
        assert {store.entries.get(KEPT.id).note, store.entries.get(OTHER.id).note} == {
            "second words", "another",
        }  # fmt: skip


def test_an_entry_is_deleted_if_the_damaged_file_says_so(path: Path, copy: Path) -> None:
    """And is there again if it was brought back since; one let go for good comes back."""
    change(path, lambda store: store.entries.remove(KEPT.id, LATER))
    assert merged(path, copy).renewed == 1
    with closing(Store.open(copy)) as store:
        assert store.entries.find(KEPT.id) is None
    change(
        path,
        lambda store: store.entries.restore(KEPT.id),
        lambda store: store.database.execute(f"DELETE FROM entries WHERE id = '{OTHER.id}'"),
    )
    assert merged(path, copy).renewed == 1
    with closing(Store.open(copy)) as store:
        assert list(store.entries.between()) in ([KEPT, OTHER], [OTHER, KEPT])


def test_small_tables_are_as_in_the_damaged_file(path: Path, copy: Path) -> None:
    """A draft that was used up does not come back; the waiting act and choices are the latest."""
    change(
        path,
        lambda store: store.drafts.clear("note"),
        lambda store: store.drafts.put(Draft("after", EntryDraft(note="later"), LATER)),
        lambda store: store.pending.clear(),
        lambda store: store.preferences.set("day_start", "05:00"),
    )
    merged(path, copy)
    with closing(Store.open(copy)) as store:
        assert [draft.form for draft in store.drafts.all()] == ["after"]
        assert store.pending.get() is None
        assert store.preferences.get("day_start") == "05:00"


def test_a_row_that_no_entry_can_be_is_left_out(path: Path, copy: Path) -> None:
    """As a flipped bit in a plain file makes one."""
    with closing(Store.open(path)) as store:
        store.database.execute("PRAGMA ignore_check_constraints = ON")
        store.database.execute(f"UPDATE entries SET kind = 'aot' WHERE id = '{KEPT.id}'")
    assert readable_entries(path, None) == 1
    assert merged(path, copy) == Merged(entries=1)
    with closing(Store.open(copy)) as store:
        assert store.entries.get(KEPT.id) == KEPT


def test_damage_costs_the_rows_on_the_damaged_page_and_no_others(path: Path) -> None:
    """Whatever stands before and after it is read."""
    with closing(Store.open(path)) as store:
        for number in range(300):
            store.entries.add(note_entry(note=f"{number:03} " + "words " * 60))
        (root,) = store.database.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'entries'"
        )[0]
    content = bytearray(path.read_bytes())
    leaves = [
        page
        for page in range(root, len(content) // 4096)
        if content[page * 4096] == 13
        and b"words words" in content[page * 4096 : page * 4096 + 4096]
    ]
    hurt = leaves[len(leaves) // 2]
    lost = content[hurt * 4096 : hurt * 4096 + 4096].count(b"words words words words words words ")
    content[hurt * 4096 : hurt * 4096 + 100] = bytes(100)
    path.write_bytes(content)
    reading = read_table(path, None, ENTRIES)
    assert lost > 0
    assert not reading.is_whole
    assert 300 - 12 <= len(reading.rows) < 300
    assert len({row["id"] for row in reading.rows}) == len(reading.rows)


def test_what_either_keeps_aside_stays_aside(path: Path, copy: Path) -> None:
    """Once, where both keep the same."""

    def save(*notes: str) -> Callable[[Store], object]:
        def put(store: Store) -> None:
            table = CheckedTable(store.database, KEPT_ASIDE)
            for number, note in enumerate(notes, start=1):
                table.put({"number": number, "origin": "entries", "contents": note})

        return put

    change(copy, save('{"note": "a"}', '{"note": "b"}'))
    change(path, save('{"note": "c"}', '{"note": "a"}'))
    assert merged(path, copy) == Merged()
    with closing(Store.open(copy)) as store:
        found = store.database.execute("SELECT contents FROM kept_aside ORDER BY number")
    assert found == [('{"note": "a"}',), ('{"note": "b"}',), ('{"note": "c"}',)]
