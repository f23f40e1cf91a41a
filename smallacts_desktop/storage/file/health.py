"""Whether an open journal file is sound, and its schema the one this program makes; only reads.

A trigger or a view is a program that comes with a file: it would run whenever the journal is
written to or looked through. So would the rule of a column. They are therefore compared, word for
word, with those that our own migrations make.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.backups import Finding
from smallacts_desktop.domain.journal_errors import (
    AlteredJournalError,
    DamagedJournalError,
    NotAJournalError,
)
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.storage.file.driver import Driver, domain_errors
from smallacts_desktop.storage.file.files import APPLICATION_ID
from smallacts_desktop.storage.file.migrations import MIGRATIONS, Migration
from smallacts_desktop.storage.keys.keys import Key, salt_of

Row = tuple[Any, ...]
Ask = Callable[[str], list[Row]]

# More, or longer ones, than any schema of ours has: no need to read them all.
_MOST_PARTS, _LONGEST_SQL = 200, 20_000
_SCHEMA = f"""
    SELECT type, name, tbl_name, CASE WHEN octet_length(sql) <= {_LONGEST_SQL} THEN sql END,
        rootpage, ifnull(octet_length(sql), 0)
    FROM sqlite_schema LIMIT {_MOST_PARTS}
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


_SOUND = "ok"
# As many messages as SQLite gives when it is not told another number. What is wrong with pages
# comes before what is wrong with values.
_MOST = 100
# A value that breaks a rule of its column: its row's checksum tells, and costs that row alone.
_VALUE = re.compile(
    r"(?:NULL|NUMERIC|TEXT|INT|BLOB|REAL|non-\w+) value in |CHECK constraint failed"
)
# What SQLite says of a table and its index that do not agree.
_INDEX = re.compile(
    r"(?:row \d+ (?:missing from|values differ from)|rowid not at end-of-record for row \d+ of"
    r"|wrong # of entries in|non-unique entry in) index (\w+)"
)


def check_health(driver: Driver) -> None:
    """Raise DamagedJournalError unless the open file looks sound: the fast check.

    In an encrypted file every page is authenticated, so that a change to any bit of it is found,
    even where nothing is kept just now. What looks wrong is looked at in full, and the same file
    may then turn out to be sound. Values are not looked at: each row has its own checksum.
    """
    if broken_pages(driver):
        raise DamagedJournalError
    if _about_pages(driver, "quick_check"):
        check_whole(driver)


def check_whole(driver: Driver) -> None:
    """Raise DamagedJournalError unless every page and index of the open file is sound."""
    if broken_pages(driver) or _about_pages(driver, "integrity_check"):
        raise DamagedJournalError


def broken_pages(driver: Driver) -> list[str]:
    """What SQLCipher says of the pages of an encrypted file that fail authentication."""
    if driver.key is None:
        return []
    return [str(message) for (message,) in driver.ask("PRAGMA cipher_integrity_check")]


def structure_problems(driver: Driver) -> tuple[list[str], list[str]]:
    """What SQLite finds wrong with the pages of the open file, and the indexes it finds wrong."""
    messages = _about_pages(driver, "integrity_check")
    matches = {message: _INDEX.match(message) for message in messages}
    indexes = [match[1] for match in matches.values() if match]
    return [text for text, match in matches.items() if not match], list(dict.fromkeys(indexes))


def _about_pages(driver: Driver, pragma: str) -> list[str]:
    messages = [str(message) for (message,) in driver.ask(f"PRAGMA {pragma}({_MOST})")]
    return [text for text in messages if text != _SOUND and not _VALUE.match(text)]


def verify(path: Path, key: Key | None) -> int:
    """Open a file by itself and look at every page; returns the version of its schema.

    Raises NotAJournalError, or DamagedJournalError, also when the passphrase would not open what
    the key does since the salt in the file is another one.
    """
    with domain_errors(path), closing(Driver(path, key, mode="ro")) as driver:
        driver.connect()
        if key is not None and _salt(path) != key.salt:
            raise DamagedJournalError
        check_whole(driver)
        if driver.ask("PRAGMA application_id") != [(APPLICATION_ID,)]:
            raise NotAJournalError
        return int(driver.ask("PRAGMA user_version")[0][0])


def _salt(path: Path) -> bytes:
    try:
        return salt_of(path)
    except OSError:
        return b""
