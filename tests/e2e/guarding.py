"""A journal with a passphrase, for the end-to-end tests: made, opened by keyboard, looked at."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage

from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.storage.keys.keys import Key, salt_of
from smallacts_desktop.tokens import LIGHT
from tests.e2e.display import until
from tests.e2e.program import Program

PASSPHRASE = "four quiet little words"
# Of the places of the screen that are looked at, a rail has far more.
_MANY = 500


def guard(program: Program) -> None:
    """Give the program's journal a passphrase, while it is not running."""
    vault = Vault(program.paths)
    vault.open()
    with vault.paused():
        vault.set_passphrase(PASSPHRASE, RecoveryCode.new())
    vault.lock()
    program.key_of_journal = Key.from_passphrase(PASSPHRASE, salt_of(program.paths.journal))


def has_rail(program: Program, folder: Path) -> bool:
    """Whether the window shows pages: the rail has a ground of its own."""
    program.display.still()
    program.display.save_picture(folder / "look.png")
    picture, ground = QImage(str(folder / "look.png")), QColor(LIGHT.sunken)
    places = [(x, y) for x in range(0, picture.width(), 8) for y in range(0, picture.height(), 8)]
    return sum(picture.pixelColor(*place) == ground for place in places) > _MANY


def lock(program: Program, folder: Path) -> None:
    """Lock by the key, and wait until the pages are out of sight.

    A screen at rest is no sign of that: on a busy computer the key has not been answered yet, and
    what is typed next goes to the pages.
    """
    program.key("ctrl+l")
    until(lambda: not has_rail(program, folder), "the pages are out of sight")


def type_passphrase(program: Program, folder: Path) -> None:
    """Open the journal by keyboard, and wait until its pages are to be seen."""
    program.type(PASSPHRASE)
    program.key("Return")
    until(lambda: has_rail(program, folder), "the pages are to be seen")
