"""A journal under another key: written beside, compared row by row, and only then put in place.

``journal.rekeying`` takes its place together with the journal under its new key, and lies there
until the last snapshot has that key too. It is opened by that new key (or is a plain file, as the
journal is then) and holds the keys from before, so that a change which a power cut or a full disk
interrupted can be finished by the one that opens the journal next, and no snapshot stays under a
passphrase that was given up. It names snapshots, and where they are is looked up, so that no path
in it leads anywhere.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath
from typing import Any

from peewee import SQL

from smallacts_desktop.domain.backups import OldSnapshots
from smallacts_desktop.domain.journal_errors import DamagedJournalError, JournalUnavailableError
from smallacts_desktop.storage.file.driver import Driver, domain_errors, uri_of
from smallacts_desktop.storage.file.files import (
    check_place,
    interrupted_commit,
    is_encrypted,
    is_regular,
    make_new,
    open_regular,
    remove_regular,
    sync_file,
    writing_in,
)
from smallacts_desktop.storage.file.health import check_whole
from smallacts_desktop.storage.file.swap import next_to
from smallacts_desktop.storage.keys.key_files import written
from smallacts_desktop.storage.keys.keys import Key, salt_of
from smallacts_desktop.storage.rows.statements import Source, Statement

REKEYING = ".rekeying"
_LARGEST, _MOST = 4_000_000, 10_000
# No key vouches for a plain file, and anybody may have made it: it cannot have snapshots deleted.
_OLD_KEYS, _SNAPSHOTS = Source("old_keys"), Source("snapshots")
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is to become of the snapshots when the journal has its new key.

    ``old`` are the keys that they may have, the latest first, None for a plain file. Those named
    in ``rekeyed`` get the new key, and those in ``deleted`` go.
    """

    old: tuple[Key | None, ...]
    rekeyed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()

    def after(self, earlier: "Unfinished | None") -> "Unfinished":
        """This change together with an earlier one that was not finished when it began."""
        if earlier is None:
            return self
        gone = (*self.deleted, *earlier.deleted)
        kept = (*self.rekeyed, *(name for name in earlier.rekeyed if name not in gone))
        return Unfinished(
            (*self.old, *earlier.old), tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(gone))
        )


def write_change(journal: Path, key: Key | None, change: Unfinished) -> None:
    """Write the change down for ``key`` alone to read, to take its place with the journal.

    Raises a JournalError.
    """
    rows = [(name, OldSnapshots.REKEY.value) for name in change.rekeyed]
    rows += [(name, OldSnapshots.DELETE.value) for name in change.deleted]
    keys = [(None, None) if old is None else (old.raw, old.salt) for old in change.old]
    with written(next_to(journal.with_suffix(REKEYING)), key) as connection:
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE old_keys (key BLOB, salt BLOB)")
        connection.execute("CREATE TABLE snapshots (name TEXT NOT NULL, wish TEXT NOT NULL)")
        connection.executemany(Statement(_OLD_KEYS.insertion(("key", "salt"))).sql, keys)
        connection.executemany(Statement(_SNAPSHOTS.insertion(("name", "wish"))).sql, rows)
        connection.execute("COMMIT")


def remembered(journal: Path, key: Key | None) -> Unfinished | None:
    """The change that ``key``, which opens the journal, came with; None where all is done.

    A change that never came to the journal, and a file that is empty, half-made, damaged or none
    of ours, count as none. Raises JournalUnavailableError when the file cannot be read just now.
    """
    path = journal.with_suffix(REKEYING)
    if not is_regular(path) or not 0 < path.lstat().st_size <= _LARGEST or not _is_under(path, key):
        return None
    try:
        with domain_errors(path), closing(Driver(path, key, mode="ro")) as driver:
            driver.connect()
            found = {str(name) for (name,) in driver.ask(_TABLES)}
            if {"old_keys", "snapshots"} <= found:
                change = _read(driver)
            elif {"change", "older"} <= found:
                # What the program wrote until version 0.5.1, with paths.
                change = _read_older(driver)
            else:
                return None
    except (DamagedJournalError, IndexError, ValueError, TypeError):
        return None
    if key is None:
        return Unfinished(change.old, (*change.rekeyed, *change.deleted))
    return change


def _read(driver: Driver) -> Unfinished:
    rows = _first(driver, _MOST, _SNAPSHOTS, "name", "wish")
    keys = _first(driver, 100, _OLD_KEYS, "key", "salt")
    return Unfinished(
        tuple(_key(*row) for row in keys),
        _names(name for name, wish in rows if OldSnapshots(wish) is OldSnapshots.REKEY),
        _names(name for name, wish in rows if OldSnapshots(wish) is OldSnapshots.DELETE),
    )


def _read_older(driver: Driver) -> Unfinished:
    names = ("key", "salt", "newest", "wish")
    raw, salt, newest, wish = _first(driver, 1, Source("change"), *names)[0]
    rows = _first(driver, _MOST, Source("older"), "path")
    older = _names(name for (name,) in rows)
    keys, (last,) = (_key(raw, salt),), _names([newest])
    if OldSnapshots(wish) is OldSnapshots.DELETE:
        return Unfinished(keys, (last,), older)
    return Unfinished(keys, (last, *older))


