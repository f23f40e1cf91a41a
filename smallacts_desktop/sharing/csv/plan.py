"""From a chosen file to what taking it in would change; the same for the command and the window.

Columns the file lacks say nothing: an entry that is already here keeps what it has in them, and
rows are compared by the columns the file has. Nothing here writes to a journal.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

from smallacts_desktop.domain.days import Moment
from smallacts_desktop.domain.disclosure import Column
from smallacts_desktop.domain.entries import Entry, MoodRecorded, check_entry
from smallacts_desktop.domain.errors import (
    FileNotReadError,
    InvalidEntryError,
    LargeFileError,
    NotAPlainFileError,
)
from smallacts_desktop.safe_files import Unfit, UnfitFileError, read_outside
from smallacts_desktop.sharing.csv.file import cell
from smallacts_desktop.sharing.csv.reading import ROWS_PER_STEP, Progress, ReadResult, read_csv
from smallacts_desktop.sharing.csv.rows import DO_NOT_BELONG, BadRow, ParsedRow

# A hundred thousand entries with a page of notes each.
_MOST_BYTES = 256 << 20


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


class Holder(Protocol):
    """What a plan has to ask of a journal; it changes nothing there."""

    def moment(self) -> Moment:
        """Now, as an entry would keep it."""

    def find_many(self, ids: Sequence[UUID]) -> Mapping[UUID, Entry]:
        """Those of the entries with these ids that are in the journal, by id."""

    def entries(self, first: date, last: date) -> Iterable[Entry]:
        """Every entry from one day to another, both included."""


class NoEntries:
    """A Holder with nothing in it: where there is no journal yet, at one ``moment``."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment

    def moment(self) -> Moment:
        """The one moment."""
        return self._moment

    def find_many(self, ids: Sequence[UUID]) -> Mapping[UUID, Entry]:
        """No entry."""
        del ids
        return {}

    def entries(self, first: date, last: date) -> Iterable[Entry]:
        """None."""
        del first, last
        return ()


def read_bytes(path: Path) -> bytes:
    """Everything in the file at ``path``. Raises FileNotReadError, also for what is no plain file.

    A pipe or a link is not waited for or followed, and nothing is read that is too large to be an
    export.
    """
    try:
        return read_outside(path, _MOST_BYTES)
    except UnfitFileError as error:
        if error.why is Unfit.TOO_LARGE:
            raise LargeFileError(name=path.name or path, megabytes=_MOST_BYTES >> 20) from None
        raise NotAPlainFileError(name=path.name or path) from None
    except OSError:
        raise FileNotReadError(name=path.name or path) from None


def plan_bytes(
    data: bytes, name: str, holder: Holder, progress: Progress | None = None
) -> ImportPlan:
    """Work out what taking in the file that holds ``data`` would do; change nothing.

    ``name`` is the file's name, for errors. ``progress`` counts two halves, reading and
    comparing; an exception it raises, such as CancelledError, stops the work. Raises NotACsvError
    as read_csv does.
    """
    reading = progress and _half(progress, 0)
    result = read_csv(data, name, holder.moment(), reading)
    comparing = progress and _half(progress, 1)
    return plan_import(result, holder.find_many, holder.entries, comparing)


def _half(progress: Progress, number: int) -> Progress:
    """Counts the first (0) or the second (1) half of a piece of work."""
    return lambda done, total: progress(number * total + done, 2 * total)


def plan_import(
    result: ReadResult,
    existing: Callable[[Sequence[UUID]], Mapping[UUID, Entry]],
    between: Callable[[date, date], Iterable[Entry]],
    progress: Progress | None = None,
) -> ImportPlan:
    """Work out what taking ``result`` in would do; change nothing.

    ``existing`` finds entries by their ids, a batch of rows at a time. ``between`` gives every
    entry from one day to another, both included; it is asked at most twice, and only when rows
    without an id are there.
    """
    planner = _Planner(result, between)
    for done in range(0, len(result.rows), ROWS_PER_STEP):
        if progress:
            progress(done, len(result.rows))
        batch = result.rows[done : done + ROWS_PER_STEP]
        here = existing([row.entry_id for row in batch if row.entry_id is not None])
        for row in batch:
            planner.place(row, here)
    if progress:
        progress(len(result.rows), len(result.rows))
    return planner.plan()


@dataclass(slots=True)
class _Planner:
    """Sorts rows into what a plan is made of."""

    result: ReadResult
    between: Callable[[date, date], Iterable[Entry]]
    new: list[Entry] = field(default_factory=list)
    updates: list[Entry] = field(default_factory=list)
    already_here: int = 0
    kept: list[int] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    _twins: dict[bool, frozenset[tuple[str, ...]]] = field(default_factory=dict)

    def place(self, row: ParsedRow, here: Mapping[UUID, Entry]) -> None:
        """Put one row where it belongs; ``here`` holds the entries with the ids of such rows."""
        if row.entry_id is None:
            if self._has_twin(row):
                self.already_here += 1
            else:
                self.new.append(replace(row.entry, id=uuid4()))
            return
        old = here.get(row.entry_id)
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
