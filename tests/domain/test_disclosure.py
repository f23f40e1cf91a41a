"""What leaves and what stays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallacts_desktop.domain.disclosure import (
    ON_REQUEST,
    Column,
    Preset,
    ShareChoice,
    disclose,
    file_order,
)
from smallacts_desktop.domain.entries import Entry
from tests.domain.strategies import act_entry, entries, note_entry

MARCH = tuple(act_entry(date(2026, 3, day), day, private=day % 10 == 0) for day in range(1, 32))
NEVER_WORKER = {
    Column.ENTRY_ID, Column.UTC_OFFSET, Column.WRITTEN_AT, Column.PRIVATE, Column.GOOD_MOMENT,
}  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, None, range(1, 32)),
        (date(2026, 3, 9), None, range(9, 32)),
        (None, date(2026, 3, 9), range(1, 10)),
        (date(2026, 3, 9), date(2026, 3, 12), range(9, 13)),
        (date(2026, 3, 9), date(2026, 3, 9), range(9, 10)),
        (date(2026, 3, 9), date(2026, 3, 8), ()),
        (date(2027, 1, 1), None, ()),
    ],
)
def test_a_range_has_both_its_ends(
    first: date | None, last: date | None, days: range | tuple[int, ...]
) -> None:
    """A missing end is no bound; an upside-down range is empty."""
    disclosure = disclose(MARCH, ShareChoice(Preset.FULL, first, last))
    assert [entry.date.day for entry in disclosure.entries] == list(days)
    assert disclosure.withheld == 0


def test_private_entries_inside_the_range_are_withheld_and_counted() -> None:
    """Those outside it are not in question."""
    choice = ShareChoice(Preset.WORKER, date(2026, 3, 5), date(2026, 3, 25))
    disclosure = disclose(MARCH, choice)
    assert disclosure.withheld == 2
    assert len(disclosure.entries) == 19
    assert not any(entry.private for entry in disclosure.entries)


def test_a_full_share_has_every_column_and_private_entries() -> None:
    """It is the person's own keeping."""
    disclosure = disclose(MARCH, ShareChoice(Preset.FULL))
    assert disclosure.columns == tuple(Column)
    assert len(disclosure.entries) == 31


@given(st.sets(st.sampled_from(Column)))
def test_a_worker_share_adds_only_what_may_be_asked_for(include: set[Column]) -> None:
    """Ids, offsets, moments of writing and the marks never leave, whoever asks."""
    columns = ShareChoice(Preset.WORKER, include=frozenset(include)).columns
    assert not NEVER_WORKER & set(columns)
    assert set(columns) & set(ON_REQUEST) == include & set(ON_REQUEST)
    assert list(columns) == [column for column in Column if column in columns]
    assert len(columns) == 14 + len(include & set(ON_REQUEST))


def test_notes_that_are_not_ticked_are_blank() -> None:
    """Their entries leave all the same; the journal's own entries are not touched."""
    spoken, silent = note_entry(number=1, note="spoken"), note_entry(number=2, note="silent")
    include = frozenset({Column.NOTE})
    choice = ShareChoice(Preset.WORKER, include=include, notes=frozenset({spoken.id}))
    disclosure = disclose([spoken, silent], choice)
    assert [entry.note for entry in disclosure.entries] == ["spoken", ""]
    assert silent.note == "silent"
    every = disclose([spoken, silent], ShareChoice(Preset.WORKER, include=include))
    assert [entry.note for entry in every.entries] == ["spoken", "silent"]


def test_a_ticked_note_of_a_private_entry_stays_withheld() -> None:
    """A tick does not reach behind the private mark."""
    hidden = note_entry(number=1, private=True)
    choice = ShareChoice(
        Preset.WORKER, include=frozenset({Column.NOTE}), notes=frozenset({hidden.id})
    )
    assert disclose([hidden], choice).entries == ()


def test_a_full_share_has_every_note_whatever_is_ticked() -> None:
    """It is the file to bring back, so nothing may be missing."""
    entry = note_entry(number=1, note="kept")
    assert disclose([entry], ShareChoice(Preset.FULL, notes=frozenset())).entries == (entry,)


def test_a_worker_share_withholds_place_person_note_and_plan_unless_asked() -> None:
    """Private by default."""
    assert not set(ON_REQUEST) & set(ShareChoice(Preset.WORKER).columns)
    assert set(ON_REQUEST) == {Column.PLACE, Column.PERSON, Column.NOTE, Column.PLAN}


@given(st.lists(entries(), max_size=8), st.randoms())
def test_the_files_order_does_not_depend_on_the_journals(
    originals: list[Entry], rng: object
) -> None:
    """However entries come, they leave in one order."""
    shuffled = list(originals)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert [e.id for e in file_order(shuffled)] == [e.id for e in file_order(originals)]
    days = [entry.date for entry in file_order(shuffled)]
    assert days == sorted(days)


def test_a_blank_time_comes_first_in_its_day() -> None:
    """Then the clock decides, then when it was written, then the id."""
    noon = act_entry(number=2)
    blank = note_entry(number=3)
    later = act_entry(number=1, written_at=noon.written_at + timedelta(seconds=1))
    assert file_order([later, noon, blank]) == (blank, noon, later)
