"""What cannot be read costs itself alone, and a backup's copy takes its place."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.backups import UnreadableEntry
from smallacts_desktop.domain.disclosure import Preset, ShareChoice, disclose
from smallacts_desktop.domain.entries import Entry, EntryDraft
from smallacts_desktop.domain.search import EntryFilter
from smallacts_desktop.journal.lost_entries import Looked
from tests.journal.safe import PASSPHRASE, Safe, notes, safe

__all__ = ["safe"]

HALF = EntryDraft(note="half")
CHANGES = {
    "a letter": "note = 'walkee'",
    "no text": "note = CAST(x'6fff65' AS TEXT)",
    "the id": "id = replace(id, '-', '+')",
    "another id": "id = substr(id, 1, 35) || (CASE substr(id, 36) WHEN '1' THEN '2' ELSE '1' END)",
    "the day": "date = '2026-99-99'",
    "a broken rule": "kind = 'nota'",
}


@pytest.fixture
def three(safe: Safe) -> Safe:
    """A journal of three more notes, and a snapshot of it."""
    safe.write("walked", "waved", "sat")
    safe.vault.backups.take()
    safe.clock.at += timedelta(days=1)
    return safe


def harm(safe: Safe, change: str, where: str = "note = 'walked'", table: str = "entries") -> None:
    """Damage a row of the closed or open journal, past every rule."""
    with closing(sqlite.connect(str(safe.paths.journal), isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        sql = f"UPDATE {table} SET {change} WHERE {where} RETURNING 1"
        assert connection.execute(sql).fetchall() == [(1,)]


def unreadable(safe: Safe) -> UnreadableEntry:
    """The one entry on the first page that cannot be read."""
    page = safe.vault.journal.page(0, 100)
    (found,) = [entry for entry in page if isinstance(entry, UnreadableEntry)]
    return found


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_copy_of_a_backup_takes_its_place_and_can_be_undone(three: Safe, change: str) -> None:
    """Found by its id, or by all else; undone it is as unreadable as before, and done again."""
    journal = three.vault.journal
    whole = notes(three.vault)
    harm(three, change)
    damaged = unreadable(three)
    copy = journal.unreadable.copy_of(damaged)
    assert copy is not None
    assert (copy.entry.note, copy.taken_at.date()) == (
        "walked",
        three.clock.at.date() - timedelta(1),
    )
    journal.unreadable.restore(damaged, copy)
    assert (notes(three.vault), journal.unreadable.count()) == (whole, 0)
    journal.undo()
    assert unreadable(three).number == damaged.number
    assert (len(notes(three.vault)), journal.unreadable.count()) == (len(whole) - 1, 1)
    journal.redo()
    assert notes(three.vault) == whole
    assert journal.count(EntryFilter(text="walked")) == 1


def test_without_a_backup_there_is_no_copy(safe: Safe) -> None:
    """And nothing is offered."""
    safe.write("walked")
    harm(safe, CHANGES["a letter"])
    assert safe.vault.journal.unreadable.copy_of(unreadable(safe)) is None


def test_a_damaged_backup_is_passed_over(three: Safe) -> None:
    """The next older one has the copy."""
    newest = three.vault.backups.take().path
    content = newest.read_bytes()
    newest.write_bytes(content[:4096] + bytes(4096) + content[8192:])
    harm(three, CHANGES["a letter"])
    copy = three.vault.journal.unreadable.copy_of(unreadable(three))
    assert copy is not None
    assert copy.entry.note == "walked"


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_journal_opens_is_backed_up_shared_and_locked_all_the_same(
    three: Safe, change: str
) -> None:
    """One damaged row stops no opening, no snapshot, no export and no change of passphrase."""
    three.vault.lock()
    harm(three, change)
    three.vault.open()
    told: list[UnreadableEntry] = []
    found = three.vault.journal.entries(told=told.append)
    disclosure = disclose(found, ShareChoice(Preset.FULL), told)
    assert (len(disclosure.entries), disclosure.unreadable) == (len(notes(three.vault)), 1)
    assert three.vault.backups.take().path.exists()
    left = notes(three.vault)
    three.encrypt()
    three.vault.lock()
    three.vault.open(PASSPHRASE)
    assert notes(three.vault) == left
    assert three.vault.journal.unreadable.count() == 1


def test_a_look_finds_what_nobody_has_read(three: Safe) -> None:
    """Entries, other rows and the search index, which is made again."""
    journal = three.vault.journal
    journal.card.choose_size(ActSize.SMALL)
    assert journal.unreadable.check_rows(lambda _done, _of: None) == Looked(
        0, 0, indexes_mended=False
    )
    harm(three, CHANGES["a letter"])
    harm(three, "value = 'smalk'", "key = 'size'", "preferences")
    with closing(sqlite.connect(str(three.paths.journal), isolation_level=None)) as connection:
        connection.execute("DELETE FROM entries_search_docsize")
    assert journal.unreadable.check_rows(lambda _done, _of: None) == Looked(
        1, 1, indexes_mended=True
    )
    assert journal.unreadable.check_rows(lambda _done, _of: None) == Looked(
        1, 1, indexes_mended=False
    )
    assert journal.card.size is ActSize.SMALLEST


def test_a_look_works_in_another_thread_and_under_a_passphrase(three: Safe) -> None:
    """With a copy of the key that is forgotten again."""
    three.encrypt()
    check_rows = three.vault.journal.unreadable.check_rows
    with ThreadPoolExecutor() as threads:
        assert not threads.submit(check_rows, lambda _done, _of: None).result()
    assert isinstance(three.vault.journal.page(0, 1)[0], Entry)


@pytest.mark.parametrize(
    ("table", "change"),
    [("pending", "title = 'x'"), ("pending", "size = 'huge'"), ("drafts", "answers = '{'")],
)
def test_a_waiting_act_or_a_form_that_cannot_be_read_stops_nothing(
    three: Safe, table: str, change: str
) -> None:
    """The journal opens with nothing waiting, and the row is kept."""
    journal: Any = three.vault.journal
    act = journal.card.act()
    journal.card.start(act, 4)
    journal.save_draft("note", HALF)
    three.vault.lock()
    harm(three, change, "1", table)
    journal = three.vault.open()
    assert (journal.card.pending() is None) == (table == "pending")
    assert (journal.draft("note") is None) == (table == "drafts")
    journal.card.start(act, 5)
    journal.save_draft("note", HALF)
    assert journal.card.pending() is not None
    assert journal.draft("note") == HALF
