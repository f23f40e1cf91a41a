"""A week on paper: the sheet for seven days, and eight pocket cards with marks where to cut."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPointF, QRectF, QSizeF
from PySide6.QtPrintSupport import QPrinter

from smallacts_desktop.domain.acts import Act, ActSize
from smallacts_desktop.domain.days import days_between
from smallacts_desktop.domain.wording import CONTEXT
from smallacts_desktop.sharing.paper.pdf_file import Paper
from smallacts_desktop.sharing.paper.pdf_page import (
    FAINT,
    LINE,
    PT,
    SOFT,
    PagePainter,
    pdf_of,
    print_on,
)

DAYS_ON_A_SHEET = 7
CARDS_ON_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class PaperAct:
    """An act as it stands on paper; all blank for a line to write on."""

    title: str = ""
    hint: str = ""
    size: ActSize | None = None

    @classmethod
    def of(cls, act: Act) -> "PaperAct":
        """An act from the library."""
        return cls(act.title, act.hint, act.size)


BLANK = PaperAct()


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """One page for seven days in a row from ``first_day``.

    ``acts`` are those of the days in order; days beyond the last of them have a blank line.
    Nothing on the sheet is about the person, unless they wrote it into an act themselves.
    """

    first_day: date
    acts: tuple[PaperAct, ...] = ()

    @property
    def last_day(self) -> date:
        """The seventh day."""
        return self.first_day + timedelta(days=DAYS_ON_A_SHEET - 1)

    @property
    def rows(self) -> tuple[tuple[date, PaperAct], ...]:
        """Every day with its act."""
        days = days_between(self.first_day, self.last_day)
        return tuple(zip(days, _filled(self.acts, DAYS_ON_A_SHEET), strict=True))


def cards_for(acts: tuple[PaperAct, ...]) -> tuple[PaperAct, ...]:
    """Eight pocket cards: an act each, and blank ones for whatever room is left."""
    chosen = tuple(act for act in acts if act.title.strip())
    return _filled(chosen, CARDS_ON_A_PAGE)


def _filled(acts: tuple[PaperAct, ...], count: int) -> tuple[PaperAct, ...]:
    given = acts[:count]
    return given + (BLANK,) * (count - len(given))


_EDGE = 40 * PT
_HEAD, _FOOT = 84 * PT, 34 * PT
_DAY_WIDTH = 88 * PT
_BOX, _BOX_GAP = 34 * PT, 10 * PT


def week_sheet_pdf(sheet: WeekSheet, paper: Paper, made: date) -> bytes:
    """The sheet as a PDF file of one page, dated ``made``."""
    return pdf_of(lambda pen, size: draw_week_sheet(pen, size, sheet), sheet_title(), paper, made)


def print_week_sheet(printer: QPrinter, sheet: WeekSheet, paper: Paper) -> bool:
    """Print the sheet; False when the printer refused."""
    return print_on(printer, lambda pen, size: draw_week_sheet(pen, size, sheet), paper)


def sheet_title() -> str:
    """What heads the page; nothing of the person's own."""
    return QCoreApplication.translate("WeekSheet", "A week of small acts")


def draw_week_sheet(pen: PagePainter, size: QSizeF, sheet: WeekSheet) -> None:
    """Draw the sheet on a page of ``size``, in tenths of a point."""
    page = QRectF(QPointF(0, 0), size).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    _draw_head(pen, page, sheet)
    body = page.adjusted(0, _HEAD, 0, -_FOOT)
    height = body.height() / DAYS_ON_A_SHEET
    for number, (day, act) in enumerate(sheet.rows):
        row = QRectF(body.left(), body.top() + number * height, body.width(), height)
        pen.line(row.topLeft(), row.topRight(), colour=FAINT)
        _draw_day(pen, row, day, act)
    pen.line(body.bottomLeft(), body.bottomRight(), colour=FAINT)
    foot = QRectF(page.left(), page.bottom() - _FOOT + 14 * PT, page.width(), _FOOT)
    pen.text(
        QCoreApplication.translate(
            "WeekSheet", "Back at the computer: Small Acts, Share, “Fill in from paper”."
        ),
        foot, 9, colour=SOFT,
    )  # fmt: skip


