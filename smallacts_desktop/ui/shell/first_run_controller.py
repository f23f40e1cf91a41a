"""When the first screens are shown, and when they are over."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.first_run import FirstRun


class Covering(Protocol):
    """What shows the first screens in the place of the pages."""

    def cover(self, page: FirstRun) -> None:
        """Show ``page`` in the place of the pages."""

    def uncover(self, page: FirstRun) -> None:
        """Show the pages again."""

    def show_help(self) -> None:
        """Show where to turn in a crisis."""


class FirstRunController(QObject):
    """Shows the first screens once, to somebody who has nothing in their journal yet.

    ``screens`` are those to be seen, None before and after.

    ``passphrase_wanted``: the person wants one; the one who sets it calls ``end``.
    """

    passphrase_wanted = Signal()

    def __init__(
        self, shell: Covering, vault: Vault, theme: Theme, settings: SettingsStore, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shell, self._vault = shell, vault
        self._theme, self._settings = theme, settings
        self.screens: FirstRun | None = None

    def begin(self) -> None:
        """Show the first screen, unless the person is past it or the journal holds something.

        Anyone who closes the window before the end has seen them, and does not get them again.
        """
        if self._settings.current.first_run_done or not self._vault.is_open:
            return
        journal = self._vault.journal
        if journal.count() or journal.card.pending() is not None:
            return
        made = FirstRun(self._theme, journal)
        made.finished.connect(self.end)
        made.help_wanted.connect(self._shell.show_help)
        made.passphrase_wanted.connect(self.passphrase_wanted)
        self.screens = made
        self._shell.cover(made)
        made.show_screen(0)
        self._settings.change(first_run_done=True)

    def end(self) -> None:
        """Go on to the card; nothing happens when no screen is shown."""
        if self.screens is not None:
            done, self.screens = self.screens, None
            self._shell.uncover(done)
