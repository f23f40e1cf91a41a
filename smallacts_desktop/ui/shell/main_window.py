"""The window: its title, its place and its keys, around the lock page or an open journal."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.own_contacts import OwnContact
from smallacts_desktop.help_contacts import read_help_contacts
from smallacts_desktop.journal.vault.vault import Ready, Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import Settings, SettingsStore
from smallacts_desktop.ui.kit import actions, icons
from smallacts_desktop.ui.kit.apply_settings import apply_settings
from smallacts_desktop.ui.kit.clipboard import clear_own_copies
from smallacts_desktop.ui.kit.double_click import DoubleClickGuard
from smallacts_desktop.ui.kit.everywhere_keys import EverywhereKeys
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.kit.window_geometry import (
    follow_screen,
    limit_to_screen,
    place_of,
    restore_place,
)
from smallacts_desktop.ui.security.erase_dialog import EraseDialog
from smallacts_desktop.ui.security.lock_page import LockPage
from smallacts_desktop.ui.shell import lock_sequence
from smallacts_desktop.ui.shell.about import open_about
from smallacts_desktop.ui.shell.caretaker import Caretaker
from smallacts_desktop.ui.shell.cover import Cover
from smallacts_desktop.ui.shell.help import HelpDialog
from smallacts_desktop.ui.shell.idle import IdleWatch
from smallacts_desktop.ui.shell.workspace import Workspace
from smallacts_desktop.ui.text import window_words, words
from smallacts_desktop.ui.text.page_ids import SETTINGS


class MainWindow(QMainWindow):
    """The shell around the lock page, or around the workspace of the open journal.

    Its title is neutral and never changes: a title bar is read over a shoulder. ``settings`` are
    the person's settings in force.

    At a lock the lock page covers everything at once; then comes ``LockSequence``; the workspace is
    destroyed and the journal closed. Where half-written words cannot be kept, on a full disk say,
    somebody who asked for the lock gets the window back with the reason. A lock that nobody asked
    for, after idle minutes or at sleep, must show nothing again: the lock page stays, the journal
    stays open in memory behind it until the words can be kept, and the passphrase shows it again.

    ``workspace_built(Workspace)``: the pages of an open journal were made.
    ``new_passphrase_wanted(Proof)``: the recovery code opened the journal, now to be seen.
    ``passphrase_wanted``: somebody wants to lock a journal that has no passphrase; the Settings
    page is to be seen. ``damaged(str, bool)``: as on the lock page. ``erase_confirmed``: the person
    wants everything deleted, and has typed so.
    ``lock_offered(bool)``: there is a lock now, or none. ``left``: the person wants the program to
    end, and the window has closed. ``is_leaving``: closing means the end, and not the tray.
    """

    workspace_built = Signal(object)
    new_passphrase_wanted = Signal(object)
    passphrase_wanted = Signal()
    damaged = Signal(str, bool)
    erase_confirmed = Signal()
    lock_offered = Signal(bool)
    left = Signal()

    def __init__(self, vault: Vault, theme: Theme, settings: SettingsStore, paths: Paths) -> None:
        """Shows the journal when ``vault`` is open, and the lock page otherwise."""
        super().__init__()
        self._vault, self._theme, self.settings = vault, theme, settings
        self._paths = paths
        self._warned_of_loss, self._by_hand = False, False
        self.is_leaving = False
        self.setWindowTitle(QCoreApplication.translate("MainWindow", "Small Acts"))
        self.setWindowIcon(icons.application_icon())
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._workspace: Workspace | None = None
        self._lock_page: LockPage | None = None
        self._idle = IdleWatch(vault.clock, self)
        self._idle.idle.connect(self.lock_unasked)
        self._lock_sequence = lock_sequence.LockSequence(self, self.keep_words)
        self._lock_sequence.kept.connect(self._forget_workspace)
        self._lock_sequence.not_kept.connect(self._words_not_kept)
        self._add_keys()
        settings.when_changed(self._follow_settings)
        settings.when_not_saved(lambda: self.tell(window_words.settings_not_saved()))
        self.caretaker = Caretaker(self, vault, theme, settings, paths)
        if vault.is_open:
            self._build_workspace()
        else:
            self._show_lock_page()
        restore_place(settings.current, self)
        limit_to_screen(self)

    @property
    def workspace(self) -> Workspace:
        """The pages of the open journal; raises RuntimeError when there are none."""
        if self._workspace is None:
            raise RuntimeError("no journal is open in this window")
        return self._workspace

    @property
    def is_locked(self) -> bool:
        """Whether the journal is closed and nothing of it is left in this window."""
        return self._workspace is None

    @property
    def has_lock(self) -> bool:
        """Whether the journal is open and can be locked."""
        return self._vault.is_open and self._vault.has_passphrase

    @property
    def is_open_to_see(self) -> bool:
        """Whether the pages of the journal are in the window, and no lock page before them."""
        return self._workspace is not None and self._lock_page is None

    @property
    def lock_page(self) -> LockPage:
        """The lock page; raises RuntimeError while the journal is to be seen."""
        if self._lock_page is None:
            raise RuntimeError("the journal is not locked")
        return self._lock_page

    def tell(self, sentence: str) -> None:
        """Show one sentence; while the journal is being locked nothing is shown."""
        if self._lock_page is None:
            self.workspace.tell(sentence)
        elif not self._lock_sequence.is_under_way:
            self._lock_page.tell(sentence)

    def keep_words(self) -> None:
        """See to it that what is half-written has reached the disk. Raises a SmallActsError."""
        if self._workspace is not None:
            self._workspace.keep_words()
            lock_sequence.keep_words_of_dialogs(self)

    def show_help(self) -> None:
        """Show where to turn in a crisis, the person's own contacts first.

        While the journal is locked these are the ones that they chose to see then.
        """
        own = tuple(OwnContact(*row) for row in self.settings.current.own_contacts)
        if self._workspace is not None and self._lock_page is None:
            own = self._workspace.journal.preferences.own_contacts
        dialog = HelpDialog(self._theme, read_help_contacts(), self, own)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def hide_at_once(self) -> None:
        """Be out of sight: covered, and minimised where the desktop does that."""
        lock_sequence.close_popups()
        self._cover.put_on()
        self.showMinimized()

    def lift_cover(self) -> None:
        """Show what F9 covered: the person asks for a window, from the tray say."""
        self._cover.take_off()

    def follow_passphrase(self) -> None:
        """Offer the lock, or do not, after a passphrase was set or removed."""
        has_lock = self.has_lock
        if self._workspace is not None:
            self._workspace.offer_lock(offered=has_lock)
        self._idle.watch(self.settings.current.lock_after_minutes if has_lock else 0)
        self.lock_offered.emit(has_lock)

    def cover(self, page: QWidget) -> None:
        """Show ``page`` in the place of the workspace."""
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def uncover(self, page: QWidget) -> None:
        """Show the workspace again, and delete ``page``."""
        self._stack.setCurrentWidget(self.workspace)
        self._stack.removeWidget(page)
        page.deleteLater()
        self.workspace.focus_page()

    def rebuild(self) -> None:
        """Make all pages anew: another journal is in the place of the one they show."""
        if self._lock_page is not None:
            return
        workspace, self._workspace = self.workspace, None
        workspace.leave()
        lock_sequence.destroy(self, workspace)
        self._build_workspace()
        self._stack.setCurrentWidget(self.workspace)
        self.workspace.show_page(SETTINGS)

    def quit(self) -> None:
        """End the program, wherever closing the window would leave it running.

        The window stays when words that are half-written cannot be kept.
        """
        self.is_leaving = True
        if self.close():
            self.left.emit()

    # Locking

    def lock(self) -> None:
        """Lock the journal because the person asks; without a passphrase, offer to set one."""
        if self._lock_page is not None:
            return
        if self._vault.has_passphrase:
            self._begin_lock(by_hand=True)
        elif not lock_sequence.has_dialog():
            self.workspace.show_page(SETTINGS)
            self.passphrase_wanted.emit()

    def lock_unasked(self) -> None:
        """Lock the journal because nobody is there; nothing happens without a passphrase."""
        if self._lock_page is None and self._vault.has_passphrase:
            self._begin_lock(by_hand=False)

    def _begin_lock(self, *, by_hand: bool) -> None:
        self._by_hand = by_hand
        self._record_page(self.workspace)
        self._idle.watch(0)
        self._show_lock_page().hold(window_words.locking())
        self._lock_sequence.begin()

    def _words_not_kept(self, error: SmallActsError) -> None:
        if self._by_hand:
            self._come_back(error)
        else:
            self._lock_sequence.try_again_later()
            self.lock_page.release()

    def _come_back(self, error: SmallActsError) -> None:
        """Show the journal again, whose half-written words could not be kept."""
        self._stack.addWidget(self.workspace)
        self._hide_lock_page()
        self.workspace.focus_page()
        lock_sequence.bring_dialogs_back(self)
        self.follow_passphrase()
        self.tell(window_words.not_locked(error))

    def _forget_workspace(self) -> None:
        workspace, self._workspace = self.workspace, None
        workspace.leave()
        lock_sequence.destroy(self, workspace)
        self._vault.lock()
        del workspace
        self.lock_offered.emit(False)
        lock_sequence.forget()
        self.lock_page.release()

    # Unlocking

    def enter(self, ready: Ready, by_code: bool) -> None:
        """Show the journal, which the passphrase, the code or a rescue made ready."""
        if self._workspace is None:
            try:
                journal = self._vault.enter(ready)
            except SmallActsError as error:
                self.lock_page.tell(words.problem(error))
                return
            journal.deleted.drop_older_than_30_days()
            self._build_workspace()
        else:
            self._lock_sequence.stop()
            self._stack.addWidget(self._workspace)
            self.follow_passphrase()
            lock_sequence.bring_dialogs_back(self)
        self._hide_lock_page()
        self.workspace.come_back_to(self._page_of_today())
        if by_code:
            self.new_passphrase_wanted.emit(ready)

    def _show_lock_page(self) -> LockPage:
        page = LockPage(self._vault, self._theme)
        page.opened.connect(self.enter)
        page.damaged.connect(self.damaged)
        page.help_wanted.connect(self.show_help)
        self._lock_page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if self._workspace is not None:
            self._stack.removeWidget(self._workspace)
            self._workspace.hide()
        return page

    def _hide_lock_page(self) -> None:
        page, self._lock_page = self.lock_page, None
        self._stack.setCurrentWidget(self.workspace)
        self._stack.removeWidget(page)
        page.deleteLater()

    def _build_workspace(self) -> None:
        if not self.settings.current.journal_made:
            self.settings.record(journal_made=True)
        made = Workspace(self._vault.journal, self._theme, self.settings, self._paths.data)
        made.help_wanted.connect(self.show_help)
        # Locking deletes the button that asks for it, so never from within its click.
        made.lock_wanted.connect(self.lock, Qt.ConnectionType.QueuedConnection)
        made.about_wanted.connect(lambda: open_about(self._theme, self._paths, self))
        made.erase_wanted.connect(self._ask_to_erase)
        self._stack.addWidget(made)
        self._workspace = made
        self.workspace_built.emit(made)
        made.begin(self._page_of_today())
        self.follow_passphrase()

    def _ask_to_erase(self) -> None:
        dialog = EraseDialog(self._theme, self._paths, self._vault.backups.other_folders, self)
        dialog.confirmed.connect(self.erase_confirmed)
        dialog.open()

    # Events

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half-written, and the window's place.

        Words that cannot be kept, on a full disk say, hold the window open once; the person may
        copy them elsewhere, and close it all the same.
        """
        try:
            self.keep_words()
        except SmallActsError as error:
            if not self._warned_of_loss:
                self._warned_of_loss = True
                self.lift_cover()
                self.tell(window_words.not_closed(error))
                self.is_leaving = False
                event.ignore()
                return
        if self._workspace is not None:
            self._record_page(self._workspace)
        self.settings.record(**place_of(self))
        self._leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the screen, and each that the window is moved to."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            unique = Qt.ConnectionType.UniqueConnection
            handle.screenChanged.connect(self._follow_screen, unique)
        limit_to_screen(self)

    def changeEvent(self, event: QEvent) -> None:
        """Look at the day again, and show all of it, when the person comes back to the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._cover.follow_state()
        comes_back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if comes_back and self.is_open_to_see:
            self.workspace.notice_new_day()

    # Within it

    def _record_page(self, workspace: Workspace) -> None:
        day = workspace.journal.today().isoformat()
        self.settings.record(page=workspace.rail.current, page_day=day)

    def _page_of_today(self) -> str:
        """The page that was left on this day of the person's; blank on a new day."""
        same_day = self.settings.current.page_day == self.workspace.journal.today().isoformat()
        return self.settings.current.page if same_day else ""

    def _leave(self) -> None:
        if self._workspace is not None:
            self._workspace.leave()
        self._idle.watch(0)
        self._lock_sequence.stop()
        self._keys.stop()
        self._guard.stop()
        self._cover.take_off()
        if self._vault.has_passphrase:
            clear_own_copies()

    @Slot()
    def _follow_screen(self) -> None:
        follow_screen(self)

    def _add_keys(self) -> None:
        lock = actions.add_action(actions.LOCK_JOURNAL, self, self.lock)
        hide = actions.add_action(actions.HIDE_WINDOW, self, self.hide_at_once)
        self._keys = EverywhereKeys((lock, hide), self)
        self._cover = Cover(self, self._theme, self._keys.combined)
        self._keys.start()
        self._guard = DoubleClickGuard(self)
        self._guard.start()
        self.quit_action = actions.add_action(actions.QUIT, self, self.quit)
        self.help_action = actions.add_action(actions.SHOW_HELP, self, self.show_help)
        actions.add_action(actions.CLOSE_WINDOW, self, self.close)

    def _follow_settings(self, settings: Settings) -> None:
        apply_settings(self._theme, settings)
        if self._workspace is not None:
            self._workspace.follow_settings(settings)
        self.follow_passphrase()
