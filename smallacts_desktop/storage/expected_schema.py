"""What a journal of each version consists of, and what in a file is other than that."""

import re
from collections.abc import Iterator
from contextlib import closing
from functools import cache

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.damage import Finding
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.storage.driver import Driver
from smallacts_desktop.storage.migrations import MIGRATIONS

_PARTS = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
# SQLite writes a definition as it was typed, and some versions of it put names in quotes.
_MEANINGLESS = re.compile(r'[\s"]+')
_STRANGE = re.compile(r"[^\w. -]+")
_LONGEST_NAME = 40
_MISSING = QT_TRANSLATE_NOOP("Damage", "“{name}” is missing from the file.")
_FOREIGN = QT_TRANSLATE_NOOP("Damage", "“{name}” does not belong in the file.")
_OTHER = QT_TRANSLATE_NOOP("Damage", "“{name}” is not as it should be.")

Parts = dict[tuple[str, str], tuple[str, str]]


def schema_damage(driver: Driver) -> Iterator[Finding]:
    """What is missing from the open file, foreign to it, or other than it should be."""
    expected = _expected(int(driver.ask("PRAGMA user_version")[0][0]))
    found = _by_name(driver.ask(_PARTS))
    for kind, name in sorted(expected.keys() - found.keys()):
        yield _finding(_MISSING, kind, name)
    for kind, name in sorted(found.keys() - expected.keys()):
        yield _finding(_FOREIGN, kind, name)
    for key in sorted(expected.keys() & found.keys()):
        if expected[key] != found[key]:
            yield _finding(_OTHER, *key)


@cache
def _expected(version: int) -> Parts:
    with closing(sqlite.connect(":memory:", isolation_level=None)) as connection:
        for step in MIGRATIONS:
            if step.version <= version:
                for statement in step.statements:
                    connection.execute(statement)
        return _by_name(connection.execute(_PARTS).fetchall())


def _by_name(rows: list[tuple[object, ...]]) -> Parts:
    return {
        (str(kind), str(name)): (str(table), _MEANINGLESS.sub("", str(sql)))
        for kind, name, table, sql in rows
    }


def _finding(template: str, kind: str, name: str) -> Finding:
    shown = _STRANGE.sub("?", f"{kind} {name}")[:_LONGEST_NAME]
    return Finding(template, {"name": shown})
