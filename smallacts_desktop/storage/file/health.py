"""Whether an open journal file is sound; only reads."""

import re
from contextlib import closing
from pathlib import Path

from smallacts_desktop.domain.journal_errors import DamagedJournalError, NotAJournalError
from smallacts_desktop.storage.file.db_errors import domain_errors
from smallacts_desktop.storage.file.driver import Driver
from smallacts_desktop.storage.file.files import APPLICATION_ID
from smallacts_desktop.storage.keys.keys import Key, salt_of

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

    In an encrypted file every page carries a seal, so that a change to any bit of it is found,
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
    """What SQLCipher says of the pages of an encrypted file whose seal is broken."""
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
