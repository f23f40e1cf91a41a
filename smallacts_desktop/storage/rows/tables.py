"""The tables of the newest schema, and reading and writing their rows with their checksums.

They create nothing: the schema, with its rules, is the SQL in ``migrations``. Columns that SQLite
fills in by itself, such as the number of an entry, are not named here.

This is the one place where checksums are made and compared. A row whose checksum is another one
is unreadable: its values are not the ones that were written. It is left out of what is read, never
given a new checksum, and archived before another takes its place.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from peewee import fn

from smallacts_desktop.storage.file.checksums import Shape
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.statements import Given, Statement

ENTRIES = Shape(
    "entries",
    (
        "id", "kind", "date", "time", "utc_offset", "written_at", "act", "act_id", "size", "place",
        "person", "outcome", "barrier", "mood_before", "mood_before_recorded", "mood_after",
        "response", "expectation", "private", "deleted_at", "note", "forecast", "plan",
        "good_moment",
    ),
)  # fmt: skip
# The one act that waits, in the row with id 1.
PENDING = Shape(
    "pending",
    (
        "id", "act_id", "title", "hint", "size", "place", "mood_before", "started_at",
        "started_day", "started_time", "utc_offset",
    ),
)  # fmt: skip
# A half-written form; ``answers`` is JSON.
DRAFTS = Shape("drafts", ("form", "answers", "saved_at"))
# An act that was shown as a day's act; the highest ``id`` is the latest.
OFFERS = Shape("offers", ("id", "day", "size", "act_id", "offered_at"))
# What the person marked on an act, their own or the catalogue's.
ACT_MARKS = Shape("act_marks", ("act_id", "favourite", "hidden"))
# An act that the person made up; ``places`` are codes with spaces between.
OWN_ACTS = Shape(
    "own_acts",
    ("id", "size", "title", "hint", "places", "little_energy", "created_at", "removed_at"),
)
# A choice that belongs to the journal rather than to the computer.
PREFERENCES = Shape("preferences", ("key", "value"))
SHARES = Shape(
    "shares",
    (
        "number", "shared_at", "day", "way", "preset", "first", "last", "included", "target",
        "rows", "withheld",
    ),
)  # fmt: skip
# An unreadable row, as JSON, that had to leave its place for another.
KEPT_ASIDE = Shape("kept_aside", ("number", "origin", "contents"))

EVERY_TABLE = (
    ENTRIES, PENDING, DRAFTS, OFFERS, ACT_MARKS, OWN_ACTS, PREFERENCES, SHARES, KEPT_ASIDE,
)  # fmt: skip


Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row as it lies in the file; ``number`` is SQLite's own for it."""

    number: int
    values: Row
    is_sound: bool


