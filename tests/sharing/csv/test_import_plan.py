"""What taking a file in would do to a journal that has entries already."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from smallacts_desktop.domain.disclosure import Column, Preset, ShareChoice
from smallacts_desktop.domain.entries import Entry, MoodRecorded
from smallacts_desktop.domain.errors import CancelledError
from smallacts_desktop.sharing.csv.plan import plan_import
from tests.domain.strategies import TODAY, act_entry, note_entry
from tests.sharing.journal_stand_in import Bytes, JournalStandIn, exported, table

LATER = datetime(2026, 6, 2, tzinfo=UTC)
EARLIER = datetime(2026, 5, 1, tzinfo=UTC)


def test_an_empty_journal_takes_every_row() -> None:
    """Ids and all."""
    originals = (act_entry(number=1), note_entry(number=2))
    plan = JournalStandIn().plan(exported(originals))
    assert set(plan.new) == set(originals)
    assert (plan.updates, plan.already_here, plan.kept, plan.rows_read) == ((), 0, (), 2)


def test_a_row_that_is_here_and_equal_is_already_here() -> None:
    """The catalogue's id, which the file does not carry, makes no difference."""
    stand_in = JournalStandIn.of([act_entry(act_id="smile-often-seen")])
    plan = stand_in.plan(exported([act_entry()]))
    assert (plan.new, plan.updates, plan.already_here) == ((), (), 1)


def test_a_later_row_replaces_an_earlier_entry() -> None:
    """The one that was written last counts, and keeps its catalogue id with its title."""
    stand_in = JournalStandIn.of([act_entry(act_id="smile", note="old")])
    later = act_entry(note="new", written_at=LATER)
    assert stand_in.plan(exported([later])).updates == (replace(later, act_id="smile"),)
    renamed = replace(later, act="Wave")
    assert stand_in.plan(exported([renamed])).updates == (renamed,)


@pytest.mark.parametrize("written", [EARLIER, act_entry().written_at])
def test_a_row_that_differs_and_is_not_later_is_left_out_and_named(written: datetime) -> None:
    """The journal's own words stay; the line is reported."""
    stand_in = JournalStandIn.of([act_entry(note="mine")])
    plan = stand_in.plan(exported([act_entry(note="other", written_at=written)]))
    assert (plan.new, plan.updates, plan.already_here, plan.kept) == ((), (), 0, (2,))


def test_a_row_that_does_not_say_when_it_was_written_replaces_nothing() -> None:
    """Equal, it is already here; different, the journal's words stay."""
    stand_in = JournalStandIn.of([note_entry(note="mine")])
    ident = str(note_entry().id)
    same = stand_in.plan(table("entry_id,date,note", f"{ident},{TODAY},mine"))
    other = stand_in.plan(table("entry_id,date,note", f"{ident},{TODAY},other"))
    assert (same.already_here, same.kept) == (1, ())
    assert (other.already_here, other.kept) == (0, (2,))


def test_columns_the_file_lacks_take_nothing_away() -> None:
    """A person who deleted a column of their file keeps it in their journal."""
    mine = act_entry(
        note="dear to me",
        person="Sam",
        mood_before=2,
        mood_before_recorded=MoodRecorded.AFTERWARDS,
    )
    header = "entry_id,date,written_at,act,outcome,mood_before"
    row = f"{mine.id},{TODAY},2026-06-02T00:00:00Z,Wave,done,3"
    plan = JournalStandIn.of([mine]).plan(table(header, row))
    assert plan.updates == (replace(mine, act="Wave", mood_before=3, written_at=LATER),)
    plan = JournalStandIn.of([mine]).plan(table(header, row.removesuffix("3")))
    cleared = replace(
        mine, act="Wave", mood_before=None, mood_before_recorded=None, written_at=LATER
    )
    assert plan.updates == (cleared,)


