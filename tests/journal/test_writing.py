"""Writing, editing, deleting and undoing entries."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import (
    NOTE_LIMIT,
    Barrier,
    EntryDraft,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.domain.errors import EntryGoneError, InvalidEntryError, NothingPendingError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.entry_making import answers_for, answers_of
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.storage.file import database
from tests.journal.conftest import MORNING, OpenedJournal

TODAY = MORNING.date()
ACT = EntryDraft(act="Smiled at the man with the spaniel", size=ActSize.SMALLEST)
WORDS = EntryDraft(kind=EntryKind.NOTE, note="Rain all day.\n\nTea helped.")

BROKEN = {
    "an act without a title": EntryDraft(act="  \t "),
    "a note with nothing": EntryDraft(kind=EntryKind.NOTE, note=" \n "),
    "tomorrow": EntryDraft(act="Smiled", date=date(2026, 5, 15)),
    "before 1900": EntryDraft(act="Smiled", date=date(1899, 12, 31)),
    "a mood of eleven": EntryDraft(act="Smiled", mood_after=11),
    "a mood below zero": EntryDraft(act="Smiled", mood_before=-1),
    "a long title": EntryDraft(act="x" * 201),
    "a long note": EntryDraft(kind=EntryKind.NOTE, note="x" * (NOTE_LIMIT + 1)),
    "a character no file carries": EntryDraft(kind=EntryKind.NOTE, note="a\0b"),
    "half a character": EntryDraft(kind=EntryKind.NOTE, note="a\ud800b"),
}


def test_an_act_is_kept_with_every_answer(opened: OpenedJournal) -> None:
    """What the person answered is what the file holds after a restart."""
    answers = EntryDraft(
        act="  Said   hello ",
        act_id="hello",
        size=ActSize.SMALLER,
        date=TODAY,
        time=time(8, 5),
        place=" the allotment ",
        person=" Maria ",
        mood_before=0,
        mood_after=10,
        response=Response.A_LITTLE,
        expectation=Expectation.EASIER,
        note="  She waved.\r\nTwice. ",
        private=True,
    )
    written = opened.journal.write(answers)
    kept = opened.reopen().entry(written.id)
    assert kept == written
    assert (kept.act, kept.place, kept.person) == ("Said hello", "the allotment", "Maria")
    assert kept.note == "  She waved.\r\nTwice. "
    assert (kept.mood_before, kept.mood_after, kept.private) == (0, 10, True)
    assert kept.outcome is Outcome.DONE
    assert kept.written_at == MORNING
    assert kept.utc_offset == timedelta(0)


def test_every_answer_but_the_act_can_be_skipped(journal: Journal) -> None:
    """A title alone makes an entry, and what was skipped stays blank, never zero."""
    entry = journal.write(EntryDraft(act="Smiled"))
    blanks = (entry.mood_before, entry.mood_before_recorded, entry.mood_after, entry.response)
    assert blanks == (None, None, None, None)
    assert (entry.expectation, entry.size, entry.barrier) == (None, None, None)
    assert (entry.place, entry.person, entry.note) == ("", "", "")


def test_a_mood_before_given_later_is_marked_as_remembered(journal: Journal) -> None:
    """An act that was not planned can only remember how it felt before."""
    entry = journal.write(EntryDraft(act="Smiled", mood_before=3, date=TODAY - timedelta(days=2)))
    assert entry.mood_before_recorded is MoodRecorded.AFTERWARDS


def test_an_earlier_day_has_no_zone(journal: Journal) -> None:
    """Nobody asked where the person was on that day, and no time is made up for it."""
    without_time = journal.write(EntryDraft(act="Smiled", date=TODAY - timedelta(days=1)))
    with_time = journal.write(EntryDraft(act="Waved", date=TODAY - timedelta(days=1), time=time(7)))
    assert (without_time.time, without_time.utc_offset) == (None, None)
    assert (with_time.time, with_time.utc_offset) == (time(7), None)


def test_an_act_without_a_day_happened_now(journal: Journal) -> None:
    """The moment is kept as the person lived it."""
    entry = journal.write(ACT)
    assert (entry.date, entry.time, entry.utc_offset) == (TODAY, time(9, 30), timedelta(0))


def test_words_need_no_act_and_no_mood(journal: Journal) -> None:
    """A note keeps its words exactly; a note may also be a mood alone."""
    note = journal.write(WORDS)
    mood = journal.write(EntryDraft(kind=EntryKind.NOTE, mood_after=4))
    assert (note.kind, note.act, note.outcome, note.size) == (EntryKind.NOTE, "", None, None)
    assert note.note == WORDS.note
    assert (mood.note, mood.mood_after) == ("", 4)


@pytest.mark.parametrize("answers", BROKEN.values(), ids=BROKEN.keys())
def test_what_breaks_a_rule_changes_nothing(opened: OpenedJournal, answers: EntryDraft) -> None:
    """Refused answers leave every byte of the file as it was, and nothing is announced."""
    opened.journal.write(ACT)
    opened.changes.clear()
    before = opened.content()
    with pytest.raises(InvalidEntryError):
        opened.journal.write(answers)
    assert opened.content() == before
    assert opened.changes == []


def test_a_refused_edit_changes_nothing(opened: OpenedJournal) -> None:
    """Neither the entry nor what can be undone changes, and nothing is announced."""
    entry = opened.journal.write(ACT)
    opened.journal.forget_undo()
    opened.changes.clear()
    before = opened.content()
    with pytest.raises(InvalidEntryError):
        opened.journal.edit(entry.id, EntryDraft(act="Smiled", date=TODAY + timedelta(days=1)))
    with pytest.raises(EntryGoneError):
        opened.journal.edit(uuid4(), ACT)
    with pytest.raises(EntryGoneError):
        opened.journal.delete(uuid4())
    assert opened.content() == before
    assert opened.changes == []
    assert not opened.journal.can_undo


def test_each_change_is_announced_once_and_is_already_stored(opened: OpenedJournal) -> None:
    """A subscriber who reads the file at the announcement finds the new entry in it."""
    seen: list[int] = []
    opened.journal.subscribe(lambda _: seen.append(opened.rows("entries")))
    opened.journal.write(ACT)
    opened.journal.write(EntryDraft(act="Waved", date=TODAY - timedelta(days=3)))
    assert seen == [1, 2]
    days = [change.days for change in opened.changes]
    assert days == [{TODAY}, {TODAY - timedelta(days=3)}]


def test_moving_an_entry_announces_both_days(opened: OpenedJournal) -> None:
    """The day it left may look different, and so may the day it came to."""
    entry = opened.journal.write(ACT)
    opened.changes.clear()
    moved = EntryDraft(act="Smiled", date=TODAY - timedelta(days=1))
    opened.journal.edit(entry.id, moved)
    assert opened.changes == [Change(days=frozenset({TODAY, TODAY - timedelta(days=1)}))]
    opened.journal.delete(entry.id)
    assert opened.changes[1:] == [Change(days=frozenset({TODAY - timedelta(days=1)}))]


def test_nobody_is_told_after_unsubscribing(opened: OpenedJournal) -> None:
    """A page that is gone hears nothing."""
    told: list[Change] = []
    stop = opened.journal.subscribe(told.append)
    opened.journal.write(ACT)
    stop()
    opened.journal.write(ACT)
    assert len(told) == 1


def test_an_edit_keeps_who_the_entry_is(opened: OpenedJournal) -> None:
    """Id and kind stay, the zone stays while the moment does, and the writing time moves on."""
    entry = opened.journal.write(ACT)
    opened.at(MORNING + timedelta(hours=2))
    same_moment = opened.journal.edit(entry.id, EntryDraft(act="Waved", time=entry.time))
    assert (same_moment.id, same_moment.kind) == (entry.id, EntryKind.ACT)
    assert same_moment.utc_offset == entry.utc_offset
    assert same_moment.written_at == MORNING + timedelta(hours=2)
    other_moment = opened.journal.edit(entry.id, EntryDraft(act="Waved", time=time(6)))
    assert other_moment.utc_offset is None


def test_an_unchanged_form_edits_nothing_but_the_writing_time(opened: OpenedJournal) -> None:
    """A form filled from an entry gives the same entry back, act id and mood mark included."""
    act = opened.catalogue.acts[0]
    opened.journal.card.start(act, 2)
    pending = opened.journal.card.pending()
    assert pending is not None
    entry = opened.journal.complete(answers_for(pending))
    again = opened.journal.edit(entry.id, answers_of(entry))
    assert again == entry
    assert (again.act_id, again.mood_before_recorded) == (act.id, MoodRecorded.BEFORE)


def test_edits_and_deletions_are_undone_newest_first(journal: Journal) -> None:
    """Each undo takes one step back, down to before it was written; redo goes forward."""
    first = journal.write(ACT)
    second = journal.edit(first.id, EntryDraft(act="Waved"))
    journal.delete(first.id)
    assert journal.find(first.id) is None
    journal.undo()
    assert journal.entry(first.id) == second
    journal.undo()
    assert journal.entry(first.id) == first
    for _ in range(2):
        journal.undo()
        assert journal.find(first.id) is None
        assert not journal.can_undo
    journal.redo()
    assert journal.entry(first.id) == first
    journal.redo()
    assert journal.entry(first.id) == second
    journal.redo()
    assert journal.find(first.id) is None
    assert not journal.can_redo
    journal.redo()
    assert journal.count() == 0


def test_a_new_edit_ends_what_could_be_redone(journal: Journal) -> None:
    """After going another way there is no way back to the step that was undone."""
    entry = journal.write(ACT)
    journal.edit(entry.id, EntryDraft(act="Waved"))
    journal.undo()
    journal.edit(entry.id, EntryDraft(act="Nodded"))
    assert not journal.can_redo
    journal.undo()
    assert journal.entry(entry.id).act == ACT.act


def test_undo_and_redo_are_announced_with_their_days(opened: OpenedJournal) -> None:
    """A calendar on another page can follow."""
    entry = opened.journal.write(ACT)
    opened.journal.edit(entry.id, EntryDraft(act="Waved", date=TODAY - timedelta(days=1)))
    opened.changes.clear()
    opened.journal.undo()
    opened.journal.redo()
    both = Change(days=frozenset({TODAY, TODAY - timedelta(days=1)}))
    assert opened.changes == [both, both]


def test_undo_ends_when_the_journal_is_closed(opened: OpenedJournal) -> None:
    """What was deleted stays deleted after a restart, and there is nothing to undo."""
    entry = opened.journal.write(ACT)
    opened.journal.delete(entry.id)
    journal = opened.reopen()
    assert not journal.can_undo
    assert journal.count() == 0


def test_saving_forgets_the_draft_it_came_from_and_no_other(journal: Journal) -> None:
    """The words are in an entry now; the other forms keep theirs."""
    journal.save_draft("log", ACT)
    journal.save_draft("note", WORDS)
    journal.write(ACT, "log")
    assert journal.draft("log") is None
    assert journal.draft("note") == WORDS


def test_a_draft_survives_a_restart_with_every_answer(opened: OpenedJournal) -> None:
    """Half-written forms come back exactly, however odd the words."""
    draft = EntryDraft(
        act="Sm",
        date=date(2026, 5, 1),
        time=time(23, 59),
        mood_before=0,
        mood_before_recorded=MoodRecorded.AFTERWARDS,
        response=Response.NOT_SURE,
        outcome=Outcome.NOT_THIS_TIME,
        barrier=Barrier.ANXIOUS,
        note="“half\r\n\twritten” 👋🏽 שלום \u202e",
        private=True,
    )
    opened.journal.save_draft("log", draft)
    assert opened.changes == []
    assert opened.reopen().draft("log") == draft
    opened.journal.drop_draft("log")
    assert opened.journal.draft("log") is None
    assert opened.rows("drafts") == 0


def test_a_draft_may_hold_what_an_entry_may_not(journal: Journal) -> None:
    """Text that cannot be saved yet is still not lost."""
    for note in ("a\0b", "x" * (NOTE_LIMIT + 5), "a\ud800b"):
        journal.save_draft("note", EntryDraft(kind=EntryKind.NOTE, note=note))
        kept = journal.draft("note")
        assert kept is not None
        assert kept.note == note


def test_nothing_can_be_finished_while_nothing_waits(opened: OpenedJournal) -> None:
    """There is no act on the card, so none is kept."""
    before = opened.content()
    for finish in (
        lambda: opened.journal.complete(ACT),
        lambda: opened.journal.not_this_time(Barrier.TIRED),
        opened.journal.card.drop_waiting,
    ):
        with pytest.raises(NothingPendingError):
            finish()
    assert opened.content() == before
    assert opened.changes == []


def test_entries_can_be_read_in_every_way(journal: Journal) -> None:
    """By day, in file order, newest first by pages, by year, and as a week."""
    old = journal.write(EntryDraft(act="Old", date=date(2024, 2, 29)))
    noon = journal.write(EntryDraft(act="Noon", date=TODAY, time=time(12)))
    dawn = journal.write(EntryDraft(act="Dawn", date=TODAY, time=time(6), person="Maria"))
    assert journal.entries_on(TODAY) == [dawn, noon]
    assert list(journal.entries()) == [old, dawn, noon]
    assert list(journal.entries(TODAY, TODAY)) == [dawn, noon]
    assert journal.page(0, 2) == [noon, dawn]
    assert journal.page(2, 2) == [old]
    assert journal.years() == [2024, 2026]
    assert journal.persons() == ["Maria"]
    week = journal.last_seven_days()
    assert [day.acts for day in week] == [0, 0, 0, 0, 0, 0, 2]
    assert (week[0].day, week[-1].day) == (TODAY - timedelta(days=6), TODAY)


def test_the_clock_is_asked_and_never_the_computer(opened: OpenedJournal) -> None:
    """Everything is stamped with the injected time."""
    opened.at(datetime(1999, 12, 31, 12, 0, tzinfo=UTC))
    entry = opened.journal.write(ACT)
    assert (entry.date, entry.written_at.year) == (date(1999, 12, 31), 1999)


def test_a_form_that_is_saved_is_closed_by_the_same_write(
    opened: OpenedJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save waits for the disk once; the form on the screen is another one's where it is."""
    entry = opened.journal.write(WORDS)
    opened.journal.save_draft("note", WORDS)
    opened.journal.preferences.open_form = "note"
    begun: list[str] = []

    class Counted(tuple[str, str, tuple[str, ...]]):
        def __iter__(self) -> Iterator[Any]:
            begun.append("transaction")
            return super().__iter__()

    monkeypatch.setattr(database, "_OUTERMOST", Counted(database._OUTERMOST))
    opened.journal.write(WORDS, "note")
    assert (opened.journal.preferences.open_form, len(begun)) == ("", 1)
    opened.journal.preferences.open_form = "edit"
    opened.journal.write(WORDS, "note")
    assert opened.journal.preferences.open_form == "edit"
    begun.clear()
    opened.journal.edit(entry.id, WORDS, "edit")
    assert (opened.journal.preferences.open_form, len(begun)) == ("", 1)
