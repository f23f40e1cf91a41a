"""The report as a PDF file, or on a printer: page one, then every entry in a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPagedPaintDevice

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.sharing.paper.pdf_canvas import (
    POINTS_PER_INCH,
    PdfCanvas,
    TextLine,
    TextStyle,
    fitting,
    height_of,
    use_whole_page,
)
from smallacts_desktop.sharing.paper.pdf_file import Paper, begin, pdf_bytes
from smallacts_desktop.sharing.report import words as said
from smallacts_desktop.sharing.report.model import Progress, Report
from smallacts_desktop.sharing.report.pdf_page_one import BOTTOM, TOP, InFull, heading, page_one
from smallacts_desktop.sharing.report.pdf_page_one import MARGIN as FIRST_MARGIN
from smallacts_desktop.sharing.report.words import ReportWords, Translate, mood_after, mood_change
from smallacts_desktop.tokens import LIGHT

TABLE_MARGIN = 38.0
_PAD, _CELL_GAP = 4.0, 7.0
# Numbers keep to the far side of their column, so what follows them needs more air.
_AFTER_NUMBERS = 8.0
_ROWS_PER_REPORT = 50
_NOTE_BAR = 1.6
# A longer line than this is hard to read.
_WIDEST_TEXT = 450.0


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    width: float  # 0: what the others leave
    cell: Callable[[Entry, ReportWords], str]
    number: bool = False


def _happened(entry: Entry, words: ReportWords) -> str:
    day = words.short_day(entry.date)
    return day if entry.time is None else f"{day}\n{entry.time:%H:%M}"


_COLUMNS = (
    _Column(said.HAPPENED, 53, _happened),
    _Column(said.WRITTEN, 53, lambda entry, words: words.written(entry)),
    _Column(said.ACT, 0, lambda entry, words: words.act(entry)),
    _Column(said.OUTCOME, 56, lambda entry, words: words.outcome(entry)),
    _Column(said.BEFORE, 29, lambda entry, words: words.mood_before(entry), number=True),
    _Column(said.AFTER, 24, lambda entry, _: mood_after(entry), number=True),
    _Column(said.CHANGE, 33, lambda entry, _: mood_change(entry), number=True),
    _Column(said.RESPONSE, 52, lambda entry, words: words.response(entry)),
    _Column(said.COMPARED, 42, lambda entry, words: words.expectation(entry.expectation)),
)
_ACT_COLUMN, _LAST_NUMBER = 2, 6


class PartTwo:
    """Lays out and draws the pages after page one."""

    def __init__(
        self, canvas: PdfCanvas, report: Report, words: ReportWords, turn: Callable[[], None]
    ) -> None:
        self._canvas, self._report, self._words = canvas, report, words
        # Ends the page with its foot and begins the next one.
        self._turn = turn
        self._y = TOP
        self._widths = self._column_widths()
        self._starts = [
            TABLE_MARGIN
            + sum(self._widths[:n])
            + _CELL_GAP * n
            + (_AFTER_NUMBERS if n > _LAST_NUMBER else 0)
            for n in range(len(_COLUMNS))
        ]

    def _column_widths(self) -> list[float]:
        """As planned, and wider where a heading or a date in this font needs it."""
        canvas, words = self._canvas, self._words
        day = canvas.text_width(words.short_day(self._report.last), TextStyle.CELL) + 1
        widths = [
            max(
                column.width,
                canvas.text_width(words.text(column.heading), TextStyle.SMALL_STRONG) + 1,
                day if column.heading in {said.HAPPENED, said.WRITTEN} else 0,
            )
            for column in _COLUMNS
        ]
        gaps = _CELL_GAP * (len(_COLUMNS) - 1) + _AFTER_NUMBERS
        others = sum(widths) - widths[_ACT_COLUMN]
        widths[_ACT_COLUMN] = max(60.0, canvas.width - 2 * TABLE_MARGIN - gaps - others)
        return widths

    def draw(self, in_full: Sequence[InFull], step: Callable[[int], None]) -> None:
        """Draw everything; ``step`` is told now and then how many rows are done."""
        if not in_full and not self._report.rows:
            return
        self._new_page()
        if in_full:
            self._in_full(in_full)
        if self._report.rows:
            self._table_title()
            self._header()
            for number, entry in enumerate(self._report.rows):
                self._row(entry)
                if number % _ROWS_PER_REPORT == 0:
                    step(number)

    @property
    def _bottom(self) -> float:
        return self._canvas.height - BOTTOM

    def _new_page(self) -> None:
        self._turn()
        self._y = TOP

    def _in_full(self, texts: Sequence[InFull]) -> None:
        canvas, width = self._canvas, _WIDEST_TEXT
        title = self._words.text(said.IN_FULL)
        self._y = canvas.write(title, TextStyle.NAME, TABLE_MARGIN, self._y, LIGHT.ink, width) + 6
        for text in texts:
            if self._y + 3 * TextStyle.BODY.leading + TextStyle.HEADING.leading > self._bottom:
                self._new_page()
            self._y = heading(canvas, text.heading, TABLE_MARGIN, self._y, width)
            self._flow(canvas.lines(text.words, TextStyle.BODY, width), TABLE_MARGIN)
            self._y += 12

    def _flow(self, lines: list[TextLine], x: float) -> None:
        """Draw lines over as many pages as they take."""
        while lines:
            count = fitting(lines, self._bottom - self._y)
            self._y = self._canvas.draw(lines[:count], x, self._y, LIGHT.ink)
            lines = lines[count:]
            if lines:
                self._new_page()

    def _table_title(self) -> None:
        canvas, width = self._canvas, self._canvas.width - 2 * TABLE_MARGIN
        key = canvas.lines(self._words.text(said.TABLE_KEY), TextStyle.SMALL, width)
        if self._y + 120 + height_of(key) > self._bottom:
            self._new_page()
        title = self._words.text(said.ENTRIES)
        self._y = canvas.write(title, TextStyle.NAME, TABLE_MARGIN, self._y, LIGHT.ink, width) + 1
        self._y = canvas.draw(key, TABLE_MARGIN, self._y, LIGHT.ink_soft) + 8

    def _header(self) -> None:
        canvas = self._canvas
        cells = [
            canvas.lines(
                self._words.text(column.heading), TextStyle.SMALL_STRONG, width, end=column.number
            )
            for column, width in zip(_COLUMNS, self._widths, strict=True)
        ]
        tallest = max(height_of(lines) for lines in cells)
        canvas.rect(
            TABLE_MARGIN - 5,
            self._y,
            canvas.width - 2 * TABLE_MARGIN + 10,
            tallest + 2 * _PAD,
            LIGHT.tint,
        )
        for x, lines in zip(self._starts, cells, strict=True):
            canvas.draw(lines, x, self._y + _PAD + tallest - height_of(lines), LIGHT.ink)
        self._y += tallest + 2 * _PAD
        canvas.rule(
            TABLE_MARGIN - 5, self._y, canvas.width - TABLE_MARGIN + 5, self._y, LIGHT.edge, 0.8
        )

    def _new_table_page(self) -> None:
        self._new_page()
        self._header()

    def _row(self, entry: Entry) -> None:
        canvas = self._canvas
        cells = [
            canvas.lines(text, TextStyle.CELL, width, end=column.number)
            if (text := column.cell(entry, self._words))
            else []
            for column, width in zip(_COLUMNS, self._widths, strict=True)
        ]
        details = self._details(entry)
        act = cells[_ACT_COLUMN]
        tall = max(*(height_of(lines) for lines in cells), height_of(act) + height_of(details))
        note = self._note_lines(entry)
        needed = tall + 2 * _PAD + (height_of(note[:2]) + 2 if note else 0)
        if self._y + needed > self._bottom:
            self._new_table_page()
        top = self._y + _PAD
        for x, lines in zip(self._starts, cells, strict=True):
            canvas.draw(lines, x, top, LIGHT.ink)
        canvas.draw(details, self._starts[_ACT_COLUMN], top + height_of(act), LIGHT.ink_soft)
        self._y = top + tall
        if note:
            self._note(entry, note)
        self._y += _PAD
        canvas.rule(
            TABLE_MARGIN - 5, self._y, canvas.width - TABLE_MARGIN + 5, self._y, LIGHT.line, 0.6
        )

    def _details(self, entry: Entry) -> list[TextLine]:
        """What stands under the act: its size, the place, the person."""
        words, width = self._words, self._widths[_ACT_COLUMN]
        size = words.size(entry.size) if entry.size else ""
        marked = words.text(said.PRIVATE) if entry.private else ""
        first = " · ".join(text for text in (size, words.place(entry), marked) if text)
        texts = (first, words.with_person(entry))
        return [
            line
            for text in texts
            if text
            for line in self._canvas.lines(text, TextStyle.SMALL, width)
        ]

    @property
    def _note_x(self) -> float:
        return self._starts[_ACT_COLUMN]

    def _note_lines(self, entry: Entry) -> list[TextLine]:
        if not entry.note.strip():
            return []
        width = self._canvas.width - TABLE_MARGIN - self._note_x - 8
        return self._canvas.lines(entry.note.strip(), TextStyle.NOTE, width)

    def _note(self, entry: Entry, lines: list[TextLine]) -> None:
        canvas = self._canvas
        self._y += 3
        while lines:
            count = fitting(lines, self._bottom - self._y - _PAD)
            start = self._y
            self._y = canvas.draw(lines[:count], self._note_x + 8, start, LIGHT.ink)
            canvas.rect(self._note_x, start + 1, _NOTE_BAR, self._y - start - 2, LIGHT.edge)
            lines = lines[count:]
            if lines:
                self._new_table_page()
                self._y = canvas.write(
                    self._words.continued(entry), TextStyle.SMALL, self._note_x + 8,
                    self._y + _PAD, LIGHT.ink_soft,
                )  # fmt: skip


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
        margin = FIRST_MARGIN if self._page == 1 else TABLE_MARGIN
        width = canvas.width - 2 * margin
        title = self._words.document_title(self._report)
        canvas.write(title, TextStyle.SMALL, margin, y, LIGHT.ink_soft, width - 80)
        number = self._words.page(self._page, self._pages)
        lines = canvas.lines(number, TextStyle.SMALL, 80, end=True)
        canvas.draw(lines, canvas.width - margin - 80, y, LIGHT.ink_soft)
