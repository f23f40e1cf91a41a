"""The page with the recovery code: one page, the whole code, and nothing else of the person's."""

import getpass
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.sharing.paper.pdf_file import Paper
from smallacts_desktop.sharing.paper.pdf_recovery_page import print_recovery_page, recovery_page_pdf

CODE = RecoveryCode("0123456789ABCDEFGHJKMNPQ")
MADE = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def british(qapp: QApplication) -> Iterator[None]:
    """An application, and British dates."""
    del qapp
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def said_by(tool: str, file: Path) -> str:
    """What one of Poppler's tools says about a PDF file."""
    last = ["-"] if tool == "pdftotext" else []
    done = subprocess.run([tool, file, *last], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


@pytest.mark.parametrize("paper", list(Paper))
def test_the_page_holds_the_code_and_says_what_it_is_for(tmp_path: Path, paper: Paper) -> None:
    """Every group, in order and as text, the day, and where to keep it; on one page."""
    file = tmp_path / "page.pdf"
    file.write_bytes(recovery_page_pdf(CODE, paper, MADE))
    text = " ".join(said_by("pdftotext", file).split())
    places = [text.index(group) for group in CODE.groups]
    assert places == sorted(places)
    assert "22 November 2026" in text
    assert "not beside the computer" in text
    assert "…" not in text
    facts = said_by("pdfinfo", file)
    assert "Pages:           1" in facts
    assert "Title:           Recovery code" in facts
    assert getpass.getuser().encode() not in file.read_bytes()


def test_a_printer_gets_the_same_page(tmp_path: Path) -> None:
    """Printed into a file: one page with the code on it."""
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert print_recovery_page(printer, CODE, Paper.A4, MADE)
    assert CODE.groups[5] in said_by("pdftotext", tmp_path / "printed.pdf")
