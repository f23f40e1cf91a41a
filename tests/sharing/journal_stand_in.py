"""A journal in memory for the importer to be compared with."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TextIO
from uuid import UUID

from smallacts_desktop.domain.days import Moment
from smallacts_desktop.domain.disclosure import Column, Preset, ShareChoice, disclose
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.sharing.csv.file import Delimiter, csv_chunks
from smallacts_desktop.sharing.csv.plan import ImportPlan, plan_import
from smallacts_desktop.sharing.csv.reading import RowReader
from smallacts_desktop.sharing.csv.rows import BadRow, ParsedRow
from tests.domain.strategies import TODAY

NOW = Moment(
    utc=datetime(2026, 7, 1, 10, 0, tzinfo=UTC),
    day=TODAY,
    time=time(11, 0),
    utc_offset=timedelta(hours=1),
)


@dataclass
class Bytes:
    """A file in memory."""

    data: bytes
    name: str = "journal.csv"

    def text(self) -> AbstractContextManager[TextIO]:
        return nullcontext(
            io.TextIOWrapper(io.BytesIO(self.data), encoding="utf-8-sig", newline="")
        )

    def count_lines(self) -> int:
        return self.data.count(b"\n") + (not self.data.endswith(b"\n"))


@dataclass
class Read:
    """All that a file says."""

    rows: tuple[ParsedRow, ...]
    bad_rows: tuple[BadRow, ...]
    bad_row_count: int
    columns: frozenset[Column]
    unknown_columns: tuple[str, ...]
    moment: Moment


@dataclass
class JournalStandIn:
    """Entries by id, found the way the real journal finds them."""

    kept: dict[UUID, Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "JournalStandIn":
        return cls({entry.id: entry for entry in entries})

    def find_many(self, ids: Sequence[UUID]) -> dict[UUID, Entry]:
        return {entry_id: self.kept[entry_id] for entry_id in ids if entry_id in self.kept}

    def moment(self) -> Moment:
        return NOW

    def entries(self, first: date, last: date) -> Iterator[Entry]:
        return (e for e in self.kept.values() if first <= e.date <= last)

    def plan(self, data: bytes) -> ImportPlan:
        """What taking a file in would do, with the entries as they are just now."""
        plan = plan_import(Bytes(data), self)
        return replace(plan, new=tuple(plan.new), updates=tuple(plan.updates))

    def take(self, plan: ImportPlan) -> None:
        for entry in (*plan.new, *plan.updates):
            self.kept[entry.id] = entry


def read(data: bytes) -> Read:
    """Read a file as if at ``NOW``."""
    reader = RowReader(Bytes(data), NOW)
    rows = tuple(reader.rows())
    return Read(
        rows,
        tuple(reader.bad_rows),
        reader.bad_row_count,
        reader.columns,
        reader.unknown_columns,
        reader.moment,
    )


def exported(
    entries: Iterable[Entry],
    choice: ShareChoice | None = None,
    delimiter: Delimiter = Delimiter.COMMA,
) -> bytes:
    """The bytes of a file with these entries: in full unless told otherwise."""
    disclosure = disclose(entries, choice or ShareChoice(Preset.FULL))
    return b"".join(csv_chunks(disclosure, delimiter))


def table(*rows: str) -> bytes:
    """A hand-made file."""
    return "\r\n".join(rows).encode() + b"\r\n"
