"""Taking entries in from a file, and reading from another thread."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest

from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.errors import (
    CancelledError,
    EntryGoneError,
    FutureEntryError,
    JournalUnavailableError,
)
from smallacts_desktop.journal.changes import Change
from tests.domain.strategies import act_entry, note_entry
from tests.journal.conftest import MORNING, Desk

TODAY = MORNING.date()
NEW = [act_entry(TODAY - timedelta(days=n), number=n + 1) for n in range(20)]


def test_new_and_changed_entries_go_in_together(desk: Desk) -> None:
    """Both kinds are stored, the progress counts them all, and the pages are told when asked."""
    old = desk.journal.write(EntryDraft(act="Smiled"))
    changed = replace(old, act="Waved")
    desk.changes.clear()
    steps: list[tuple[int, int]] = []
    taken = desk.journal.take_in(NEW, [changed], lambda done, total: steps.append((done, total)))
    assert taken == 21
    assert (steps[0], steps[-1]) == ((1, 21), (21, 21))
    assert desk.changes == []
    desk.journal.announce_all_changed()
    assert desk.changes == [Change(everything=True, pending=True, acts=True)]
    journal = desk.reopen()
    assert journal.entry(old.id) == changed
    assert set(journal.entries()) == {*NEW, changed}


@pytest.mark.parametrize("at", [1, 11, 20])
def test_stopping_half_way_takes_nothing(desk: Desk, at: int) -> None:
    """Whenever the person stops, the journal holds exactly what it held, bytes included."""

    def stop(done: int, total: int) -> None:
        assert total == 20
        if done == at:
            raise CancelledError

    desk.journal.write(EntryDraft(act="Smiled"))
    before = desk.content()
    with pytest.raises(CancelledError):
        desk.journal.take_in(NEW, [], stop)
    assert desk.content() == before
    assert desk.journal.count() == 1


def test_one_bad_entry_takes_nothing(desk: Desk) -> None:
    """All of them or none."""
    bad = act_entry(TODAY + timedelta(days=1), number=99)
    before = desk.content()
    with pytest.raises(FutureEntryError):
        desk.journal.take_in([*NEW, bad], [])
    assert desk.content() == before


def test_a_change_to_an_entry_that_is_gone_takes_nothing(desk: Desk) -> None:
    """The good ones before it are not kept either."""
    before = desk.content()
    with pytest.raises(EntryGoneError):
        desk.journal.take_in(NEW, [note_entry(TODAY, 50)])
    assert desk.content() == before


def test_after_taking_in_there_is_nothing_to_undo(desk: Desk) -> None:
    """An undo could otherwise take back an entry that the file has replaced."""
    entry = desk.journal.write(EntryDraft(act="Smiled"))
    desk.journal.edit(entry.id, EntryDraft(act="Waved"))
    desk.journal.take_in([], [])
    assert desk.journal.can_undo
    desk.journal.take_in(NEW, [])
    assert not desk.journal.can_undo


def test_another_thread_reads_and_writes_through_worker(desk: Desk) -> None:
    """The window's own connection is still there afterwards, and sees what was written."""
    desk.journal.write(EntryDraft(act="Smiled"))
    seen: list[list[Entry]] = []
    problems: list[BaseException] = []

    def work() -> None:
        try:
            with desk.journal.worker():
                seen.append(list(desk.journal.entries()))
                desk.journal.take_in(NEW, [])
        except BaseException as error:  # noqa: BLE001 - a thread's errors reach nobody otherwise
            problems.append(error)

    thread = Thread(target=work)
    thread.start()
    thread.join(30)
    assert problems == []
    assert len(seen[0]) == 1
    assert desk.journal.count() == 21


def test_another_thread_without_worker_is_told_off(desk: Desk) -> None:
    """Forgetting ``worker()`` is an error at once, not a second hidden connection."""
    problems: list[Exception] = []

    def work() -> None:
        try:
            desk.journal.count()
        except JournalUnavailableError as error:
            problems.append(error)

    thread = Thread(target=work)
    thread.start()
    thread.join(30)
    assert len(problems) == 1
