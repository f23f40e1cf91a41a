"""What a backup holds: rows read as data, held against their table's rules."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

from peewee import Node, fn

from smallacts_desktop.domain.backups import LeftOut
from smallacts_desktop.domain.errors import FileNotReadError
from smallacts_desktop.domain.journal_errors import (
    AlteredSnapshotError,
    DamagedSnapshotError,
    LargeSnapshotError,
    NewerJournalError,
    NotASnapshotError,
)
from smallacts_desktop.storage.file.checksums import COLUMN
from smallacts_desktop.storage.file.files import APPLICATION_ID
from smallacts_desktop.storage.file.foreign_file import (
    MOST_BYTES,
    ForeignFile,
    Readable,
    Tick,
    plain_file,
    reading,
)
from smallacts_desktop.storage.file.health import is_ours
from smallacts_desktop.storage.file.migrations import MIGRATIONS
from smallacts_desktop.storage.keys.keys import Key, salt_of
from smallacts_desktop.storage.rows.row_rules import (
    ENTRIES,
    KEPT_TABLES,
    KeptTable,
    Row,
    UnsoundRowError,
    check_row,
)
from smallacts_desktop.storage.rows.statements import COUNT, NOT_INDEXED, Source, Statement

# The longest note, every character written as an escape of twelve, and all else besides.
_ROW_BYTES = 2_000_000
# The first version of the schema whose rows carry checksums.
_CHECKED_SINCE = 4
# An entry every ten minutes, day and night, for nineteen years.
_MOST_ROWS = 1_000_000
# What a look at all of a table may say when its rows can be read one by one all the same: each is
# held against the rules, and no index is taken over.
_OF_ROWS_ALONE = re.compile(
    rb"ok|row \d+ missing from index .*|wrong # of entries in index .*|non-unique entry in index .*"
    rb"|(?:NULL|non-\w+|\w+) value in .*|CHECK constraint failed in .*"
)
# The numbers that SQLite gives to rows, by whatever name; none, where rows are only counted; and
# their checksums.
_NUMBERS = frozenset({"ROWID", "number", "id", "", COLUMN})
READABLE: Readable = {table.name: frozenset(table.columns) | _NUMBERS for table in KEPT_TABLES}


class BackupReader:
    """A backup that is whole, of a schema of ours, and open.

    ``left_out`` counts the rows met so far that are none of a journal's. ``on_refused`` is given
    each of these that could be read, by column name, with texts as bytes.
    """

    def __init__(self, path: Path, file: ForeignFile, version: int, today: date) -> None:
        self._path, self._file, self._today = path, file, today
        self.version = version
        self.on_refused: Callable[[KeptTable, Row], None] = lambda _table, _row: None
        self._left_out: Counter[str] = Counter()

    @property
    def left_out(self) -> LeftOut:
        """How many rows, among those met so far, cannot be taken."""
        entries = self._left_out[ENTRIES.name]
        return LeftOut(entries, self._left_out.total() - entries)

    def leave_out(self, table: KeptTable, rows: int = 1) -> None:
        """Count rows of ``table`` that cannot be taken."""
        self._left_out[table.name] += rows

    @property
    def tables(self) -> list[KeptTable]:
        """Those that a schema of this version has."""
        return [table for table in KEPT_TABLES if table.since <= self.version]

    def rows(self, table: KeptTable) -> Iterator[Row]:
        """The sound rows of a table, in the order of their numbers."""
        counting = Statement(Source(table.name, NOT_INDEXED).select(COUNT))
        ((count,),) = self._file.rows(counting)
        if count > _MOST_ROWS:
            raise LargeSnapshotError(name=self._path.name, megabytes=MOST_BYTES >> 20)
        met = 0
        for values in self._file.rows(rows_of(table, self.version)):
            met += 1
            row = sound_row(table, values, self._today, self.version)
            if row is not None:
                yield row
            else:
                self.leave_out(table)
                names = _names_in(table, self.version)
                self.on_refused(table, dict(zip(names, values, strict=True)))
        self.leave_out(table, count - met)


@contextmanager
def reading_backup(
    path: Path, key: Key | None, today: date, tick: Tick | None = None
) -> Iterator[BackupReader]:
    """Open a snapshot or backup, which ``key`` opens, after a look at all of it; only reads.

    ``today`` is the latest day on which an entry may lie. ``tick`` may raise CancelledError.
    Raises a SnapshotError, NewerJournalError or FileNotReadError, also at the end of the block
    where the file has changed meanwhile.
    """
    if key is not None:
        # The key opens a file with another salt too; the passphrase never would.
        with plain_file(path):
            try:
                salt = salt_of(path)
            except OSError:
                raise FileNotReadError(name=path.name) from None
        if salt != key.salt:
            raise DamagedSnapshotError(name=path.name)
    with reading(path, key, READABLE, tick) as file:
        yield BackupReader(path, file, _checked(path, file, key), today)


def _names_in(table: KeptTable, version: int) -> tuple[str, ...]:
    """The columns that are read of a table: with the checksum, where the schema has one."""
    shape = table.shape_in(version)
    return shape.names if version >= _CHECKED_SINCE else shape.columns


def rows_of(table: KeptTable, version: int, *conditions: Node) -> Statement:
    """Asks for the rows of a table that are of a likely size, in the order of their numbers.

    ``version`` is that of the file's schema. With their checksums, where it has those.
    """
    source = Source(table.name, NOT_INDEXED)
    # A row is not read for that.
    sizes = [
        fn.ifnull(fn.octet_length(column), 0)
        for column in source.columns(table.shape_in(version).columns)
    ]
    query = source.select(*source.columns(_names_in(table, version))).where(
        reduce(add, sizes) <= _ROW_BYTES, *conditions
    )
    return Statement(query.order_by(source.c.rowid))


def sound_row(
    table: KeptTable, values: tuple[Any, ...], latest_day: date, version: int
) -> Row | None:
    """A row by column name, with every column of today; None when it breaks a rule of its table.

    ``version`` is that of the file's schema. Also None when a value is neither text nor a whole
    number, and when its checksum, the last value where the schema has those, is another one.
    """
    checked, shape = version >= _CHECKED_SINCE, table.shape_in(version)
    row: Row = {}
    for name, value in zip(shape.columns, values, strict=not checked):
        if isinstance(value, bytes):
            try:
                row[name] = value.decode("utf-8")
            except UnicodeDecodeError:
                return None
        elif value is None or isinstance(value, int):
            row[name] = value
        else:
            return None
    if checked and not shape.is_sound({**row, COLUMN: values[-1]}):
        return None
    row = table.completed(row)
    try:
        check_row(table, row, latest_day)
    except UnsoundRowError:
        return None
    return row


def _checked(path: Path, file: ForeignFile, key: Key | None) -> int:
    """The version of the schema, once everything has been looked at."""
    file.ask("SELECT count(*) FROM sqlite_schema")  # a wrong key, or no database at all
    if file.ask("PRAGMA application_id") != [(APPLICATION_ID,)]:
        raise NotASnapshotError(name=path.name)
    version = int(file.ask("PRAGMA user_version")[0][0])
    known = MIGRATIONS[-1].version
    if version > known:
        raise NewerJournalError(found=version, known=known)
    if version < 1:
        raise DamagedSnapshotError(name=path.name)
    if not is_ours(file.ask, version):
        raise AlteredSnapshotError(name=path.name)
    if key is not None and file.ask("PRAGMA cipher_integrity_check"):
        raise DamagedSnapshotError(name=path.name)
    for table in KEPT_TABLES:
        if table.since <= version:
            said = file.ask(f"PRAGMA integrity_check({table.name})")
            if not all(_OF_ROWS_ALONE.fullmatch(message) for (message,) in said):
                raise DamagedSnapshotError(name=path.name)
    return version


@dataclass
class Contents:
    """The version of a file's schema, its entries that are not deleted, and their days.

    ``left_out`` counts what cannot be taken from it.
    """

    version: int
    acts: int = 0
    notes: int = 0
    first: date | None = None
    last: date | None = None
    left_out: LeftOut = field(default_factory=LeftOut)

    def count(self, kind: str, day: date) -> None:
        """Count one entry."""
        self.acts += kind == "act"
        self.notes += kind != "act"
        self.first = day if self.first is None else min(self.first, day)
        self.last = day if self.last is None else max(self.last, day)


def contents(path: Path, key: Key | None, today: date, tick: Tick | None = None) -> Contents:
    """Look at all of the backup at ``path`` as a restore would, and count what it holds.

    Only reads; raises what ``reading_backup`` does.
    """
    with reading_backup(path, key, today, tick) as backup:
        found = Contents(backup.version)
        for table in backup.tables:
            for row in backup.rows(table):
                if table is ENTRIES and row["deleted_at"] is None:
                    found.count(row["kind"], date.fromisoformat(row["date"]))
        found.left_out = backup.left_out
        return found
