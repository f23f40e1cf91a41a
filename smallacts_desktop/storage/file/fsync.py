"""Seeing to it that what was written has reached the disk."""

import errno
import os
from pathlib import Path

from smallacts_desktop.storage.file.regular_files import open_regular

# What a disk answers that knows no such thing for folders, as some network shares.
_UNKNOWN = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})


def sync_file(path: Path) -> None:
    """Wait until the bytes of a file are on the disk. Raises OSError."""
    handle = open_regular(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make sure that a rename in ``folder`` has reached the disk, where the system can tell.

    Raises OSError.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
    finally:
        os.close(handle)
