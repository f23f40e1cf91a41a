"""Searching and filtering in a real file, which SQLite keeps in step."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry, Outcome
from smallacts_desktop.domain.errors import InvalidEntryError
from smallacts_desktop.domain.search import UNSPACED_RANGES, EntryFilter, mentions
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows import search
from smallacts_desktop.storage.rows.search import spellings
from smallacts_desktop.storage.rows.store import Store
from tests.storage.samples import NOON, TODAY, act_entry, note_entry

SAID = (
    "We met at the Café des Amis",
    "Die Straße war leer",
    "Σήμερα πήγα στην Αθήνα",
    "Привет, ёлка и мой йод",
    "שָׁלוֹם לכולם",
    "مَرْحَبًا بالجميع",
    "नमस्ते हिन्दी दिल",
    "Tiếng Việt rất đẹp",
    "공원에서 인사했다",
    "今日は公園で犬に会いました",
    "ฉันยิ้มให้เพื่อนบ้าน",
    "ខ្ញុំញញឹម",
    "party 🎉 time, mother-in-law",
    "今日はMariaに会った",
    "NOT AND OR NEAR act:note",
    "100% sure_thing \\ [x] it's “quoted”",
)
FOUND = (
    ("cafe", 0), ("CAFÉ", 0), ("cafe\u0301", 0), ("caf am", 0), ("strasse", 1), ("STRASS", 1),
    ("straß", 1), ("ΑΘΗΝΑ", 2), ("αθήν", 2), ("ПРИВЕТ", 3), ("елка", 3), ("иод", 3), ("שלום", 4),
    ("مرحبا", 5), ("हिन्दी", 6), ("दि", 6), ("tieng viet", 7), ("공원", 8), ("고", 8), ("公園", 9),
    ("犬に会", 9), ("เพื่อน", 10), ("ញញឹម", 11), ("🎉", 12), ("mother-in", 12), ("law", 12),
    ("maria", 13), ("MAR", 13), ("near", 14), ("not or", 14), ("it's", 15), ("“quoted”", 15),
    ("100%", 15), ("sure_thing", 15),
)  # fmt: skip
NOT_FOUND = ("art", "eet", "afe", "दल", "園公", "arias", "cafe strasse", "zebra", "ไม่")
ODD = ('"', '""', "'", "*", "(", ")", "a*", '"a', "NEAR(", "a:b", "^a", "{a b}", "-a", "+", "\\",
       "%", "_", "\0", "a\0b", "\ud800", "\u200d", "\ufeff", "x" * 100_000, "🙂" * 5000,
       " OR ".join("ab" * 500), "\u0301", "\ufe0f")  # fmt: skip


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A journal that says one thing in each note, one a day."""
    store = Store.open(tmp_path_factory.mktemp("said") / "journal.db")
    store.entries.add_many(
        note_entry(note=text, date=TODAY - timedelta(days=number))
        for number, text in enumerate(SAID)
    )
    yield store
    store.close()


def found(store: Store, query: str) -> list[str]:
    """The notes that a search finds."""
    wanted = EntryFilter(text=query)
    page = store.search.page(wanted, 0, 100)
    assert store.search.count(wanted) == len(page)
    return [entry.note for entry in page if isinstance(entry, Entry)]


@pytest.mark.parametrize(("query", "number"), FOUND)
def test_a_word_is_found_in_any_script(said: Store, query: str, number: int) -> None:
    """Whole words and beginnings, whatever the case and the accents."""
    assert SAID[number] in found(said, query)


@pytest.mark.parametrize("query", NOT_FOUND)
def test_the_middle_of_a_word_is_no_hit(said: Store, query: str) -> None:
    """Only beginnings are found, and every word has to be there."""
    assert found(said, query) == []


@pytest.mark.parametrize("query", ODD)
def test_nothing_that_is_typed_is_a_command(said: Store, query: str) -> None:
    """Odd characters find something or nothing, and never go wrong."""
    assert len(found(said, query)) <= len(SAID)


@pytest.mark.parametrize("query", ["", " ", "\n", "?!", "…"])
def test_a_search_for_no_word_finds_everything(said: Store, query: str) -> None:
    """A blank search is none."""
    assert len(found(said, query)) == len(SAID)


def test_title_note_place_and_nickname_are_searched_together(store: Store) -> None:
    """Words may stand in different fields of one entry, but not in two entries."""
    entry = act_entry(act="Wave", note="windy", place="the pier", person="Ole")
    store.entries.add_many([entry, act_entry(act="Wave", note="calm")])
    for query in ("wave windy", "pier ole", "wave pier windy OLE"):
        assert store.search.page(EntryFilter(text=query), 0, 9) == [entry]
    assert store.search.count(EntryFilter(text="windy calm")) == 0


