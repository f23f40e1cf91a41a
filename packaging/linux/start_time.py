"""Compares how long the packaged program and the checkout take to show their window.

usage: start_time.py [PAIRS]

Each pair starts both, one after the other and in turn first, on one virtual screen; the time runs
from starting the process until the window manager lists its window. Medians are compared.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from tests.e2e.display import Display

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = {
    "package": (str(ROOT / "build" / "linux" / "root" / "usr" / "bin" / "smallacts-desktop"),),
    "checkout": (sys.executable, "-m", "smallacts_desktop"),
}


def main(pairs: int) -> None:
    """Measure and say what came out."""
    with tempfile.TemporaryDirectory(prefix="smallacts-") as folder:
        display = Display(Path(folder))
        try:
            times = _measured(display, Path(folder), pairs)
        finally:
            display.stop()
    for name, seconds in times.items():
        spread = f"{min(seconds):.3f} to {max(seconds):.3f} s"
        print(f"{name}: median {statistics.median(seconds):.3f} s ({spread})")
    ratios = [a / b for a, b in zip(times["package"], times["checkout"], strict=True)]
    print(f"package / checkout, median of {pairs} pairs: {statistics.median(ratios):.3f}")


def _measured(display: Display, folder: Path, pairs: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    surroundings = {**os.environ, "DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"}
    # Measured as a person has it: Python keeps what it compiled.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    watch = ["xprop", "-display", display.name, "-root", "-spy", "_NET_CLIENT_LIST"]
    with subprocess.Popen(watch, stdout=subprocess.PIPE, encoding="ascii") as watcher:
        assert watcher.stdout is not None
        watcher.stdout.readline()
        for number in range(-1, pairs):
            names = list(PROGRAMS) if number % 2 else list(reversed(PROGRAMS))
            for name in names:
                command = [*PROGRAMS[name], "--data-dir", str(folder / name)]
                taken = _start(command, surroundings, watcher.stdout)
                # The first pair warms the disk's cache and makes the journals.
                if number >= 0:
                    times[name].append(taken)
        watcher.terminate()
    return times


def _start(command: list[str], surroundings: dict[str, str], windows: IO[str]) -> float:
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=surroundings) as program:
        while "0x" not in windows.readline():
            pass
        taken = time.perf_counter() - began
        program.terminate()
    # The window leaves the list before the next one is waited for.
    while "0x" in windows.readline():
        pass
    return taken


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
