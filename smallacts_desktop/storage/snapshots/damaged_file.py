"""What a damaged journal still holds: rows read one by one, around the damage.

It is read as a foreign file is: whatever damaged it may have written to it too.
"""

import os
import time
from collections import deque
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from peewee import fn

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.file.foreign_file import plain_file, reading
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.row_rules import KeptTable, Row
from smallacts_desktop.storage.rows.statements import COUNT, NOT_INDEXED, Source, Statement
from smallacts_desktop.storage.snapshots.backup_reader import READABLE, rows_of, sound_row

# A damaged page is narrowed down by halving. Where the page that leads to all others is damaged
# nothing can be read at all, and that has to end; so has a search in a file full of holes.
_MOST_FAILURES, _MOST_IN_A_ROW = 20_000, 1_000
_MOST_SECONDS = 300.0
# No row is smaller, so a file holds no more of them than this many bytes allow for each.
_SMALLEST_ROW = 16
_REAL_TABLE = (
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ? AND rootpage > 0"
)


@dataclass(slots=True)
class Reading:
    """The sound rows of one table that could be read; ``is_whole`` says that these are all.

    ``unread`` counts the others; there may be more of them where not ``is_counted``.
    """

    rows: list[Row] = field(default_factory=list)
    is_whole: bool = True
    unread: int = 0
    is_counted: bool = True


def read_table(path: Path, key: Key | None, table: KeptTable) -> Reading:
    """Read a table of a damaged file, leaving out what cannot be read; only reads.

    Never raises a SmallActsError: what cannot be opened at all has no rows.
    """
    found = Reading()
    try:
        version, last = _outline(path, key, table)
        if last is None:
            with plain_file(path) as file:
                found.is_whole, last = False, file.seek(0, os.SEEK_END) // _SMALLEST_ROW
    except SmallActsError:
        return Reading(is_whole=False, is_counted=False)
    until = time.monotonic() + _MOST_SECONDS
    failures = in_a_row = 0
    # The longest first: what can be read in long stretches is read before the small pieces.
    ranges = deque([(0, last)])
    while ranges and failures < _MOST_FAILURES and in_a_row < _MOST_IN_A_ROW:
        if time.monotonic() > until:
            break
        first, last = ranges.popleft()
        try:
            _read(path, key, table, (first, last), found, version)
            in_a_row = 0
        except SmallActsError:
            failures, in_a_row = failures + 1, in_a_row + 1
            found.is_whole = False
            if first < last:
                middle = (first + last) // 2
                ranges += ((first, middle), (middle + 1, last))
    total = _count(path, key, table)
    found.is_counted = (found.is_whole and not ranges) or total is not None
    found.unread = max(found.unread, (total or 0) - len(found.rows))
    found.is_whole = found.is_whole and not ranges and not found.unread
    return found


def _count(path: Path, key: Key | None, table: KeptTable) -> int | None:
    """How many rows a table has, by whichever index is the shortest; None where that is damaged."""
    try:
        with reading(path, key, READABLE) as file:
            ((count,),) = file.rows(Statement(table.shape.source.select(COUNT)))
            return int(count)
    except SmallActsError:
        return None


def _read(
    path: Path, key: Key | None, table: KeptTable, numbers: tuple[int, int], found: Reading,
    version: int,
) -> None:  # fmt: skip
    # SQLCipher reads nothing more through a connection that has met a damaged page.
    statement = rows_of(table, version, table.shape.source.c.rowid.between(*numbers))
    with reading(path, key, READABLE) as file:
        values = list(file.rows(statement))
    # Also one that is dated after today: it is the person's own, and the clock may have been ahead.
    rows = [sound_row(table, each, date.max, version) for each in values]
    sound = [row for row in rows if row is not None]
    found.rows += sound
    found.unread += len(values) - len(sound)


def _outline(path: Path, key: Key | None, table: KeptTable) -> tuple[int, int | None]:
    """The version of the schema, and the highest number of a row.

    That is None when the damage lies in the way of it. Raises a SmallActsError when there is no
    such table, or none that holds rows of its own.
    """
    with reading(path, key, READABLE) as file:
        version = int(file.ask("PRAGMA user_version")[0][0])
        if file.ask(_REAL_TABLE, (table.name,)) != [(1,)]:
            raise SmallActsError
        columns = file.ask(f"PRAGMA table_xinfo({table.name})")
        stored = {each[1].decode("utf-8", "replace") for each in columns if not each[6]}
        if not stored.issuperset(table.shape_in(version).columns):
            raise SmallActsError
    try:
        with reading(path, key, READABLE) as file:
            source = Source(table.name, NOT_INDEXED)
            ((highest,),) = file.rows(Statement(source.select(fn.max(source.c.rowid))))
            return version, int(highest or 0)
    except SmallActsError:
        return version, None
