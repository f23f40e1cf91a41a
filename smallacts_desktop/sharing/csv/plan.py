"""Reading a CSV file back: its rows, and what taking them in would change.

Columns the file lacks say nothing: an entry that is already here keeps what it has in them, and
rows are compared by the columns the file has. Nothing here writes to a journal.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TextIO
from uuid import UUID, uuid4

from smallacts_desktop.domain.days import Moment
from smallacts_desktop.domain.disclosure import Column
from smallacts_desktop.domain.entries import Entry, MoodRecorded, check_entry
from smallacts_desktop.domain.errors import InvalidEntryError, LargeCsvError, NotACsvError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.sharing.csv.file import cell
from smallacts_desktop.sharing.csv.records import Record, records
from smallacts_desktop.sharing.csv.rows import DO_NOT_BELONG, BadRow, ParsedRow, read_row

__all__ = ["BadRow", "ImportPlan", "ParsedRow", "ReadResult", "plan_import", "read_csv"]

# Called now and then with (steps done, steps in all); may raise CancelledError to stop the work.
Progress = Callable[[int, int], None]

TWICE = QT_TRANSLATE_NOOP("Import", "An earlier row of this file has the same id.")
WRONG_COUNT = QT_TRANSLATE_NOOP("Import", "This row has more or fewer cells than the first row.")

_DELIMITERS = (",", ";", "\t")
_ROWS_PER_STEP = 200
# One entry every ten minutes for nearly four years, awake or asleep.
MOST_ROWS = 200_000
# So many reasons are kept, the first ones; rows beyond are counted.
MOST_REASONS = 10_000


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a file holds: its good rows, what is wrong with the others, and its columns.

    ``bad_rows`` holds the first ``MOST_REASONS`` reasons, ``bad_row_count`` how many rows cannot
    be taken. ``unknown_columns`` are names of columns that are ignored; ``moment`` is when it was
    read.
    """

    rows: tuple[ParsedRow, ...]
    bad_rows: tuple[BadRow, ...]
    bad_row_count: int
    columns: frozenset[Column]
    unknown_columns: tuple[str, ...]
    moment: Moment


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What taking a file in would do.

    ``new`` entries are added; ``updates`` replace entries of the same id, which were written
    earlier. ``already_here`` counts rows that say nothing new, and ``kept`` holds the lines of
    rows that differ from an entry but are not later, so that the journal's own words stay.
    ``bad_rows`` may name one row several times, and names the first ones alone where they are
    very many; ``bad_row_count`` counts each row once.
    ``has_ids`` tells whether the file says which entry each row is; one for a worker does not.
    """

    new: tuple[Entry, ...]
    updates: tuple[Entry, ...]
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


def read_csv(
    data: bytes, name: str, moment: Moment, progress: Progress | None = None
) -> ReadResult:
    """Read a whole file; every row ends up among the good rows or the bad ones.

    ``name`` is the file's name, for the error; ``moment`` is now. Progress counts lines. Blank
    rows, which spreadsheets leave at the end, hold nothing and are passed over.

    Raises NotACsvError when this is no journal export: not UTF-8, or a first row without
    ``date`` and one of ``kind``, ``act`` and ``note``, or with one of our columns twice; and
    LargeCsvError when it has more rows than any journal.
    """
    try:
        return _read(data, name, moment, progress)
    except UnicodeDecodeError:
        raise NotACsvError(name=name) from None


def _read(data: bytes, name: str, moment: Moment, progress: Progress | None) -> ReadResult:
    lines = data.count(b"\n") + (not data.endswith(b"\n"))
    delimiter, header = _first_row(data)
    layout = _layout(header, name)
    reading = _Reading(layout, moment)
    for count, record in enumerate(records(_text_of(data), delimiter)):
        if progress and count % _ROWS_PER_STEP == 0:
            progress(min(record.line - 1, lines), lines)
        if count and (record.problem or any(text.strip() for text in record.cells)):
            reading.take(record)
        if len(reading.rows) > MOST_ROWS:
            raise LargeCsvError(name=name, rows=MOST_ROWS)
    if progress:
        progress(lines, lines)
    unknown = tuple(h for h, column in zip(header, layout, strict=True) if column is None)
    columns = frozenset(column for column in layout if column is not None)
    return ReadResult(
        tuple(reading.rows), tuple(reading.bad), reading.bad_count, columns, unknown, moment
    )


def _text_of(data: bytes) -> TextIO:
    """The text of a file from its beginning, decoded as it is read."""
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")


class _Reading:
    """Sorts rows into good ones and bad ones."""

    def __init__(self, layout: list[Column | None], moment: Moment) -> None:
        self._layout, self._moment = layout, moment
        self._ids: set[UUID] = set()
        self.rows: list[ParsedRow] = []
        self.bad: list[BadRow] = []
        self.bad_count = 0

    def take(self, record: Record) -> None:
        """Put one row where it belongs."""
        row, problems = self._parsed(record)
        if row is not None and row.entry_id in self._ids:
            row, problems = None, [BadRow(record.line, Column.ENTRY_ID.value, TWICE)]
        if row is None:
            self.bad_count += 1
            self.bad += problems[: max(0, MOST_REASONS - len(self.bad))]
            return
        self.rows.append(row)
        if row.entry_id is not None:
            self._ids.add(row.entry_id)

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
        return read_row(cells, line, self._moment)


def _first_row(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The delimiter that makes most of our columns of the first row, and that row."""
    known = {column.value for column in Column}
    best: tuple[str, tuple[str, ...]] = (_DELIMITERS[0], ())
    most = 0
    for delimiter in _DELIMITERS:
        record = next(records(_text_of(data), delimiter), Record(0))
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


