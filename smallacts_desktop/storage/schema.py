"""Bringing a journal file up to the schema of this program, with a copy kept from before."""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.errors import (
    DamagedJournalError,
    NewerJournalError,
    NotAJournalError,
)
from smallacts_desktop.storage.driver import Driver, uri_of
from smallacts_desktop.storage.faults import domain_errors
from smallacts_desktop.storage.files import (
    APPLICATION_ID,
    make_file,
    make_folder,
    size_of,
    writing_in,
)
from smallacts_desktop.storage.keys import Key, salt_of
from smallacts_desktop.storage.migrations import Migration

SNAPSHOTS = "snapshots"


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


def check_health(driver: Driver) -> None:
    """Raise DamagedJournalError unless the open file is sound; only reads.

    In an encrypted file every page carries a seal, so that a change to any bit of it is found,
    even where nothing is kept just now.
    """
    if driver.key is not None and driver.ask("PRAGMA cipher_integrity_check"):
        raise DamagedJournalError
    if driver.ask("PRAGMA quick_check(1)") != [("ok",)]:
        raise DamagedJournalError


def migrate(driver: Driver, path: Path, steps: Sequence[Migration], now: datetime) -> None:
    """Apply the steps that the open file has not had, in order, one transaction each.

    A journal that has had any is first copied into the folder of snapshots; ``now`` dates the
    copy.
    """
    version = driver.ask("PRAGMA user_version")[0][0]
    wanted = [step for step in steps if step.version > version]
    if wanted and version:
        take_snapshot(driver, path, version, now)
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
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {step.version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def compact(driver: Driver) -> None:
    """Write the open file afresh, without room left over by what is gone.

    SQLite overwrites what is deleted, but rearranging pages can leave pieces of it in between;
    after this there are none. Without the room or the time for it the file stays as it is, whole
    and usable.
    """
    with suppress(sqlite.OperationalError):
        driver.ask("VACUUM")


def take_snapshot(driver: Driver, path: Path, version: int, now: datetime) -> Path:
    """Copy the open journal beside itself, check the copy by opening it, and return where it is.

    Raises a JournalError and leaves no copy when it cannot be written or is not sound.
    """
    make_folder(path.parent / SNAPSHOTS)
    snapshot = _new_snapshot_file(path, version, now)
    try:
        with domain_errors(snapshot), writing_in(snapshot.parent):
            driver.ask("VACUUM INTO ?", (uri_of(snapshot),))
            _sync(snapshot)
            _check_snapshot(snapshot, version, driver.key)
    except BaseException:
        snapshot.unlink(missing_ok=True)
        raise
    return snapshot


def _new_snapshot_file(path: Path, version: int, now: datetime) -> Path:
    name = f"{path.stem}-v{version}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    endings = chain([""], (f"-{number}" for number in count(2)))
    candidates = (path.parent / SNAPSHOTS / (name + end + path.suffix) for end in endings)
    return next(candidate for candidate in candidates if make_file(candidate))


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _check_snapshot(snapshot: Path, version: int, key: Key | None) -> None:
    copy = Driver(snapshot, key, mode="ro")
    copy.connect()
    try:
        check_health(copy)
        sound = copy.ask("PRAGMA integrity_check(1)") == [("ok",)]
        if not sound or copy.ask("PRAGMA user_version")[0][0] != version:
            raise DamagedJournalError
    finally:
        copy.close()
