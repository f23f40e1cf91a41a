"""The program's own files, touched only where they are regular ones.

A folder may hold anything under the names that the program uses: a link that leads elsewhere, a
pipe that never answers, a folder. Nothing here follows a link, waits for a pipe, or removes what is
no regular file.
"""

import os
import stat
from pathlib import Path

from smallacts_desktop.domain.journal_errors import OwnFileBlockedError

_SAFELY = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def is_regular(path: Path) -> bool:
    """Whether a regular file itself is there, not a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def is_blocked(path: Path) -> bool:
    """Whether something else than a regular file is there: a link, a folder, a pipe, a device."""
    return os.path.lexists(path) and not is_regular(path)


def check_place(*paths: Path) -> None:
    """Raise OwnFileBlockedError for the first path where something else than a file is."""
    for path in paths:
        if is_blocked(path):
            raise OwnFileBlockedError(name=path.name, folder=str(path.parent))


def open_regular(path: Path, flags: int) -> int:
    """Open a regular file by its own name and return its descriptor.

    ``flags`` are those of ``os.open``. Never waits. Raises OSError, also for anything else.
    """
    if is_blocked(path):
        raise OSError("not a regular file")
    handle = os.open(path, flags | _SAFELY, 0o600)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError("not a regular file")
    return handle


def read_regular(path: Path, most: int) -> bytes:
    """The first ``most`` bytes of a regular file. Raises OSError, also for anything else."""
    with os.fdopen(open_regular(path, os.O_RDONLY), "rb") as file:
        return file.read(most)


def remove_regular(path: Path) -> None:
    """Remove a regular file; what is not there, or is something else, stays. Raises OSError."""
    if is_regular(path):
        path.unlink(missing_ok=True)
