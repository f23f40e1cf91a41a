"""A journal with a passphrase, in the real program: locked at the start, locked by key, opened."""

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from smallacts_desktop.domain.entries import Entry, EntryKind
from smallacts_desktop.domain.pending import Answers
from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.journal.vault import Vault
from smallacts_desktop.storage.keys import Key
from smallacts_desktop.storage.store import Store
from smallacts_desktop.ui.tokens import LIGHT
from tests.e2e.display import until
from tests.e2e.program import Program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

PASSPHRASE = "four quiet little words"
# Of the places of the screen that are looked at, a rail has far more.
_MANY = 500
WORDS = "Slept badly, and still went out for bread"


def guard(program: Program) -> None:
    """Put a journal with one note and a passphrase there, before the program starts."""
    vault = Vault(program.paths)
    vault.open().write(Answers(kind=EntryKind.NOTE, note="An earlier note"))
    with vault.paused():
        vault.set_passphrase(PASSPHRASE, RecoveryCode.new())
    vault.lock()


def store(program: Program) -> Store:
    """The encrypted journal, opened by another process than the program."""
    salt = program.paths.journal.read_bytes()[:16]
    return Store.open(program.paths.journal, Key.from_passphrase(PASSPHRASE, salt), create=False)


def notes(program: Program) -> list[str]:
    """Every note on the disk."""
    with closing(store(program)) as found:
        entries: list[Entry] = list(found.entries.between(None, None))
    return [entry.note for entry in entries]


def half_written(program: Program) -> str:
    """What the disk holds of the words in the form."""
    with closing(store(program)) as found:
        draft = found.drafts.get("note")
    return draft.answers.note if draft is not None else ""


def has_rail(program: Program, folder: Path) -> bool:
    """Whether the window shows pages: the rail has a ground of its own."""
    program.display.still()
    program.display.save_picture(folder / "look.png")
    picture, ground = QImage(str(folder / "look.png")), QColor(LIGHT.sunken)
    places = [(x, y) for x in range(0, picture.width(), 8) for y in range(0, picture.height(), 8)]
    return sum(picture.pixelColor(*place) == ground for place in places) > _MANY


def type_passphrase(program: Program, folder: Path) -> None:
    """Open the journal by keyboard, and wait until its pages are to be seen."""
    program.type(PASSPHRASE)
    program.key("Return")
    until(lambda: has_rail(program, folder), "the pages are to be seen")


def test_written_locked_and_opened_again(program: Program, tmp_path: Path) -> None:
    """Words typed right before Ctrl+L are there after the passphrase; the title never changes."""
    guard(program)
    program.start()
    type_passphrase(program, tmp_path)
    until(lambda: program.display.windows("^Small Acts$") == {program.window}, "its title")
    program.key("ctrl+n")
    program.display.still()
    program.type(WORDS)
    program.key("ctrl+l")
    until(lambda: not has_rail(program, tmp_path), "the lock page is to be seen")
    until(lambda: half_written(program) == WORDS, "the words are in the encrypted file")
    assert program.display.windows("^Small Acts$") == {program.window}
    type_passphrase(program, tmp_path)
    program.key("ctrl+Return")
    until(lambda: WORDS in notes(program), "the words are saved")
    assert notes(program) == ["An earlier note", WORDS]
    program.key("ctrl+l")
    program.display.still()
    program.close()


def test_a_key_puts_it_out_of_sight(program: Program) -> None:
    """F9 on the lock page minimises the window."""
    guard(program)
    program.start()
    program.key("F9")
    until(lambda: program.display.focused() != program.window, "the window is gone")
