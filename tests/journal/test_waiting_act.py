"""The act on the card, from "I'll try this" to what became of it."""

from datetime import UTC, datetime, time, timedelta

import pytest

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.entries import (
    Barrier,
    EntryDraft,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    PendingAct,
)
from smallacts_desktop.domain.errors import MoodOutOfRangeError
from smallacts_desktop.journal.changes import AFTER_FORM, Change
from smallacts_desktop.journal.entry_making import answers_for
from tests.journal.conftest import MORNING, OpenedJournal

TODAY = MORNING.date()


def start(opened: OpenedJournal, mood: int | None = 4) -> PendingAct:
    """Say "I'll try this" to today's act."""
    act = opened.journal.card.act()
    assert act is not None
    return opened.journal.card.start(act, mood)


def test_an_act_waits_across_days_and_restarts(opened: OpenedJournal) -> None:
    """The card is the same weeks later, with the mood and the moment it was started at."""
    pending = start(opened)
    assert opened.changes == [Change(pending=True)]
    opened.at(MORNING + timedelta(days=30))
    assert opened.reopen().card.pending() == pending
    assert (pending.mood_before, pending.started_day) == (4, TODAY)
    assert (pending.started_time, pending.started_at) == (time(9, 30), MORNING)


def test_a_skipped_mood_stays_blank(opened: OpenedJournal) -> None:
    """Skipping is no answer of zero or five."""
    pending = start(opened, None)
    entry = opened.journal.complete(answers_for(pending))
    assert (entry.mood_before, entry.mood_before_recorded) == (None, None)


def test_a_mood_out_of_range_starts_nothing(opened: OpenedJournal) -> None:
    """Nothing waits and nothing is announced."""
    act = opened.catalogue.acts[0]
    with pytest.raises(MoodOutOfRangeError):
        opened.journal.card.start(act, 11)
    assert opened.journal.card.pending() is None
    assert opened.changes == []


def test_completing_keeps_the_entry_and_clears_the_card(opened: OpenedJournal) -> None:
    """One announcement reports the day and the card; the draft goes too."""
    pending = start(opened)
    opened.journal.save_draft(AFTER_FORM, answers_for(pending))
    opened.changes.clear()
    entry = opened.journal.complete(
        EntryDraft(
            act=pending.title,
            act_id=pending.act_id,
            size=pending.size,
            mood_before=4,
            mood_before_recorded=MoodRecorded.BEFORE,
            mood_after=6,
            expectation=Expectation.EASIER,
            note="The dog was pleased too.",
        )
    )
    assert opened.changes == [Change(days=frozenset({TODAY}), pending=True)]
    journal = opened.reopen()
    assert journal.card.pending() is None
    assert journal.draft(AFTER_FORM) is None
    assert journal.entries_on(TODAY) == [entry]
    assert (entry.mood_before, entry.mood_before_recorded) == (4, MoodRecorded.BEFORE)
    assert (entry.outcome, entry.mood_change) == (Outcome.DONE, 2)


def test_completing_later_can_name_the_day_it_happened(opened: OpenedJournal) -> None:
    """An act started on Thursday can be kept on Saturday as done on Friday, or as done today."""
    pending = start(opened)
    opened.at(MORNING + timedelta(days=2))
    friday = TODAY + timedelta(days=1)
    answers = answers_for(pending)
    entry = opened.journal.complete(
        EntryDraft(
            act=answers.act,
            size=answers.size,
            mood_before=answers.mood_before,
            mood_before_recorded=answers.mood_before_recorded,
            date=friday,
        )
    )
    assert (entry.date, entry.time, entry.utc_offset) == (friday, None, None)
    assert entry.mood_before_recorded is MoodRecorded.BEFORE
    again = start(opened)
    assert opened.journal.complete(answers_for(again)).date == TODAY + timedelta(days=2)


