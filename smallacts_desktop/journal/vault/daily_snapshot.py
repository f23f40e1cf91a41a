"""A snapshot once a day, on the day's first change."""

import threading
from datetime import datetime, timedelta

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.backups import SnapshotKind, TakenSnapshot
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.vault.backups import Backups

_NEXT_TRY = timedelta(hours=1)


class DailySnapshot:
    """Says when the day's snapshot is due, and takes it; nothing of it can stop the person.

    ``problem`` is why the latest one could not be taken, None when it could.
    """

    def __init__(self, backups: Backups, clock: Clock) -> None:
        self._backups, self._clock = backups, clock
        self._lock = threading.Lock()
        self._tried: datetime | None = None
        self.problem: SmallActsError | None = None

    def is_due(self) -> bool:
        """Whether today has no snapshot yet, none is being taken, and the last try is a while ago.

        Today is the day on the person's wall, as in the names of snapshots. Takes a millisecond.
        """
        if self._lock.locked():
            return False
        now = self._clock.now()
        # After a failure the next change an hour later tries again, whichever way the clock went.
        if self._tried is not None and abs(now - self._tried) < _NEXT_TRY:
            return False
        today = now.date()
        return not any(
            item.taken_at.date() == today
            for item in self._backups.snapshots()
            if item.kind is not SnapshotKind.ARCHIVED
        )

    def run(self) -> TakenSnapshot | None:
        """Take it, in a thread that may wait; None when it is not due or could not be taken."""
        if not self.is_due() or not self._lock.acquire(blocking=False):
            return None
        try:
            taken = self._backups.take()
        except SmallActsError as error:
            self.problem, self._tried = error, self._clock.now()
            return None
        else:
            self.problem = self._tried = None
            return taken
        finally:
            self._lock.release()
