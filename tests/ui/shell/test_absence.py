"""Noticing that nobody is there: by either clock, across sleep, and at the first touch after it."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.ui.shell.absence import IdleWatch
from tests.conftest import Screen

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Watched:
    """A watch of five minutes over a field, and both clocks to set."""

    def __init__(self, qtbot: QtBot, screen: Screen) -> None:
        self.clock = FixedClock(NOON)
        self.ticks = 1000.0
        self.field = QLineEdit()
        screen.show(self.field)
        self.watch = IdleWatch(self.clock, self.field, lambda: self.ticks)
        self.watch.watch(5)
        self.told = 0
        self.watch.idle.connect(self._count)
        self.qtbot = qtbot

    def _count(self) -> None:
        self.told += 1

    def passes(self, wall: timedelta, ticks: float) -> None:
        """Time passes, by each clock."""
        self.clock.at += wall
        self.ticks += ticks

    def is_told(self) -> bool:
        """Look, as the timer does, and let it be told."""
        self.watch.check()
        self.qtbot.wait(1)
        return self.told > 0


@pytest.fixture
def watched(qtbot: QtBot, screen: Screen) -> Watched:
    """Somebody at a field at noon."""
    return Watched(qtbot, screen)


@pytest.mark.parametrize(
    ("wall", "ticks", "told"),
    [
        (timedelta(minutes=4, seconds=59), 299, False),
        (timedelta(minutes=5), 300, True),
        # Asleep for a night: the monotonic clock stood still.
        (timedelta(hours=8), 2, True),
        # The clock was set back by years, or by an hour of daylight saving.
        (timedelta(days=-4000), 300, True),
        (timedelta(days=-4000), 20, False),
        # The clock was set forward: sooner is safe.
        (timedelta(days=4000), 1, True),
    ],
)
def test_either_clock_can_tell(watched: Watched, wall: timedelta, ticks: float, told: bool) -> None:
    """The longer of the two counts."""
    watched.passes(wall, ticks)
    assert watched.is_told() is told


def test_a_clock_set_back_loses_one_stretch_alone(watched: Watched) -> None:
    """Set back by a day, and then a night asleep: the night counts."""
    watched.passes(timedelta(days=-1), 5)
    assert not watched.is_told()
    watched.passes(timedelta(hours=8), 1)
    assert watched.is_told()


def test_a_touch_starts_afresh(watched: Watched) -> None:
    """Keys and the mouse count; looking does not."""
    for _ in range(3):
        watched.passes(timedelta(minutes=4), 240)
        watched.qtbot.keyClick(watched.field, Qt.Key.Key_A)
    assert not watched.is_told()
    watched.passes(timedelta(minutes=3), 180)
    assert not watched.is_told()
    watched.passes(timedelta(minutes=2), 120)
    assert watched.is_told()


def test_the_first_touch_after_sleep_reaches_nothing(watched: Watched) -> None:
    """Key or click: it is taken away, and so is what follows until the lock is there."""
    watched.passes(timedelta(hours=8), 1)
    watched.qtbot.keyClicks(watched.field, "secret")
    assert watched.field.text() == ""
    watched.qtbot.waitUntil(lambda: watched.told == 1)
    watched.qtbot.keyClicks(watched.field, "new")
    assert watched.field.text() == "new"


def test_no_minutes_is_never(watched: Watched) -> None:
    """Watching can be turned off and on."""
    watched.watch.watch(0)
    watched.passes(timedelta(days=3), 3600)
    assert not watched.is_told()
    watched.watch.watch(1)
    assert not watched.is_told()
    watched.passes(timedelta(minutes=1), 0)
    assert watched.is_told()
