"""Undo and redo of edits and deletions, as pairs of an entry before and after."""

from dataclasses import dataclass, field

from smallacts_desktop.domain.entries import Entry


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one entry; ``new`` is None for a deletion."""

    old: Entry
    new: Entry | None


@dataclass(slots=True)
class UndoHistory:
    """Steps that can be undone and redone, kept in memory for this visit only.

    It is not written to disk: what was deleted should not live on in a list of old versions.
    """

    _done: list[Step] = field(default_factory=list)
    _undone: list[Step] = field(default_factory=list)

    @property
    def can_undo(self) -> bool:
        """Whether a step can be undone."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether an undone step can be done again."""
        return bool(self._undone)

    def record(self, step: Step) -> None:
        """Remember a new step; what had been undone can then no longer be redone."""
        self._done.append(step)
        self._undone.clear()

    def peek_undo(self) -> Step | None:
        """The step that would be undone next."""
        return self._done[-1] if self._done else None

    def peek_redo(self) -> Step | None:
        """The step that would be redone next."""
        return self._undone[-1] if self._undone else None

    def mark_undone(self) -> None:
        """Move the newest step over, once it has been undone on disk."""
        self._undone.append(self._done.pop())

    def mark_redone(self) -> None:
        """Move the newest undone step back, once it has been redone on disk."""
        self._done.append(self._undone.pop())

    def clear(self) -> None:
        """Forget every step."""
        self._done.clear()
        self._undone.clear()
