"""Compares how long the packaged program and the checkout take to show their window.

usage: start_time.py [PAIRS]

Each pair starts both, one after the other and in turn first, on one virtual screen; the time runs
from starting the process until the window manager lists its window. Medians are compared; on a
busy machine the processor's time tells more than the clock's.
"""

import os
import resource
import select
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from operator import truediv
from pathlib import Path

from tests.e2e.display import Display

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S, _QUIET_S = 60.0, 0.3
PROGRAMS = {
    "package": (str(ROOT / "build" / "linux" / "root" / "usr" / "bin" / "smallacts-desktop"),),
    "checkout": (sys.executable, "-m", "smallacts_desktop"),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What one start took in seconds: by the clock, and of the processor."""

    clock: float
    processor: float


class Windows:
    """The window manager's list of windows, told whenever it changes."""

    def __init__(self, display: str) -> None:
        watch = ["xprop", "-display", display, "-root", "-spy", "_NET_CLIENT_LIST"]
        self._watcher = subprocess.Popen(watch, stdout=subprocess.PIPE, bufsize=0)
        assert self._watcher.stdout is not None
        self._pipe = self._watcher.stdout

    def wait(self, *, for_one: bool) -> None:
        """Wait until there is a window, or until there is none and nothing changes any more."""
        known = b""
        while for_one is not (b"0x" in known) or (not for_one and self._announced_within(_QUIET_S)):
            assert self._announced_within(_PATIENCE_S), "the list of windows did not change"
            known = os.read(self._pipe.fileno(), 65536).rstrip(b"\n").rpartition(b"\n")[2]

    def _announced_within(self, seconds: float) -> bool:
        return bool(select.select([self._pipe], [], [], seconds)[0])

    def stop(self) -> None:
        """Ask no more."""
        self._watcher.kill()
        self._watcher.wait()
        self._pipe.close()


def main(pairs: int) -> None:
    """Measure and say what came out."""
    with tempfile.TemporaryDirectory(prefix="smallacts-") as folder:
        display = Display(Path(folder))
        windows = Windows(display.name)
        try:
            taken = _measured(display, windows, Path(folder), pairs)
        finally:
            windows.stop()
            display.stop()
    for name in ("clock", "processor"):
        times = {program: [getattr(one, name) for one in ones] for program, ones in taken.items()}
        shown = ", ".join(f"{who} {statistics.median(what):.3f} s" for who, what in times.items())
        pair = statistics.median(map(truediv, times["package"], times["checkout"]))
        print(f"{name}: medians {shown}; median of {pairs} pairs {pair:.3f}")


def _measured(
    display: Display, windows: Windows, folder: Path, pairs: int
) -> dict[str, list[Taken]]:
    taken: dict[str, list[Taken]] = {name: [] for name in PROGRAMS}
    surroundings = {**os.environ, "DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"}
    # Measured as a person has it: Python keeps what it compiled.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    for number in range(-1, pairs):
        for name in list(PROGRAMS) if number % 2 else list(reversed(PROGRAMS)):
            command = [*PROGRAMS[name], "--data-dir", str(folder / name)]
            one = _start(command, surroundings, windows)
            # The first pair warms the disk's cache and makes the journals.
            if number >= 0:
                taken[name].append(one)
    return taken


def _start(command: list[str], surroundings: dict[str, str], windows: Windows) -> Taken:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    program = subprocess.Popen(command, cwd=ROOT, env=surroundings)
    windows.wait(for_one=True)
    clock = time.perf_counter() - began
    program.terminate()
    program.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    windows.wait(for_one=False)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(clock, processor)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
