"""System calls of a child process, each shown to its parent before the kernel carries it out.

Linux does this itself (a seccomp filter that notifies a listener, kernel 5.5 or later): nothing is
traced, so a run costs little more than without, and the answer can be any error, a number, or "go
on". The child installs the filter and hands the listener over; see seccomp(2), seccomp_unotify(2).
"""

import ctypes
import fcntl
import os
import platform
import select
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass

# The numbers of the calls that make, change or remove files, by the machine's architecture.
_NUMBERS: dict[str, dict[str, int]] = {
    "x86_64": {
        "write": 1, "open": 2, "pwrite64": 18, "writev": 20, "sendfile": 40, "flock": 73,
        "fsync": 74, "fdatasync": 75, "truncate": 76, "ftruncate": 77, "rename": 82, "mkdir": 83,
        "rmdir": 84, "creat": 85, "link": 86, "unlink": 87, "symlink": 88, "chmod": 90,
        "fchmod": 91, "openat": 257, "mkdirat": 258, "unlinkat": 263, "renameat": 264,
        "linkat": 265, "symlinkat": 266, "fchmodat": 268, "fallocate": 285, "pwritev": 296,
        "renameat2": 316, "copy_file_range": 326,
    },
    "aarch64": {
        "flock": 32, "mkdirat": 34, "unlinkat": 35, "symlinkat": 36, "linkat": 37,
        "renameat": 38, "truncate": 45, "ftruncate": 46, "fallocate": 47, "fchmod": 52,
        "fchmodat": 53, "openat": 56, "write": 64, "writev": 66, "pwrite64": 68, "pwritev": 70,
        "sendfile": 71, "fsync": 82, "fdatasync": 83, "renameat2": 276, "copy_file_range": 285,
    },
}  # fmt: skip
# Those that read. A file is looked at by a call of the list above.
_READING: dict[str, dict[str, int]] = {
    "x86_64": {"read": 0, "pread64": 17, "getdents64": 217},
    "aarch64": {"getdents64": 61, "read": 63, "pread64": 67},
}
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_PIDFD_OPEN, _PIDFD_GETFD = 434, 438
_SET_MODE_FILTER, _NEW_LISTENER, _NO_NEW_PRIVS = 1, 8, 38
_NOTIFY, _ALLOW = 0x7FC00000, 0x7FFF0000
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_AT_NUMBER, _AT_ARGUMENT = 0, 16
_RECEIVE, _ANSWER, _GO_ON = 0xC0502100, 0xC0182101, 1
_NOTIFICATION = struct.Struct("QIIiIQ6Q")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("yes", ctypes.c_ubyte),
        ("no", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("start", ctypes.POINTER(_Instruction)))


@dataclass(frozen=True, slots=True)
class Notification:
    """A call that waits for its answer; ``task`` is the thread that made it."""

    id: int
    task: int
    name: str
    arguments: tuple[int, ...]


def is_possible() -> bool:
    """Whether this machine can do it at all; an old kernel refuses only when it is tried."""
    return sys.platform == "linux" and platform.machine() in _NUMBERS


def install(*, reads: bool = False) -> int:
    """Show this process's file calls to whoever gets the listener, which is returned.

    Reading, and opening a file only to read it, are shown if ``reads``. Lasts for the life of the
    process and of every process that it starts.
    """
    numbers = _NUMBERS[platform.machine()]
    steps = [_Instruction(_LOAD, 0, 0, _AT_NUMBER)]
    if reads:
        others = [*numbers.values(), *_READING[platform.machine()].values()]
    else:
        for name, argument in (("openat", 2), ("open", 1)):
            if name in numbers:
                steps += _opening(numbers[name], argument)
        others = [number for name, number in numbers.items() if name not in {"open", "openat"}]
    for left, number in zip(range(len(others), 0, -1), others, strict=True):
        steps.append(_Instruction(_EQUAL, left, 0, number))
    steps += [_Instruction(_RETURN, 0, 0, _ALLOW), _Instruction(_RETURN, 0, 0, _NOTIFY)]
    _call(_libc_or_fail().prctl(_NO_NEW_PRIVS, 1, 0, 0, 0))
    program = _Program(len(steps), (_Instruction * len(steps))(*steps))
    number = _SECCOMP[platform.machine()]
    made = _libc_or_fail().syscall(number, _SET_MODE_FILTER, _NEW_LISTENER, ctypes.byref(program))
    return _call(made)


def _opening(number: int, argument: int) -> list[_Instruction]:
    """Notify of an opening that may write, let one that only reads pass."""
    return [
        _Instruction(_EQUAL, 0, 4, number),
        _Instruction(_LOAD, 0, 0, _AT_ARGUMENT + 8 * argument),
        _Instruction(_ANY_BIT, 0, 1, WRITING),
        _Instruction(_RETURN, 0, 0, _NOTIFY),
        _Instruction(_RETURN, 0, 0, _ALLOW),
    ]


class Listener:
    """The parent's end: receives calls, and answers each before the child goes on."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        machine = platform.machine()
        known = _NUMBERS[machine] | _READING[machine]
        self._names = {number: name for name, number in known.items()}
        self._poll = select.poll()
        self._poll.register(handle, select.POLLIN)

    def receive(self) -> Notification | None:
        """Wait for the next call; None once every process under the filter has ended."""
        while True:
            for _, event in self._poll.poll():
                if not event & select.POLLIN:
                    return None
            buffer = bytearray(_NOTIFICATION.size)
            try:
                fcntl.ioctl(self._handle, _RECEIVE, buffer)
            except FileNotFoundError:  # it was killed while we waited
                continue
            id_, task, _, number, _, _, *arguments = _NOTIFICATION.unpack(buffer)
            return Notification(id_, task, self._names[number], tuple(arguments))

    def go_on(self, call: Notification) -> None:
        """Let the kernel carry the call out."""
        self._answer(struct.pack("QqiI", call.id, 0, 0, _GO_ON))

    def refuse(self, call: Notification, error: int) -> None:
        """Let the call fail with an errno."""
        self._answer(struct.pack("QqiI", call.id, 0, -error, 0))

    def return_value(self, call: Notification, value: int) -> None:
        """Let the call return a number without being carried out."""
        self._answer(struct.pack("QqiI", call.id, value, 0, 0))

    def close(self) -> None:
        """Let go of it; a call that still waits then fails."""
        os.close(self._handle)

    def _answer(self, answer: bytes) -> None:
        with suppress(FileNotFoundError):  # it was killed meanwhile
            fcntl.ioctl(self._handle, _ANSWER, bytearray(answer))


def handle_of(process: int, handle: int) -> int:
    """A handle of another process, shared with it: same file, same position."""
    libc = _libc_or_fail()
    pidfd = _call(libc.syscall(_PIDFD_OPEN, process, 0))
    try:
        return _call(libc.syscall(_PIDFD_GETFD, pidfd, handle, 0))
    finally:
        os.close(pidfd)


def _call(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def _libc_or_fail() -> ctypes.CDLL:
    if _libc is None:
        raise OSError("only Linux knows this")
    return _libc
