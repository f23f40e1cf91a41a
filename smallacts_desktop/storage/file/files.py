"""The program's own files before SQLite touches them: made private, told apart, on the disk.

A folder may hold anything under the names that the program uses: a link that leads elsewhere, a
pipe that never answers, a folder. Nothing here follows a link, waits for a pipe, or removes what is
no regular file.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    DiskFaultError,
    DiskFullError,
    FolderNotWritableError,
    JournalError,
    JournalUnavailableError,
    LinkedJournalError,
    NewerJournalError,
    NotAJournalError,
    OwnFileBlockedError,
    ReadOnlyDiskError,
)

_SAFELY = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def is_regular(path: Path) -> bool:
    """Whether a regular file itself is there, not a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def is_blocked(path: Path) -> bool:
    """Whether something else than a regular file is there: a link, a folder, a pipe, a device."""
    return os.path.lexists(path) and not is_regular(path)


def check_place(*paths: Path) -> None:
    """Raise OwnFileBlockedError for the first path where something else than a file is."""
    for path in paths:
        if is_blocked(path):
            raise OwnFileBlockedError(name=path.name, folder=str(path.parent))


def open_regular(path: Path, flags: int) -> int:
    """Open a regular file by its own name and return its descriptor.

    ``flags`` are those of ``os.open``. Never waits. Raises OSError, also for anything else.
    """
    if is_blocked(path):
        raise OSError("not a regular file")
    handle = os.open(path, flags | _SAFELY, 0o600)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError("not a regular file")
    return handle


def read_regular(path: Path, most: int) -> bytes:
    """The first ``most`` bytes of a regular file. Raises OSError, also for anything else."""
    with os.fdopen(open_regular(path, os.O_RDONLY), "rb") as file:
        return file.read(most)


def remove_regular(path: Path) -> None:
    """Remove a regular file; what is not there, or is something else, stays. Raises OSError."""
    if is_regular(path):
        path.unlink(missing_ok=True)


def remove_named(folder: Path, is_meant: Callable[[str], bool]) -> None:
    """Remove each regular file of a folder whose name ``is_meant``; what cannot go stays."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if is_meant(path.name):
                with suppress(OSError):
                    remove_regular(path)


# What a disk answers that knows no such thing for folders, as some network shares.
_UNKNOWN = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})


def sync_file(path: Path) -> None:
    """Wait until the bytes of a file are on the disk. Raises OSError."""
    handle = open_regular(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make sure that a rename in ``folder`` has reached the disk, where the system can tell.

    Raises OSError.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
    finally:
        os.close(handle)


# "SmAc": written into every journal, so that no other program's database is taken for one.
APPLICATION_ID = 0x536D4163

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})

# Where the facts stand in the first page of any SQLite file; numbers are big-endian.
_MAGIC = b"SQLite format 3\0"
_FORMATS = slice(18, 20)
_KNOWN_FORMATS = frozenset({1, 2})
_PAGE_SIZE = slice(16, 18)
_PAGE_COUNT = slice(28, 32)
_USER_VERSION = slice(60, 64)
_APPLICATION_ID = slice(68, 72)
_TABLE_COUNT = slice(103, 105)
# Three bytes that are the same in every plain file.
_FRACTIONS, _PLAIN_FRACTIONS = slice(21, 24), bytes((64, 32, 32))
# SQLCipher's page. Of the 256 values of a byte, all but a few occur in 4096 bytes of chance.
_PAGE, _MANY_VALUES = 4096, 200
_AT_ONCE = 1 << 20


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, for their owner alone, unless it is there."""
    with writing_in(folder):
        for step in reversed((folder, *folder.parents)):
            if not step.is_dir():
                step.mkdir(mode=_FOLDER_MODE, exist_ok=True)


def make_file(path: Path) -> bool:
    """Make an empty file that only its owner can read, unless one is there; True when made.

    SQLite would use the umask's mode; the rollback journal later inherits this one. Raises what
    ``refusal`` says.
    """
    with writing_in(path.parent):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _FILE_MODE))
        except FileExistsError:
            return False
    return True


def make_new(path: Path) -> None:
    """``make_file`` in the place of one left half-made. Raises OwnFileBlockedError as well."""
    check_place(path)
    with writing_in(path.parent):
        remove_regular(path)
    make_file(path)


@contextmanager
def writing_in(folder: Path) -> Iterator[None]:
    """Turn the system's refusals inside the block to write in ``folder`` into our errors."""
    try:
        yield
    except OSError as error:
        raise refusal(error, folder) from None


@contextmanager
def reading() -> Iterator[None]:
    """Turn the system's refusals inside the block to read a file into our errors."""
    try:
        yield
    except OSError as error:
        raise (DiskFaultError if error.errno == errno.EIO else JournalUnavailableError) from None


