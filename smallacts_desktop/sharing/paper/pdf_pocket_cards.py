"""Eight pocket cards on a page, with marks that show where to cut."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtPrintSupport import QPrinter

from smallacts_desktop.sharing.paper.pdf_file import Paper
from smallacts_desktop.sharing.paper.pdf_page import LINE, PT, SOFT, PagePainter, pdf_of, print_on
from smallacts_desktop.sharing.paper.week_sheet import CARDS_ON_A_PAGE, PaperAct, cards_for

_COLUMNS = 2
_ROWS = CARDS_ON_A_PAGE // _COLUMNS
# Printers leave a rim of a few millimetres blank; the marks stay clear of it.
_EDGE, _MARK = 38 * PT, 14 * PT
_PADDING, _BOX = 16 * PT, 22 * PT


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
    page = QRectF(QPointF(0, 0), size).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
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
    foot = place.bottom() - _BOX
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
    _draw_answers(pen, QRectF(place.left(), foot, place.width(), _BOX))


def _draw_answers(pen: PagePainter, place: QRectF) -> None:
    names = (
        QCoreApplication.translate("WeekSheet", "Before"),
        QCoreApplication.translate("WeekSheet", "After"),
        QCoreApplication.translate("WeekSheet", "Done"),
    )
    share = place.width() / len(names)
    for number, name in enumerate(names):
        box = QRectF(place.left() + number * share, place.top(), _BOX, _BOX)
        pen.box(box, colour=LINE)
        beside = QRectF(box.right() + 5 * PT, box.top() + 4 * PT, share - _BOX - 9 * PT, 0)
        pen.text(name, beside, 9.5, colour=SOFT)
