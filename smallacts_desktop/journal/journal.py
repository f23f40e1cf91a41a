"""A person's journal: every use case the window and the command line have."""

import random
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.acts import Catalogue
from smallacts_desktop.domain.backups import ListedEntry, Told
from smallacts_desktop.domain.days import Moment
from smallacts_desktop.domain.disclosure import EntryRecord
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryDraft,
    EntryKind,
    Outcome,
    PendingAct,
    check_entry,
)
from smallacts_desktop.domain.errors import NothingPendingError
from smallacts_desktop.domain.heatmap import DaySummary
from smallacts_desktop.domain.search import EntryFilter
from smallacts_desktop.journal.changes import (
    AFTER_FORM,
    Change,
    JournalContext,
    Step,
)
from smallacts_desktop.journal.drafts import HalfWritten
from smallacts_desktop.journal.entry_making import answers_for, edited, entry_from, import_batches
from smallacts_desktop.journal.parts import JournalParts
from smallacts_desktop.storage.rows.store import Store

if TYPE_CHECKING:
    from smallacts_desktop.domain.reminders import ReminderFacts
    from smallacts_desktop.journal.lost_entries import CopyFinder, Progress

EVERY_ENTRY = EntryFilter()


class Journal(JournalParts, HalfWritten):
    """The one way to a person's entries.

    A use case validates first, commits to disk before it returns, and then announces one Change.
    Reading never changes anything. Every method belongs to the thread that opened the journal,
    except inside ``worker()``.

    ``rng`` chooses the acts that the card offers. ``card`` is the daily card's part,
    ``preferences`` what it remembers of the person's habits, ``acts`` the library of acts to choose
    from, ``faces`` the people met again, ``insights`` what the entries show over a period,
    ``good_moments`` what the person marked, ``deleted`` what can be brought back, ``unreadable``
    what cannot be read any more, of which ``find_copy`` looks for a copy, ``shares``
    what was shared, ``paper`` a week filled in by hand.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        catalogue: Catalogue,
        rng: random.Random | None = None,
        find_copy: "CopyFinder | None" = None,
    ) -> None:
        super().__init__(JournalContext.of(store, clock), catalogue, rng, find_copy)

    @property
    def catalogue(self) -> Catalogue:
        """Every act there is to choose from, the person's own included."""
        return self.acts.catalogue

    @property
    def has_passphrase(self) -> bool:
        """Whether the journal is encrypted, and so can be locked."""
        return self._store.database.key is not None

    def close(self) -> None:
        """Close the file and forget what could be undone."""
        self._undo.clear()
        self._store.close()

    def subscribe(self, subscriber: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``subscriber`` after every change; returns how to stop that."""
        return self._announcer.subscribe(subscriber)

    def worker(self) -> AbstractContextManager[None]:
        """Lets another thread read through this journal while the context lasts."""
        return self._store.worker_connection()

    # Time

    def moment(self) -> Moment:
        """Now, as an entry would keep it."""
        return self._day_clock.moment()

    def today(self) -> date:
        """The person's current day."""
        return self._day_clock.today()

    def set_day_start(self, value: time) -> None:
        """Change when the person's day starts; days already stored stay as they are."""
        self.preferences.day_start = value
        self._announce(Change(preferences=True))

    # Reading

    def entry(self, entry_id: UUID) -> Entry:
        """One entry. Raises EntryGoneError when it is not in the journal."""
        return self._store.entries.get(entry_id)

    def find(self, entry_id: UUID) -> Entry | None:
        """One entry, or None when it is not in the journal."""
        return self._store.entries.find(entry_id)

    def find_many(self, ids: Sequence[UUID]) -> dict[UUID, Entry]:
        """Those of the entries with these ids that are in the journal, by id."""
        return self._store.entries.find_many(ids)

    def entries_on(self, day: date, told: Told | None = None) -> list[Entry]:
        """The entries of one day, in the order in which they happened.

        ``told`` is called with each entry that cannot be read and so is left out.
        """
        return self._store.entries.on_day(day, told=told)

    def entries(
        self, first: date | None = None, last: date | None = None, told: Told | None = None
    ) -> Iterator[Entry]:
        """Entries from ``first`` to ``last``, both included, in the order of the CSV file.

        ``told`` is called with each entry that cannot be read and so is left out.
        """
        return self._store.entries.between(first, last, told)

    def records(
        self, first: date | None = None, last: date | None = None, told: Told | None = None
    ) -> Iterator[EntryRecord]:
        """As ``entries``, each as the values it is kept as; few are held at once."""
        return self._store.entries.records(first, last, told)

    def page(self, offset: int, limit: int, wanted: EntryFilter = EVERY_ENTRY) -> list[ListedEntry]:
        """Up to ``limit`` entries that are as wanted, newest first, after skipping ``offset``.

        One that cannot be read stands in its place as an UnreadableEntry.
        """
        if wanted.is_empty:
            return self._store.entries.page(offset, limit, self._day_clock.day_start)
        return self._store.search.page(wanted, offset, limit, self._day_clock.day_start)

    def count(self, wanted: EntryFilter = EVERY_ENTRY) -> int:
        """How many entries are as wanted."""
        return self._store.search.count(wanted)

    def day_summaries(self, first: date, last: date) -> dict[date, DaySummary]:
        """What each day with entries holds; days without any are left out."""
        return self._store.entries.day_summaries(first, last)

    def years(self) -> list[int]:
        """The years that hold entries, earliest first."""
        return self._store.entries.years()

    def last_seven_days(self) -> list[DaySummary]:
        """The seven days up to today, oldest first."""
        today = self.today()
        days = [today - timedelta(days=n) for n in range(6, -1, -1)]
        found = self.day_summaries(days[0], today)
        return [found.get(day, DaySummary(day)) for day in days]

    def persons(self) -> list[str]:
        """Nicknames used so far, most recent first."""
        return self.faces.nicknames()

    def own_places(self) -> list[str]:
        """Places used so far, codes and own words, most used first."""
        places = self._store.entries.places()
        return sorted(places, key=lambda place: (-places[place], place))

    def reminder_facts(self) -> "ReminderFacts":
        """What is true of today. Raises a SmallActsError when the journal cannot be read.

        An act that the person put aside by "not this time" counts as done: it has had its answer.
        """
        from smallacts_desktop.domain.reminders import ReminderFacts

        today = self.today()
        return ReminderFacts(
            day=today,
            done=any(entry.kind is EntryKind.ACT for entry in self.entries_on(today)),
            waiting=self.card.pending() is not None,
            day_start=self.preferences.day_start,
        )

    # Writing

    def complete(self, answers: EntryDraft) -> Entry:
        """Keep the waiting act as done and take it off the card.

        Can be undone; then the act waits again. Raises NothingPendingError, or an
        InvalidEntryError; then nothing has changed.
        """
        waiting = self._waiting()
        answers = replace(answers, outcome=Outcome.DONE, barrier=None)
        return self._save(answers, AFTER_FORM, waiting)

    def not_this_time(self, barrier: Barrier | None) -> Entry:
        """Keep that the waiting act did not happen, and take it off the card, as ``complete``."""
        waiting = self._waiting()
        told = answers_for(waiting)
        answers = replace(told, outcome=Outcome.NOT_THIS_TIME, barrier=barrier)
        return self._save(answers, AFTER_FORM, waiting)

    def drop_waiting(self) -> None:
        """Take the waiting act off the card, and keep nothing of it on disk.

        Can be undone. Raises NothingPendingError.
        """
        waiting = self._waiting()
        draft = self._store.drafts.get(AFTER_FORM)
        self.card.drop_waiting()
        self._undo.record(Step(None, None, waiting, draft))

    def write(self, answers: EntryDraft, form: str = "") -> Entry:
        """Keep an act that was not planned, or a note. ``form`` names the draft it came from.

        Can be undone. Raises an InvalidEntryError; then nothing has changed.
        """
        return self._save(answers, form)

    def edit(self, entry_id: UUID, answers: EntryDraft, form: str = "") -> Entry:
        """Replace what an entry says, including its day. Can be undone."""
        old = self.entry(entry_id)
        new = edited(old, answers, self.moment().utc)
        check_entry(new, self.today())
        with self._store.transaction():
            self._store.entries.replace(new)
            self._store.drafts.clear(form)
            self.preferences.close_form(form)
        self._undo.record(Step(old, new))
        self._announce_days(old, new)
        return new

    def delete(self, entry_id: UUID, form: str = "") -> Entry:
        """Delete an entry, and what was half-written in its form. Can be undone."""
        old = self.entry(entry_id)
        with self._store.transaction():
            self._store.entries.remove(entry_id, self.moment().utc)
            self._store.drafts.clear(form)
        self._undo.record(Step(old, None))
        self._announce_days(old)
        return old

    def import_entries(
        self, new: Collection[Entry], changed: Collection[Entry], progress: "Progress | None" = None
    ) -> int:
        """Add and replace entries read from a file, all of them or none; returns how many.

        ``progress`` is told how many are written of how many; an exception it raises, such as
        CancelledError, leaves the journal as it was.
        """
        with self._store.transaction():
            total = import_batches(self._store.entries, new, changed, self.today(), progress)
        if total:
            self._undo.clear()
        return total

    def forget_undo(self) -> None:
        """Forget what could be undone: the file holds another journal now."""
        self._undo.clear()

    def announce_all_changed(self) -> None:
        """Tell the pages to look again, after work in another thread."""
        self._announce(Change(everything=True, pending=True, acts=True))

    # Undo

    @property
    def can_undo(self) -> bool:
        """Whether a saved entry, a change or a deletion, or an act let go can be undone."""
        return self._undo.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an undone edit or deletion can be done again."""
        return self._undo.can_redo

    def undo(self) -> None:
        """Take back the newest of what can be undone; nothing happens when there is none."""
        self._announce(self._undo.undo(self._store, self.moment().utc))

    def redo(self) -> None:
        """Do the newest undone step again; nothing happens when there is none."""
        self._announce(self._undo.redo(self._store, self.moment().utc))

    def _waiting(self) -> PendingAct:
        """What waits on the card. Raises NothingPendingError."""
        pending = self.card.pending()
        if pending is None:
            raise NothingPendingError
        return pending

    def closing_line(self, entry: Entry) -> str:
        """The one line that closes ``entry``, the same whenever it is shown again."""
        return self.closing.line_of(entry, self.catalogue)

    def _save(self, answers: EntryDraft, form: str, waiting: PendingAct | None = None) -> Entry:
        """Add an entry and forget its form, and the act that was ``waiting``. Can be undone."""
        entry = entry_from(answers, uuid4(), self.moment())
        check_entry(entry, self.today())
        draft = self._store.drafts.get(form) if form else None
        with self._store.transaction():
            self._store.entries.add(entry)
            if waiting is not None:
                self._store.pending.clear()
            self._store.drafts.clear(form)
            self.preferences.close_form(form)
            self.closing.choose(entry, self.catalogue)
        self._undo.record(Step(None, entry, waiting, draft))
        self._announce_days(entry, pending=waiting is not None)
        return entry

    def _announce_days(self, *entries: Entry, pending: bool = False) -> None:
        self._announce(Change(days=frozenset(entry.date for entry in entries), pending=pending))
