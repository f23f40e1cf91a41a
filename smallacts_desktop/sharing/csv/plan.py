"""From a chosen file to what taking it in would change; the same for the command and the window.

Columns the file lacks say nothing: an entry that is already here keeps what it has in them, and
rows are compared by the columns the file has. Nothing here writes to a journal.

A file is read twice, first to be counted and shown, then to be taken in, and its rows are never
held; in between it has to stay the same.
"""

import hashlib
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TextIO
from uuid import UUID, uuid4

from smallacts_desktop.domain.days import Moment
from smallacts_desktop.domain.disclosure import Column
from smallacts_desktop.domain.entries import Entry, MoodRecorded, check_entry
from smallacts_desktop.domain.errors import (
    FileChangedError,
    FileNotReadError,
    InvalidEntryError,
    LargeFileError,
    NotAPlainFileError,
)
from smallacts_desktop.safe_files import Unfit, UnfitFileError, marks_of, open_outside
from smallacts_desktop.sharing.csv.file import cell
from smallacts_desktop.sharing.csv.reading import ROWS_PER_STEP, Progress, RowReader, Source
from smallacts_desktop.sharing.csv.rows import DO_NOT_BELONG, BadRow, ParsedRow

# A hundred thousand entries with a page of notes each.
_MOST_BYTES = 256 << 20
_AT_ONCE = 1 << 20
# Enough to recognise a file by.
ROWS_SHOWN = 100


class _Verdict(IntEnum):
    """What becomes of one good row."""

    NEW = 1
    UPDATE = 2
    NOTHING = 3


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What taking a file in would do.

    ``new`` entries are added; ``updates`` replace entries of the same id, which were written
    earlier. Both are read out of the file again whenever they are gone through, which raises
    FileChangedError once it is another one; ``first_new`` and ``first_updates`` are the first
    ``ROWS_SHOWN`` of them. ``already_here`` counts rows that say nothing new, and ``kept`` holds
    the lines of rows that differ from an entry but are not later, so that the journal's own words
    stay. ``bad_rows`` may name one row several times, and names the first ones alone where they
    are very many; ``bad_row_count`` counts each row once.
    ``has_ids`` tells whether the file says which entry each row is; one for a worker does not.
    """

    new: Collection[Entry]
    updates: Collection[Entry]
    first_new: tuple[Entry, ...]
    first_updates: tuple[Entry, ...]
    already_here: int
    kept: tuple[int, ...]
    bad_rows: tuple[BadRow, ...]
    bad_row_count: int
    unknown_columns: tuple[str, ...]
    has_ids: bool

    @property
    def rows_read(self) -> int:
        """How many rows the file has, good and bad."""
        return (
            len(self.new) + len(self.updates) + self.already_here + len(self.kept)
            + self.bad_row_count
        )  # fmt: skip


class Holder(Protocol):
    """What a plan has to ask of a journal; it changes nothing there."""

    def moment(self) -> Moment:
        """Now, as an entry would keep it."""

    def find_many(self, ids: Sequence[UUID]) -> Mapping[UUID, Entry]:
        """Those of the entries with these ids that are in the journal, by id."""

    def entries(self, first: date, last: date) -> Iterable[Entry]:
        """Every entry from one day to another, both included."""


class ImportFile:
    """The file at ``path``, read more than once as long as it stays what it was at first.

    Raises FileNotReadError, also for what is no plain file: a pipe or a link is not waited for or
    followed, and nothing is read that is too large to be an export. Reading raises it too, and
    FileChangedError where the file was written to or is another one, at the end at the latest.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.name or str(path)
        self._digest: bytes | None = None
        with self._opened() as file:
            self._marks = marks_of(file)

    @contextmanager
    def text(self) -> Iterator[TextIO]:
        """The text from its beginning, decoded as it is read, with line ends as they are."""
        with self._unchanged() as file:
            reader = _DigestReader(file)
            text = io.TextIOWrapper(reader, encoding="utf-8-sig", newline="")
            yield text
            if not reader.read1(1):
                self._compare(reader.digest())

    def count_lines(self) -> int:
        """How many lines it has."""
        lines, last = 0, b""
        with self._unchanged() as file:
            while piece := file.read(_AT_ONCE):
                lines, last = lines + piece.count(b"\n"), piece
        return lines + (not last.endswith(b"\n"))

    def _compare(self, digest: bytes) -> None:
        if self._digest not in (None, digest):
            raise FileChangedError(name=self.name)
        self._digest = digest

    @contextmanager
    def _unchanged(self) -> Iterator[BinaryIO]:
        with self._opened() as file:
            self._check(file)
            yield file
            self._check(file)

    def _check(self, file: BinaryIO) -> None:
        if marks_of(file) != self._marks:
            raise FileChangedError(name=self.name)

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        try:
            with open_outside(self._path, _MOST_BYTES) as file:
                yield file
        except UnfitFileError as error:
            if error.why is Unfit.TOO_LARGE:
                raise LargeFileError(name=self.name, megabytes=_MOST_BYTES >> 20) from None
            raise NotAPlainFileError(name=self.name) from None
        except OSError:
            raise FileNotReadError(name=self.name) from None