def test_a_refused_completion_leaves_the_card_waiting(opened: OpenedJournal) -> None:
    """The act still waits and the draft is still there."""
    pending = start(opened)
    opened.journal.save_draft(AFTER_FORM, answers_for(pending))
    before = opened.content()
    opened.changes.clear()
    with pytest.raises(MoodOutOfRangeError):
        opened.journal.complete(EntryDraft(act=pending.title, mood_after=11))
    assert opened.content() == before
    assert opened.changes == []
    assert opened.journal.card.pending() == pending


def test_letting_go_leaves_no_trace(opened: OpenedJournal) -> None:
    """No entry, no waiting act, no draft, and no summary of the day."""
    pending = start(opened)
    opened.journal.save_draft(AFTER_FORM, answers_for(pending))
    opened.changes.clear()
    opened.journal.card.drop_waiting()
    assert opened.changes == [Change(pending=True)]
    assert (opened.rows("entries"), opened.rows("pending"), opened.rows("drafts")) == (0, 0, 0)
    assert opened.journal.day_summaries(TODAY, TODAY) == {}


@pytest.mark.parametrize("barrier", [*Barrier, None])
def test_not_this_time_is_kept_and_is_no_loss(
    opened: OpenedJournal, barrier: Barrier | None
) -> None:
    """The reason is kept with the mood from before; the heatmap counts no act."""
    pending = start(opened)
    entry = opened.journal.not_this_time(barrier)
    assert (entry.outcome, entry.barrier) == (Outcome.NOT_THIS_TIME, barrier)
    assert (entry.act, entry.mood_before) == (pending.title, 4)
    assert opened.journal.card.pending() is None
    assert opened.journal.day_summaries(TODAY, TODAY)[TODAY].acts == 0


def test_a_place_is_known_only_when_the_act_has_one(opened: OpenedJournal) -> None:
    """An act for several places, or for anywhere, leaves the place to the person."""
    for act in opened.catalogue:
        pending = opened.journal.card.start(act, None)
        sure = len(act.places) == 1 and act.places[0] is not Place.ANYWHERE
        assert pending.place == (act.places[0].value if sure else "")
        opened.journal.card.drop_waiting()


def test_an_act_done_after_midnight_belongs_to_the_evening(opened: OpenedJournal) -> None:
    """Half past one at night is still the day before, until four o'clock."""
    opened.at(datetime(2026, 5, 15, 1, 30, tzinfo=UTC))
    pending = start(opened)
    assert (pending.started_day, pending.started_time) == (TODAY, time(1, 30))
    assert opened.journal.complete(answers_for(pending)).date == TODAY


def test_starting_another_act_takes_the_place_of_the_first(opened: OpenedJournal) -> None:
    """One act waits at a time."""
    start(opened)
    other = opened.catalogue.of_size(ActSize.SMALL)[0]
    opened.journal.card.start(other, 7)
    pending = opened.journal.card.pending()
    assert pending is not None
    assert (pending.act_id, pending.mood_before) == (other.id, 7)
    assert opened.rows("pending") == 1


def test_what_was_saved_can_be_undone_and_done_again(opened: OpenedJournal) -> None:
    """An act done waits again with what was written of it; a note becomes a draft again."""
    journal = opened.journal
    pending = start(opened)
    journal.save_draft(AFTER_FORM, answers_for(pending))
    kept = journal.draft(AFTER_FORM)
    entry = journal.complete(answers_for(pending))
    journal.undo()
    assert (journal.find(entry.id), journal.card.pending()) == (None, pending)
    assert journal.draft(AFTER_FORM) == kept
    journal.redo()
    assert (journal.find(entry.id), journal.card.pending()) == (entry, None)
    assert journal.draft(AFTER_FORM) is None
    note = EntryDraft(kind=EntryKind.NOTE, note="Rain.")
    journal.save_draft("note", note)
    written = journal.write(note, "note")
    journal.undo()
    assert (journal.find(written.id), journal.draft("note")) == (None, note)
    journal.redo()
    assert (journal.find(written.id), journal.draft("note")) == (written, None)
