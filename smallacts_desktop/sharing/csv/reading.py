"""Reading a CSV file back: its rows as texts, and each as an entry or as what is wrong with it.

The library's own reader collects a cell however long it is, at many bytes for each letter. Here a
row is given up as soon as it is longer than any entry, and the rest of it passed over, quotation
marks and all, so that nothing inside a long cell is taken for rows of their own.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TextIO
from uuid import UUID

from smallacts_desktop.domain.days import Moment
from smallacts_desktop.domain.disclosure import Column
from smallacts_desktop.domain.errors import LargeCsvError, NotACsvError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.sharing.csv.rows import BadRow, ParsedRow, read_row

# Called now and then with (steps done, steps in all); may raise CancelledError to stop the work.
Progress = Callable[[int, int], None]

TWICE = QT_TRANSLATE_NOOP("Import", "An earlier row of this file has the same id.")
WRONG_COUNT = QT_TRANSLATE_NOOP("Import", "This row has more or fewer cells than the first row.")
BAD_QUOTES = QT_TRANSLATE_NOOP("Import", "The quotation marks in this row do not pair up.")
ROW_TOO_LONG = QT_TRANSLATE_NOOP("Import", "This row is longer than any entry can be.")
# In characters: the longest note, twice where each is a quotation mark, and as much for columns
# that are not ours.
ROW_LIMIT = 500_000
_QUOTE = '"'
_DELIMITERS = (",", ";", "\t")
ROWS_PER_STEP = 200
# One entry every ten minutes for nearly four years, awake or asleep.
MOST_ROWS = 200_000
# So many reasons are kept, the first ones; rows beyond are counted.
MOST_REASONS = 10_000


class Source(Protocol):
    """A file that is read more than once, and never held."""

    @property
    def name(self) -> str:
        """The file's name, for errors."""

    def text(self) -> AbstractContextManager[TextIO]:
        """The text from its beginning, decoded as it is read, with line ends as they are."""

    def count_lines(self) -> int:
        """How many lines it has, for progress."""


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


class RowReader:
    """Reads the rows of a file, from the first to the last as often as it is asked; it holds none.

    ``columns`` are those of ours that the file has, ``unknown_columns`` the names of others, which
    are ignored; ``moment`` is now. ``bad_rows`` holds the first ``MOST_REASONS`` reasons why rows
    cannot be taken, ``bad_row_count`` how many rows, both as far as ``rows`` was read the last
    time.

    Raises NotACsvError when this is no journal export: not UTF-8, or a first row without
    ``date`` and one of ``kind``, ``act`` and ``note``, or with one of our columns twice.
    """

    def __init__(self, source: Source, moment: Moment) -> None:
        self.moment = moment
        self._source = source
        try:
            self._delimiter, header = _first_row(source)
        except UnicodeDecodeError:
            raise NotACsvError(name=source.name) from None
        self._layout = _layout(header, source.name)
        ours = zip(header, self._layout, strict=True)
        self.unknown_columns = tuple(name for name, column in ours if column is None)
        self.columns = frozenset(column for column in self._layout if column is not None)
        self.bad_rows: list[BadRow] = []
        self.bad_row_count = 0

    def rows(self, progress: Progress | None = None) -> Iterator[ParsedRow]:
        """The good rows; every other ends up among the bad ones. ``progress`` counts lines.

        Blank rows, which spreadsheets leave at the end, hold nothing and are passed over. Raises
        NotACsvError for what is not UTF-8, and LargeCsvError when there are more rows than any
        journal has.
        """
        self.bad_rows, self.bad_row_count = [], 0
        try:
            yield from self._good_rows(progress)
        except UnicodeDecodeError:
            raise NotACsvError(name=self._source.name) from None

    def _good_rows(self, progress: Progress | None) -> Iterator[ParsedRow]:
        lines = self._source.count_lines() if progress else 0
        seen, good = _SeenIds(), 0
        with self._source.text() as text:
            for count, record in enumerate(records(text, self._delimiter)):
                if progress and count % ROWS_PER_STEP == 0:
                    progress(min(record.line - 1, lines), lines)
                if not count or not (record.problem or any(map(str.strip, record.cells))):
                    continue
                row = self._taken(record, seen)
                if row is not None:
                    good += 1
                    if good > MOST_ROWS:
                        raise LargeCsvError(name=self._source.name, rows=MOST_ROWS)
                    yield row
        if progress:
            progress(lines, lines)

    def _taken(self, record: Record, seen: "_SeenIds") -> ParsedRow | None:
        row, problems = self._parsed(record)
        if row is not None and row.entry_id is not None and not seen.add(row.entry_id):
            row, problems = None, [BadRow(record.line, Column.ENTRY_ID.value, TWICE)]
        if row is None:
            self.bad_row_count += 1
            self.bad_rows += problems[: max(0, MOST_REASONS - len(self.bad_rows))]
        return row

    def _parsed(self, record: Record) -> tuple[ParsedRow | None, list[BadRow]]:
        line = record.line
        if record.problem:
            return None, [BadRow(line, "", record.problem)]
        if len(record.cells) != len(self._layout):
            return None, [BadRow(line, "", WRONG_COUNT)]
        cells = {
            column: text
            for column, text in zip(self._layout, record.cells, strict=True)
            if column is not None
        }
        return read_row(cells, line, self.moment)


_ID_BYTES, _GROUPS = 16, 1024


class _SeenIds:
    """Ids that were met, as bytes one after the other: a set takes several times the room."""

    def __init__(self) -> None:
        self._groups = [bytearray() for _ in range(_GROUPS)]

    def add(self, entry_id: UUID) -> bool:
        """Note an id; returns whether it was not met before."""
        raw = entry_id.bytes
        group = self._groups[hash(raw) % _GROUPS]
        place = group.find(raw)
        while place >= 0 and place % _ID_BYTES:
            place = group.find(raw, place + 1)
        if place < 0:
            group += raw
        return place < 0


def _first_row(source: Source) -> tuple[str, tuple[str, ...]]:
    """The delimiter that makes most of our columns of the first row, and that row."""
    known = {column.value for column in Column}
    best: tuple[str, tuple[str, ...]] = (_DELIMITERS[0], ())
    most = 0
    for delimiter in _DELIMITERS:
        with source.text() as text:
            record = next(records(text, delimiter), Record(0))
        found = sum(_column_name(text) in known for text in record.cells)
        if found > most:
            best, most = (delimiter, record.cells), found
    return best


def _layout(header: Sequence[str], name: str) -> list[Column | None]:
    """The column each cell of a row belongs to, None for columns that are not ours."""
    known = {column.value: column for column in Column}
    layout = [known.get(_column_name(text)) for text in header]
    ours = [column for column in layout if column is not None]
    tells_what = {Column.KIND, Column.ACT, Column.NOTE} & set(ours)
    if Column.DATE not in ours or not tells_what or len(set(ours)) != len(ours):
        raise NotACsvError(name=name)
    return layout


def _column_name(text: str) -> str:
    return text.strip().lower()