def _draw_head(pen: PagePainter, page: QRectF, sheet: WeekSheet) -> None:
    width = pen.circles(QPointF(page.left(), page.top() + 15 * PT), None, unit=72)
    beside = page.adjusted(width + 14 * PT, 0, 0, 0)
    top = pen.text(sheet_title(), beside, 21, bold=True)
    days = QCoreApplication.translate("WeekSheet", "{first} to {last}").format(
        first=_date(sheet.first_day, "d MMMM"), last=_date(sheet.last_day, "d MMMM yyyy")
    )
    pen.text(days, beside.adjusted(0, top, 0, 0), 11.5, colour=SOFT)
    pen.text(
        QCoreApplication.translate(
            "WeekSheet",
            "One small act a day, if and when you like. Before and after: how you feel, from 0 "
            "(very low) to 10 (very good). Leave blank whatever you like.",
        ),
        page.adjusted(0, 51 * PT, 0, 0), 10, colour=SOFT, most_lines=2,
    )  # fmt: skip


def _draw_day(pen: PagePainter, row: QRectF, day: date, act: PaperAct) -> None:
    inner = row.adjusted(0, 11 * PT, 0, -10 * PT)
    label = QRectF(inner.left(), inner.top(), _DAY_WIDTH - 8 * PT, inner.height())
    below = label.adjusted(0, pen.text(_date(day, "dddd"), label, 12, bold=True), 0, 0)
    below.adjust(0, pen.text(_date(day, "d MMMM"), below, 10, colour=SOFT) + 4 * PT, 0, 0)
    if act.size is not None:
        pen.circles(QPointF(below.left(), below.top() + 6.5 * PT), act.size, unit=26)
        beside = below.adjusted(22 * PT, 0, 0, 0)
        pen.text(_word(act.size.label), beside, 9.5, colour=SOFT)
    boxes = 3 * _BOX + 2 * _BOX_GAP
    middle = inner.adjusted(_DAY_WIDTH, 0, -boxes - 18 * PT, 0)
    _draw_act(pen, middle, act)
    _draw_boxes(pen, QRectF(inner.right() - boxes, inner.top(), boxes, inner.height()))


def _draw_act(pen: PagePainter, place: QRectF, act: PaperAct) -> None:
    if act.title.strip():
        pen.text(act.title.strip(), place, 12.5, bold=True, most_lines=2)
    else:
        line_y = place.top() + 20 * PT
        pen.line(QPointF(place.left(), line_y), QPointF(place.right(), line_y))
        caption = QCoreApplication.translate("WeekSheet", "An act of your own")
        pen.text(caption, place.adjusted(0, 22 * PT, 0, 0), 8.5, colour=SOFT)
    bottom = place.bottom() - 11 * PT
    pen.line(QPointF(place.left(), bottom), QPointF(place.right(), bottom))
    caption = QCoreApplication.translate("WeekSheet", "A few words")
    pen.text(caption, QRectF(place.left(), bottom + 1.5 * PT, place.width(), 0), 8.5, colour=SOFT)


def _draw_boxes(pen: PagePainter, place: QRectF) -> None:
    names = (
        QCoreApplication.translate("WeekSheet", "Before"),
        QCoreApplication.translate("WeekSheet", "After"),
        QCoreApplication.translate("WeekSheet", "Done"),
    )
    for number, name in enumerate(names):
        left = place.left() + number * (_BOX + _BOX_GAP)
        top = place.top() + 3 * PT
        pen.box(QRectF(left, top, _BOX, _BOX), radius=50, colour=LINE)
        around = QRectF(left - _BOX_GAP / 2, top + _BOX + 3 * PT, _BOX + _BOX_GAP, 0)
        pen.text(name, around, 9.5, colour=SOFT, centred=True)


