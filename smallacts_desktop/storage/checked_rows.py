"""Reading and writing the rows of a table: the one place where checksums are made and compared.

A row whose checksum is another one is unreadable: its values are not the ones that were written.
It is left out of what is read, never sealed anew, and kept aside before another takes its place.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smallacts_desktop.storage.checksums import COLUMN, Shape
from smallacts_desktop.storage.database import Database
from smallacts_desktop.storage.tables import KEPT_ASIDE

Row = dict[str, Any]
_NEXT_NUMBER = 'SELECT coalesce(max("{key}"), 0) + 1 FROM "{table}"'


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row as it lies in the file; ``number`` is SQLite's own for it."""

    number: int
    values: Row
    is_sound: bool


class CheckedTable:
    """One table of a journal. Conditions are SQL of our own with values bound to it."""

    def __init__(self, database: Database, shape: Shape) -> None:
        self._database = database
        self._shape = shape
        self._names = (*shape.columns, COLUMN)
        listed = ", ".join(f'"{name}"' for name in self._names)
        marks = ", ".join(f":{name}" for name in self._names)
        self._select = f'SELECT rowid, {listed} FROM "{shape.table}" '  # noqa: S608 - our names
        self._put = f'INSERT OR REPLACE INTO "{shape.table}" ({listed}) VALUES ({marks})'  # noqa: S608 - our names

    def look(self, rest: str = "", values: Sequence[object] = ()) -> list[FoundRow]:
        """The rows that ``rest``, what follows FROM in a query, asks for, sound or not."""
        rows = self._database.execute(self._select + rest, values)
        return [self._found(row) for row in rows]

    def rows(self, rest: str = "", values: Sequence[object] = ()) -> list[Row]:
        """The rows that ``rest`` asks for, without those that are unreadable."""
        return [found.values for found in self.look(rest, values) if found.is_sound]

    def row(self, rest: str = "", values: Sequence[object] = ()) -> Row | None:
        """The first readable row that ``rest`` asks for, or None."""
        return next(iter(self.rows(rest, values)), None)

    def next_number(self) -> int:
        """One more than the highest key so far; inside a transaction nobody else gets it."""
        sql = _NEXT_NUMBER.format(key=self._shape.key, table=self._shape.table)
        return int(self._database.execute(sql)[0][0])

    def put(self, row: Mapping[str, object]) -> None:
        """Write a row, in the place of the one with its key."""
        with self._database.transaction():
            self._make_way(f'WHERE "{self._shape.key}" = ?', (row[self._shape.key],))
            self._database.run_many(self._put, self.sealed((row,)))

    def change(
        self, changes: Mapping[str, object], rest: str = "", values: Sequence[object] = ()
    ) -> int:
        """Give the readable rows that ``rest`` asks for other values; return how many."""
        settings = ", ".join(f'"{name}" = :{name}' for name in (*changes, COLUMN))
        sql = f'UPDATE "{self._shape.table}" SET {settings} WHERE rowid = :rowid'  # noqa: S608 - our names
        with self._database.transaction():
            found = [item for item in self.look(rest, values) if item.is_sound]
            rows = self.sealed({**item.values, **changes} for item in found)
            numbered = (
                {**row, "rowid": item.number} for row, item in zip(rows, found, strict=True)
            )
            return self._database.run_many(sql, list(numbered))

    def delete(self, rest: str = "", values: Sequence[object] = ()) -> int:
        """Delete the rows that ``rest``, a WHERE clause, asks for; return how many.

        An unreadable one is kept aside first.
        """
        with self._database.transaction():
            self._make_way(rest, values)
            sql = f'DELETE FROM "{self._shape.table}" {rest} RETURNING 1'  # noqa: S608 - our names
            return len(self._database.execute(sql, values))

    def sealed(self, rows: Iterable[Mapping[str, object]]) -> list[Row]:
        """Rows with their checksums. Raises ForbiddenCharacterError for half a character."""
        with self._database.errors():
            return [self._shape.sealed(row) for row in rows]

    def keep_aside(self, found: Iterable[FoundRow]) -> None:
        """Keep a copy of unreadable rows in a table of its own, byte for byte."""
        aside = CheckedTable(self._database, KEPT_ASIDE)
        for item in found:
            where = self._select + "WHERE rowid = ?"
            raw = self._database.execute_raw(where, (item.number,))[0]
            contents = dict(zip(self._names, map(as_json, raw[1:]), strict=True))
            aside.put(
                {
                    "number": aside.next_number(),
                    "origin": self._shape.table,
                    "contents": json.dumps(contents),
                }
            )

    def _make_way(self, rest: str, values: Sequence[object]) -> None:
        if self._shape is not KEPT_ASIDE:
            self.keep_aside(item for item in self.look(rest, values) if not item.is_sound)

    def _found(self, row: tuple[Any, ...]) -> FoundRow:
        values = dict(zip(self._names, row[1:], strict=True))
        sound = self._shape.is_sound(values)
        if sound:
            self._database.unreadable.discard((self._shape.table, row[0]))
        else:
            self._database.unreadable.add((self._shape.table, row[0]))
        return FoundRow(row[0], values, sound)


def as_json(value: object) -> object:
    """A value as it can stand in JSON: a text that is none, and bytes, by their digits."""
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError:
        return {"hex": value.hex()}
