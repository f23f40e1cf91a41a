"""When a reminder is wanted, and whether an open journal has anything to remind of."""

from datetime import time

from smallacts_desktop.domain.entries import EntryKind
from smallacts_desktop.domain.reminders import QuietHours, ReminderFacts, ReminderPlan
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import Settings


def reminder_facts(journal: Journal) -> ReminderFacts:
    """What is true of today. Raises a SmallActsError when the journal cannot be read.

    An act that the person put aside by "not this time" counts as done: it has had its answer.
    """
    today = journal.today()
    return ReminderFacts(
        day=today,
        done=any(entry.kind is EntryKind.ACT for entry in journal.entries_on(today)),
        waiting=journal.card.pending() is not None,
        day_start=journal.preferences.day_start,
    )


def plan_of(settings: Settings) -> ReminderPlan:
    """The plan in the settings."""
    return ReminderPlan(
        frozenset(settings.reminder_days),
        time.fromisoformat(settings.reminder_time),
        QuietHours(time.fromisoformat(settings.quiet_from), time.fromisoformat(settings.quiet_to)),
    )
