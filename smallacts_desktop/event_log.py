"""The log: events, never contents, in two small files that only the person can read.

An error's message, its notes and the values in its frames may quote what the person wrote, and a
file's path may name their home or a person they share with. So an error is its kind, and a trace
is places in code: ``smallacts_desktop/ui/entry_form/draft_autosave.py:56 _write``.
"""

import logging
import os
import stat
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from smallacts_desktop.paths import Paths

_PACKAGE = Path(__file__).resolve().parent
_MOST_FRAMES, _MOST_CAUSES = 40, 5


def trace_lines(error: BaseException) -> list[str]:
    """The error's kind and where it arose, the latest call last; then what it arose from."""
    lines: list[str] = []
    for link in _chain(error):
        lines += [_kind(link), *(f"  {place}" for place in _places(link))]
    return lines


def one_line(error: BaseException) -> str:
    """The same for a log, the latest call first."""
    return " < ".join([_kind(error), *reversed(_places(error))])


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in seen and len(seen) < _MOST_CAUSES:
        seen.append(link)
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else _full_name(kind)


def _full_name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    return [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _place(filename: str) -> str:
    """A code file's name from its package on; never the folders above."""
    path = Path(filename)
    for root in (_PACKAGE.parent, *map(Path, sys.path)):
        if root.is_absolute() and path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name


NAME = "smallacts.log"
_LOG_BYTES = 200_000
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


class _PrivateFile(logging.FileHandler):
    """A file that is its owner's alone from the first moment, and beside it the one before.

    The library's own rotating file comes with all that logs over a network, which every start
    would import.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8")
        self.setFormatter(_EventFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, in a new file where the old one would grow too large."""
        try:
            self._make_room(len(self.format(record)))
        except Exception:  # noqa: BLE001 - as the library does: a log stops nothing
            self.handleError(record)
        else:
            super().emit(record)

    def _make_room(self, length: int) -> None:
        file = Path(self.baseFilename)
        if self.stream is None:
            self.stream = self._open()
        if not file.is_file() or self.stream.seek(0, os.SEEK_END) + length < _LOG_BYTES:
            return
        self.stream.close()
        self.stream = None
        file.replace(file.with_name(f"{file.name}.1"))
        self.stream = self._open()

    def _open(self) -> TextIOWrapper:
        """Open the file; asked for again after turning over.

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