def plan_import(
    result: ReadResult,
    existing: Callable[[UUID], Entry | None],
    between: Callable[[date, date], Iterable[Entry]],
    progress: Progress | None = None,
) -> ImportPlan:
    """Work out what taking ``result`` in would do; change nothing.

    ``existing`` finds an entry by its id. ``between`` gives every entry from one day to another,
    both included; it is asked at most twice, and only when rows without an id are there.
    """
    planner = _Planner(result, existing, between)
    for done, row in enumerate(result.rows):
        if progress and done % _ROWS_PER_STEP == 0:
            progress(done, len(result.rows))
        planner.place(row)
    if progress:
        progress(len(result.rows), len(result.rows))
    return planner.plan()


@dataclass(slots=True)
class _Planner:
    """Sorts rows into what a plan is made of."""

    result: ReadResult
    existing: Callable[[UUID], Entry | None]
    between: Callable[[date, date], Iterable[Entry]]
    new: list[Entry] = field(default_factory=list)
    updates: list[Entry] = field(default_factory=list)
    already_here: int = 0
    kept: list[int] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    _twins: dict[bool, frozenset[tuple[str, ...]]] = field(default_factory=dict)

    def place(self, row: ParsedRow) -> None:
        """Put one row where it belongs."""
        if row.entry_id is None:
            if self._has_twin(row):
                self.already_here += 1
            else:
                self.new.append(replace(row.entry, id=uuid4()))
            return
        old = self.existing(row.entry_id)
        if old is None:
            self.new.append(row.entry)
        else:
            self._compare(row, old)

    def _compare(self, row: ParsedRow, old: Entry) -> None:
        merged = _merged(row, old, self.result.columns)
        if merged == old:
            self.already_here += 1
        elif row.written_at is None or row.written_at <= old.written_at:
            self.kept.append(row.line)
        else:
            try:
                check_entry(merged, self.result.moment.day)
            except InvalidEntryError:
                self.bad.append(BadRow(row.line, "", DO_NOT_BELONG))
            else:
                self.updates.append(merged)

    def _has_twin(self, row: ParsedRow) -> bool:
        told = row.written_at is not None
        if told not in self._twins:
            self._twins[told] = self._keys_here(told)
        return self._key(row.entry, told) in self._twins[told]

    def _keys_here(self, told: bool) -> frozenset[tuple[str, ...]]:
        days = [row.entry.date for row in self.result.rows if row.entry_id is None]
        return frozenset(self._key(e, told) for e in self.between(min(days), max(days)))

    def _key(self, entry: Entry, told: bool) -> tuple[str, ...]:
        """What the file's columns say of an entry, with when it was written if that is told."""
        left_out = {Column.ENTRY_ID, Column.MOOD_CHANGE}
        if not told:
            left_out.add(Column.WRITTEN_AT)
        columns = self.result.columns - left_out
        return tuple(cell(entry, column) for column in Column if column in columns)

    def plan(self) -> ImportPlan:
        """The finished plan."""
        bad = sorted((*self.result.bad_rows, *self.bad), key=lambda row: row.line)
        return ImportPlan(
            tuple(self.new),
            tuple(self.updates),
            self.already_here,
            tuple(self.kept),
            tuple(bad),
            self.result.bad_row_count + len(self.bad),
            self.result.unknown_columns,
            Column.ENTRY_ID in self.result.columns,
        )


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
