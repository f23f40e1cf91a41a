"""A week on paper: the sheet for seven days, and eight pocket cards with marks where to cut."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRectF
from PySide6.QtPrintSupport import QPrinter

from smallacts_desktop.domain.acts import Act, ActSize
from smallacts_desktop.domain.days import days_between
from smallacts_desktop.domain.wording import CONTEXT
from smallacts_desktop.sharing.paper.pdf_canvas import PdfCanvas
from smallacts_desktop.sharing.paper.pdf_file import Paper, pdf_of, print_on
from smallacts_desktop.tokens import LIGHT

# Fainter than the outlines: it parts rows that a pen writes on.
_FAINT = "#B9B2A2"
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


_EDGE = 40
_HEAD, _FOOT = 84, 34
_DAY_WIDTH = 88
_BOX, _BOX_GAP = 34, 10


def week_sheet_pdf(sheet: WeekSheet, paper: Paper, made: date) -> bytes:
    """The sheet as a PDF file of one page, dated ``made``."""
    return pdf_of(lambda canvas: draw_week_sheet(canvas, sheet), sheet_title(), paper, made)


def print_week_sheet(printer: QPrinter, sheet: WeekSheet, paper: Paper) -> bool:
    """Print the sheet; False when the printer refused."""
    return print_on(printer, lambda canvas: draw_week_sheet(canvas, sheet), paper)


def sheet_title() -> str:
    """What heads the page; nothing of the person's own."""
    return QCoreApplication.translate("WeekSheet", "A week of small acts")


def draw_week_sheet(canvas: PdfCanvas, sheet: WeekSheet) -> None:
    """Draw the sheet."""
    page = QRectF(0, 0, canvas.width, canvas.height).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    _draw_head(canvas, page, sheet)
    body = page.adjusted(0, _HEAD, 0, -_FOOT)
    height = body.height() / DAYS_ON_A_SHEET
    for number, (day, act) in enumerate(sheet.rows):
        row = QRectF(body.left(), body.top() + number * height, body.width(), height)
        canvas.rule(row.left(), row.top(), row.right(), row.top(), _FAINT, 0.7)
        _draw_day(canvas, row, day, act)
    canvas.rule(body.left(), body.bottom(), body.right(), body.bottom(), _FAINT, 0.7)
    foot = QRectF(page.left(), page.bottom() - _FOOT + 14, page.width(), _FOOT)
    canvas.fit(
        QCoreApplication.translate(
            "WeekSheet", "Back at the computer: Small Acts, Share, “Fill in from paper”."
        ),
        foot, 9, colour=LIGHT.ink_soft,
    )  # fmt: skip


def _draw_head(canvas: PdfCanvas, page: QRectF, sheet: WeekSheet) -> None:
    width = canvas.size_circles(page.left(), page.top() + 15, None, unit=7.2)
    beside = page.adjusted(width + 14, 0, 0, 0)
    top = canvas.fit(sheet_title(), beside, 21, bold=True)
    days = QCoreApplication.translate("WeekSheet", "{first} to {last}").format(
        first=_date(sheet.first_day, "d MMMM"), last=_date(sheet.last_day, "d MMMM yyyy")
    )
    canvas.fit(days, beside.adjusted(0, top, 0, 0), 11.5, colour=LIGHT.ink_soft)
    canvas.fit(
        QCoreApplication.translate(
            "WeekSheet",
            "One small act a day, if and when you like. Before and after: how you feel, from 0 "
            "(very low) to 10 (very good). Leave blank whatever you like.",
        ),
        page.adjusted(0, 51, 0, 0), 10, colour=LIGHT.ink_soft, most_lines=2,
    )  # fmt: skip


def _draw_day(canvas: PdfCanvas, row: QRectF, day: date, act: PaperAct) -> None:
    inner = row.adjusted(0, 11, 0, -10)
    label = QRectF(inner.left(), inner.top(), _DAY_WIDTH - 8, inner.height())
    below = label.adjusted(0, canvas.fit(_date(day, "dddd"), label, 12, bold=True), 0, 0)
    below.adjust(0, canvas.fit(_date(day, "d MMMM"), below, 10, colour=LIGHT.ink_soft) + 4, 0, 0)
    if act.size is not None:
        canvas.size_circles(below.left(), below.top() + 6.5, act.size, unit=2.6)
        beside = below.adjusted(22, 0, 0, 0)
        canvas.fit(_word(act.size.label), beside, 9.5, colour=LIGHT.ink_soft)
    boxes = 3 * _BOX + 2 * _BOX_GAP
    middle = inner.adjusted(_DAY_WIDTH, 0, -boxes - 18, 0)
    _draw_act(canvas, middle, act)
    _draw_boxes(canvas, QRectF(inner.right() - boxes, inner.top(), boxes, inner.height()))


def _draw_act(canvas: PdfCanvas, place: QRectF, act: PaperAct) -> None:
    if act.title.strip():
        canvas.fit(act.title.strip(), place, 12.5, bold=True, most_lines=2)
    else:
        line_y = place.top() + 20
        canvas.rule(place.left(), line_y, place.right(), line_y, LIGHT.edge, 0.7)
        caption = QCoreApplication.translate("WeekSheet", "An act of your own")
        canvas.fit(caption, place.adjusted(0, 22, 0, 0), 8.5, colour=LIGHT.ink_soft)
    bottom = place.bottom() - 11
    canvas.rule(place.left(), bottom, place.right(), bottom, LIGHT.edge, 0.7)
    caption = QCoreApplication.translate("WeekSheet", "A few words")
    canvas.fit(
        caption, QRectF(place.left(), bottom + 1.5, place.width(), 0), 8.5, colour=LIGHT.ink_soft
    )


