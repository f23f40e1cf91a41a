"""Writing a file the person chose so that it is either whole and new or whole and old."""

import errno
import stat
from collections.abc import Iterable
from pathlib import Path

from smallacts_desktop.domain.errors import FileDiskFullError, FileNotWrittenError
from smallacts_desktop.safe_files import replace_file

# A quota that is used up is a full disk to the person; Windows has no such code.
_PREFIX, _SUFFIX = ".smallacts-", ".part"
_NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def write_beside(path: Path, chunks: Iterable[bytes]) -> None:
    """Write ``chunks`` to ``path`` by way of a hidden file beside it, readable by its owner alone.

    Whatever interrupts this leaves an older file whole, and what a killed program left half-written
    in the folder is removed; see safe_files. A symbolic link stays a link, and the file it names
    is the one replaced. A device or a pipe cannot be replaced and is written to as it stands.

    Raises FileDiskFullError without room and FileNotWrittenError for any other trouble with the
    target. Whatever ``chunks`` raises itself passes through, unless it is an OSError.
    """
    try:
        if _is_stream(path):
            with path.open("wb") as stream:
                stream.writelines(chunks)
        else:
            replace_file(_behind_links(path), chunks, _PREFIX, _SUFFIX)
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
