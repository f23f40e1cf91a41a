"""A change of the journal's key that has not come to every snapshot yet.

``journal.rekeying`` lies beside the journal from just before it has its new key until the last
snapshot has it too. It is opened by that new key (or is a plain file, as the journal is then) and
holds the key from before, so that a change which a power cut interrupted can be finished by
whoever opens the journal next, and no snapshot stays under a passphrase that was given up.
"""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from smallacts_desktop.domain.backups import OldSnapshots
from smallacts_desktop.domain.errors import DamagedJournalError, JournalUnavailableError
from smallacts_desktop.storage.driver import Driver
from smallacts_desktop.storage.faults import domain_errors
from smallacts_desktop.storage.files import interrupted_commit, is_sealed, writing_in
from smallacts_desktop.storage.keys import Key, salt_of
from smallacts_desktop.storage.sealing import written

REKEYING = ".rekeying"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is to become of the snapshots when the journal has its new key.

    ``old`` is the key from before, None for a plain file. The ``newest`` snapshot gets the new
    key, and so do the ``older`` ones or they are deleted, as ``wish`` says.
    """

    old: Key | None
    newest: Path
    older: tuple[Path, ...]
    wish: OldSnapshots


def remember(journal: Path, key: Key | None, change: Unfinished) -> None:
    """Write the change down, for ``key`` alone to read. Raises a JournalError."""
    with written(journal.with_suffix(REKEYING), key) as connection:
        old = (None, None) if change.old is None else (change.old.raw, change.old.salt)
        row = (*old, str(change.newest), change.wish.value)
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE change (key BLOB, salt BLOB, newest TEXT, wish TEXT)")
        connection.execute("CREATE TABLE older (path TEXT)")
        connection.execute("INSERT INTO change VALUES (?, ?, ?, ?)", row)
        connection.executemany("INSERT INTO older VALUES (?)", [(str(p),) for p in change.older])
        connection.execute("COMMIT")


def remembered(journal: Path, key: Key | None) -> Unfinished | None:
    """The change that ``key``, which opens the journal, came with; None where all is done.

    A change that never came to the journal, and a damaged file, count as none. Raises
    JournalUnavailableError when the file cannot be read just now.
    """
    path = journal.with_suffix(REKEYING)
    if not path.is_file() or not _is_under(path, key):
        return None
    try:
        with domain_errors(path), closing(Driver(path, key, mode="ro")) as driver:
            driver.connect()
            raw, salt, newest, wish = driver.ask("SELECT key, salt, newest, wish FROM change")[0]
            older = tuple(Path(name) for (name,) in driver.ask("SELECT path FROM older"))
        old = None if raw is None else Key.from_row(raw, salt)
        return Unfinished(old, Path(newest), older, OldSnapshots(wish))
    except (DamagedJournalError, IndexError, ValueError, TypeError):
        return None


def _is_under(path: Path, key: Key | None) -> bool:
    if key is None:
        return not is_sealed(path)
    try:
        return salt_of(path) == key.salt
    except OSError:
        raise JournalUnavailableError from None


def forget(journal: Path) -> None:
    """Every snapshot has the journal's key now, or never will. Raises a JournalError."""
    path = journal.with_suffix(REKEYING)
    with writing_in(path.parent):
        for leftover in (path, interrupted_commit(path)):
            leftover.unlink(missing_ok=True)
