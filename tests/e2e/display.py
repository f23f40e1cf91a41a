"""A screen of its own for a test, and what acts on it: Xvfb, openbox, xdotool and scrot."""

import os
import select
import subprocess
import time
from collections import deque
from collections.abc import Callable
from itertools import islice
from pathlib import Path

SCREEN = "1280x1024x24"
# How fast the machine is today is no property of the program: a busy one may start it slowly.
PATIENCE_S = 60.0
_LOOK_AGAIN_S = 0.03
_STILL_LOOKS = 5


def until(happened: Callable[[], bool], what: str, patience: float = PATIENCE_S) -> None:
    """Wait for something another process does; fail with ``what`` when it does not."""
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(_LOOK_AGAIN_S)


class Display:
    """A virtual screen with a window manager, until ``stop``.

    ``folder`` is its own and must exist; the server keeps what the screen shows in a file there.
    """

    def __init__(self, folder: Path) -> None:
        self._pixels = folder / "Xvfb_screen0"
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            (
                *("Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN),
                *("-nolisten", "tcp", "-fbdir", str(folder)),
                # No key repeats itself when a busy machine is late to let go of it.
                "-r",
            ),
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        self.name = f":{_line(reading)}"
        try:
            self._manager = self._start_manager(folder)
        except BaseException:
            self._server.kill()
            self._server.wait()
            raise

    def _start_manager(self, folder: Path) -> subprocess.Popen[bytes]:
        ready = folder / "ready"
        manager = subprocess.Popen(
            ["openbox", "--sm-disable", "--startup", f"touch '{ready}'"],
            env={**os.environ, "DISPLAY": self.name, "HOME": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            until(ready.exists, "the window manager starts")
        except BaseException:
            manager.kill()
            manager.wait()
            raise
        return manager

    def stop(self) -> None:
        """Take the screen away; the window manager first, or it complains."""
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(PATIENCE_S)

    def xdotool(self, *words: str | int) -> str:
        """Do something by xdotool and return what it said."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env={**os.environ, "DISPLAY": self.name},
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE_S,
            check=False,
        )
        return done.stdout.strip()

    def windows(self, title: str) -> set[str]:
        """The visible windows whose title matches."""
        return set(self.xdotool("search", "--onlyvisible", "--name", title).split())

    def focused(self) -> str:
        """The window that has the keyboard."""
        return self.xdotool("getwindowfocus")

    def look(self) -> bytes:
        """What the screen shows, every pixel of it."""
        return self._pixels.read_bytes()

    def still(self) -> bytes:
        """Wait until the screen has come to rest, and return what it shows."""
        seen = deque([self.look()], _STILL_LOOKS + 1)

        def at_rest() -> bool:
            seen.append(self.look())
            return len(seen) > _STILL_LOOKS and all(
                look == seen[-1] for look in islice(seen, 1, None)
            )

        until(at_rest, "the screen comes to rest")
        return seen[-1]

    def save_picture(self, target: Path) -> None:
        """Keep what the screen shows, for anyone who looks into a failure."""
        subprocess.run(
            ["scrot", "--overwrite", str(target)],
            env={**os.environ, "DISPLAY": self.name},
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )


def _line(pipe: int) -> str:
    """The line that arrives in a pipe; the pipe is closed afterwards."""
    ready, _, _ = select.select([pipe], [], [], PATIENCE_S)
    assert ready, "the virtual screen did not start"
    with os.fdopen(pipe, encoding="ascii") as file:
        return file.readline().strip()
