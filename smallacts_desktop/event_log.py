"""The log: events, never contents, in two small files that only the person can read."""

import logging
import os
import stat
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from smallacts_desktop.paths import Paths
from smallacts_desktop.safe_traceback import one_line

NAME = "smallacts.log"
_LOG_BYTES, _OLD_FILES = 200_000, 1
_OWNER_ALONE = 0o600
_SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_logger = logging.getLogger("smallacts_desktop")
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def start_log(paths: Paths) -> None:
    """Log to a small rotating file from now on; do without where it cannot be."""
    # A log that cannot be written, on a full disk say, is not worth a word on the terminal.
    logging.raiseExceptions = False
    close_log()
    try:
        if paths.logs.is_symlink():
            raise OSError("the folder leads elsewhere")
        paths.logs.mkdir(parents=True, exist_ok=True, mode=0o700)
        _logger.handlers[:] = [_PrivateFile(paths.logs / NAME)]
    except OSError:
        _logger.handlers[:] = [logging.NullHandler()]
    _logger.setLevel(logging.INFO)
    _logger.propagate = False


def close_log() -> None:
    """Close the file; nothing is logged until ``start_log`` is called again."""
    for handler in _logger.handlers:
        with suppress(OSError):  # what is not written yet may find no room
            handler.close()
    _logger.handlers[:] = [logging.NullHandler()]


def log_error(error: BaseException) -> None:
    """Log an unexpected error: its kind and places in code, never its message."""
    _logger.error("unexpected %s", one_line(error))


class _PrivateFile(RotatingFileHandler):
    """A rotating file that is its owner's alone from the first moment."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_LOG_BYTES, backupCount=_OLD_FILES, encoding="utf-8")
        self.setFormatter(_EventFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def _open(self) -> TextIOWrapper:
        """Open the file; the library asks for it again after turning over.

        A link in its place is not followed, and a pipe not waited for. Raises OSError.
        """
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | _SAFELY
        handle = os.open(self.baseFilename, flags, _OWNER_ALONE)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise OSError("no regular file")
        return os.fdopen(handle, "a", encoding="utf-8")


class _EventFormatter(logging.Formatter):
    """Whatever an error says, only its kind and places reach the file."""

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the library's own name
        """The error's kind and places."""
        return "" if ei[1] is None else one_line(ei[1])
