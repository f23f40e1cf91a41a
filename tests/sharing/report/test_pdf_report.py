"""The report as a PDF, read back with poppler's tools as any other program would read it."""

import re
import subprocess
import time
import unicodedata
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.domain.errors import CancelledError
from smallacts_desktop.sharing.report.model import Report, ReportOptions
from smallacts_desktop.sharing.report.pdf_report import Paper, paint_report, pdf_report
from tests.sharing.report.report_stand_in import (
    EVERYTHING,
    FIRST,
    TODAY,
    english,
    entry,
    just_words,
    report,
)

pytestmark = pytest.mark.usefixtures("qapp")
HEBREW = "אמרתי שלום לשכן"
ARABIC = "قلت مرحبا للجار"

Make = Callable[..., Path]


@pytest.fixture
def pdf(tmp_path: Path) -> Make:
    """Writes a report to a file."""

    def make(made: Report, paper: Paper = Paper.A4, language: str = "en-GB") -> Path:
        target = tmp_path / "report.pdf"
        target.write_bytes(pdf_report(made, english, paper, language))
        return target

    return make


def run(*command: str | Path) -> str:
    """What a tool prints."""
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def text_of(path: Path, *options: str) -> str:
    """All the text in reading order, with the shapes of Arabic letters folded into letters."""
    return unicodedata.normalize("NFKC", run("pdftotext", *options, path, "-"))


def flat(text: str) -> str:
    """``text`` with any run of blanks and line ends as one blank."""
    return " ".join(text.split())


def pages_of(path: Path) -> int:
    """How many pages there are."""
    (count,) = re.findall(r"^Pages:\s+(\d+)$", run("pdfinfo", path), re.MULTILINE)
    return int(count)


def everything_in(path: Path) -> bytes:
    """The bytes of the file and, unpacked, of every stream in it."""
    raw = path.read_bytes()
    parts = [raw]
    for found in re.finditer(rb"stream\r?\n", raw):
        unpacker = zlib.decompressobj()
        try:
            parts.append(unpacker.decompress(raw[found.end() :]))
        except zlib.error:
            continue
    assert len(parts) > 3
    return b"\n".join(parts)


def entries() -> list[Entry]:
    """Acts with places, people and notes, some private."""
    acts = [
        entry(n, act=f"Greet neighbour {n}", place="library", person="Nickname",
              note=f"Wonderful notewords {n}", expectation=Expectation.MUCH_EASIER,
              response=Response.WARM)
        for n in range(1, 13)
    ]  # fmt: skip
    return [
        *acts,
        entry(20, outcome=Outcome.NOT_THIS_TIME, barrier=Barrier.ANXIOUS, mood_after=None),
        just_words(21, "Quietday"),
        entry(22, act="Hiddenact", note="Hiddennote", person="Hiddenperson", private=True),
    ]


def test_every_chosen_word_can_be_found(pdf: Make) -> None:
    """Acts, answers, dates, places, people, notes, quotes and what to talk about are text."""
    options = ReportOptions("Samantha", "The office first, then the flat.", (UUID(int=3),))
    text = flat(text_of(pdf(report(entries(), options, include=EVERYTHING))))
    for number in range(1, 13):
        assert f"Greet neighbour {number}" in text
        assert f"Wonderful notewords {number}" in text
    for word in (
        "Samantha", "The office first, then the flat.", "26 October 2026 to 23 November 2026",
        "Much easier", "Warmly", "Anxious", "Not this time", "Library", "with Nickname",
        "Quietday", "Just words", "22 Nov 2026", "1 entry is kept private",
        "What I’d like to talk about", "In my own words", "This is not a test or a diagnosis.",
    ):  # fmt: skip
        assert word in text
    assert text.count("Wonderful notewords 3") == 2


def test_no_withheld_word_is_anywhere(pdf: Make) -> None:
    """Not in the text, not in what the file says about itself, not in any stream of it."""
    path = pdf(report(entries()))
    whole = everything_in(path)
    text = text_of(path) + run("pdfinfo", path) + run("pdfinfo", "-meta", path)
    for word in ("Hidden", "Nickname", "Library", "library", "notewords", "Quietday"):
        assert word not in text
        assert word.encode() not in whole
        assert word.encode("utf-16-be") not in whole
    assert "Greet neighbour 1" in text


def test_one_note_that_was_ticked_comes_alone(pdf: Make) -> None:
    """The other notes stay, though the column is there."""
    made = report(entries(), include=EVERYTHING, notes=frozenset({UUID(int=5)}))
    assert re.findall(r"notewords (\d+)", text_of(pdf(made))) == ["5"]