def _date(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def _word(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


_COLUMNS = 2


_ROWS = CARDS_ON_A_PAGE // _COLUMNS


# Printers leave a rim of a few millimetres blank; the marks stay clear of it.
_CARD_EDGE, _MARK = 38 * PT, 14 * PT


_PADDING, _CARD_BOX = 16 * PT, 22 * PT


def pocket_cards_pdf(acts: tuple[PaperAct, ...], paper: Paper, made: date) -> bytes:
    """Cards for these acts as a PDF file of one page, dated ``made``; cards to spare are blank."""
    return pdf_of(lambda pen, size: draw_pocket_cards(pen, size, acts), cards_title(), paper, made)


def print_pocket_cards(printer: QPrinter, acts: tuple[PaperAct, ...], paper: Paper) -> bool:
    """Print the cards; False when the printer refused."""
    return print_on(printer, lambda pen, size: draw_pocket_cards(pen, size, acts), paper)


def cards_title() -> str:
    """The name of the document; nothing of the person's own."""
    return QCoreApplication.translate("WeekSheet", "Small acts for your pocket")


def draw_pocket_cards(pen: PagePainter, size: QSizeF, acts: tuple[PaperAct, ...]) -> None:
    """Draw the cards on a page of ``size``, in tenths of a point."""
    page = QRectF(QPointF(0, 0), size).adjusted(_CARD_EDGE, _CARD_EDGE, -_CARD_EDGE, -_CARD_EDGE)
    width, height = page.width() / _COLUMNS, page.height() / _ROWS
    _draw_cut_marks(pen, page, width, height)
    for number, act in enumerate(cards_for(acts)):
        row, column = divmod(number, _COLUMNS)
        card = QRectF(page.left() + column * width, page.top() + row * height, width, height)
        _draw_card(pen, card.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING), act)


def _draw_cut_marks(pen: PagePainter, page: QRectF, width: float, height: float) -> None:
    """Short lines outside the page's corners and edges, and small crosses between the cards."""
    columns = [page.left() + number * width for number in range(_COLUMNS + 1)]
    rows = [page.top() + number * height for number in range(_ROWS + 1)]
    for x in columns:
        for end, way in ((page.top(), -1), (page.bottom(), 1)):
            near, far = end + way * 4 * PT, end + way * (4 * PT + _MARK)
            pen.line(QPointF(x, near), QPointF(x, far), width=5)
    for y in rows:
        for end, way in ((page.left(), -1), (page.right(), 1)):
            near, far = end + way * 4 * PT, end + way * (4 * PT + _MARK)
            pen.line(QPointF(near, y), QPointF(far, y), width=5)
    arm = _MARK / 2
    for x in columns[1:-1]:
        for y in rows[1:-1]:
            pen.line(QPointF(x - arm, y), QPointF(x + arm, y), width=5)
            pen.line(QPointF(x, y - arm), QPointF(x, y + arm), width=5)


def _draw_card(pen: PagePainter, place: QRectF, act: PaperAct) -> None:
    foot = place.bottom() - _CARD_BOX
    if act.title.strip():
        pen.circles(QPointF(place.left(), place.top() + 7 * PT), act.size, unit=38)
        words = place.adjusted(0, 24 * PT, 0, 0)
        height = pen.text(act.title.strip(), words, 14, bold=True, most_lines=3)
        below = words.adjusted(0, height + 4 * PT, 0, 0)
        # The hint has whatever room the title leaves above the boxes.
        lines = max(1, int((foot - 8 * PT - below.top()) / (13.7 * PT)))
        pen.text(act.hint, below, 10, colour=SOFT, most_lines=min(4, lines))
    else:
        caption = QCoreApplication.translate("WeekSheet", "An act of your own")
        pen.text(caption, place, 10, colour=SOFT)
        for number in range(3):
            y = place.top() + (42 + 28 * number) * PT
            pen.line(QPointF(place.left(), y), QPointF(place.right(), y), width=6)
    _draw_answers(pen, QRectF(place.left(), foot, place.width(), _CARD_BOX))


def _draw_answers(pen: PagePainter, place: QRectF) -> None:
    names = (
        QCoreApplication.translate("WeekSheet", "Before"),
        QCoreApplication.translate("WeekSheet", "After"),
        QCoreApplication.translate("WeekSheet", "Done"),
    )
    share = place.width() / len(names)
    for number, name in enumerate(names):
        box = QRectF(place.left() + number * share, place.top(), _CARD_BOX, _CARD_BOX)
        pen.box(box, colour=LINE)
        beside = QRectF(box.right() + 5 * PT, box.top() + 4 * PT, share - _CARD_BOX - 9 * PT, 0)
        pen.text(name, beside, 9.5, colour=SOFT)
