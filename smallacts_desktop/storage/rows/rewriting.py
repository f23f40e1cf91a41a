"""Writing what a backup holds into a new journal file of this program's own."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path

from smallacts_desktop.domain.backups import LeftOut
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.file.foreign_file import Tick
from smallacts_desktop.storage.file.health import verify
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.checked_rows import CheckedTable, as_json, insertion
from smallacts_desktop.storage.rows.row_rules import KEPT_ASIDE, KeptTable, Row
from smallacts_desktop.storage.snapshots.backup_reader import reading_backup

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
