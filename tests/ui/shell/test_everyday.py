"""The program on the desktop: closing, the tray, the reminder, and starting with the computer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.journal.vault.instance import Command, Request
from smallacts_desktop.settings import Settings
from smallacts_desktop.ui.kit.actions import ACTIONS, GO_TO
from smallacts_desktop.ui.shell.desktop_integration import DesktopIntegration
from smallacts_desktop.ui.shell.main_window import MainWindow
from smallacts_desktop.ui.shell.notices import StayingDialog
from smallacts_desktop.ui.shell.tray import Tray, add_menu_bar
from smallacts_desktop.ui.today.act_card import TodayState
from tests.ui.app_fixture import TODAY, AppFixture
from tests.ui.locking import guard, lock, uncovered, unlock

# What Qt says when it looks for the tray of a screen that is none.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "propagateSizeHints")
CONTROL = Qt.KeyboardModifier.ControlModifier
TRAY = Settings(keep_in_tray=True, told_of_staying=True)
REMINDER = Settings(reminder_on=True, told_of_staying=True)
SENTENCE = "A small moment, if you like."


@dataclass
class FakeAutostart:
    """A system that starts programs, or does not allow it."""

    is_on: bool = False
    allowed: bool = True

    def turn_on(self) -> None:
        """Start it from now on."""
        self._set(on=True)

    def turn_off(self) -> None:
        """Start it no more."""
        self._set(on=False)

    def _set(self, *, on: bool) -> None:
        if not self.allowed:
            raise PermissionError
        self.is_on = on


class RecordingTray(Tray):
    """A tray that keeps its notices instead of showing them."""

    notices: list[str]

    def remind(self, sentence: str) -> None:
        """Keep a notice."""
        self.notices.append(sentence)


class Desktop:
    """A desktop with a tray or without, and the program on it."""

    def __init__(self, app: AppFixture) -> None:
        self.app = app
        self.has_tray = True
        self.autostart = FakeAutostart()
        self.notices: list[str] = []
        self._integration: DesktopIntegration | None = None

    def begin(self, settings: Settings, *, quiet: bool = False) -> MainWindow:
        """Start the program with these settings."""
        self.app.settings.put(settings)
        app = self.app
        window = app.make_window()
        tray = RecordingTray(window, is_available=lambda: self.has_tray)
        tray.notices = self.notices
        self._integration = DesktopIntegration(
            window,
            window,
            app.security,
            app.theme,
            app.settings,
            app.clock,
            tray,
            self.autostart,
        )
        self._integration.begin(quiet=quiet)
        QApplication.processEvents()
        return window

    @property
    def integration(self) -> DesktopIntegration:
        """The program's place on the desktop."""
        assert self._integration is not None
        return self._integration

    def pass_until(self, hour: int) -> None:
        """Let the clock come to an hour of this day."""
        self.app.clock.at = self.app.clock.at.replace(hour=hour, minute=0, second=5)
        self.integration.reminder.check()

    def leave(self) -> None:
        """End the program for good."""
        if self._integration is not None:
            self._integration.tray.hide()
            self.app.window.is_leaving = True
        QApplication.setQuitOnLastWindowClosed(True)


@pytest.fixture
def desktop(app: AppFixture) -> Iterator[Desktop]:
    """A desktop that is empty so far."""
    made = Desktop(app)
    yield made
    made.leave()


# Closing


def test_closing_ends_the_program_unless_something_is_wanted_of_it(desktop: Desktop) -> None:
    """As it always did: no tray, no reminder."""
    window = desktop.begin(Settings())
    assert not desktop.integration.tray.icon.isVisible()
    assert window.close()
    assert not window.isVisible()
    assert QApplication.quitOnLastWindowClosed()


def in_menu(desktop: Desktop, text: str) -> QAction:
    """What the menu of the tray calls by this name."""
    (found,) = [each for each in desktop.integration.tray.menu.actions() if each.text() == text]
    return found


def test_a_closed_window_goes_to_the_tray_and_comes_back(desktop: Desktop) -> None:
    """Hidden, it keeps no clock; a click on the icon brings it back where it was."""
    window = desktop.begin(TRAY)
    window.workspace.show_page("calendar")
    assert not window.close()
    assert not window.isVisible()
    assert not QApplication.quitOnLastWindowClosed()
    assert not window.workspace._day_timer.isActive()
    in_menu(desktop, "Open Small Acts").trigger()
    assert window.isVisible()
    assert window.workspace.rail.current == "calendar"
    assert QApplication.quitOnLastWindowClosed()
    assert window.workspace._day_timer.isActive()


