"""Reading a database that anybody may have written: as data, never as a program.

Only a plain file of a likely size is opened, to be read and nothing else. Nothing in it is run:
no trigger, no view, no function but a few that count and measure. What lies beside it, such as
the rollback journal of an interrupted commit, is not looked at, since that names files of its
own to be deleted. The work is bounded by steps and by time, both in proportion to the file.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.errors import FileNotReadError, SmallActsError
from smallacts_desktop.domain.journal_errors import (
    AlteredSnapshotError,
    ChangingSnapshotError,
    DamagedSnapshotError,
    EndlessSnapshotError,
    LargeSnapshotError,
    LinkedSnapshotError,
    NotASnapshotError,
)
from smallacts_desktop.safe_files import Unfit, UnfitFileError, marks_at, marks_of, open_outside
from smallacts_desktop.storage.file.driver import Pragmas, set_up, uri_of
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.statements import Statement

# Some fifty times a journal of ten years.
MOST_BYTES = 1 << 30
# Called often while a file is read; may raise CancelledError to stop.
Tick = Callable[[], None]
# The columns that may be read, by table.
Readable = Mapping[str, frozenset[str]]

# So much at least, then by the size of the file. Steps are what a hostile file runs out of, within
# seconds; the time is for a disk that hardly answers, and a busy computer must not use it up.
_STEPS, _STEPS_PER_BYTE = 20_000_000, 20
_SECONDS, _BYTES_PER_SECOND = 600.0, 200_000
_STEPS_BETWEEN_LOOKS = 10_000
_NOFOLLOW = 0x01000000  # SQLITE_OPEN_NOFOLLOW, which the driver has no name for
# Taking a schema apart that was made to be enormous must not fill the computer's memory. The limit
# is one for the whole program, and no journal of ours comes near it.
_HEAP_BYTES = 1 << 30
_PRAGMAS: Pragmas = (
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("mmap_size", 0),
    ("query_only", 1),
    ("temp_store", "MEMORY"),
    ("hard_heap_limit", _HEAP_BYTES),
)
_FUNCTIONS = frozenset({"count", "ifnull", "max", "octet_length"})
_LOOKS = frozenset(
    {
        "application_id", "cipher_integrity_check", "integrity_check", "table_xinfo",
        "user_version",
    }
)  # fmt: skip
_SCHEMA_TABLES = frozenset({"sqlite_master", "sqlite_schema"})


class ForeignFile:
    """An open foreign database. Text comes as bytes: it may be anything but text."""

    def __init__(self, path: Path, connection: Any, budget: "_Budget") -> None:  # noqa: ANN401 - the library ships no types
        self._path, self._connection, self._budget = path, connection, budget

    def ask(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows that SQL of our own finds. Raises a SnapshotError."""
        return list(self._run(sql, values))

    def rows(self, statement: Statement, /, **given: object) -> Iterator[tuple[Any, ...]]:
        """The rows that a statement finds, one by one. Raises a SnapshotError."""
        yield from self._run(statement.sql, statement.values(given))

    def _run(self, sql: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        with _told(self._path, self._budget):
            yield from self._connection.execute(sql, values)


@contextmanager
def plain_file(path: Path, most_bytes: int = MOST_BYTES) -> Iterator[BinaryIO]:
    """A foreign file, open to be read byte by byte.

    Raises LinkedSnapshotError, NotASnapshotError, LargeSnapshotError or FileNotReadError.
    """
    try:
        file = open_outside(path, most_bytes)
    except UnfitFileError as error:
        raise _unfit(path, error.why, most_bytes) from None
    except OSError:
        raise FileNotReadError(name=path.name) from None
    with file:
        yield file


@contextmanager
def reading(
    path: Path,
    key: Key | None,
    readable: Readable,
    tick: Tick | None = None,
    most_bytes: int = MOST_BYTES,
) -> Iterator[ForeignFile]:
    """Open a foreign database, which ``key`` opens, to read ``readable`` of it.

    Raises a SnapshotError or FileNotReadError, also ChangingSnapshotError when the block has ended
    and the file is another one by then.
    """
    with plain_file(path, most_bytes) as held:
        before = marks_of(held)
        budget = _Budget(before[2], tick)
        with _told(path, budget), closing(_connected(path, key)) as connection:
            connection.set_progress_handler(budget.spend, _STEPS_BETWEEN_LOOKS)
            connection.set_authorizer(partial(_judge, readable))
            yield ForeignFile(path, connection, budget)
        try:
            unchanged = before == marks_of(held) == marks_at(path)
        except OSError:
            unchanged = False
        if not unchanged:
            raise ChangingSnapshotError(name=path.name)


def opens(path: Path, key: Key | None) -> bool:
    """Whether ``key`` opens a foreign database, or None a plain one; only reads.

    Raises what ``reading`` does, but for DamagedSnapshotError.
    """
    try:
        with reading(path, key, {}) as file:
            file.ask("SELECT count(*) FROM sqlite_schema")
    except DamagedSnapshotError:
        return False
    return True


def _connected(path: Path, key: Key | None) -> Any:  # noqa: ANN401 - the library ships no types
    # The folders above may be links; the file itself is opened as none.
    place = path.parent.resolve() / path.name
    connection = sqlite.connect(
        f"{uri_of(place, 'ro')}&immutable=1",
        uri=True,
        flags=sqlite.SQLITE_OPEN_READONLY | _NOFOLLOW,
        isolation_level=None,
    )
    set_up(connection, key, _PRAGMAS)
    connection.text_factory = bytes
    return connection


class _Budget:
    """Counts the steps of a reading and stops it when they, or the time for them, are used up."""

    def __init__(self, size: int, tick: Tick | None) -> None:
        self._steps = _STEPS + size * _STEPS_PER_BYTE
        self._until = time.monotonic() + _SECONDS + size / _BYTES_PER_SECOND
        self._tick = tick
        self.stopped: BaseException | None = None

    def spend(self) -> int:
        """Called by the library now and then; anything but 0 ends what it is doing."""
        self._steps -= _STEPS_BETWEEN_LOOKS
        if self._steps < 0 or time.monotonic() > self._until:
            return 1
        try:
            if self._tick is not None:
                self._tick()
        except BaseException as error:  # noqa: BLE001 - raised again once the library has stopped
            self.stopped = error
            return 1
        return 0


def _judge(
    readable: Readable, action: int, first: str | None, second: str | None, _file: str | None,
    inside: str | None,
) -> int:  # fmt: skip
    """Allow the library to prepare what reads what is ours to read, and deny all else.

    ``inside`` names the trigger or the view that asks.
    """
    allowed = {
        sqlite.SQLITE_SELECT: True,
        sqlite.SQLITE_READ: first in _SCHEMA_TABLES or second in readable.get(first or "", ()),
        sqlite.SQLITE_FUNCTION: second in _FUNCTIONS,
        sqlite.SQLITE_PRAGMA: first in _LOOKS,
    }
    is_allowed = inside is None and allowed.get(action, False)
    return int(sqlite.SQLITE_OK if is_allowed else sqlite.SQLITE_DENY)


@contextmanager
def _told(path: Path, budget: _Budget) -> Iterator[None]:
    """Turn what the library raises into one sentence about the file, without a word of it."""
    try:
        yield
    except sqlite.Error as error:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        error.args = ()
        if budget.stopped is not None:
            raise budget.stopped from None
        raise _in_our_words(code, path) from None
    except MemoryError:
        raise EndlessSnapshotError(name=path.name) from None


def _in_our_words(code: int, path: Path) -> SmallActsError:
    kinds: dict[int, type[SmallActsError]] = {
        sqlite.SQLITE_INTERRUPT: EndlessSnapshotError,
        sqlite.SQLITE_AUTH: AlteredSnapshotError,
        sqlite.SQLITE_CANTOPEN: FileNotReadError,
        sqlite.SQLITE_IOERR: FileNotReadError,
        sqlite.SQLITE_PERM: FileNotReadError,
    }
    return kinds.get(code, DamagedSnapshotError)(name=path.name)


def _unfit(path: Path, why: Unfit, most_bytes: int) -> SmallActsError:
    if why is Unfit.LINK:
        return LinkedSnapshotError(name=path.name)
    if why is Unfit.TOO_LARGE:
        return LargeSnapshotError(name=path.name, megabytes=most_bytes >> 20)
    return NotASnapshotError(name=path.name)
