"""A virtual screen whose picture can be looked at while a program draws on it.

The X server keeps its picture in a file that is mapped into memory; a thread notes every moment at
which the picture has become another one. So what is timed is what a person would see, and the
program that is watched is the unchanged one.
"""

import mmap
import os
import subprocess
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

WIDTH, HEIGHT = 1280, 1024
_HEADER_BYTES = 4096
# Every fourth line of the picture: a letter is higher than that, and one look takes under 1 ms.
_LINE_BYTES, _EVERY = WIDTH * 4, 4
_LOOK_S, _PATIENCE_S = 0.001, 120.0


class Screen:
    """An X server of its own; ``environment`` is for programs that are to draw there."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        reading, writing = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-fbdir", str(folder),
             "-nolisten", "tcp", "-nocursor"],
            pass_fds=(writing,), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"
        picture = folder / "Xvfb_screen0"
        with picture.open("rb") as file:
            self._picture = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._empty = self._look()
        self._changes = [time.monotonic()]
        self._digests = [self._empty]
        self._ends = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    @property
    def environment(self) -> dict[str, str]:
        """The surroundings of a program that draws here; Python keeps what it compiled."""
        kept = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
        return {**kept, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ends.set()
        self._watcher.join()
        self._picture.close()
        self._server.terminate()
        self._server.wait()

    def rest(self, quiet: float = 0.4) -> None:
        """Wait until the picture has stayed the same for ``quiet`` seconds."""
        self._until(lambda: time.monotonic() - self._changes[-1] >= quiet)

    def clear(self) -> None:
        """Wait until nothing is shown any more."""
        self._until(lambda: self._digests[-1] == self._empty)

    def painted(self, since: float, quiet: float = 0.7) -> float:
        """Seconds from ``since`` until the picture was first the one it came to rest with.

        ``since`` is a time of the monotonic clock, after which the picture has to change.
        """
        self._until(lambda: self._changes[-1] > since and self._digests[-1] != self._empty)
        self.rest(quiet)
        settled = self._digests[-1]
        return next(
            when - since
            for when, digest in zip(self._changes, self._digests, strict=True)
            if when > since and digest == settled
        )

    def _until(self, happened: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while not happened():
            if time.monotonic() > deadline:
                raise TimeoutError("the picture did not become what was waited for")
            time.sleep(_LOOK_S)

    def _watch(self) -> None:
        while not self._ends.is_set():
            digest = self._look()
            # Afterwards, so that a look that was held up cannot date what it saw too early.
            when = time.monotonic()
            if digest != self._digests[-1]:
                self._digests.append(digest)
                self._changes.append(when)
            time.sleep(_LOOK_S)

    def _look(self) -> int:
        digest = 0
        for start in range(_HEADER_BYTES, len(self._picture), _LINE_BYTES * _EVERY):
            digest = zlib.crc32(self._picture[start : start + _LINE_BYTES], digest)
        return digest


_NOT_PASSED_ON = {"PYTHONDONTWRITEBYTECODE", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"}


def stop(program: "subprocess.Popen[bytes]") -> None:
    """End a program that was only watched."""
    with suppress(ProcessLookupError):
        program.kill()
    program.wait()
