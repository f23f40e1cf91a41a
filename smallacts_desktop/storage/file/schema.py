"""Bringing a journal file up to the schema of this program, with a copy kept from before."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.backups import SnapshotKind
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    NewerJournalError,
    NotAJournalError,
)
from smallacts_desktop.storage.file.driver import Driver
from smallacts_desktop.storage.file.files import APPLICATION_ID, size_of
from smallacts_desktop.storage.file.migrations import Migration
from smallacts_desktop.storage.keys.keys import salt_of
from smallacts_desktop.storage.snapshots import snapshots


def check_sealed(driver: Driver, path: Path, known: int) -> None:
    """Look at what only an open encrypted file shows: whose it is, and how new; only reads.

    ``known`` is the newest version this program can use. Raises NotAJournalError,
    NewerJournalError, or DamagedJournalError when the salt in the file is not the key's: the key
    opens it all the same, the passphrase never would.
    """
    if driver.key is None or size_of(path) == 0:
        return
    if salt_of(path) != driver.key.salt:
        raise DamagedJournalError
    version = driver.ask("PRAGMA user_version")[0][0]
    if driver.ask("PRAGMA application_id") != [(APPLICATION_ID,)]:
        raise NotAJournalError
    if version > known:
        raise NewerJournalError(found=version, known=known)


def migrate(
    driver: Driver, path: Path, steps: Sequence[Migration], now: datetime, folders: Sequence[Path]
) -> None:
    """Apply the steps that the open file has not had, in order, one transaction each.

    A journal that has had any is first copied into one of ``folders``; ``now`` dates the copy.
    """
    version = driver.ask("PRAGMA user_version")[0][0]
    wanted = [step for step in steps if step.version > version]
    if wanted and version:
        snapshots.take(path, driver.key, folders, now, SnapshotKind.BEFORE_UPDATE)
    for step in wanted:
        apply(driver, step)
    if wanted:
        compact(driver)


def apply(driver: Driver, step: Migration) -> None:
    """Apply one step unless the open file has had it, all of it or nothing."""
    connection = driver.connection()
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again inside: a second window may have been opened at the same moment.
        if connection.execute("PRAGMA user_version").fetchone()[0] < step.version:
            for statement in step.statements:
                connection.execute(statement)
            if step.fill is not None:
                step.fill(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {step.version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def compact(driver: Driver) -> None:
    """Write the open file again, without room left over by what is gone.

    SQLite overwrites what is deleted, but rearranging pages can leave pieces of it in between;
    after this there are none. Without the room or the time for it the file stays as it is, whole
    and usable.
    """
    with suppress(sqlite.OperationalError):
        driver.ask("VACUUM")
