"""Reading a file: its form, its rows, and one clear reason for everything that is wrong."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from smallacts_desktop.domain.disclosure import Column
from smallacts_desktop.domain.entries import EntryKind, MoodRecorded, Outcome
from smallacts_desktop.domain.errors import CancelledError, NotACsvError
from smallacts_desktop.sharing.csv.file import Delimiter
from smallacts_desktop.sharing.csv.reading import RowReader
from tests.domain.strategies import HOSTILE_PIECES, TODAY, act_entry, note_entry
from tests.sharing.journal_stand_in import NOW, Bytes, JournalStandIn, exported, read, table

SECRET = "xyzzy-secret"


def _problems(*rows: str) -> list[tuple[int, str]]:
    return [(bad.line, bad.column) for bad in read(table(*rows)).bad_rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_any_delimiter_bom_and_line_ending_is_read(delimiter: str, bom: bytes, ending: str) -> None:
    """Columns in any order; the delimiter is found out; what editors do to lines is no matter."""
    rows = [["note", "date", "mood_after"], ["Quiet", "2026-03-09", "4"]]
    text = ending.join(delimiter.join(row) for row in rows)
    (row,) = read(bom + text.encode()).rows
    assert (row.entry.note, row.entry.date.isoformat(), row.entry.mood_after) == (
        "Quiet", "2026-03-09", 4,
    )  # fmt: skip
    assert row.entry.kind is EntryKind.NOTE


def test_unknown_columns_are_named_and_ignored() -> None:
    """Another tool's columns do no harm; letter case and spaces around names are no matter."""
    result = read(table("weather, Date ,NOTE,", "wet,2026-03-09,Hm,x"))
    assert result.unknown_columns == ("weather", "")
    assert result.columns == {Column.DATE, Column.NOTE}
    assert result.rows[0].entry.note == "Hm"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n",
        b"\xef\xbb\xbf",
        b"date\r\n2026-03-09\r\n",
        b"kind,note\r\nnote,hello\r\n",
        b"date,note,note\r\n2026-03-09,a,b\r\n",
        b"date,size\r\n2026-03-09,small\r\n",
        b"date|note\r\n2026-03-09|a\r\n",
        b'"date,note\r\n2026-03-09,a\r\n',
        b'"date"x,note\r\n2026-03-09,a\r\n',
        "date,note\r\n2026-03-09,café\r\n".encode("latin-1"),
        "date,note\r\n2026-03-09,a\r\n".encode("utf-16"),
        "date,note\r\n2026-03-09,a\r\n".encode("utf-16-le"),
        b"date,note\r\n2026-03-09,\xed\xa0\x80\r\n",
        b"SQLite format 3\0" + bytes(range(256)),
        b"%PDF-1.7\n",
        b"{\"date\": 1, \"note\": 2}",
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused_as_a_whole(data: bytes) -> None:
    """Other files, other encodings, and first rows that lack what is needed."""
    with pytest.raises(NotACsvError, match=r"journal\.csv"):
        read(data)


