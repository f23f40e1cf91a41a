"""A week on paper: the right seven days, one page, real text, and nothing about the person."""

import getpass
import re
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.acts import Act, ActSize, read_catalogue
from smallacts_desktop.paths import read_resource
from smallacts_desktop.sharing.paper.pdf_file import Paper
from smallacts_desktop.sharing.paper.pdf_week_sheet import (
    BLANK,
    PaperAct,
    WeekSheet,
    cards_for,
    pocket_cards_pdf,
    print_pocket_cards,
    print_week_sheet,
    week_sheet_pdf,
)

ACTS = list(read_catalogue(read_resource("acts.toml")))
WEEK = date(2026, 11, 30)
MADE = date(2026, 11, 22)
SEVEN = tuple(PaperAct.of(act) for act in ACTS[:: len(ACTS) // 7][:7])
PAPERS = tuple(Paper)


@pytest.fixture(autouse=True)
def british(qapp: QApplication) -> Iterator[None]:
    """An application, and British dates."""
    del qapp
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def said_by(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    """What one of Poppler's tools says about a PDF file."""
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    last = ["-"] if tool == "pdftotext" else []
    done = subprocess.run(
        [tool, *options, str(file), *last], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def words_of(pdf: bytes, folder: Path) -> str:
    """Every word of a PDF file, lines and spaces evened out."""
    return " ".join(said_by("pdftotext", pdf, folder, "-layout").split())


def facts_of(pdf: bytes, folder: Path) -> dict[str, str]:
    """What the file says about itself."""
    lines = said_by("pdfinfo", pdf, folder).splitlines()
    return {name: rest.strip() for name, _, rest in (line.partition(":") for line in lines)}


def seen_in(pdf: bytes, folder: Path) -> set[str]:
    """The separate words, whatever column they stand in."""
    return set(words_of(pdf, folder).split())


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 27), date(2026, 12, 3)),
        (date(2026, 12, 28), date(2027, 1, 3)),
        (date(2028, 2, 25), date(2028, 3, 2)),
        # The weeks in which British clocks go forward and back.
        (date(2026, 3, 26), date(2026, 4, 1)),
        (date(2026, 10, 22), date(2026, 10, 28)),
    ],
)
def test_seven_days_in_a_row(first: date, last: date) -> None:
    """Across months, years, a leap day and changes of the clock, each day stands once."""
    sheet = WeekSheet(first)
    days = [day for day, _ in sheet.rows]
    assert days == [first + timedelta(days=n) for n in range(7)]
    assert sheet.last_day == last


def test_days_without_an_act_are_blank() -> None:
    """Acts go to the days in their order; an eighth would have no day."""
    sheet = WeekSheet(WEEK, (SEVEN[0], BLANK, SEVEN[1]))
    assert [act for _, act in sheet.rows] == [SEVEN[0], BLANK, SEVEN[1], *[BLANK] * 4]
    assert len(WeekSheet(WEEK, (*SEVEN, *SEVEN)).rows) == 7


def test_cards_are_eight() -> None:
    """Blank days take no card away from an act; cards to spare are blank."""
    assert cards_for((SEVEN[0], BLANK, SEVEN[1])) == (SEVEN[0], SEVEN[1], *[BLANK] * 6)
    assert cards_for(()) == (BLANK,) * 8


@pytest.mark.parametrize("paper", PAPERS)
def test_the_sheet_says_every_day_and_act(paper: Paper, tmp_path: Path) -> None:
    """Each weekday, each date and each word of each act is text that can be found."""
    pdf = week_sheet_pdf(WeekSheet(WEEK, SEVEN), paper, MADE)
    seen, text = seen_in(pdf, tmp_path), words_of(pdf, tmp_path)
    assert "30 November to 6 December 2026" in text
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        assert text.count(day) == 1
    for number in range(1, 7):
        assert f"{number} December" in text
    for act in SEVEN:
        assert set(act.title.split()) <= seen
    assert text.count("A few words") == 7
    for box in ("Before", "After", "Done"):
        assert text.count(box) >= 7


@pytest.mark.parametrize("paper", PAPERS)
def test_the_cards_say_every_act_and_hint(paper: Paper, tmp_path: Path) -> None:
    """Title and hint are on the card; the eighth card is blank."""
    pdf = pocket_cards_pdf(SEVEN, paper, MADE)
    seen = seen_in(pdf, tmp_path)
    for act in SEVEN:
        assert {*act.title.split(), *act.hint.split()} <= seen
    text = words_of(pdf, tmp_path)
    assert text.count("An act of your own") == 1
    assert text.count("Done") == 8


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("cards", [False, True])
def test_one_page_of_real_text(paper: Paper, cards: bool, tmp_path: Path) -> None:
    """One page of the right size; every font is embedded; no picture stands for words."""
    pdf = (
        pocket_cards_pdf(SEVEN, paper, MADE)
        if cards
        else week_sheet_pdf(WeekSheet(WEEK, SEVEN), paper, MADE)
    )
    facts = facts_of(pdf, tmp_path)
    assert facts["Pages"] == "1"
    assert facts["Page size"].lower().endswith(f"({paper.name.lower()})")
    fonts = said_by("pdffonts", pdf, tmp_path).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)
    assert said_by("pdfimages", pdf, tmp_path, "-list").splitlines()[2:] == []


