"""Locking, the passphrase, backups and erasing, for the window of one journal."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import DamagedJournalError
from smallacts_desktop.domain.passphrase import PassphraseTask
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.vault.keys import Proof, Ready
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.ui.kit.jobs import attempt, ignore
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.workspace import Workspace
from smallacts_desktop.ui.text import window_words, words

if TYPE_CHECKING:
    from smallacts_desktop.ui.csv_import.page import ImportPage
    from smallacts_desktop.ui.security.lock_page import LockPage
    from smallacts_desktop.ui.settings.page import SettingsPage
    from smallacts_desktop.ui.shell.absence import IdleWatch
    from smallacts_desktop.ui.shell.first_run import FirstRunController
    from smallacts_desktop.ui.shell.hiding import LockableWindow, LockSequence
    from smallacts_desktop.ui.shell.security_cards import SecurityCards

# When the file has been looked at on this day: the one who came to write one word has begun.
_LOOK_AFTER_MS = 3000


class SecurityController(QObject):
    """Locks and opens the journal of ``vault``, and opens the dialogs for its safety.

    ``shell`` is ``window`` by what it shows. Nothing is in it until ``begin``.

    At a lock the lock page covers everything at once; then comes ``LockSequence``; the workspace is
    destroyed and the journal closed. Where half-written words cannot be kept, on a full disk say,
    somebody who asked for the lock gets the window back with the reason. A lock that nobody asked
    for, after idle minutes or at sleep, must show nothing again: the lock page stays, the journal
    stays open in memory behind it until the words can be kept, and the passphrase shows it again.

    Signals: ``lock_offered(bool)``, there is a lock now, or none; ``erase_confirmed``, the person
    wants everything deleted, and has typed so.
    """

    lock_offered = Signal(bool)
    erase_confirmed = Signal()

    def __init__(
        self,
        window: QMainWindow,
        shell: "LockableWindow",
        vault: Vault,
        theme: Theme,
        settings: SettingsStore,
        paths: Paths,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._shell: LockableWindow = shell
        self._vault, self._theme, self._settings, self._paths = vault, theme, settings, paths
        self._cards: SecurityCards | None = None
        self._idle: IdleWatch | None = None
        self._backup: Path | None = None
        self._backup_waits = self._by_hand = self._is_damaged = False
        shell.workspace_built.connect(self._connect_workspace)
        shell.lock_wanted.connect(self.lock)
        shell.closed.connect(self._stop)
        settings.when_changed(lambda _settings: self.follow_passphrase())

    def begin(self) -> None:
        """Show the journal when it is open, and the lock page otherwise."""
        if self._vault.is_open:
            self._shell.show_journal(self._vault.journal)
        else:
            self._show_lock_page()

    @property
    def cards(self) -> "SecurityCards | None":
        """What serves the Settings page and opens the dialogs; None while the journal is locked."""
        if self._cards is None and not self._shell.is_locked:
            self._cards = self._make_cards(self._shell.workspace)
        return self._cards

    @cached_property
    def first_run(self) -> "FirstRunController":
        """The screens before a person's first card."""
        from smallacts_desktop.ui.shell.first_run import FirstRunController

        made = FirstRunController(self._shell, self._vault, self._theme, self._settings, self)
        made.passphrase_wanted.connect(self._set_first_passphrase)
        return made

    @cached_property
    def _sequence(self) -> "LockSequence":
        from smallacts_desktop.ui.shell.hiding import LockSequence

        made = LockSequence(self._window, self._shell.save_words)
        made.kept.connect(self._close_journal)
        made.not_kept.connect(self._words_not_kept)
        return made

    @property
    def has_lock(self) -> bool:
        """Whether the journal is open and can be locked."""
        return self._vault.is_open and self._vault.has_passphrase

    def lock(self) -> None:
        """Lock the journal because the person asks; without a passphrase, offer to set one."""
        if not self._shell.is_open_to_see:
            return
        from smallacts_desktop.ui.shell.hiding import has_dialog

        if self._vault.has_passphrase:
            self._leave_journal(window_words.locking(), by_hand=True)
        elif not has_dialog():
            self._shell.workspace.show_page(window_words.SETTINGS)
            self._ask(PassphraseTask.SET)

    def lock_unasked(self) -> None:
        """Lock the journal because nobody is there; nothing happens without a passphrase."""
        if self._shell.is_open_to_see and self._vault.has_passphrase:
            self._leave_journal(window_words.locking(), by_hand=False)

    def follow_passphrase(self) -> None:
        """Offer the lock, or do not, after a passphrase was set or removed."""
        has_lock = self.has_lock
        if not self._shell.is_locked:
            self._shell.workspace.offer_lock(offered=has_lock)
        self._watch_idle(self._settings.current.lock_after_minutes if has_lock else 0)
        self.lock_offered.emit(has_lock)

    def _watch_idle(self, minutes: int) -> None:
        if minutes and self._idle is None:
            from smallacts_desktop.ui.shell.absence import IdleWatch

            self._idle = IdleWatch(self._vault.clock, self)
            self._idle.idle.connect(self.lock_unasked)
        if self._idle is not None:
            self._idle.watch(minutes)

    def _leave_damaged(self) -> None:
        """Close the journal, whose file is damaged, and offer what the start would have offered.

        Half-written words that the file does not take any more bring the window back with them.
        """
        if self._shell.is_open_to_see:
            self._is_damaged = True
            self._leave_journal(words.problem(DamagedJournalError()), by_hand=True)

    def _leave_journal(self, why: str, *, by_hand: bool) -> None:
        self._by_hand = by_hand
        self._watch_idle(0)
        self._show_lock_page().hold(why)
        self._sequence.begin()

    def _show_lock_page(self) -> "LockPage":
        from smallacts_desktop.ui.security.lock_page import LockPage

        page = LockPage(self._vault, self._theme)
        page.opened.connect(self._enter)
        page.damaged.connect(self._rescue)
        self._shell.show_lock_page(page)
        return page

    def _words_not_kept(self, error: SmallActsError) -> None:
        if self._by_hand:
            self._return_to_journal()
            self._shell.show_sentence(window_words.not_locked(error))
        else:
            self._sequence.try_again_later()
            self._shell.lock_page.release()

    def _return_to_journal(self) -> None:
        from smallacts_desktop.ui.shell.hiding import show_dialogs_again

        self._is_damaged = False
        self._sequence.stop()
        self._shell.return_to_journal()
        show_dialogs_again(self._window)
        self.follow_passphrase()
        self._offer_backup_now()

    def _close_journal(self) -> None:
        from smallacts_desktop.ui.shell.hiding import forget

        self._shell.close_journal()
        self.lock_offered.emit(False)
        if self._is_damaged:
            self._vault.close_damaged()
            self._rescue("", by_code=False)
            return
        self._vault.lock()
        forget()
        self._shell.lock_page.release()

    def _stop(self) -> None:
        """Lock no more: the window has closed."""
        self._watch_idle(0)
        self._sequence.stop()
        if self._vault.has_passphrase:
            from smallacts_desktop.ui.kit.desktop import clear_own_copies

            clear_own_copies()

    def _enter(self, ready: Ready, by_code: bool) -> None:
        """Show the journal, which the passphrase, the code or a rescue made ready."""
        if not self._shell.is_locked:
            self._return_to_journal()
        elif not attempt(lambda: self._vault.enter(ready), failed=self._show_problem):
            return
        else:
            self._is_damaged = False
            attempt(self._vault.journal.deleted.drop_older_than_30_days, failed=ignore)
            self._shell.show_journal(self._vault.journal)
        if by_code:
            self._ask(PassphraseTask.RENEW, ready)

    def _show_problem(self, error: SmallActsError) -> None:
        self._shell.show_sentence(words.problem(error))

    def _rescue(self, _typed: str, by_code: bool) -> None:
        from smallacts_desktop.ui.security.journal_windows import DamageWindow, JournalAnswer

        dialog = DamageWindow(self._theme, self._vault, self._paths.data, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def follow() -> None:
            if dialog.answer is JournalAnswer.BACK:
                attempt(
                    self._vault.ready_after_rescue,
                    done=lambda ready: self._enter(ready, by_code),
                    failed=self._show_problem,
                )
            elif self._is_damaged:
                self._leave_or_try_again(dialog.answer is JournalAnswer.AGAIN)

        dialog.finished.connect(follow)
        dialog.open()

    def _leave_or_try_again(self, again: bool) -> None:
        """Look whether the file that was found damaged is sound by now, or end the program."""
        if not again:
            self._shell.quit()
        elif self._vault.has_passphrase:
            self._shell.lock_page.release()
        else:
            attempt(
                self._vault.prepare,
                done=lambda ready: self._enter(ready, False),
                failed=lambda _: self._rescue("", by_code=False),
            )

    # The open journal

    def _connect_workspace(self, workspace: Workspace) -> None:
        if not self._settings.current.journal_made:
            self._settings.record(journal_made=True)
        workspace.pages.when_made(window_words.SETTINGS, self._connect_settings)
        workspace.pages.when_made("csv_import", self._connect_import)
        # What is deleted asks for it: the button for the lock, as the pages do below.
        workspace.lock_wanted.connect(self.lock, Qt.ConnectionType.QueuedConnection)
        workspace.erase_wanted.connect(self._ask_to_erase)
        workspace.changed.connect(self._follow_change)
        workspace.destroyed.connect(self._forget_cards)
        if self._window.isVisible():
            self.look_for_damage()
        self.follow_passphrase()
        # Once the window shows the workspace that is being built.
        QTimer.singleShot(0, self, self._offer_backup_now)

    def look_for_damage(self) -> None:
        """Look for damage in the open journal, which the window shows by now."""
        if not self._shell.is_locked:
            is_due = self._settings.current.checked_on != self._vault.clock.now().date().isoformat()
            wait = 0 if is_due else _LOOK_AFTER_MS
            QTimer.singleShot(wait, self._shell.workspace, self._look_for_damage)

    def _make_cards(self, workspace: Workspace) -> "SecurityCards":
        from smallacts_desktop.ui.shell.security_cards import SecurityCards

        cards = SecurityCards(
            self._vault, self._theme, self._settings, self._window, workspace.save_words, workspace
        )
        cards.passphrase_changed.connect(self.follow_passphrase)
        cards.restored.connect(self._follow_restore, Qt.ConnectionType.QueuedConnection)
        cards.damage_found.connect(workspace.show_sentence)
        cards.file_damaged.connect(self._leave_damaged, Qt.ConnectionType.QueuedConnection)
        return cards

    def _connect_settings(self, page: "SettingsPage") -> None:
        if self.cards is not None:
            self.cards.connect_cards(page.passphrase, page.backups)
            page.shown.connect(self.cards.refresh)

    def _connect_import(self, page: "ImportPage") -> None:
        page.take_snapshot = self._vault.backups.take

    def _follow_change(self, change: Change) -> None:
        if self.cards is not None:
            self.cards.follow_change(change)

    def _look_for_damage(self) -> None:
        if self.cards is not None:
            self.cards.look_for_damage()

    def _forget_cards(self) -> None:
        self._cards = None

    def _follow_restore(self) -> None:
        if self._shell.is_open_to_see:
            self._shell.rebuild(self._vault.journal)

    def _ask(self, task: PassphraseTask, proof: Proof | None = None) -> None:
        if self.cards is not None:
            self.cards.ask_passphrase(task, proof)

    def _set_first_passphrase(self) -> None:
        if self.cards is not None:
            self.cards.ask_passphrase(PassphraseTask.SET).accepted.connect(self.first_run.end)

    def _ask_to_erase(self) -> None:
        from smallacts_desktop.ui.security.journal_windows import EraseDialog

        also = self._vault.backups.other_folders
        dialog = EraseDialog(self._theme, self._paths, also, self._window)
        dialog.confirmed.connect(self.erase_confirmed)
        dialog.open()

    # A backup that is opened with the program

    def offer_backup(self, file: Path | None) -> None:
        """Offer to bring a backup back: ``file``, or one that the person chooses.

        A locked journal is opened first. A first run is over: anyone who opens a backup has
        been here before.
        """
        self._backup, self._backup_waits = file, True
        self.first_run.end()
        self._offer_backup_now()

    def _offer_backup_now(self) -> None:
        if self._backup_waits and self._shell.is_open_to_see and self.cards is not None:
            self._backup_waits = False
            self.cards.ask_restore(self._backup)
