"""Opening a file that anybody may have put there: a plain file of a likely size, and no link.

A pipe would wait for ever, a device never end, and a link lead anywhere. None of them is opened
for more than the look that tells what it is.
"""

import os
import stat
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