class _DigestReader(io.BufferedReader):
    """Takes a digest of what is read of a file."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)  # type: ignore[arg-type]
        self._hash = hashlib.blake2b()

    def read1(self, size: int = -1, /) -> bytes:
        """Read some bytes, at most ``size``; none at the end."""
        piece = super().read1(size)
        self._hash.update(piece)
        return piece

    def digest(self) -> bytes:
        """What stands for all that was read."""
        return self._hash.digest()


def plan_import(source: Source, holder: Holder, progress: Progress | None = None) -> ImportPlan:
    """Work out what taking a file in would do; change nothing.

    ``progress`` counts lines; an exception it raises, such as CancelledError, stops the work.
    Raises NotACsvError and LargeCsvError as RowReader does. ``holder`` is asked for entries by
    their ids, a batch of rows at a time, and at most twice for those of some days, only when rows
    without an id are there.
    """
    planner = _Planner(source, holder, RowReader(source, holder.moment()))
    for row, old in planner.compared(progress):
        planner.place(row, old)
    return planner.plan()


@dataclass(slots=True)
class _Planner:
    """Sorts rows into what a plan is made of.

    ``verdicts`` holds a byte for each good row, and ``seed`` is what the ids of new rows that
    have none are made of, the same whenever the file is read.
    """

    source: Source
    holder: Holder
    reader: RowReader
    first: dict[_Verdict, list[Entry]] = field(default_factory=lambda: {v: [] for v in _Verdict})
    verdicts: bytearray = field(default_factory=bytearray)
    seed: bytes = field(default_factory=lambda: uuid4().bytes)
    already_here: int = 0
    kept: list[int] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    _twins: dict[bool, frozenset[bytes]] = field(default_factory=dict)

    def compared(
        self, progress: Progress | None = None
    ) -> Iterator[tuple[ParsedRow, Entry | None]]:
        """Each good row with the entry that has its id, if there is one."""
        rows = self.reader.rows(progress)
        while batch := list(islice(rows, ROWS_PER_STEP)):
            here = self.holder.find_many([row.entry_id for row in batch if row.entry_id])
            for row in batch:
                yield row, here.get(row.entry_id) if row.entry_id else None

    def place(self, row: ParsedRow, old: Entry | None) -> None:
        """Put one row where it belongs."""
        verdict = self._verdict(row, old)
        self.verdicts.append(verdict)
        if verdict is not _Verdict.NOTHING and len(self.first[verdict]) < ROWS_SHOWN:
            self.first[verdict].append(self.entry(row, old))

    def again(self, wanted: _Verdict) -> Iterator[Entry]:
        """The entries of one verdict, as it was given the first time."""
        renewed = self.compared() if wanted is _Verdict.UPDATE else None
        # New ones are not looked for: those of an earlier batch are there by now.
        found = renewed or ((row, None) for row in self.reader.rows())
        # All of it is read, even where there are more rows: reading ends by telling a change.
        for verdict, (row, old) in zip(chain(self.verdicts, repeat(0)), found, strict=False):
            if verdict == wanted:
                yield self.entry(row, old)

    def entry(self, row: ParsedRow, old: Entry | None) -> Entry:
        """The entry that a row is or that the entry with its id becomes."""
        if old is not None:
            return _merged(row, old, self.reader.columns)
        if row.entry_id is not None:
            return row.entry
        made = hashlib.blake2b(self.seed + row.line.to_bytes(8), digest_size=16).digest()
        return replace(row.entry, id=UUID(bytes=made, version=4))

    def _verdict(self, row: ParsedRow, old: Entry | None) -> _Verdict:
        if old is not None:
            return self._compare(row, old)
        if row.entry_id is None and self._has_twin(row):
            self.already_here += 1
            return _Verdict.NOTHING
        return _Verdict.NEW

    def _compare(self, row: ParsedRow, old: Entry) -> _Verdict:
        merged = _merged(row, old, self.reader.columns)
        if merged == old:
            self.already_here += 1
        elif row.written_at is None or row.written_at <= old.written_at:
            self.kept.append(row.line)
        else:
            try:
                check_entry(merged, self.reader.moment.day)
            except InvalidEntryError:
                self.bad.append(BadRow(row.line, "", DO_NOT_BELONG))
            else:
                return _Verdict.UPDATE
        return _Verdict.NOTHING

    def _has_twin(self, row: ParsedRow) -> bool:
        told = row.written_at is not None
        if told not in self._twins:
            self._twins[told] = self._keys_here(told)
        return self._key(row.entry, told) in self._twins[told]

    def _keys_here(self, told: bool) -> frozenset[bytes]:
        # Which days those are, only the whole file can tell.
        rows = RowReader(self.source, self.reader.moment).rows()
        days = {row.entry.date for row in rows if row.entry_id is None}
        return frozenset(self._key(e, told) for e in self.holder.entries(min(days), max(days)))

    def _key(self, entry: Entry, told: bool) -> bytes:
        """What the file's columns say of an entry, with when it was written if that is told."""
        left_out = {Column.ENTRY_ID, Column.MOOD_CHANGE}
        if not told:
            left_out.add(Column.WRITTEN_AT)
        columns = self.reader.columns - left_out
        said = repr([cell(entry, column) for column in Column if column in columns])
        return hashlib.blake2b(said.encode(), digest_size=16).digest()

    def plan(self) -> ImportPlan:
        """The finished plan."""
        bad = sorted((*self.reader.bad_rows, *self.bad), key=lambda row: row.line)
        return ImportPlan(
            _Planned(self, _Verdict.NEW),
            _Planned(self, _Verdict.UPDATE),
            tuple(self.first[_Verdict.NEW]),
            tuple(self.first[_Verdict.UPDATE]),
            self.already_here,
            tuple(self.kept),
            tuple(bad),
            self.reader.bad_row_count + len(self.bad),
            self.reader.unknown_columns,
            Column.ENTRY_ID in self.reader.columns,
        )


