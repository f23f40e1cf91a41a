"""Writing a file so that it is whole and new or whole and old, and reading one of anybody's.

What anybody may have put there is read when it is a plain file of a likely size, and no link: a
pipe would never answer, a device never end, and a link lead anywhere. None of them is opened for
more than the look that tells what it is.
"""

import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import BinaryIO

# Some of these exist on some systems alone.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Unfit(Enum):
    """Why a file is not opened."""

    LINK = "a link"
    NO_FILE = "no plain file"
    TOO_LARGE = "too large"


class UnfitFileError(OSError):
    """A file that is not to be read, and why."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why.value)
        self.why = why


def open_outside(path: Path, most_bytes: int) -> BinaryIO:
    """Open a plain file of at most ``most_bytes`` for reading.

    Raises UnfitFileError, or another OSError where it cannot be read.
    """
    _check(path.lstat(), most_bytes)
    # Looked at again once it is open: it may have been changed for another in between.
    descriptor = os.open(path, _FLAGS)
    try:
        _check(os.fstat(descriptor), most_bytes)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_outside(path: Path, most_bytes: int) -> bytes:
    """Everything in a plain file of at most ``most_bytes``; raises as ``open_outside`` does."""
    with open_outside(path, most_bytes) as file:
        found = file.read(most_bytes + 1)
    if len(found) > most_bytes:
        raise UnfitFileError(Unfit.TOO_LARGE)
    return found


def marks_of(file: BinaryIO) -> tuple[int, ...]:
    """What changes when an open file is written to: its identity, its size and its time."""
    return _marks(os.fstat(file.fileno()))


def marks_at(path: Path) -> tuple[int, ...]:
    """``marks_of`` for what bears a name just now. Raises OSError."""
    return _marks(path.lstat())


def _marks(facts: os.stat_result) -> tuple[int, ...]:
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns


def _check(facts: os.stat_result, most_bytes: int) -> None:
    if stat.S_ISLNK(facts.st_mode):
        raise UnfitFileError(Unfit.LINK)
    if not stat.S_ISREG(facts.st_mode):
        raise UnfitFileError(Unfit.NO_FILE)
    if facts.st_size > most_bytes:
        raise UnfitFileError(Unfit.TOO_LARGE)


if sys.platform != "win32":
    import fcntl


def replace_file(target: Path, chunks: Iterable[bytes], prefix: str, suffix: str) -> None:
    """Write ``chunks`` to a hidden file beside ``target`` and let it take the target's place.

    The bytes have reached the disk before the name does, so whatever interrupts this (an error, a
    full disk, a power cut, an exception out of ``chunks``) leaves an older file whole. The hidden
    file is readable by its owner alone; its name begins with ``prefix`` and ends with ``suffix``,
    which nothing else in the folder may do: what such a name was left with by a killed program is
    removed first. Raises OSError, and whatever ``chunks`` raises.
    """
    _sweep(target.parent, prefix, suffix)
    # A name of its own, not the target's: a long one plus a suffix could be too long for the disk.
    with _held_part(target.parent, prefix, suffix) as (handle, part):
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(chunks)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
    _sync_folder(target.parent)


@contextmanager
def _held_part(folder: Path, prefix: str, suffix: str) -> Iterator[tuple[int, Path]]:
    """A new file, locked for the length of the block so that no other process sweeps it away.

    On Windows nobody can remove an open file.
    """
    while True:
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=folder)
        if sys.platform == "win32":
            yield handle, Path(name)
            return
        # A lock lasts until every copy of the handle is closed.
        guard = os.dup(handle)
        try:
            with suppress(OSError):  # a disk that knows no locks
                fcntl.flock(guard, fcntl.LOCK_EX)
            if os.fstat(guard).st_nlink:
                yield handle, Path(name)
                return
            # Another process took it for a leftover in the moment before it was locked.
            os.close(handle)
        finally:
            os.close(guard)


def _sweep(folder: Path, prefix: str, suffix: str) -> None:
    """Remove what a killed program left half-written; what cannot go stays."""
    ours = re.compile(rf"{re.escape(prefix)}[a-z0-9_]{{8}}{re.escape(suffix)}")
    with suppress(OSError):
        for path in [path for path in folder.iterdir() if ours.fullmatch(path.name)]:
            remove_unless_held(path)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep other processes' ``remove_unless_held`` from a file for the length of a block.

    On Windows, where nobody can remove an open file, and on a disk without locks nothing is held.
    """
    if sys.platform == "win32":
        yield
        return
    with ExitStack() as stack:
        with suppress(OSError):
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def remove_unless_held(path: Path) -> None:
    """Remove a regular file of this account's that no process is writing; what cannot go stays."""
    with suppress(OSError):
        _remove_unless_held(path)


def _remove_unless_held(path: Path) -> None:
    if sys.platform == "win32":
        path.unlink()
        return
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        facts = os.fstat(handle)
        if stat.S_ISREG(facts.st_mode) and facts.st_uid == os.getuid():
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself reach the disk, where the system can do that."""
    if sys.platform == "win32":
        return
    # The file is in place already, so a file system that cannot do this is no reason for alarm.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