def _draw_boxes(canvas: PdfCanvas, place: QRectF) -> None:
    names = (
        QCoreApplication.translate("WeekSheet", "Before"),
        QCoreApplication.translate("WeekSheet", "After"),
        QCoreApplication.translate("WeekSheet", "Done"),
    )
    for number, name in enumerate(names):
        left = place.left() + number * (_BOX + _BOX_GAP)
        top = place.top() + 3
        canvas.box(QRectF(left, top, _BOX, _BOX), LIGHT.edge, radius=5)
        around = QRectF(left - _BOX_GAP / 2, top + _BOX + 3, _BOX + _BOX_GAP, 0)
        canvas.fit(name, around, 9.5, colour=LIGHT.ink_soft, centred=True)


def _date(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def _word(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


_COLUMNS = 2


_ROWS = CARDS_ON_A_PAGE // _COLUMNS


# Printers leave a rim of a few millimetres blank; the marks stay clear of it.
_CARD_EDGE, _MARK = 38, 14


_PADDING, _CARD_BOX = 16, 22


def pocket_cards_pdf(acts: tuple[PaperAct, ...], paper: Paper, made: date) -> bytes:
    """Cards for these acts as a PDF file of one page, dated ``made``; cards to spare are blank."""
    return pdf_of(lambda canvas: draw_pocket_cards(canvas, acts), cards_title(), paper, made)


def print_pocket_cards(printer: QPrinter, acts: tuple[PaperAct, ...], paper: Paper) -> bool:
    """Print the cards; False when the printer refused."""
    return print_on(printer, lambda canvas: draw_pocket_cards(canvas, acts), paper)


def cards_title() -> str:
    """The name of the document; nothing of the person's own."""
    return QCoreApplication.translate("WeekSheet", "Small acts for your pocket")


def draw_pocket_cards(canvas: PdfCanvas, acts: tuple[PaperAct, ...]) -> None:
    """Draw the cards."""
    page = QRectF(0, 0, canvas.width, canvas.height).adjusted(
        _CARD_EDGE, _CARD_EDGE, -_CARD_EDGE, -_CARD_EDGE
    )
    width, height = page.width() / _COLUMNS, page.height() / _ROWS
    _draw_cut_marks(canvas, page, width, height)
    for number, act in enumerate(cards_for(acts)):
        row, column = divmod(number, _COLUMNS)
        card = QRectF(page.left() + column * width, page.top() + row * height, width, height)
        _draw_card(canvas, card.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING), act)


def _draw_cut_marks(canvas: PdfCanvas, page: QRectF, width: float, height: float) -> None:
    """Short lines outside the page's corners and edges, and small crosses between the cards."""
    columns = [page.left() + number * width for number in range(_COLUMNS + 1)]
    rows = [page.top() + number * height for number in range(_ROWS + 1)]
    for x in columns:
        for end, way in ((page.top(), -1), (page.bottom(), 1)):
            near, far = end + way * 4, end + way * (4 + _MARK)
            canvas.rule(x, near, x, far, LIGHT.edge, 0.5)
    for y in rows:
        for end, way in ((page.left(), -1), (page.right(), 1)):
            near, far = end + way * 4, end + way * (4 + _MARK)
            canvas.rule(near, y, far, y, LIGHT.edge, 0.5)
    arm = _MARK / 2
    for x in columns[1:-1]:
        for y in rows[1:-1]:
            canvas.rule(x - arm, y, x + arm, y, LIGHT.edge, 0.5)
            canvas.rule(x, y - arm, x, y + arm, LIGHT.edge, 0.5)


def _draw_card(canvas: PdfCanvas, place: QRectF, act: PaperAct) -> None:
    foot = place.bottom() - _CARD_BOX
    if act.title.strip():
        canvas.size_circles(place.left(), place.top() + 7, act.size, unit=3.8)
        words = place.adjusted(0, 24, 0, 0)
        height = canvas.fit(act.title.strip(), words, 14, bold=True, most_lines=3)
        below = words.adjusted(0, height + 4, 0, 0)
        # The hint has whatever room the title leaves above the boxes.
        lines = max(1, int((foot - 8 - below.top()) / (13.7)))
        canvas.fit(act.hint, below, 10, colour=LIGHT.ink_soft, most_lines=min(4, lines))
    else:
        caption = QCoreApplication.translate("WeekSheet", "An act of your own")
        canvas.fit(caption, place, 10, colour=LIGHT.ink_soft)
        for number in range(3):
            y = place.top() + (42 + 28 * number)
            canvas.rule(place.left(), y, place.right(), y, LIGHT.edge, 0.6)
    _draw_answers(canvas, QRectF(place.left(), foot, place.width(), _CARD_BOX))


def _draw_answers(canvas: PdfCanvas, place: QRectF) -> None:
    names = (
        QCoreApplication.translate("WeekSheet", "Before"),
        QCoreApplication.translate("WeekSheet", "After"),
        QCoreApplication.translate("WeekSheet", "Done"),
    )
    share = place.width() / len(names)
    for number, name in enumerate(names):
        box = QRectF(place.left() + number * share, place.top(), _CARD_BOX, _CARD_BOX)
        canvas.box(box, LIGHT.edge)
        beside = QRectF(box.right() + 5, box.top() + 4, share - _CARD_BOX - 9, 0)
        canvas.fit(name, beside, 9.5, colour=LIGHT.ink_soft)
