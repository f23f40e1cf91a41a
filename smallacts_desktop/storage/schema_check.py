"""Whether a file has the tables, triggers and views that this program makes, and no others.

A trigger or a view is a program that comes with a file: it would run whenever the journal is
written to or looked through. So would the rule of a column. They are therefore compared, word for
word, with those that our own migrations make.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.errors import AlteredJournalError
from smallacts_desktop.storage.driver import Driver
from smallacts_desktop.storage.migrations import MIGRATIONS, Migration

Row = tuple[Any, ...]
Ask = Callable[[str], list[Row]]

# More, or longer ones, than any schema of ours has: no need to read them all.
_MOST, _LONGEST = 200, 20_000
_SCHEMA = "SELECT type, name, tbl_name, sql, rootpage FROM sqlite_schema"
_UNLIKELY = f"SELECT count(*) FROM sqlite_schema WHERE ifnull(octet_length(sql), 0) > {_LONGEST}"  # noqa: S608 - a number


def check_schema(driver: Driver, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Raise AlteredJournalError unless the open file's schema is the one of its version."""
    version = driver.ask("PRAGMA user_version")[0][0]
    if version and not is_ours(driver.ask, version, migrations):
        raise AlteredJournalError


def is_ours(ask: Ask, version: int, migrations: Sequence[Migration] = MIGRATIONS) -> bool:
    """Whether what ``ask`` finds in a file is what our migrations make, up to ``version``."""
    if ask(_UNLIKELY)[0][0]:
        return False
    found = ask(f"{_SCHEMA} LIMIT {_MOST}")
    pages = [row[-1] for row in found if _has_pages(row)]
    # Two tables on the same pages would be one, and what was written to one lost from the other.
    if len(set(pages)) < len(pages):
        return False
    return Counter(map(_described, found)) == _expected(version, tuple(migrations))


@cache
def _expected(version: int, migrations: tuple[Migration, ...]) -> Counter[Row]:
    with closing(sqlite.connect(":memory:", isolation_level=None)) as connection:
        for step in migrations:
            if step.version <= version:
                for statement in step.statements:
                    connection.execute(statement)
        return Counter(map(_described, connection.execute(_SCHEMA)))


def _described(row: Row) -> Row:
    """What it is, and whether it has pages of its own; not which."""
    return *map(_text, row[:-1]), _has_pages(row)


def _has_pages(row: Row) -> bool:
    return isinstance(row[-1], int) and row[-1] > 0


def _text(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
