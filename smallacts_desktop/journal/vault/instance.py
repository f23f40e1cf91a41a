"""One window for each journal, on this computer and, as far as can be told, on all of them.

Beside the journal lies ``journal.open``. The process that has the journal open holds it by a lock
of the system's, which ends with the process. Locks do not reach across a synced folder, so the
file also says which computer wrote it and when its next heartbeat is due. ``journal.raise`` is
how a second start asks the first for its window, in one word of a fixed list, without a socket;
with a backup to bring back comes the path of its file, gone from there when it was read.
"""

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from smallacts_desktop.clock import Clock, SystemClock
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import JournalOpenElsewhereError
from smallacts_desktop.journal.vault.attempts import moment, read_untrusted
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.file.file_lock import FileHeldError, LockFile, wait_for_lock
from smallacts_desktop.storage.file.files import make_file, open_regular, read_regular

# Seldom, so that an open window lets the computer sleep. Each sign says when the next is due, and
# so stands as long as that; it may come late by as much as a synced folder takes.
HEARTBEAT_EVERY = timedelta(minutes=5)
HEARTBEAT_LASTS = timedelta(minutes=3)
# How long a second start waits for the first to answer.
ANSWER_WITHIN = timedelta(seconds=3)
_LOOK_AGAIN_S = 0.02
_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
# Windows of the desktop may only be brought up with a token, which the desktop gives a new start.
TOKEN_VARIABLE = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - the name of a variable
_LONGEST_TOKEN = 512
_LONGEST_PATH = 8192
_LONGEST_REQUEST = _LONGEST_TOKEN + _LONGEST_PATH + 32


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Which computer has a journal open (an id that names nobody), and until when at least."""

    computer: str
    at: datetime

    @classmethod
    def read(cls, content: bytes) -> "Heartbeat | None":
        """The sign in a file's content; None where there is none that makes sense."""
        return read_untrusted(content, cls._of)

    @classmethod
    def _of(cls, found: dict[str, Any]) -> "Heartbeat":
        if not isinstance(found["computer"], str):
            raise TypeError("no name of a computer")
        return cls(found["computer"], moment(found["at"]))

    def written(self) -> bytes:
        """The sign as a file's content."""
        at = self.at.astimezone(UTC).isoformat(timespec="seconds")
        return json.dumps({"computer": self.computer, "at": at}).encode() + b"\n"

    def is_young(self, now: datetime) -> bool:
        """Whether that computer may well have the journal open still.

        Clocks of two computers differ. A sign from the future cannot be dated, so it counts as
        young: it is better to ask once too often, and opening replaces it.
        """
        try:
            return now - self.at <= HEARTBEAT_LASTS
        except OverflowError:
            return False


class InstanceLock:
    """This process's hold on a journal. Made by ``take``, ended by ``release``.

    ``was_left_open``: the process that had it before, here or elsewhere, did not release it.
    """

    def __init__(self, lock: LockFile, clock: Clock, computer: str) -> None:
        self._lock, self._clock, self._computer = lock, clock, computer
        self.was_left_open = False

    @classmethod
    def take(
        cls, paths: Paths, clock: Clock | None = None, computer: str | None = None
    ) -> "InstanceLock":
        """Take hold of the journal of a data folder.

        Where the folder allows no file lock it holds nothing, and opening the journal will say
        what is wrong. Raises JournalOpenElsewhereError when another process on this computer
        holds it; a lock that another computer holds is told by ``is_open_elsewhere``.
        """
        taken = cls(LockFile(paths.lock), clock or SystemClock(), computer or this_computer())
        try:
            taken._lock.hold()
            taken.was_left_open = Heartbeat.read(taken._lock.read()) is not None
        except FileHeldError:
            # Locks may reach other computers on a network share; a window there cannot be raised.
            if not taken.is_open_elsewhere():
                raise JournalOpenElsewhereError from None
        return taken

    def is_open_elsewhere(self) -> bool:
        """Whether another computer seems to have this journal open just now."""
        heartbeat = Heartbeat.read(self._lock.read())
        if heartbeat is None or heartbeat.computer == self._computer:
            return False
        return heartbeat.is_young(self._clock.now())

    def beat(self) -> bool:
        """Write a heartbeat; True when another computer has written one since the last time."""
        elsewhere = self.is_open_elsewhere()
        due = self._clock.now() + HEARTBEAT_EVERY
        if not self._lock.is_held:  # the folder may have come back since
            with contextlib.suppress(FileHeldError):
                self._lock.hold()
        self._lock.write(Heartbeat(self._computer, due).written())
        return elsewhere

    def release(self) -> None:
        """Let go of the journal, and leave no sign behind; harmless when done already."""
        heartbeat = Heartbeat.read(self._lock.read())
        if heartbeat is not None and heartbeat.computer == self._computer:
            self._lock.write(b"")
        self._lock.release()


