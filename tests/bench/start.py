"""From the start of the process to the picture, and what an open window does when it is idle."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bulk import FEW, MANY, VERY_MANY, Journals
from tests.bench.figures import Row
from tests.bench.screen import Screen, stop

ROOT = Path(__file__).resolve().parents[2]
BARE = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
CHECKOUT = [sys.executable, "-m", "smallacts_desktop"]
# Where ``make deb`` leaves what it froze.
FROZEN = ROOT / "build" / "linux" / "root" / "usr" / "bin" / "smallacts-desktop"
_START_GOAL, _GROWTH_GOAL, _MEMORY_GOAL, _IDLE_GOAL = 1.6, 1.05, 1.5, 1.05
_IDLE_S = 60.0


@dataclass(frozen=True, slots=True)
class Started:
    """One start: seconds until the picture was there, and megabytes at the peak until then."""

    seconds: float
    megabytes: float


def rows(screen: Screen, journals: Journals, runs: int) -> Iterator[Row]:
    """The lines about starting, for the checkout and for the frozen program where there is one."""
    yield from _about(screen, journals, runs, CHECKOUT, "")
    if FROZEN.exists():
        yield from _about(screen, journals, runs, [str(FROZEN)], ", frozen")


def _about(
    screen: Screen, journals: Journals, runs: int, command: list[str], which: str
) -> Iterator[Row]:
    started: dict[int, list[Started]] = {}
    bare: dict[int, list[Started]] = {}
    for count in (FEW, MANY, VERY_MANY):
        # The first pair warms the disk's cache.
        pairs = [_pair(screen, journals, command, count) for _ in range(runs + 1)][1:]
        started[count] = [mine for mine, _ in pairs]
        bare[count] = [other for _, other in pairs]
    for count in (MANY, FEW):
        yield Row(
            f"start to Today, {count:,} entries{which}", "a bare window", "s", _START_GOAL,
            _seconds(started[count]), _seconds(bare[count]),
        )  # fmt: skip
    yield Row(
        f"start to Today, {VERY_MANY:,} entries{which}", f"with {FEW}", "s", _GROWTH_GOAL,
        _seconds(started[VERY_MANY]), _seconds(started[FEW]),
    )  # fmt: skip
    yield Row(
        f"peak memory then, {MANY:,} entries{which}", "a bare window", "MB", _MEMORY_GOAL,
        tuple(one.megabytes for one in started[MANY]), tuple(one.megabytes for one in bare[MANY]),
    )  # fmt: skip


def _pair(
    screen: Screen, journals: Journals, command: list[str], count: int
) -> tuple[Started, Started]:
    folder = journals.filled(count, "started")
    mine = _start(screen, [*command, "--data-dir", str(folder)])
    shutil.rmtree(folder)
    return mine, _start(screen, BARE)


def _start(screen: Screen, command: list[str]) -> Started:
    screen.clear()
    began = time.monotonic()
    program = subprocess.Popen(command, cwd=ROOT, env=screen.environment)
    try:
        seconds = screen.painted(began)
        return Started(seconds, _peak(program.pid))
    finally:
        stop(program)


def _seconds(started: list[Started]) -> tuple[float, ...]:
    return tuple(one.seconds for one in started)


def _peak(process: int) -> float:
    """The most memory that a process has had so far, in megabytes."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def idle_rows(screen: Screen, journals: Journals) -> Iterator[Row]:
    """The line about a minute in which nobody does anything, both windows at once."""
    folder = journals.filled(FEW, "idle")
    programs = []
    for command in ([*CHECKOUT, "--data-dir", str(folder)], BARE):
        began = time.monotonic()
        programs.append(subprocess.Popen(command, cwd=ROOT, env=screen.environment))
        screen.painted(began)
    # What a start leaves for later has been done by then.
    time.sleep(_IDLE_S / 6)
    before = [_wakes(program.pid) for program in programs]
    time.sleep(_IDLE_S)
    mine, other = (_wakes(program.pid) - was for program, was in zip(programs, before, strict=True))
    for program in programs:
        stop(program)
    # A bare window may not wake at all.
    yield Row(
        "wake-ups in one idle minute", "a bare window", "wake-ups", _IDLE_GOAL,
        (max(mine, 1),), (max(other, 1),),
    )  # fmt: skip


def _wakes(process: int) -> int:
    """How often any thread of a process has been woken so far."""
    total = 0
    for thread in Path(f"/proc/{process}/task").iterdir():
        with suppress(OSError):
            lines = (thread / "status").read_text(encoding="ascii").splitlines()
            total += sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)
    return total
