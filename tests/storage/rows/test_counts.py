"""Counts taken by the database agree with counting the entries one by one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.days import Period, first_day_of_week
from smallacts_desktop.domain.entries import (
    Entry,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.domain.groups import DayPart, Dimension, MoodPair
from smallacts_desktop.storage.rows.counts import TallyRows
from smallacts_desktop.storage.rows.store import Store
from tests.storage.samples import NOON, TODAY, act_entry, entries, note_entry


@pytest.fixture
def rows(store: Store) -> TallyRows:
    """The counts of a journal of its own."""
    return TallyRows(store.database)


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One journal for all the examples of a property."""
    store = Store.open(tmp_path_factory.mktemp("shared") / "journal.db")
    yield store
    store.close()


def _paired(before: int = 4, after: int = 6, **changes: object) -> Entry:
    given: dict[str, object] = {
        "mood_before": before,
        "mood_before_recorded": MoodRecorded.BEFORE,
        "mood_after": after,
    }
    return act_entry(**{**given, **changes})


def _counted(entry: Entry, period: Period) -> bool:
    return entry.is_done_act and period.covers(entry.date)


def _value(entry: Entry, dimension: Dimension) -> str | None:
    if dimension is Dimension.SIZE:
        return entry.size
    if dimension is Dimension.PLACE:
        return entry.place or None
    if dimension is Dimension.RESPONSE:
        return entry.response
    if entry.time is None:
        return None
    if time(4) <= entry.time < time(12):
        return DayPart.MORNING
    return DayPart.AFTERNOON if time(12) <= entry.time < time(18) else DayPart.EVENING


@settings(deadline=None, max_examples=60)
@given(
    kept=st.lists(entries(), max_size=12),
    remembered=st.booleans(),
    bounds=st.none() | st.tuples(st.dates(), st.dates()),
    week_start=st.integers(0, 6),
)
def test_counts_agree_with_the_entries(
    shared_store: Store,
    kept: list[Entry],
    remembered: bool,
    bounds: tuple[date, date] | None,
    week_start: int,
) -> None:
    """Whatever the journal holds, each count is what going through it gives."""
    kept = [e for e in kept if e.date > date(1900, 1, 7)]
    _refill(shared_store, kept)
    period = Period() if bounds is None else Period.between(*bounds)
    found = TallyRows(shared_store.database).tallies(
        period, remembered=remembered, week_start=week_start
    )
    done = [entry for entry in kept if _counted(entry, period)]
    both = [entry for entry in done if entry.mood_change is not None]
    told = [
        entry
        for entry in both
        if remembered or entry.mood_before_recorded is not MoodRecorded.AFTERWARDS
    ]
    assert found.acts == len(done)
    assert found.left_out == len(both) - len(told)
    assert _flat(found.pairs) == Counter((e.mood_before, e.mood_after) for e in told)
    for dimension in Dimension:
        expected = Counter(
            (_value(e, dimension), e.mood_before, e.mood_after)
            for e in told
            if _value(e, dimension) is not None
        )
        grouped = found.grouped[dimension]
        assert expected == Counter(
            {(value, p.before, p.after): p.count for value, ps in grouped.items() for p in ps}
        )
    assert found.expectations == Counter(e.expectation for e in done if e.expectation)
    assert found.weeks == Counter(first_day_of_week(e.date, week_start) for e in done)


def _flat(pairs: Sequence[MoodPair]) -> Counter[tuple[int | None, int | None]]:
    return Counter({(pair.before, pair.after): pair.count for pair in pairs})


