"""Part two: what page one shortened, then every entry, over as many pages as it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.sharing.paper.pdf_canvas import (
    PdfCanvas,
    TextLine,
    TextStyle,
    fitting,
    height_of,
)
from smallacts_desktop.sharing.report.model import Report
from smallacts_desktop.sharing.report.pdf_page_one import BOTTOM, TOP, InFull, heading
from smallacts_desktop.sharing.report.words import (
    ACT,
    AFTER,
    BEFORE,
    CHANGE,
    COMPARED,
    ENTRIES,
    HAPPENED,
    IN_FULL,
    OUTCOME,
    PRIVATE,
    RESPONSE,
    TABLE_KEY,
    WRITTEN,
    ReportWords,
    mood_after,
    mood_change,
)
from smallacts_desktop.tokens import LIGHT

MARGIN = 38.0
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
    _Column(HAPPENED, 53, _happened),
    _Column(WRITTEN, 53, lambda entry, words: words.written(entry)),
    _Column(ACT, 0, lambda entry, words: words.act(entry)),
    _Column(OUTCOME, 56, lambda entry, words: words.outcome(entry)),
    _Column(BEFORE, 29, lambda entry, words: words.mood_before(entry), number=True),
    _Column(AFTER, 24, lambda entry, _: mood_after(entry), number=True),
    _Column(CHANGE, 33, lambda entry, _: mood_change(entry), number=True),
    _Column(RESPONSE, 52, lambda entry, words: words.response(entry)),
    _Column(COMPARED, 42, lambda entry, words: words.expectation(entry.expectation)),
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
            MARGIN
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
                day if column.heading in {HAPPENED, WRITTEN} else 0,
            )
            for column in _COLUMNS
        ]
        gaps = _CELL_GAP * (len(_COLUMNS) - 1) + _AFTER_NUMBERS
        others = sum(widths) - widths[_ACT_COLUMN]
        widths[_ACT_COLUMN] = max(60.0, canvas.width - 2 * MARGIN - gaps - others)
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
        title = self._words.text(IN_FULL)
        self._y = canvas.say(title, TextStyle.NAME, MARGIN, self._y, LIGHT.ink, width) + 6
        for text in texts:
            if self._y + 3 * TextStyle.BODY.leading + TextStyle.HEADING.leading > self._bottom:
                self._new_page()
            self._y = heading(canvas, text.heading, MARGIN, self._y, width)
            self._flow(canvas.lines(text.words, TextStyle.BODY, width), MARGIN)
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
        canvas, width = self._canvas, self._canvas.width - 2 * MARGIN
        key = canvas.lines(self._words.text(TABLE_KEY), TextStyle.SMALL, width)
        if self._y + 120 + height_of(key) > self._bottom:
            self._new_page()
        title = self._words.text(ENTRIES)
        self._y = canvas.say(title, TextStyle.NAME, MARGIN, self._y, LIGHT.ink, width) + 1
        self._y = canvas.draw(key, MARGIN, self._y, LIGHT.ink_soft) + 8

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
            MARGIN - 5, self._y, canvas.width - 2 * MARGIN + 10, tallest + 2 * _PAD, LIGHT.tint
        )
        for x, lines in zip(self._starts, cells, strict=True):
            canvas.draw(lines, x, self._y + _PAD + tallest - height_of(lines), LIGHT.ink)
        self._y += tallest + 2 * _PAD
        canvas.rule(MARGIN - 5, self._y, canvas.width - MARGIN + 5, self._y, LIGHT.edge, 0.8)

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
        canvas.rule(MARGIN - 5, self._y, canvas.width - MARGIN + 5, self._y, LIGHT.line, 0.6)

    def _details(self, entry: Entry) -> list[TextLine]:
        """What stands under the act: its size, the place, the person."""
        words, width = self._words, self._widths[_ACT_COLUMN]
        size = words.size(entry.size) if entry.size else ""
        marked = words.text(PRIVATE) if entry.private else ""
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
        width = self._canvas.width - MARGIN - self._note_x - 8
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
                self._y = canvas.say(
                    self._words.continued(entry), TextStyle.SMALL, self._note_x + 8,
                    self._y + _PAD, LIGHT.ink_soft,
                )  # fmt: skip
