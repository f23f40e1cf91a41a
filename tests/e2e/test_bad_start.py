"""When the program cannot start as usual it says so calmly and changes nothing."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.storage.rows.store import Store
from tests.e2e.program import Program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


def make_damaged(program: Program) -> Path:
    """A journal file of nonsense."""
    program.data.mkdir()
    program.paths.journal.write_bytes(b"This was a journal once. " * 400)
    return program.paths.journal


def make_broken_inside(program: Program) -> Path:
    """A journal whose first page is sound and whose others are not."""
    Store.open(program.paths.journal).close()
    content = program.paths.journal.read_bytes()
    program.paths.journal.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    return program.paths.journal


def make_newer(program: Program) -> Path:
    """A journal that a later version wrote."""
    Store.open(program.paths.journal).close()
    with closing(sqlite3.connect(program.paths.journal)) as database:
        database.execute("PRAGMA user_version = 9000")
    return program.paths.journal


def make_file_in_place_of_folder(program: Program) -> Path:
    """A file where the data folder should be."""
    program.data.write_text("a shopping list", encoding="utf-8")
    return program.data


@pytest.mark.parametrize(
    "make", [make_damaged, make_broken_inside, make_newer, make_file_in_place_of_folder]
)
def test_a_journal_that_cannot_be_opened_is_left_as_it_is(program: Program, make: object) -> None:
    """A window says why; Escape closes it; not one byte has changed, and nothing was printed."""
    assert callable(make)
    kept: Path = make(program)
    before = kept.read_bytes()
    program.start()
    assert program.is_running()
    program.key("Escape")
    assert program.wait() == 1
    assert kept.read_bytes() == before
    assert program.said() == ""


def test_trying_again_opens_the_journal_once_it_is_mended(program: Program) -> None:
    """“Try again” has the keyboard; with the hindrance gone, the journal opens."""
    make_file_in_place_of_folder(program)
    program.start()
    program.data.unlink()
    first = program.window
    program.key("space")
    program.wait_for_another_window(first)
    program.close()
    assert program.entries() == []


@pytest.mark.parametrize("display_name", [None, ":987"])
def test_without_a_screen_one_line_says_so(program: Program, display_name: str | None) -> None:
    """No screen, or one that does not answer: exit code 2 and one line, and no files."""
    surroundings = dict(program.surroundings)
    del surroundings["DISPLAY"], surroundings["QT_QPA_PLATFORM"]
    if display_name is not None:
        surroundings["DISPLAY"] = display_name
    done = subprocess.run(
        [sys.executable, "-m", "smallacts_desktop", "--data-dir", program.data],
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("smallacts: ")
    assert not program.data.exists()


def test_the_demonstration_leaves_the_persons_own_files_alone(program: Program) -> None:
    """``--demo`` opens a window of its own and never touches the person's folders."""
    program.surroundings["SMALLACTS_DATA_DIR"] = str(program.data)
    program.start("--demo")
    program.key("ctrl+2")
    program.display.still()
    program.key("ctrl+3")
    program.display.still()
    program.close()
    assert not program.data.exists()
    assert not list(program.home.glob("**/*smallacts*"))


def test_a_journal_that_is_gone_is_told_and_brought_back(program: Program) -> None:
    """Nothing is made in its place; the newest of its backups is offered, by keyboard alone."""
    program.pass_first_screens()
    vault = Vault(program.paths)
    vault.open().write(EntryDraft(act="Smiled at the baker"))
    vault.backups.take()
    vault.lock()
    program.paths.journal.unlink()
    program.start()
    assert not program.paths.journal.exists()
    told = program.window
    for keys in (("Return",), ("Return",), ("Tab", "Return"), ("Return",)):
        program.key(*keys)
        program.display.still()
    program.wait_for_another_window(told)
    program.close()
    assert [entry.act for entry in program.entries()] == ["Smiled at the baker"]