def _refill(store: Store, kept: Sequence[Entry]) -> None:
    store.database.execute("DELETE FROM entries")
    store.entries.add_many(kept)


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        (time(3, 59), DayPart.EVENING),
        (time(4, 0), DayPart.MORNING),
        (time(11, 59), DayPart.MORNING),
        (time(12, 0), DayPart.AFTERNOON),
        (time(17, 59), DayPart.AFTERNOON),
        (time(18, 0), DayPart.EVENING),
        (time(0, 0), DayPart.EVENING),
    ],
)
def test_the_day_is_parted_at_four_twelve_and_eighteen(
    store: Store, rows: TallyRows, clock: time, part: DayPart
) -> None:
    """Each minute belongs to the part that the words name."""
    store.entries.add(_paired(time=clock))
    found = rows.grouped(Dimension.TIME_OF_DAY, Period(), remembered=True)
    assert found == {part: (MoodPair(4, 6, 1),)}


def test_an_act_without_a_time_is_in_no_part_of_the_day(store: Store, rows: TallyRows) -> None:
    """What was not said is not made up."""
    store.entries.add(_paired(time=None))
    assert rows.grouped(Dimension.TIME_OF_DAY, Period(), remembered=True) == {}
    assert rows.pairs(Period(), remembered=True) == (MoodPair(4, 6, 1),)


@pytest.mark.parametrize(
    "entry",
    [
        act_entry(mood_after=6),
        act_entry(mood_before=4, mood_before_recorded=MoodRecorded.BEFORE),
        _paired(outcome=Outcome.NOT_THIS_TIME),
        note_entry(mood_after=6),
    ],
    ids=["no mood before", "no mood after", "not done", "a note"],
)
def test_half_a_pair_and_what_was_not_done_count_in_no_mood(
    store: Store, rows: TallyRows, entry: Entry
) -> None:
    """A pair with one side missing is never counted, nor is anything but an act done."""
    store.entries.add(entry)
    assert rows.pairs(Period(), remembered=True) == ()


def test_a_deleted_act_counts_nowhere_until_it_is_brought_back(
    store: Store, rows: TallyRows
) -> None:
    """Deleting takes an act out of every count, and undoing puts it back."""
    entry = _paired(
        time=time(9),
        size=ActSize.SMALL,
        place=Place.PARK.value,
        response=Response.WARM,
        expectation=Expectation.EASIER,
    )
    store.entries.add(entry)
    whole = rows.tallies(Period(), remembered=True)
    assert (whole.acts, set(whole.expectations)) == (1, {Expectation.EASIER})
    assert all(whole.grouped[dimension] for dimension in Dimension)
    store.entries.remove(entry.id, NOON)
    gone = rows.tallies(Period(), remembered=True)
    assert (gone.acts, gone.pairs, gone.expectations, gone.weeks) == (0, (), {}, {})
    assert not any(gone.grouped[dimension] for dimension in Dimension)
    store.entries.restore(entry.id)
    assert rows.tallies(Period(), remembered=True) == whole


def test_remembered_moods_are_left_out_of_moods_alone(store: Store, rows: TallyRows) -> None:
    """The act itself, and how it compared, still count."""
    store.entries.add(
        _paired(mood_before_recorded=MoodRecorded.AFTERWARDS, expectation=Expectation.SAME)
    )
    found = rows.tallies(Period(), remembered=False)
    assert (found.acts, found.pairs, found.left_out) == (1, (), 1)
    assert found.expectations == {Expectation.SAME: 1}


def test_another_thread_may_count(store: Store, rows: TallyRows) -> None:
    """Inside a connection of its own the counting can leave the window's thread."""
    store.entries.add(_paired())

    def count() -> int:
        with store.worker_connection():
            return rows.tallies(Period(), remembered=True).acts

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(count).result() == 1


def test_counting_asks_for_no_note(store: Store, rows: TallyRows) -> None:
    """Of thousands of acts with long notes, no note is fetched: the queries name no such column."""
    asked: list[str] = []
    store.entries.add_many([_paired(id=uuid4(), note="x" * 5000) for _ in range(50)])
    connection = store.database._driver.connection()
    connection.set_trace_callback(asked.append)
    rows.tallies(Period(TODAY - timedelta(days=30), TODAY), remembered=False)
    connection.set_trace_callback(None)
    assert len(asked) == 4 + len(Dimension)
    assert not any("note" in sql for sql in asked)
