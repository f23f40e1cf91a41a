"""Every entry that leaves, as the values it is kept as, without an object made of each.

An entry is looked for in the table itself: one that an index has lost is there all the same. Of
all entries only the numbers are held at once, by month; their values are read a batch at a time.

A batch is looked at column by column, where most values are alike. Only one in which something
is not as it should be is looked at again, row by row.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from operator import eq, itemgetter
from typing import Any
from uuid import UUID

from smallacts_desktop.domain.backups import Told
from smallacts_desktop.domain.disclosure import COLUMN_FIELDS, EntryRecord
from smallacts_desktop.domain.journal_errors import DamagedJournalError
from smallacts_desktop.storage.file.checksums import checksum_of
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.entry_queries import (
    AFTER_EVERY_DAY,
    FETCHED_IN_ORDER,
    FETCHED_PLAIN_IN_ORDER,
    NUMBERS_AND_DAYS,
)
from smallacts_desktop.storage.rows.mapping import WRONG, as_kept, unreadable_entry
from smallacts_desktop.storage.rows.tables import ENTRIES

BATCH = 500
_SELDOM_TWICE = (UUID, datetime)
_MOST_REMEMBERED = 4096
_MONTH = len("YYYY-MM")
# Where the values of a record stand among those of a row, which its number comes before.
_PLACES = tuple(ENTRIES.columns.index(field.name) for field in COLUMN_FIELDS.values())
_picked = itemgetter(*_PLACES)
_picked_of_row = itemgetter(*(place + 1 for place in _PLACES))


class _Spelled(dict[Any, Any]):
    """The values of one field by how they stand in a column, worked out once for each."""

    def __init__(self, spell: Callable[[Any], Any]) -> None:
        super().__init__()
        self._spell = spell

    def __missing__(self, value: object) -> object:
        spelled = self._spell(value)
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[value] = spelled
        return spelled


class RecordReader:
    """Reads entries in the order of the CSV file. ``told`` hears of each that cannot be read."""

    def __init__(self, database: Database, told: Told | None) -> None:
        self._database, self._told = database, told
        self._spelled: list[tuple[int, _Spelled]] = []
        self._checked: list[tuple[int, Callable[[Any], Any]]] = []
        for place, field in enumerate(COLUMN_FIELDS.values()):
            spell = as_kept(field)
            if spell is None:
                continue
            if field.type in _SELDOM_TWICE:
                self._checked.append((place, spell))
            else:
                self._spelled.append((place, _Spelled(spell)))

    def between(self, first: date | None, last: date | None) -> Iterator[EntryRecord]:
        """The entries from one day to another, both included, None for no bound."""
        for numbers in self._batches(first, last):
            try:
                rows = self._database.ask(FETCHED_IN_ORDER, numbers=numbers.tolist())
            except DamagedJournalError:
                # A value that is neither text nor number has no place in JSON.
                rows = []
            if len(rows) == len(numbers) and self._are_sound(rows):
                self._database.unreadable.difference_update(
                    (ENTRIES.table, row[0]) for row in rows if self._database.unreadable
                )
                yield from map(_picked_of_row, rows)
            else:
                yield from self._one_by_one(numbers)

    def _are_sound(self, rows: Sequence[Sequence[Any]]) -> bool:
        """Whether all of these rows are what was written, as this program spells it."""
        _, *values, checksums, written = zip(*rows, strict=True)
        try:
            return (
                all(map(eq, map(checksum_of, written), checksums))
                and all(spell(value) == value for value, spell in self._distinct(values))
                and all(
                    all(map(eq, map(spell, values[_PLACES[place]]), values[_PLACES[place]]))
                    for place, spell in self._checked
                )
            )
        except WRONG:
            return False

    def _distinct(
        self, values: Sequence[Sequence[Any]]
    ) -> Iterator[tuple[object, Callable[[Any], Any]]]:
        for place, spelled in self._spelled:
            for value in set(values[_PLACES[place]]):
                yield value, spelled.__getitem__

    def _one_by_one(self, numbers: "array[int]") -> Iterator[EntryRecord]:
        rows = self._database.ask(FETCHED_PLAIN_IN_ORDER, numbers=numbers.tolist())
        for number, *values, checksum in rows:
            record = self._record(values, checksum)
            if record is not None:
                self._database.unreadable.discard((ENTRIES.table, number))
                yield record
                continue
            if ENTRIES.is_intact(values, checksum) is False:
                self._database.unreadable.add((ENTRIES.table, number))
            if self._told is not None:
                row = dict(zip(ENTRIES.columns, values, strict=True))
                self._told(unreadable_entry(number, row))

    def _record(self, values: Sequence[Any], checksum: object) -> EntryRecord | None:
        if not ENTRIES.is_intact(values, checksum):
            return None
        record = list(_picked(values))
        try:
            for place, spelled in self._spelled:
                record[place] = spelled[record[place]]
            for place, spell in self._checked:
                record[place] = spell(record[place])
        except WRONG:
            return None
        return record

    def _batches(self, first: date | None, last: date | None) -> Iterator["array[int]"]:
        """The numbers of a few hundred entries at a time, whole months each, in order."""
        months: defaultdict[bytes, array[int]] = defaultdict(lambda: array("q"))
        bounds = {
            "first": "" if first is None else first.isoformat(),
            "last": AFTER_EVERY_DAY if last is None else last.isoformat(),
        }
        for number, day in self._database.each(NUMBERS_AND_DAYS, **bounds):
            months[day[:_MONTH]].append(number)
        batch: array[int] = array("q")
        for month in sorted(months):
            batch.extend(months.pop(month))
            if len(batch) >= BATCH:
                yield batch
                batch = array("q")
        if batch:
            yield batch
