"""What a system call does to which file, read from the process that makes it."""

import os
import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tests.torture.seccomp import WRITING, Notification

_AT_FDCWD = 0xFFFFFF9C
_DELETED = " (deleted)"
_VECTOR = struct.Struct("QQ")


class Kind(StrEnum):
    """What a call does; several calls may do the same. A look opens something only to read."""

    OPEN = "open"
    WRITE = "write"
    SYNC = "sync"
    RENAME = "rename"
    UNLINK = "unlink"
    TRUNCATE = "truncate"
    MKDIR = "mkdir"
    RMDIR = "rmdir"
    LINK = "link"
    CHMOD = "chmod"
    LOCK = "lock"
    LOOK = "look"
    READ = "read"


@dataclass(frozen=True, slots=True)
class FileCall:
    """One call. ``path`` is absolute; ``target`` is the new name in a rename or link.

    ``handle`` is the file handle, -1 without one; ``size`` and ``offset`` are of a write or a
    truncation, ``flags`` those of an opening. ``is_deleted`` says that the file has no name.
    """

    kind: Kind
    name: str
    path: Path
    target: Path | None = None
    handle: int = -1
    size: int = 0
    offset: int = 0
    flags: int = 0
    is_deleted: bool = False

    @property
    def makes_nameless(self) -> bool:
        """Whether an opening makes a file without a name, in the folder ``path``."""
        return self.flags & os.O_TMPFILE == os.O_TMPFILE


