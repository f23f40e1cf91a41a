"""The one way to write a file so that it is either whole and new or whole and old."""

import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

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
