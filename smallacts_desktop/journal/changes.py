"""What a change to the journal touched, and the one place it is announced."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


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
