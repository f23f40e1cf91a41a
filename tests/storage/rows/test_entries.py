"""Entries go into a real file and come back the same."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings

from smallacts_desktop.domain.disclosure import file_order
from smallacts_desktop.domain.entries import Entry, Outcome, check_entry
from smallacts_desktop.domain.errors import (
    EntryGoneError,
    ForbiddenCharacterError,
    InvalidEntryError,
)
from smallacts_desktop.domain.heatmap import DaySummary
from smallacts_desktop.storage.file.driver import Driver
from smallacts_desktop.storage.rows.entries import EntryRows
from smallacts_desktop.storage.rows.store import Store
from tests.storage.samples import (
    LONGEST_NOTE,
    NOON,
    TODAY,
    act_entry,
    entries,
    note_entry,
)

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One journal for all the examples of a property."""
    store = Store.open(tmp_path_factory.mktemp("shared") / "journal.db")
    yield store
    store.close()


@settings(deadline=None)  # a slow disk is no fault
@given(entry=entries())
def test_any_valid_entry_comes_back_equal(shared_store: Store, entry: Entry) -> None:
    """Whatever the domain allows is stored and read without the smallest difference."""
    check_entry(entry, TODAY)
    if shared_store.entries.find(entry.id):
        shared_store.entries.replace(entry)
    else:
        shared_store.entries.add(entry)
    assert shared_store.entries.get(entry.id) == entry


def test_the_longest_note_in_many_scripts_survives_a_restart(store: Store) -> None:
    """A note of 100,000 characters is kept whole."""
    entry = note_entry(note=LONGEST_NOTE)
    assert len(entry.note) == 100_000
    store.entries.add(entry)
    store.close()
    again = Store.open(store.database.path)
    assert again.entries.get(entry.id) == entry
    again.close()


def test_an_entry_written_in_another_zone_is_the_same_instant(store: Store) -> None:
    """The instant is kept in UTC whatever zone it was given in."""
    there = NOON.astimezone(datetime.fromisoformat("2026-01-01T00:00:00+05:30").tzinfo)
    entry = act_entry(written_at=there)
    store.entries.add(entry)
    assert store.entries.get(entry.id).written_at == NOON
    assert store.entries.get(entry.id).written_at.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    """A naive time would mean another instant in another place."""
    with pytest.raises(ValueError, match="zone"):
        store.entries.add(act_entry(written_at=NOON.replace(tzinfo=None)))
    assert store.entries.count() == 0


def test_an_id_is_taken_once(store: Store) -> None:
    """A second entry under the same id is refused, and the first stays as it is."""
    entry = act_entry()
    store.entries.add(entry)
    with pytest.raises(InvalidEntryError):
        store.entries.add(act_entry(id=entry.id, note="other"))
    assert store.entries.get(entry.id) == entry


def test_many_are_added_all_or_none(store: Store) -> None:
    """One bad entry among many leaves the journal as it was."""
    first = act_entry()
    store.entries.add(first)
    with pytest.raises(InvalidEntryError):
        store.entries.add_many([act_entry(), first, act_entry()])
    with pytest.raises(InvalidEntryError):
        store.entries.add_many([act_entry(), act_entry(mood_after=11)])
    assert list(store.entries.between()) == [first]
    store.entries.add_many(act_entry() for _ in range(3))
    store.entries.add_many([])
    assert store.entries.count() == 4


def test_half_a_character_is_refused(store: Store) -> None:
    """Half of a surrogate pair cannot be kept and is named, without the text around it."""
    with pytest.raises(ForbiddenCharacterError) as caught:
        store.entries.add(note_entry(note="private \ud83d"))
    assert "private" not in repr(caught.value.__context__.__dict__) + str(caught.value)
    assert getattr(caught.value.__context__, "object", "") == ""
    assert store.entries.count() == 0


def test_replace_puts_every_field_anew(store: Store) -> None:
    """An edited entry is exactly the new one, under the same id."""
    old = act_entry(note="before", person="Ann", mood_after=3)
    new = note_entry(id=old.id, date=YESTERDAY, note="after", private=True)
    store.entries.add(old)
    store.entries.replace(new)
    assert list(store.entries.between()) == [new]


def test_what_is_not_there_cannot_be_changed(store: Store) -> None:
    """Getting, replacing, deleting and bringing back an unknown entry all say it is gone."""
    entry = act_entry()
    with pytest.raises(EntryGoneError):
        store.entries.get(entry.id)
    with pytest.raises(EntryGoneError):
        store.entries.replace(entry)
    with pytest.raises(EntryGoneError):
        store.entries.remove(entry.id, NOON)
    with pytest.raises(EntryGoneError):
        store.entries.restore(entry.id)
    assert store.entries.find(entry.id) is None


