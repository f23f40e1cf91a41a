"""A person at the program: the driver of the window, on a real screen.

Nobody can ask another process where its buttons are. So a mirror of the window, off screen in the
test's own process, is opened on a copy of the same journal and is given the same keys and clicks;
it tells how far Tab has to go, and where in the window a button is. Only the program itself is
tested: what it did is read from its own disk.
"""

import shutil
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from smallacts_desktop.paths import Paths
from smallacts_desktop.tour.app_fixture import AppFixture
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.main_window import MainWindow
from smallacts_desktop.ui.text.window_words import PAGES
from tests.e2e.program import Program


class Person(AppFixture):
    """Drives ``program``, and the mirror along with it; ``window`` is the mirror's."""

    def __init__(self, program: Program, folder: Path, theme: Theme) -> None:
        self.program = program
        super().__init__(Paths.inside(folder / "mirror"), theme, datetime.now().astimezone())

    def open(self) -> MainWindow:
        """Start the program, past the first screens, and hold the mirror up to it."""
        self.program.pass_first_screens()
        self.program.start()
        return self.look_again()

    def look_again(self) -> MainWindow:
        """Open the mirror again on a copy of what the program has on the disk."""
        self.close()
        self.vault.lock()
        shutil.rmtree(self.paths.data)
        shutil.copytree(self.program.data, self.paths.data)
        self.start()
        window = super().open()
        # The screen of the tests has no tray, so one box less can be reached by Tab.
        self.pages.settings.reminder.show_surroundings(has_tray=False, starts=False)
        # Nobody would answer a dialog of the mirror's.
        self.pages.share.ask_target = lambda _name: None
        return window

    def go_to(self, page: str) -> None:
        """Go to a page by its own key: Ctrl and its place on the rail."""
        self.key(f"ctrl+{PAGES.index(page) + 1}")

    def _send_click(self, window: QWidget, place: QPoint) -> None:
        self.program.click(place.x(), place.y())
        super()._send_click(window, place)

    def _send_keys(self, keys: str) -> None:
        self.program.key(keys.replace("Space", "space"))
        super()._send_keys(keys)

    def _send_text(self, text: str) -> None:
        self.program.type(text)
        super()._send_text(text)
