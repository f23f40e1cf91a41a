"""What a spreadsheet makes of an exported file, opened with its default settings."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from smallacts_desktop.domain.disclosure import Column
from smallacts_desktop.domain.entries import Entry, MoodRecorded
from smallacts_desktop.sharing.csv.file import Delimiter, cell
from tests.domain.strategies import act_entry, note_entry
from tests.sharing.journal_stand_in import exported

PATIENCE_S = 90
# What its dialog offers, in a profile where nobody has changed anything, for a file that starts
# with a BOM: comma, semicolon and tab all separate, double quotes, UTF-8, from line 1, no column
# formats, the system's language; neither quoted cells as text nor special numbers nor formulas.
DEFAULTS = "CSV:44/59/9,34,76,1,,0,false,false,false,false,false,-1,false"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# A repeated cell at the end of a row stands for the empty rest of the sheet.
_COLUMNS = len(Column)

NOTES = (
    "=1+1", "+1", "-1", "@SUM(1;2)", "=HYPERLINK(\"http://example.org\";\"x\")", "＝1+1", "＋1",
    " =1+1", "\t=1+1", "\n=1+1", "=cmd|'/C calc'!A0", "'tis", "''", "'0012", "a=1+1", "1-2 people",
    "She said \"hello\", then; \"bye\"", "first line\nsecond line\n\nlast", "a;b", "a,b", "\"",
    "café, naïve, Ærøskøbing, Łódź", "👋🏽 🙂 👨‍👩‍👧", "שלום, מה שלומך?", "مرحبا بك",
    "\u202ereversed", "日本語", "e\u0301", "TRUE story", "100% sure", "tab\tinside",
    "000123 is no number", "12345678901234567890 long", "1e5 times", "3/4 of them",
)  # fmt: skip


def entries() -> Iterator[Entry]:
    """One entry for each text, with moods, days and clock times all along their ranges."""
    for number, note in enumerate(NOTES, start=1):
        day = date(2024, 2, 29) + timedelta(days=17 * number)
        yield act_entry(
            day,
            number,
            act=note.strip(),
            person=note,
            note=note,
            time=time(number % 24, (7 * number) % 60),
            mood_before=number % 11,
            mood_before_recorded=MoodRecorded.BEFORE,
            mood_after=(3 * number) % 11,
            written_at=datetime(2026, 6, 1, 12, number, tzinfo=UTC),
        )
    yield note_entry(date(1901, 1, 1), 900, note="long ago")
    yield note_entry(date(2026, 1, 2), 901, note="without a time", mood_after=0)


@dataclass(frozen=True)
class Seen:
    """One cell as the spreadsheet has it: its type, its value and what it shows."""

    kind: str
    value: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """What was exported, and what the spreadsheet made of it, row by row."""

    entries: tuple[Entry, ...]
    header: list[str]
    rows: Sequence[Mapping[Column, Seen]]
    formulas: int


@pytest.fixture(scope="module", params=Delimiter, ids=lambda d: d.name.lower())
def sheet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    """The file as LibreOffice Calc opens it when nobody has changed a setting."""
    folder = tmp_path_factory.mktemp("sheet")
    source = folder / "journal.csv"
    written = sorted(entries(), key=lambda entry: entry.date)
    source.write_bytes(exported(written, delimiter=request.param))
    document = ET.parse(opened_in_calc(source)).getroot()  # noqa: S314 - made here
    header, *rows = read_rows(document)
    cells = [dict(zip(Column, row, strict=True)) for row in rows]
    formulas = [e for e in document.iter() if e.get(f"{TABLE}formula") is not None]
    return Sheet(tuple(written), [seen.text for seen in header], cells, len(formulas))


def opened_in_calc(source: Path) -> Path:
    """Open a file in a fresh profile and save what is seen as flat XML."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice Calc is needed: see packaging/linux/system-packages.sh"
    profile = source.parent / "profile"
    home = source.parent / "home"
    home.mkdir()
    done = subprocess.run(
        [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
         f"--infilter={DEFAULTS}", "--convert-to", "fods", "--outdir", source.parent, source],
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
        check=False,
    )  # fmt: skip
    result = source.with_suffix(".fods")
    assert result.exists(), done.stderr
    return result


def read_rows(document: ET.Element) -> Iterator[list[Seen]]:
    """The rows that hold anything."""
    for row in document.iter(f"{TABLE}table-row"):
        cells: list[Seen] = []
        for element in row.iter(f"{TABLE}table-cell"):
            times = int(element.get(f"{TABLE}number-columns-repeated", "1"))
            cells.extend([read_cell(element)] * min(times, _COLUMNS - len(cells)))
        if any(seen.text for seen in cells):
            yield cells


def read_cell(element: ET.Element) -> Seen:
    """One cell."""
    kind = element.get(f"{OFFICE}value-type", "")
    value = element.get(f"{OFFICE}date-value" if kind == "date" else f"{OFFICE}value", "")
    text = "\n".join(paragraph_text(part) for part in element.findall(f"{TEXT}p"))
    return Seen(kind, value, text)


def paragraph_text(element: ET.Element) -> str:
    """The words of a paragraph; the format has elements for tabs and runs of spaces."""
    words = element.text or ""
    for part in element:
        if part.tag == f"{TEXT}s":
            words += " " * int(part.get(f"{TEXT}c", "1"))
        elif part.tag == f"{TEXT}tab":
            words += "\t"
        elif part.tag == f"{TEXT}line-break":
            words += "\n"
        else:
            words += paragraph_text(part)
        words += part.tail or ""
    return words


def test_every_cell_shows_what_was_written(sheet: Sheet) -> None:
    """Accents, emoji, quotes, line breaks and every guarded text, each in its own place."""
    assert sheet.header == [column.value for column in Column]
    assert len(sheet.rows) == len(sheet.entries)
    for entry, row in zip(sheet.entries, sheet.rows, strict=True):
        # A carriage return within a cell shows as a line break; none is among these.
        assert {c: seen.text for c, seen in row.items()} == {c: cell(entry, c) for c in Column}


def test_days_are_dates_and_moods_are_numbers(sheet: Sheet) -> None:
    """They can be sorted and counted with; a blank stays blank and is no zero."""
    numbers: dict[Column, Callable[[Entry], int | None]] = {
        Column.MOOD_BEFORE: lambda entry: entry.mood_before,
        Column.MOOD_AFTER: lambda entry: entry.mood_after,
        Column.MOOD_CHANGE: lambda entry: entry.mood_change,
    }
    for entry, row in zip(sheet.entries, sheet.rows, strict=True):
        day = row[Column.DATE]
        assert (day.kind, day.value) == ("date", entry.date.isoformat())
        for column, number in numbers.items():
            told, seen = number(entry), row[column]
            expected = ("", "") if told is None else ("float", str(told))
            assert (seen.kind, seen.value) == expected


def test_words_are_words_and_nothing_is_a_formula(sheet: Sheet) -> None:
    """Whatever somebody typed, the spreadsheet computes nothing."""
    assert sheet.formulas == 0
    for row in sheet.rows:
        for column in (Column.ACT, Column.PLACE, Column.PERSON, Column.NOTE):
            assert row[column].kind == ("string" if row[column].text else "")
