"""Whether a file has the tables, triggers and views that this program makes, and no others.

A trigger or a view is a program that comes with a file: it would run whenever the journal is
written to or looked through. So would the rule of a column. They are therefore compared, word for
word, with those that our own migrations make.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import cache
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.backups import Finding
from smallacts_desktop.domain.journal_errors import AlteredJournalError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.storage.file.driver import Driver
from smallacts_desktop.storage.file.migrations import MIGRATIONS, Migration

Row = tuple[Any, ...]
Ask = Callable[[str], list[Row]]

# More, or longer ones, than any schema of ours has: no need to read them all.
_MOST, _LONGEST = 200, 20_000
_SCHEMA = f"""
    SELECT type, name, tbl_name, CASE WHEN octet_length(sql) <= {_LONGEST} THEN sql END, rootpage,
        ifnull(octet_length(sql), 0)
    FROM sqlite_schema LIMIT {_MOST}
"""  # noqa: S608 - numbers
_STRANGE = re.compile(r"[^\w. -]+")
_LONGEST_NAME = 40
_MISSING = QT_TRANSLATE_NOOP("Damage", "“{name}” is missing from the file.")
_FOREIGN = QT_TRANSLATE_NOOP("Damage", "“{name}” does not belong in the file.")
_OTHER = QT_TRANSLATE_NOOP("Damage", "“{name}” is not as it should be.")


def check_schema(driver: Driver, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Raise AlteredJournalError unless the open file's schema is the one of its version."""
    version = driver.ask("PRAGMA user_version")[0][0]
    if version and not is_ours(driver.ask, version, migrations):
        raise AlteredJournalError


def is_ours(ask: Ask, version: int, migrations: Sequence[Migration] = MIGRATIONS) -> bool:
    """Whether what ``ask`` finds in a file is what our migrations make, up to ``version``."""
    return not any(_differences(ask, version, migrations))


def schema_damage(driver: Driver) -> Iterator[Finding]:
    """What is missing from the open file, foreign to it, or other than it should be."""
    version = int(driver.ask("PRAGMA user_version")[0][0])
    for template, kind, name in sorted(_differences(driver.ask, version, MIGRATIONS)):
        shown = _STRANGE.sub("?", f"{kind} {name}"[: 2 * _LONGEST_NAME])[:_LONGEST_NAME]
        yield Finding(template, {"name": shown})


def _differences(
    ask: Ask, version: int, migrations: Sequence[Migration]
) -> set[tuple[str, str, str]]:
    """What is wrong with a schema: a sentence, and the kind and the name of what it is about."""
    expected = _expected(version, tuple(migrations))
    rows = ask(_SCHEMA)
    found = Counter(map(_described, rows))
    lacking = {row[:2] for row in expected - found}
    extra = {row[:2] for row in found - expected}
    # Two tables on the same pages would be one, and what was written to one lost from the other.
    pages = Counter(row[4] for row in rows if _has_pages(row))
    shared = {_described(row)[:2] for row in rows if pages[row[4]] > 1}
    return {
        *((_MISSING, str(kind), str(name)) for kind, name in lacking - extra),
        *((_FOREIGN, str(kind), str(name)) for kind, name in extra - lacking),
        *((_OTHER, str(kind), str(name)) for kind, name in (extra & lacking) | shared),
    }


@cache
def _expected(version: int, migrations: tuple[Migration, ...]) -> Counter[Row]:
    with closing(sqlite.connect(":memory:", isolation_level=None)) as connection:
        for step in migrations:
            if step.version <= version:
                for statement in step.statements:
                    connection.execute(statement)
        return Counter(map(_described, connection.execute(_SCHEMA)))


def _described(row: Row) -> Row:
    """What it is, how long its definition, and whether it has pages of its own; not which."""
    kind, name, table, sql, _, length = row
    return _text(kind), _text(name), _text(table), _text(sql), _has_pages(row), length


def _has_pages(row: Row) -> bool:
    return isinstance(row[4], int) and row[4] > 0


def _text(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
