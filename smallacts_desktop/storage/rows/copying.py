"""Taking over the rows of another file: a backup, a damaged journal, one entry of a snapshot."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from smallacts_desktop.domain.backups import LeftOut
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.file.foreign_file import Tick
from smallacts_desktop.storage.file.health import verify
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.mapping import from_row
from smallacts_desktop.storage.rows.row_rules import (
    ENTRIES,
    KEPT_ASIDE,
    KEPT_TABLES,
    KeptTable,
    Row,
)
from smallacts_desktop.storage.rows.statements import Given, Statement
from smallacts_desktop.storage.rows.tables import CheckedTable, as_json, insertion
from smallacts_desktop.storage.snapshots.backup_reader import reading_backup
from smallacts_desktop.storage.snapshots.damaged_file import Reading, read_table


def copy_in(
    snapshot: Path, key: Key | None, today: date, wanted: Mapping[str, Any]
) -> Entry | None:
    """The entry that the unreadable row ``wanted`` used to be, as a snapshot has it, or None.

    It is known by its id; by everything else, where the id itself is what cannot be read. Raises
    a SnapshotError, NewerJournalError or FileNotReadError.
    """
    with reading_backup(snapshot, key, today) as backup:
        alike = None
        for row in backup.rows(ENTRIES):
            if row["id"] == wanted["id"]:
                return from_row(Entry, row)
            if alike is None and _differs_in_id_alone(row, wanted):
                alike = from_row(Entry, row)
        return alike


def _differs_in_id_alone(row: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    # What was archived by an earlier version says nothing in the columns that came later.
    return all(
        row[name] == wanted[name] for name in ENTRIES.columns if name != "id" and name in wanted
    )


# What a failing disk spoils is some rows; a file that was made to be endless must not fill another.
_MOST_BYTES, _MOST_BYTES_OF_ROW = 16_000_000, 1_900_000
_BESIDES = 100


class RefusedRows:
    """What was refused so far, up to 16 MB in all and 1.9 MB for one row; what is more is not."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._bytes = 0

    def add(self, table: KeptTable, row: Mapping[str, object]) -> None:
        """Keep a row of ``table`` by column name, byte for byte."""
        contents = json.dumps({name: as_json(value) for name, value in row.items()})
        size = len(contents) + _BESIDES
        if size <= _MOST_BYTES_OF_ROW and self._bytes + size <= _MOST_BYTES:
            self._bytes += size
            self._rows.append({"origin": table.name, "contents": contents})

    def numbered(self, first: int) -> list[Row]:
        """All of them, as rows of the table for such rows, from number ``first`` on."""
        return [{"number": number, **row} for number, row in enumerate(self._rows, start=first)]


_AT_ONCE = 500


def write_afresh(
    source: Path,
    key: Key | None,
    target: Path,
    new_key: Key | None,
    today: date,
    tick: Tick | None = None,
) -> LeftOut:
    """Make a journal at ``target`` of the rows of a backup that are sound; returns what was not.

    ``key`` opens the backup, ``new_key`` the journal that is made; nothing may lie at ``target``
    yet. Nothing but rows is taken: tables, rules and search index are those of this program. Rows
    that are not sound are archived in it, as far as there is room for them. The backup stays as
    it is. ``today`` is the latest day on which an entry may lie.

    Raises what ``reading_backup`` does, or a JournalError; then what lies at ``target`` is
    unfinished.
    """
    with reading_backup(source, key, today, tick) as backup:
        refused = RefusedRows()
        backup.on_refused = refused.add
        with closing(Database.open(target, new_key)) as database, database.transaction():
            for table in backup.tables:
                for rows in _batches(backup.rows(table)):
                    added = add_rows(database, table, rows)
                    if added < len(rows):
                        backup.leave_out(table, len(rows) - added)
                        for row in _not_added(database, table, rows):
                            refused.add(table, row)
            archive_rows(database, refused.numbered)
        left_out = backup.left_out
    verify(target, new_key)
    return left_out


