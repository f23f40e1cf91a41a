"""A journal in memory for the importer to be compared with."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from smallacts_desktop.domain.days import Moment
from smallacts_desktop.domain.disclosure import Preset, ShareChoice, disclose
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.sharing.csv.file import Delimiter, csv_chunks
from smallacts_desktop.sharing.csv.plan import ImportPlan, plan_import
from smallacts_desktop.sharing.csv.reading import ReadResult, read_csv
from tests.domain.strategies import TODAY

NOW = Moment(
    utc=datetime(2026, 7, 1, 10, 0, tzinfo=UTC),
    day=TODAY,
    time=time(11, 0),
    utc_offset=timedelta(hours=1),
)


@dataclass
class Shelf:
    """Entries by id, found the way the real journal finds them."""

    entries: dict[UUID, Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Shelf":
        return cls({entry.id: entry for entry in entries})

    def find_many(self, ids: Sequence[UUID]) -> dict[UUID, Entry]:
        return {entry_id: self.entries[entry_id] for entry_id in ids if entry_id in self.entries}

    def between(self, first: date, last: date) -> Iterator[Entry]:
        return (e for e in self.entries.values() if first <= e.date <= last)

    def plan(self, data: bytes) -> ImportPlan:
        return plan_import(read(data), self.find_many, self.between)

    def take(self, plan: ImportPlan) -> None:
        for entry in (*plan.new, *plan.updates):
            self.entries[entry.id] = entry


def read(data: bytes) -> ReadResult:
    """Read a file as if at ``NOW``."""
    return read_csv(data, "journal.csv", NOW)


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
