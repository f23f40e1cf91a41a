"""A row whose values are not the ones that were written is told, and costs itself alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from smallacts_desktop.domain.backups import UnreadableEntry
from smallacts_desktop.domain.days import Period, PeriodKind
from smallacts_desktop.domain.entries import Entry, EntryKind, Outcome
from smallacts_desktop.domain.errors import EntryGoneError, UnreadableEntryError
from smallacts_desktop.domain.heatmap import DaySummary
from smallacts_desktop.domain.search import EntryFilter
from smallacts_desktop.storage.file.checksums import checksum
from smallacts_desktop.storage.rows.counts import TallyRows
from smallacts_desktop.storage.rows.entries import put_back, take_out
from smallacts_desktop.storage.rows.store import Store
from tests.storage.samples import NOON, TODAY, act_entry, note_entry

GOOD, HURT, LATER = act_entry(act="Wave"), act_entry(act="Nod"), note_entry(note="after")
CHANGES = {
    "a letter": "note = note || 'x'",
    "the title": "act = 'Nox'",
    "bytes that are no text": "note = CAST(x'ff41' AS TEXT)",
    "the day": "date = '2026-05-13'",
    "an impossible day": "date = '2026-99-99'",
    "a mood": "mood_after = 5",
    "privacy": "private = 1",
    "the checksum": "checksum = x'0011223344556677'",
    "no checksum": "checksum = x''",
    "a checksum that is text": "checksum = CAST('x' AS BLOB)",
}


@pytest.fixture
def three(store: Store) -> Store:
    """A journal of three entries."""
    store.entries.add_many([GOOD, HURT, LATER])
    return store


def hurt(store: Store, change: str) -> UnreadableEntry:
    """Damage the second entry; returns how it is to be told."""
    store.database.execute(f"UPDATE entries SET {change} WHERE id = ?", (str(HURT.id),))
    rows = store.database.execute("SELECT number, date FROM entries WHERE id = ?", (str(HURT.id),))
    number, day = rows[0]
    return UnreadableEntry(number, HURT.id, None if "99" in day else date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2026-99-99", "2027-99-99", "0000-99-99"])
def test_a_day_that_is_none_does_not_keep_the_years_from_being_listed(
    three: Store, day: str
) -> None:
    """The year after it is looked for behind it, whatever it says."""
    hurt(three, f"date = '{day}'")
    three.entries.add(act_entry(date=date(2025, 1, 1)))
    assert three.entries.years() == sorted({2025, 2026, int(day[:4])})


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_others_are_read_and_the_one_is_told(three: Store, change: str) -> None:
    """On a page, over a period, on a day and by its id."""
    told = hurt(three, change)
    assert set(three.entries.page(0, 9)) == {GOOD, told, LATER}
    heard: list[UnreadableEntry] = []
    assert set(three.entries.between(told=heard.append)) == {GOOD, LATER}
    assert heard == [told]
    heard.clear()
    assert set(three.entries.on_day(TODAY, told=heard.append)) == {GOOD, LATER}
    assert heard in ([told], [])
    assert three.entries.find(HURT.id) is None
    with pytest.raises(UnreadableEntryError):
        three.entries.get(HURT.id)
    assert three.database.unreadable == {("entries", told.number)}


def test_two_rows_that_changed_places_are_both_told(three: Store) -> None:
    """Each checksum covers the row's own id."""
    columns = "act, note, checksum"
    sql = f"SELECT {columns} FROM entries WHERE id = ?"
    first, second = (three.database.execute(sql, (str(e.id),))[0] for e in (GOOD, HURT))
    for entry, values in ((GOOD, second), (HURT, first)):
        change = f"UPDATE entries SET ({columns}) = (?, ?, ?) WHERE id = ?"
        three.database.execute(change, (*values, str(entry.id)))
    assert list(three.entries.between()) == [LATER]


def test_a_row_of_another_kind_of_value_is_told(three: Store) -> None:
    """As a flipped bit in the head of a row makes it; no rule of the table lets one write it."""
    schema = "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'entries'"
    database = three.database
    for sql in ("PRAGMA writable_schema = 1", schema, "PRAGMA writable_schema = RESET"):
        database.execute(sql)
    told = hurt(three, "note = x'41'")
    assert told in three.entries.page(0, 9)


