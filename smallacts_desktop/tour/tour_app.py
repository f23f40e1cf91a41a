"""What a tour plays on: a throwaway journal's window, looked into, and pictures of it."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from smallacts_desktop import app
from smallacts_desktop.domain.entries import Entry, PendingAct
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import Settings, SettingsFile
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.tour.app_fixture import AppFixture
from smallacts_desktop.ui.kit.input_events import FocusRing
from smallacts_desktop.ui.kit.theme import Theme, apply_settings
from smallacts_desktop.ui.shell.crash_reporter import ExceptionHook
from smallacts_desktop.ui.shell.main_window import MainWindow

CSV_NAME = "small-acts.csv"
# A Sunday morning; it stands still unless a step moves it, so that every tour looks alike.
_START = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)
# The acts that the card offers are the same every time; this seed's are typical ones.
_SEED = 1


class Step(Protocol):
    """One step of the tour. Its name names the picture that is taken after it."""

    __name__: str

    def __call__(self, app: "TourApp") -> None:
        """Do the step, and raise StepNotDoneError unless all of it really happened."""


class Screenshots:
    """A folder of numbered pictures: ``01-first-launch.png`` and so on.

    Making one makes the folder and takes an earlier tour's files out of it, so that no old picture
    passes for a new one. Raises OSError when that cannot be done.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._taken = 0
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in (*self.folder.glob("[0-9][0-9]-*.png"), self.csv):
            if old.is_file():
                old.unlink()
        # Asking for permission and being given it are two things; only writing tells.
        trial = self.folder / "00-trial.png"
        trial.write_bytes(b"")
        trial.unlink()

    @property
    def csv(self) -> Path:
        """Where the exported file goes."""
        return self.folder / CSV_NAME

    def add(self, picture: QPixmap, name: str) -> bool:
        """Save the next picture; False when it could not be saved."""
        self._taken += 1
        return picture.save(str(self.folder / f"{self._taken:02d}-{name}.png"))


class TourApp(AppFixture):
    """The window of a throwaway journal, always looking the same, and what the disk holds."""

    def __init__(self, paths: Paths, screenshots: Screenshots) -> None:
        self.screenshots = screenshots
        self._troubles: list[str] = []
        self._hook = ExceptionHook()
        self._hook.caught.connect(self._troubles.append)
        self._hook.crashed.connect(self._troubles.append)
        self._hook.install()
        self._application = app.make_application()
        self._ring: FocusRing | None = None
        # A caret that blinks, and a dialog of the system's own, would look different every time.
        QApplication.setCursorFlashTime(0)
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        SettingsFile(paths.settings).save(Settings(theme="light", reduced_motion=True))
        super().__init__(paths, Theme(self._application), _START, _SEED)
        apply_settings(self.theme, self.settings.current)
        self.theme.apply(self._application)

    def close(self) -> None:
        """Close the window."""
        super().close()
        if self._ring is not None:
            self._ring.stop()
            self._ring.deleteLater()
            self._ring = None

    def leave(self) -> None:
        """Close everything, and leave the application as it was found."""
        super().leave()
        self.theme.leave()
        self._hook.remove()
        self.follow()

    def make_window(self) -> MainWindow:
        """The window in one size, whatever the screen, with the ring around what has the focus."""
        self._ring = FocusRing(self._application, self.theme)
        window = super().make_window()
        # Off screen the one screen there is has less room, and a window is fitted to its screen.
        window.resize(self.width, self.height)
        return window

    def go_to(self, page: str) -> None:
        """Go to a page by the rail."""
        self.click(self.window.workspace.rail.button(page))
        self.until(self.pages.named(page).isVisible, f"the page “{page}” did not open")

    # Pictures

    def check_calm(self) -> None:
        """Raise StepNotDoneError when something went wrong inside the window."""
        what = "\n".join(self._troubles)
        self.expect(not self._troubles, f"something went wrong inside the window: {what}")

    def picture(self, name: str) -> None:
        """Take the next picture of the window, with the dialog over it if one is open."""
        # In a corner, so that nothing looks pointed at.
        QTest.mouseMove(self.window.windowHandle(), self.window.rect().bottomRight() - QPoint(2, 2))
        self.follow()
        picture = self.window.grab()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            _paint_over(picture, dialog, self.window)
        self.expect(self.screenshots.add(picture, name), "the picture could not be saved")

    # The disk

    def on_disk(self) -> Store:
        """The journal's file, opened by another connection; to be closed."""
        return Store.open(self.paths.journal, create=False)

    def entries_on_disk(self) -> list[Entry]:
        """Every entry that the file holds."""
        with closing(self.on_disk()) as store:
            return list(store.entries.between(None, None))

    def pending_on_disk(self) -> PendingAct | None:
        """The waiting act that the file holds."""
        with closing(self.on_disk()) as store:
            return store.pending.get()


def _paint_over(picture: QPixmap, dialog: QWidget, window: QWidget) -> None:
    painter = QPainter(picture)
    place = dialog.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
    painter.drawPixmap(place, dialog.grab())
    painter.setPen(dialog.palette().mid().color())
    painter.drawRect(dialog.rect().translated(place).adjusted(-1, -1, 0, 0))
    painter.end()
