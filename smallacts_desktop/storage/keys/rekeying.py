"""A journal under another key: written beside, compared row by row, and only then put in place."""

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

from peewee import SQL

from smallacts_desktop.domain.journal_errors import DamagedJournalError
from smallacts_desktop.storage.file.db_errors import domain_errors
from smallacts_desktop.storage.file.driver import Driver, uri_of
from smallacts_desktop.storage.file.files import interrupted_commit, make_new, writing_in
from smallacts_desktop.storage.file.fsync import sync_file
from smallacts_desktop.storage.file.health import check_whole
from smallacts_desktop.storage.file.regular_files import check_place, is_regular, open_regular
from smallacts_desktop.storage.file.swap import next_to
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.statements import Source, Statement

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
    for question in ("PRAGMA user_version", "PRAGMA application_id"):
        if source.ask(question) != copy.ask(question):
            raise DamagedJournalError
    tables = [name for (name,) in source.ask(_OWN_TABLES)]
    if tables != [name for (name,) in copy.ask(_OWN_TABLES)]:
        raise DamagedJournalError
    for table in tables:
        if _fingerprint(source, table) != _fingerprint(copy, table):
            raise DamagedJournalError


def _fingerprint(driver: Driver, table: str) -> bytes:
    """What a table holds, in an order that does not depend on where the rows lie."""
    digest = hashlib.sha256()
    columns = len(driver.ask(f'PRAGMA table_info("{table}")'))
    order = (SQL(str(number)) for number in range(1, columns + 1))
    for row in _rows(driver, Statement(Source(table).select(SQL("*")).order_by(*order))):
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.digest()


def _rows(driver: Driver, statement: Statement) -> Iterable[tuple[object, ...]]:
    connection = driver.connection()
    # As bytes: a text that is none is compared, and carried, like any other.
    connection.text_factory = bytes
    rows: Iterable[tuple[object, ...]] = connection.execute(statement.sql)
    return rows
