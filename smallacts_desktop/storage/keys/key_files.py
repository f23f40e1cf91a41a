"""The two small files beside an encrypted journal, each an SQLCipher file itself.

``journal.keycheck`` has the journal's key and salt and nothing in it: what opens it is the right
passphrase, whatever has become of the journal. ``journal.recovery`` is opened by the recovery code
and holds the journal's key. While the passphrase is changed, the new ones lie beside the old under
another name, so that a power cut at any moment leaves a pair that fits.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from peewee import PeeweeException
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import DamagedJournalError, OwnFileBlockedError
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.storage.file import foreign_file
from smallacts_desktop.storage.file.driver import Driver, domain_errors
from smallacts_desktop.storage.file.files import (
    beside,
    is_regular,
    make_new,
    open_regular,
    read_regular,
    remove_regular,
    sync_file,
    sync_folder,
    writing_in,
)
from smallacts_desktop.storage.file.swap import next_to
from smallacts_desktop.storage.keys.keys import SALT_BYTES, Key, salt_of
from smallacts_desktop.storage.rows.statements import Source, Statement

KEYCHECK, RECOVERY = ".keycheck", ".recovery"
# Neither has more than a few pages.
_LARGEST = 1_000_000
_KEY_TABLE = Source("sealed")
_INSERT_KEY = Statement(_KEY_TABLE.insertion(("key", "salt")))
_SELECT_KEY = Statement(_KEY_TABLE.select(_KEY_TABLE.c.key, _KEY_TABLE.c.salt).limit(1))
_KEY_COLUMNS = {"sealed": frozenset({"key", "salt"})}


def key_files_of(journal: Path) -> tuple[Path, Path]:
    """Where the key check and the recovery file of a journal are."""
    return journal.with_suffix(KEYCHECK), journal.with_suffix(RECOVERY)


def keychecks(journal: Path) -> list[Path]:
    """The key checks that lie beside a journal, the current one first."""
    return _there(journal.with_suffix(KEYCHECK))


def recoveries(journal: Path) -> list[Path]:
    """The recovery files that lie beside a journal or a snapshot, the current one first."""
    return _there(journal.with_suffix(RECOVERY))


def _there(current: Path) -> list[Path]:
    return [path for path in (current, next_to(current)) if is_regular(path)]


def opens(path: Path, key: Key | None) -> bool:
    """Whether ``key`` opens the encrypted file at ``path``, or None a plain one.

    A commit that a power cut interrupted is undone on the way. Raises a JournalError when the
    file cannot be reached.
    """
    try:
        with domain_errors(path), closing(Driver(path, key)) as driver:
            driver.connect()
            driver.ask("SELECT count(*) FROM sqlite_schema")
    except DamagedJournalError:
        return False
    return True


def needs_undoing(path: Path) -> bool:
    """Whether the library would first undo or remove what lies beside a file; only reads."""
    undo, log, _ = beside(path)
    if is_regular(log):
        # No journal of ours has one, and the library makes another file as soon as it looks.
        return True
    if not is_regular(undo):
        return False
    try:
        with closing(Driver(path, None, mode="ro")) as driver:
            driver.connect()
            driver.ask("SELECT count(*) FROM sqlite_schema")
    except (PeeweeException, sqlite.Error) as error:
        inner = getattr(error, "orig", error)
        # Nothing is written here, so the library wants to undo something; a key comes after that.
        return bool(getattr(inner, "sqlite_errorcode", None) == sqlite.SQLITE_READONLY)
    return False


def salts(journal: Path) -> list[bytes]:
    """The salts that the journal's key may have, each once; only one unless something is damaged.

    The second copy, in the key check, is for a journal whose first bytes are damaged. Where a
    change of passphrase was interrupted there are two key checks, and the journal tells which.
    """
    head = _salts_in([journal])
    known = _salts_in(keychecks(journal))
    return head if set(head) & set(known) else list(dict.fromkeys(head + known))


def _salts_in(paths: Iterable[Path]) -> list[bytes]:
    found = []
    for path in paths:
        with suppress(OSError):
            found.append(salt_of(path))
    return [salt for salt in found if len(salt) == SALT_BYTES]


def write_next(journal: Path, key: Key, code: RecoveryCode) -> None:
    """Write the key check and the recovery file that are to go with the journal's next key.

    Both are opened and read back. Raises a JournalError; then the current ones are as they were.
    """
    keycheck = write_next_keycheck(journal, key)
    write_recovery(next_to(journal.with_suffix(RECOVERY)), key, code)
    if not opens(keycheck, key):
        raise DamagedJournalError


def write_next_keycheck(journal: Path, key: Key) -> Path:
    """Write the key check alone that is to go with the journal's next key; returns where it is."""
    path = next_to(journal.with_suffix(KEYCHECK))
    with written(path, key) as connection:
        connection.execute("CREATE TABLE keycheck (empty)")
    return path


