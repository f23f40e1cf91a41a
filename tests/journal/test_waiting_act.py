"""The act on the card, from "I'll try this" to what became of it."""

from datetime import UTC, datetime, time, timedelta

import pytest

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.drafts import EntryDraft, PendingAct
from smallacts_desktop.domain.entries import Barrier, Expectation, MoodRecorded, Outcome
from smallacts_desktop.domain.errors import MoodOutOfRangeError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.entry_making import answers_for
from smallacts_desktop.journal.undo import AFTER_FORM
from tests.journal.conftest import MORNING, Desk

TODAY = MORNING.date()


def start(desk: Desk, mood: int | None = 4) -> PendingAct:
    """Say "I'll try this" to today's act."""
    act = desk.journal.card.act()
    assert act is not None
    return desk.journal.card.start(act, mood)


def test_an_act_waits_across_days_and_restarts(desk: Desk) -> None:
    """The card is the same weeks later, with the mood and the moment it was started at."""
    pending = start(desk)
    assert desk.changes == [Change(pending=True)]
    desk.at(MORNING + timedelta(days=30))
    assert desk.reopen().card.pending() == pending
    assert (pending.mood_before, pending.started_day) == (4, TODAY)
    assert (pending.started_time, pending.started_at) == (time(9, 30), MORNING)


def test_a_skipped_mood_stays_blank(desk: Desk) -> None:
    """Skipping is no answer of zero or five."""
    pending = start(desk, None)
    entry = desk.journal.complete(answers_for(pending))
    assert (entry.mood_before, entry.mood_before_recorded) == (None, None)


def test_a_mood_out_of_range_starts_nothing(desk: Desk) -> None:
    """Nothing waits and nothing is announced."""
    act = desk.catalogue.acts[0]
    with pytest.raises(MoodOutOfRangeError):
        desk.journal.card.start(act, 11)
    assert desk.journal.card.pending() is None
    assert desk.changes == []


def test_completing_keeps_the_entry_and_clears_the_card(desk: Desk) -> None:
    """One announcement reports the day and the card; the draft goes too."""
    pending = start(desk)
    desk.journal.save_draft(AFTER_FORM, answers_for(pending))
    desk.changes.clear()
    entry = desk.journal.complete(
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
    assert desk.changes == [Change(days=frozenset({TODAY}), pending=True)]
    journal = desk.reopen()
    assert journal.card.pending() is None
    assert journal.draft(AFTER_FORM) is None
    assert journal.entries_on(TODAY) == [entry]
    assert (entry.mood_before, entry.mood_before_recorded) == (4, MoodRecorded.BEFORE)
    assert (entry.outcome, entry.mood_change) == (Outcome.DONE, 2)


def test_completing_later_can_name_the_day_it_happened(desk: Desk) -> None:
    """An act started on Thursday can be kept on Saturday as done on Friday, or as done today."""
    pending = start(desk)
    desk.at(MORNING + timedelta(days=2))
    friday = TODAY + timedelta(days=1)
    answers = answers_for(pending)
    entry = desk.journal.complete(
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
    again = start(desk)
    assert desk.journal.complete(answers_for(again)).date == TODAY + timedelta(days=2)


def test_a_refused_completion_leaves_the_card_waiting(desk: Desk) -> None:
    """The act still waits and the draft is still there."""
    pending = start(desk)
    desk.journal.save_draft(AFTER_FORM, answers_for(pending))
    before = desk.content()
    desk.changes.clear()
    with pytest.raises(MoodOutOfRangeError):
        desk.journal.complete(EntryDraft(act=pending.title, mood_after=11))
    assert desk.content() == before
    assert desk.changes == []
    assert desk.journal.card.pending() == pending


def test_letting_go_leaves_no_trace(desk: Desk) -> None:
    """No entry, no waiting act, no draft, and no summary of the day."""
    pending = start(desk)
    desk.journal.save_draft(AFTER_FORM, answers_for(pending))
    desk.changes.clear()
    desk.journal.card.drop_waiting()
    assert desk.changes == [Change(pending=True)]
    assert (desk.rows("entries"), desk.rows("pending"), desk.rows("drafts")) == (0, 0, 0)
    assert desk.journal.day_summaries(TODAY, TODAY) == {}


@pytest.mark.parametrize("barrier", [*Barrier, None])
def test_not_this_time_is_kept_and_is_no_loss(desk: Desk, barrier: Barrier | None) -> None:
    """The reason is kept with the mood from before; the heatmap counts no act."""
    pending = start(desk)
    entry = desk.journal.not_this_time(barrier)
    assert (entry.outcome, entry.barrier) == (Outcome.NOT_THIS_TIME, barrier)
    assert (entry.act, entry.mood_before) == (pending.title, 4)
    assert desk.journal.card.pending() is None
    assert desk.journal.day_summaries(TODAY, TODAY)[TODAY].acts == 0


def test_a_place_is_known_only_when_the_act_has_one(desk: Desk) -> None:
    """An act for several places, or for anywhere, leaves the place to the person."""
    for act in desk.catalogue:
        pending = desk.journal.card.start(act, None)
        sure = len(act.places) == 1 and act.places[0] is not Place.ANYWHERE
        assert pending.place == (act.places[0].value if sure else "")
        desk.journal.card.drop_waiting()


def test_an_act_done_after_midnight_belongs_to_the_evening(desk: Desk) -> None:
    """Half past one at night is still the day before, until four o'clock."""
    desk.at(datetime(2026, 5, 15, 1, 30, tzinfo=UTC))
    pending = start(desk)
    assert (pending.started_day, pending.started_time) == (TODAY, time(1, 30))
    assert desk.journal.complete(answers_for(pending)).date == TODAY


def test_starting_another_act_takes_the_place_of_the_first(desk: Desk) -> None:
    """One act waits at a time."""
    start(desk)
    other = desk.catalogue.of_size(ActSize.SMALL)[0]
    desk.journal.card.start(other, 7)
    pending = desk.journal.card.pending()
    assert pending is not None
    assert (pending.act_id, pending.mood_before) == (other.id, 7)
    assert desk.rows("pending") == 1
