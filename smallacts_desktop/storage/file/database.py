"""Opening the journal file and bringing it up to date; its connections and transactions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.clock import Clock, SystemClock
from smallacts_desktop.domain.backups import SnapshotKind
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    DiskFaultError,
    JournalError,
    JournalUnavailableError,
    NewerJournalError,
    NotAJournalError,
    NotSureKeptError,
)
from smallacts_desktop.storage.file import files, health
from smallacts_desktop.storage.file.driver import Driver, domain_errors
from smallacts_desktop.storage.file.files import APPLICATION_ID, size_of
from smallacts_desktop.storage.file.migrations import MIGRATIONS, Migration
from smallacts_desktop.storage.keys.keys import Key, salt_of
from smallacts_desktop.storage.rows.statements import Statement
from smallacts_desktop.storage.snapshots import snapshot_folder, snapshots


def check_encrypted(driver: Driver, path: Path, known: int) -> None:
    """Look at what only an open encrypted file shows: whose it is, and how new; only reads.

    ``known`` is the newest version this program can use. Raises NotAJournalError,
    NewerJournalError, DamagedJournalError when the salt in the file is not the key's (the key
    opens it all the same, the passphrase never would), or DiskFaultError when it cannot be read.
    """
    if driver.key is None or size_of(path) == 0:
        return
    with files.reading():
        salt = salt_of(path)
    if salt != driver.key.salt:
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
        vacuum(driver)


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


def vacuum(driver: Driver) -> None:
    """Write the open file again, without room left over by what is gone.

    SQLite overwrites what is deleted, but rearranging pages can leave pieces of it in between;
    after this there are none. Without the room or the time for it the file stays as it is; also
    where a page cannot be read, which is for those to tell who look at the whole file.
    """
    # The library calls damaged here also what a disk did not answer.
    with suppress(sqlite.DatabaseError):
        driver.ask("VACUUM")


# About a millisecond of looking at pages.
_STEPS_TO_GIVE_WAY = 500
_OUTERMOST = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_NESTED = ("SAVEPOINT step", "RELEASE step", ("ROLLBACK TO step", "RELEASE step"))


class Database:
    """An open journal file. Made by ``Database.open``, ended by ``close``.

    ``unreadable`` names the rows found so far not to be what was written, by table and SQLite's
    number. Any thread but the one that opened it works inside ``worker_connection``.
    """

    def __init__(self, path: Path, key: Key | None = None) -> None:
        self.path = path
        self.unreadable: set[tuple[str, int]] = set()
        self._driver = Driver(path, key)
        # Seen by the thread that looks at the whole file, which gives way.
        self._is_writing = False

    @classmethod
    def open(
        cls,
        path: Path,
        key: Key | None = None,
        *,
        create: bool = True,
        clock: Clock | None = None,
        migrations: Sequence[Migration] = MIGRATIONS,
        checked: bool = False,
        whole: bool = True,
        folders: Sequence[Path] = (),
    ) -> "Database":
        """Open the journal at ``path``, making it when there is none and ``create`` is true.

        ``key`` opens an encrypted journal, None a plain one. One that is ``checked`` was opened
        just before and needs no second look. Without ``whole`` only head and schema are looked at,
        and ``check_health`` is to follow, unless a commit was interrupted or the schema is older.

        A new folder and file are readable by their owner alone; an empty file counts as none.
        An older journal is copied into the first of ``folders`` that can be used, by default
        ``snapshots`` beside it, dated by ``clock``, and then brought up to date.

        Raises DamagedJournalError, NotAJournalError or NewerJournalError with the file as it was
        byte for byte; FolderNotWritableError, DiskFullError, JournalBusyError or
        JournalUnavailableError when the file cannot be reached or written.
        """
        path = path.absolute()
        if create:
            files.make_folder(path.parent)
            files.make_file(path)
        database = cls(path, key)
        if database._is_empty(migrations[-1].version) and not create:
            raise JournalUnavailableError
        files.check_writable(path)
        try:
            with domain_errors(path):
                database._driver.connect()
                if not checked:
                    database._migrate_schema(migrations, clock, folders, whole=whole)
        except BaseException:
            database.close()
            raise
        return database

    def _is_empty(self, known: int) -> bool:
        """Whether there is no journal in the file yet; a plain file is judged by its head."""
        if self.key is None:
            return self._version_found(known) == 0
        return files.size_of(self.path) == 0

    def _migrate_schema(
        self,
        migrations: Sequence[Migration],
        clock: Clock | None,
        folders: Sequence[Path],
        *,
        whole: bool,
    ) -> None:
        if self._driver.key is not None:
            check_encrypted(self._driver, self.path, migrations[-1].version)
        # Before anything looks at the rows: a rule of a table runs whenever they are looked at.
        health.check_schema(self._driver, migrations)
        version = self._driver.ask("PRAGMA user_version")[0][0]
        if whole or version != migrations[-1].version or files.was_interrupted(self.path):
            health.check_health(self._driver)
        folders = folders or (self.path.parent / snapshot_folder.FOLDER,)
        now = (clock or SystemClock()).now()
        migrate(self._driver, self.path, migrations, now, folders)
        if files.was_interrupted(self.path):
            self._forget_interruption()

    def _forget_interruption(self) -> None:
        """Have the library remove what a commit left that came to nothing; what cannot go stays.

        Everything has been read by now, so it is of no use any more, and it may hold words.
        """
        with suppress(JournalError), self.transaction():
            version = self._driver.ask("PRAGMA user_version")[0][0]
            self._driver.ask(f"PRAGMA user_version = {version:d}")

    def _version_found(self, known: int) -> int:
        try:
            return files.version_in(self.path, known)
        except DamagedJournalError:
            if not files.was_interrupted(self.path):
                raise
        # A power cut in the middle of a commit leaves a torn file and the means to mend it.
        with self.worker_connection():
            self.execute("SELECT count(*) FROM sqlite_schema")
        return files.version_in(self.path, known)

    @property
    def key(self) -> Key | None:
        """What opens the file; None when it is a plain one."""
        return self._driver.key

    def close(self) -> None:
        """Close this thread's connection; harmless when it is closed already."""
        with domain_errors(self.path):
            self._driver.close()

    def use_key(self, key: Key | None) -> None:
        """Open the file with another key from the next connection on."""
        self._driver.key = key

    def reopen(self) -> None:
        """Open the file again in this thread after ``close``, with the key that it has by now."""
        self.unreadable.clear()
        with domain_errors(self.path):
            self._driver.connect()

    @contextmanager
    def worker_connection(self) -> Iterator[None]:
        """Give a thread other than the window's its own connection for the length of a block."""
        with domain_errors(self.path):
            opened = self._driver.connect(reuse_if_open=True)
        try:
            yield
        finally:
            if opened:
                self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all of a block or, when it raises, nothing of it.

        Once the outermost block has ended, its changes have reached the disk. A block inside
        another can be undone alone. Blocks of another thread wait for up to 5 seconds and then
        raise JournalBusyError. Raises NotSureKeptError when the disk fails at the very end.
        """
        with self._noted_as_writing():
            with domain_errors(self.path):
                connection = self._driver.connection()
                begin, commit, undo = _NESTED if connection.in_transaction else _OUTERMOST
                connection.execute(begin)
            try:
                yield
                with domain_errors(self.path):
                    connection.execute(commit)
            except BaseException as error:
                self._undo(undo)
                if isinstance(error, DiskFaultError) and commit == _OUTERMOST[1]:
                    raise NotSureKeptError from None
                raise

    @contextmanager
    def _noted_as_writing(self) -> Iterator[None]:
        outermost = not self._is_writing
        self._is_writing = True
        try:
            yield
        finally:
            if outermost:
                self._is_writing = False

    def check_health(self) -> bool:
        """Look at every page by the fast check, inside a ``worker_connection``; only reads.

        It gives way to what is written; returns whether all was seen. Raises DamagedJournalError.
        """
        with domain_errors(self.path):
            connection = self._driver.connection()
            connection.set_progress_handler(lambda: self._is_writing, _STEPS_TO_GIVE_WAY)
            try:
                # Nothing may be written between two of the pages.
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_schema")
                health.check_health(self._driver)
            except sqlite.OperationalError:
                if not self._is_writing:
                    raise
                return False
            finally:
                connection.set_progress_handler(None, 0)
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        return True

    def compact(self) -> None:
        """Leave no trace in the file of what was deleted; outside any transaction.

        Where it is impossible the file stays: what was deleted has been overwritten already.
        """
        with domain_errors(self.path):
            vacuum(self._driver)

    def _undo(self, statements: Sequence[str]) -> None:
        connection = self._driver.connection()
        for statement in statements:
            # On a full disk SQLite may have undone everything by itself already.
            if connection.in_transaction:
                with domain_errors(self.path):
                    connection.execute(statement)

    def ask(self, statement: Statement, /, **given: object) -> list[tuple[Any, ...]]:
        """Run a statement with the values that are ``given`` to it; return all rows.

        The numbers of entries known to be unreadable are given to each as ``unreadable``.
        """
        unreadable = [number for table, number in tuple(self.unreadable) if table == "entries"]
        return self.execute(statement.sql, statement.values({"unreadable": unreadable, **given}))

    def each(self, statement: Statement, /, **given: object) -> Iterator[tuple[Any, ...]]:
        """Run a statement as ``ask`` does and give its rows one by one, holding none of them."""
        with domain_errors(self.path):
            yield from self._driver.connection().execute(statement.sql, statement.values(given))

    def ask_raw(self, statement: Statement, /, **given: object) -> list[tuple[Any, ...]]:
        """Do as ``ask``; texts are returned as the bytes in the file."""
        with domain_errors(self.path):
            return self._driver.ask_raw(statement.sql, statement.values(given))

    def run(self, statement: Statement, /, **given: object) -> int:
        """``run_many`` for one row."""
        return self.run_many(statement, (given,))

    def run_many(self, statement: Statement, rows: Iterable[Mapping[str, object]]) -> int:
        """Run a statement once for each of ``rows``; return how many rows it changed."""
        with domain_errors(self.path), self._noted_as_writing():
            values = map(statement.row_values, rows)
            return int(self._driver.connection().executemany(statement.sql, values).rowcount)

    def execute(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run SQL as it stands; return all rows."""
        with domain_errors(self.path):
            return self._driver.ask(sql, values)

    def errors(self) -> AbstractContextManager[None]:
        """Turn what the library raises in a block into the domain's errors."""
        return domain_errors(self.path)
