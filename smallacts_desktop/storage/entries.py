"""Entries in the journal file. A deleted one is found by nothing here until it is brought back."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from peewee import Expression

from smallacts_desktop.domain.days import DEFAULT_DAY_START
from smallacts_desktop.domain.deleted import DeletedEntry
from smallacts_desktop.domain.entries import Entry, EntryKind, Outcome
from smallacts_desktop.domain.errors import EntryGoneError, InvalidEntryError
from smallacts_desktop.domain.heatmap import DaySummary
from smallacts_desktop.storage.conversion import (
    clock_text,
    deleted_entry_from_row,
    entry_from_row,
    entry_to_row,
    instant_text,
)
from smallacts_desktop.storage.database import Database
from smallacts_desktop.storage.tables import EntryTable

_CHUNK = 500

# By day, time (blank first), when written and id: the order in which an index holds them, for
# queries that say "deleted_at IS NULL".
_FILE_ORDER = (EntryTable.date, EntryTable.time, EntryTable.written_at, EntryTable.id)
_NOT_DELETED = EntryTable.deleted_at.is_null()

# The night before the day starts is the end of the day before, and so stands above its evening.
# Entries without a time come last, as NULL does. Left to itself SQLite would sort the whole
# table; the index has the days in order already.
NEWEST_FIRST = """
    ORDER BY date DESC, time < ? DESC, time DESC, written_at DESC, id DESC
    LIMIT ? OFFSET ?
"""
_PAGE = f"""
    SELECT id FROM entries INDEXED BY entries_in_file_order WHERE deleted_at IS NULL
    {NEWEST_FIRST}
"""  # noqa: S608 - nothing but SQL of our own

# Written out once, because peewee would build the same statement anew for each of thousands.
_COLUMNS = tuple(EntryTable._meta.columns)
_INSERT = f"""
    INSERT INTO entries ({", ".join(_COLUMNS)}) VALUES ({", ".join(f":{c}" for c in _COLUMNS)})
    ON CONFLICT (id) DO UPDATE SET {", ".join(f"{c} = excluded.{c}" for c in _COLUMNS)}
    WHERE deleted_at IS NOT NULL
"""  # noqa: S608 - nothing but names of our own columns
_UPDATE = f"""
    UPDATE entries SET {", ".join(f"{c} = :{c}" for c in _COLUMNS)}
    WHERE id = :id AND deleted_at IS NULL
"""  # noqa: S608 - nothing but names of our own columns

_DAY_SUMMARIES = """
    SELECT date, sum(kind = ? AND outcome IS ?), count(*),
           avg(mood_after), avg(mood_after - mood_before),
           count(mood_after), count(mood_after - mood_before)
    FROM entries WHERE deleted_at IS NULL AND date BETWEEN ? AND ?
    GROUP BY date
"""

# From each year to the next day with an entry: a look into the index for each year.
_YEARS = """
    WITH RECURSIVE first_days(day) AS (
        SELECT min(date) FROM entries WHERE deleted_at IS NULL
        UNION ALL
        SELECT (
            SELECT min(date) FROM entries
            WHERE deleted_at IS NULL AND date > substr(day, 1, 4) || '-12-31'
        ) FROM first_days WHERE day IS NOT NULL
    )
    SELECT substr(day, 1, 4) FROM first_days WHERE day IS NOT NULL
"""

_PERSONS = """
    SELECT person FROM entries WHERE deleted_at IS NULL AND person <> ''
    GROUP BY person
    ORDER BY max(date || ' ' || coalesce(time, '') || ' ' || written_at) DESC, person
