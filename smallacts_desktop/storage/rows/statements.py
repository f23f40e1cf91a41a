"""Statements for SQLite, built with peewee and put into SQL once, however often they are run.

Putting one into SQL takes peewee longer than SQLite needs to run it, so what changes from one time
to the next stands in it as ``Given`` and comes with each run.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from peewee import (
    SCOPE_SOURCE,
    SQL,
    Column,
    Context,
    Expression,
    Insert,
    Node,
    Select,
    SqliteDatabase,
    Table,
    fn,
)
from sqlcipher3 import dbapi2 as sqlite


class _Dialect(SqliteDatabase):
    """The SQL of SQLCipher's SQLite; a packed program has no other whose version peewee knows."""

    server_version = sqlite.sqlite_version_info


_SQLITE = _Dialect(None)
NOT_INDEXED = "NOT INDEXED"
COUNT = fn.count(SQL("*"))
BLANK = SQL("''")  # spelled out: SQLite uses a partial index only where it sees its condition


@dataclass(frozen=True, slots=True)
class Given:
    """The place in a statement of a value that comes with each run, by its name."""

    name: str


class Source(Table):
    """A table under its own name; ``hint`` tells SQLite which index to use or that none is."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__(name, alias=name)
        self._hint = hint

    def columns(self, names: Iterable[str]) -> list[Column]:
        """Its columns of these names."""
        return [self.c[name] for name in names]

    def insertion(self, names: Sequence[str]) -> Insert:
        """A query that writes a row of these columns; their values are given by their names."""
        return self.insert([tuple(map(Given, names))], columns=self.columns(names))

    def __sql__(self, ctx: Context) -> Context:
        """Name the table in a statement; peewee calls it."""
        super().__sql__(ctx)
        if ctx.scope == SCOPE_SOURCE and self._hint:
            ctx.literal(f" {self._hint}")
        return ctx


class Statement:
    """A statement that is run with other values each time."""

    def __init__(self, query: Node) -> None:
        self._query = query

    @property
    def sql(self) -> str:
        """The statement in SQL, with a question mark for each value."""
        return self._compiled[0]

    def values(self, given: Mapping[str, object]) -> list[object]:
        """A value for each question mark; ``given`` has them by name. A list goes as JSON."""
        return [
            _bound(given[value.name]) if type(value) is Given else value
            for value in self._compiled[1]
        ]

    @cached_property
    def row_values(self) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
        """As ``values``, for the many rows of a bulk write, which hold no lists."""
        names = [value.name for value in self._compiled[1] if type(value) is Given]
        if len(names) < max(2, len(self._compiled[1])):
            return self.values
        return itemgetter(*names)

    @cached_property
    def _compiled(self) -> tuple[str, list[object]]:
        sql, values = _SQLITE.get_sql_context().sql(self._query).query()
        return sql, values


def each_of(name: str) -> Select:
    """What a column may be IN: the values of the list that is given under ``name``."""
    return Select([fn.json_each(Given(name))], [SQL("value")])


def same(left: Node, right: object) -> Expression:
    """Whether two values are alike, where NULL is like NULL alone."""
    return Expression(left, "IS", right)


def _bound(value: object) -> object:
    return json.dumps(value) if type(value) is list else value
