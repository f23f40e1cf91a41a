"""The fourth schema: every row carries a checksum, so that a flipped bit is not taken for words.

The columns and their order of this step never change; ``checksums.py`` says how a checksum is
made. A row that cannot be read, since a text in it is none, keeps an empty checksum, which is no
row's: it stays where it is and is told as unreadable.

``kept_aside`` holds unreadable rows, as JSON, that had to leave their place for another.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.storage.file.checksums import NONE_YET, checksum

_COLUMNS: dict[str, tuple[str, ...]] = {
    "entries": (
        "id", "kind", "date", "time", "utc_offset", "written_at", "act", "act_id", "size", "place",
        "person", "outcome", "barrier", "mood_before", "mood_before_recorded", "mood_after",
        "response", "expectation", "private", "deleted_at", "note",
    ),
    "pending": (
        "id", "act_id", "title", "hint", "size", "place", "mood_before", "started_at",
        "started_day", "started_time", "utc_offset",
    ),
    "drafts": ("form", "answers", "saved_at"),
    "offers": ("id", "day", "size", "act_id", "offered_at"),
    "act_marks": ("act_id", "favourite", "hidden"),
    "own_acts": (
        "id", "size", "title", "hint", "places", "little_energy", "created_at", "removed_at",
    ),
    "preferences": ("key", "value"),
    "shares": (
        "number", "shared_at", "day", "way", "preset", "first", "last", "included", "target",
        "rows", "withheld",
    ),
}  # fmt: skip
_AT_A_TIME = 500

STATEMENTS: tuple[str, ...] = (
    *(f"ALTER TABLE {table} ADD COLUMN checksum BLOB NOT NULL DEFAULT x''" for table in _COLUMNS),
    """
    CREATE TABLE kept_aside (
        number INTEGER NOT NULL PRIMARY KEY,
        origin TEXT NOT NULL,
        contents TEXT NOT NULL,
        checksum BLOB NOT NULL DEFAULT x''
    ) STRICT
    """,
)


def fill(connection: Any) -> None:  # noqa: ANN401 - the library ships no types
    """Give every row that there is its checksum, some hundred at a time."""
    usual = connection.text_factory
    connection.text_factory = bytes
    # A damaged value that breaks a rule of its table has to stay as it is.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    try:
        for table, columns in _COLUMNS.items():
            sql = f"UPDATE {table} SET checksum = ? WHERE rowid = ?"  # noqa: S608 - our names
            for rows in _batches(connection, table, columns):
                try:
                    connection.executemany(sql, rows)
                except sqlite.IntegrityError:
                    _fill_those_that_can_be(connection, sql, rows)
    finally:
        connection.execute("PRAGMA ignore_check_constraints = OFF")
        connection.text_factory = usual


def _fill_those_that_can_be(
    connection: Any,  # noqa: ANN401 - the library ships no types
    sql: str,
    rows: list[tuple[bytes, int]],
) -> None:
    for row in rows:
        # A row with a value of another kind than its column's cannot be written at all.
        with suppress(sqlite.IntegrityError):
            connection.execute(sql, row)


def _batches(
    connection: Any,  # noqa: ANN401 - the library ships no types
    table: str,
    columns: tuple[str, ...],
) -> Iterator[list[tuple[bytes, int]]]:
    listed = ", ".join(f'"{name}", typeof("{name}")' for name in columns)
    sql = f"SELECT rowid, {listed} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT ?"  # noqa: S608 - our names
    # Numbers below nought are possible where a row's own is SQLite's.
    last = -(2**63)
    while rows := connection.execute(sql, (last, _AT_A_TIME)).fetchall():
        made = ((_checksum(table, row[1:]), row[0]) for row in rows)
        yield [pair for pair in made if pair[0] != NONE_YET]
        last = rows[-1][0]


def _checksum(table: str, values: tuple[Any, ...]) -> bytes:
    try:
        return checksum(
            table, [_read(*pair) for pair in zip(values[::2], values[1::2], strict=True)]
        )
    except (TypeError, ValueError):
        return NONE_YET


def _read(value: Any, kind: bytes) -> Any:  # noqa: ANN401 - what a column holds
    return value.decode() if kind == b"text" else value