def write_recovery(path: Path, key: Key, code: RecoveryCode) -> None:
    """Write a recovery file at ``path`` and read it back. Raises a JournalError."""
    with written(path, Key.new(code.text)) as connection:
        connection.execute("CREATE TABLE sealed (key BLOB NOT NULL, salt BLOB NOT NULL)")
        connection.execute(_INSERT_KEY.sql, (key.raw, key.salt))
    if read_recovery(path, code) != key:
        raise DamagedJournalError


def copy_next_recovery(source: Path, target: Path) -> bool:
    """Lay the recovery file beside one journal or snapshot beside another, as its next.

    False where there is none. Raises a JournalError.
    """
    found = recoveries(source)[:1]
    for recovery in found:
        copy_small(recovery, next_to(target.with_suffix(RECOVERY)))
    return bool(found)


def copy_small(source: Path, target: Path) -> None:
    """Copy a file of some kilobytes, for its owner alone. Raises a JournalError."""
    make_new(target)
    with writing_in(target.parent):
        content = read_regular(source, _LARGEST + 1)
        if len(content) > _LARGEST:
            raise OwnFileBlockedError(name=source.name, folder=str(source.parent))
        with os.fdopen(open_regular(target, os.O_WRONLY), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def remove_key_files(journal: Path) -> None:
    """Remove the files that go with a key: the journal beside them has none."""
    with writing_in(journal.parent):
        for path in (*recoveries(journal), *keychecks(journal)):
            remove_regular(path)


def is_settled(journal: Path, key: Key) -> bool:
    """Whether the key check beside the journal that ``key`` opens is there and is its own."""
    return _salts_in([journal.with_suffix(KEYCHECK)]) == [key.salt]


def settle(journal: Path, key: Key) -> None:
    """Make sure that the key check of the journal that ``key`` has opened is there and is its own.

    Raises a JournalError; it is taken up in one step.
    """
    if not is_settled(journal, key):
        following = write_next_keycheck(journal, key)
        with writing_in(journal.parent):
            following.replace(journal.with_suffix(KEYCHECK))
            sync_folder(journal.parent)


def read_recovery(path: Path, code: RecoveryCode) -> Key | None:
    """The journal's key, or None when the code is another one or the file is damaged."""
    try:
        key = Key.from_passphrase(code.text, salt_of(path))
    except (OSError, ValueError):
        return None
    try:
        # It may lie beside a backup of somebody else's.
        with foreign_file.reading(path, key, _KEY_COLUMNS, most_bytes=_LARGEST) as file:
            ((raw, salt),) = file.rows(_SELECT_KEY)
        return Key.from_row(raw, salt)
    except (SmallActsError, TypeError, ValueError):
        return None


@contextmanager
def written(path: Path, key: Key | None) -> Iterator[Any]:
    """A connection to a new file at ``path``, for its owner alone, on the disk when it ends.

    ``key`` encrypts it; None leaves it plain. Raises a JournalError.
    """
    make_new(path)
    driver = Driver(path, key)
    with domain_errors(path), closing(driver):
        driver.connect()
        yield driver.connection()
    with writing_in(path.parent):
        sync_file(path)
