"""Seeing to it that what was written has reached the disk."""

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Wait until the bytes of a file are on the disk. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """See to it that a rename in ``folder`` has reached the disk, where the system can tell.

    Raises OSError.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
