"""Long work shown going on, and stopped when the person asks."""

import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.errors import CancelledError, SmallActsError
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.ui.kit.dialogs import PATIENCE_MS, WaitingDialog, wait_for
from smallacts_desktop.ui.kit.jobs import Progress
from smallacts_desktop.ui.kit.theme import Theme
from tests.conftest import Screen


@pytest.fixture
def window(screen: Screen) -> QWidget:
    """What the dialog stands before."""
    made = QWidget()
    screen.show(made)
    return made


def endless(progress: Progress) -> int:
    """Work that goes on until it is stopped."""
    done = 0
    while True:
        done += 1
        progress(done % 100, 100)


def shown() -> WaitingDialog:
    """The dialog on the screen."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, WaitingDialog)
    return dialog


def is_on_screen(dialog: WaitingDialog) -> bool:
    """Whether a person can see it."""
    return dialog.isVisible() and not dialog.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)


def test_the_result_comes_back(theme: Theme, window: QWidget) -> None:
    """The work was done in another thread, and the window's thread waited for it."""
    threads: list[threading.Thread] = []

    def work(progress: Progress) -> str:
        threads.append(threading.current_thread())
        progress(1, 1)
        return "done"

    assert wait_for(theme, "Saving", work, window) == "done"
    assert threads[0] is not threading.main_thread()


def test_a_problem_comes_back_as_itself(theme: Theme, window: QWidget) -> None:
    """The caller can tell the person what went wrong."""

    def work(_: Progress) -> None:
        raise DiskFullError

    with pytest.raises(DiskFullError):
        wait_for(theme, "Saving", work, window)


def test_a_bug_in_the_work_is_no_hang(
    theme: Theme, window: QWidget, caplog: pytest.LogCaptureFixture
) -> None:
    """The dialog goes, and the log has the kind of error but not what it says."""

    def work(_: Progress) -> None:
        raise KeyError("private words")

    with pytest.raises(SmallActsError) as told:
        wait_for(theme, "Saving", work, window)
    assert "private words" not in str(told.value)
    assert "KeyError" in caplog.text
    assert "private words" not in caplog.text


@pytest.mark.parametrize("how", ["button", "escape", "close"])
def test_the_person_can_stop_it(theme: Theme, window: QWidget, qtbot: QtBot, how: str) -> None:
    """By the button, by Escape and by closing: it waits until the work has really stopped."""

    def stop() -> None:
        dialog = shown()
        if how == "button":
            qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
        elif how == "escape":
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            dialog.close()

    QTimer.singleShot(50, stop)
    with pytest.raises(CancelledError):
        wait_for(theme, "Saving", endless, window)


def test_what_goes_on_is_said(theme: Theme, window: QWidget) -> None:
    """By eye and by ear, and quick work never flickers on the screen."""
    seen: list[tuple[bool, str]] = []

    def look() -> None:
        dialog = shown()
        bar = dialog._bar
        seen.append((is_on_screen(dialog), bar.accessibleName()))
        dialog.reject()

    for moment, on_screen in ((20, False), (2 * PATIENCE_MS, True)):
        QTimer.singleShot(moment, look)
        with pytest.raises(CancelledError):
            wait_for(theme, "Saving your file", endless, window)
        assert seen.pop() == (on_screen, "Saving your file")