def add_rows(database: Database, table: KeptTable, rows: list[Row], how: str = "IGNORE") -> int:
    """Add sound rows to an open journal; returns how many were added.

    ``how`` is what SQLite does with a row that cannot stand beside one that is there.
    """
    return database.run_many(insertion(table.shape, how), map(table.shape.with_checksums, rows))


def archive_rows(database: Database, numbered: Callable[[int], list[Row]]) -> None:
    """Add rows to those archived; ``numbered`` gives them, from a number on."""
    first = CheckedTable(database, KEPT_ASIDE.shape).next_number()
    add_rows(database, KEPT_ASIDE, numbered(first))


def _not_added(database: Database, table: KeptTable, rows: list[Row]) -> Iterator[Row]:
    """Those of some rows that are not in an open journal as they are."""
    there = CheckedTable(database, table.shape)
    for row in rows:
        found = there.row(row[table.shape.key])
        if found is None or any(found[name] != row[name] for name in table.columns):
            yield row


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch


_E = ENTRIES.shape.source.c
_STATE = Statement(
    ENTRIES.shape.source.select(_E.written_at, _E.deleted_at).where(_E.id == Given("id"))
)
_RENEWED = Statement(
    ENTRIES.shape.source.update({_E[name]: Given(name) for name in ENTRIES.shape.names}).where(
        _E.id == Given("id")
    )
)
_K = KEPT_ASIDE.shape.source.c
_KEPT = Statement(KEPT_ASIDE.shape.source.select(_K.origin, _K.contents))


@dataclass(slots=True)
class Merged:
    """How many entries were new to the sound journal, and how many it now has in a later state.

    ``entries`` and ``others`` count what could not be read; there may have been more entries where
    not ``is_counted``.
    """

    added: int = 0
    renewed: int = 0
    entries: int = 0
    others: int = 0
    is_counted: bool = True


def readable_entries(damaged: Path, key: Key | None) -> int:
    """How many entries that are not deleted can be read of a damaged file; only reads."""
    return sum(row["deleted_at"] is None for row in read_table(damaged, key, ENTRIES).rows)


def merge(damaged: Path, key: Key | None, target: Database) -> Merged:
    """Add what can be read of a damaged file to an older, sound copy of it, all or nothing.

    An entry that the copy lacks is added; one that was written later replaces the copy's; it is
    deleted if it is in the damaged file. Of the other tables the damaged file's rows win, and what
    either archives stays there.
    """
    found = read_table(damaged, key, ENTRIES)
    merged = Merged(entries=found.unread, is_counted=found.is_counted)
    with target.transaction():
        for row in found.rows:
            try:
                with target.transaction():
                    _merge_entry(target, row, merged)
            except SmallActsError:
                merged.entries += 1
        for table in KEPT_TABLES:
            if table is not ENTRIES:
                reading = read_table(damaged, key, table)
                merged.others += reading.unread
                if table is KEPT_ASIDE:
                    _merge_kept_aside(target, reading)
                else:
                    _merge_table(target, table, reading)
    return merged


def _merge_entry(target: Database, row: Row, merged: Merged) -> None:
    found = target.ask(_STATE, id=row["id"])
    if not found:
        add_rows(target, ENTRIES, [row])
        merged.added += 1
    elif row["written_at"] < found[0][0]:
        return
    elif (row["written_at"], row["deleted_at"]) != found[0]:
        target.run(_RENEWED, **ENTRIES.shape.with_checksums(row))
        merged.renewed += 1


def _merge_kept_aside(target: Database, reading: Reading) -> None:
    there = set(target.ask(_KEPT))
    rows = [row for row in reading.rows if (row["origin"], row["contents"]) not in there]
    archive_rows(
        target, lambda first: [{**row, "number": n} for n, row in enumerate(rows, start=first)]
    )


def _merge_table(target: Database, table: KeptTable, reading: Reading) -> None:
    if reading.is_whole:
        with suppress(SmallActsError), target.transaction():
            target.run(Statement(table.shape.source.delete()))
            add_rows(target, table, reading.rows, "REPLACE")
            return
    for row in reading.rows:
        with suppress(SmallActsError), target.transaction():
            add_rows(target, table, [row], "REPLACE")
