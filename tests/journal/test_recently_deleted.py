"""What was deleted can come back for 30 days, and then really is gone."""

from datetime import timedelta

import pytest

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.domain.entries import EntryKind
from smallacts_desktop.domain.errors import DiskFullError, EntryGoneError, OwnActGoneError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.storage.rows.entries import EntryRows
from tests.journal.conftest import MORNING, Desk

CANARY = "quetzalcoatlus"
NOTE = EntryDraft(kind=EntryKind.NOTE, note=f"A {CANARY} in the park")


def test_a_deleted_entry_is_brought_back_to_its_day(desk: Desk) -> None:
    """It is listed, comes back as it was, and its day is announced."""
    entry = desk.journal.write(NOTE)
    desk.journal.delete(entry.id)
    (listed,) = desk.journal.deleted.entries()
    assert (listed.entry, listed.deleted_at) == (entry, MORNING)
    desk.changes.clear()
    assert desk.journal.deleted.restore(entry.id) == entry
    assert desk.changes == [Change(days=frozenset({entry.date}))]
    assert desk.journal.entries_on(entry.date) == [entry]
    assert desk.journal.deleted.count() == 0


def test_undo_after_bringing_back_changes_nothing(desk: Desk) -> None:
    """The entry is there already; undoing its deletion is harmless."""
    entry = desk.journal.write(NOTE)
    desk.journal.delete(entry.id)
    desk.journal.deleted.restore(entry.id)
    desk.journal.undo()
    assert desk.journal.entry(entry.id) == entry


def test_emptied_is_gone_from_the_file(desk: Desk) -> None:
    """No byte of a deleted entry or a removed act is left, and nothing brings them back."""
    kept = desk.journal.write(EntryDraft(kind=EntryKind.NOTE, note="kept"))
    entry = desk.journal.write(NOTE)
    act = desk.journal.acts.add_own(ActSize.SMALL, f"Look for a {CANARY}")
    desk.journal.acts.remove_own(act.id)
    desk.journal.delete(entry.id)
    assert CANARY.encode() in desk.content()
    desk.changes.clear()
    assert desk.journal.deleted.empty() == 1
    assert desk.changes == [Change(everything=True, acts=True)]
    assert CANARY.encode() not in desk.content().lower()
    assert not desk.journal.can_undo
    desk.journal.undo()
    with pytest.raises(EntryGoneError):
        desk.journal.deleted.restore(entry.id)
    with pytest.raises(OwnActGoneError):
        desk.journal.acts.restore_own(act.id)
    assert desk.journal.page(0, 9) == [kept]


def test_nothing_is_dropped_until_30_days_are_over(desk: Desk) -> None:
    """After 30 days to the second an entry still comes back; a second later it is gone."""
    entry = desk.journal.write(NOTE)
    desk.journal.delete(entry.id)
    desk.at(MORNING + timedelta(days=30))
    assert desk.journal.deleted.drop_older_than_30_days() == 0
    assert desk.journal.can_undo
    desk.at(MORNING + timedelta(days=30, seconds=1))
    assert desk.journal.deleted.drop_older_than_30_days() == 1
    assert not desk.journal.can_undo
    assert CANARY.encode() not in desk.content().lower()


def test_a_disk_that_does_not_allow_it_puts_it_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing stops the person who opens the journal; the next day takes it out."""

    def full(*_: object) -> int:
        raise DiskFullError

    entry = desk.journal.write(NOTE)
    desk.journal.delete(entry.id)
    desk.at(MORNING + timedelta(days=31))
    with monkeypatch.context() as fault:
        fault.setattr(EntryRows, "purge_deleted", full)
        assert desk.journal.deleted.drop_older_than_30_days() == 0
    assert [item.entry for item in desk.journal.deleted.entries()] == [entry]
    assert desk.journal.deleted.drop_older_than_30_days() == 1
    assert CANARY.encode() not in desk.content().lower()


def test_looking_drops_nothing(desk: Desk) -> None:
    """However long ago it was deleted: opening and reading leave it where it is."""
    entry = desk.journal.write(NOTE)
    desk.journal.delete(entry.id)
    desk.at(MORNING + timedelta(days=400))
    desk.reopen()
    assert [item.entry for item in desk.journal.deleted.entries()] == [entry]
    assert desk.journal.page(0, 9) == []
    assert desk.journal.deleted.count() == 1
    assert desk.changes == []
