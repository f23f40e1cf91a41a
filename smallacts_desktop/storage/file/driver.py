"""How a connection to the journal file is made: one driver, one set of rules for every thread."""

import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from peewee import InterfaceError, SqliteDatabase
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.search import SearchWord, mentions
from smallacts_desktop.process import overwrite_freed_memory
from smallacts_desktop.storage.keys.keys import Key

BUSY_SECONDS = 5

_PRAGMAS: tuple[tuple[str, object], ...] = (
    # One process uses the file, so a write-ahead log would buy nothing and would keep rows in a
    # second file beside the one a person copies.
    ("journal_mode", "DELETE"),
    # A commit has reached the disk, the folder's own record of it included.
    ("synchronous", "EXTRA"),
    ("fullfsync", 1),  # macOS: past the drive's cache too
    ("foreign_keys", 1),
    ("secure_delete", 1),  # what was deleted is overwritten, not merely unlinked
    ("temp_store", "MEMORY"),  # no words in temporary files
    ("trusted_schema", 0),  # a doctored file cannot run functions
    ("cell_size_check", 1),  # notice damage when a page is read
)


def _mentions(text: str, word: str) -> bool:
    """The search's exact question, for SQL; see domain/looking.py."""
    return mentions(text, SearchWord(word))


def silence_peewee() -> None:
    """Stop peewee from logging: its debug lines carry the values bound to a query."""
    logger = logging.getLogger("peewee")
    logger.handlers = [logging.NullHandler()]
    logger.propagate = False
    logger.setLevel(logging.CRITICAL + 1)


silence_peewee()


def uri_of(path: Path, mode: str = "rw") -> str:
    """The SQLite URI of an absolute path: unlike a plain name it never creates a file.

    Three slashes also suit ``C:/…`` and, as ``file:////server/…``, a Windows share.
    """
    name = quote(os.fsencode(path.as_posix()), safe="/:")
    return f"file://{name if name.startswith('/') else '/' + name}?mode={mode}"


class Driver(SqliteDatabase):
    """peewee's SQLite over the ``sqlcipher3`` library, with one connection for each thread.

    ``key`` opens an encrypted file; None is for a plain one. It is looked at whenever a connection
    is made, and may be set again in between.
    """

    server_version = sqlite.sqlite_version_info

    def __init__(self, path: Path, key: Key | None = None, *, mode: str = "rw") -> None:
        self._uri = uri_of(path, mode)
        self.key = key
        # Without autoconnect a thread that forgot to ask for a connection is noticed.
        super().__init__(str(path), autoconnect=False)

    def _connect(self) -> Any:  # noqa: ANN401 - the library ships no types
        connection = sqlite.connect(self._uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            # Otherwise a wrong key is reported on standard error as well.
            connection.execute("PRAGMA cipher_log_level = NONE")
            if self.key is not None:
                # Not SQLCipher's own cipher_memory_security: it has the system lock each piece of
                # memory, and writing then takes ten times as long.
                overwrite_freed_memory()
                with self.key.statement("PRAGMA key = ") as sql:
                    connection.execute(sql)
            for name, value in _PRAGMAS:
                connection.execute(f"PRAGMA {name} = {value}")
            connection.create_function("mentions", 2, _mentions, deterministic=True)
        except BaseException:
            connection.close()
            raise
        return connection

    def connection(self) -> Any:  # noqa: ANN401 - the library ships no types
        """This thread's connection; unlike peewee's own method it never opens one."""
        if self.is_closed():
            raise InterfaceError("no connection in this thread")
        return super().connection()

    def ask(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run SQL as it stands; return all rows.

        In a text that is none, marks stand for the bytes that say nothing: its row is damaged,
        and costs no other one.
        """
        try:
            return self._ask(sql, values)
        except sqlite.OperationalError as error:
            if not is_about_text(error):
                raise
        return self.ask_raw(sql, values, as_far_as_possible)

    def ask_raw(
        self,
        sql: str,
        values: Sequence[object] = (),
        text_factory: Callable[[bytes], object] = bytes,
    ) -> list[tuple[Any, ...]]:
        """Run SQL with texts as bytes, or as what ``text_factory`` makes of them."""
        connection = self.connection()
        usual = connection.text_factory
        connection.text_factory = text_factory
        try:
            return self._ask(sql, values)
        finally:
            connection.text_factory = usual

    def _ask(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.connection().execute(sql, values).fetchall()
        return found


def is_about_text(error: Exception) -> bool:
    """Whether the library met a text that is none; its message quotes the text."""
    return not hasattr(error, "sqlite_errorcode") and str(error).startswith("Could not decode")


def as_far_as_possible(raw: bytes) -> str:
    """A text, with marks for the bytes that say nothing."""
    return raw.decode("utf-8", "replace")
