"""Runs of the program: in a copy of a warm process, watched and harmed on the way if wanted."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.torture.injection import Supervisor
from tests.torture.seccomp import Listener

HARNESS = Path(__file__).parents[2]
SERVER = Path(__file__).with_name("process_server.py")
# Rounds for making a key in a sweep; the program's own take a quarter of a second each.
QUICK_ROUNDS = 4
LONGEST_S = 60


@dataclass(frozen=True, slots=True)
class Result:
    """What a run said, and how it ended: ``code`` is negative for a signal."""

    code: int
    output: str
    errors: str

    @property
    def was_killed(self) -> bool:
        """Whether the run came to no end of its own."""
        return self.code < 0


@dataclass(frozen=True, slots=True)
class Command:
    """Words for the command line, or for a step of the window; ``lines`` go to standard input."""

    words: tuple[str, ...]
    lines: tuple[str, ...] = ()
    is_window: bool = False


class HungError(AssertionError):
    """A run did not end in time."""


class Program:
    """A checkout of Small Acts, imported once; every run is a process of its own."""

    def __init__(self, checkout: Path = HARNESS, rounds: int = QUICK_ROUNDS) -> None:
        self.rounds = rounds
        self._channel, theirs = socket.socketpair()
        words = [str(HARNESS), str(checkout), str(theirs.fileno()), str(rounds)]
        self._server = subprocess.Popen(
            [sys.executable, str(SERVER), *words],
            pass_fds=[theirs.fileno()],
            env={"PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", "PATH": os.environ["PATH"]},
        )
        theirs.close()
        self._answers = self._channel.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._answers.close()
        self._channel.close()
        self._server.wait(LONGEST_S)

    def run(self, command: Command, supervisor: Supervisor | None = None) -> Result:
        """Run a command to its end. Raises HungError."""
        input_, output, errors = (os.pipe() for _ in range(3))
        ours, theirs = socket.socketpair()
        request = {
            "arguments": command.words,
            "is_window": command.is_window,
            "is_watched": supervisor is not None,
            "reads": supervisor is not None and supervisor.reads,
        }
        handles = [input_[0], output[1], errors[1], theirs.fileno()]
        socket.send_fds(self._channel, [json.dumps(request).encode()], handles)
        theirs.close()
        # A pipe holds more than any passphrase needs; a command may end without reading it, so this
        # comes before this process gives up its own end to read from.
        os.write(input_[1], "".join(f"{line}\n" for line in command.lines).encode())
        os.close(input_[1])
        for handle in handles[:3]:
            os.close(handle)
        readers = [Reader(output[0]), Reader(errors[0])]
        process = json.loads(self._answers.readline())["process"]
        watchdog = threading.Timer(LONGEST_S, _end, [process])
        watchdog.start()
        try:
            if supervisor is not None:
                _answer_requests(ours, supervisor)
            code = json.loads(self._answers.readline())["code"]
        finally:
            is_hung = not watchdog.is_alive()
            watchdog.cancel()
            ours.close()
        texts = [reader.data().decode("utf-8", "replace") for reader in readers]
        if is_hung:
            raise HungError(f"still running after {LONGEST_S} s: {command.words}")
        return Result(code, *texts)


def _answer_requests(ours: socket.socket, supervisor: Supervisor) -> None:
    message, handles, _, _ = socket.recv_fds(ours, 16, 1)
    if not message:
        raise OSError("this system does not let a process watch another one's calls")
    listener = Listener(handles[0])
    try:
        supervisor.answer_until_end(listener)
    finally:
        listener.close()


def _end(process: int) -> None:
    os.kill(process, 9)


class Reader:
    """Reads a pipe to its end in a thread, so that nobody waits for room in it."""

    def __init__(self, handle: int) -> None:
        self._parts: list[bytes] = []
        self._thread = threading.Thread(target=self._read, args=[handle], daemon=True)
        self._thread.start()

    def data(self) -> bytes:
        """All that was written, once every writer has closed the pipe."""
        self._thread.join(LONGEST_S)
        return b"".join(self._parts)

    def _read(self, handle: int) -> None:
        with open(handle, "rb") as pipe:
            self._parts.append(pipe.read())


def words_for(folder: Path, *words: str) -> tuple[str, ...]:
    """The command line's words for a data folder, with passphrases from standard input."""
    return ("--data-dir", str(folder), "--passphrase-stdin", *words)


def command(folder: Path, words: Sequence[str], lines: Sequence[str] = ()) -> Command:
    """A command of the program on a data folder."""
    return Command(words_for(folder, *words), tuple(lines))


def step(folder: Path, name: str, passphrase: str | None, *more: str) -> Command:
    """A step of the window on a data folder."""
    return Command((name, str(folder), *more), (passphrase or "",), is_window=True)