def test_the_index_follows_every_change(store: Store) -> None:
    """Added, edited, deleted, brought back, read in again: the search knows at once."""
    entry = note_entry(note="first words")
    edited = note_entry(id=entry.id, note="other words")
    store.entries.add(entry)
    assert found(store, "first") == ["first words"]
    store.entries.replace(edited)
    assert (found(store, "first"), found(store, "other")) == ([], ["other words"])
    store.entries.remove(entry.id, NOON)
    assert found(store, "words") == []
    store.entries.restore(entry.id)
    assert found(store, "other") == ["other words"]
    store.entries.remove(entry.id, NOON)
    store.entries.add(entry)
    assert (found(store, "first"), found(store, "other")) == (["first words"], [])
    store.entries.remove(entry.id, NOON)
    store.entries.purge_deleted()
    assert found(store, "words") == []
    store.database.execute(
        "INSERT INTO entries_search (entries_search, rank) VALUES ('integrity-check', 1)"
    )


def test_a_change_that_is_undone_leaves_the_index_alone(store: Store) -> None:
    """What a transaction takes back, the search never knew."""
    twice = note_entry(note="never")
    with pytest.raises(InvalidEntryError):
        store.entries.add_many([twice, twice])
    assert found(store, "never") == []


def test_a_compacted_or_copied_journal_is_searched_as_well(store: Store) -> None:
    """The index names rows by numbers that stay when SQLite rewrites the file."""
    gone, kept = note_entry(note="gone"), note_entry(note="kept")
    store.entries.add_many([gone, kept])
    store.entries.remove(gone.id, NOON)
    store.entries.purge_deleted()
    store.database.compact()
    copy = store.database.path.with_name("copy.db")
    store.database.execute("VACUUM INTO ?", (str(copy),))
    again = Store.open(copy)
    assert found(again, "kept") == found(store, "kept") == ["kept"]
    again.close()


def test_the_file_marks_every_text_that_runs_on_without_spaces(store: Store) -> None:
    """Whatever the search takes for such a script, the file knows in which entries it stands."""
    edges = [chr(code) for edge in UNSPACED_RANGES for code in edge]
    store.entries.add_many(note_entry(note=f"x {char}") for char in edges)
    unspaced = "SELECT count(*) FROM entries WHERE unspaced AND NOT glued"
    assert store.database.execute(unspaced) == [(len(edges),)]
    for char in edges:
        assert f"x {char}" in found(store, char)


_WORDS = st.sampled_from(
    ["Café", "cafe\u0301", "CAFES", "Straße", "strass", "str", "Αθήνα", "ΑΘΗΝΑ", "αθ", "ёлка",
     "елка", "שָׁלוֹם", "שלום", "هُ", "दिल", "दल", "공원", "고", "公園", "今日は公園で", "が",
     "か\u3099", "ไม่", "ไ", "🎉", "a", "ab", "b", "İx", "ix", "ﬁn", "f", "don’t", "x-y", "\u0301a",
     "a\u0305b", "é"]
)  # fmt: skip
_TEXTS = st.lists(_WORDS, max_size=5).map(" ".join)


@settings(deadline=None, max_examples=60)  # a slow disk is no fault
@given(notes=st.lists(_TEXTS, max_size=6), person=_TEXTS, query=_TEXTS)
def test_a_search_finds_what_the_marks_show(notes: list[str], person: str, query: str) -> None:
    """The index and the marks in the window agree on every text."""
    store = shared()
    store.database.execute("DELETE FROM entries")
    entries = [note_entry(note=note, mood_after=1, person=person) for note in notes]
    store.entries.add_many(entries)
    wanted = EntryFilter(text=query)
    expected = {
        entry.id
        for entry in entries
        if all(mentions(entry.note, word) or mentions(entry.person, word) for word in wanted.words)
    }
    assert {entry.id for entry in store.search.page(wanted, 0, 99)} == expected
    assert store.search.count(wanted) == len(expected)


_SHARED: list[Store] = []


def shared() -> Store:
    """One journal for all the examples of the property."""
    return _SHARED[0]


@pytest.fixture(autouse=True, scope="module")
def _shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    _SHARED.append(Store.open(tmp_path_factory.mktemp("shared") / "journal.db"))
    yield
    _SHARED.pop().close()


def test_every_spelling_in_the_index_is_known(store: Store) -> None:
    """Accents that the index keeps are asked of it, letter by letter."""
    for note in ("Αθήνα", "ΑΘΗΝΑ", "ἀθηνῶν", "Άθως", "αβγό"):
        store.entries.add(note_entry(note=note))
    assert sorted(spellings(store.database, "αθην")) == ["αθήν", "αθην", "ἀθην"]
    assert spellings(store.database, "ω") == []


