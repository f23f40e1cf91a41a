"""A small file that one process at a time can hold; the system lets go of it when that one dies.

So a lock left by a crash is no obstacle: there is nothing to clear away.
"""

import contextlib
import errno
import os
import sys
from pathlib import Path

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.files import make_file, make_folder

# Windows locks bytes, and nobody else may read those: this one lies far beyond anything written.
_LOCKED_BYTE = 1 << 30
# What a lock held by another process is answered with; anything else means "no locks here".
_HELD = frozenset({errno.EAGAIN, errno.EACCES})

if sys.platform == "win32":
    import ctypes
    import msvcrt

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _ERROR_LOCK_VIOLATION = 33

    def _try_lock(handle: int) -> None:
        # Not msvcrt.locking: where the C library forgets to say why it refused, as Wine's does,
        # the answer is whatever went wrong before.
        file = ctypes.c_void_p(msvcrt.get_osfhandle(handle))
        if _kernel.LockFile(file, _LOCKED_BYTE, 0, 1, 0):
            return
        is_held = ctypes.get_last_error() == _ERROR_LOCK_VIOLATION
        raise OSError(errno.EACCES if is_held else errno.ENOLCK, "no lock")
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


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

    def hold(self) -> bool:
        """Make the file for its owner alone unless it is there, and take hold of it.

        False where that is impossible whoever asks: in a folder that cannot be written, on a full
        disk, or on a disk that knows no locks, where it can still be written to. Raises
        FileHeldError when another process, or another LockFile of this one, holds it.
        """
        self.let_go()
        try:
            make_folder(self.path.parent)
            make_file(self.path)
            self._handle = os.open(self.path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except (OSError, SmallActsError):
            return False
        try:
            _try_lock(self._handle)
        except OSError as error:
            if error.errno in _HELD:
                self.let_go()
                raise FileHeldError from None
            return False
        self.is_held = True
        return True

    def is_held_elsewhere(self) -> bool:
        """Whether another process, or another LockFile of this one, holds it; makes no file."""
        if self.is_held or not self.path.is_file():
            return False
        try:
            self.hold()
        except FileHeldError:
            return True
        self.let_go()
        return False

    def read(self) -> bytes:
        """What the file holds, held or not; nothing when it cannot be read."""
        try:
            with self.path.open("rb") as file:
                return file.read(self.MOST_BYTES)
        except OSError:
            return b""

    def write(self, content: bytes) -> None:
        """Replace what the file holds; does nothing when that is impossible just now."""
        if self._handle is None:
            return
        with contextlib.suppress(OSError):
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, content)
            os.ftruncate(self._handle, len(content))

    def let_go(self) -> None:
        """Let other processes hold it; the file stays, since removing it would be a race."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle, self.is_held = None, False
