"""A journal in a file and its real window: for the tour, the self-test and the tests."""

import random
from datetime import datetime
from typing import TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.tour.ui_driver import StepNotDoneError, UiDriver
from smallacts_desktop.ui.entry_form.mood_slider import MoodSlider
from smallacts_desktop.ui.kit import jobs
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.kit.window_geometry import FIRST_SIZE
from smallacts_desktop.ui.shell.main_window import MainWindow
from smallacts_desktop.ui.shell.pages import PageRegistry
from smallacts_desktop.ui.shell.security_controller import SecurityController

_Widget = TypeVar("_Widget", bound=QWidget)


class AppFixture(UiDriver):
    """A person at the window: a journal below ``paths``, a clock that is set, and a driver.

    ``seed`` decides which acts the card offers; without one they differ each time. The journal is
    open from the beginning, the window from the first time it is asked for.
    """

    def __init__(self, paths: Paths, theme: Theme, now: datetime, seed: int | None = None) -> None:
        super().__init__()
        self.paths, self.theme, self.clock = paths, theme, FixedClock(now)
        self.width, self.height = FIRST_SIZE
        self._seed = seed
        self._window: MainWindow | None = None
        self._security: SecurityController | None = None
        self.start()

    def start(self) -> None:
        """Read the settings and open the journal, as the program does before there is a window."""
        self.settings = SettingsStore(self.paths.settings)
        rng = None if self._seed is None else random.Random(self._seed)  # noqa: S311 - it guards nothing
        self.vault = Vault(self.paths, self.clock, rng, settings=self.settings)
        self.vault.open()

    @property
    def journal(self) -> Journal:
        """The open journal."""
        return self.vault.journal

    @property
    def window(self) -> MainWindow:
        """The open window."""
        return self._window or self.open()

    @property
    def pages(self) -> PageRegistry:
        """The pages of the open window."""
        return self.window.workspace.pages

    @property
    def security(self) -> SecurityController:
        """What locks the journal of the open window."""
        if self._security is None:
            self.open()
        return cast("SecurityController", self._security)

    def screen(self) -> QWidget:
        """The dialog on top, or else the window."""
        return QApplication.activeModalWidget() or self.window

    def open(self) -> MainWindow:
        """Open the window, as large as asked unless a place was saved."""
        window = self.make_window()
        saved = self.settings.current
        if not saved.window_geometry and saved.window_width is None:
            window.resize(self.width, self.height)
        window.show()
        window.activateWindow()
        self.until(window.isActiveWindow, "the window never became the active one")
        return window

    def make_window(self) -> MainWindow:
        """The window with what it shows first, to be shown by the one that asks."""
        window = MainWindow(self.theme, self.settings, self.paths)
        security = SecurityController(
            window, window, self.vault, self.theme, self.settings, self.paths
        )
        security.begin()
        self._window, self._security = window, security
        return window

    def close(self) -> None:
        """Close the window, as the person does."""
        if self._window is not None:
            self._window.close()
            self.settle()
            self._window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            self._window = self._security = None

    def restart(self) -> MainWindow:
        """Close the window and the file, and open both again."""
        self.close()
        self.vault.lock()
        self.start()
        return self.open()

    def leave(self) -> None:
        """Close everything; it is then on the disk or lost."""
        self.close()
        # As the program does: nothing reads the journal any more when it is closed.
        jobs.cancel_everything()
        self.settle()
        self.vault.lock()
        self.rest()

    def card(self, kind: type[_Widget]) -> _Widget:
        """The card on the Today page, which must be of this kind."""
        card = self.pages.today.card
        if not isinstance(card, kind):
            raise StepNotDoneError(f"a {kind.__name__} was expected, not a {type(card).__name__}")
        return card

    def click_mood(self, question: str, mood: int) -> None:
        """Answer a question about mood by a click on its slider."""
        slider = self.find(question, MoodSlider)
        self.click(slider, at=QPoint(round(slider.handle_x(mood)), slider.height() // 2))
        self.expect(slider.mood == mood, "the click did not give a mood")

    def settle(self) -> None:
        """Wait until no work goes on in the background and its results have arrived."""
        jobs.settle_background()
        QCoreApplication.processEvents()
