"""A week from paper: every filled row or none, and ideas that leave no trace."""

import random
from datetime import time, timedelta

import pytest

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import EntryDraft, EntryKind, MoodRecorded, Outcome
from smallacts_desktop.domain.errors import (
    ActTitleMissingError,
    FutureEntryError,
    InvalidEntryError,
    MoodOutOfRangeError,
)
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.paper import ROWS, PaperRowsError, row_form
from tests.journal.conftest import MORNING, OpenedJournal

TODAY = MORNING.date()
DONE = Outcome.DONE


def row(age: int, **answers: object) -> EntryDraft:
    """A row of the day so many days ago."""
    return EntryDraft(date=TODAY - timedelta(days=age), **answers)  # type: ignore[arg-type]


WEEK = [
    row(6, act="Smiled", size=ActSize.SMALLEST, outcome=DONE, mood_before=3, mood_after=5),
    row(5),
    row(4, act=" Waved  across ", outcome=Outcome.NOT_THIS_TIME, note="Too tired."),
    row(3, note="A quiet day.", mood_after=4),
    row(2),
    row(1),
    row(0, act="Said hello", outcome=DONE, time=time(9, 5)),
]


def test_exactly_the_filled_rows_are_kept(opened: OpenedJournal) -> None:
    """Each on its day, without a time, its mood before remembered, written now."""
    entries = opened.journal.paper.save(WEEK)
    assert [entry.date for entry in entries] == [WEEK[n].date for n in (0, 2, 3, 6)]
    assert [e.act for e in entries] == ["Smiled", "Waved across", "", "Said hello"]
    smiled, waved, quiet, hello = entries
    assert (smiled.mood_before, smiled.mood_before_recorded) == (3, MoodRecorded.AFTERWARDS)
    assert (waved.outcome, waved.mood_before_recorded) == (Outcome.NOT_THIS_TIME, None)
    assert (quiet.kind, quiet.note, quiet.mood_after) == (EntryKind.NOTE, "A quiet day.", 4)
    assert hello.outcome is DONE
    for entry in entries:
        assert (entry.time, entry.utc_offset) == (None, None)
        assert entry.written_at == MORNING
    assert sorted(opened.reopen().entries(), key=lambda e: e.date) == entries


def test_one_change_is_announced(opened: OpenedJournal) -> None:
    """The pages hear once, of every day there is news of."""
    opened.journal.paper.save(WEEK)
    days = frozenset(TODAY - timedelta(days=age) for age in (6, 4, 3, 0))
    assert opened.changes == [Change(days=days)]


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (row(-1, act="Smiled", outcome=DONE), FutureEntryError),
        (row(2, act="Smiled", outcome=DONE, mood_before=11), MoodOutOfRangeError),
        (row(2, act="Smiled", outcome=DONE, mood_after=99), MoodOutOfRangeError),
        (row(2, outcome=DONE), ActTitleMissingError),
        (row(2, mood_before=4), ActTitleMissingError),
    ],
)
def test_one_wrong_row_keeps_all_out(
    opened: OpenedJournal, wrong: EntryDraft, kind: type[InvalidEntryError]
) -> None:
    """The error names each row at fault; nothing is stored, announced or forgotten."""
    opened.journal.save_draft(row_form(0), WEEK[0])
    before = opened.content()
    with pytest.raises(PaperRowsError) as raised:
        opened.journal.paper.save([WEEK[0], row(5), wrong, WEEK[3]])
    assert {n: type(error) for n, error in raised.value.problems.items()} == {2: kind}
    assert list(opened.journal.entries()) == []
    assert opened.changes == []
    assert opened.content() == before
    assert opened.journal.draft(row_form(0)) == WEEK[0]


def test_trouble_half_way_leaves_nothing(
    opened: OpenedJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up at the third row: no row is there, and every draft still is."""
    for number, answers in enumerate(WEEK):
        opened.journal.save_draft(row_form(number), answers)
    store = opened.journal._store
    add, added = store.entries.add, []

    def full_at_three(entry: object) -> None:
        added.append(entry)
        if len(added) == 3:
            raise DiskFullError
        add(entry)  # type: ignore[arg-type]

    monkeypatch.setattr(type(store.entries), "add", lambda _self, entry: full_at_three(entry))
    with pytest.raises(DiskFullError):
        opened.journal.paper.save(WEEK)
    assert list(opened.journal.entries()) == []
    assert opened.changes == []
    assert [opened.journal.draft(row_form(n)) for n in range(ROWS)] == WEEK


def test_drafts_go_with_the_saved_week(opened: OpenedJournal) -> None:
    """What is in the journal is half-written no more."""
    for number, answers in enumerate(WEEK):
        opened.journal.save_draft(row_form(number), answers)
    opened.journal.paper.save(WEEK)
    assert [opened.journal.draft(row_form(n)) for n in range(ROWS)] == [None] * ROWS


def test_a_blank_week_is_nothing(opened: OpenedJournal) -> None:
    """No entry, no news; a size alone says nothing about a day."""
    assert opened.journal.paper.save([row(age, size=ActSize.SMALL) for age in range(7)]) == []
    assert opened.changes == []


def test_ideas_are_different_and_leave_no_trace(opened: OpenedJournal) -> None:
    """Seven acts of the person's size, none hidden or on the sheet already, none offered."""
    journal = opened.journal
    of_size = journal.catalogue.of_size(journal.card.size)
    journal.acts.set_hidden(of_size[0].id, True)
    opened.changes.clear()
    before = opened.rows("offers")
    for _ in range(20):
        ideas = journal.paper.ideas(7, {of_size[1].id})
        assert len({act.id for act in ideas}) == 7
        assert all(act.size is journal.card.size for act in ideas)
        assert not {of_size[0].id, of_size[1].id} & {act.id for act in ideas}
    assert opened.rows("offers") == before
    assert opened.changes == []


def test_ideas_lean_to_favourites(opened: OpenedJournal) -> None:
    """As on the card: a favourite comes up about three times as often."""
    journal = opened.journal
    journal.paper._rng = random.Random(7)
    favourite, other = journal.catalogue.of_size(journal.card.size)[:2]
    journal.acts.set_favourite(favourite.id, True)
    drawn = [journal.paper.ideas(1)[0].id for _ in range(3_000)]
    assert drawn.count(favourite.id) > 2 * drawn.count(other.id) > 0


def test_ideas_run_on_into_other_sizes(opened: OpenedJournal) -> None:
    """With every act asked for there is each of them once."""
    everything = len(opened.journal.catalogue)
    ideas = opened.journal.paper.ideas(everything + 5)
    assert len({act.id for act in ideas}) == len(ideas) == everything
