"""From the answers of a form to an entry, and from an entry back to a form."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from smallacts_desktop.domain.days import Moment
from smallacts_desktop.domain.entries import (
    Entry,
    EntryDraft,
    EntryKind,
    MoodRecorded,
    Outcome,
    PendingAct,
)


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
    entry = Entry(
        id=entry_id,
        kind=answers.kind,
        date=day,
        time=clock,
        utc_offset=moment.utc_offset if is_today and clock is not None else None,
        written_at=moment.utc,
        place=answers.place.strip(),
        person=answers.person.strip(),
        mood_after=answers.mood_after,
        note=answers.note,
        private=answers.private,
    )
    return _with_act(entry, answers) if answers.kind is EntryKind.ACT else entry


def _with_act(entry: Entry, answers: EntryDraft) -> Entry:
    outcome = answers.outcome or Outcome.DONE
    recorded = answers.mood_before_recorded or MoodRecorded.AFTERWARDS
    return replace(
        entry,
        act=" ".join(answers.act.split()),
        act_id=answers.act_id,
        size=answers.size,
        outcome=outcome,
        barrier=answers.barrier if outcome is Outcome.NOT_THIS_TIME else None,
        mood_before=answers.mood_before,
        mood_before_recorded=None if answers.mood_before is None else recorded,
        response=answers.response,
        expectation=answers.expectation,
    )


def edited(entry: Entry, answers: EntryDraft, written_at: datetime) -> Entry:
    """``entry`` with a form's answers in place of its own; id and kind stay.

    The zone offset stays while the moment does, and goes when the person names another one.
    """
    day = answers.date or entry.date
    moved = (day, answers.time) != (entry.date, entry.time)
    changed = replace(
        entry,
        date=day,
        time=answers.time,
        utc_offset=None if moved else entry.utc_offset,
        written_at=written_at,
        place=answers.place.strip(),
        person=answers.person.strip(),
        mood_after=answers.mood_after,
        note=answers.note,
        private=answers.private,
    )
    if entry.kind is EntryKind.NOTE:
        return changed
    act_id = entry.act_id if answers.act == entry.act else answers.act_id
    return _with_act(changed, replace(answers, act_id=act_id))


def answers_of(entry: Entry) -> EntryDraft:
    """The answers that a form shows for an entry."""
    return EntryDraft(
        kind=entry.kind,
        act=entry.act,
        act_id=entry.act_id,
        size=entry.size,
        date=entry.date,
        time=entry.time,
        place=entry.place,
        person=entry.person,
        outcome=entry.outcome,
        barrier=entry.barrier,
        mood_before=entry.mood_before,
        mood_before_recorded=entry.mood_before_recorded,
        mood_after=entry.mood_after,
        response=entry.response,
        expectation=entry.expectation,
        note=entry.note,
        private=entry.private,
    )


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
