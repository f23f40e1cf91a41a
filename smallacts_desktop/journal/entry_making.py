"""From the answers of a form to an entry, and from an entry back to a form."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import UUID

from smallacts_desktop.domain.days import Moment
from smallacts_desktop.domain.entries import (
    NOTE_LIMIT,
    Entry,
    EntryDraft,
    EntryKind,
    MoodRecorded,
    Outcome,
    PendingAct,
    check_entry,
    fields_of,
)
from smallacts_desktop.storage.rows.entries import EntryRows

if TYPE_CHECKING:
    from smallacts_desktop.journal.lost_entries import Progress

# So many entries of a file are written by one statement.
_BATCH = 500
_FIELDS = fields_of(EntryDraft)
_SHORT_TEXTS = [field.name for field in _FIELDS if field.blank == "" and field.limit != NOTE_LIMIT]
_NOTHING_OF_ACT = {field.name: field.blank for field in _FIELDS if field.of_act}


def entry_from(answers: EntryDraft, entry_id: UUID, moment: Moment) -> Entry:
    """A new entry from a form's answers, written at ``moment``.

    Without a date the entry happened at ``moment``. With an earlier date it keeps the time the
    person gave, if any, and no zone offset: nobody asked where they were then.
    """
    day = answers.date or moment.day
    is_today = day == moment.day
    clock = answers.time
    # A note of today is written as it happens; an act of today may have been hours ago.
    is_now = answers.date is None or (is_today and answers.kind is EntryKind.NOTE)
    if clock is None and is_now:
        clock = moment.time
    return Entry(
        id=entry_id,
        written_at=moment.utc,
        utc_offset=moment.utc_offset if is_today and clock is not None else None,
        **_told(replace(answers, date=day, time=clock)),
    )


def edited(entry: Entry, answers: EntryDraft, written_at: datetime) -> Entry:
    """``entry`` with a form's answers in place of its own; id and kind stay.

    The zone offset stays while the moment does, and goes when the person names another one.
    """
    day = answers.date or entry.date
    moved = (day, answers.time) != (entry.date, entry.time)
    act_id = entry.act_id if answers.act == entry.act else answers.act_id
    return Entry(
        id=entry.id,
        written_at=written_at,
        utc_offset=None if moved else entry.utc_offset,
        **_told(replace(answers, kind=entry.kind, date=day, act_id=act_id)),
    )


def _told(answers: EntryDraft) -> dict[str, Any]:
    """What an entry says of a form’s answers: what belongs to its kind, without stray spaces."""
    told = _values(answers)
    told.update({name: told[name].strip() for name in _SHORT_TEXTS})
    if answers.kind is EntryKind.NOTE:
        return told | _NOTHING_OF_ACT
    outcome = answers.outcome or Outcome.DONE
    recorded = answers.mood_before_recorded or MoodRecorded.AFTERWARDS
    return told | {
        "act": " ".join(answers.act.split()),
        "outcome": outcome,
        "barrier": answers.barrier if outcome is Outcome.NOT_THIS_TIME else None,
        "mood_before_recorded": None if answers.mood_before is None else recorded,
    }


def _values(answers: EntryDraft) -> dict[str, Any]:
    return {field.name: getattr(answers, field.name) for field in _FIELDS}


def answers_of(entry: Entry) -> EntryDraft:
    """The answers that a form shows for an entry."""
    return EntryDraft(**_values(entry))


def answers_for(pending: PendingAct) -> EntryDraft:
    """The answers a waiting act already gives, before the person adds theirs."""
    recorded = None if pending.mood_before is None else MoodRecorded.BEFORE
    return EntryDraft(
        act=pending.title,
        act_id=pending.act_id,
        size=pending.size,
        place=pending.place,
        outcome=Outcome.DONE,
        mood_before=pending.mood_before,
        mood_before_recorded=recorded,
    )


def import_batches(
    rows: EntryRows,
    new: Collection[Entry],
    changed: Collection[Entry],
    today: date,
    progress: "Progress | None" = None,
) -> int:
    """Check entries, and add the new and replace the changed, a batch at a time; returns how many.

    ``today`` is the person's current day, and ``progress`` is told how many are written of how
    many. Raises an InvalidEntryError, or EntryGoneError, for the caller's transaction to undo all.
    """
    written, total = 0, len(new) + len(changed)
    # No transaction of its own for each batch of new ones: the search index writes itself out at
    # the beginning of every one, and merges the pieces afterwards.
    for entries, keep in ((new, rows.add_batch), (changed, rows.replace_many)):
        coming = iter(entries)
        while batch := list(islice(coming, _BATCH)):
            for entry in batch:
                check_entry(entry, today)
            keep(batch)
            for _ in batch:
                written += 1
                if progress is not None:
                    progress(written, total)
    return total
