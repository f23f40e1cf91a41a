"""Reading what can still be read of a damaged journal, row by row, around the damage."""

from collections import deque
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.driver import Driver
from smallacts_desktop.storage.faults import domain_errors
from smallacts_desktop.storage.keys import Key

Row = dict[str, Any]
# A damaged page is narrowed down by halving. Where the page that leads to all others is damaged
# nothing can be read at all, and that has to end; so has a search in a file full of holes.
_MOST_FAILURES, _MOST_IN_A_ROW = 20_000, 1_000
# No row is smaller, so a file holds no more of them than this many bytes allow for each.
_SMALLEST_ROW = 16
_WHOLE_TABLE = 'SELECT * FROM "{table}" NOT INDEXED WHERE rowid BETWEEN ? AND ?'


@dataclass(slots=True)
class Reading:
    """The rows of one table that could be read; ``is_whole`` says that these are all."""

    rows: list[Row] = field(default_factory=list)
    is_whole: bool = True


def read_table(path: Path, key: Key | None, table: str) -> Reading:
    """Read a table of a damaged file, leaving out what cannot be read; only reads.

    ``table`` is one of our own names. Never raises a JournalError: what cannot be opened at all
    has no rows.
    """
    reading = Reading()
    try:
        last = _last_number(path, key, table)
        if last is None:
            reading.is_whole, last = False, path.stat().st_size // _SMALLEST_ROW
    except (SmallActsError, OSError):
        return Reading(is_whole=False)
    failures = in_a_row = 0
    # The longest first: what can be read in long stretches is read before the small pieces.
    ranges = deque([(0, last)])
    while ranges and failures < _MOST_FAILURES and in_a_row < _MOST_IN_A_ROW:
        first, last = ranges.popleft()
        try:
            reading.rows += _read(path, key, table, first, last)
            in_a_row = 0
        except SmallActsError:
            failures, in_a_row = failures + 1, in_a_row + 1
            reading.is_whole = False
            ranges += _halves(first, last)
    return reading


def _halves(first: int, last: int) -> Iterator[tuple[int, int]]:
    if first < last:
        middle = (first + last) // 2
        yield first, middle
        yield middle + 1, last


def _read(path: Path, key: Key | None, table: str, first: int, last: int) -> list[Row]:
    # SQLCipher reads nothing more through a connection that has met a damaged page.
    with domain_errors(path), closing(Driver(path, key, mode="ro")) as driver:
        driver.connect()
        found = driver.connection().execute(_WHOLE_TABLE.format(table=table), (first, last))
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _last_number(path: Path, key: Key | None, table: str) -> int | None:
    """The highest number of a row; None when the damage lies in the way of it."""
    with domain_errors(path), closing(Driver(path, key, mode="ro")) as driver:
        driver.connect()
        driver.ask("SELECT count(*) FROM sqlite_schema")
    try:
        with domain_errors(path), closing(Driver(path, key, mode="ro")) as driver:
            driver.connect()
            return int(driver.ask(f'SELECT max(rowid) FROM "{table}" NOT INDEXED')[0][0] or 0)  # noqa: S608 - our names
    except SmallActsError:
        return None
