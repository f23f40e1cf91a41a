"""How a connection to the journal file is made, and what the library reports, in our words.

One driver and one set of rules for every thread; no error carries anybody's words.
"""

import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from peewee import InterfaceError, PeeweeException, SqliteDatabase
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.errors import (
    ForbiddenCharacterError,
    InvalidEntryError,
    SmallActsError,
)
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    DiskFaultError,
    DiskFullError,
    FolderNotWritableError,
    JournalBusyError,
    JournalUnavailableError,
)
from smallacts_desktop.domain.search import SearchWord, mentions
from smallacts_desktop.process import overwrite_freed_memory
from smallacts_desktop.storage.file.files import refusal
from smallacts_desktop.storage.keys.keys import Key


def database_versions() -> dict[str, str]:
    """The libraries by name, each with its version."""
    with closing(sqlite.connect(":memory:")) as connection:
        (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    return {"SQLite": sqlite.sqlite_version, "SQLCipher": str(cipher)}


_KINDS: dict[int | None, type[SmallActsError]] = {
    sqlite.SQLITE_FULL: DiskFullError,
    sqlite.SQLITE_BUSY: JournalBusyError,
    sqlite.SQLITE_LOCKED: JournalBusyError,
    sqlite.SQLITE_PROTOCOL: JournalBusyError,
    sqlite.SQLITE_CORRUPT: DamagedJournalError,
    sqlite.SQLITE_NOTADB: DamagedJournalError,
    sqlite.SQLITE_FORMAT: DamagedJournalError,
    sqlite.SQLITE_CONSTRAINT: InvalidEntryError,
}
_READ_ONLY = frozenset({sqlite.SQLITE_READONLY, sqlite.SQLITE_PERM})
# With these the library keeps to itself what the system said.
_UNEXPLAINED = frozenset({sqlite.SQLITE_CANTOPEN, sqlite.SQLITE_IOERR, *_READ_ONLY})

_PROBE = 4096
# A function inside a statement reports its own trouble by these words alone.
_BY_WORDS: dict[str, int] = {
    "unable to open database file": sqlite.SQLITE_CANTOPEN,
    "disk I/O error": sqlite.SQLITE_IOERR,
    "database or disk is full": sqlite.SQLITE_FULL,
    "attempt to write a readonly database": sqlite.SQLITE_READONLY,
    "database is locked": sqlite.SQLITE_BUSY,
    "database disk image is malformed": sqlite.SQLITE_CORRUPT,
}


@contextmanager
def domain_errors(path: Path) -> Iterator[None]:
    """Turn what the library raises inside the block into the domain's errors.

    ``path`` is the journal file. A broken rule of a table becomes InvalidEntryError; every other
    fault a kind of JournalError, and half a character ForbiddenCharacterError.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        error.object = ""  # it holds the whole text
        raise ForbiddenCharacterError from None
    except UnicodeDecodeError as error:
        # The library could not say what is wrong with a schema whose words are none.
        error.object = b""
        raise DamagedJournalError from None
    except (PeeweeException, sqlite.Error) as error:
        raise _in_our_words(error, path) from None


def _in_our_words(error: Exception, path: Path) -> SmallActsError:
    inner = getattr(error, "orig", error)  # peewee keeps the library's own error there
    code = getattr(inner, "sqlite_errorcode", None)
    if code == sqlite.SQLITE_ERROR:
        code = _BY_WORDS.get(str(inner), code)
    name = getattr(inner, "sqlite_errorname", type(inner).__name__)
    undecodable = code is None and str(inner).startswith("Could not decode")
    for link in (error, inner, error.__context__):
        if isinstance(link, PeeweeException | sqlite.Error):
            link.args = ()  # a message about an undecodable text quotes it
    answer: SmallActsError
    if undecodable:
        answer = DamagedJournalError()
    elif code in _UNEXPLAINED and path.exists():
        answer = _explained(code, path.parent)
    else:
        answer = _KINDS.get(code, JournalUnavailableError)()
    answer.add_note(f"The database library reported {name}.")
    return answer


def _explained(code: int | None, folder: Path) -> SmallActsError:
    """Why the library could not write: what the system says to a file without a name there."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_PROBE))
            file.flush()
    except OSError as error:
        return refusal(error, folder)
    if code in _READ_ONLY:
        return FolderNotWritableError(folder=str(folder))
    return DiskFaultError() if code == sqlite.SQLITE_IOERR else JournalUnavailableError()


BUSY_SECONDS = 5

Pragmas = tuple[tuple[str, object], ...]
_PRAGMAS: Pragmas = (
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


def set_up(connection: Any, key: Key | None, pragmas: Pragmas) -> None:  # noqa: ANN401 - the library ships no types
    """Give a new connection its key and its rules; it is closed when that fails."""
    try:
        # Otherwise a wrong key is reported on standard error as well.
        connection.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            # Not SQLCipher's own cipher_memory_security: it has the system lock each piece of
            # memory, and writing then takes ten times as long.
            overwrite_freed_memory()
            with key.statement("PRAGMA key = ") as sql:
                connection.execute(sql)
        for name, value in pragmas:
            connection.execute(f"PRAGMA {name} = {value}")
    except BaseException:
        connection.close()
        raise


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
        set_up(connection, self.key, _PRAGMAS)
        connection.create_function("mentions", 2, _mentions, deterministic=True)
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
