"""Writing a file the person chose so that it is either whole and new or whole and old."""

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from smallacts_desktop.domain.errors import FileDiskFullError, FileNotWrittenError

# A quota that is used up is a full disk to the person; Windows has no such code.
_NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def write_beside(path: Path, chunks: Iterable[bytes]) -> None:
    """Write ``chunks`` to ``path`` by way of a hidden file beside it, readable by its owner alone.

    The bytes have reached the disk before the new file takes the older one's place, so whatever
    interrupts this (an error, a full disk, a power cut, an exception out of ``chunks``) leaves an
    older file whole. A symbolic link stays a link, and the file it names is the one replaced. A
    device or a pipe cannot be replaced and is written to as it stands.

    Raises FileDiskFullError without room and FileNotWrittenError for any other trouble with the
    target. Whatever ``chunks`` raises itself passes through, unless it is an OSError.
    """
    try:
        if _is_stream(path):
            with path.open("wb") as stream:
                stream.writelines(chunks)
        else:
            _replace(_behind_links(path), chunks)
    except OSError as error:
        kind = FileDiskFullError if error.errno in _NO_ROOM else FileNotWrittenError
        raise kind(name=path.name or str(path)) from error


def _is_stream(path: Path) -> bool:
    """Whether something is there that is neither a file nor a folder, such as ``/dev/stdout``."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    except ValueError as error:
        raise OSError(errno.EINVAL, "not a file name") from error
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _behind_links(path: Path) -> Path:
    try:
        target = path.resolve()
    except RuntimeError as error:  # how Python before 3.13 reports links that go in a circle
        raise OSError(errno.ELOOP, "links in a circle") from error
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder stands there")
    return target


def _replace(target: Path, chunks: Iterable[bytes]) -> None:
    # A name of its own, not the target's: a long one plus a suffix could be too long for the disk.
    handle, name = tempfile.mkstemp(prefix=".smallacts-", suffix=".part", dir=target.parent)
    part = Path(name)
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
