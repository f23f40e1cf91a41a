"""The whole window on a journal in a file, with hands to click and type."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QEvent, Qt, QThreadPool
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry, EntryDraft, Expectation
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import Settings, SettingsFile, SettingsStore
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.main_window import MainWindow
from smallacts_desktop.ui.shell.security_controller import SecurityController

SUNDAY = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)
TODAY = SUNDAY.date()


@dataclass
class AppFixture:
    """A person at the window: a journal on disk, a clock, and hands.

    ``window`` is the open window and ``journal`` its journal.
    """

    paths: Paths
    theme: Theme
    qtbot: QtBot
    clock: FixedClock = field(default_factory=lambda: FixedClock(SUNDAY))
    width: int = 1120
    height: int = 760

    def __post_init__(self) -> None:
        self.settings = SettingsStore(self.paths.settings)
        self.vault = Vault(self.paths, self.clock, settings=self.settings)
        self.vault.open()
        self._window: MainWindow | None = None
        self._security: SecurityController | None = None

    @property
    def journal(self) -> Journal:
        """The open journal."""
        return self.vault.journal

    @property
    def window(self) -> MainWindow:
        """The open window."""
        return self._window or self.open()

    @property
    def security(self) -> SecurityController:
        """What locks the journal, of the open window."""
        if self._security is None:
            self.open()
        assert self._security is not None
        return self._security

    def open(self) -> MainWindow:
        """Open the window, as large as asked unless a place was saved."""
        window = self.make_window()
        if not self.settings.current.window_geometry and self.settings.current.window_width is None:
            window.resize(self.width, self.height)
        with self.qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    def make_window(self) -> MainWindow:
        """The window with what it shows first, to be shown by the one that asks."""
        window = MainWindow(self.theme, self.settings, self.paths)
        self._security = SecurityController(
            window, window, self.vault, self.theme, self.settings, self.paths
        )
        self._security.begin()
        self._window = window
        return window

    def close(self) -> None:
        """Close the window, as the person does."""
        if self._window is not None:
            self._window.close()
            self.settle()
            self._window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self._window = self._security = None

    def restart(self) -> MainWindow:
        """Close the window and the file, and open both again."""
        self.close()
        self.vault.lock()
        self.__post_init__()
        return self.open()

    def settle(self) -> None:
        """Wait until no work goes on in the background and its results have arrived."""
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()

    def leave(self) -> None:
        """Clear everything away."""
        self.close()
        self.settle()
        self.vault.lock()

    def saved_settings(self) -> Settings:
        """The settings as they are on the disk."""
        return SettingsFile(self.paths.settings).load()

    # Hands

    def button(self, text: str, within: QWidget | None = None) -> QAbstractButton:
        """The one visible button that says ``text``."""
        where = within or self.window
        # What was just added to a page is shown by Qt in its own next turn.
        QApplication.processEvents()
        found = [
            button
            for button in where.findChildren(QAbstractButton)
            if button.text() == text and button.isVisible()
        ]
        assert len(found) == 1, f"{len(found)} buttons say {text}"
        return found[0]

    def click(self, text: str, within: QWidget | None = None) -> None:
        """Press the button that says ``text`` with the mouse."""
        button = self.button(text, within)
        assert button.isEnabled()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, text: str) -> None:
        """Press the button that says ``text`` by keyboard."""
        button = self.button(text)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.qtbot.keyClick(button, Qt.Key.Key_Space)

    def write(self, widget: QWidget, text: str) -> None:
        """Type into a field."""
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        self.qtbot.keyClicks(widget, text)

    # Eyes

    def texts(self, within: QWidget | None = None) -> list[str]:
        """Every label that can be seen."""
        where = within or self.window
        return [label.text() for label in where.findChildren(QLabel) if label.isVisible()]

    def sees(self, part: str, within: QWidget | None = None) -> bool:
        """Whether some label says ``part``."""
        return any(part in text for text in self.texts(within))

    # What was there before

    def entry(self, title: str = "Smiled", **answers: object) -> Entry:
        """Keep an entry without the window."""
        return self.journal.write(EntryDraft(act=title, **answers))  # type: ignore[arg-type]

    def practise(self) -> None:
        """Ten days of smiles within a fortnight, as easy as expected."""
        for age in (13, 12, 11, 9, 8, 6, 5, 3, 1, 0):
            self.entry(
                size=ActSize.SMALLEST,
                date=TODAY - timedelta(days=age),
                time=time(9),
                expectation=Expectation.SAME,
            )

    def stored_drafts(self) -> str:
        """The drafts as another program finds them in the file."""
        with closing(sqlite3.connect(self.paths.journal)) as other:
            return "\n".join(row[0] for row in other.execute("SELECT answers FROM drafts"))

    def entries(self) -> list[Entry]:
        """Everything the journal holds."""
        return list(self.journal.entries())


def day(age: int) -> date:
    """The day so many days before today."""
    return TODAY - timedelta(days=age)