def _first(driver: Driver, most: int, source: Source, *names: str) -> list[tuple[Any, ...]]:
    statement = Statement(source.select(*source.columns(names)).limit(most))
    return driver.ask(statement.sql, statement.values({}))


def _key(raw: bytes | None, salt: bytes) -> Key | None:
    return None if raw is None else Key.from_row(raw, salt)


def _names(written_down: Iterable[object]) -> tuple[str, ...]:
    """The names alone of what was written down, whichever system wrote its paths."""
    names = (PurePath(PureWindowsPath(str(text)).name).name for text in written_down)
    return tuple(dict.fromkeys(name for name in names if name))


def _is_under(path: Path, key: Key | None) -> bool:
    if key is None:
        return not is_encrypted(path)
    try:
        return salt_of(path) == key.salt
    except OSError:
        raise JournalUnavailableError from None


def forget_change(journal: Path) -> None:
    """Every snapshot has the journal's key now, or never will. Raises a JournalError."""
    path = journal.with_suffix(REKEYING)
    with writing_in(path.parent):
        for leftover in (path, interrupted_commit(path)):
            remove_regular(leftover)


Progress = Callable[[int, int], None]
# What SQLite keeps for itself, and tables whose rows are those of other tables.
_OWN_TABLES = """
    SELECT name FROM sqlite_schema
    WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite_%' ORDER BY name
"""


def write_under(path: Path, old: Key | None, new: Key | None) -> Path:
    """Write the journal at ``path`` under another key, beside it, and return where that is.

    None stands for a plain file. What was written is opened with the new key alone and compared
    with the journal, every row of every table. Raises a JournalError, and then leaves nothing
    beside the journal, which is as it was in either case.
    """
    target = next_to(path)
    undo_interrupted(path, old)
    make_new(target)
    try:
        with domain_errors(path), closing(Driver(path, old)) as source:
            source.connect()
            _export(source, target, new)
            with writing_in(path.parent):
                sync_file(target)
            with closing(Driver(target, new, mode="ro")) as copy:
                copy.connect()
                _compare(source, copy)
    except BaseException:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise
    return target


def undo_interrupted(path: Path, key: Key | None) -> None:
    """Undo what was interrupted in the file that ``key`` opens, and leave nothing beside it.

    What SQLite keeps to undo a commit holds pages as they were, in the clear where the file is
    plain. Anyone who calls this is the only user of the file. Raises a JournalError.
    """
    hot = interrupted_commit(path)
    check_place(path, hot)
    with domain_errors(path), closing(Driver(path, key)) as driver:
        driver.connect()
        driver.ask("BEGIN IMMEDIATE")
        driver.ask("COMMIT")
    with writing_in(path.parent):
        _overwrite_and_remove(hot)


def _overwrite_and_remove(path: Path) -> None:
    """Remove a file so that its blocks are overwritten first, as far as the disk does that."""
    if not is_regular(path):
        return
    with os.fdopen(open_regular(path, os.O_WRONLY), "wb") as file:
        file.write(bytes(path.lstat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink(missing_ok=True)


def _export(source: Driver, target: Path, new: Key | None) -> None:
    version = source.ask("PRAGMA user_version")[0][0]
    owner = source.ask("PRAGMA application_id")[0][0]
    attach = "ATTACH DATABASE ? AS following KEY "
    if new is None:
        source.ask(f"{attach}''", (uri_of(target),))
    else:
        with new.statement(attach) as sql:
            source.ask(sql, (uri_of(target),))
    try:
        source.ask("SELECT sqlcipher_export('following')")
        source.ask(f"PRAGMA following.application_id = {owner:d}")
        source.ask(f"PRAGMA following.user_version = {version:d}")
    finally:
        source.ask("DETACH DATABASE following")


def _compare(source: Driver, copy: Driver) -> None:
    check_whole(copy)
    found: list[tuple[Any, ...]] = []
    for question in ("PRAGMA user_version", "PRAGMA application_id", _OWN_TABLES):
        found = source.ask(question)
        if found != copy.ask(question):
            raise DamagedJournalError
    for (table,) in found:
        if _fingerprint(source, table) != _fingerprint(copy, table):
            raise DamagedJournalError


def _fingerprint(driver: Driver, table: str) -> bytes:
    """What a table holds, in an order that does not depend on where the rows lie."""
    digest = hashlib.sha256()
    columns = len(driver.ask(f'PRAGMA table_info("{table}")'))
    order = (SQL(str(number)) for number in range(1, columns + 1))
    statement = Statement(Source(table).select(SQL("*")).order_by(*order))
    connection = driver.connection()
    # As bytes: a text that is none is compared, and carried, like any other.
    connection.text_factory = bytes
    for row in connection.execute(statement.sql):
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.digest()