@pytest.mark.parametrize("asked", ["Open Small Acts", "Just write", "second start", "closing"])
def test_what_is_asked_for_under_the_cover_is_seen(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """F9 where nothing is minimised: whatever the person asks for next lifts the cover first."""
    window = desktop.begin(replace(TRAY, told_of_staying=asked != "closing"))
    monkeypatch.setattr(window, "showMinimized", lambda: None)
    desktop.app.qtbot.keyClick(window, Qt.Key.Key_F9)
    assert uncovered(window) == 0
    if asked == "second start":
        desktop.integration.answer(Request(Command.SHOW))
    elif asked == "closing":
        window.close()
        dialog = window.findChild(StayingDialog)
        assert dialog is not None
        assert uncovered(dialog) > 0
        dialog.reject()
    else:
        in_menu(desktop, asked).trigger()
    QApplication.processEvents()
    assert uncovered(window) > 0


def test_without_a_tray_being_asked_to_stay_ends_the_program(desktop: Desktop) -> None:
    """A hidden window would have no way back."""
    desktop.has_tray = False
    window = desktop.begin(TRAY)
    assert window.close()


def test_a_reminder_without_a_tray_minimises_and_says_so_the_first_time(desktop: Desktop) -> None:
    """“Quit” there ends it; closing once more in the task bar does too."""
    desktop.has_tray = False
    window = desktop.begin(replace(REMINDER, told_of_staying=False))
    assert not window.close()
    dialog = window.findChild(StayingDialog)
    assert dialog is not None
    assert "minimised" in dialog.sentence.text()
    dialog.stay_button.click()
    assert window.isMinimized()
    assert desktop.app.saved_settings().told_of_staying
    window.showNormal()
    assert not window.close()
    assert window.isMinimized()
    assert window.close()


def test_escape_in_that_dialog_leaves_everything_as_it_is(desktop: Desktop, qtbot: QtBot) -> None:
    """The window stays open, and is asked about again the next time."""
    window = desktop.begin(replace(TRAY, told_of_staying=False))
    window.close()
    dialog = window.findChild(StayingDialog)
    assert dialog is not None
    assert "tray" in dialog.sentence.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert not window.isMinimized()
    assert not desktop.app.saved_settings().told_of_staying


def test_quit_in_the_menu_of_the_tray_ends_it(desktop: Desktop, qtbot: QtBot) -> None:
    """Page and place are kept, though the window is hidden."""
    window = desktop.begin(TRAY)
    window.workspace.show_page("insights")
    window.close()
    with qtbot.waitSignal(window.left):
        in_menu(desktop, "Quit").trigger()
    assert desktop.app.saved_settings().page == "insights"


def test_quit_by_key_ends_it(desktop: Desktop, qtbot: QtBot) -> None:
    """Where closing would have put the window into the tray."""
    window = desktop.begin(TRAY)
    with qtbot.waitSignal(window.left):
        qtbot.keyClick(window, Qt.Key.Key_Q, CONTROL)
    assert not window.isVisible()


def test_words_that_cannot_be_kept_hold_the_window_open(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the tray nor “Quit” takes it away before the person knows."""
    window = desktop.begin(TRAY)

    def full() -> None:
        raise DiskFullError

    monkeypatch.setattr(window.workspace.pages.today, "save_words", full)
    with desktop.app.qtbot.assertNotEmitted(window.left):
        window.quit()
    assert window.isVisible()
    assert not window.is_leaving
    assert "still here" in window.workspace.message_bar.text


# Starting


def test_a_quiet_start_is_in_the_tray(desktop: Desktop) -> None:
    """Even a window that was maximised shows nothing; the tray brings it back maximised."""
    window = desktop.begin(replace(TRAY, window_width=700, window_height=500,
                                   window_maximised=True), quiet=True)  # fmt: skip
    assert not window.isVisible()
    assert desktop.integration.tray.is_shown
    in_menu(desktop, "Open Small Acts").trigger()
    assert window.isVisible()
    assert window.isMaximized()


def test_a_quiet_start_without_a_tray_is_minimised_until_one_comes(desktop: Desktop) -> None:
    """At login the tray may start after the program."""
    desktop.has_tray = False
    window = desktop.begin(Settings(), quiet=True)
    assert window.isMinimized()
    desktop.has_tray = True
    desktop.integration._check_tray()
    assert not window.isVisible()
    assert desktop.integration.tray.is_shown


def test_a_second_start_can_ask_for_words_or_the_lock(desktop: Desktop) -> None:
    """Words open the form; the lock locks, and what was asked for waits until it is open."""
    guard(desktop.app)
    window = desktop.begin(TRAY)
    window.close()
    desktop.integration.answer(Request(Command.LOCK))
    desktop.app.qtbot.waitUntil(
        lambda: window.is_locked and window.lock_page.passphrase.isEnabled()
    )
    assert not window.isVisible()
    desktop.integration.answer(Request(Command.JUST_WRITE))
    assert window.isVisible()
    unlock(desktop.app)
    desktop.app.qtbot.waitUntil(lambda: window.workspace.pages.today.state is TodayState.NOTE)


# The reminder


def test_a_reminder_comes_by_the_tray_and_opens_the_window(desktop: Desktop) -> None:
    """It says nothing of the journal; in the window “Not today” is one click away."""
    window = desktop.begin(replace(REMINDER, keep_in_tray=True))
    window.close()
    desktop.pass_until(18)
    assert desktop.notices == [SENTENCE]
    desktop.integration.tray.icon.messageClicked.emit()
    assert window.isVisible()
    bar = window.workspace.message_bar
    assert (bar.text, bar.button.text()) == (SENTENCE, "Not today")
    bar.button.click()
    assert bar.text == ""
    assert desktop.app.saved_settings().not_today_until == "2026-11-23T04:00:00+00:00"
    desktop.integration.tray.menu.aboutToShow.emit()
    assert not desktop.integration.tray.not_today_action.isVisible()


def test_somebody_at_the_window_is_told_there(desktop: Desktop) -> None:
    """No notice pops up over what they are doing."""
    window = desktop.begin(REMINDER)
    desktop.app.qtbot.waitUntil(window.isActiveWindow)
    desktop.pass_until(18)
    assert desktop.notices == []
    assert window.workspace.message_bar.text == SENTENCE


def test_an_act_that_waits_keeps_the_reminder_away(desktop: Desktop) -> None:
    """Also while the journal is locked: what was true then is true still."""
    guard(desktop.app)
    window = desktop.begin(REMINDER)
    act = desktop.app.journal.card.act()
    assert act is not None
    desktop.app.journal.card.start(act, None)
    lock(desktop.app)
    assert window.is_locked
    desktop.pass_until(18)
    desktop.app.clock.at += timedelta(days=1)
    desktop.integration.reminder.check()
    assert desktop.notices == []


def test_not_today_is_possible_while_locked(desktop: Desktop) -> None:
    """From the tray, before the reminder of the day has come."""
    guard(desktop.app)
    desktop.begin(replace(REMINDER, keep_in_tray=True))
    lock(desktop.app)
    tray = desktop.integration.tray
    tray.menu.aboutToShow.emit()
    assert tray.not_today_action.isVisible()
    assert not tray.lock_action.isVisible()
    tray.not_today_action.trigger()
    desktop.pass_until(18)
    assert desktop.notices == []
    assert desktop.app.saved_settings().not_today_until


# The card in the settings


def test_the_reminder_is_set_by_keyboard(desktop: Desktop, qtbot: QtBot) -> None:
    """Every choice is in force at once, and a time that is none leaves the old one."""
    window = desktop.begin(Settings())
    window.workspace.show_page("settings")
    card = window.workspace.pages.settings.reminder
    assert not card.details.isVisible()
    qtbot.keyClick(card.reminder_on, Qt.Key.Key_Space)
    assert card.details.isVisible()
    qtbot.keyClick(card.days.boxes[6], Qt.Key.Key_Space)
    card.at.selectAll()
    qtbot.keyClicks(card.at, "9.15 pm")
    qtbot.keyClick(card.at, Qt.Key.Key_Return)
    card.quiet_to.selectAll()
    qtbot.keyClicks(card.quiet_to, "late")
    qtbot.keyClick(card.quiet_to, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "not a time of day" in card.problem.text())
    saved = desktop.app.saved_settings()
    assert (saved.reminder_on, saved.reminder_time) == (True, "21:15")
    assert (saved.quiet_to, saved.reminder_days) == ("08:00", (0, 1, 2, 3, 4, 5))
    assert any(timer.isActive() for timer in desktop.integration.reminder.findChildren(QTimer))
    assert desktop.integration.tray.is_shown


def test_the_card_says_when_no_reminder_could_come(desktop: Desktop, qtbot: QtBot) -> None:
    """The time lies in the quiet hours; or no day is ticked."""
    window = desktop.begin(replace(REMINDER, reminder_time="23:00", reminder_days=(0,)))
    card = window.workspace.pages.settings.reminder
    assert "quiet hours" in card.note.text()
    qtbot.keyClick(card.days.boxes[0], Qt.Key.Key_Space)
    assert "No day" in card.note.text()


def test_starting_with_the_computer_is_read_from_the_system(desktop: Desktop) -> None:
    """Not from the settings; and what the system refuses is said and not ticked."""
    desktop.autostart.is_on = True
    desktop.has_tray = False
    window = desktop.begin(Settings())
    window.workspace.show_page("settings")
    card = window.workspace.pages.settings.reminder
    assert card.start.isChecked()
    assert not card.keep_in_tray.isEnabled()
    assert card.no_tray.isVisible()
    card.start.click()
    assert not desktop.autostart.is_on
    desktop.autostart.allowed = False
    card.start.click()
    assert not card.start.isChecked()
    assert "did not allow" in window.workspace.message_bar.text


# Keys, pages, columns, menus


def test_every_key_that_can_be_read_is_bound(desktop: Desktop) -> None:
    """The list in the settings says what is so."""
    window = desktop.begin(Settings())
    window.workspace.just_write()
    for name in ("calendar", "journal"):
        window.workspace.show_page(name)
    bound = {
        key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()
    }
    assert {key for spec in ACTIONS for key in spec.keys} <= bound
    assert [spec.keys[0] for spec in GO_TO.values()] == [f"Ctrl+{number}" for number in range(1, 8)]
    assert {key for spec in GO_TO.values() for key in spec.keys} <= bound
    read = dict(window.workspace.pages.settings.keys.rows_shown)
    assert {spec.keys[0] for spec in ACTIONS} < set(read)
    assert read["Ctrl+F"] == "Search in your journal"
    assert len(read) == 17


def test_search_and_settings_have_keys(desktop: Desktop, qtbot: QtBot) -> None:
    """Ctrl+F puts the keyboard in the search, even from an entry that is open."""
    entry = desktop.app.entry("Waved to the neighbour")
    window = desktop.begin(Settings())
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    assert window.workspace.rail.current == "settings"
    window.workspace.show_page("journal")
    window.workspace.pages.journal.open_entry(entry.id)
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert window.focusWidget() is window.workspace.pages.journal.search.field


def test_page_and_columns_are_there_again(desktop: Desktop) -> None:
    """After a restart; half-written words come before the page of last time."""
    app = desktop.app
    window = app.open()
    window.workspace.show_page("share")
    widths = window.workspace.pages.share.table.column_widths
    widths.set_widths((0, 0, 0, 0, 0, 333))
    widths.changed.emit()
    window = app.restart()
    assert window.workspace.rail.current == "share"
    assert window.workspace.pages.share.table.column_widths.widths == (0, 0, 0, 0, 0, 333)
    window.workspace.just_write()
    window.workspace.show_page("calendar")
    window = app.restart()
    assert window.workspace.rail.current == "today"


@pytest.mark.parametrize("locked", [False, True])
def test_a_new_day_opens_on_today(desktop: Desktop, locked: bool) -> None:
    """Closed or locked on Journal at night, it is Today the next morning; by the person's day."""
    app = desktop.app
    if locked:
        guard(app)
    space = app.window.workspace
    space.journal.set_day_start(time(4))
    app.clock.at += timedelta(hours=13)
    space.show_page("journal")
    for hours, page in ((4, "journal"), (3, "today")):
        # At a quarter past three it is still the evening before.
        leave, come_back = (lock, unlock) if locked else (AppFixture.close, AppFixture.restart)
        leave(app)
        app.clock.at += timedelta(hours=hours)
        come_back(app)
        assert app.window.workspace.rail.current == page


@pytest.mark.parametrize("writing", [False, True])
def test_a_day_that_begins_unseen_begins_on_today(desktop: Desktop, writing: bool) -> None:
    """In the tray over night, say; words that are half-written come first."""
    app = desktop.app
    space = app.window.workspace
    if writing:
        space.just_write()
    space.show_page("journal")
    app.window.hide()
    app.clock.at += timedelta(days=1)
    app.window.show()
    assert space.rail.current == ("journal" if writing else "today")


def test_the_page_of_before_a_lock_is_there_after_it(desktop: Desktop) -> None:
    """Not the one of the last start."""
    guard(desktop.app)
    window = desktop.begin(Settings(page="insights", page_day=TODAY.isoformat()))
    assert window.workspace.rail.current == "insights"
    window.workspace.show_page("today")
    lock(desktop.app)
    unlock(desktop.app)
    assert window.workspace.rail.current == "today"


def test_macos_has_a_menu_bar_and_others_have_none(desktop: Desktop) -> None:
    """By its items; it has not been tried on macOS."""
    window = desktop.begin(Settings())
    assert add_menu_bar(window, "linux") is None
    bar = add_menu_bar(window, "darwin")
    assert bar is not None
    items = {action.text(): action for menu in bar.findChildren(QMenu) for action in menu.actions()}
    assert [item.menuRole().name for item in items.values()] == [
        "AboutRole", "PreferencesRole", "QuitRole", "NoRole",
    ]  # fmt: skip
    assert items["Help now"] is window.help_action
    assert window.help_action.shortcut().toString() == "F1"
    items["Settings…"].trigger()
    assert window.workspace.rail.current == "settings"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
