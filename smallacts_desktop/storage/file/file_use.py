"""Who has the journal's files open, so that none is replaced or removed while in use.

``journal.lock`` is shared by every process for as long as it has the journal open, and held alone
while files are put in the place of others and while half-made ones are swept.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path

from smallacts_desktop.domain.journal_errors import JournalBusyError
from smallacts_desktop.storage.file.file_lock import FileHeldError, LockFile

# How long anybody waits for the others, and when they say so.
PATIENCE_S = 10.0
SAY_SO_AFTER_S = 0.5
_LOOK_AGAIN_S = 0.02


class Use(Enum):
    """How a process has the journal's files at present."""

    NONE = auto()
    SHARED = auto()
    ALONE = auto()


def wait_for_lock(take: Callable[[], object], on_wait: Callable[[], None]) -> bool:
    """Try to take a lock until it is had or some seconds are over; says whether it is had.

    ``take`` raises FileHeldError while another process has it. ``on_wait`` is called once if that
    takes longer than a moment.
    """
    begun, is_said = time.monotonic(), False
    while True:
        try:
            take()
        except FileHeldError:
            waited = time.monotonic() - begun
        else:
            return True
        if waited >= PATIENCE_S:
            return False
        if waited >= SAY_SO_AFTER_S and not is_said:
            on_wait()
            is_said = True
        time.sleep(_LOOK_AGAIN_S)


class FileUse:
    """This process's hold on the journal's files. On a disk without locks everything is let be.

    ``on_wait`` is called when somebody else has to be waited for.
    """

    def __init__(self, lock: Path, on_wait: Callable[[], None] | None = None) -> None:
        self._lock = LockFile(lock)
        self._on_wait = on_wait or (lambda: None)
        self.use = Use.NONE

    @property
    def is_alone(self) -> bool:
        """Whether nobody else has the files open."""
        return self.use is Use.ALONE

    def share(self) -> None:
        """Have the files open beside others. Raises JournalBusyError after some seconds."""
        if self.use is not Use.SHARED and not wait_for_lock(self._take_shared, self._on_wait):
            raise JournalBusyError

    def take_alone(self) -> None:
        """Have the files for this process alone. Raises JournalBusyError after some seconds."""
        if self.use is not Use.ALONE and not wait_for_lock(self._take_alone, self._on_wait):
            raise JournalBusyError

    def try_alone(self) -> bool:
        """Have the files alone if that is possible at once, else as before or not at all."""
        if self.use is Use.NONE:
            with suppress(FileHeldError):
                self._take_alone()
        return self.is_alone

    def release(self) -> None:
        """Leave the files to others; harmless when that is done already."""
        self._lock.release()
        self.use = Use.NONE

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the files alone for the length of a block, in which none of them is open yet.

        Raises JournalBusyError.
        """
        before = self.use
        try:
            self.take_alone()
            yield
        finally:
            self._go_back_to(before)

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Have the files open for the length of a block, at least beside others."""
        before = self.use
        try:
            if before is Use.NONE:
                self.share()
            yield
        finally:
            self._go_back_to(before)

    def _go_back_to(self, before: Use) -> None:
        if before is Use.NONE:
            self.release()
        elif before is Use.SHARED:
            # Nobody replaces a file without the journal's other lock, which this process has then.
            with suppress(JournalBusyError):
                self.share()

    def _take_shared(self) -> None:
        self.use = Use.NONE
        self._lock.hold(shared=True)
        self.use = Use.SHARED

    def _take_alone(self) -> None:
        self.use = Use.NONE
        self._lock.hold()
        self.use = Use.ALONE
