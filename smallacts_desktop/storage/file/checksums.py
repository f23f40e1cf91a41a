"""The checksum that every row carries: eight bytes that change when any value of the row does.

SQLite keeps no checksums in a plain file, so a flipped bit would come back as the person's words.
The checksum of a row is BLAKE2b, eight bytes long, over a JSON array in UTF-8 without spaces: the
name of the table, then the values of its columns in a fixed order. JSON tells texts, numbers and
NULL apart and where each ends. The row's own id is among the values, so that two rows whose texts
changed places are found too.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from peewee import Select

from smallacts_desktop.storage.rows.statements import Source

COLUMN = "checksum"
NONE_YET = b""
_BYTES = 8
_AS_THEY_ARE = frozenset({str, int, type(None)})
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


@dataclass(frozen=True)
class Shape:
    """A table and the columns that its checksum covers, in that order; the first names a row."""

    table: str
    columns: tuple[str, ...]

    @cached_property
    def source(self) -> Source:
        """The table as peewee knows it."""
        return Source(self.table)

    @cached_property
    def _values(self) -> Callable[[Mapping[str, object]], tuple[object, ...]]:
        return itemgetter(*self.columns)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns of a row as it is written: those covered, and the checksum."""
        return (*self.columns, COLUMN)

    def select(self, hint: str = "", names: Sequence[str] | None = None) -> Select:
        """A query for rows: SQLite's number, then ``names``, by default every column."""
        source = Source(self.table, hint) if hint else self.source
        return source.select(*source.columns(("rowid", *(names or self.names))))

    @property
    def key(self) -> str:
        """The column by which a row is known."""
        return self.columns[0]

    def with_checksums(self, row: Mapping[str, object]) -> dict[str, object]:
        """A row as it is written: its values as SQLite keeps them, and their checksum.

        Raises UnicodeEncodeError for a text with half a character.
        """
        values = [
            value if type(value) in _AS_THEY_ARE else _as_kept(value) for value in self._values(row)
        ]
        return dict(zip(self.names, (*values, checksum(self.table, values)), strict=True))

    def is_sound(self, row: Mapping[str, Any]) -> bool:
        """Whether a row that was read is the one that was written."""
        return self.is_intact([row[name] for name in self.columns], row[COLUMN])

    def is_intact(self, values: Sequence[Any], found: object) -> bool:
        """``is_sound`` for the values of the columns, in their order, and the checksum found."""
        try:
            return checksum(self.table, values) == found
        except (TypeError, ValueError):
            return False


def checksum(table: str, values: Iterable[object]) -> bytes:
    """The checksum of one row's values.

    Raises TypeError for a value that is neither text nor a number nor None, and
    UnicodeEncodeError for half a character.
    """
    return checksum_of(_json([table, *values]))


def checksum_of(written: str) -> bytes:
    """The checksum of a row by the JSON array of it, as SQLite's ``json_array`` writes it too."""
    return hashlib.blake2b(written.encode(), digest_size=_BYTES).digest()


def _as_kept(value: object) -> object:
    """A value as a column gives it back: a whole number has no decimal point there."""
    if isinstance(value, bool | float) and value == int(value):
        return int(value)
    return value