def test_many_are_replaced_all_or_none(store: Store) -> None:
    """When one of many is gone, none is changed."""
    kept = [act_entry(note="old"), act_entry(note="old")]
    store.entries.add_many(kept)
    changed = [act_entry(id=entry.id, note="new") for entry in kept]
    with pytest.raises(EntryGoneError):
        store.entries.replace_many([*changed, act_entry()])
    assert {entry.note for entry in store.entries.between()} == {"old"}
    store.entries.replace_many(changed)
    assert {entry.note for entry in store.entries.between()} == {"new"}


def test_a_deleted_entry_is_found_nowhere_until_brought_back(store: Store) -> None:
    """Deleting hides an entry from every question; bringing it back restores it whole."""
    entry = act_entry(place="park", person="Ann", mood_after=7)
    store.entries.add(entry)
    store.entries.remove(entry.id, NOON)
    rows = store.entries
    assert rows.find(entry.id) is None
    assert rows.count() == 0
    assert [rows.on_day(TODAY), rows.page(0, 9), list(rows.between()), rows.years()] == [[]] * 4
    assert [rows.places(), rows.day_summaries(TODAY, TODAY)] == [{}, {}]
    assert [rows.persons(), rows.done_acts_since(TODAY)] == [[], []]
    with pytest.raises(EntryGoneError):
        rows.replace(entry)
    with pytest.raises(EntryGoneError):
        rows.remove(entry.id, NOON)
    rows.restore(entry.id)
    assert rows.get(entry.id) == entry


def test_the_id_of_a_deleted_entry_can_come_back_from_a_file(store: Store) -> None:
    """Reading back an export may bring an entry that was deleted here."""
    entry = act_entry(note="first")
    store.entries.add(entry)
    store.entries.remove(entry.id, NOON)
    again = act_entry(id=entry.id, note="from the file")
    store.entries.add(again)
    assert list(store.entries.between()) == [again]


def test_between_keeps_the_order_of_the_file_and_the_bounds(store: Store) -> None:
    """Entries stream by day, time with blank first, writing and id, bounds included."""
    days = [TODAY - timedelta(days=n % 40) for n in range(1200)]
    kept = [
        act_entry(
            date=day,
            time=None if n % 5 == 0 else time(n % 24, n % 60),
            written_at=NOON + timedelta(seconds=n % 3),
        )
        for n, day in enumerate(days)
    ]
    store.entries.add_many(kept)
    assert tuple(store.entries.between()) == file_order(kept)
    first, last = TODAY - timedelta(days=20), TODAY - timedelta(days=10)
    inside = [entry for entry in kept if first <= entry.date <= last]
    assert tuple(store.entries.between(first, last)) == file_order(inside)
    assert all(entry.date >= first for entry in store.entries.between(first))
    assert all(entry.date <= last for entry in store.entries.between(None, last))


def test_reading_entries_one_by_one_does_not_hold_up_writing(store: Store) -> None:
    """A half-read stream leaves the journal free to be written to."""
    store.entries.add_many(act_entry() for _ in range(600))
    stream = store.entries.between()
    next(stream)
    store.entries.add(act_entry(date=YESTERDAY))
    assert len(list(stream)) == 599


def day_of_five() -> list[Entry]:
    """One day from its night back to its morning, then the entries without a time."""
    return [
        act_entry(act="half past one at night", time=time(1, 30)),
        act_entry(act="evening", time=time(21, 0)),
        act_entry(act="morning", time=time(4, 0)),
        act_entry(act="no time, written later", written_at=NOON + timedelta(hours=1)),
        act_entry(act="no time, written first", written_at=NOON),
    ]


def test_pages_run_from_newest_to_oldest(store: Store) -> None:
    """Newest day first; in it the night, then evening to morning, then blank times."""
    newest_first = [act_entry(date=TODAY + timedelta(days=1)), *day_of_five()]
    newest_first.append(act_entry(date=YESTERDAY, time=time(23, 59)))
    store.entries.add_many(reversed(newest_first))
    pages = [store.entries.page(offset, 3, time(4, 0)) for offset in (0, 3, 6, 9)]
    assert [entry for page in pages for entry in page] == newest_first
    assert [len(page) for page in pages] == [3, 3, 1, 0]


