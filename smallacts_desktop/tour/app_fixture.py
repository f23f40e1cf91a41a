"""The stage of the tour: a throwaway journal and its real window."""

import random
from contextlib import closing
from types import TracebackType
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from smallacts_desktop import app
from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.entries import Entry, PendingAct
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import Settings, SettingsFile, SettingsStore
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.tour.screenshots import Screenshots
from smallacts_desktop.tour.ui_driver import StepNotDoneError, UiDriver
from smallacts_desktop.ui.kit import jobs
from smallacts_desktop.ui.kit.input_events import FocusRing
from smallacts_desktop.ui.kit.theme import Theme, apply_settings
from smallacts_desktop.ui.kit.window_geometry import FIRST_SIZE
from smallacts_desktop.ui.shell.crash_reporter import ExceptionHook
from smallacts_desktop.ui.shell.main_window import MainWindow
from smallacts_desktop.ui.shell.security_controller import SecurityController

_Widget = TypeVar("_Widget", bound=QWidget)
# The acts that the card offers are the same every time; this seed's are typical ones.
_SEED = 1


class Step(Protocol):
    """One step of the tour. Its name names the picture that is taken after it."""

    __name__: str

    def __call__(self, app: "AppFixture") -> None:
        """Do the step, and raise StepNotDoneError unless all of it really happened."""


class AppFixture(UiDriver):
    """A journal in a throwaway folder, its window, and what a person does to it."""

    def __init__(self, paths: Paths, clock: FixedClock, screenshots: Screenshots) -> None:
        super().__init__()
        self.paths, self.clock, self.screenshots = paths, clock, screenshots
        self._troubles: list[str] = []
        self._hook = ExceptionHook()
        self._hook.caught.connect(self._troubles.append)
        self._hook.crashed.connect(self._troubles.append)
        self._theme: Theme | None = None
        self._ring: FocusRing | None = None
        self._vault: Vault | None = None
        self._window: MainWindow | None = None

    def __enter__(self) -> "AppFixture":
        """Catch what goes wrong inside the window from now on."""
        # A caret that blinks, and a dialog of the system's own, would look different every time.
        QApplication.setCursorFlashTime(0)
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        self._hook.install()
        SettingsFile(self.paths.settings).save(Settings(theme="light", reduced_motion=True))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close everything."""
        self.close()
        self.rest()
        self._hook.remove()

    # The window

    @property
    def window(self) -> MainWindow:
        """The open window."""
        if self._window is None:
            raise StepNotDoneError("the window is not open")
        return self._window

    def open(self, *, with_demo: bool = False) -> None:
        """Open the journal and its window, as the program does."""
        application = app.make_application()
        settings = SettingsStore(self.paths.settings)
        self._theme = Theme(application)
        apply_settings(self._theme, settings.current)
        self._theme.apply(application)
        self._ring = FocusRing(application, self._theme)
        self._vault = Vault(
            self.paths,
            self.clock,
            random.Random(_SEED),  # noqa: S311 - it guards nothing
        )
        journal = self._vault.open()
        if with_demo:
            app.fill_with_demo(journal)
        window = MainWindow(self._theme, settings, self.paths)
        SecurityController(window, window, self._vault, self._theme, settings, self.paths).begin()
        self._window = window
        # Off screen the one screen there is has less room, and a window is fitted to its screen.
        self._window.resize(*FIRST_SIZE)
        self._window.show()
        self._window.activateWindow()
        self.until(self._window.isActiveWindow, "the window never became the active one")

    def close(self) -> None:
        """Close the window and the journal; everything is then on the disk or lost."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None
            # As the program does: nothing reads the journal any more when it is closed.
            jobs.cancel_everything()
            jobs.settle_background()
        if self._vault is not None:
            self._vault.lock()
            self._vault = None
        if self._ring is not None:
            self._ring.stop()
            self._ring.deleteLater()
            self._ring = None
        if self._theme is not None:
            self._theme.leave()
            self._theme = None
        self.settle()

    def restart(self) -> None:
        """Close everything and open it again from the disk."""
        self.close()
        self.open()

    def card(self, kind: type[_Widget]) -> _Widget:
        """The card on the Today page, which must be of this kind."""
        card = self.window.workspace.pages.today.card
        if not isinstance(card, kind):
            raise StepNotDoneError(f"a {kind.__name__} was expected, not a {type(card).__name__}")
        return card

    def go_to(self, page: str) -> None:
        """Go to a page by the rail."""
        self.click(self.window.workspace.rail.button(page))
        target = self.window.workspace.pages.named(page)
        self.until(target.isVisible, f"the page “{page}” did not open")

    # Pictures

    def check_calm(self) -> None:
        """Raise StepNotDoneError when something went wrong inside the window."""
        what = "\n".join(self._troubles)
        self.expect(not self._troubles, f"something went wrong inside the window: {what}")

    def picture(self, name: str) -> None:
        """Take the next picture of the window, with the dialog over it if one is open."""
        self.take_the_mouse_away(self.window)
        picture = self.window.grab()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            _paint_over(picture, dialog, self.window)
        self.expect(self.screenshots.add(picture, name), "the picture could not be saved")

    # The disk

    def entries_on_disk(self) -> list[Entry]:
        """Every entry, read from the file by another connection."""
        with closing(Store.open(self.paths.journal, create=False)) as store:
            return list(store.entries.between(None, None))

    def pending_on_disk(self) -> PendingAct | None:
        """The waiting act, read from the file by another connection."""
        with closing(Store.open(self.paths.journal, create=False)) as store:
            return store.pending.get()


def _paint_over(picture: QPixmap, dialog: QWidget, window: QWidget) -> None:
    painter = QPainter(picture)
    place = dialog.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
    painter.drawPixmap(place, dialog.grab())
    painter.setPen(dialog.palette().mid().color())
    painter.drawRect(dialog.rect().translated(place).adjusted(-1, -1, 0, 0))
    painter.end()
