"""Taking entries in from a file, and reading from another thread."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest

from smallacts_desktop.domain.entries import Entry, EntryDraft
from smallacts_desktop.domain.errors import CancelledError, EntryGoneError, FutureEntryError
from smallacts_desktop.domain.journal_errors import JournalUnavailableError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.storage.file.database import Database
from tests.domain.strategies import act_entry, note_entry
from tests.journal.conftest import MORNING, OpenedJournal

TODAY = MORNING.date()
NEW = [act_entry(TODAY - timedelta(days=n), number=n + 1) for n in range(20)]


def test_new_and_changed_entries_go_in_together(opened: OpenedJournal) -> None:
    """Both kinds are stored, the progress counts them all, and the pages are told when asked."""
    old = opened.journal.write(EntryDraft(act="Smiled"))
    changed = replace(old, act="Waved")
    opened.changes.clear()
    steps: list[tuple[int, int]] = []
    taken = opened.journal.import_entries(
        NEW, [changed], lambda done, total: steps.append((done, total))
    )
    assert taken == 21
    assert (steps[0], steps[-1]) == ((1, 21), (21, 21))
    assert opened.changes == []
    opened.journal.announce_all_changed()
    assert opened.changes == [Change(everything=True, pending=True, acts=True)]
    journal = opened.reopen()
    assert journal.entry(old.id) == changed
    assert set(journal.entries()) == {*NEW, changed}


@pytest.mark.parametrize("at", [1, 11, 20])
def test_stopping_half_way_takes_nothing(opened: OpenedJournal, at: int) -> None:
    """Whenever the person stops, the journal holds exactly what it held, bytes included."""

    def stop(done: int, total: int) -> None:
        assert total == 20
        if done == at:
            raise CancelledError

    opened.journal.write(EntryDraft(act="Smiled"))
    before = opened.content()
    with pytest.raises(CancelledError):
        opened.journal.import_entries(NEW, [], stop)
    assert opened.content() == before
    assert opened.journal.count() == 1


def test_one_bad_entry_takes_nothing(opened: OpenedJournal) -> None:
    """All of them or none."""
    bad = act_entry(TODAY + timedelta(days=1), number=99)
    before = opened.content()
    with pytest.raises(FutureEntryError):
        opened.journal.import_entries([*NEW, bad], [])
    assert opened.content() == before


def test_a_change_to_an_entry_that_is_gone_takes_nothing(opened: OpenedJournal) -> None:
    """The good ones before it are not kept either."""
    before = opened.content()
    with pytest.raises(EntryGoneError):
        opened.journal.import_entries(NEW, [note_entry(TODAY, 50)])
    assert opened.content() == before


def test_after_taking_in_there_is_nothing_to_undo(opened: OpenedJournal) -> None:
    """An undo could otherwise take back an entry that the file has replaced."""
    entry = opened.journal.write(EntryDraft(act="Smiled"))
    opened.journal.edit(entry.id, EntryDraft(act="Waved"))
    opened.journal.import_entries([], [])
    assert opened.journal.can_undo
    opened.journal.import_entries(NEW, [])
    assert not opened.journal.can_undo


def test_entries_are_written_a_batch_at_a_time(
    opened: OpenedJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few statements for hundreds of entries; one for each would take most of the time.

    And in one transaction: another inside it would have the search index write itself out.
    """
    written: list[int] = []
    begun: list[str] = []
    transaction = Database.transaction

    def noted(database: Database) -> AbstractContextManager[None]:
        begun.append("transaction")
        return transaction(database)

    monkeypatch.setattr(Database, "transaction", noted)
    run_many = Database.run_many

    def counted(database: Database, *which: object) -> int:
        written.append(run_many(database, *which))  # type: ignore[arg-type]
        return written[-1]

    monkeypatch.setattr(Database, "run_many", counted)
    opened.journal.import_entries([act_entry(TODAY, number=n + 1) for n in range(1200)], [])
    assert (written, len(begun)) == ([500, 500, 200], 1)


def test_another_thread_reads_and_writes_through_worker(opened: OpenedJournal) -> None:
    """The window's own connection is still there afterwards, and sees what was written."""
    opened.journal.write(EntryDraft(act="Smiled"))
    seen: list[list[Entry]] = []
    problems: list[BaseException] = []

    def work() -> None:
        try:
            with opened.journal.worker():
                seen.append(list(opened.journal.entries()))
                opened.journal.import_entries(NEW, [])
        except BaseException as error:  # noqa: BLE001 - a thread's errors reach nobody otherwise
            problems.append(error)

    thread = Thread(target=work)
    thread.start()
    thread.join(30)
    assert problems == []
    assert len(seen[0]) == 1
    assert opened.journal.count() == 21


def test_another_thread_without_worker_is_told_off(opened: OpenedJournal) -> None:
    """Forgetting ``worker()`` is an error at once, not a second hidden connection."""
    problems: list[Exception] = []

    def work() -> None:
        try:
            opened.journal.count()
        except JournalUnavailableError as error:
            problems.append(error)

    thread = Thread(target=work)
    thread.start()
    thread.join(30)
    assert len(problems) == 1
