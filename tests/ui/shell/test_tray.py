"""The icon in the tray, with a tray and without one."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.icons import Panel, panel
from smallacts_desktop.ui.kit.theme import contrast_ratio
from smallacts_desktop.ui.shell.tray import Tray

# What Qt says when it looks for the tray of a screen that is none.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")

# What each item of the menu wants, and what it is called.
ITEMS = {
    "open": "Open Small Acts",
    "just_write": "Just write",
    "lock": "Lock now",
    "not_today": "Not today",
    "quit": "Quit",
}


@pytest.fixture
def tray(qtbot: QtBot) -> Iterator[Tray]:
    """The tray's icon, on a desktop with a tray."""
    del qtbot
    made = Tray(is_available=lambda: True)
    yield made
    made.hide()


def offered(tray: Tray) -> list[str]:
    """What the menu shows, without its line."""
    return [
        action.text()
        for action in tray.menu.actions()
        if action.isVisible() and not action.isSeparator()
    ]


def test_it_shows_only_where_there_is_a_tray(tray: Tray) -> None:
    """And a tray that has gone since counts as none."""
    here = True
    made = Tray(is_available=lambda: here)
    assert not made.is_shown
    assert made.show()
    here = False
    assert not made.is_shown
    made.hide()
    assert not made.show()
    assert not tray.is_shown


def test_its_menu_offers_what_is_to_be_done(tray: Tray) -> None:
    """The lock only with a passphrase, “Not today” only with a reminder."""
    assert offered(tray) == ["Open Small Acts", "Just write", "Quit"]
    tray.offer_lock(offered=True)
    tray.offer_not_today(offered=True)
    assert offered(tray) == ["Open Small Acts", "Just write", "Lock now", "Not today", "Quit"]
    tray.offer_lock(offered=False)
    tray.offer_not_today(offered=False)
    assert offered(tray) == ["Open Small Acts", "Just write", "Quit"]


def test_it_says_nothing_but_its_name(tray: Tray) -> None:
    """Anybody can rest the mouse on it."""
    assert tray.icon.toolTip() == "Small Acts"


@pytest.mark.parametrize(("item", "text"), ITEMS.items())
def test_each_item_tells_what_is_wanted(tray: Tray, qtbot: QtBot, item: str, text: str) -> None:
    """One signal an item, and no other."""
    told: list[str] = []
    for name in ITEMS:
        getattr(tray, f"{name}_wanted").connect(lambda which=name: told.append(which))
    (action,) = [each for each in tray.menu.actions() if each.text() == text]
    with qtbot.waitSignal(getattr(tray, f"{item}_wanted")):
        action.trigger()
    assert told == [item]


def test_a_click_on_the_icon_or_a_notice_opens_the_window(tray: Tray, qtbot: QtBot) -> None:
    """The right mouse button has the menu."""
    reasons = QSystemTrayIcon.ActivationReason
    with qtbot.waitSignal(tray.open_wanted):
        tray.icon.activated.emit(reasons.Trigger)
    with qtbot.waitSignal(tray.open_wanted):
        tray.icon.messageClicked.emit()
    with qtbot.assertNotEmitted(tray.open_wanted):
        tray.icon.activated.emit(reasons.Context)


def test_on_macos_a_click_is_for_the_menu_and_the_system_colours_the_icon(qtbot: QtBot) -> None:
    """As every icon of its menu bar."""
    mac = Tray(is_available=lambda: True, platform="darwin")
    assert mac.icon.icon().isMask()
    with qtbot.assertNotEmitted(mac.open_wanted):
        mac.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def contrast(icon: QIcon, ground: str) -> float:
    """The contrast of the mark's strongest pixel with the panel it stands on, 1 to 21."""
    image = icon.pixmap(16, 16).toImage()
    pixels = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
    return max(contrast_ratio(pixel.name(), ground) for pixel in pixels if pixel.alpha() == 255)


@pytest.mark.parametrize("ground", ["#1C1C1C", "#F3F3F3", "#808080"])
def test_the_mark_stands_out_from_any_panel(qtbot: QtBot, ground: str) -> None:
    """Where nobody tells how dark the panel is, as on Linux."""
    del qtbot
    assert contrast(icons.tray_icon(Panel.UNKNOWN), ground) >= 3


class Registry:
    """As much of ``winreg`` as is asked."""

    HKEY_CURRENT_USER = 1

    def __init__(self, value: int | None) -> None:
        self.value = value

    def OpenKey(self, _root: int, path: str) -> AbstractContextManager[str]:
        """The key, if there is one."""
        if self.value is None:
            raise FileNotFoundError
        return nullcontext(path)

    def QueryValueEx(self, _key: str, name: str) -> tuple[int | None, int]:
        """The value and its kind."""
        assert name == "SystemUsesLightTheme"
        return self.value, 4


@pytest.mark.parametrize(
    ("value", "expected", "ground"),
    [(0, Panel.DARK, "#1C1C1C"), (1, Panel.LIGHT, "#F3F3F3"), (None, Panel.UNKNOWN, "#1C1C1C")],
)
def test_windows_tells_the_colour_of_its_task_bar(
    qtbot: QtBot, value: int | None, expected: Panel, ground: str
) -> None:
    """Which is not that of its windows."""
    del qtbot
    found = panel("win32", Registry(value))
    assert found is expected
    assert contrast(icons.tray_icon(found), ground) >= 7
