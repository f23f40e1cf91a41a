"""A person at the program: knows where things are, and uses mouse and keyboard.

Nobody can ask another process where its buttons are. So a mirror of the window, off screen in the
test's own process, is opened on a copy of the same journal and is given the same keys and clicks;
it tells how far Tab has to go, and where in the window a button is. Only the program itself is
tested: what it did is read from its own disk.
"""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.paths import Paths
from smallacts_desktop.tour.app_fixture import AppFixture
from smallacts_desktop.tour.screenshots import Screenshots
from smallacts_desktop.ui.shell.main_window import MainWindow
from smallacts_desktop.ui.text.window_words import PAGES
from tests.e2e.program import Program

_MOST_TABS = 60
_KEY_NAMES = {"space": "Space", "Prior": "PgUp", "Next": "PgDown"}
Where = Callable[[MainWindow], QWidget]


class Person:
    """Drives ``program``, and the mirror along with it."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = program
        self._folder = folder / "mirror"
        paths = Paths.inside(self._folder)
        clock = FixedClock(datetime.now().astimezone())
        self._mirror = AppFixture(paths, clock, Screenshots(folder / "album"))
        self._mirror.__enter__()

    def leave(self) -> None:
        """Close the mirror."""
        self._mirror.__exit__(None, None, None)

    @property
    def mirror(self) -> MainWindow:
        """The mirror's window: for asking, not for doing."""
        return self._mirror.window

    def start(self) -> None:
        """Start the program, past the first screens, and hold the mirror up to it."""
        self.program.pass_first_screens()
        self.program.start()
        self.look_again()

    def look_again(self) -> None:
        """Open the mirror again on a copy of what the program has on the disk."""
        self._mirror.close()
        shutil.rmtree(self._folder)
        shutil.copytree(self.program.data, self._folder)
        self._mirror.open()
        # The screen of the tests has no tray, so one box less can be reached by Tab.
        card = self.mirror.workspace.pages.settings.reminder
        card.show_surroundings(has_tray=False, starts=False)
        # Nobody would answer a dialog of the mirror's.
        self.mirror.workspace.pages.share.ask_target = lambda _name: None

    # Keyboard

    def key(self, *keys: str) -> None:
        """Press keys, by their X names."""
        self.program.key(*keys)
        for key in keys:
            self._mirror_key(key)

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        self.program.type(text)
        self._mirror.write(text)

    def go_to(self, page: str) -> None:
        """Go to a page by its own key: Ctrl and its place on the rail."""
        self.key(f"ctrl+{PAGES.index(page) + 1}")

    def tab_to(self, where: Where) -> None:
        """Press Tab until the keyboard is there."""
        for _ in range(_MOST_TABS):
            if where(self.mirror).hasFocus():
                return
            self.key("Tab")
        raise AssertionError(f"Tab never comes to a {type(where(self.mirror)).__name__}")

    def press(self, where: Where) -> None:
        """Go there by Tab and press the space bar."""
        self.tab_to(where)
        self.key("space")

    def _mirror_key(self, key: str) -> None:
        *modifiers, name = key.split("+")
        name = _KEY_NAMES.get(name, name)
        keys = QKeySequence("+".join([*modifiers, name]))
        combined = keys[0]  # type: ignore[index]  # PySide leaves it out of its types
        window = QApplication.activePopupWidget() or self.mirror
        QTest.keyClick(window.windowHandle(), combined.key(), combined.keyboardModifiers())
        self._mirror.settle()

    # Mouse

    def click(self, where: Where, at: Callable[[], QPoint] | None = None) -> None:
        """Click in the middle of a widget of the window, or at a place in it."""
        widget = where(self.mirror)
        place = widget.mapTo(self.mirror, at() if at else widget.rect().center())
        assert self.mirror.rect().contains(place), "it is outside the window"
        hit = self.mirror.childAt(place)
        assert hit is widget or (hit is not None and widget.isAncestorOf(hit)), "it is covered"
        self.program.click(place.x(), place.y())
        QTest.mouseClick(
            self.mirror.windowHandle(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            place,
        )
        self._mirror.settle()