def test_the_file_names_nobody(pdf: Make, home: Path) -> None:
    """Title and language, the day and the program; no author, account, path, zone or name."""
    path = pdf(report(entries(), ReportOptions(name="Samantha")), language="cy")
    told = run("pdfinfo", path)
    fields = dict(re.findall(r"^([\w ]+):[ ]*(.*)$", told, re.MULTILINE))
    assert fields["Title"] == "Small acts of connection, 26 October 2026 to 23 November 2026"
    assert (fields["Author"], fields["Creator"]) == ("", "Small Acts")
    assert fields["Producer"].startswith("Qt ")
    raw = path.read_bytes()
    assert b"/Lang (cy)" in raw
    assert b"/CreationDate (D:20261123000000Z)" in raw
    meta = run("pdfinfo", "-meta", path)
    assert "<rdf:li>cy</rdf:li>" in meta
    assert "2026-11-23T00:00:00Z" in meta
    assert "Samantha" not in told + meta
    assert str(home).encode() not in everything_in(path)


def test_fonts_are_embedded(pdf: Make) -> None:
    """Every font, with the table that lets text be copied out."""
    odd = entry(1, note=f"{HEBREW} {ARABIC} 中文 😀 naïve – “q”")
    _, _, *fonts = run("pdffonts", pdf(report([odd], include=EVERYTHING))).splitlines()
    assert len(fonts) >= 3
    for font in fonts:
        assert re.search(r"\s+yes\s+\w+\s+yes\s+\d+\s+\d+$", font)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("length", [0, 5_000])
def test_page_one_is_one_page_whatever_it_holds(pdf: Make, paper: Paper, length: int) -> None:
    """The longest texts are shortened with a line that says so, and follow in full."""
    talk = " ".join(f"talk{n}" for n in range(length // 8))
    notes = [" ".join(f"quote{q}x{n}" for n in range(400)) for q in range(3)]
    acts = [
        entry(q, note=notes[q] if q < 3 else "", act=f"Act {q}", size=None if q % 2 else "small",
              outcome=Outcome.DONE if q < 80 else Outcome.NOT_THIS_TIME,
              barrier=None if q < 80 else list(Barrier)[q % 7],
              mood_after=6 if q < 80 else None, expectation=Expectation.SAME)
        for q in range(100)
    ]  # fmt: skip
    acts.append(entry(101, outcome=Outcome.NOT_THIS_TIME, mood_after=None))
    name = "Bartholomew " * 30
    options = ReportOptions(name, talk, tuple(UUID(int=q) for q in range(3)))
    path = pdf(report(acts, options), paper)
    first = flat(text_of(path, "-l", "1"))
    rest = flat(text_of(path, "-f", "2"))
    assert "Shortened here. The whole text follows from page 2 on." in first
    assert "This is not a test or a diagnosis." in first
    assert re.search(r"\b1 of \d+$", first)
    assert "Something else" in first
    assert "The entries" in rest
    assert "From page 1, in full" in rest
    for whole in (name.strip(), talk, *notes):
        assert whole in re.sub(r"(Small acts of connection, [\w ]+? 2026 )?\d+ of \d+ ", "", rest)
    assert "quote0x0" in first
    assert ("talk0" in first) == (length > 0)


def test_a_short_report_without_entries_is_one_page(pdf: Make) -> None:
    """No empty table follows."""
    path = pdf(report([], ReportOptions("Sam", "Hello.")))
    assert pages_of(path) == 1
    assert "Shortened" not in text_of(path)


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, "595 x 842"), (Paper.LETTER, "612 x 792")])
def test_each_page_has_its_number_and_each_table_page_its_heading(
    pdf: Make, paper: Paper, size: str
) -> None:
    """As many pages as the table needs, on the sheet that was asked for."""
    path = pdf(report([entry(n) for n in range(90)]), paper)
    assert size in run("pdfinfo", path)
    pages = pages_of(path)
    assert pages > 3
    for page in range(1, pages + 1):
        text = text_of(path, "-layout", "-f", str(page), "-l", str(page))
        assert f"{page} of {pages}" in text
        heads = re.search(r"Happened\s+Written\s+Act\s+Outcome\s+Before\s+After\s+Change", text)
        assert (heads is not None) == (page > 1)
    assert len(re.findall(r"Say hello", text_of(path))) == 90


def test_a_long_note_runs_over_pages_and_loses_no_word(pdf: Make) -> None:
    """Each page says whose note goes on."""
    words = [f"w{n}" for n in range(6_000)]
    path = pdf(report([entry(1, note=" ".join(words))], include=EVERYTHING))
    text = text_of(path)
    assert re.findall(r"\bw\d+\b", text) == words
    assert text.count("Note of 2 Nov 2026, continued") == pages_of(path) - 2 > 1


