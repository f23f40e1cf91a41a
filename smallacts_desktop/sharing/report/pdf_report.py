"""The report as a PDF file, or on a printer: page one, then the table."""

from collections.abc import Callable

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPagedPaintDevice

from smallacts_desktop.sharing.paper.pdf_canvas import (
    POINTS_PER_INCH,
    PdfCanvas,
    TextStyle,
    use_whole_page,
)
from smallacts_desktop.sharing.paper.pdf_file import Paper, begin, pdf_bytes
from smallacts_desktop.sharing.report.model import Progress, Report
from smallacts_desktop.sharing.report.pdf_page_one import MARGIN as FIRST_MARGIN
from smallacts_desktop.sharing.report.pdf_page_one import page_one
from smallacts_desktop.sharing.report.pdf_table import MARGIN, PartTwo
from smallacts_desktop.sharing.report.words import ReportWords, Translate
from smallacts_desktop.tokens import LIGHT

__all__ = ["Paper", "paint_report", "pdf_report"]

_FOOT = 36.0


def pdf_report(
    report: Report,
    translate: Translate,
    paper: Paper,
    language: str = "en-GB",
    progress: Progress | None = None,
) -> bytes:
    """The report as a PDF file of real text, fonts embedded; the same report gives the same bytes.

    ``language`` is the tag of the language that ``translate`` speaks. ``progress`` is called with
    steps done and steps in all; whatever it raises (CancelledError) ends the work. Needs a
    QGuiApplication, on the "offscreen" platform as well, and may run in any thread. Raises
    PageNotDrawnError when Qt cannot draw.
    """
    return pdf_bytes(
        lambda device: paint_report(device, report, translate, progress),
        paper=paper,
        title=ReportWords(translate).document_title(report),
        language=language,
        made=report.made,
    )


def paint_report(
    device: QPagedPaintDevice,
    report: Report,
    translate: Translate,
    progress: Progress | None = None,
) -> None:
    """Draw the report on a file or a printer, on the sheets it is set to.

    Raises PageNotDrawnError when Qt cannot begin, and whatever ``progress`` raises.
    """
    use_whole_page(device)
    words = ReportWords(translate)
    steps = 2 * len(report.rows) + 1

    def advance(done: int) -> None:
        if progress is not None:
            progress(done, steps)

    # The first time round nothing is drawn: the foot of page one must know how many there are.
    size, scale = device.pageLayout().fullRectPoints().size(), device.logicalDpiX()
    canvas = PdfCanvas(None, QSizeF(size), scale / POINTS_PER_INCH)
    pages = _Pages(canvas, report, words, 0, lambda: None).draw(advance, 0)
    painter = begin(device)
    try:
        canvas = PdfCanvas(painter, QSizeF(size), scale / POINTS_PER_INCH)
        drawn = _Pages(canvas, report, words, pages, device.newPage)
        drawn.draw(advance, len(report.rows))
    finally:
        painter.end()
    advance(steps)


class _Pages:
    def __init__(
        self,
        canvas: PdfCanvas,
        report: Report,
        words: ReportWords,
        pages: int,
        new_page: Callable[[], object],
    ) -> None:
        self._canvas, self._report, self._words = canvas, report, words
        self._page, self._pages, self._new_page = 1, pages, new_page

    def draw(self, progress: Callable[[int], None], done: int) -> int:
        """Draw every page; returns how many there are."""
        in_full = page_one(self._canvas, self._report, self._words)
        part_two = PartTwo(self._canvas, self._report, self._words, self._turn)
        part_two.draw(in_full, lambda row: progress(done + row))
        self._foot()
        return self._page

    def _turn(self) -> None:
        self._foot()
        self._new_page()
        self._page += 1

    def _foot(self) -> None:
        canvas, y = self._canvas, self._canvas.height - _FOOT
        margin = FIRST_MARGIN if self._page == 1 else MARGIN
        width = canvas.width - 2 * margin
        title = self._words.document_title(self._report)
        canvas.say(title, TextStyle.SMALL, margin, y, LIGHT.ink_soft, width - 80)
        number = self._words.page(self._page, self._pages)
        lines = canvas.lines(number, TextStyle.SMALL, 80, end=True)
        canvas.draw(lines, canvas.width - margin - 80, y, LIGHT.ink_soft)
