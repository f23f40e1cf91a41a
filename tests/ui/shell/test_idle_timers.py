"""An open window that nobody touches lets the computer sleep."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.days import moment_of, until_day_ends
from smallacts_desktop.journal.vault.instance import HEARTBEAT_EVERY
from smallacts_desktop.ui.shell import absence
from smallacts_desktop.ui.shell.absence import IdleWatch
from tests.ui.app_fixture import SUNDAY, AppFixture

A_MINUTE_MS = 60_000


def running(within: QWidget) -> list[QTimer]:
    """The timers that will wake the program."""
    return [timer for timer in within.findChildren(QTimer) if timer.isActive()]


def test_no_timer_of_an_open_window_is_due_within_a_minute(app: AppFixture) -> None:
    """At twelve past ten there is nothing to do before the hour is over."""
    app.window.workspace.show_page("settings")
    app.settle()
    waiting = running(app.window)
    assert [timer.parent() for timer in waiting] == [app.window.workspace]
    assert all(timer.isSingleShot() for timer in waiting)
    assert all(timer.remainingTime() > A_MINUTE_MS for timer in waiting)
    assert timedelta(minutes=1) < HEARTBEAT_EVERY


def test_the_timer_is_due_when_the_day_turns(app: AppFixture) -> None:
    """Not up to a minute later, as a look at every minute was."""
    app.clock.at = SUNDAY.replace(hour=23, minute=59)
    app.journal.set_day_start(SUNDAY.time().replace(0, 0))
    app.window.workspace.hide()
    app.window.workspace.show()
    (timer,) = running(app.window)
    assert timer.interval() == A_MINUTE_MS + 1


@pytest.mark.parametrize("kind", [QEvent.Type.WindowActivate, QEvent.Type.Enter])
def test_whoever_comes_back_finds_the_new_day(app: AppFixture, kind: QEvent.Type) -> None:
    """The computer slept, and no timer ran meanwhile."""
    workspace = app.window.workspace
    app.clock.at += timedelta(days=1)
    QApplication.sendEvent(workspace, QEvent(kind))
    assert not workspace.notice_new_day()


@pytest.mark.parametrize(
    ("hour", "minute", "left"),
    [(10, 12, timedelta(hours=17, minutes=48)), (3, 59, timedelta(minutes=1)),
     (4, 0, timedelta(days=1))],
)  # fmt: skip
def test_a_day_that_starts_at_four_ends_at_four(hour: int, minute: int, left: timedelta) -> None:
    """Whatever the calendar says at midnight."""
    moment = moment_of(SUNDAY.replace(hour=hour, minute=minute))
    assert until_day_ends(moment, SUNDAY.time().replace(4, 0)) == left


@pytest.mark.parametrize(("is_told", "waits_ms"), [(True, 300_000), (False, 5_000)])
def test_the_idle_lock_waits_in_one_go_where_sleep_is_told(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_told: bool, waits_ms: int
) -> None:
    """Where it is not, the first look after it must come soon."""
    monkeypatch.setattr(absence, "tells_of_sleep", lambda: is_told)
    parent = QWidget()
    qtbot.addWidget(parent)
    watch = IdleWatch(FixedClock(SUNDAY), parent)
    watch.watch(5)
    (timer,) = [each for each in watch.findChildren(QTimer) if each.isActive()]
    assert timer.isSingleShot()
    assert timer.interval() == waits_ms
    watch.watch(0)
    assert not timer.isActive()
