"""What the reminder may know of an open journal: whether there is anything to remind of."""

from smallacts_desktop.domain.entries import EntryKind
from smallacts_desktop.domain.reminders import Known
from smallacts_desktop.journal.journal import Journal


def known(journal: Journal) -> Known:
    """What is true of today. Raises a SmallActsError when the journal cannot be read.

    An act that the person put aside by "not this time" counts as done: it has had its answer.
    """
    today = journal.today()
    return Known(
        day=today,
        done=any(entry.kind is EntryKind.ACT for entry in journal.entries_on(today)),
        waiting=journal.card.pending() is not None,
        day_start=journal.person.day_start,
    )
