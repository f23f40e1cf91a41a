"""Hands for a journal with a passphrase: locking it, opening it, and looking for what is left."""

import gc
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.ui.shell.main_window import MainWindow
from tests.ui.app_fixture import AppFixture

PASSPHRASE = "four quiet little words"
CONTROL = Qt.KeyboardModifier.ControlModifier


def guard(app: AppFixture) -> RecoveryCode:
    """Give the journal its passphrase; returns the recovery code."""
    code = RecoveryCode.new()
    with app.vault.paused():
        app.vault.set_passphrase(PASSPHRASE, code)
    return code


def wait_for_lock(app: AppFixture) -> None:
    """Wait until the journal is closed and the lock page takes words."""
    window = app.window
    app.qtbot.waitUntil(lambda: window.is_locked and window.lock_page.passphrase.isEnabled())


def lock(app: AppFixture) -> None:
    """Lock by the key, as the person does."""
    app.qtbot.keyClick(app.window, Qt.Key.Key_L, CONTROL)
    wait_for_lock(app)


def try_words(app: AppFixture, words: str) -> None:
    """Type something into the lock page, press Enter and wait for the answer."""
    page = app.window.lock_page
    page.passphrase.edit.selectAll()
    app.write(page.passphrase.edit, words)
    app.qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    app.qtbot.waitUntil(lambda: is_open(app.window) or page.forgotten_button.isEnabled())


def unlock(app: AppFixture) -> None:
    """Open with the right passphrase."""
    try_words(app, PASSPHRASE)
    assert is_open(app.window)
    app.settle()


def is_open(window: MainWindow) -> bool:
    """Whether the pages of the journal are to be seen."""
    return not window.is_locked and window.workspace.isVisible()


def uncovered(top: QWidget) -> int:
    """How many places of a window look other than one plain colour."""
    picture = top.grab().toImage()
    ground = picture.pixel(0, 0)
    places = range(0, min(picture.width(), picture.height()), 3)
    return sum(picture.pixel(x, y) != ground for x in places for y in places)


def python_strings() -> Iterator[str]:
    """Every text that some object of Python's still holds, plain containers included."""
    gc.collect()
    seen: set[int] = set()
    waiting: list[object] = list(gc.get_objects())
    tracked = {id(thing) for thing in waiting}
    while waiting:
        for held in gc.get_referents(waiting.pop()):
            if isinstance(held, str):
                yield held
            elif id(held) not in tracked and id(held) not in seen:
                seen.add(id(held))
                waiting.append(held)


def spoken() -> Iterator[str]:
    """Everything a screen reader can come to in any window of the program."""
    for top in QApplication.topLevelWidgets():
        found = QAccessible.queryAccessibleInterface(top)
        if found is not None:
            yield from _spoken_by(found)


def _spoken_by(thing: QAccessibleInterface) -> Iterator[str]:
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield thing.text(kind)
    for index in range(thing.childCount()):
        child = thing.child(index)
        if child.isValid():
            yield from _spoken_by(child)