"""


class EntryRows:
    """The entries of one journal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, entry: Entry) -> None:
        """Keep a new entry. Raises InvalidEntryError when its id is taken.

        The id of a deleted entry is free: reading back a file may bring that entry again.
        """
        self.add_many((entry,))

    def add_many(self, entries: Iterable[Entry]) -> None:
        """Keep new entries, all or none. Raises InvalidEntryError when an id is taken."""
        rows = [entry_to_row(entry) for entry in entries]
        with self._database.transaction():
            if self._database.run_many(_INSERT, rows) != len(rows):
                raise InvalidEntryError

    def replace(self, entry: Entry) -> None:
        """Put an entry in the place of the one with its id. Raises EntryGoneError."""
        self.replace_many((entry,))

    def replace_many(self, entries: Iterable[Entry]) -> None:
        """Replace entries by id, all or none. Raises EntryGoneError when one is not there."""
        rows = [entry_to_row(entry) for entry in entries]
        with self._database.transaction():
            if self._database.run_many(_UPDATE, rows) != len(rows):
                raise EntryGoneError

    def remove(self, entry_id: UUID, at: datetime) -> None:
        """Delete an entry at an aware instant, so that it can be brought back.

        Raises EntryGoneError.
        """
        values: dict[str, object] = {"deleted_at": instant_text(at)}
        self._change(values, EntryTable.id == str(entry_id), _NOT_DELETED)

    def bring_back(self, entry_id: UUID) -> None:
        """Undo ``remove``; harmless for an entry that is there. Raises EntryGoneError."""
        self._change({"deleted_at": None}, EntryTable.id == str(entry_id))

    def deleted(self, offset: int, limit: int) -> list[DeletedEntry]:
        """``limit`` deleted entries after the first ``offset``, the one deleted last first."""
        query = EntryTable.select().where(EntryTable.deleted_at.is_null(False))
        latest_first = query.order_by(EntryTable.deleted_at.desc(), EntryTable.id)
        rows = self._database.rows(latest_first.limit(limit).offset(offset))
        return [deleted_entry_from_row(row) for row in rows]

    def count_deleted(self) -> int:
        """How many deleted entries can be brought back."""
        sql = "SELECT count(*) FROM entries WHERE deleted_at IS NOT NULL"
        return int(self._database.execute(sql)[0][0])

    def purge_deleted(self, before: datetime | None = None) -> int:
        """Take deleted entries out of the file for good; return how many.

        ``before`` spares those deleted at that instant or later. SQLite overwrites them;
        Database.compact afterwards clears what rearranging may have left between. Copies of the
        file made earlier, such as the snapshot before a migration, still hold them.
        """
        which = [EntryTable.deleted_at.is_null(False)]
        if before is not None:
            which.append(EntryTable.deleted_at < instant_text(before))
        with self._database.transaction():
            return self._database.run(EntryTable.delete().where(*which))

    def find(self, entry_id: UUID) -> Entry | None:
        """The entry with this id, or None."""
        return next(iter(self.fetch([str(entry_id)])), None)

    def get(self, entry_id: UUID) -> Entry:
        """The entry with this id. Raises EntryGoneError."""
        entry = self.find(entry_id)
        if entry is None:
            raise EntryGoneError
        return entry

    def on_day(self, day: date, day_start: time = DEFAULT_DAY_START) -> list[Entry]:
        """The entries of one day as it was lived: without a time, then morning to night.

        Times before ``day_start`` are the end of that night.
        """
        rows = self._select(EntryTable.date == day.isoformat())
        start = clock_text(day_start)
        rows.sort(key=lambda row: row["time"] is not None and row["time"] < start)
        return [entry_from_row(row) for row in rows]

    def between(self, first: date | None = None, last: date | None = None) -> Iterator[Entry]:
        """The entries from ``first`` to ``last``, both included, None for no bound.

        In the order of the CSV file. They are read a few hundred at a time and hold up nobody
        between: what another thread changes meanwhile may or may not be seen. Inside
        ``transaction`` they are all of one moment.
        """
        bounds = [_NOT_DELETED]
        if first is not None:
            bounds.append(EntryTable.date >= first.isoformat())
        if last is not None:
            bounds.append(EntryTable.date <= last.isoformat())
        query = EntryTable.select(EntryTable.id).where(*bounds).order_by(*_FILE_ORDER)
        ids = [row["id"] for row in self._database.rows(query)]
        for start in range(0, len(ids), _CHUNK):
            yield from self.fetch(ids[start : start + _CHUNK])

    def page(self, offset: int, limit: int, day_start: time = DEFAULT_DAY_START) -> list[Entry]:
        """``limit`` entries after the first ``offset``, newest first.

        Within a day, times before ``day_start`` come first and entries without a time last.
        """
        found = self._database.execute(_PAGE, (clock_text(day_start), limit, offset))
        return self.fetch([entry_id for (entry_id,) in found])

    def count(self) -> int:
        """How many entries there are."""
        return int(
            self._database.execute("SELECT count(*) FROM entries WHERE deleted_at IS NULL")[0][0]
        )

    def day_summaries(self, first: date, last: date) -> dict[date, DaySummary]:
        """What each day from ``first`` to ``last`` holds; days without entries are left out."""
        rows = self._database.execute(
            _DAY_SUMMARIES,
            (EntryKind.ACT.value, Outcome.DONE.value, first.isoformat(), last.isoformat()),
        )
        summaries = (DaySummary(date.fromisoformat(day), *rest) for day, *rest in rows)
        return {summary.day: summary for summary in summaries}

    def years(self) -> list[int]:
        """The years that have entries, in order."""
        rows = self._database.execute(_YEARS)
        return [int(year) for (year,) in rows]

    def places(self) -> dict[str, int]:
        """Each place that entries name, with how many do, the most used first."""
        return dict(
            self._database.execute(
                "SELECT place, count(*) FROM entries WHERE deleted_at IS NULL AND place <> ''"
                " GROUP BY place ORDER BY count(*) DESC, place"
            )
        )

    def persons(self) -> list[str]:
        """Each nickname that entries name, the one met last first."""
        return [person for (person,) in self._database.execute(_PERSONS)]

    def done_acts_since(self, first: date) -> list[Entry]:
        """Every act that was done on ``first`` or later, oldest first."""
        rows = self._select(
            EntryTable.date >= first.isoformat(),
            EntryTable.kind == EntryKind.ACT.value,
            EntryTable.outcome == Outcome.DONE.value,
        )
        return [entry_from_row(row) for row in rows]

    def _change(self, values: dict[str, object], *which: Expression) -> None:
        with self._database.transaction():
            if not self._database.run(EntryTable.update(values).where(*which)):
                raise EntryGoneError

    def _select(self, *which: Expression) -> list[dict[str, Any]]:
        query = EntryTable.select().where(_NOT_DELETED, *which).order_by(*_FILE_ORDER)
        return self._database.rows(query)

    def fetch(self, ids: Sequence[str]) -> list[Entry]:
        """The entries with these ids, in their order; those that are gone are left out."""
        query = EntryTable.select().where(_NOT_DELETED, EntryTable.id.in_(ids))
        found = {row["id"]: entry_from_row(row) for row in self._database.rows(query)}
        return [found[entry_id] for entry_id in ids if entry_id in found]
