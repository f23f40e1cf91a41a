"""What a share contains: the days, the columns, and what is withheld; and the record of past ones.

A share is private by default: the worker preset leaves out every entry marked private and, until
they are asked for, places, people, notes and plans.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from smallacts_desktop.domain.entries import Entry, ValueField, fields_of


class Column(StrEnum):
    """The columns of the CSV file, in the order in which they are written."""

    ENTRY_ID = "entry_id"
    DATE = "date"
    TIME = "time"
    UTC_OFFSET = "utc_offset"
    WRITTEN_AT = "written_at"
    KIND = "kind"
    ACT = "act"
    SIZE = "size"
    PLACE = "place"
    PERSON = "person"
    OUTCOME = "outcome"
    BARRIER = "barrier"
    MOOD_BEFORE = "mood_before"
    MOOD_BEFORE_RECORDED = "mood_before_recorded"
    MOOD_AFTER = "mood_after"
    MOOD_CHANGE = "mood_change"
    RESPONSE = "response"
    EXPECTATION = "expectation"
    NOTE = "note"
    PRIVATE = "private"
    FORECAST = "forecast"
    PLAN = "plan"
    GOOD_MOMENT = "good_moment"


_FIELDS = {field.name: field for field in fields_of(Entry)}
# What an entry has in each column but the change of mood, which follows from two others.
COLUMN_FIELDS: Mapping[Column, ValueField] = {
    column: _FIELDS["id" if column is Column.ENTRY_ID else column.value]
    for column in Column
    if column is not Column.MOOD_CHANGE
}

# One entry as it is kept: its values in the order of COLUMN_FIELDS. Days, times and instants are
# texts as in ISO 8601, instants in UTC; an offset is in minutes; what is yes or no is 1 or 0.
EntryRecord = Sequence[Any]


class Preset(StrEnum):
    """Everything for the person's own keeping, or what a support worker needs."""

    FULL = "full"
    WORKER = "worker"


ON_REQUEST: tuple[Column, ...] = (Column.PLACE, Column.PERSON, Column.NOTE, Column.PLAN)
_FULL_ONLY = frozenset(
    {
        Column.ENTRY_ID, Column.UTC_OFFSET, Column.WRITTEN_AT, Column.PRIVATE, Column.GOOD_MOMENT,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShareChoice:
    """What the person chose to share: a preset, a range of days, and extra columns.

    ``first`` and ``last`` are days, both included, None for no bound. ``include`` names the
    columns of ``ON_REQUEST`` to add to the worker preset; a full export has them all. ``notes``
    names the entries whose notes leave when notes were asked for, None for every one; a full
    export has them all.
    """

    preset: Preset
    first: date | None = None
    last: date | None = None
    include: frozenset[Column] = frozenset()
    notes: frozenset[UUID] | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are written, in order."""
        if self.preset is Preset.FULL:
            return tuple(Column)
        left_out = _FULL_ONLY | (frozenset(ON_REQUEST) - self.include)
        return tuple(column for column in Column if column not in left_out)

    def covers(self, day: date) -> bool:
        """Whether a day lies in the chosen range."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What leaves: the entries in file order, their columns, and how many were withheld.

    ``unreadable`` counts entries that stay because they cannot be read any more.
    """

    entries: tuple[Entry, ...]
    columns: tuple[Column, ...]
    withheld: int
    unreadable: int = 0


def disclose(entries: Iterable[Entry], choice: ShareChoice, unreadable: Sized = ()) -> Disclosure:
    """Sort out what leaves from what stays.

    ``withheld`` counts entries inside the range that stay because they are marked private;
    ``unreadable`` are those that were found unreadable by the time that ``entries`` are read.
    """
    in_range = [entry for entry in entries if choice.covers(entry.date)]
    leaving = [e for e in in_range if choice.preset is Preset.FULL or not e.private]
    entries_leaving = file_order(leaving)
    if choice.preset is not Preset.FULL and choice.notes is not None:
        entries_leaving = tuple(_without_note(e, choice.notes) for e in entries_leaving)
    withheld = len(in_range) - len(leaving)
    return Disclosure(entries_leaving, choice.columns, withheld, len(unreadable))


@dataclass(slots=True)
class DisclosedRecords:
    """What leaves of ``records``, which come in the order of the file, one after the other.

    It holds none of them. ``written`` and ``withheld`` count those that were read so far, as in
    Disclosure; they are complete when there are no more. ``unreadable`` is as ``disclose`` has it.
    """

    records: Iterable[EntryRecord]
    choice: ShareChoice
    unreadable: Sized = ()
    written: int = 0
    withheld: int = 0

    def __iter__(self) -> Iterator[EntryRecord]:
        """Read on, and give what leaves."""
        full = self.choice.preset is Preset.FULL
        notes = None if full or self.choice.notes is None else set(map(str, self.choice.notes))
        for record in self.records:
            if not full and record[_PRIVATE]:
                self.withheld += 1
                continue
            self.written += 1
            if notes is not None and record[_NOTE] and record[_ID] not in notes:
                yield [*record[:_NOTE], "", *record[_NOTE + 1 :]]
            else:
                yield record


_ID, _NOTE, _PRIVATE = (
    list(COLUMN_FIELDS).index(column) for column in (Column.ENTRY_ID, Column.NOTE, Column.PRIVATE)
)


def _without_note(entry: Entry, kept: frozenset[UUID]) -> Entry:
    return entry if entry.id in kept or not entry.note else replace(entry, note="")


def file_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by day, time (blank first), when written, and id: the order of the file."""
    return tuple(sorted(entries, key=_file_key))


def _file_key(entry: Entry) -> tuple[str, ...]:
    clock = entry.time.strftime("%H:%M") if entry.time else ""
    return (entry.date.isoformat(), clock, entry.written_at.isoformat(), str(entry.id))


class ShareWay(StrEnum):
    """How entries left: as a file of some kind, on paper, or by the clipboard."""

    CSV = "csv"
    PDF = "pdf"
    HTML = "html"
    PRINT = "print"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class PastShare:
    """One share. It says what was chosen, never what was in it.

    ``at`` is an aware instant and ``day`` the person's own day then. Of ``choice`` the single
    notes are not remembered. ``target`` is the path of the file, blank where there was none.
    ``rows`` is how many entries left and ``withheld`` how many stayed because they are private.
    """

    at: datetime
    day: date
    way: ShareWay
    choice: ShareChoice
    target: str
    rows: int
    withheld: int
