"""A closed window in a real tray, a quiet start, and the way back; with a tray and without."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.e2e.display import PATIENCE_S, until
from tests.e2e.program import TITLE, Program
from tests.e2e.test_one_window import start_again

TRAYER = shutil.which("trayer")
pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]
RAISED = (0, "Small Acts is open already; its window has been brought to the front.\n")


@pytest.fixture
def tray(program: Program) -> Iterator[None]:
    """A small tray on the screen."""
    if TRAYER is None:
        pytest.skip("no tray to try this with; trayer is one")
    process = subprocess.Popen(
        [TRAYER, "--edge", "bottom", "--align", "right", "--width", "10"],
        env=program.surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until(lambda: bool(program.display.windows("panel")), "the tray is there")
    yield
    process.terminate()
    process.wait(PATIENCE_S)


def save_keep_in_tray(program: Program) -> None:
    """The person has chosen the tray before."""
    program.data.mkdir(mode=0o700, exist_ok=True)
    wishes = {"keep_in_tray": True, "told_of_staying": True, "first_run_done": True}
    program.paths.settings.write_text(json.dumps(wishes), encoding="utf-8")


def shown(program: Program) -> bool:
    """Whether the window can be seen and has the keyboard."""
    windows = program.display.windows(TITLE)
    return bool(windows) and program.display.focused() in windows


def start_quietly(program: Program) -> "subprocess.Popen[bytes]":
    """Start as the computer does."""
    return subprocess.Popen(
        [sys.executable, "-m", "smallacts_desktop", "--data-dir", program.data, "--quiet"],
        env=program.surroundings,
        stdin=subprocess.DEVNULL,
    )


def end(program: Program, process: "subprocess.Popen[bytes]") -> None:
    """Quit by the key that ends the program for good."""
    program.display.still()
    program.key("ctrl+q")
    assert process.wait(PATIENCE_S) == 0


def test_a_closed_window_stays_in_the_tray_until_it_is_wanted(program: Program, tray: None) -> None:
    """The cross hides it, another start brings it back, and Ctrl+Q ends it."""
    del tray
    save_keep_in_tray(program)
    program.start()
    program.key("alt+F4")
    until(lambda: not shown(program), "the window is out of sight")
    assert program.is_running()
    assert start_again(program) == RAISED
    until(lambda: shown(program), "the window is back")
    program.display.still()
    program.key("ctrl+q")
    assert program.wait() == 0


def test_a_quiet_start_shows_no_window_until_it_is_wanted(program: Program, tray: None) -> None:
    """It sits in the tray; another start brings it to the front."""
    del tray
    process = start_quietly(program)
    try:
        until(program.paths.raising.exists, "the program has begun")
        program.display.still()
        assert not program.display.windows(TITLE)
        until(lambda: start_again(program) == RAISED, "it answers")
        until(lambda: shown(program), "the window is there")
        end(program, process)
    finally:
        process.kill()


def test_without_a_tray_a_quiet_start_is_minimised(program: Program) -> None:
    """And closing ends the program, as there is nothing to come back from."""
    save_keep_in_tray(program)
    process = start_quietly(program)
    try:
        until(program.paths.raising.exists, "the program has begun")
        program.display.still()
        assert not shown(program)
        until(lambda: start_again(program) == RAISED, "it answers")
        until(lambda: shown(program), "the window is there")
        program.display.still()
        program.key("alt+F4")
        assert process.wait(PATIENCE_S) == 0
    finally:
        process.kill()