def wait_for_instance_lock(
    paths: Paths, on_wait: Callable[[], None], clock: Clock | None = None
) -> InstanceLock | None:
    """The lock on a journal that another process may have; None if it has it for some seconds.

    A command is done by then, a window is not.
    """
    locks: list[InstanceLock] = []

    def take() -> None:
        try:
            locks.append(InstanceLock.take(paths, clock))
        except JournalOpenElsewhereError:
            raise FileHeldError from None

    return locks[0] if wait_for_lock(take, on_wait) else None


@contextmanager
def alone(
    paths: Paths, clock: Clock | None = None, on_wait: Callable[[], None] | None = None
) -> Iterator[None]:
    """Hold the journal for the length of a block, for work that must not run beside a window.

    Another command is waited for some seconds; ``on_wait`` is called once if that takes longer
    than a moment. Raises JournalOpenElsewhereError when somebody still has it open then, here or
    on another computer.
    """
    instance_lock = wait_for_instance_lock(paths, on_wait or (lambda: None), clock)
    if instance_lock is None:
        raise JournalOpenElsewhereError
    try:
        if instance_lock.is_open_elsewhere():
            raise JournalOpenElsewhereError
        instance_lock.beat()
        yield
    finally:
        instance_lock.release()


# A second start asks for the first one's window


class Command(StrEnum):
    """What a second start would like the window to do; it never asks for more than one of these."""

    SHOW = "show"
    JUST_WRITE = "just-write"
    LOCK = "lock"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Request:
    """A command, and the desktop's token for raising a window, often empty.

    ``file`` is the backup to bring back, absolute; None leaves the choice to the person.
    """

    command: Command
    token: str = ""
    file: Path | None = None

    @classmethod
    def read(cls, content: bytes) -> "Request":
        """The request in a file's content; what makes no sense asks for the window."""
        line, _, rest = content[:_LONGEST_REQUEST].partition(b"\n")
        word, _, token = line.decode("ascii", errors="replace").strip().partition(" ")
        command = Command(word) if word in list(Command) else Command.SHOW
        if not rest:
            return cls(command, token)
        file = Path(os.fsdecode(rest.removesuffix(b"\n")))
        makes_sense = command is Command.RESTORE and file.is_absolute() and b"\0" not in rest
        return cls(command, token, file) if makes_sense else cls(Command.SHOW, token)

    def written(self) -> bytes:
        """The request as a file's content."""
        line = f"{self.command} {self.token}\n".encode("ascii")
        return line if self.file is None else line + os.fsencode(self.file) + b"\n"


def ask_for_window(paths: Paths, command: Command = Command.SHOW, file: Path | None = None) -> bool:
    """Ask the process that holds the journal for its window; True once it has answered."""
    token = os.environ.get(TOKEN_VARIABLE, "")
    if not (token.isascii() and token.isprintable() and len(token) <= _LONGEST_TOKEN):
        token = ""
    if not _write_request(paths.raising, Request(command, token, file).written()):
        return False
    deadline = time.monotonic() + ANSWER_WITHIN.total_seconds()
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if paths.raising.lstat().st_size == 0:
                return True
        time.sleep(_LOOK_AGAIN_S)
    return False


def _write_request(path: Path, content: bytes) -> bool:
    """Make the file of requests, or replace what it holds; False where that is impossible."""
    try:
        make_file(path)
        _replace_request(path, content)
    except (OSError, SmallActsError):
        return False
    return True


def _replace_request(path: Path, content: bytes) -> None:
    """Replace what the file of requests holds. Raises OSError, also where it is no file of ours.

    A file with a second name somewhere else is left as it is.
    """
    handle = open_regular(path, os.O_WRONLY)
    try:
        if os.fstat(handle).st_nlink > 1:
            raise OSError("the file has a second name")
        os.ftruncate(handle, 0)
        os.write(handle, content)
    finally:
        os.close(handle)


def listen_for_requests(paths: Paths) -> bool:
    """Make the file of requests, empty; False where that is impossible."""
    return _write_request(paths.raising, b"")


def pop_request(paths: Paths) -> Request | None:
    """The request that waits, answered by this; None when there is none."""
    try:
        content = read_regular(paths.raising, _LONGEST_REQUEST)
        if not content:
            return None
        _replace_request(paths.raising, b"")
    except OSError:
        return None
    return Request.read(content)


# Telling computers apart


def this_computer() -> str:
    """An id of this computer and account, the same every time, from which neither can be read."""
    account = os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())
    facts = "\0".join(["smallacts", _machine_id(), _name_of_computer(), account])
    return hashlib.sha256(facts.encode(errors="replace")).hexdigest()[:24]


def _machine_id() -> str:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows alone has it

        with contextlib.suppress(OSError):
            place = r"SOFTWARE\Microsoft\Cryptography"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""
    for path in _MACHINE_IDS:
        with contextlib.suppress(OSError):
            return path.read_text(encoding="ascii", errors="replace").strip()
    return ""


def _name_of_computer() -> str:
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
