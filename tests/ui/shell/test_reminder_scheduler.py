"""The reminder's look at the clock: none without a wish, and one reminder with one."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.reminders import ReminderFacts
from smallacts_desktop.settings import Settings
from smallacts_desktop.ui.shell.tray import ReminderScheduler

DUE = datetime(2026, 11, 23, 18, 0, 30, tzinfo=UTC)
WANTED = Settings(reminder_on=True)


class Evening:
    """A scheduler with a clock, and how often it has reminded."""

    def __init__(self) -> None:
        self.clock = FixedClock(DUE - timedelta(hours=3))
        self.scheduler = ReminderScheduler(self.clock)
        self.reminded = 0
        self.scheduler.due.connect(self._count)

    @property
    def is_ticking(self) -> bool:
        """Whether the clock is looked at from time to time."""
        return any(timer.isActive() for timer in self.scheduler.findChildren(QTimer))

    def _count(self) -> None:
        self.reminded += 1

    def look_at(self, when: datetime) -> int:
        """Look at the clock at ``when``; returns how often a reminder came so far."""
        self.clock.at = when
        self.scheduler.check()
        return self.reminded


@pytest.fixture
def evening(qtbot: QtBot) -> Evening:
    """Three hours before the reminder of Monday."""
    del qtbot
    return Evening()


def test_without_a_reminder_nothing_ticks(evening: Evening) -> None:
    """It is off until the person turns it on, and costs nothing until then or after."""
    evening.scheduler.follow(Settings())
    assert not evening.is_ticking
    evening.scheduler.follow(WANTED)
    assert evening.is_ticking
    evening.scheduler.follow(Settings())
    assert not evening.is_ticking
    assert evening.look_at(DUE) == 0
    assert not evening.scheduler.may_be_silenced


@pytest.mark.parametrize(
    "settings", [replace(WANTED, reminder_days=()), replace(WANTED, reminder_time="23:00")]
)
def test_a_reminder_that_cannot_come_does_not_tick(evening: Evening, settings: Settings) -> None:
    """No day is ticked, or the time lies in the quiet hours."""
    evening.scheduler.follow(settings)
    assert not evening.is_ticking


def test_one_comes_at_its_time_and_the_next_on_the_next_day(evening: Evening) -> None:
    """However often the clock is looked at."""
    evening.scheduler.follow(WANTED)
    assert evening.look_at(DUE - timedelta(minutes=1)) == 0
    assert evening.look_at(DUE) == 1
    assert evening.look_at(DUE + timedelta(seconds=40)) == 1
    evening.scheduler.follow(replace(WANTED, theme="dark"))
    assert evening.look_at(DUE + timedelta(seconds=50)) == 1
    assert evening.look_at(DUE + timedelta(days=1)) == 2


def test_after_sleep_none_is_made_up_for(evening: Evening) -> None:
    """The clock is two hours on."""
    evening.scheduler.follow(WANTED)
    assert evening.look_at(DUE + timedelta(hours=2)) == 0


def test_what_is_known_keeps_it_away(evening: Evening, qtbot: QtBot) -> None:
    """An act done today; and one already on show has become pointless."""
    evening.scheduler.follow(WANTED)
    with qtbot.waitSignal(evening.scheduler.needless):
        evening.scheduler.set_facts(
            ReminderFacts(date(2026, 11, 23), done=True, waiting=False, day_start=time(4))
        )
    assert evening.look_at(DUE) == 0
    assert evening.look_at(DUE + timedelta(days=1)) == 1


def test_not_today_lasts_until_the_day_of_the_person_ends(evening: Evening) -> None:
    """Through the settings, so that a restart changes nothing; tomorrow has its reminder."""
    evening.scheduler.follow(WANTED)
    evening.scheduler.set_facts(
        ReminderFacts(date(2026, 11, 23), done=False, waiting=False, day_start=time(5))
    )
    until = evening.scheduler.end_of_today()
    assert until == "2026-11-24T05:00:00+00:00"
    evening.scheduler.follow(replace(WANTED, not_today_until=until))
    assert not evening.scheduler.may_be_silenced
    assert evening.look_at(DUE) == 0
    assert evening.look_at(DUE + timedelta(days=1)) == 1
    assert evening.scheduler.may_be_silenced


def test_it_comes_by_itself(evening: Evening, qtbot: QtBot) -> None:
    """A moment before its time the timer is set to just that moment."""
    evening.clock.at = datetime(2026, 11, 23, 17, 59, 59, tzinfo=UTC)
    evening.scheduler.follow(WANTED)
    evening.clock.at = DUE
    with qtbot.waitSignal(evening.scheduler.due, timeout=5000):
        pass