class CheckedTable:
    """One table of a journal. What it is asked for is a ``Statement`` made of its ``select``."""

    def __init__(self, database: Database, shape: Shape) -> None:
        self._database = database
        self._shape = shape
        self._names = shape.names

    def look(self, which: Statement | None = None, /, **given: object) -> list[FoundRow]:
        """The rows that ``which`` asks for, sound or not; without it every row."""
        return list(map(self._found, self._database.ask(which or every(self._shape), **given)))

    def numbered(self, number: int) -> list[FoundRow]:
        """The row with this number of SQLite's, if there is one."""
        return self.look(_numbered(self._shape), number=number)

    def rows(self, which: Statement | None = None, /, **given: object) -> list[Row]:
        """The rows that ``which`` asks for, without those that are unreadable."""
        return [found.values for found in self.look(which, **given) if found.is_sound]

    def row(self, key: object) -> Row | None:
        """The readable row with a key, or None."""
        return next(iter(self.rows(keyed(self._shape), key=key)), None)

    def next_number(self) -> int:
        """One more than the highest key so far; inside a transaction nobody else gets it."""
        return int(self._database.ask(_highest(self._shape))[0][0] or 0) + 1

    def put(self, row: Mapping[str, object]) -> None:
        """Write a row, in the place of the one with its key."""
        with self._database.transaction():
            self._make_way(keyed(self._shape), key=row[self._shape.key])
            self._database.run_many(insertion(self._shape, "REPLACE"), self.with_checksums((row,)))

    def change(self, changes: Mapping[str, object], which: Statement, /, **given: object) -> int:
        """Give the readable rows that ``which`` asks for other values; return how many."""
        with self._database.transaction():
            found = [item for item in self.look(which, **given) if item.is_sound]
            rows = self.with_checksums({**item.values, **changes} for item in found)
            numbered = (
                {**row, "number": item.number} for row, item in zip(rows, found, strict=True)
            )
            return self._database.run_many(_change(self._shape, tuple(changes)), numbered)

    def delete(self, which: Statement | None = None, /, **given: object) -> None:
        """Delete the rows that ``which`` asks for; an unreadable one is archived first."""
        with self._database.transaction():
            found = self._make_way(which, **given)
            numbers = [{"number": item.number} for item in found]
            self._database.run_many(_deletion(self._shape), numbers)

    def with_checksums(self, rows: Iterable[Mapping[str, object]]) -> list[Row]:
        """Rows with their checksums. Raises ForbiddenCharacterError for half a character."""
        with self._database.errors():
            return [self._shape.with_checksums(row) for row in rows]

    def archive_rows(self, found: Iterable[FoundRow]) -> None:
        """Keep a copy of unreadable rows in a table of its own, byte for byte."""
        aside = CheckedTable(self._database, KEPT_ASIDE)
        for item in found:
            _, *raw = self._database.ask_raw(_numbered(self._shape), number=item.number)[0]
            contents = dict(zip(self._names, map(as_json, raw), strict=True))
            aside.put(
                {
                    "number": aside.next_number(),
                    "origin": self._shape.table,
                    "contents": json.dumps(contents),
                }
            )

    def _make_way(self, which: Statement | None, /, **given: object) -> list[FoundRow]:
        found = self.look(which, **given)
        if self._shape is not KEPT_ASIDE:
            self.archive_rows(item for item in found if not item.is_sound)
        return found

    def _found(self, row: tuple[Any, ...]) -> FoundRow:
        values = dict(zip(self._names, row[1:], strict=True))
        sound = self._shape.is_sound(values)
        if sound:
            self._database.unreadable.discard((self._shape.table, row[0]))
        else:
            self._database.unreadable.add((self._shape.table, row[0]))
        return FoundRow(row[0], values, sound)


@cache
def every(shape: Shape) -> Statement:
    """Asks for every row."""
    return Statement(shape.select())


@cache
def insertion(shape: Shape, how: str = "ABORT") -> Statement:
    """Writes rows with checksums; ``how`` is what SQLite does where two cannot stand together."""
    return Statement(shape.source.insertion(shape.names).on_conflict(how))


@cache
def keyed(shape: Shape) -> Statement:
    """Asks for the row whose key is given as ``key``."""
    return Statement(shape.select().where(shape.source.c[shape.key] == Given("key")))


@cache
def _numbered(shape: Shape) -> Statement:
    return Statement(shape.select().where(shape.source.c.rowid == Given("number")))


@cache
def _highest(shape: Shape) -> Statement:
    return Statement(shape.source.select(fn.max(shape.source.c[shape.key])))


@cache
def _change(shape: Shape, names: tuple[str, ...]) -> Statement:
    values = {shape.source.c[name]: Given(name) for name in (*names, shape.names[-1])}
    return Statement(shape.source.update(values).where(shape.source.c.rowid == Given("number")))


@cache
def _deletion(shape: Shape) -> Statement:
    return Statement(shape.source.delete().where(shape.source.c.rowid == Given("number")))


def as_json(value: object) -> object:
    """A value as it can stand in JSON: a text that is none, and bytes, by their digits."""
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError:
        return {"hex": value.hex()}
