"""A window that renews its lock and comes to the front when a second start asks."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.journal.vault.instance import (
    HEARTBEAT_EVERY,
    Command,
    InstanceLock,
    ask_for_window,
)
from smallacts_desktop.paths import Paths
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.notices import ElsewhereWindow
from smallacts_desktop.ui.shell.surroundings import InstanceServer

NOW = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)


class Start:
    """The first start on a journal: its lock and its server."""

    def __init__(self, folder: Path) -> None:
        self.paths = Paths.inside(folder)
        self.clock = FixedClock(NOW)
        self.instance_lock = InstanceLock.take(self.paths, self.clock, "here")
        self.server = InstanceServer(self.instance_lock, self.paths)
        self.told: list[str] = []
        self.server.told.connect(self.told.append)

    def heartbeat_from_there(self) -> None:
        """What a synced folder brings from another computer."""
        beat = {"computer": "there", "at": self.clock.at.isoformat()}
        self.paths.lock.write_text(json.dumps(beat))


@pytest.fixture
def start(tmp_path: Path, qtbot: QtBot) -> Iterator[Start]:
    """A first start; it ends with the test."""
    del qtbot  # it brings the application
    made = Start(tmp_path / "data")
    yield made
    made.server.stop()
    made.instance_lock.release()


def ask(start: Start, qtbot: QtBot, times: int = 1, command: Command = Command.SHOW) -> list[bool]:
    """What second starts, in another thread as they are in another process, are answered."""
    answers: list[bool] = []

    def ask_again() -> None:
        answers.extend(ask_for_window(start.paths, command) for _ in range(times))

    thread = threading.Thread(target=ask_again)
    thread.start()
    qtbot.waitUntil(lambda: len(answers) == times, timeout=20_000)
    thread.join()
    return answers


def test_a_minimised_window_comes_back(start: Start, qtbot: QtBot) -> None:
    """The second start is answered, and the window is up again as large as it was."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.showMaximized()
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    start.server.start()
    assert ask(start, qtbot, times=3) == [True, True, True]
    assert not window.isMinimized()
    assert window.isMaximized()


def test_a_window_in_the_tray_is_shown_again(start: Start, qtbot: QtBot) -> None:
    """Hidden altogether, it has no other way back where the tray is gone."""
    window = QMainWindow()
    qtbot.addWidget(window)
    start.server.start()
    assert ask(start, qtbot) == [True]
    assert window.isVisible()


def test_a_command_reaches_whoever_listens(start: Start, qtbot: QtBot) -> None:
    """Writing raises the window; locking leaves it where it is."""
    window = QMainWindow()
    qtbot.addWidget(window)
    commands: list[Command] = []
    start.server.wanted.connect(lambda request: commands.append(request.command))
    start.server.start()
    assert ask(start, qtbot, command=Command.LOCK) == [True]
    assert not window.isVisible()
    assert ask(start, qtbot, command=Command.JUST_WRITE) == [True]
    assert window.isVisible()
    assert commands == [Command.LOCK, Command.JUST_WRITE]


def test_requests_are_answered_when_the_file_was_cleared_away(start: Start, qtbot: QtBot) -> None:
    """Somebody tidied the folder: the next second start but one is answered at the latest."""
    start.server.start()
    start.paths.raising.unlink()
    qtbot.waitUntil(start.paths.raising.exists)
    assert ask(start, qtbot) == [True]


def test_a_second_start_is_not_answered_by_nobody(start: Start) -> None:
    """Without a window to answer, the second start knows that it was not heard."""
    start.server.stop()
    start.server.deleteLater()
    before = ask_for_window(start.paths)
    assert not before
    start.server = InstanceServer(start.instance_lock, start.paths)


def test_signs_follow_the_clock(start: Start) -> None:
    """Every sign says anew when the next one is due."""
    start.server.start()
    start.clock.at += timedelta(minutes=5)
    start.server.beat()
    beat = json.loads(start.paths.lock.read_bytes())
    assert datetime.fromisoformat(beat["at"]) == start.clock.at + HEARTBEAT_EVERY


def test_another_computer_is_told_of_when_its_sign_comes(start: Start, qtbot: QtBot) -> None:
    """Not only at the next sign of this one."""
    start.server.start()
    start.heartbeat_from_there()
    qtbot.waitUntil(lambda: len(start.told) == 1)


def test_another_computer_is_told_of_once(start: Start) -> None:
    """One sentence, however often it signs."""
    start.server.start()
    for _ in range(3):
        start.heartbeat_from_there()
        start.server.beat()
    assert len(start.told) == 1
    assert "another computer" in start.told[0]


def test_an_accepted_computer_is_not_told_of(start: Start) -> None:
    """The person chose to open the journal all the same."""
    start.server.accept_other()
    start.server.start()
    start.heartbeat_from_there()
    start.server.beat()
    assert start.told == []


Press = Callable[[ElsewhereWindow], None]


@pytest.mark.parametrize(
    ("still_open", "press", "opened", "accepted"),
    [
        (True, lambda window: window.open_button.click(), True, True),
        (True, lambda window: window.close_button.click(), False, False),
        (False, lambda window: window.again_button.click(), True, False),
    ],
)
def test_the_person_decides_about_another_computer(
    theme: Theme, qtbot: QtBot, still_open: bool, press: Press, opened: bool, accepted: bool
) -> None:
    """Open it all the same, close, or look again and find it free."""
    window = ElsewhereWindow(theme, lambda: still_open)
    qtbot.addWidget(window)
    window.open()
    press(window)
    assert (window.result() == 1, window.accepted_other) == (opened, accepted)


def test_looking_again_in_vain_says_so(theme: Theme, qtbot: QtBot) -> None:
    """The window stays, with words for the wait."""
    window = ElsewhereWindow(theme, lambda: True)
    qtbot.addWidget(window)
    window.open()
    window.again_button.click()
    assert window.isVisible()
    assert window.sentence.text().startswith("It still seems")
