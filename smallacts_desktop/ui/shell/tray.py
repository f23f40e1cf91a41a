"""Around the window: the icon in the tray, the menu bar of macOS, and when a reminder is due.

The menu bar has been tried with Qt off screen, never on macOS. Other systems have none: what it
holds is on the rail and the Settings page there.
"""

import sys
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QMenuBar, QSystemTrayIcon

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.days import DEFAULT_DAY_START
from smallacts_desktop.domain.reminders import (
    ReminderFacts,
    ReminderHistory,
    ReminderPlan,
    end_of_day,
    is_due,
    is_needless,
    is_silent,
    reminder_day,
    until_next_check,
)
from smallacts_desktop.journal.preferences import plan_of
from smallacts_desktop.settings import Settings
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.actions import JUST_WRITE, OPEN_SETTINGS
from smallacts_desktop.ui.kit.icons import panel
from smallacts_desktop.ui.shell.main_window import MainWindow
from smallacts_desktop.ui.text.window_words import LOCK, SETTINGS, page_name


def add_menu_bar(window: MainWindow, platform: str = sys.platform) -> QMenuBar | None:
    """Give ``window`` its menu bar on macOS; None elsewhere.

    The system moves the items with a role to the menu of the program, and gives them their keys.
    """
    if platform != "darwin":
        return None
    translate = QCoreApplication.translate
    bar = QMenuBar(window)
    program = bar.addMenu(translate("MenuBar", "Small Acts"))
    roles = QAction.MenuRole
    about = program.addAction(translate("MenuBar", "About Small Acts"))
    about.setMenuRole(roles.AboutRole)
    about.triggered.connect(lambda: _show_about(window))
    settings = program.addAction(OPEN_SETTINGS.name())
    settings.setMenuRole(roles.PreferencesRole)
    settings.triggered.connect(lambda: _show_settings(window))
    window.quit_action.setMenuRole(roles.QuitRole)
    program.addAction(window.quit_action)
    about_help = bar.addMenu(translate("MenuBar", "Help"))
    window.help_action.setMenuRole(roles.NoRole)
    about_help.addAction(window.help_action)
    window.setMenuBar(bar)
    return bar


def _show_settings(window: MainWindow) -> None:
    if window.is_open_to_see:
        window.workspace.show_page(SETTINGS)


def _show_about(window: MainWindow) -> None:
    if window.is_open_to_see:
        window.workspace.about_wanted.emit()


class ReminderScheduler(QObject):
    """Applies the rules of the domain to the clock; without a reminder wanted it has no timer.

    ``due``: show a reminder now. ``needless``: one that is on show has become pointless.
    """

    due = Signal()
    needless = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._plan: ReminderPlan | None = None
        self._history = ReminderHistory()
        self._facts: ReminderFacts | None = None
        self._timer = QTimer(self, singleShot=True)
        # To the second, when the system wakes for other things as well.
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.check)

    @property
    def may_be_silenced(self) -> bool:
        """Whether "Not today" would change anything: a reminder is wanted, and not silent yet."""
        return self._plan is not None and not is_silent(self._clock.now(), self._history)

    def follow(self, settings: Settings) -> None:
        """Go by these settings from now on."""
        until = settings.not_today_until
        silent = datetime.fromisoformat(until) if until else None
        self._history = ReminderHistory(self._history.reminded_on, silent)
        plan = plan_of(settings) if settings.reminder_on else None
        if plan != self._plan:
            self._plan = plan
            self.check()

    def set_facts(self, facts: ReminderFacts) -> None:
        """Take note of what is true of the journal; it stays so while the journal is locked."""
        self._facts = facts
        if is_needless(facts, self._clock.now()):
            self.needless.emit()

    def check(self) -> None:
        """Look at the clock now, and again in time for the next reminder."""
        plan, now = self._plan, self._clock.now()
        if plan is None or not plan.can_come:
            self._timer.stop()
            return
        wait = until_next_check(plan, now)
        self._timer.start(max(1, round(wait.total_seconds() * 1000)))
        if is_due(plan, now, self._history, self._facts):
            self._history = ReminderHistory(reminder_day(plan, now), self._history.silent_until)
            self.due.emit()

    def end_of_today(self) -> str:
        """The instant at which "Not today" ends, as the settings keep it."""
        start = self._facts.day_start if self._facts else DEFAULT_DAY_START
        return end_of_day(self._clock.now(), start).isoformat(timespec="seconds")


_REMIND_MS = 10_000


class Tray(QObject):
    """An icon with a menu, shown between ``show()`` and ``hide()``.

    Its tool tip is the program's name, and neither menu nor notices say anything of the journal.
    ``is_available`` tells whether the desktop has a tray just now; it may come later, or go.

    Signals, each for an item of the menu: ``open_wanted`` (also by a click on the icon, or on a
    notice), ``just_write_wanted``, ``lock_wanted``, ``not_today_wanted``, ``quit_wanted``.
    """

    open_wanted = Signal()
    just_write_wanted = Signal()
    lock_wanted = Signal()
    not_today_wanted = Signal()
    quit_wanted = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        is_available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        platform: str = sys.platform,
    ) -> None:
        super().__init__(parent)
        self.is_available = is_available
        # On macOS a click opens the menu, and the system colours the icon.
        self._opens_by_click = platform != "darwin"
        self._platform = platform
        self.icon = QSystemTrayIcon(self)
        self.icon.setToolTip(QCoreApplication.translate("Tray", "Small Acts"))
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self.open_wanted)
        self.menu = QMenu()
        self._fill_menu()
        self.icon.setContextMenu(self.menu)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._draw)
        self._draw()

    @property
    def is_shown(self) -> bool:
        """Whether the person can see the icon, as far as can be told."""
        return self.icon.isVisible() and self.is_available()

    def show(self) -> bool:
        """Show the icon; False where there is no tray."""
        if self.is_available():
            self.icon.show()
        return self.is_shown

    def hide(self) -> None:
        """Take the icon away."""
        self.icon.hide()

    def remind(self, sentence: str) -> None:
        """Show a notice of one sentence."""
        title = QCoreApplication.translate("Tray", "Small Acts")
        self.icon.showMessage(title, sentence, self.icon.icon(), _REMIND_MS)

    def offer_lock(self, *, offered: bool) -> None:
        """Have “Lock now” in the menu, or not."""
        self.lock_action.setVisible(offered)

    def offer_not_today(self, *, offered: bool) -> None:
        """Have “Not today” in the menu, or not."""
        self.not_today_action.setVisible(offered)

    def _fill_menu(self) -> None:
        translate = QCoreApplication.translate
        self._add(translate("Tray", "Open Small Acts"), self.open_wanted)
        self._add(JUST_WRITE.name(), self.just_write_wanted)
        self.lock_action = self._add(page_name(LOCK), self.lock_wanted)
        self.not_today_action = self._add(translate("Tray", "Not today"), self.not_today_wanted)
        self.menu.addSeparator()
        self._add(translate("Tray", "Quit"), self.quit_wanted)
        self.lock_action.setVisible(False)
        self.not_today_action.setVisible(False)

    def _add(self, text: str, wanted: SignalInstance) -> QAction:
        action = self.menu.addAction(text)
        # macOS would move an item called Quit into the menu of the program.
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(wanted)
        return action

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        clicks = (QSystemTrayIcon.ActivationReason.Trigger,)
        if reason in clicks and self._opens_by_click:
            self.open_wanted.emit()

    def _draw(self) -> None:
        drawn = icons.tray_icon(panel(self._platform))
        drawn.setIsMask(not self._opens_by_click)
        self.icon.setIcon(drawn)
