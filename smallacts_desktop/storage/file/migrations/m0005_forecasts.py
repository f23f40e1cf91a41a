"""The fifth schema: a forecast, a plan and a mark for a good moment in every entry.

The columns are added behind the others, so that no row is copied and one that cannot be read stays
as it is. The checksum of a row covers them too: a row whose old one holds gets a new one, and any
other stays unreadable. The columns and their order belong to this step for ever.
"""

from typing import Any

from smallacts_desktop.storage.file.checksums import checksum

_BEFORE = (
    "id", "kind", "date", "time", "utc_offset", "written_at", "act", "act_id", "size", "place",
    "person", "outcome", "barrier", "mood_before", "mood_before_recorded", "mood_after",
    "response", "expectation", "private", "deleted_at", "note",
)  # fmt: skip
# What an entry from before says: no forecast, no plan, no mark.
_ADDED = (None, "", 0)
_AT_A_TIME = 500


def _quoted(sql: str) -> str:
    return sql.replace("'", "''")


_CHECKSUM = "checksum BLOB NOT NULL DEFAULT x''"
_COLUMNS = """forecast TEXT CHECK (forecast IN ('likely', 'not_sure', 'unlikely')),
        plan TEXT NOT NULL DEFAULT '',
        good_moment INTEGER NOT NULL DEFAULT 0 CHECK (good_moment IN (0, 1))"""

# ALTER TABLE writes just this, but first looks at every row, and gives up where the value of one
# is of another kind than its column's: one damaged row would keep the whole journal from opening.
STATEMENTS: tuple[str, ...] = (
    "PRAGMA writable_schema = ON",
    f"""
    UPDATE sqlite_schema SET sql = replace(
        sql, '{_quoted(_CHECKSUM)}', '{_quoted(f"{_CHECKSUM}, {_COLUMNS}")}'
    ) WHERE type = 'table' AND name = 'entries'
    """,  # noqa: S608 - our own words
    "PRAGMA writable_schema = RESET",
    """
    CREATE INDEX entries_good_moments ON entries (good_moment, deleted_at)
        WHERE deleted_at IS NULL AND good_moment
    """,
)


def fill(connection: Any) -> None:  # noqa: ANN401 - the library ships no types
    """Give every entry whose checksum holds its new one, some hundred at a time."""
    usual = connection.text_factory
    connection.text_factory = bytes
    listed = ", ".join(f'"{name}", typeof("{name}")' for name in _BEFORE)
    sql = f"SELECT rowid, checksum, {listed} FROM entries WHERE rowid > ? ORDER BY rowid LIMIT ?"  # noqa: S608 - our names
    # Numbers below nought are possible where a row's own is SQLite's.
    last = -(2**63)
    try:
        while rows := connection.execute(sql, (last, _AT_A_TIME)).fetchall():
            made = ((_checksum(found, values), number) for number, found, *values in rows)
            connection.executemany(
                "UPDATE entries SET checksum = ? WHERE rowid = ?",
                [(found, number) for found, number in made if found is not None],
            )
            last = rows[-1][0]
    finally:
        connection.text_factory = usual


def _checksum(found: bytes, columns: list[Any]) -> bytes | None:
    """The new checksum of a row; None where the one that was ``found`` does not hold."""
    try:
        values = [
            value.decode() if kind == b"text" else value
            for value, kind in zip(columns[::2], columns[1::2], strict=True)
        ]
        if checksum("entries", values) != found:
            return None
        return checksum("entries", [*values, *_ADDED])
    except (TypeError, ValueError):
        return None