def refusal(error: OSError, folder: Path) -> JournalError:
    """Why the system did not write in ``folder``, in our words."""
    if error.errno in _NO_ROOM:
        return DiskFullError()
    if error.errno == errno.EIO:
        return DiskFaultError()
    if error.errno == errno.EROFS:
        return ReadOnlyDiskError(folder=str(folder))
    return FolderNotWritableError(folder=str(folder))


def check_readable(path: Path) -> None:
    """Raise DiskFaultError or JournalUnavailableError unless a file can be read to its end."""
    with reading(), os.fdopen(open_regular(path, os.O_RDONLY), "rb", buffering=0) as file:
        while file.read(_AT_ONCE):
            pass


def check_one_name(path: Path) -> None:
    """Raise LinkedJournalError where a file has a second name, which would keep what it holds."""
    with reading():
        if path.lstat().st_nlink > 1:
            raise LinkedJournalError


def check_writable(path: Path) -> None:
    """Raise FolderNotWritableError unless the file can be changed and its folder written to.

    Raises ReadOnlyDiskError where the whole disk is mounted for reading alone.
    """
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK):
        return
    if hasattr(os, "statvfs"):
        with suppress(OSError):
            if os.statvfs(path.parent).f_flag & os.ST_RDONLY:
                raise ReadOnlyDiskError(folder=str(path.parent))
    raise FolderNotWritableError(folder=str(path.parent))


def version_in(path: Path, known: int) -> int:
    """The schema version of the journal in a file, 0 for an empty one; only reads.

    ``known`` is the newest version this program can use. Raises DamagedJournalError,
    NotAJournalError, NewerJournalError or JournalUnavailableError.
    """
    head, size = _read_head(path)
    if not head:
        return 0
    if len(head) < _TABLE_COUNT.stop or not head.startswith(_MAGIC):
        raise DamagedJournalError
    version = int.from_bytes(head[_USER_VERSION], signed=True)
    owner = int.from_bytes(head[_APPLICATION_ID])
    if owner != APPLICATION_ID:
        # A database that nobody has claimed or put a table in is as good as an empty file.
        if owner == 0 and version == 0 and not any(head[_TABLE_COUNT]):
            return 0
        raise NotAJournalError
    if version > known:
        raise NewerJournalError(found=version, known=known)
    if version < 1 or not _KNOWN_FORMATS.issuperset(head[_FORMATS]) or _is_cut_short(head, size):
        raise DamagedJournalError
    return version


def is_encrypted(path: Path) -> bool:
    """Whether the journal in a file is an encrypted one; only reads.

    The first page of an encrypted file looks random, so it lacks SQLite's first words and
    nearly every byte occurs in it. A plain journal whose first words were damaged still shows its
    other marks. Raises JournalUnavailableError when the file cannot be read; none is no journal.
    """
    try:
        page = read_regular(path, _PAGE)
    except FileNotFoundError:
        return False
    except OSError:
        raise JournalUnavailableError from None
    if page.startswith(_MAGIC) or len(page) < _PAGE:
        return False
    marked = page[_FRACTIONS] == _PLAIN_FRACTIONS or (
        int.from_bytes(page[_APPLICATION_ID]) == APPLICATION_ID
    )
    return not marked and len(set(page)) >= _MANY_VALUES


def is_plain(path: Path) -> bool:
    """Whether a file is an unencrypted database, or as good as none: empty or not there."""
    try:
        head = read_regular(path, len(_MAGIC))
    except OSError:
        return True
    return head in (b"", _MAGIC)


def size_of(path: Path) -> int:
    """The size of a file in bytes. Raises JournalUnavailableError."""
    try:
        return path.stat().st_size
    except OSError:
        raise JournalUnavailableError from None


def _read_head(path: Path) -> tuple[bytes, int]:
    try:
        return read_regular(path, _TABLE_COUNT.stop), path.lstat().st_size
    except OSError:
        raise JournalUnavailableError from None


def _is_cut_short(head: bytes, size: int) -> bool:
    """Whether bytes are missing at the end: SQLite itself fills up half a page with zeros."""
    page_size = int.from_bytes(head[_PAGE_SIZE])
    pages = int.from_bytes(head[_PAGE_COUNT])
    # The largest page size does not fit the field and is written as 1.
    return size < pages * (65536 if page_size == 1 else page_size)


def was_interrupted(path: Path) -> bool:
    """Whether a rollback journal lies beside the file: SQLite will mend the file with it."""
    return interrupted_commit(path).exists()


def interrupted_commit(path: Path) -> Path:
    """Where SQLite keeps what it needs to undo a commit that a power cut interrupts."""
    return path.with_name(path.name + "-journal")


def beside(path: Path) -> tuple[Path, ...]:
    """What SQLite itself makes beside a file while it is in use; it would follow links there."""
    return tuple(path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm"))
