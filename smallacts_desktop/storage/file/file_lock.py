"""Locks that processes hold on a small file, alone or together, and who has the journal open.

The system lets go of a lock when a process dies, so one left by a crash is no obstacle.
``journal.lock`` is shared by every process for as long as it has the journal open, and held alone
while files are put in the place of others and while half-made ones are swept.
"""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from functools import partial
from pathlib import Path

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import JournalBusyError
from smallacts_desktop.storage.file.files import (
    check_place,
    make_file,
    make_folder,
    open_regular,
    read_regular,
)

# What a lock held by another process is answered with; anything else means "no locks here".
_HELD = frozenset({errno.EAGAIN, errno.EACCES})

if sys.platform == "win32":
    import ctypes
    import msvcrt

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _ERROR_LOCK_VIOLATION, _ERROR_IO_PENDING = 33, 997
    _FAIL_AT_ONCE, _EXCLUSIVE = 1, 2

    class _Overlapped(ctypes.Structure):
        """Which byte is locked: nobody else may read it, so it lies far beyond all there is."""

        _fields_ = (
            ("internal", ctypes.c_void_p),
            ("internal_high", ctypes.c_void_p),
            ("offset", ctypes.c_uint32),
            ("offset_high", ctypes.c_uint32),
            ("event", ctypes.c_void_p),
        )

    def _try_lock(handle: int, *, shared: bool) -> None:
        # Not msvcrt.locking: where the C library forgets to say why it refused, as Wine's does,
        # the answer is whatever went wrong before; and it knows no shared locks.
        file = ctypes.c_void_p(msvcrt.get_osfhandle(handle))
        place = _Overlapped(offset=1 << 30)
        flags = _FAIL_AT_ONCE if shared else _FAIL_AT_ONCE | _EXCLUSIVE
        if _kernel.LockFileEx(file, flags, 0, 1, 0, ctypes.byref(place)):
            return
        is_held = ctypes.get_last_error() in (_ERROR_LOCK_VIOLATION, _ERROR_IO_PENDING)
        raise OSError(errno.EACCES if is_held else errno.ENOLCK, "no lock")
else:
    import fcntl

    def _try_lock(handle: int, *, shared: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


class FileHeldError(Exception):
    """Another process holds the file."""


class LockFile:
    """The file at ``path``; ``is_held`` tells whether this object holds it.

    Its content is read and written as a whole, up to ``MOST_BYTES``.
    """

    MOST_BYTES = 4096

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None
        self.is_held = False

    def hold(self, *, shared: bool = False) -> bool:
        """Make the file for its owner alone unless it is there, and take hold of it.

        ``shared`` lets others hold it too who share it. False where that is impossible whoever
        asks: in a folder that cannot be written, on a full disk, or on a disk that knows no locks,
        where it can still be written to. Raises FileHeldError when another process, or another
        LockFile of this one, holds it, and OwnFileBlockedError where a link, a pipe or a folder is
        in its place.
        """
        self.release()
        check_place(self.path)
        try:
            make_folder(self.path.parent)
            make_file(self.path)
            self._handle = open_regular(self.path, os.O_RDWR)
        except (OSError, SmallActsError):
            return False
        try:
            _try_lock(self._handle, shared=shared)
        except OSError as error:
            if error.errno in _HELD:
                self.release()
                raise FileHeldError from None
            return False
        self.is_held = True
        return True

    def read(self) -> bytes:
        """What the file holds, held or not; nothing when it cannot be read."""
        try:
            return read_regular(self.path, self.MOST_BYTES)
        except OSError:
            return b""

    def write(self, content: bytes) -> None:
        """Replace what the file holds; does nothing when that is impossible just now.

        Nor where the file has a second name somewhere else, which is none of the program's own.
        """
        if self._handle is None or os.fstat(self._handle).st_nlink > 1:
            return
        with contextlib.suppress(OSError):
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, content)
            os.ftruncate(self._handle, len(content))

    def release(self) -> None:
        """Let other processes hold it; the file stays, since removing it would be a race."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle, self.is_held = None, False


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
        self._wait_for(Use.SHARED)

    def acquire_exclusively(self) -> None:
        """Have the files for this process alone. Raises JournalBusyError after some seconds."""
        self._wait_for(Use.ALONE)

    def try_alone(self) -> bool:
        """Have the files alone if that is possible at once, else as before or not at all."""
        if self.use is Use.NONE:
            with suppress(FileHeldError):
                self._hold(Use.ALONE)
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
            self.acquire_exclusively()
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

    def _wait_for(self, use: Use) -> None:
        if self.use is not use and not wait_for_lock(partial(self._hold, use), self._on_wait):
            raise JournalBusyError

    def _hold(self, use: Use) -> None:
        self.use = Use.NONE
        self._lock.hold(shared=use is Use.SHARED)
        self.use = use