def test_a_row_that_does_not_fit_the_entry_it_would_change_is_bad() -> None:
    """A file cannot make half an act out of a note."""
    header = "entry_id,date,written_at,kind,note"
    row = f"{act_entry().id},{TODAY},2026-06-02T00:00:00Z,note,words"
    plan = JournalStandIn.of([act_entry()]).plan(table(header, row))
    assert [(bad.line, bad.column) for bad in plan.bad_rows] == [(2, "")]
    assert (plan.updates, plan.bad_row_count) == ((), 1)


def test_rows_without_an_id_are_new_once() -> None:
    """Each gets an id of its own, and the same file a second time brings nothing."""
    data = table("date,act,outcome", f"{TODAY},Smile,done", f"{TODAY},Wave,done")
    stand_in = JournalStandIn()
    plan = stand_in.plan(data)
    assert len({entry.id for entry in plan.new}) == 2
    assert all(entry.id.version == 4 for entry in plan.new)
    stand_in.take(plan)
    again = stand_in.plan(data)
    assert (again.new, again.already_here) == ((), 2)


@pytest.mark.parametrize("column", ["date", "time", "act", "mood_after", "note", "person"])
def test_a_row_without_an_id_that_differs_in_any_cell_is_new(column: str) -> None:
    """Every other cell has to be equal for it to be the same entry."""
    mine = act_entry(mood_after=3)
    changes: dict[str, object] = {
        "date": date(2026, 6, 30), "time": None, "act": "Wave", "mood_after": 0, "note": "x",
        "person": "y",
    }  # fmt: skip
    lines = exported([replace(mine, **{column: changes[column]})]).decode().split("\r\n")  # type: ignore[arg-type]
    without_id = "\r\n".join(line.partition(",")[2] for line in lines).encode()
    assert len(JournalStandIn.of([mine]).plan(without_id).new) == 1


def test_a_workers_file_brings_nothing_new_to_the_journal_it_came_from() -> None:
    """It has no ids, and yet no row is doubled."""
    mine = [act_entry(TODAY - timedelta(days=n // 2), n + 1, mood_after=4) for n in range(20)]
    choice = ShareChoice(Preset.WORKER, include=frozenset({Column.NOTE}))
    plan = JournalStandIn.of(mine).plan(exported(mine, choice))
    assert (plan.new, plan.already_here, plan.bad_rows) == ((), 20, ())


def test_bad_rows_are_counted_once_each() -> None:
    """However many things are wrong with them."""
    data = table("date,note,mood_after", "x,,11", f"{TODAY},good,3", "y,a,3")
    plan = JournalStandIn().plan(data)
    assert (len(plan.bad_rows), plan.bad_row_count, plan.rows_read) == (3, 2, 3)
    assert [bad.line for bad in plan.bad_rows] == [2, 2, 4]


def test_the_journal_is_asked_for_twins_only_when_a_row_has_no_id() -> None:
    """And then once, for the days of those rows."""
    asked: list[tuple[date, date]] = []

    class Asked(JournalStandIn):
        def entries(self, first: date, last: date) -> Iterator[Entry]:
            asked.append((first, last))
            return super().entries(first, last)

    Asked().plan(exported([act_entry()]))
    assert asked == []
    Asked().plan(table("date,note", "2026-03-09,a", "2026-01-02,b", "2026-02-01,c"))
    assert asked == [(date(2026, 1, 2), date(2026, 3, 9))]


def test_planning_tells_how_far_it_is_and_can_be_stopped() -> None:
    """It ends at the whole; a stop passes through."""
    data = exported([act_entry(TODAY - timedelta(days=n), n + 1) for n in range(500)])
    steps: list[tuple[int, int]] = []

    def note_step(done: int, whole: int) -> None:
        steps.append((done, whole))

    def stop(done: int, whole: int) -> None:
        raise CancelledError(done=done, whole=whole)

    plan_import(Bytes(data), JournalStandIn(), note_step)
    assert steps[-1] == (501, 501)
    assert len(steps) > 2
    with pytest.raises(CancelledError):
        plan_import(Bytes(data), JournalStandIn(), stop)
