"""The week sheet as a page for a pocket or a fridge."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPointF, QRectF, QSizeF
from PySide6.QtPrintSupport import QPrinter

from smallacts_desktop.domain.acts import SIZE_LABELS
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
from smallacts_desktop.sharing.paper.week_sheet import DAYS_ON_A_SHEET, PaperAct, WeekSheet

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
        pen.text(_word(SIZE_LABELS[act.size]), beside, 9.5, colour=SOFT)
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