def test_moods_remembered_afterwards_are_bracketed_and_explained(pdf: Make) -> None:
    """In the table, and on page one by their number."""
    remembered = entry(1, mood_before=3, mood_before_recorded=MoodRecorded.AFTERWARDS)
    text = flat(text_of(pdf(report([remembered, entry(2)]))))
    assert "(3)" in text
    assert "such as (4), was remembered after the act" in text
    assert "1 of the moods before was remembered after the act." in text


def test_words_in_any_script_come_out(pdf: Make) -> None:
    """Right to left, marks and emoji neither stop the work nor turn other text around."""
    odd = [
        entry(1, note=HEBREW, act=HEBREW), entry(2, note=ARABIC, person=ARABIC),
        entry(3, note="Party 🎉 time", act="😀"), entry(4, note="abc \u202egnp.exe\u202c xyz"),
        entry(5, note="x" * 5_000, act="W" * 200, place="L" * 200),
        entry(6, note="bell\x07 tab\tnext\x0bline"),
    ]  # fmt: skip
    text = flat(text_of(pdf(report(odd, include=EVERYTHING))))
    for word in (*HEBREW.split(), *ARABIC.split(), "Party", "time", "abc gnp.exe xyz", "bell"):
        assert word in text
    assert sum(len(part) for part in re.findall("x{9,}", text)) == 5_000


def test_the_same_report_gives_the_same_bytes() -> None:
    """No clock and no chance is in the file."""
    made = report(entries(), include=EVERYTHING)
    assert pdf_report(made, english, Paper.A4) == pdf_report(made, english, Paper.A4)


def test_it_can_be_stopped_in_the_first_and_the_second_half() -> None:
    """What the progress function raises ends the work, while counting and while drawing."""
    made = report([entry(n) for n in range(300)])
    for stop_at in (100, 400):
        seen: list[int] = []

        def stop(done: int, total: int, stop_at: int = stop_at, seen: list[int] = seen) -> None:
            assert total == 601
            seen.append(done)
            if done >= stop_at:
                raise CancelledError

        with pytest.raises(CancelledError):
            pdf_report(made, english, Paper.A4, progress=stop)
        assert seen == sorted(seen)
        assert seen[-1] < stop_at + 60


def test_years_of_entries_are_done_in_seconds() -> None:
    """Twelve thousand entries, half with notes; progress reaches its end."""
    many = [
        entry(n, date=date(2020, 1, 1) + timedelta(days=n // 6), act=f"Act number {n}",
              note=f"Some words about act {n}. " * (n % 6) if n % 2 else "")
        for n in range(12_000)
    ]  # fmt: skip
    made = report(many, include=EVERYTHING, first=None)
    steps: list[tuple[int, int]] = []
    started = time.process_time()
    written = pdf_report(
        made, english, Paper.A4, progress=lambda done, total: steps.append((done, total))
    )
    assert time.process_time() - started < 30
    assert steps[-1] == (24_001, 24_001)
    assert len(written) < 20_000_000


def test_a_printer_gets_the_same_pages(tmp_path: Path, qapp: QApplication) -> None:
    """The same drawing, on whatever sheet the printer is set to."""
    del qapp
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    made = report(entries(), include=EVERYTHING)
    paint_report(printer, made, english)
    written = tmp_path / "written.pdf"
    written.write_bytes(pdf_report(made, english, Paper.A4))
    assert flat(text_of(tmp_path / "printed.pdf")) == flat(text_of(written))
    assert (made.first, made.last) == (FIRST, TODAY)


def test_it_can_be_drawn_off_the_windows_thread() -> None:
    """A long report is drawn while the window goes on; the bytes are the same."""
    made = report(entries(), include=EVERYTHING)
    with ThreadPoolExecutor(1) as elsewhere:
        drawn = elsewhere.submit(pdf_report, made, english, Paper.A4).result(timeout=60)
    assert drawn == pdf_report(made, english, Paper.A4)


def test_text_from_right_to_left_begins_at_the_right(pdf: Make) -> None:
    """A note in Hebrew ends its lines at the far edge of the page, one in English does not."""

    def right_edge(note: str) -> float:
        path = pdf(report([entry(1, note=note)], include=EVERYTHING))
        boxes = run("pdftotext", "-bbox", "-f", "2", path, "-")
        # Told with their places, letters from right to left stand each by itself.
        edges = re.findall(rf'xMax="([\d.]+)"[^>]*>(?:{note}|[{note}])<', boxes)
        return max(map(float, edges))

    assert right_edge("שלום") > 540
    assert right_edge("Hello") < 240
