"""Looks at the clock for the reminder, as seldom as will do, and tells when one is due."""

from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal

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
    until_next_look,
)
from smallacts_desktop.journal.reminders import plan_of
from smallacts_desktop.settings import Settings


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
        self._timer.timeout.connect(self.look)

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
            self.look()

    def set_facts(self, facts: ReminderFacts) -> None:
        """Take note of what is true of the journal; it stays so while the journal is locked."""
        self._facts = facts
        if is_needless(facts, self._clock.now()):
            self.needless.emit()

    def look(self) -> None:
        """Look at the clock now, and again in time for the next reminder."""
        plan, now = self._plan, self._clock.now()
        if plan is None or not plan.can_come:
            self._timer.stop()
            return
        wait = until_next_look(plan, now)
        self._timer.start(max(1, round(wait.total_seconds() * 1000)))
        if is_due(plan, now, self._history, self._facts):
            self._history = ReminderHistory(reminder_day(plan, now), self._history.silent_until)
            self.due.emit()

    def end_of_today(self) -> str:
        """The instant at which "Not today" ends, as the settings keep it."""
        start = self._facts.day_start if self._facts else DEFAULT_DAY_START
        return end_of_day(self._clock.now(), start).isoformat(timespec="seconds")
