"""Entries in the journal file. A deleted one is found by nothing here until it is brought back.

Also taking an unreadable entry out of its place, and putting it back. The search index knows the
words that were written, not the ones that are there by now. Telling it to forget those would upset
it, so it is left alone meanwhile and made again afterwards.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from uuid import UUID

from peewee import Value, fn

from smallacts_desktop.domain.backups import ListedEntry, Told, UnreadableEntry
from smallacts_desktop.domain.days import DEFAULT_DAY_START
from smallacts_desktop.domain.disclosure import EntryRecord
from smallacts_desktop.domain.entries import DeletedEntry, Entry
from smallacts_desktop.domain.errors import EntryGoneError, InvalidEntryError, UnreadableEntryError
from smallacts_desktop.domain.heatmap import DaySummary
from smallacts_desktop.domain.journal_errors import DamagedJournalError
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows import entry_queries
from smallacts_desktop.storage.rows.mapping import (
    clock_text,
    deleted_entry_from_row,
    from_row,
    instant_text,
    to_row,
    unreadable_entry,
)
from smallacts_desktop.storage.rows.records import RecordReader
from smallacts_desktop.storage.rows.statements import Given, Statement
from smallacts_desktop.storage.rows.tables import ENTRIES, KEPT_ASIDE, CheckedTable, FoundRow

_TRIGGERS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'entries'"
_REBUILD = "INSERT INTO entries_search (entries_search) VALUES ('rebuild')"
_E, _K = ENTRIES.source.c, KEPT_ASIDE.source.c
_LAST_KEPT = Statement(KEPT_ASIDE.source.select(fn.max(_K.number)))
_CONTENTS = Statement(KEPT_ASIDE.source.select(_K.contents).where(_K.number == Given("number")))
_DELETE_NUMBERED = Statement(ENTRIES.source.delete().where(_E.number == Given("number")))
_DELETE = Statement(ENTRIES.source.delete().where(_E.id == Given("id")))


def take_out(database: Database, number: int) -> int:
    """Keep the entry with this number aside and free its place; returns where it is kept."""
    with database.transaction():
        table = CheckedTable(database, ENTRIES)
        table.archive_rows(table.numbered(number))
        with _index_made_anew(database):
            database.run(_DELETE_NUMBERED, number=number)
        database.unreadable.discard((ENTRIES.table, number))
        return int(database.ask(_LAST_KEPT)[0][0])


def rebuild_search(database: Database) -> None:
    """Make the search index anew from the entries."""
    with database.transaction():
        database.execute(_REBUILD)


def rebuild_indexes(database: Database) -> None:
    """Make every index anew from its table, the search's among them.

    Two entries with one id leave the index of ids as it is.
    """
    with suppress(InvalidEntryError), database.transaction():
        database.execute("REINDEX")
    rebuild_search(database)


def put_back(database: Database, number: int, kept: int, instead_of: UUID) -> None:
    """Let what ``take_out`` archived be unreadable in its place again.

    The entry ``instead_of`` is what took the place meanwhile. A value that SQLite takes in no
    such column is left out; it is still among what is kept.
    """
    contents = json.loads(database.ask(_CONTENTS, number=kept)[0][0])
    kinds = database.execute("PRAGMA table_info(entries)")
    columns = [(name, kind, required) for _, name, kind, required, *_ in kinds if name in contents]
    values = {name: _fitting(contents[name], kind, required) for name, kind, required in columns}
    row = {_E[name]: Value(values[name]).cast(kind) for name, kind, _ in columns}
    statement = Statement(ENTRIES.source.insert({_E.number: number, **row}).on_conflict("REPLACE"))
    with database.transaction(), _index_made_anew(database), _without_rules(database):
        database.run(_DELETE, id=str(instead_of))
        database.run(statement)


def _fitting(value: object, kind: str, required: int) -> object:
    if isinstance(value, Mapping):
        value = bytes.fromhex(value["hex"])
    if kind == "TEXT" and not isinstance(value, str | bytes):
        return "" if required else None
    if kind == "INTEGER" and not isinstance(value, int):
        return 0 if required else None
    if kind == "BLOB" and not isinstance(value, bytes):
        return str(value).encode()
    return value


@contextmanager
def _without_rules(database: Database) -> Iterator[None]:
    database.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        database.execute("PRAGMA ignore_check_constraints = OFF")


@contextmanager
def _index_made_anew(database: Database) -> Iterator[None]:
    triggers = database.execute(_TRIGGERS)
    for name, _ in triggers:
        database.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        database.execute(sql)
    rebuild_search(database)


_CHUNK = 500
_END_OF_TIME = "9999-12-31"


class EntryRows:
    """The entries of one journal."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._table = CheckedTable(database, ENTRIES)

    def add(self, entry: Entry) -> None:
        """Keep a new entry. Raises InvalidEntryError when its id is taken.

        The id of a deleted entry is free: reading back a file may bring that entry again.
        """
        self.add_many((entry,))

    def add_many(self, entries: Iterable[Entry]) -> None:
        """Keep new entries, all or none. Raises InvalidEntryError when an id is taken.

        An unreadable entry with the same id makes way for the new one, and is archived.
        """
        with self._database.transaction():
            self.add_batch(entries)

    def add_batch(self, entries: Iterable[Entry]) -> None:
        """``add_many`` inside a transaction of the caller's, which undoes all where it fails."""
        rows = self._table.with_checksums(map(_row, entries))
        self._make_way([row["id"] for row in rows])
        if self._database.run_many(entry_queries.INSERT, rows) != len(rows):
            raise InvalidEntryError

    def replace(self, entry: Entry) -> None:
        """Put an entry in the place of the one with its id. Raises EntryGoneError."""
        self.replace_many((entry,))

    def replace_many(self, entries: Iterable[Entry]) -> None:
        """Replace entries by id, all or none. Raises EntryGoneError when one is not there."""
        rows = self._table.with_checksums(map(_row, entries))
        with self._database.transaction():
            if self._database.run_many(entry_queries.UPDATE, rows) != len(rows):
                raise EntryGoneError

    def remove(self, entry_id: UUID, at: datetime) -> None:
        """Delete an entry at an aware instant, so that it can be brought back.

        Raises EntryGoneError.
        """
        self._change({"deleted_at": instant_text(at)}, entry_queries.FOUND, entry_id)

    def restore(self, entry_id: UUID) -> None:
        """Undo ``remove``; harmless for an entry that is there. Raises EntryGoneError."""
        self._change({"deleted_at": None}, entry_queries.WITH_ID, entry_id)

    def deleted(self, offset: int, limit: int) -> list[DeletedEntry]:
        """``limit`` deleted entries after the first ``offset``, the one deleted last first."""
        rows = self._table.rows(entry_queries.DELETED, limit=limit, offset=offset)
        return [deleted_entry_from_row(row) for row in rows]

    def count_deleted(self) -> int:
        """How many deleted entries can be brought back."""
        return int(self._database.ask(entry_queries.COUNT_DELETED)[0][0])

    def count_archived(self) -> int:
        """How many unreadable rows, of whatever table, are archived."""
        return int(self._database.ask(entry_queries.COUNT_KEPT)[0][0])

    def purge_deleted(self, before: datetime | None = None) -> int:
        """Take deleted entries out of the file for good; return how many.

        ``before`` spares those deleted at that instant or later. SQLite overwrites them;
        Database.compact afterwards clears what rearranging may have left between. Copies of the
        file made earlier, such as the snapshot before a migration, still hold them. Without
        ``before`` what was archived since it could not be read goes too.
        """
        until = _END_OF_TIME if before is None else instant_text(before)
        with self._database.transaction():
            if before is None:
                self._database.run(entry_queries.FORGET_KEPT)
            return self._database.run(entry_queries.PURGE, until=until)

    def find(self, entry_id: UUID) -> Entry | None:
        """The entry with this id, or None when it is not there or cannot be read."""
        found = self._listed(entry_queries.FOUND, id=str(entry_id))
        return next((entry for entry in found if isinstance(entry, Entry)), None)

    def find_many(self, ids: Sequence[UUID]) -> dict[UUID, Entry]:
        """By id, those of the entries with these ids that are there and can be read."""
        found = self._listed(entry_queries.FOUND_WITH_IDS, ids=list(map(str, ids)))
        return {entry.id: entry for entry in found if isinstance(entry, Entry)}

    def get(self, entry_id: UUID) -> Entry:
        """The entry with this id. Raises EntryGoneError, or UnreadableEntryError."""
        found = self._listed(entry_queries.FOUND, id=str(entry_id))
        if not found:
            raise EntryGoneError
        if isinstance(found[0], UnreadableEntry):
            raise UnreadableEntryError
        return found[0]

    def on_day(
        self, day: date, day_start: time = DEFAULT_DAY_START, told: Told | None = None
    ) -> list[Entry]:
        """The entries of one day as it was lived: without a time, then morning to night.

        Times before ``day_start`` are the end of that night. ``told`` hears of each entry that
        cannot be read and so is left out.
        """
        entries = list(_readable(self._listed(entry_queries.ON_DAY, day=day.isoformat()), told))
        return sorted(entries, key=lambda e: e.time is not None and e.time < day_start)

    def between(
        self, first: date | None = None, last: date | None = None, told: Told | None = None
    ) -> Iterator[Entry]:
        """The entries from ``first`` to ``last``, both included, None for no bound.

        In the order of the CSV file. They are read a few hundred at a time and hold up nobody
        between: what another thread changes meanwhile may or may not be seen. Inside
        ``transaction`` they are all of one moment. ``told`` hears of each entry that cannot be
        read and so is left out.
        """
        bounds = {
            "first": "" if first is None else first.isoformat(),
            "last": entry_queries.AFTER_EVERY_DAY if last is None else last.isoformat(),
        }
        numbers = [number for (number,) in self._database.ask(entry_queries.BETWEEN, **bounds)]
        for start in range(0, len(numbers), _CHUNK):
            yield from _readable(self.fetch(numbers[start : start + _CHUNK]), told)

    def records(
        self, first: date | None = None, last: date | None = None, told: Told | None = None
    ) -> Iterator[EntryRecord]:
        """As ``between``, each entry as the values it is kept as; a batch of them at a time."""
        return RecordReader(self._database, told).between(first, last)

    def page(
        self, offset: int, limit: int, day_start: time = DEFAULT_DAY_START
    ) -> list[ListedEntry]:
        """``limit`` entries after the first ``offset``, newest first.

        Within a day, times before ``day_start`` come first and entries without a time last. One
        that cannot be read stands in its place as an UnreadableEntry.
        """
        found = self._database.ask(
            entry_queries.PAGE, day_start=clock_text(day_start), limit=limit, offset=offset
        )
        return self.fetch([number for (number,) in found])

    def count(self) -> int:
        """How many entries there are."""
        return int(self._database.ask(entry_queries.COUNT_THERE)[0][0])

    def day_summaries(self, first: date, last: date) -> dict[date, DaySummary]:
        """What each day from ``first`` to ``last`` holds; days without entries are left out.

        So are entries that were found to be unreadable.
        """
        rows = self._database.ask(
            entry_queries.DAY_SUMMARIES, first=first.isoformat(), last=last.isoformat()
        )
        summaries = (DaySummary(date.fromisoformat(day), *rest) for day, *rest in rows)
        return {summary.day: summary for summary in summaries}

    def years(self) -> list[int]:
        """The years that have entries, in order."""
        years: list[int] = []
        after = ""
        # From each year to the next day with an entry: a look into the index for each year. A
        # damaged day may be none, and must not be met for ever.
        while isinstance(day := self._database.ask(entry_queries.NEXT_DAY, after=after)[0][0], str):
            if day <= after:
                break
            if day[:4].isdecimal():
                years.append(int(day[:4]))
            after = max(day, f"{day[:4]}-99-99")
        return years

    def places(self) -> dict[str, int]:
        """Each place that entries name, with how many do, the most used first."""
        return dict(self._database.ask(entry_queries.PLACES))

    def persons(self) -> list[str]:
        """Each nickname that entries name, the one met last first."""
        return [person for (person,) in self._database.ask(entry_queries.PERSONS)]

    def done_acts_since(self, first: date) -> list[Entry]:
        """Every act that was done on ``first`` or later and can be read, oldest first."""
        found = self._listed(entry_queries.DONE_SINCE, first=first.isoformat())
        return list(_readable(found, None))

    def fetch(self, numbers: Sequence[int]) -> list[ListedEntry]:
        """The entries with these numbers, in their order; those that are gone are left out."""
        rows = self._table.look(entry_queries.FETCHED, numbers=list(numbers))
        found = {row.number: _listed(row) for row in rows}
        return [found[number] for number in numbers if number in found]

    def _listed(self, which: Statement, **given: object) -> list[ListedEntry]:
        return [_listed(row) for row in self._table.look(which, **given)]

    def _change(self, values: dict[str, object], which: Statement, entry_id: UUID) -> None:
        if not self._table.change(values, which, id=str(entry_id)):
            raise EntryGoneError

    def _make_way(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _CHUNK):
            for row in self._table.look(entry_queries.WITH_IDS, ids=ids[start : start + _CHUNK]):
                if not row.is_sound:
                    take_out(self._database, row.number)


def _row(entry: Entry) -> dict[str, object]:
    return {**to_row(entry), "deleted_at": None}


def _listed(found: FoundRow) -> ListedEntry:
    if found.is_sound:
        with suppress(DamagedJournalError):
            return from_row(Entry, found.values)
    return unreadable_entry(found.number, found.values)


def _readable(listed: Iterable[ListedEntry], told: Told | None) -> Iterator[Entry]:
    for entry in listed:
        if isinstance(entry, Entry):
            yield entry
        elif told is not None:
            told(entry)
