"""The menu bar at the top of the screen on macOS, where people look for About and Settings.

Other systems have no menu bar: what it holds is on the rail and the Settings page there. It has
been tried with Qt off screen, never on macOS.
"""

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar

from smallacts_desktop.ui.kit.actions import OPEN_SETTINGS
from smallacts_desktop.ui.shell.main_window import MainWindow
from smallacts_desktop.ui.text.window_words import SETTINGS


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
