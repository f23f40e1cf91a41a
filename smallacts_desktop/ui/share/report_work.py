"""The work behind the report: drawn off the window's thread, for a file or for a printer."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrinter

from smallacts_desktop.domain.disclosure import ShareWay
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.sharing.report.html_report import html_report
from smallacts_desktop.sharing.report.model import Report, ReportOptions, report_of
from smallacts_desktop.sharing.report.pdf_report import paint_report, pdf_report
from smallacts_desktop.ui.kit.jobs import Progress
from smallacts_desktop.ui.kit.paper_output import usual_paper
from smallacts_desktop.ui.share import share_work
from smallacts_desktop.ui.share.share_work import ShareRequest, ShareResult


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What leaves, what the person adds on the first page, and the day on which they do."""

    order: ShareRequest
    options: ReportOptions
    today: date

    def made_of(self, shared: ShareResult) -> Report:
        """The report; a quoted note need not be one that the table shows."""
        return report_of(shared.offered, shared.choice, self.options, self.today)


def save_pdf(
    journal: Journal, wanted: ReportRequest, target: Path, progress: Progress
) -> ShareResult:
    """Write the report as a PDF file for the paper of the person's region."""
    shared = share_work.read(journal, wanted.order, progress)
    report = wanted.made_of(shared)
    paper = usual_paper()
    data = pdf_report(report, QCoreApplication.translate, paper, progress=progress)
    share_work.save_bytes(data, target, progress)
    return shared


def save_html(
    journal: Journal, wanted: ReportRequest, target: Path, progress: Progress
) -> ShareResult:
    """Write the report as a web page, which a screen reader can walk through."""
    shared = share_work.read(journal, wanted.order, progress)
    data = html_report(wanted.made_of(shared), QCoreApplication.translate, progress=progress)
    share_work.save_bytes(data, target, progress)
    return shared


def print_report(
    journal: Journal, wanted: ReportRequest, printer: QPrinter, progress: Progress
) -> ShareResult:
    """Draw the report on a printer."""
    shared = share_work.read(journal, wanted.order, progress)
    paint_report(printer, wanted.made_of(shared), QCoreApplication.translate, progress)
    return shared


SAVED_BY = {ShareWay.PDF: save_pdf, ShareWay.HTML: save_html}
