"""The CSV file: its bytes, its cells and what it leaves out."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.disclosure import (
    ON_REQUEST,
    Column,
    Preset,
    ShareChoice,
    disclose,
)
from smallacts_desktop.domain.entries import (
    Entry,
    EntryKind,
    Expectation,
    Forecast,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.sharing.csv.file import Delimiter, cell, csv_chunks, guard, unguard
from tests.domain.strategies import TODAY, act_entry, entries, note_entry, texts
from tests.sharing.journal_stand_in import NOW, JournalStandIn, exported, read

FULL_HEADER = (
    "entry_id,date,time,utc_offset,written_at,kind,act,size,place,person,outcome,barrier,"
    "mood_before,mood_before_recorded,mood_after,mood_change,response,expectation,note,private,"
    "forecast,plan,good_moment"
)
WORKER_HEADER = (
    "date,time,kind,act,size,outcome,barrier,mood_before,mood_before_recorded,mood_after,"
    "mood_change,response,expectation,forecast"
)
ANSWERED = Entry(
    id=UUID("0f8fad5b-d9cb-469f-a165-70867728950e"),
    kind=EntryKind.ACT,
    date=date(2026, 3, 9),
    written_at=datetime(2026, 3, 9, 18, 30, tzinfo=UTC),
    time=time(9, 5),
    utc_offset=timedelta(hours=1),
    act="Say “morning” to a neighbour",
    act_id="morning-neighbour",
    size=ActSize.SMALLER,
    place="neighbours",
    person="spaniel man, park",
    outcome=Outcome.DONE,
    mood_before=0,
    mood_before_recorded=MoodRecorded.BEFORE,
    mood_after=10,
    response=Response.WARM,
    expectation=Expectation.MUCH_EASIER,
    note='She said "hello".\nI did too.',
    private=True,
    forecast=Forecast.NOT_SURE,
    plan="When I am at the gate, I will say “morning”",
    good_moment=True,
)


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8-sig").split("\r\n")


def test_a_full_file_is_the_agreed_bytes() -> None:
    """BOM, header, CRLF, codes, bare numbers, quotes where needed and nowhere else."""
    assert (
        exported([ANSWERED])
        == (
            "\ufeff" + FULL_HEADER + "\r\n"
            "0f8fad5b-d9cb-469f-a165-70867728950e,2026-03-09,09:05,+01:00,2026-03-09T18:30:00Z,act,"
            'Say “morning” to a neighbour,smaller,neighbours,"spaniel man, park",done,,0,before,'
            '10,10,warm,much_easier,"She said ""hello"".\nI did too.",yes,'
            'not_sure,"When I am at the gate, I will say “morning”",yes\r\n'
        ).encode()
    )


def test_a_file_without_entries_is_the_header() -> None:
    """An empty journal still gives a file that says what its columns would be."""
    assert exported([]) == ("\ufeff" + FULL_HEADER + "\r\n").encode()


def test_semicolons_stand_for_commas_on_request() -> None:
    """Either is quoted in either file: a spreadsheet may split at both."""
    data = exported(
        [note_entry(note="a; b"), note_entry(number=2, note="c, d")],
        delimiter=Delimiter.SEMICOLON,
    )
    header, first, second, _ = _lines(data)
    assert header == FULL_HEADER.replace(",", ";")
    assert first.endswith(';"a; b";no;;;no')
    assert second.endswith(';"c, d";no;;;no')


@pytest.mark.parametrize("delimiter", Delimiter)
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_no_text_can_fall_apart_into_a_formula(delimiter: Delimiter, between: str) -> None:
    """A spreadsheet that splits at all three still keeps the words in one cell."""
    note = f"hello{between}=1+1"
    data = exported([note_entry(note=note)], delimiter=delimiter)
    assert f'{delimiter.value}"{note}"{delimiter.value}no' in data.decode()


def test_a_worker_file_has_the_agreed_columns_and_no_private_entry() -> None:
    """Ids, offsets, moments of writing, private entries, places, people and notes stay."""
    kept = act_entry(person="Sam", note="ours")
    data = exported([ANSWERED, kept], ShareChoice(Preset.WORKER))
    assert _lines(data) == [
        WORKER_HEADER,
        "2026-07-01,09:05,act,Smile at someone you often see,smallest,done,,,,,,,,",
        "",
    ]


@given(st.sets(st.sampled_from(ON_REQUEST)))
def test_columns_asked_for_join_the_worker_file_in_their_place(include: set[Column]) -> None:
    """Place, person and note come one by one, where the full file has them."""
    data = exported([], ShareChoice(Preset.WORKER, include=frozenset(include)))
    wanted = {*WORKER_HEADER.split(","), *include}
    assert _lines(data)[0].split(",") == [c for c in FULL_HEADER.split(",") if c in wanted]


def test_rows_stand_in_the_agreed_order() -> None:
    """By day, then time with blank first, then when written, then id."""
    late = datetime(2026, 6, 2, tzinfo=UTC)
    expected = [
        act_entry(date(2026, 6, 30), 9, time=time(23, 59)),
        act_entry(number=5, time=None),
        act_entry(number=4, time=time(8, 0)),
        act_entry(number=2),
        act_entry(number=3),
        act_entry(number=1, written_at=late),
    ]
    data = exported(sorted(expected, key=lambda entry: entry.id))
    assert [row.entry_id for row in read(data).rows] == [entry.id for entry in expected]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a", "'tis",
     "''", "  =1", " \t", "   'a", "  ＝", "=", "'"],
)  # fmt: skip
def test_a_text_that_could_run_is_guarded(text: str) -> None:
    """One apostrophe goes in front, whatever spaces come first, and comes off again."""
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["", "   ", "a=b", "1-2", "Hello", "“=”", " a", "0", "שלום", "👋"])
def test_a_harmless_text_is_left_alone(text: str) -> None:
    """Words stay words."""
    assert guard(text) == text


@given(texts)
def test_the_guard_comes_off_exactly(text: str) -> None:
    """No text is changed by writing and reading, and none that is written can run."""
    assert unguard(guard(text)) == text
    assert not guard(text).lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠"))


def test_each_text_column_is_guarded() -> None:
    """Whatever a person can type into is guarded."""
    entry = act_entry(act="=1", place="+1", person="@1", note="-1")
    columns = (Column.ACT, Column.PLACE, Column.PERSON, Column.NOTE)
    assert [cell(entry, column) for column in columns] == ["'=1", "'+1", "'@1", "'-1"]


def test_numbers_are_never_guarded() -> None:
    """A fall in mood and an offset west of Greenwich keep their minus."""
    entry = act_entry(
        mood_before=7,
        mood_before_recorded=MoodRecorded.AFTERWARDS,
        mood_after=4,
        utc_offset=-timedelta(hours=3, minutes=30),
    )
    assert cell(entry, Column.MOOD_CHANGE) == "-3"
    assert cell(entry, Column.UTC_OFFSET) == "-03:30"


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "+00:00"), (60, "+01:00"), (825, "+13:45"), (-210, "-03:30"), (-30, "-00:30")],
)
def test_offsets_have_sign_hours_and_minutes(minutes: int, text: str) -> None:
    """Quarter hours and half hours west of Greenwich included."""
    entry = act_entry(utc_offset=timedelta(minutes=minutes))
    assert cell(entry, Column.UTC_OFFSET) == text


def test_what_was_not_given_is_blank_and_zero_is_zero() -> None:
    """A blank is never a 0, nor a 0 a blank."""
    bare = act_entry(time=None, utc_offset=None, size=None, place="")
    given_columns = {Column.ENTRY_ID, Column.DATE, Column.WRITTEN_AT, Column.KIND, Column.ACT,
                     Column.OUTCOME, Column.PRIVATE, Column.GOOD_MOMENT}  # fmt: skip
    assert {column for column in Column if cell(bare, column)} == given_columns
    flat = act_entry(mood_before=0, mood_before_recorded=MoodRecorded.BEFORE, mood_after=0)
    moods = (Column.MOOD_BEFORE, Column.MOOD_AFTER, Column.MOOD_CHANGE)
    assert [cell(flat, column) for column in moods] == ["0", "0", "0"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(entries(), max_size=6, unique_by=lambda entry: entry.id), st.sampled_from(Delimiter)
)
def test_what_is_written_in_full_is_read_back_the_same(
    originals: list[Entry], delimiter: Delimiter
) -> None:
    """Entries → bytes → entries → the same bytes, whatever anybody typed."""
    data = exported(originals, delimiter=delimiter)
    stand_in = JournalStandIn()
    plan = stand_in.plan(data)
    assert plan.bad_rows == ()
    assert set(plan.new) == set(originals)
    stand_in.take(plan)
    assert exported(stand_in.kept.values(), delimiter=delimiter) == data
    assert stand_in.plan(data).already_here == len(originals)


@settings(deadline=None, max_examples=40)
@given(st.lists(entries(), max_size=6, unique_by=lambda entry: entry.id))
def test_a_worker_file_never_carries_what_was_withheld(originals: list[Entry]) -> None:
    """Every private entry is counted as withheld, and every other one is a row."""
    disclosure = disclose(originals, ShareChoice(Preset.WORKER))
    assert disclosure.withheld == sum(entry.private for entry in originals)
    result = read(b"".join(csv_chunks(disclosure)))
    assert result.moment == NOW
    worded = [e for e in disclosure.entries if e.kind is EntryKind.ACT or e.mood_after is not None]
    assert len(result.rows) == len(worded)


def test_chunks_are_many_for_a_long_journal_and_lose_nothing() -> None:
    """A long file comes in pieces that join up, so that writing can be stopped between them."""
    originals = [act_entry(date(2020, 1, 1) + timedelta(days=n), n + 1) for n in range(1000)]
    chunks = list(csv_chunks(disclose(originals, ShareChoice(Preset.FULL))))
    assert len(chunks) > 2
    assert [row.entry for row in read(b"".join(chunks)).rows] == originals
    assert originals[-1].date < TODAY