def _sample(number: int) -> Entry:
    day = TODAY - timedelta(days=number // 4)
    return act_entry(
        id=uuid4(),
        date=day,
        time=None if number % 5 == 0 else time(number % 24, 30),
        written_at=NOON - timedelta(minutes=number),
        size=list(ActSize)[number % 3] if number % 4 else None,
        outcome=Outcome.DONE if number % 3 else Outcome.NOT_THIS_TIME,
        place=("park", "", "the pier")[number % 3],
        person=("Maria", "maria ", "", "Ole")[number % 4],
        note="" if number % 2 else f"note {number}",
    )


@pytest.fixture
def many(store: Store) -> Store:
    """Eighty entries of all kinds, one of them deleted."""
    entries = [_sample(number) for number in range(81)]
    store.entries.add_many(entries)
    store.entries.remove(entries[7].id, NOON)
    return store


FILTERS: tuple[tuple[EntryFilter, Callable[[Entry], bool]], ...] = (
    (EntryFilter(), lambda _: True),
    (EntryFilter(size=ActSize.SMALL), lambda e: e.size is ActSize.SMALL),
    (EntryFilter(place="the pier"), lambda e: e.place == "the pier"),
    (EntryFilter(place=""), lambda e: e.place == ""),
    (EntryFilter(person="MARIA"), lambda e: "maria" in e.person.lower()),
    (EntryFilter(person="nobody"), lambda _: False),
    (EntryFilter(outcome=Outcome.NOT_THIS_TIME), lambda e: not e.is_done_act),
    (EntryFilter(has_note=True), lambda e: bool(e.note)),
    (EntryFilter(first=date(2026, 5, 1)), lambda e: e.date >= date(2026, 5, 1)),
    (EntryFilter(last=date(2026, 5, 1)), lambda e: e.date <= date(2026, 5, 1)),
    (
        EntryFilter(text="note", person="ole", outcome=Outcome.DONE, last=TODAY),
        lambda e: bool(e.note) and e.person == "Ole" and e.is_done_act,
    ),
)


@pytest.mark.parametrize(("wanted", "takes"), FILTERS, ids=range(len(FILTERS)))
def test_filters_take_what_they_say(
    many: Store, wanted: EntryFilter, takes: Callable[[Entry], bool]
) -> None:
    """Each filter finds its entries and no others, newest first, page by page."""
    everything = many.entries.page(0, 1000, time(5, 0))
    expected = [entry for entry in everything if isinstance(entry, Entry) and takes(entry)]
    pages = [many.search.page(wanted, start, 7, time(5, 0)) for start in range(0, 84, 7)]
    assert [entry for page in pages for entry in page] == expected
    assert many.search.count(wanted) == len(expected)


def test_a_count_looks_into_no_entry(many: Store) -> None:
    """However long the notes are, filters are answered by an index alone."""
    counting = many.search._counting(
        EntryFilter(size=ActSize.SMALL, place="park", outcome=Outcome.DONE, first=TODAY)
    )
    plan = many.database.execute(f"EXPLAIN QUERY PLAN {counting.sql}", counting.values({}))
    assert "COVERING INDEX" in plan[0][3]


USUAL = 3000


@pytest.fixture
def usual(store: Store) -> Store:
    """Every entry says one word, every other a second, and three say a third."""
    notes = [f"a spaniel {'nodded' if n % 2 else 'slept'}" for n in range(USUAL)]
    notes[:3] = ["spaniel, spandrel, kingfisher"] * 3
    made = [
        note_entry(id=uuid4(), date=TODAY - timedelta(days=n), note=note)
        for n, note in enumerate(notes)
    ]
    # The earliest first, as they are written.
    store.entries.add_many(reversed(made))
    return store


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("s", USUAL), ("spa", USUAL), ("spaniel", USUAL), ("spanie", USUAL), ("spand", 3),
        ("nodd spaniel", USUAL // 2 - 1), ("kingf", 3), ("nobody", 0), ("spaniel nobody", 0),
    ],
)  # fmt: skip
def test_a_usual_word_is_looked_for_in_the_newest_entries_alone(
    usual: Store, monkeypatch: pytest.MonkeyPatch, typed: str, count: int
) -> None:
    """However many say it, no more rows are fetched than one page can need."""
    fetched: list[int] = []
    ask = Database.ask

    def counted(database: Database, *which: object, **given: object) -> list[tuple[object, ...]]:
        rows = ask(database, *which, **given)  # type: ignore[arg-type]
        fetched.append(len(rows))
        return rows

    monkeypatch.setattr(Database, "ask", counted)
    wanted = EntryFilter(text=typed)
    assert usual.search.count(wanted) == count
    assert sum(fetched) < 60
    fetched.clear()
    page = usual.search.page(wanted, 0, 20)
    assert len(page) == min(20, count)
    assert sum(fetched) < 2 * 2000 + 150
    days = [entry.date for entry in page if entry.date]
    assert days == sorted(days, reverse=True)
    if count > 20:
        assert usual.search.page(wanted, 5, 20)[:15] == page[5:]


def test_entries_whose_numbers_are_far_apart_are_found_all_the_same(
    usual: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those brought in later than they were written."""
    page = usual.search.page(EntryFilter(text="spaniel"), 0, 20)
    monkeypatch.setattr(search, "_FAR_APART", 5)
    assert usual.search.page(EntryFilter(text="spaniel"), 0, 20) == page
