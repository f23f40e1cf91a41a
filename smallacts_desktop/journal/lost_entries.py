"""Entries that were deleted or cannot be read any more, and bringing them back."""

from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from smallacts_desktop.domain.backups import EntryCopy, UnreadableEntry
from smallacts_desktop.domain.entries import KEPT_FOR, DeletedEntry, Entry
from smallacts_desktop.domain.errors import EntryGoneError, SmallActsError
from smallacts_desktop.journal.changes import (
    Change,
    JournalContext,
    JournalPart,
    Replacement,
)
from smallacts_desktop.storage.file.driver import Driver
from smallacts_desktop.storage.file.full_check import index_damage
from smallacts_desktop.storage.keys.keys import copy_of
from smallacts_desktop.storage.rows.entries import rebuild_indexes
from smallacts_desktop.storage.rows.row_rules import row_damage
from smallacts_desktop.storage.rows.tables import ENTRIES, EVERY_TABLE, CheckedTable

CopyFinder = Callable[[Mapping[str, Any]], EntryCopy | None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at every row found: so many entries and other rows that cannot be read.

    ``indexes_mended`` says that the search index, or another one, did not agree with the entries
    and was rebuilt.
    """

    entries: int
    others: int
    indexes_mended: bool

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.entries or self.others or self.indexes_mended)


def no_copies(_row: Mapping[str, Any]) -> EntryCopy | None:
    """Find no copy of anything: for a journal without backups."""
    return None


class Unreadable(JournalPart):
    """What a flipped bit or a bad spot on the disk has made of single rows.

    Such a row costs itself alone: it is left out wherever its words would stand.
    """

    def __init__(self, context: JournalContext, find_copy: CopyFinder) -> None:
        super().__init__(context)
        self._find_copy = find_copy

    def count(self) -> int:
        """How many entries cannot be read, as far as anybody has looked."""
        found = tuple(self._store.database.unreadable)
        return sum(table == ENTRIES.table for table, _ in found)

    def check_rows(self, progress: Progress) -> Looked:
        """Compare every row with its checksum, and the search index with the entries.

        Takes a moment, in another thread, through a connection of its own that only reads; an
        index that does not agree is rebuilt. ``progress`` may raise CancelledError.
        """
        database = self._store.database
        key, every = copy_of(database.key), EVERY_TABLE
        try:
            with self._store.worker_connection():
                today = self._day_clock.today()
            for number, shape in enumerate(every):
                progress(number, len(every) + 1)
                with closing(Driver(database.path, key, mode="ro")) as driver, database.errors():
                    driver.connect()
                    for _ in row_damage(driver, shape, today, self._note):
                        progress(number, len(every) + 1)
            mended = bool(index_damage(database.path, key))
        finally:
            if key is not None:
                key.forget()
        if mended:
            with self._store.worker_connection():
                rebuild_indexes(database)
        entries = self.count()
        return Looked(entries, len(database.unreadable) - entries, mended)

    def copy_of(self, entry: UnreadableEntry) -> EntryCopy | None:
        """The newest copy of an entry that a backup holds; takes time, in any thread."""
        with self._store.worker_connection():
            found = CheckedTable(self._store.database, ENTRIES).numbered(entry.number)
        return self._find_copy(found[0].values) if found else None

    def restore(self, entry: UnreadableEntry, copy: EntryCopy) -> Entry:
        """Put a copy in the place of an entry that cannot be read. Can be undone.

        What is there is archived in the journal. Raises EntryGoneError when it has been
        replaced already.
        """
        if ("entries", entry.number) not in self._store.database.unreadable:
            raise EntryGoneError
        step = Replacement(entry.number, copy.entry)
        step.redo(self._store, self._day_clock.moment().utc)
        self._undo.record(step)
        self._announce(step.change)
        return copy.entry

    def _note(self, table: str, number: int) -> None:
        self._store.database.unreadable.add((table, number))


class RecentlyDeleted(JournalPart):
    """What was deleted in the last 30 days, and own acts that were removed.

    What leaves here is gone from the journal file to the last byte. A snapshot of the file made
    before a migration, or a copy the person made, is a file of its own and still holds what it
    held then.
    """

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
        self._announce(Change(days=frozenset({entry.date})))
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
        self._announce(Change(everything=True, acts=True))
