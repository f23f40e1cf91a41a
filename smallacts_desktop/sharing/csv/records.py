"""The rows of a CSV file as texts, read without holding more of it than one row can be.

The library's own reader collects a cell however long it is, at many bytes for each letter. Here a
row is given up as soon as it is longer than any entry, and the rest of it passed over, quotation
marks and all, so that nothing inside a long cell is taken for rows of their own.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP

BAD_QUOTES = QT_TRANSLATE_NOOP("Import", "The quotation marks in this row do not pair up.")
ROW_TOO_LONG = QT_TRANSLATE_NOOP("Import", "This row is longer than any entry can be.")
# In characters: the longest note, twice where each is a quotation mark, and as much for columns
# that are not ours.
ROW_LIMIT = 500_000
_QUOTE = '"'


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the line on which it starts, from 1, and its cells, or why it has none.

    ``problem`` is an English sentence, translatable in the context ``Import``; blank for none.
    """

    line: int
    cells: tuple[str, ...] = ()
    problem: str = ""


class _TooLongError(Exception):
    """A row goes on and on."""


def records(source: TextIO, delimiter: str) -> Iterator[Record]:
    """Each row from where ``source``, opened with ``newline=""``, stands."""
    # A limit of the whole process, far below what a row may have here.
    csv.field_size_limit(max(csv.field_size_limit(), 2 * ROW_LIMIT))
    lines = _Lines(source)
    while piece := lines.next():
        start = lines.number
        if _QUOTE in piece or not lines.is_whole:
            yield _quoted_record(lines, piece, start, delimiter)
        else:
            bare = piece.rstrip("\r\n")
            yield Record(start, tuple(bare.split(delimiter)) if bare else ())


class _Lines:
    """The lines of a file, those that are too long in pieces. ``number`` is the latest one's."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._ahead = ""
        self.number = 0
        self.is_whole = True

    def next(self) -> str:
        """The next line or piece; blank at the end."""
        if self.is_whole:
            self.number += 1
        piece, self._ahead = self._ahead, ""
        if piece != "\r":
            piece += self._source.readline(ROW_LIMIT + 1 - len(piece))
        if piece.endswith("\r") and (len(piece) > ROW_LIMIT or piece == "\r"):
            # The piece may end between the two characters that end the line.
            following = self._source.readline(1)
            if following == "\n":
                piece += following
            else:
                self._ahead = following
        self.is_whole = len(piece) <= ROW_LIMIT or piece.endswith(("\r", "\n"))
        return piece


def _quoted_record(lines: _Lines, piece: str, start: int, delimiter: str) -> Record:
    seen: list[str] = []

    def feed() -> Iterator[str]:
        following, length = piece, 0
        while following:
            seen.append(following)
            length += len(following)
            if length > ROW_LIMIT:
                raise _TooLongError
            yield following
            following = lines.next()

    try:
        return Record(start, tuple(next(csv.reader(feed(), delimiter=delimiter, strict=True))))
    except csv.Error:
        return Record(start, problem=BAD_QUOTES)
    except _TooLongError:
        _pass_over(seen, lines, delimiter)
        return Record(start, problem=ROW_TOO_LONG)


def _pass_over(seen: list[str], lines: _Lines, delimiter: str) -> None:
    """Read on to the end of a row of which ``seen`` has been read."""
    end = _EndOfRow(delimiter)
    for piece in seen:
        if end.is_in(piece):
            return
    while piece := lines.next():
        if end.is_in(piece):
            return


class _EndOfRow:
    """Finds where a row ends, as the library's reader would, and keeps nothing of it."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = delimiter
        self._turn = re.compile(rf"[\r\n]|{re.escape(delimiter)}{_QUOTE}")
        self._quoted = False
        # Whether a quotation mark would open a cell, or go on with the one it has just ended.
        self._may_open = True

    def is_in(self, piece: str) -> bool:
        """Whether the row ends with this piece, which follows the one before."""
        at = 0
        while at < len(piece):
            if self._quoted:
                end = piece.find(_QUOTE, at)
                if end < 0:
                    return False
                self._quoted, self._may_open = False, True
                at = end + 1
            elif self._may_open and piece[at] == _QUOTE:
                self._quoted = True
                at += 1
            else:
                found = self._turn.search(piece, at)
                if found is None:
                    self._may_open = piece.endswith(self._delimiter)
                    return False
                if found.group() in "\r\n":
                    return True
                self._may_open, at = True, found.end() - 1
        return False
