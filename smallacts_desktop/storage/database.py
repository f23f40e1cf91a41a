"""Opening the journal file, its connections, and its transactions."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import BaseQuery

from smallacts_desktop.clock import Clock, SystemClock
from smallacts_desktop.domain.errors import DamagedJournalError, JournalUnavailableError
from smallacts_desktop.storage import files, schema
from smallacts_desktop.storage.driver import Driver
from smallacts_desktop.storage.faults import domain_errors
from smallacts_desktop.storage.migrations import MIGRATIONS, Migration

_OUTERMOST = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_NESTED = ("SAVEPOINT step", "RELEASE step", ("ROLLBACK TO step", "RELEASE step"))


class Database:
    """An open journal file. Made by ``Database.open``, ended by ``close``.

    The thread that opened it may use it at once; any other thread works inside
    ``worker_connection``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._driver = Driver(path)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        clock: Clock | None = None,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> "Database":
        """Open the journal at ``path``, making it when there is none and ``create`` is true.

        A new folder and file are readable by their owner alone; an empty file counts as none.
        An older journal is copied into ``snapshots`` beside it, dated by ``clock``, and then
        brought up to date.

        Raises DamagedJournalError, NotAJournalError or NewerJournalError with the file as it was
        byte for byte; FolderNotWritableError, DiskFullError, JournalBusyError or
        JournalUnavailableError when the file cannot be reached or written.
        """
        path = path.absolute()
        if create:
            files.make_folder(path.parent)
            files.make_file(path)
        database = cls(path)
        version = database._version_found(migrations[-1].version)
        if not create and version == 0:
            raise JournalUnavailableError
        files.check_writable(path)
        try:
            with domain_errors(path):
                database._driver.connect()
                schema.check_health(database._driver)
                now = (clock or SystemClock()).now()
                schema.migrate(database._driver, path, migrations, now)
        except BaseException:
            database.close()
            raise
        return database

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

    def close(self) -> None:
        """Close this thread's connection; harmless when it is closed already."""
        with domain_errors(self.path):
            self._driver.close()

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
        raise JournalBusyError.
        """
        with domain_errors(self.path):
            connection = self._driver.connection()
            begin, commit, undo = _NESTED if connection.in_transaction else _OUTERMOST
            connection.execute(begin)
        try:
            yield
            with domain_errors(self.path):
                connection.execute(commit)
        except BaseException:
            self._undo(undo)
            raise

    def compact(self) -> None:
        """Leave no trace in the file of what was deleted; outside any transaction.

        Takes about a second for a journal of 50 MB. Without room for it, or while another program
        reads, the file stays as it is: what was deleted has been overwritten already.
        """
        with domain_errors(self.path):
            schema.compact(self._driver)

    def _undo(self, statements: Sequence[str]) -> None:
        connection = self._driver.connection()
        for statement in statements:
            # On a full disk SQLite may have undone everything by itself already.
            if connection.in_transaction:
                with domain_errors(self.path):
                    connection.execute(statement)

    def run(self, query: BaseQuery) -> int:
        """Run a query that changes rows; return how many."""
        with domain_errors(self.path):
            changed: int = query.execute(self._driver)
        return changed

    def run_many(self, sql: str, rows: Sequence[Mapping[str, object]]) -> int:
        """Run SQL that changes rows once for each of ``rows``; return how many it changed."""
        with domain_errors(self.path):
            return int(self._driver.connection().executemany(sql, rows).rowcount)

    def rows(self, query: BaseQuery) -> list[dict[str, Any]]:
        """Run a query that finds rows; return them all, each by column name."""
        with domain_errors(self.path):
            return list(query.dicts().execute(self._driver))

    def row(self, query: BaseQuery) -> dict[str, Any] | None:
        """The first row a query finds, or None."""
        return next(iter(self.rows(query)), None)

    def execute(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run SQL as it stands; return all rows."""
        with domain_errors(self.path):
            return self._driver.ask(sql, values)
