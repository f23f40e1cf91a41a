"""The two small files beside an encrypted journal, each an SQLCipher file itself.

``journal.keycheck`` has the journal's key and salt and nothing in it: what opens it is the right
passphrase, whatever has become of the journal. ``journal.recovery`` is opened by the recovery code
and holds the journal's key. While the passphrase is changed, the new ones lie beside the old under
another name, so that a power cut at any moment leaves a pair that fits.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from smallacts_desktop.domain.errors import DamagedJournalError, JournalUnavailableError
from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.storage.driver import Driver
from smallacts_desktop.storage.faults import domain_errors
from smallacts_desktop.storage.files import make_file, writing_in
from smallacts_desktop.storage.folders import sync_file
from smallacts_desktop.storage.keys import SALT_BYTES, Key, salt_of

KEYCHECK, RECOVERY = ".keycheck", ".recovery"
_NEXT = "-next"


def keychecks(journal: Path) -> list[Path]:
    """The key checks that lie beside a journal, the current one first."""
    return _there(journal.with_suffix(KEYCHECK))


def recoveries(journal: Path) -> list[Path]:
    """The recovery files that lie beside a journal or a snapshot, the current one first."""
    return _there(journal.with_suffix(RECOVERY))


def _there(current: Path) -> list[Path]:
    return [path for path in (current, _next_to(current)) if path.is_file()]


def _next_to(path: Path) -> Path:
    return path.with_name(path.name + _NEXT)


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
    keycheck = _next_to(journal.with_suffix(KEYCHECK))
    _write_keycheck(keycheck, key)
    write_recovery(_next_to(journal.with_suffix(RECOVERY)), key, code)
    if not opens(keycheck, key):
        raise DamagedJournalError


def _write_keycheck(path: Path, key: Key) -> None:
    with written(path, key) as connection:
        connection.execute("CREATE TABLE keycheck (empty)")


def write_recovery(path: Path, key: Key, code: RecoveryCode) -> None:
    """Write a recovery file at ``path`` and read it back. Raises a JournalError."""
    with written(path, Key.new(code.text)) as connection:
        connection.execute("CREATE TABLE sealed (key BLOB NOT NULL, salt BLOB NOT NULL)")
        connection.execute("INSERT INTO sealed VALUES (?, ?)", (key.raw, key.salt))
    if read_recovery(path, code) != key:
        raise DamagedJournalError


def take_up_next(journal: Path) -> None:
    """Let the files that ``write_next`` wrote take the place of the current ones."""
    with writing_in(journal.parent):
        for ending in (RECOVERY, KEYCHECK):
            current = journal.with_suffix(ending)
            if _next_to(current).exists():
                _next_to(current).replace(current)


def write_next_like(journal: Path, key: Key, snapshot: Path) -> None:
    """``write_next`` for a journal that is to become a snapshot: with what lies beside that."""
    keycheck = _next_to(journal.with_suffix(KEYCHECK))
    _write_keycheck(keycheck, key)
    for recovery in recoveries(snapshot)[:1]:
        copy_small(recovery, _next_to(journal.with_suffix(RECOVERY)))


def copy_next_recovery(journal: Path, snapshot: Path) -> None:
    """Lay the journal's recovery file beside a snapshot that is to have its key, as its next."""
    for recovery in recoveries(journal)[:1]:
        copy_small(recovery, _next_to(snapshot.with_suffix(RECOVERY)))


def copy_small(source: Path, target: Path) -> None:
    """Copy a file of some kilobytes, for its owner alone. Raises a JournalError."""
    with writing_in(target.parent):
        target.unlink(missing_ok=True)
        make_file(target)
        target.write_bytes(source.read_bytes())
        sync_file(target)


def remove_recovery(journal: Path) -> None:
    """Remove the recovery file of a journal or snapshot: it belongs to another key."""
    with writing_in(journal.parent):
        for path in recoveries(journal):
            path.unlink(missing_ok=True)


def forget_next(journal: Path) -> None:
    """Remove what ``write_next`` wrote: the change never came to the journal."""
    with writing_in(journal.parent):
        for ending in (KEYCHECK, RECOVERY):
            _next_to(journal.with_suffix(ending)).unlink(missing_ok=True)


def remove_seals(journal: Path) -> None:
    """Remove the files that go with a key: the journal beside them has none."""
    with writing_in(journal.parent):
        for path in (*recoveries(journal), *keychecks(journal)):
            path.unlink(missing_ok=True)


def settle(journal: Path, key: Key) -> None:
    """Bring the files beside a journal in order, now that ``key`` has opened it.

    A change of passphrase that was interrupted is finished, or forgotten where it never came to
    the journal; a key check that is gone is written again.
    """
    current = journal.with_suffix(KEYCHECK)
    following = _next_to(current)
    if following.exists():
        if _salts_in([following]) == [key.salt]:
            take_up_next(journal)
        else:
            forget_next(journal)
    if _salts_in([current]) != [key.salt]:
        _write_keycheck(current, key)


def read_recovery(path: Path, code: RecoveryCode) -> Key | None:
    """The journal's key, or None when the code is another one or the file is damaged."""
    try:
        key = Key.from_passphrase(code.text, salt_of(path))
    except (OSError, ValueError):
        return None
    driver = Driver(path, key, mode="ro")
    try:
        with domain_errors(path):
            driver.connect()
            raw, salt = driver.ask("SELECT key, salt FROM sealed")[0]
    except (DamagedJournalError, JournalUnavailableError, IndexError):
        return None
    finally:
        driver.close()
    return Key.from_row(raw, salt)


@contextmanager
def written(path: Path, key: Key | None) -> Iterator[Any]:
    """A connection to a new file at ``path``, for its owner alone, on the disk when it ends.

    ``key`` encrypts it; None leaves it plain. Raises a JournalError.
    """
    with writing_in(path.parent):
        path.unlink(missing_ok=True)
        make_file(path)
    driver = Driver(path, key)
    with domain_errors(path), closing(driver):
        driver.connect()
        yield driver.connection()
    with writing_in(path.parent):
        sync_file(path)
