"""The program imported once: every run is a copy of that process, with all else of its own.

Starting Python and importing the program takes four fifths of a short command. The rest of a run is
the same: its arguments, folder, environment, standard streams, session, exit code and files.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from smallacts_desktop.storage.keys import keys
from tests.torture.program import HARNESS, SERVER, Reader

LONGEST_S = 100


class WarmProgram:
    """Small Acts, ready to run any number of times, one run after the other."""

    def __init__(self) -> None:
        self._channel, theirs = socket.socketpair()
        words = [str(HARNESS), str(HARNESS), str(theirs.fileno()), "0"]
        self._server = subprocess.Popen(
            [sys.executable, str(SERVER), *words],
            pass_fds=[theirs.fileno()],
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
        )
        theirs.close()
        self._answers = self._channel.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._answers.close()
        self._channel.close()
        self._server.wait(LONGEST_S)

    def run(
        self,
        arguments: Sequence[str],
        cwd: Path,
        env: dict[str, str],
        *,
        given: bytes,
        leads_session: bool,
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run a command to its end, with ``given`` on its standard input.

        The leader of a session has no terminal. Keys are made as in this process.
        """
        request = {
            "arguments": arguments,
            "is_window": False,
            "is_watched": False,
            "folder": str(cwd),
            "environ": env,
            "leads_session": leads_session,
            "rounds": keys._ROUNDS,
        }
        pipes = [os.pipe() for _ in range(3)]
        (source, writer), (out, theirs_out), (err, theirs_err) = pipes
        handles = [source, theirs_out, theirs_err]
        socket.send_fds(self._channel, [json.dumps(request).encode()], handles)
        for handle in handles:
            os.close(handle)
        # A pipe holds more than any passphrase needs.
        os.write(writer, given)
        os.close(writer)
        readers = [Reader(out), Reader(err)]
        process = json.loads(self._answers.readline())["process"]
        watchdog = threading.Timer(LONGEST_S, os.kill, [process, 9])
        watchdog.start()
        code = json.loads(self._answers.readline())["code"]
        watchdog.cancel()
        return subprocess.CompletedProcess(arguments, code, *(each.data() for each in readers))
