"""What was deleted can come back for 30 days, and then really is gone."""

from datetime import timedelta

import pytest

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import EntryDraft, EntryKind
from smallacts_desktop.domain.errors import EntryGoneError, OwnActGoneError
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.storage.rows.entries import EntryRows
from tests.journal.conftest import MORNING, OpenedJournal

CANARY = "quetzalcoatlus"
NOTE = EntryDraft(kind=EntryKind.NOTE, note=f"A {CANARY} in the park")


def test_a_deleted_entry_is_brought_back_to_its_day(opened: OpenedJournal) -> None:
    """It is listed, comes back as it was, and its day is announced."""
    entry = opened.journal.write(NOTE)
    opened.journal.delete(entry.id)
    (listed,) = opened.journal.deleted.entries()
    assert (listed.entry, listed.deleted_at) == (entry, MORNING)
    opened.changes.clear()
    assert opened.journal.deleted.restore(entry.id) == entry
    assert opened.changes == [Change(days=frozenset({entry.date}))]
    assert opened.journal.entries_on(entry.date) == [entry]
    assert opened.journal.deleted.count() == 0


def test_undo_after_bringing_back_changes_nothing(opened: OpenedJournal) -> None:
    """The entry is there already; undoing its deletion is harmless."""
    entry = opened.journal.write(NOTE)
    opened.journal.delete(entry.id)
    opened.journal.deleted.restore(entry.id)
    opened.journal.undo()
    assert opened.journal.entry(entry.id) == entry


def test_emptied_is_gone_from_the_file(opened: OpenedJournal) -> None:
    """No byte of a deleted entry or a removed act is left, and nothing brings them back."""
    kept = opened.journal.write(EntryDraft(kind=EntryKind.NOTE, note="kept"))
    entry = opened.journal.write(NOTE)
    act = opened.journal.acts.add_own(ActSize.SMALL, f"Look for a {CANARY}")
    opened.journal.acts.remove_own(act.id)
    opened.journal.delete(entry.id)
    assert CANARY.encode() in opened.content()
    opened.changes.clear()
    assert opened.journal.deleted.empty() == 1
    assert opened.changes == [Change(everything=True, acts=True)]
    assert CANARY.encode() not in opened.content().lower()
    assert not opened.journal.can_undo
    opened.journal.undo()
    with pytest.raises(EntryGoneError):
        opened.journal.deleted.restore(entry.id)
    with pytest.raises(OwnActGoneError):
        opened.journal.acts.restore_own(act.id)
    assert opened.journal.page(0, 9) == [kept]


def test_nothing_is_dropped_until_30_days_are_over(opened: OpenedJournal) -> None:
    """After 30 days to the second an entry still comes back; a second later it is gone."""
    entry = opened.journal.write(NOTE)
    opened.journal.delete(entry.id)
    opened.at(MORNING + timedelta(days=30))
    assert opened.journal.deleted.drop_older_than_30_days() == 0
    assert opened.journal.can_undo
    opened.at(MORNING + timedelta(days=30, seconds=1))
    assert opened.journal.deleted.drop_older_than_30_days() == 1
    assert not opened.journal.can_undo
    assert CANARY.encode() not in opened.content().lower()


def test_a_disk_that_does_not_allow_it_puts_it_off(
    opened: OpenedJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing stops the person who opens the journal; the next day takes it out."""

    def full(*_: object) -> int:
        raise DiskFullError

    entry = opened.journal.write(NOTE)
    opened.journal.delete(entry.id)
    opened.at(MORNING + timedelta(days=31))
    with monkeypatch.context() as fault:
        fault.setattr(EntryRows, "purge_deleted", full)
        assert opened.journal.deleted.drop_older_than_30_days() == 0
    assert [item.entry for item in opened.journal.deleted.entries()] == [entry]
    assert opened.journal.deleted.drop_older_than_30_days() == 1
    assert CANARY.encode() not in opened.content().lower()


def test_looking_drops_nothing(opened: OpenedJournal) -> None:
    """However long ago it was deleted: opening and reading leave it where it is."""
    entry = opened.journal.write(NOTE)
    opened.journal.delete(entry.id)
    opened.at(MORNING + timedelta(days=400))
    opened.reopen()
    assert [item.entry for item in opened.journal.deleted.entries()] == [entry]
    assert opened.journal.page(0, 9) == []
    assert opened.journal.deleted.count() == 1
    assert opened.changes == []
