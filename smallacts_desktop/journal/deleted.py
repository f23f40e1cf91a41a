"""Entries that were deleted and can still be brought back."""

from contextlib import suppress
from uuid import UUID

from smallacts_desktop.domain.deleted import KEPT_FOR, DeletedEntry
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.changes import Announcer, Change
from smallacts_desktop.journal.day_clock import DayClock
from smallacts_desktop.journal.undo import UndoHistory
from smallacts_desktop.storage.rows.store import Store


class RecentlyDeleted:
    """What was deleted in the last 30 days, and own acts that were removed.

    What leaves here is gone from the journal file to the last byte. A snapshot of the file made
    before a migration, or a copy the person made, is a file of its own and still holds what it
    held then.
    """

    def __init__(
        self, store: Store, day_clock: DayClock, announcer: Announcer, undo: UndoHistory
    ) -> None:
        self._store = store
        self._day_clock = day_clock
        self._announcer = announcer
        self._undo = undo

    def entries(self, offset: int = 0, limit: int = 200) -> list[DeletedEntry]:
        """Up to ``limit`` deleted entries after the first ``offset``, the last deleted first."""
        return self._store.entries.deleted(offset, limit)

    def count(self) -> int:
        """How many deleted entries can be brought back."""
        return self._store.entries.count_deleted()

    def count_archived(self) -> int:
        """How many rows that could not be read are archived until ``empty``."""
        return self._store.entries.count_archived()

    def restore(self, entry_id: UUID) -> Entry:
        """Put an entry back where it was. Raises EntryGoneError once it has left the file."""
        self._store.entries.restore(entry_id)
        entry = self._store.entries.get(entry_id)
        self._announcer.announce(Change(days=frozenset({entry.date})))
        return entry

    def empty(self) -> int:
        """Take everything out of the file at once, for good; return how many entries.

        What could not be read and was archived goes too.
        Nothing done before can then be undone. It may take a second for a long journal.
        """
        with self._store.transaction():
            self._store.own_acts.purge_removed()
            count = self._store.entries.purge_deleted()
        self._leave_no_trace()
        return count

    def drop_older_than_30_days(self) -> int:
        """Take out what was deleted more than 30 days ago; return how many entries.

        Called when the journal is opened for a person and when a day begins, never while one is
        read. Where the disk does not allow it, everything stays for another day.
        """
        before = self._day_clock.moment().utc - KEPT_FOR
        try:
            with self._store.transaction():
                acts = self._store.own_acts.purge_removed(before)
                count = self._store.entries.purge_deleted(before)
        except SmallActsError:
            return 0
        if acts or count:
            # What was deleted has been overwritten already; its last trace can wait as well.
            with suppress(SmallActsError):
                self._leave_no_trace()
        return count

    def _leave_no_trace(self) -> None:
        self._undo.clear()
        self._store.database.compact()
        self._announcer.announce(Change(everything=True, acts=True))
