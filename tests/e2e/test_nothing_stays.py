"""Nothing the program starts outlives it: where no bus of the session runs, none is started."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e.display import PATIENCE_S, until
from tests.e2e.program import Program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

# What libraries run to have a bus, unless /usr/bin/dbus-launch is there, which they prefer.
LAUNCHER = "#!/bin/sh\nsleep 600 >/dev/null 2>&1 &\nexit 1\n"
ASKING = """
from PySide6.QtWidgets import QApplication
from PySide6.QtDBus import QDBusConnection
application = QApplication([])
QDBusConnection.sessionBus()
"""


@pytest.fixture
def without_bus(program: Program, tmp_path: Path) -> Iterator[Program]:
    """The program where it finds no bus, and something that would start one."""
    launcher = tmp_path / "bin" / "dbus-launch"
    launcher.parent.mkdir()
    launcher.write_text(LAUNCHER, encoding="utf-8")
    launcher.chmod(0o755)
    program.surroundings["PATH"] = f"{launcher.parent}:{program.surroundings['PATH']}"
    yield program
    program.kill()
    for process in processes_of(program):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def processes_of(program: Program) -> set[int]:
    """Every process that was started by this person, found by its home."""
    home = f"HOME={program.home}".encode()
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if home in (folder / "environ").read_bytes().split(b"\0"):
                found.add(int(folder.name))
    return found


def test_a_library_left_alone_starts_a_bus_that_stays(without_bus: Program) -> None:
    """The reason for the test below, and proof that it would see one."""
    done = subprocess.run(
        [sys.executable, "-c", ASKING],
        env=without_bus.surroundings,
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0
    assert processes_of(without_bus)


def test_the_program_starts_no_bus(without_bus: Program) -> None:
    """The window opens and closes as ever, and nothing of it stays."""
    without_bus.pass_first_screens()
    without_bus.start()
    assert len(processes_of(without_bus)) == 1
    without_bus.close()
    until(lambda: not processes_of(without_bus), "everything has ended")