@pytest.mark.parametrize("cards", [False, True])
def test_nothing_about_the_person(cards: bool, tmp_path: Path) -> None:
    """A title and the program's name; no author, no account, no path."""
    sheet = WeekSheet(WEEK)
    pdf = pocket_cards_pdf((), Paper.A4, MADE) if cards else week_sheet_pdf(sheet, Paper.A4, MADE)
    facts = facts_of(pdf, tmp_path)
    assert facts["Title"] == ("Small acts for your pocket" if cards else "A week of small acts")
    assert facts["Creator"] == "Small Acts"
    assert facts.get("Author", "") == ""
    # To the day: neither the hour nor the zone it was made in.
    assert b"D:20261122000000Z" in pdf
    about = "\n".join((*facts.values(), said_by("pdfinfo", pdf, tmp_path, "-meta")))
    for private in (getpass.getuser(), str(Path.home()), str(tmp_path)):
        assert private not in about


def test_the_longest_acts_lose_no_word(tmp_path: Path) -> None:
    """Every act that ships, on sheets and on cards: nothing is cut off."""
    for start in range(0, len(ACTS), 7):
        some = ACTS[start : start + 7]
        papers = tuple(PaperAct.of(act) for act in some)
        sheet = seen_in(week_sheet_pdf(WeekSheet(WEEK, papers), Paper.LETTER, MADE), tmp_path)
        cards = seen_in(pocket_cards_pdf(papers, Paper.LETTER, MADE), tmp_path)
        for act in some:
            assert set(act.title.split()) <= sheet
            assert {*act.title.split(), *act.hint.split()} <= cards


def test_the_longest_words_of_ones_own_keep_to_their_place(tmp_path: Path) -> None:
    """Two hundred characters: what does not fit ends in an ellipsis, and one page is enough."""
    wordy = PaperAct("A very kind word " * 11 + "at the end")
    unbroken = PaperAct("x" * 200, "y" * 200, ActSize.SMALL)
    for pdf in (
        week_sheet_pdf(WeekSheet(WEEK, (wordy, unbroken)), Paper.A4, MADE),
        pocket_cards_pdf((wordy, unbroken), Paper.A4, MADE),
    ):
        assert facts_of(pdf, tmp_path)["Pages"] == "1"
        assert "…" in words_of(pdf, tmp_path)


def test_right_to_left(qapp: QApplication, tmp_path: Path) -> None:
    """Where the language begins on the right, so does the page, and it is still one."""
    sheet = WeekSheet(WEEK, SEVEN)

    def left_edge(pdf: bytes) -> float:
        boxes = said_by("pdftotext", pdf, tmp_path, "-bbox")
        found = re.search(r'xMin="([0-9.]+)"[^>]*>Monday<', boxes)
        assert found is not None
        return float(found[1])

    assert left_edge(week_sheet_pdf(sheet, Paper.A4, MADE)) < 100
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        pdf = week_sheet_pdf(sheet, Paper.A4, MADE)
        cards = pocket_cards_pdf(SEVEN, Paper.A4, MADE)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert left_edge(pdf) > 400
    assert [facts_of(each, tmp_path)["Pages"] for each in (pdf, cards)] == ["1", "1"]


@pytest.mark.parametrize("cards", [False, True])
def test_printing_fits_the_printers_paper(cards: bool, tmp_path: Path) -> None:
    """A sheet for A4 on a printer that holds Letter still comes out whole, on one page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    target = tmp_path / "printed.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPageSize(Paper.LETTER.value)
    if cards:
        assert print_pocket_cards(printer, SEVEN, Paper.A4)
    else:
        assert print_week_sheet(printer, WeekSheet(WEEK, SEVEN), Paper.A4)
    pdf = target.read_bytes()
    assert facts_of(pdf, tmp_path)["Pages"] == "1"
    acts: list[Act] = [act for act in ACTS if act.title in {each.title for each in SEVEN}]
    assert all(set(act.title.split()) <= seen_in(pdf, tmp_path) for act in acts)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_is_not_there(tmp_path: Path) -> None:
    """It says so rather than crash."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no-such-folder" / "printed.pdf"))
    assert not print_week_sheet(printer, WeekSheet(WEEK), Paper.A4)
