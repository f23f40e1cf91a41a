"""Brings the window together with what keeps the journal safe, and with a person's first run."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.passphrase import PassphraseWish
from smallacts_desktop.journal.vault.vault import Proof, Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.ui.bring_back.page import BringBackPage
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.damage_window import DamageAnswer, DamageWindow
from smallacts_desktop.ui.settings.page import SettingsPage
from smallacts_desktop.ui.shell.first_run import FirstRun
from smallacts_desktop.ui.shell.safety_desk import SafetyDesk
from smallacts_desktop.ui.shell.workspace import Workspace
from smallacts_desktop.ui.text import words

if TYPE_CHECKING:
    from smallacts_desktop.ui.shell.main_window import MainWindow

# The window has been drawn by then, and whoever came to write one word has begun.
_LOOK_AFTER_MS = 3000


class Caretaker(QObject):
    """Has a SafetyDesk for every workspace of ``window``, and answers what the window asks for.

    ``desk`` is the one of the workspace of now, None while the journal is locked.
    """

    def __init__(
        self,
        window: "MainWindow",
        vault: Vault,
        theme: Theme,
        settings: SettingsStore,
        paths: Paths,
    ) -> None:
        super().__init__(window)
        self._window, self._vault, self._theme, self._paths = window, vault, theme, paths
        self._settings = settings
        self.desk: SafetyDesk | None = None
        self.first_run: FirstRun | None = None
        self._backup: Path | None = None
        self._backup_waits = False
        window.workspace_built.connect(self._serve)
        window.new_passphrase_wanted.connect(partial(self._ask, PassphraseWish.RENEW))
        window.passphrase_wanted.connect(lambda: self._ask(PassphraseWish.SET))
        window.damaged.connect(self._rescue)

    def welcome_if_new(self) -> None:
        """Show the first screens to somebody who has nothing in their journal yet, once.

        Whoever closes the window in their midst has seen them, and does not get them again.
        """
        if self._settings.current.first_run_done or not self._vault.is_open:
            return
        journal = self._vault.journal
        if journal.count() or journal.card.pending() is not None:
            return
        made = FirstRun(self._theme, journal)
        made.finished.connect(self._end_first_run)
        made.help_wanted.connect(self._window.show_help)
        made.passphrase_wanted.connect(self._set_first_passphrase)
        self.first_run = made
        self._window.cover(made)
        made.show_screen(0)
        self._settings.change(first_run_done=True)

    def offer_backup(self, file: Path | None) -> None:
        """Offer to bring a backup back: ``file``, or one that the person chooses.

        A locked journal is opened first. A first run is over: whoever comes with a backup has
        been here before.
        """
        self._backup, self._backup_waits = file, True
        self._end_first_run()
        if self.desk is not None:
            self._offer_backup_now()

    def _offer_backup_now(self) -> None:
        if self.desk is not None and self._backup_waits:
            self._backup_waits = False
            self.desk.ask_restore(self._backup)

    def _serve(self, workspace: Workspace) -> None:
        desk = SafetyDesk(
            self._vault,
            self._theme,
            self._settings,
            self._window,
            workspace.keep_words,
            workspace,
        )
        workspace.pages.when_made(SettingsPage, partial(_serve_settings, desk))
        workspace.pages.when_made(BringBackPage, self._serve_bring_back)
        desk.passphrase_changed.connect(self._window.follow_passphrase)
        # The old pages are deleted then, so never from within the dialog that they belong to.
        desk.restored.connect(self._window.rebuild, Qt.ConnectionType.QueuedConnection)
        workspace.changed.connect(desk.follow_change)
        workspace.destroyed.connect(self._forget_desk)
        desk.damage_found.connect(workspace.tell)
        QTimer.singleShot(_LOOK_AFTER_MS, desk, desk.look_at_rows)
        self.desk = desk
        if self._backup_waits:
            # Once the window shows the workspace that is being built.
            QTimer.singleShot(0, self, self._offer_backup_now)

    def _serve_bring_back(self, page: BringBackPage) -> None:
        page.take_snapshot = self._vault.backups.take

    def _forget_desk(self) -> None:
        self.desk = None

    def _ask(self, wish: PassphraseWish, proof: Proof | None = None) -> None:
        if self.desk is not None:
            self.desk.ask_passphrase(wish, proof)

    def _set_first_passphrase(self) -> None:
        if self.desk is not None:
            self.desk.ask_passphrase(PassphraseWish.SET).accepted.connect(self._end_first_run)

    def _end_first_run(self) -> None:
        if self.first_run is not None:
            done, self.first_run = self.first_run, None
            self._window.uncover(done)

    def _rescue(self, _typed: str, by_code: bool) -> None:
        window = DamageWindow(self._theme, self._vault, self._paths.data, self._window)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.finished.connect(lambda: self._follow_rescue(window.answer, by_code=by_code))
        window.open()

    def _follow_rescue(self, answer: DamageAnswer, *, by_code: bool) -> None:
        if answer is not DamageAnswer.RESCUED:
            return
        try:
            ready = self._vault.ready_after_rescue()
        except SmallActsError as error:
            self._window.tell(words.problem(error))
        else:
            self._window.enter(ready, by_code)


def _serve_settings(desk: SafetyDesk, page: SettingsPage) -> None:
    desk.serve(page.passphrase, page.backups)
    page.shown.connect(desk.refresh)
