"""Whether an open journal file is sound; only reads."""

from contextlib import closing
from pathlib import Path

from smallacts_desktop.domain.errors import DamagedJournalError, NotAJournalError
from smallacts_desktop.storage.driver import Driver
from smallacts_desktop.storage.faults import domain_errors
from smallacts_desktop.storage.files import APPLICATION_ID
from smallacts_desktop.storage.keys import Key, salt_of

_SOUND = [("ok",)]


def check_health(driver: Driver) -> None:
    """Raise DamagedJournalError unless the open file looks sound: the fast check.

    In an encrypted file every page carries a seal, so that a change to any bit of it is found,
    even where nothing is kept just now. What looks wrong is looked at in full, and the same file
    may then turn out to be sound.
    """
    if driver.key is not None and driver.ask("PRAGMA cipher_integrity_check"):
        raise DamagedJournalError
    if driver.ask("PRAGMA quick_check(1)") != _SOUND:
        check_whole(driver)


def check_whole(driver: Driver) -> None:
    """Raise DamagedJournalError unless every page, row and index of the open file is sound."""
    if driver.key is not None and driver.ask("PRAGMA cipher_integrity_check"):
        raise DamagedJournalError
    if driver.ask("PRAGMA integrity_check(1)") != _SOUND:
        raise DamagedJournalError


def verify(path: Path, key: Key | None) -> int:
    """Open a file by itself and look at all of it; returns the version of its schema.

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
