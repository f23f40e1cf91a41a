"""The icon in the tray, where the desktop has one: the way back to a hidden window."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.actions import JUST_WRITE
from smallacts_desktop.ui.kit.icons import panel
from smallacts_desktop.ui.text.window_words import LOCK, page_name

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