class _Planned(Collection[Entry]):
    """The entries of one verdict, read out of the file again each time."""

    def __init__(self, planner: _Planner, verdict: _Verdict) -> None:
        self._planner, self._verdict = planner, verdict
        self._count = planner.verdicts.count(verdict)

    def __len__(self) -> int:
        return self._count

    def __contains__(self, entry: object) -> bool:
        return any(each == entry for each in self)

    def __iter__(self) -> Iterator[Entry]:
        if self._count:
            yield from self._planner.again(self._verdict)


def _merged(row: ParsedRow, old: Entry, columns: frozenset[Column]) -> Entry:
    """The older entry with what the row says in the columns the file has."""
    told = columns - {Column.ENTRY_ID, Column.WRITTEN_AT, Column.MOOD_CHANGE}
    changes: dict[str, Any] = {column.value: getattr(row.entry, column) for column in told}
    if Column.MOOD_BEFORE in told and Column.MOOD_BEFORE_RECORDED not in told:
        mood = row.entry.mood_before
        recorded = old.mood_before_recorded or MoodRecorded.BEFORE
        changes[Column.MOOD_BEFORE_RECORDED.value] = None if mood is None else recorded
    merged = replace(old, **changes, written_at=row.written_at or old.written_at)
    # The catalogue's id goes with the title it stands for.
    return merged if merged.act == old.act else replace(merged, act_id=None)