def test_rows_with_nothing_in_them_are_passed_over() -> None:
    """Spreadsheets leave such rows at the end."""
    result = read(table("date,note", "", "2026-03-09,a", ",", " ,", ""))
    assert len(result.rows) == 1
    assert result.bad_rows == ()


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("date", ""), ("date", "09/03/2026"), ("date", "2026-3-9"), ("date", "20260309"),
        ("date", "2026-W11-1"), ("date", "2026-02-29"), ("date", "2026-07-02"),
        ("date", "1899-12-31"), ("date", "２０２６-03-09"), ("date", "0000-01-01"),
        ("time", "24:00"), ("time", "9:05"), ("time", "09:05:00"), ("time", "09:60"),
        ("time", "x"), ("utc_offset", "1:00"), ("utc_offset", "+24:00"), ("utc_offset", "Z"),
        ("utc_offset", "+01:60"), ("utc_offset", "0"), ("written_at", "2026-03-09"),
        ("written_at", "2026-03-09T18:30:00"), ("written_at", "2026-03-09T18:30:00+01:00"),
        ("written_at", "2026-03-09T25:30:00Z"), ("kind", "Act"), ("kind", "x"), ("size", "tiny"),
        ("outcome", "yes"), ("outcome", ""), ("barrier", "rain"), ("barrier", "tired"),
        ("mood_before", "11"), ("mood_before", "-1"), ("mood_before", "5,0"),
        ("mood_before", "5.0"), ("mood_after", "٣"), ("mood_after", "05"), ("mood_after", "1e1"),
        ("mood_before_recorded", ""), ("mood_before_recorded", "during"), ("response", "cold"),
        ("expectation", "better"), ("private", "true"), ("forecast", "maybe"), ("good_moment", "1"),
        ("plan", "a" * 501), ("plan", "\0"), ("act", ""), ("act", "   "),
        ("act", "a" * 201), ("act", "a\0"), ("place", "a" * 201), ("person", "a" * 201),
        ("note", "a" * 100_001), ("note", "\0"), ("entry_id", "7"),
        ("entry_id", "{0f8fad5b-d9cb-469f-a165-70867728950e}"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_reported_by_its_line_and_column(column: str, text: str) -> None:
    """One problem, one report, at the right place."""
    good = {
        "entry_id": "0f8fad5b-d9cb-469f-a165-70867728950e", "date": "2026-03-09",
        "time": "09:05", "utc_offset": "+01:00", "written_at": "2026-03-09T18:30:00Z",
        "kind": "act", "act": "Smile", "size": "small", "place": "park", "person": "",
        "outcome": "done", "barrier": "", "mood_before": "3", "mood_before_recorded": "before",
        "mood_after": "4", "response": "warm", "expectation": "same", "note": "x",
        "private": "no", "forecast": "likely", "plan": "y", "good_moment": "yes",
    }  # fmt: skip
    row = [f'"{cell}"' for cell in {**good, column: text}.values()]
    assert _problems(",".join(good), ",".join(good.values())) == []
    assert _problems(",".join(good), ",".join(row)) == [(2, column)]


def test_every_problem_of_a_row_is_reported() -> None:
    """So that a file is put right in one round."""
    assert _problems(
        "date,kind,act,outcome,barrier,mood_before,mood_before_recorded,mood_after",
        "yesterday,act,,done,tired,3,,12",
    ) == [(2, "date"), (2, "act"), (2, "barrier"), (2, "mood_before_recorded"), (2, "mood_after")]


def test_a_note_has_none_of_an_acts_answers() -> None:
    """Each cell that does not belong to a note is named."""
    assert _problems(
        "date,kind,act,size,outcome,mood_before,mood_before_recorded,response,note",
        "2026-03-09,note,Smile,small,done,4,before,warm,words",
    ) == [(2, c) for c in ("act", "size", "outcome", "mood_before", "mood_before_recorded",
                           "response")]  # fmt: skip


def test_a_note_needs_words_or_a_mood() -> None:
    """A mood alone is enough; neither is nothing."""
    assert _problems("date,kind,note,mood_after", "2026-03-09,note,,", "2026-03-09,note,,0") == [
        (2, "note")
    ]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """A note over several lines moves the rows after it down."""
    rows = ("date,note", '2026-03-09,"a\r\nb\nc\rd"', "x,y", '2026-03-09,"', ' e"', "x,z")
    assert _problems(*rows) == [(6, "date"), (9, "date")]


def test_a_row_of_another_length_is_refused() -> None:
    """A cell too many or too few: nobody can tell which is which."""
    assert _problems("date,note,place", "2026-03-09,a", "2026-03-09,a,b,c", "2026-03-09,a,b") == [
        (2, ""),
        (3, ""),
    ]


def test_ragged_quotes_are_a_bad_row_and_reading_goes_on() -> None:
    """What stands after them is still read."""
    result = read(table("date,note", '2026-03-09,"a"b', "2026-03-09,c"))
    assert [(bad.line, bad.column) for bad in result.bad_rows] == [(2, "")]
    assert [row.entry.note for row in result.rows] == ["c"]
    assert _problems("date,note", "2026-03-09,fine", '2026-03-09,"never closed', "x") == [(3, "")]


def test_an_id_that_comes_twice_is_refused_the_second_time() -> None:
    """Nobody can tell which of the two is meant."""
    one = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert _problems(
        "entry_id,date,note", f"{one},2026-03-09,a", f"{one.upper()},2026-03-09,a"
    ) == [(3, "entry_id")]


def test_the_longest_note_is_read() -> None:
    """100,000 characters of quotes, guard and all, and past the library's own limit a reason."""
    note = note_entry(note="'" + '"\n' * 49_999 + "'")
    assert [row.entry for row in read(exported([note])).rows] == [note]
    assert _problems("date,note", f"2026-03-09,{'a' * 300_000}") == [(2, "note")]


def test_what_a_short_file_leaves_out_is_filled_in() -> None:
    """An act was done, its mood before given before, now written and not private."""
    (row,) = read(table("date,act,mood_before", "2026-03-09,Smile,3")).rows
    assert (row.entry_id, row.written_at) == (None, None)
    entry = row.entry
    assert (entry.kind, entry.outcome, entry.mood_before_recorded, entry.private) == (
        EntryKind.ACT, Outcome.DONE, MoodRecorded.BEFORE, False,
    )  # fmt: skip
    assert entry.written_at == NOW.utc


def test_mood_change_is_never_read_back() -> None:
    """Whatever stands there, the two moods decide."""
    (row,) = read(table("date,note,mood_after,mood_change", "2026-03-09,a,4,nonsense")).rows
    assert row.entry.mood_change is None


def test_one_apostrophe_comes_off_a_text_and_no_more() -> None:
    """The guard goes; what the person typed stays, spaces included."""
    (row,) = read(table("date,act,note,place", "2026-03-09,''=1,'  =2,  x ")).rows
    assert (row.entry.act, row.entry.note, row.entry.place) == ("'=1", "  =2", "  x ")


def test_reasons_never_quote_the_file() -> None:
    """A report of bad rows may be shown or kept: it holds none of the person's words."""
    columns = [column.value for column in Column]
    result = read(table(",".join(columns), ",".join(SECRET for _ in columns), SECRET, f'"{SECRET}'))
    assert len({bad.line for bad in result.bad_rows}) == 3
    assert all(SECRET not in bad.reason + bad.column for bad in result.bad_rows)
    assert all(bad.reason.endswith((".", ")")) for bad in result.bad_rows)


def test_reading_tells_how_far_it_is_and_can_be_stopped() -> None:
    """It ends at the whole; a stop passes through."""
    data = exported([act_entry(TODAY - timedelta(days=n), n + 1) for n in range(900)])
    steps: list[tuple[int, int]] = []
    list(RowReader(Bytes(data), NOW).rows(lambda done, whole: steps.append((done, whole))))
    assert len(steps) > 4
    assert steps == sorted(steps)
    assert steps[-1] == (901, 901)

    def stop(done: int, whole: int) -> None:
        if done > whole // 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        list(RowReader(Bytes(data), NOW).rows(stop))


def _mutated(data: bytes, rng: random.Random) -> bytes:
    pieces = [piece.encode() for piece in HOSTILE_PIECES] + [b"\0", b"\xff", b"\xc3", b'"', b"\xfe"]
    changed = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        start = rng.randrange(len(changed) + 1)
        length = rng.choice([0, 0, 1, 1, 3, 40])
        changed[start : start + length] = rng.choice(pieces)
    return (
        bytes(changed[: rng.randrange(len(changed) + 1)]) if rng.random() < 0.1 else bytes(changed)
    )


@pytest.mark.parametrize("delimiter", Delimiter)
def test_no_damage_to_a_file_brings_the_reader_down(delimiter: Delimiter) -> None:
    """A mangled file is refused, or its rows are good or bad; never a traceback, never a NUL."""
    rng = random.Random(20260701)
    now = datetime(2026, 6, 1, tzinfo=UTC)
    originals = [
        act_entry(number=1, note='He said "hi", twice;\r\n=1', mood_after=3),
        note_entry(number=2, note="'", mood_after=0, private=True),
        act_entry(number=3, outcome=Outcome.NOT_THIS_TIME, person="@sam", written_at=now),
    ]
    data = exported(originals, delimiter=delimiter)
    outcomes = {"refused": 0, "bad": 0, "good": 0}
    for _ in range(400):
        try:
            plan = JournalStandIn.of(originals).plan(_mutated(data, rng))
        except NotACsvError:
            outcomes["refused"] += 1
        else:
            outcomes["bad" if plan.bad_rows else "good"] += 1
            assert all("\0" not in entry.note for entry in (*plan.new, *plan.updates))
    assert min(outcomes.values()) > 10
