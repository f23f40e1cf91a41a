"""One window for each journal, on a real screen with a window manager."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.journal.vault.vault import Vault
from tests.e2e.display import until
from tests.e2e.program import Program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


def start_again(program: Program, *words: str | Path) -> tuple[int, str]:
    """A second start on the same journal: its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "smallacts_desktop", "--data-dir", program.data, *words],
        env=program.surroundings,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def press_in_dialog(program: Program, key: str, title: str) -> None:
    """Press a key, and wait until the dialog shows what came of it and has the keyboard again.

    A screen at rest is no sign of that: on a busy computer work is under way behind it.
    """
    before = program.display.still()
    program.key(key)
    until(lambda: program.display.look() != before, "the dialog shows what came of it")
    program.wait_for_window(title)


@pytest.mark.parametrize("hide", ["minimise it", "cover it"])
def test_a_second_start_raises_the_first_window(program: Program, hide: str) -> None:
    """Minimised or behind another window, it comes to the front and has the keyboard."""
    program.start()
    window = program.window
    other = None
    if hide == "minimise it":
        program.display.xdotool("windowminimize", "--sync", window)
    else:
        other = Program(program.display, program.home, program.home / "another")
        other.start("--demo")
    until(lambda: program.display.focused() != window, "another window has the keyboard")
    assert start_again(program) == (
        0,
        "Small Acts is open already; its window has been brought to the front.\n",
    )
    until(lambda: program.display.focused() == window, "the first window has the keyboard")
    assert window in program.display.windows("^Small Acts$")
    if other is not None:
        other.kill()
    program.close()


def test_a_backup_that_is_double_clicked_is_offered_in_the_open_window(
    program: Program, tmp_path: Path
) -> None:
    """That very file: it is the one that comes back, by Return, Tab and Return."""
    backup = tmp_path / "été.smallacts"
    vault = Vault(program.paths)
    vault.open().write(EntryDraft(act="Smiled at the baker"))
    vault.backups.back_up(backup)
    vault.journal.write(EntryDraft(act="Waved at the bus"))
    vault.backups.take()
    vault.lock()
    program.start()
    told = start_again(program, "--backup", backup)
    assert told == (0, "Small Acts is open already; the backup is offered there.\n")
    program.wait_for_window("^Restore")
    for key in ("Return", "Tab", "Return"):
        press_in_dialog(program, key, "^Restore")
    program.key("Return")
    program.wait_for_window("^Small Acts$")
    assert program.paths.raising.read_bytes() == b""
    program.close()
    assert [entry.act for entry in program.entries()] == ["Smiled at the baker"]


def test_a_start_after_a_crash_opens_as_ever(program: Program) -> None:
    """The lock ended with the process."""
    program.start()
    program.kill()
    program.start()
    program.close()


def test_another_computers_window_is_asked_about(program: Program) -> None:
    """Escape closes; “Open it all the same” opens."""
    program.data.mkdir(mode=0o700)
    sign = {"computer": "there", "at": datetime.now(UTC).isoformat()}
    program.paths.lock.write_text(json.dumps(sign), encoding="utf-8")
    program.start()
    assert not program.paths.journal.exists()
    program.key("Escape")
    assert program.wait() == 1
    assert not program.paths.journal.exists()
    program.start()
    first = program.window
    program.key("Tab", "space")
    program.wait_for_another_window(first)
    program.close()
    assert program.entries() == []