class Caller:
    """The process that made a call, looked into through /proc while it waits."""

    def __init__(self, call: Notification) -> None:
        self._task, self._name, self._arguments = call.task, call.name, call.arguments

    def described(self) -> FileCall:
        """What the call is about to do. Raises OSError when the process is gone."""
        a, name = self._arguments, self._name
        if name in _BY_HANDLE:
            return self._by_handle(_BY_HANDLE[name])
        if name in {"open", "creat"}:
            flags = a[1] if name == "open" else os.O_CREAT | os.O_TRUNC | os.O_WRONLY
            kind = _kind_of_opening(flags)
            return FileCall(kind, name, self._path(_AT_FDCWD, a[0]), flags=flags)
        if name == "openat":
            return FileCall(_kind_of_opening(a[2]), name, self._path(a[0], a[1]), flags=a[2])
        if name in _TWO_PATHS:
            at = [(_AT_FDCWD, a[0]), (_AT_FDCWD, a[1])]
            if "at" in name.removeprefix("rename").removeprefix("link"):
                at = [(a[0], a[1]), (a[2], a[3])]
            return FileCall(_TWO_PATHS[name], name, self._path(*at[0]), self._path(*at[1]))
        if name in {"symlink", "symlinkat"}:
            made = self._path(_AT_FDCWD, a[1]) if name == "symlink" else self._path(a[1], a[2])
            return FileCall(Kind.LINK, name, made, made)
        kind = _ONE_PATH[name]
        if name == "unlinkat" and a[2]:
            kind = Kind.RMDIR
        at_first = name.endswith("at")
        path = self._path(a[0], a[1]) if at_first else self._path(_AT_FDCWD, a[0])
        return FileCall(kind, name, path, size=a[1] if name == "truncate" else 0)

    def _by_handle(self, kind: Kind) -> FileCall:
        a, name = self._arguments, self._name
        handle = a[2] if name == "copy_file_range" else a[0]
        path = str(Path(f"/proc/{self._task}/fd/{handle}").readlink())
        size, offset = 0, 0
        if kind is Kind.WRITE:
            size = self._size()
            offset = a[3] if name in {"pwrite64", "pwritev"} else self._position(handle)
        elif name == "ftruncate":
            size = a[1]
        whole = Path(path.removesuffix(_DELETED))
        return FileCall(
            kind, name, whole, None, handle, size, offset, is_deleted=path.endswith(_DELETED)
        )

    def data(self, limit: int | None = None) -> bytes:
        """The bytes that a write is about to write."""
        a, name = self._arguments, self._name
        size = self._size() if limit is None else limit
        if name in {"write", "pwrite64"}:
            return self._memory(a[1], size)
        if name in {"writev", "pwritev"}:
            return b"".join(self._memory(*part) for part in self._vector())[:size]
        source = a[1] if name == "sendfile" else a[0]
        at = a[2] if name == "sendfile" else a[1]
        start = struct.unpack("q", self._memory(at, 8))[0] if at else self._position(source)
        with Path(f"/proc/{self._task}/fd/{source}").open("rb") as file:
            file.seek(start)
            return file.read(size)

    @property
    def process(self) -> int:
        """The id of the process that the calling thread belongs to."""
        for line in Path(f"/proc/{self._task}/status").read_text().splitlines():
            if line.startswith("Tgid:"):
                return int(line.split()[1])
        raise ProcessLookupError

    def _size(self) -> int:
        a, name = self._arguments, self._name
        if name in {"writev", "pwritev"}:
            return sum(length for _, length in self._vector())
        if name == "copy_file_range":
            return a[4]
        return a[3] if name == "sendfile" else a[2]

    def _vector(self) -> list[tuple[int, int]]:
        packed = self._memory(self._arguments[1], self._arguments[2] * _VECTOR.size)
        return [(start, length) for start, length in _VECTOR.iter_unpack(packed)]

    def _position(self, handle: int) -> int:
        facts = Path(f"/proc/{self._task}/fdinfo/{handle}").read_text().splitlines()
        fields = dict(line.split(":", 1) for line in facts)
        if int(fields["flags"], 8) & os.O_APPEND:
            return Path(f"/proc/{self._task}/fd/{handle}").stat().st_size
        return int(fields["pos"])

    def _path(self, folder: int, address: int) -> Path:
        text = bytearray()
        while b"\0" not in text:
            # Up to the end of a page, as the next one may not be there.
            text += self._memory(address + len(text), 4096 - (address + len(text)) % 4096)
        name = os.fsdecode(bytes(text.split(b"\0", 1)[0]))
        is_here = folder & 0xFFFFFFFF == _AT_FDCWD
        base = Path(f"/proc/{self._task}/{'cwd' if is_here else f'fd/{folder}'}").readlink()
        return Path(os.path.normpath(Path(base, name)))

    def _memory(self, address: int, size: int) -> bytes:
        with Path(f"/proc/{self._task}/mem").open("rb", buffering=0) as memory:
            memory.seek(address)
            return memory.read(size)


def _kind_of_opening(flags: int) -> Kind:
    return Kind.OPEN if flags & WRITING else Kind.LOOK


_BY_HANDLE = {
    "read": Kind.READ,
    "pread64": Kind.READ,
    "getdents64": Kind.READ,
    "write": Kind.WRITE,
    "pwrite64": Kind.WRITE,
    "writev": Kind.WRITE,
    "pwritev": Kind.WRITE,
    "sendfile": Kind.WRITE,
    "copy_file_range": Kind.WRITE,
    "fallocate": Kind.TRUNCATE,
    "fsync": Kind.SYNC,
    "fdatasync": Kind.SYNC,
    "ftruncate": Kind.TRUNCATE,
    "fchmod": Kind.CHMOD,
    "flock": Kind.LOCK,
}
_TWO_PATHS = {
    "rename": Kind.RENAME,
    "renameat": Kind.RENAME,
    "renameat2": Kind.RENAME,
    "link": Kind.LINK,
    "linkat": Kind.LINK,
}
_ONE_PATH = {
    "truncate": Kind.TRUNCATE,
    "mkdir": Kind.MKDIR,
    "mkdirat": Kind.MKDIR,
    "rmdir": Kind.RMDIR,
    "unlink": Kind.UNLINK,
    "unlinkat": Kind.UNLINK,
    "chmod": Kind.CHMOD,
    "fchmodat": Kind.CHMOD,
}