def test_the_start_of_the_day_moves_the_night(store: Store) -> None:
    """With a day that starts at midnight, half past one is the morning's earliest."""
    night, evening, morning, *_ = kept = day_of_five()
    store.entries.add_many(kept)
    assert store.entries.page(0, 3, time(0, 0)) == [evening, morning, night]


def test_a_day_is_listed_as_it_was_lived(store: Store) -> None:
    """One day's entries run from blank times through the morning to the night."""
    kept = day_of_five()
    store.entries.add_many([*kept, act_entry(date=YESTERDAY)])
    assert store.entries.on_day(TODAY) == kept[::-1]


def test_day_summaries_count_acts_and_average_moods(store: Store) -> None:
    """Done acts and entries are counted, and moods averaged over the entries that gave them."""
    moods = {"mood_before": 4, "mood_before_recorded": "before"}
    store.entries.add_many(
        [
            act_entry(mood_after=6, **moods),
            act_entry(mood_after=7, **moods),
            act_entry(mood_before=9, mood_before_recorded="before"),
            act_entry(outcome=Outcome.NOT_THIS_TIME),
            note_entry(mood_after=0),
            note_entry(date=YESTERDAY),
            act_entry(date=YESTERDAY - timedelta(days=9)),
        ]
    )
    assert store.entries.day_summaries(YESTERDAY, TODAY) == {
        TODAY: DaySummary(
            TODAY,
            acts=3,
            entries=5,
            mood_after=13 / 3,
            mood_change=2.5,
            mood_after_count=3,
            mood_change_count=2,
            notes=1,
        ),
        YESTERDAY: DaySummary(YESTERDAY, acts=0, entries=1, notes=1),
    }


def test_years_places_and_persons(store: Store) -> None:
    """Years in order, places with their counts, nicknames with the last met first."""
    store.entries.add_many(
        [
            act_entry(date=date(2026, 1, 1), place="park", person="Ann"),
            act_entry(date=date(2024, 1, 1), place="park", person="Bo"),
            act_entry(date=date(2026, 1, 1), time=time(9, 0), place="Zoë’s 店", person="Cy"),
            act_entry(date=date(2019, 1, 1), person="Ann"),
        ]
    )
    assert store.entries.years() == [2019, 2024, 2026]
    assert store.entries.places() == {"park": 2, "Zoë’s 店": 1}
    assert store.entries.persons() == ["Cy", "Ann", "Bo"]


def test_done_acts_since_leaves_out_everything_else(store: Store) -> None:
    """Neither notes nor acts that did not happen nor earlier days are among them."""
    done = act_entry(date=YESTERDAY)
    later = act_entry()
    store.entries.add_many(
        [
            later,
            done,
            note_entry(),
            act_entry(outcome=Outcome.NOT_THIS_TIME),
            act_entry(date=YESTERDAY - timedelta(days=1)),
        ]
    )
    assert store.entries.done_acts_since(YESTERDAY) == [done, later]


def test_an_unknown_id_among_none(store: Store) -> None:
    """An empty journal answers every question with nothing."""
    assert store.entries.find(uuid4()) is None
    assert store.entries.page(0, 50) == []
    assert store.entries.years() == []
    assert store.entries.day_summaries(date(1900, 1, 1), TODAY) == {}


@pytest.mark.parametrize(
    "ask",
    [
        lambda rows: rows.page(50, 50),
        lambda rows: rows.years(),
        lambda rows: rows.places(),
        lambda rows: rows.persons(),
        lambda rows: rows.count(),
    ],
    ids=["page", "years", "places", "persons", "count"],
)
def test_no_question_about_all_entries_reads_their_notes(
    store: Store, ask: Callable[[EntryRows], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever looks at every entry finds its answer in an index, however long the notes are."""
    asked: list[tuple[str, tuple[object, ...]]] = []
    run = Driver.ask

    def listen(driver: Driver, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        asked.append((sql, tuple(values)))
        return run(driver, sql, values)

    monkeypatch.setattr(Driver, "ask", listen)
    ask(store.entries)
    assert asked
    # The fifty entries themselves are read by their numbers once they are found.
    questions = [question for question in asked if '"number" IN' not in question[0]]
    assert questions
    for sql, values in questions:
        plan = store.database.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        steps = [step for *_, step in plan if step.startswith(("SCAN entries", "SEARCH entries"))]
        assert steps
        assert all("USING COVERING INDEX" in step for step in steps)
