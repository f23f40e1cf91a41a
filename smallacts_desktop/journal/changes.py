"""What a change to the journal touched, where it is announced, and taking it back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.entries import Draft, Entry, PendingAct
from smallacts_desktop.journal.preferences import DayClock, Preferences
from smallacts_desktop.storage.rows.entries import put_back, take_out
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.storage.rows.tables import ENTRIES


@dataclass(frozen=True, slots=True)
class Change:
    """What one use case touched, so that a page can tell whether it is concerned.

    ``days`` are the days whose entries changed; ``everything`` is set when too much changed to
    list, as after an import. The others tell whether the waiting act, the person's preferences,
    what can be undone, or the marks on acts changed.
    """

    days: frozenset[date] = frozenset()
    everything: bool = False
    pending: bool = False
    preferences: bool = False
    acts: bool = False

    @property
    def entries(self) -> bool:
        """Whether any entry changed."""
        return self.everything or bool(self.days)

    def touches(self, first: date, last: date) -> bool:
        """Whether any day from ``first`` to ``last``, both included, may look different."""
        return self.everything or any(first <= day <= last for day in self.days)


class Announcer:
    """Tells every subscriber of each change, once, after it has been stored."""

    def __init__(self) -> None:
        self._subscribers: list[Callable[[Change], None]] = []

    def subscribe(self, subscriber: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``subscriber`` with every later change; returns how to stop that."""
        self._subscribers.append(subscriber)

        def stop() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return stop

    def announce(self, change: Change) -> None:
        """Tell every subscriber."""
        for subscriber in tuple(self._subscribers):
            subscriber(change)


# The draft of the form about the waiting act, and the beginning of the name of an entry's own.
AFTER_FORM, EDIT_FORM = "after", "edit:"


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one entry: ``old`` is None for a new one, ``new`` for a deletion.

    ``waiting`` is the act that the step took off the card; where it was let go, that is all.
    ``draft`` is what was half-written in the form that the step closed.
    """

    old: Entry | None
    new: Entry | None
    waiting: PendingAct | None = None
    draft: Draft | None = None

    @property
    def change(self) -> Change:
        """What it touches."""
        days = frozenset(entry.date for entry in (self.old, self.new) if entry is not None)
        return Change(days=days, pending=self.waiting is not None)

    def undo(self, store: Store, now: datetime) -> None:
        """Let the journal be as it was before; the act waits again, unless another one does."""
        with store.transaction():
            _turn(store, self.new, self.old, now)
            if self.waiting is not None:
                if store.pending.get() is not None:
                    return
                store.pending.set(self.waiting)
            if self.draft is not None and store.drafts.get(self.draft.form) is None:
                store.drafts.put(self.draft)

    def redo(self, store: Store, now: datetime) -> None:
        """Let the journal be as it was after."""
        with store.transaction():
            _turn(store, self.old, self.new, now)
            if self.waiting is not None and store.pending.get() == self.waiting:
                store.pending.clear()
                store.drafts.clear(AFTER_FORM)
            elif self.draft is not None and store.drafts.get(self.draft.form) == self.draft:
                store.drafts.clear(self.draft.form)


def _turn(store: Store, before: Entry | None, after: Entry | None, now: datetime) -> None:
    """Make ``after`` of the entry ``before``; None stands for one that is deleted."""
    if after is None and before is not None:
        store.entries.remove(before.id, now)
    elif after is not None:
        store.entries.restore(after.id)
        store.entries.replace(after)


@dataclass(slots=True)
class Replacement:
    """A copy that is put in the place of an unreadable entry, whose ``number`` it is.

    ``kept`` is where the unreadable one is archived once that is done.
    """

    number: int
    entry: Entry
    kept: int = 0

    @property
    def change(self) -> Change:
        """What it touches: nobody can say on which day an unreadable entry stands."""
        return Change(everything=True)

    def undo(self, store: Store, _now: datetime) -> None:
        """Let the entry be as unreadable as it was."""
        put_back(store.database, self.number, self.kept, self.entry.id)
        store.database.unreadable.add((ENTRIES.table, self.number))

    def redo(self, store: Store, _now: datetime) -> None:
        """Put the copy in its place."""
        with store.transaction():
            self.kept = take_out(store.database, self.number)
            store.entries.add(self.entry)


@dataclass(slots=True)
class UndoHistory:
    """Steps that can be undone and redone, kept in memory until the journal is closed.

    It is not written to disk: what was deleted should not live on in a list of old versions.
    """

    _done: list[Step | Replacement] = field(default_factory=list)
    _undone: list[Step | Replacement] = field(default_factory=list)

    @property
    def can_undo(self) -> bool:
        """Whether a step can be undone."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether an undone step can be done again."""
        return bool(self._undone)

    def record(self, step: Step | Replacement) -> None:
        """Remember a new step; what had been undone can then no longer be redone."""
        self._done.append(step)
        self._undone.clear()

    def undo(self, store: Store, now: datetime) -> Change | None:
        """Take the newest step back on disk; returns what that touched, None without a step."""
        if not self._done:
            return None
        step = self._done[-1]
        step.undo(store, now)
        self._undone.append(self._done.pop())
        return step.change

    def redo(self, store: Store, now: datetime) -> Change | None:
        """Do the newest undone step again on disk, as ``undo`` does."""
        if not self._undone:
            return None
        step = self._undone[-1]
        step.redo(store, now)
        self._done.append(self._undone.pop())
        return step.change

    def clear(self) -> None:
        """Forget every step."""
        self._done.clear()
        self._undone.clear()


@dataclass(frozen=True, slots=True)
class JournalContext:
    """What every part of one open journal works with."""

    store: Store
    preferences: Preferences
    day_clock: DayClock
    announcer: Announcer = field(default_factory=Announcer)
    undo: UndoHistory = field(default_factory=UndoHistory)

    @classmethod
    def of(cls, store: Store, clock: Clock) -> "JournalContext":
        """The context of the journal in ``store``, whose time ``clock`` tells."""
        preferences = Preferences(store.preferences)
        return cls(store, preferences, DayClock(clock, preferences))


class JournalPart:
    """Some use cases of a journal."""

    def __init__(self, context: JournalContext) -> None:
        self._store = context.store
        self._preferences = context.preferences
        self._day_clock = context.day_clock
        self._announcer = context.announcer
        self._undo = context.undo

    def _announce(self, change: Change | None) -> None:
        if change is not None:
            self._announcer.announce(change)
