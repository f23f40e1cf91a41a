"""The program on the desktop: the tray, a closed window that stays, and the reminder."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.vault.instance import Command, Request
from smallacts_desktop.settings import Settings, SettingsStore
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.kit.window_geometry import raise_windows
from smallacts_desktop.ui.shell.tray import ReminderScheduler, Tray
from smallacts_desktop.ui.shell.workspace import JournalWindow, Workspace
from smallacts_desktop.ui.text.window_words import SETTINGS

if TYPE_CHECKING:
    from smallacts_desktop.autostart import Autostart
    from smallacts_desktop.ui.settings.page import SettingsPage
    from smallacts_desktop.ui.settings.reminder import ReminderCard
    from smallacts_desktop.ui.shell.notices import StayingDialog

# At login a desktop may start its tray after its programs.
_LOOK_FOR_TRAY_MS, _LOOKS = 5_000, 12


class Shell(JournalWindow, Protocol):
    """The window, as far as closing and hiding it goes."""

    is_leaving: bool

    def lift_cover(self) -> None:
        """Show what a key has covered."""

    def quit(self) -> None:
        """End the program."""


class Security(Protocol):
    """What locks the journal and brings backups back."""

    @property
    def has_lock(self) -> bool:
        """Whether the journal is open and can be locked."""

    @property
    def lock_offered(self) -> SignalInstance:
        """Emitted with whether there is a lock now."""

    def lock(self) -> None:
        """Lock the journal because the person asks."""

    def offer_backup(self, file: Path | None) -> None:
        """Offer to bring a backup back."""


class DesktopIntegration(QObject):
    """Has the tray and the reminder for ``window``, and decides what closing it means.

    ``shell`` is ``window`` by what it shows.

    Closed, the window goes to the tray if the person wants that and there is one; it is minimised
    if a reminder needs the program running; else the program ends. ``quit()`` of the window, and
    the end of the session, end it in any case.
    """

    def __init__(
        self,
        window: QWidget,
        shell: Shell,
        security: Security,
        theme: Theme,
        settings: SettingsStore,
        clock: Clock,
        tray: Tray,
        autostart: "Autostart",
    ) -> None:
        super().__init__(window)
        self._window, self._shell, self._security = window, shell, security
        self._theme, self._settings, self._autostart = theme, settings, autostart
        self.tray = tray
        self.reminder = ReminderScheduler(clock, self)
        self._quiet = self._reminding = self._wants_to_write = False
        self._looks_left = 0
        self._tray_timer = QTimer(self, interval=_LOOK_FOR_TRAY_MS)
        self._tray_timer.timeout.connect(self._check_tray)
        self._connect()
        window.installEventFilter(self)
        self._watch_for_the_end()
        if not shell.is_locked:
            self._connect_workspace(shell.workspace)
        self._follow(settings.current)

    def _connect(self) -> None:
        security, tray = self._security, self.tray
        self._shell.workspace_built.connect(self._connect_workspace)
        self._settings.when_changed(self._follow)
        security.lock_offered.connect(lambda offered: tray.offer_lock(offered=offered))
        tray.offer_lock(offered=security.has_lock)
        for signal, act in (
            (tray.open_wanted, self.open_window),
            (tray.just_write_wanted, self._just_write),
            (tray.lock_wanted, security.lock),
            (tray.not_today_wanted, self.not_today),
            (tray.quit_wanted, self._shell.quit),
        ):
            signal.connect(act)
        tray.menu.aboutToShow.connect(self._offer_not_today)
        self.reminder.due.connect(self._remind)
        self.reminder.needless.connect(self._forget_reminder)

    def _watch_for_the_end(self) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        app.commitDataRequest.connect(self._end_of_session)
        if sys.platform == "darwin":
            # The Dock, and the end of the session, ask the program there, not the window.
            app.installEventFilter(self)

    def _end_of_session(self) -> None:
        self._shell.is_leaving = True

    # What other parts call

    def begin(self, *, quiet: bool = False) -> None:
        """Show the window; a quiet start leaves it in the tray, or minimised without one."""
        self._quiet = quiet
        if not quiet:
            self._window.show()
        elif self._wants_tray() and self.tray.show():
            self._hide_window()
        else:
            self._window.showMinimized()
        self._follow(self._settings.current)

    def answer(self, request: Request) -> None:
        """Do what a menu of the desktop, or a second start, asks of the window."""
        command = request.command
        if command is Command.LOCK:
            if not self._security.has_lock and not self._shell.is_locked:
                self.open_window()
            self._security.lock()
        elif command is Command.JUST_WRITE:
            self._just_write()
        elif command is Command.RESTORE:
            self.open_window()
            self._security.offer_backup(request.file)
        else:
            self.open_window()

    def open_window(self) -> None:
        """Bring the window to the front, wherever it is."""
        self._shell.lift_cover()
        raise_windows()
        self._show_reminder()

    def not_today(self) -> None:
        """No reminder until the person's day ends."""
        self._forget_reminder()
        until = self.reminder.end_of_today()
        self._settings.change(not_today_until=until)

    # Closing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the window close, come and go, and the session end."""
        kind = event.type()
        if kind == QEvent.Type.Quit:
            self._shell.is_leaving = True
        elif watched is self._window and kind == QEvent.Type.Show:
            QApplication.setQuitOnLastWindowClosed(True)
        elif watched is self._window and kind == QEvent.Type.Close and self._may_stay():
            event.ignore()
            self._stay()
            return True
        return False

    def _may_stay(self) -> bool:
        # Closing a minimised window, in the task bar, asks for more than minimising it.
        to_task_bar = self._settings.current.reminder_on and not self._window.isMinimized()
        if self._shell.is_leaving or not (self._to_tray() or to_task_bar):
            return False
        try:
            self._shell.save_words()
        except SmallActsError:
            # The window knows what to say, and stays open to say it.
            return False
        return True

    def _to_tray(self) -> bool:
        return self._settings.current.keep_in_tray and self.tray.is_shown

    def _stay(self) -> None:
        if self._settings.current.told_of_staying:
            self._go()
            return
        from smallacts_desktop.ui.shell.notices import StayingDialog

        self._shell.lift_cover()
        dialog = StayingDialog(self._theme, self._window, in_tray=self._to_tray())
        dialog.finished.connect(lambda: self._after_telling(dialog))
        dialog.open()

    def _after_telling(self, dialog: "StayingDialog") -> None:
        dialog.deleteLater()
        if dialog.result() == QDialog.DialogCode.Accepted:
            self._settings.change(told_of_staying=True)
            self._go()
        elif dialog.wants_to_quit:
            self._shell.quit()

    def _go(self) -> None:
        if self._to_tray():
            self._hide_window()
        else:
            self._window.showMinimized()

    def _hide_window(self) -> None:
        # Otherwise the last dialog that is closed while the window is hidden would end it all.
        QApplication.setQuitOnLastWindowClosed(False)
        self._window.hide()

    # The tray

    def _wants_tray(self) -> bool:
        settings = self._settings.current
        return settings.keep_in_tray or settings.reminder_on or self._quiet

    def _follow(self, settings: Settings) -> None:
        self.reminder.follow(settings)
        if not self._wants_tray():
            self._tray_timer.stop()
            if self._window.isVisible():
                self.tray.hide()
        elif not self.tray.show() and not self._tray_timer.isActive():
            self._looks_left = _LOOKS
            self._tray_timer.start()

    def _check_tray(self) -> None:
        self._looks_left -= 1
        if self.tray.show():
            self._tray_timer.stop()
            if self._quiet and self._window.isMinimized():
                self._hide_window()
        elif self._looks_left <= 0:
            self._tray_timer.stop()

    # The reminder

    def _remind(self) -> None:
        self._reminding = True
        if self._window.isActiveWindow():
            self._show_reminder()
        elif self.tray.is_shown:
            self.tray.remind(sentence())
        else:
            QApplication.alert(self._window)
            self._show_reminder()

    def _show_reminder(self) -> None:
        if self._reminding and not self._shell.is_locked and self._shell.is_open_to_see:
            button = QCoreApplication.translate("DesktopIntegration", "Not today")
            bar = self._shell.workspace.message_bar
            bar.show_message(sentence(), button, self.not_today)

    def _forget_reminder(self) -> None:
        self._reminding = False

    def _offer_not_today(self) -> None:
        self.tray.offer_not_today(offered=self.reminder.may_be_silenced)

    # The journal

    def _connect_workspace(self, workspace: Workspace) -> None:
        self._update_reminder()
        workspace.changed.connect(self._update_reminder)
        workspace.pages.when_made(SETTINGS, self._connect_settings)
        # The window turns to the page of before only after this.
        QTimer.singleShot(0, workspace, self._come_back)

    def _connect_settings(self, page: "SettingsPage") -> None:
        page.reminder.start_wanted.connect(self._start_with_computer)
        page.shown.connect(self._refresh_card)
        self._update_surroundings(page.reminder)

    def _come_back(self) -> None:
        if self._wants_to_write:
            self._just_write()
        self._show_reminder()

    def _update_reminder(self) -> None:
        try:
            self.reminder.set_facts(self._shell.workspace.journal.reminder_facts())
        except SmallActsError:
            # What was known before may still be true; the window reports such troubles itself.
            return

    def _just_write(self) -> None:
        self._shell.lift_cover()
        raise_windows()
        self._wants_to_write = not self._shell.is_open_to_see
        if not self._wants_to_write and QApplication.activeModalWidget() is None:
            self._shell.workspace.just_write()

    # Starting with the computer

    def _refresh_card(self) -> None:
        if not self._shell.is_locked:
            self._update_surroundings(self._shell.workspace.pages.settings.reminder)

    def _update_surroundings(self, card: "ReminderCard") -> None:
        card.show_surroundings(has_tray=self.tray.is_available(), starts=self._autostart.is_on)

    def _start_with_computer(self, wanted: bool) -> None:
        change: Callable[[], None] = self._autostart.turn_on if wanted else self._autostart.turn_off
        try:
            change()
        except OSError:
            self._shell.show_sentence(
                QCoreApplication.translate(
                    "DesktopIntegration", "Your system did not allow that to be changed."
                )
            )
        self._refresh_card()


def sentence() -> str:
    """What a reminder says: nothing that anybody may not read."""
    return QCoreApplication.translate("DesktopIntegration", "A small moment, if you like.")
