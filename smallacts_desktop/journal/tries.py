"""Slows down whoever guesses at a passphrase."""

from datetime import datetime, timedelta

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.errors import TooManyTriesError

# A person who has mistyped goes on at once; the fourth try waits, and each later one twice as long.
FREE_TRIES = 3
_FIRST_WAIT_S, _LONGEST_WAIT_S = 2, 60


class Tries:
    """Counts wrong passphrases of one run of the program, and says when the next may follow."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong = 0
        self._last: datetime | None = None

    def note_wrong(self) -> None:
        """Another wrong one."""
        self._wrong += 1
        self._last = self._clock.now()

    def forget(self) -> None:
        """The right one was given."""
        self._wrong, self._last = 0, None

    def wait_seconds(self) -> float:
        """How long until another try is allowed; 0.0 for now."""
        if self._last is None or self._wrong < FREE_TRIES:
            return 0.0
        wait = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2 ** (self._wrong - FREE_TRIES))
        passed = self._clock.now() - self._last
        # A clock that was set back must not keep the person out for longer than the wait.
        left = timedelta(seconds=wait) - max(passed, timedelta(0))
        return max(0.0, left.total_seconds())

    def check(self) -> None:
        """Raise TooManyTriesError while the person has to wait."""
        seconds = self.wait_seconds()
        if seconds > 0:
            raise TooManyTriesError(seconds=max(1, round(seconds)))
