"""The work behind the Share page: reading what leaves, writing it, saying what was done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from smallacts_desktop.domain.backups import UnreadableEntry
from smallacts_desktop.domain.disclosure import Column, Disclosure, ShareChoice, ShareWay, disclose
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.sharing.atomic_file import write_beside
from smallacts_desktop.sharing.csv.file import Delimiter, csv_chunks
from smallacts_desktop.sharing.report.html_report import html_report
from smallacts_desktop.sharing.report.model import Report, ReportOptions, report_of
from smallacts_desktop.sharing.report.pdf_report import paint_report, pdf_report
from smallacts_desktop.ui.kit.desktop import first_folder
from smallacts_desktop.ui.kit.jobs import Progress
from smallacts_desktop.ui.kit.paper_output import usual_paper
from smallacts_desktop.ui.share.note_picker import Ticks
from smallacts_desktop.ui.text import damage_words, words

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class ShareRequest:
    """What the person asked for: a choice, and which of the notes in it are ticked."""

    choice: ShareChoice
    ticks: Ticks


@dataclass(frozen=True, slots=True)
class ShareResult:
    """What a request comes to.

    ``disclosure`` is what leaves by ``choice``, which names the ticked notes; ``offered`` is the
    same with every note, for ticking them.
    """

    choice: ShareChoice
    disclosure: Disclosure
    offered: Disclosure


def read(journal: Journal, request: ShareRequest, progress: Progress) -> ShareResult:
    """Read what leaves, in another thread than the window's."""
    with journal.worker():
        total = journal.count()
        unreadable: list[UnreadableEntry] = []
        found = journal.entries(request.choice.first, request.choice.last, unreadable.append)
        entries = tuple(_counted(found, total, progress))
    offered = disclose(entries, request.choice, unreadable)
    if Column.NOTE not in request.choice.include:
        return ShareResult(request.choice, offered, offered)
    notes = request.ticks.chosen(entry for entry in offered.entries if entry.note)
    choice = replace(request.choice, notes=notes)
    return ShareResult(choice, disclose(entries, choice, unreadable), offered)


def save_csv(
    journal: Journal, request: ShareRequest, delimiter: Delimiter, target: Path, progress: Progress
) -> ShareResult:
    """Write the CSV file in another thread; an older file stays whole until the new one is."""
    shared = read(journal, request, progress)
    total = len(shared.disclosure.entries)
    write_beside(target, _stoppable(csv_chunks(shared.disclosure, delimiter), total, progress))
    return shared


def save_bytes(data: bytes, target: Path, progress: Progress) -> None:
    """Write a finished file; an older one stays whole until the new one is."""
    pieces = (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))
    write_beside(target, _stoppable(pieces, len(data) // _CHUNK + 1, progress))


def _counted(entries: Iterable[Entry], total: int, progress: Progress) -> Iterator[Entry]:
    for number, entry in enumerate(entries, start=1):
        progress(number, max(number, total))
        yield entry


def _stoppable(chunks: Iterable[bytes], total: int, progress: Progress) -> Iterator[bytes]:
    for number, chunk in enumerate(chunks, start=1):
        progress(number, max(number, total))
        yield chunk


def default_delimiter() -> Delimiter:
    """What a spreadsheet of the person's region expects between two cells."""
    return Delimiter.SEMICOLON if QLocale().decimalPoint() == "," else Delimiter.COMMA


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Ask where to save a file called ``name`` or something else; None to leave it."""
    suffix = Path(name).suffix
    kinds = {
        ".csv": QCoreApplication.translate("SharePage", "CSV files (*.csv)"),
        ".pdf": QCoreApplication.translate("SharePage", "PDF files (*.pdf)"),
        ".html": QCoreApplication.translate("SharePage", "HTML files (*.html)"),
    }
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        QCoreApplication.translate("SharePage", "Save file"),
        str(first_folder() / name),
        kinds[suffix],
    )
    if not chosen:
        return None
    target = Path(chosen)
    return target if target.suffix else target.with_suffix(suffix)


def saved_sentence(target: Path, disclosure: Disclosure) -> str:
    """Where the file is, how many rows it has and how many entries stayed."""
    saved = QCoreApplication.translate("SharePage", "Saved as “{name}”, with {rows}.")
    where = QCoreApplication.translate("SharePage", "It is in {folder}.")
    return _sentences(
        saved.format(name=target.name, rows=rows_sentence(len(disclosure.entries))),
        left_out_sentence(disclosure),
        where.format(folder=target.parent),
    )


def copied_sentence(disclosure: Disclosure) -> str:
    """How many rows can be pasted now and how many entries stayed."""
    copied = QCoreApplication.translate("SharePage", "Copied, with {rows}.")
    return _sentences(
        copied.format(rows=rows_sentence(len(disclosure.entries))),
        left_out_sentence(disclosure),
    )


def printed_sentence(disclosure: Disclosure) -> str:
    """How many rows went to the printer and how many entries stayed."""
    printed = QCoreApplication.translate("SharePage", "Sent to the printer, with {rows}.")
    return _sentences(
        printed.format(rows=rows_sentence(len(disclosure.entries))),
        left_out_sentence(disclosure),
    )


def rows_sentence(count: int) -> str:
    """A number of rows in words."""
    return words.plural(
        QCoreApplication.translate("SharePage", "1 row"),
        QCoreApplication.translate("SharePage", "{count} rows"),
        count,
    )


def withheld_sentence(withheld: int) -> str:
    """How many private entries stay; blank for none."""
    return words.plural_or_blank(
        QCoreApplication.translate("SharePage", "1 private entry stays here."),
        QCoreApplication.translate("SharePage", "{count} private entries stay here."),
        withheld,
    )


def left_out_sentence(disclosure: Disclosure) -> str:
    """How many entries stay, since they are private or cannot be read; blank for none."""
    return _sentences(
        withheld_sentence(disclosure.withheld), damage_words.left_out(disclosure.unreadable)
    )


def _sentences(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What leaves, what the person adds on the first page, and the day on which they do."""

    request: ShareRequest
    options: ReportOptions
    today: date

    def made_of(self, shared: ShareResult) -> Report:
        """The report; a quoted note need not be one that the table shows."""
        return report_of(shared.offered, shared.choice, self.options, self.today)


def save_pdf(
    journal: Journal, wanted: ReportRequest, target: Path, progress: Progress
) -> ShareResult:
    """Write the report as a PDF file for the paper of the person's region."""
    shared = read(journal, wanted.request, progress)
    report = wanted.made_of(shared)
    paper = usual_paper()
    data = pdf_report(report, QCoreApplication.translate, paper, progress=progress)
    save_bytes(data, target, progress)
    return shared


def save_html(
    journal: Journal, wanted: ReportRequest, target: Path, progress: Progress
) -> ShareResult:
    """Write the report as a web page, which a screen reader can walk through."""
    shared = read(journal, wanted.request, progress)
    data = html_report(wanted.made_of(shared), QCoreApplication.translate, progress=progress)
    save_bytes(data, target, progress)
    return shared


def print_report(
    journal: Journal, wanted: ReportRequest, printer: QPrinter, progress: Progress
) -> ShareResult:
    """Draw the report on a printer."""
    shared = read(journal, wanted.request, progress)
    paint_report(printer, wanted.made_of(shared), QCoreApplication.translate, progress)
    return shared


SAVED_BY = {ShareWay.PDF: save_pdf, ShareWay.HTML: save_html}
