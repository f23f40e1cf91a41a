"""What the database library reports, in the domain's words and without anybody's words in it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import PeeweeException
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
from smallacts_desktop.storage.file.files import refusal

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