def test_it_cannot_be_changed_or_deleted_by_its_words(three: Store) -> None:
    """Nothing makes a row that is not what was written look as if it were."""
    told = hurt(three, CHANGES["a letter"])
    with pytest.raises(EntryGoneError):
        three.entries.remove(HURT.id, NOON)
    three.entries.add(act_entry(person="Alex"))
    hurt(three, "person = 'Alex'")
    assert three.faces.rename("Alex", "Sam", NOON) == 1
    assert three.entries.page(0, 9).count(told) == 1


def test_an_entry_read_from_a_file_takes_its_place(three: Store) -> None:
    """Reading back a CSV file mends it; the damaged row is archived."""
    hurt(three, CHANGES["a letter"])
    three.entries.add(HURT)
    assert set(three.entries.page(0, 9)) == {GOOD, HURT, LATER}
    assert three.database.execute("SELECT origin FROM kept_aside") == [("entries",)]
    assert three.database.unreadable == set()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_taken_out_can_be_put_back(three: Store, change: str) -> None:
    """It is as unreadable as before, at the same place, and the search knows the others."""
    told = hurt(three, change)
    kept = take_out(three.database, told.number)
    three.entries.add(HURT)
    assert three.search.count(EntryFilter(text="nod")) == 1
    put_back(three.database, told.number, kept, HURT.id)
    assert set(three.entries.page(0, 9)) == {GOOD, told, LATER}
    three.database.execute(
        "INSERT INTO entries_search (entries_search, rank) VALUES ('integrity-check', 1)"
    )


@pytest.mark.parametrize(
    "count",
    [
        lambda store: sum(store.entries.places().values()),
        lambda store: len(store.entries.persons()),
        lambda store: len(store.faces.all()),
        lambda store: sum(day.entries for day in summaries(store)),
        lambda store: (
            TallyRows(store.database)
            .tallies(Period.ending(PeriodKind.FOUR_WEEKS, TODAY), remembered=True)
            .acts
        ),
    ],
    ids=["places", "persons", "faces", "days", "insights"],
)
def test_counts_leave_out_what_was_found_unreadable(
    store: Store, count: Callable[[Store], int]
) -> None:
    """From the moment on at which anybody came across it."""
    hurt_one = act_entry(id=HURT.id, place="park", person="Alex", mood_after=4)
    store.entries.add_many([act_entry(place="shops", person="Sam"), hurt_one])
    assert count(store) == 2
    hurt(store, CHANGES["a mood"])
    store.entries.page(0, 9)
    assert count(store) == 1


def summaries(store: Store) -> list[DaySummary]:
    """What the heatmap shows of the days up to today."""
    return list(store.entries.day_summaries(date(2026, 1, 1), TODAY).values())


def test_other_rows_that_cannot_be_read_count_as_none(path: Path) -> None:
    """A choice, a mark, an offer, an own act, a share: each is none, and the others are there."""
    store = Store.open(path)
    store.preferences.set("size", "small")
    store.preferences.set("day_start", "05:00")
    store.acts.set_favourite("wave", True)
    store.acts.set_hidden("nod", True)
    for table, change in (
        ("preferences", "value = 'smaller' WHERE key = 'size'"),
        ("act_marks", "hidden = 1 WHERE act_id = 'wave'"),
    ):
        store.database.execute(f"UPDATE {table} SET {change}")
    assert store.preferences.get("size") is None
    assert store.preferences.get("day_start") == "05:00"
    assert store.acts.favourites() == set()
    assert store.acts.hidden() == {"nod"}
    assert len(store.database.unreadable) == 2
    store.preferences.set("size", "small")
    assert store.preferences.get("size") == "small"
    store.close()


def test_a_checksum_is_what_its_description_says() -> None:
    """Other programs can make it: BLAKE2b of JSON, texts, numbers and NULL told apart."""
    assert checksum("t", ["a", 1, None]).hex() == "b29d7f8e392cce0d"
    assert len({checksum("t", [value]) for value in ("1", 1, None, "", "null")}) == 5
    with pytest.raises(TypeError):
        checksum("t", [b"a"])


def test_a_mood_given_as_a_decimal_is_read_back(store: Store) -> None:
    """SQLite keeps a whole number, and so does the checksum."""
    entry = Entry(
        id=HURT.id, kind=EntryKind.ACT, date=TODAY, written_at=NOON, act="Nod",
        outcome=Outcome.DONE, mood_after=4.0,  # type: ignore[arg-type]
    )  # fmt: skip
    store.entries.add(entry)
    assert store.entries.get(HURT.id) == entry
