"""What every test may ask for. Windows open off screen unless a test brings a screen of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.process import start_no_bus
from smallacts_desktop.storage.keys import keys
from smallacts_desktop.tokens import ThemeName
from smallacts_desktop.ui.kit.theme import Theme

# A test that needs a bus of the session brings its own.
start_no_bus()
# How fast the machine is today is no property of the code: a busy one must not fail a test.
settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")

_FOLDERS = {
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "LOCALAPPDATA": "local",
    "APPDATA": "roaming",
    "HOME": "home",
    "USERPROFILE": "home",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for one test: whatever the program keeps goes below ``tmp_path``."""
    for name, folder in _FOLDERS.items():
        place = tmp_path / "person" / folder
        place.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(place))
    return tmp_path / "person" / "home"


@pytest.fixture
def data_folder(home: Path) -> Path:
    """The folder for a journal, private to one test; it does not exist yet."""
    return home.parent / "data" / "journal"


@pytest.fixture
def quick_keys() -> Iterator[pytest.MonkeyPatch]:
    """Make keys quickly, for tests that make many: how long it takes is no part of what they show.

    Other programs for such files, and the real one, make other keys from the same passphrase; a
    test that opens theirs calls ``undo``. Not by ``monkeypatch``: what a test puts in the place of
    something has to end before its window does, and pytest ends first what was asked for last.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_ROUNDS", 2)
        yield patch


@pytest.fixture(autouse=True)
def nothing_copied() -> Iterator[None]:
    """Take off the clipboard what a test has put there, so that the next finds none of it.

    Without a screen it is a variable of the platform plug-in, which the process deletes after
    Python has ended; what Python has made and put there would then bring the process down.
    """
    yield
    if isinstance(QGuiApplication.instance(), QGuiApplication):
        QGuiApplication.clipboard().clear()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 % without motion, on the application until the test ends."""
    made = Theme()
    made.set_choice(ThemeName.LIGHT)
    made.set_reduced_motion(True)
    made.apply(qapp)
    yield made
    made.leave()


class Screen:
    """Shows widgets as a person sees them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def show(self, widget: QWidget, width: int = 600, height: int = 400) -> None:
        """Open ``widget`` as the active window of this size, laid out and ready for keys."""
        self._qtbot.addWidget(widget)
        widget.resize(width, height)
        with self._qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    def focus(self, widget: QWidget) -> None:
        """Give ``widget`` the keyboard, as Tab does."""
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


@pytest.fixture
def screen(qtbot: QtBot) -> Screen:
    """Opens widgets for a test; they are closed after it."""
    return Screen(qtbot)
