"""The recovery code as a page to put away: the code, what it is for, and nothing of the journal."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPointF, QRectF, QSizeF
from PySide6.QtPrintSupport import QPrinter

from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.sharing.paper.pdf_file import Paper
from smallacts_desktop.sharing.paper.pdf_page import LINE, PT, SOFT, PagePainter, pdf_of, print_on

_EDGE = 56 * PT
_COLUMNS = 3
_GROUP_HEIGHT, _PADDING = 78 * PT, 20 * PT


def recovery_page_pdf(code: RecoveryCode, paper: Paper, made: date) -> bytes:
    """The page as a PDF file, dated ``made``."""
    return pdf_of(lambda pen, size: _draw(pen, size, code, made), recovery_title(), paper, made)


def print_recovery_page(printer: QPrinter, code: RecoveryCode, paper: Paper, made: date) -> bool:
    """Print the page; False when the printer refused."""
    return print_on(printer, lambda pen, size: _draw(pen, size, code, made), paper)


def recovery_title() -> str:
    """What heads the page; nothing of the person's own."""
    return QCoreApplication.translate("RecoveryPage", "Recovery code")


def _draw(pen: PagePainter, size: QSizeF, code: RecoveryCode, made: date) -> None:
    page = QRectF(QPointF(0, 0), size).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    pen.circles(QPointF(page.left(), page.top() + 10 * PT), None)
    y = page.top() + 34 * PT
    y += pen.text(recovery_title(), _from(page, y), 26, bold=True) + 4 * PT
    day = QLocale().toString(QDate(made.year, made.month, made.day), "d MMMM yyyy")
    said = QCoreApplication.translate("RecoveryPage", "For a Small Acts journal. Made on {day}.")
    y += pen.text(said.format(day=day), _from(page, y), 12, colour=SOFT, most_lines=2) + 24 * PT
    y += _draw_code(pen, _from(page, y), code) + 28 * PT
    for heading, words in _parts():
        y += pen.text(heading, _from(page, y), 14, bold=True, most_lines=2) + 4 * PT
        y += pen.text(words, _from(page, y), 12, most_lines=5) + 18 * PT


def _draw_code(pen: PagePainter, place: QRectF, code: RecoveryCode) -> float:
    """The six groups in two rows, each with its number; returns the height."""
    rows = len(code.groups) // _COLUMNS
    height = rows * _GROUP_HEIGHT + 2 * _PADDING - 14 * PT
    pen.box(QRectF(place.left(), place.top(), place.width(), height), radius=120, colour=LINE)
    width = (place.width() - 2 * _PADDING) / _COLUMNS
    for number, group in enumerate(code.groups):
        row, column = divmod(number, _COLUMNS)
        left = place.left() + _PADDING + column * width
        top = place.top() + _PADDING + row * _GROUP_HEIGHT
        pen.text(str(number + 1), QRectF(left, top, width, 0), 10, colour=SOFT, centred=True)
        below = QRectF(left, top + 14 * PT, width, 0)
        pen.text(group, below, 32, bold=True, centred=True)
    return height


def _from(page: QRectF, y: float) -> QRectF:
    return QRectF(page.left(), y, page.width(), page.bottom() - y)


def _parts() -> tuple[tuple[str, str], ...]:
    translate = QCoreApplication.translate
    return (
        (
            translate("RecoveryPage", "What it is for"),
            translate(
                "RecoveryPage",
                "If the passphrase is forgotten, this code opens the journal, and you choose a "
                "new passphrase. Without the passphrase and without this code nobody can open "
                "the journal, not even the people who made Small Acts.",
            ),
        ),
        (
            translate("RecoveryPage", "How to use it"),
            translate(
                "RecoveryPage",
                "Start Small Acts, choose “I’ve forgotten it” and type the six groups in order. "
                "Small letters and spaces are all right. The code has no letters O, I, L and U: "
                "what looks like them is a 0 or a 1.",
            ),
        ),
        (
            translate("RecoveryPage", "Where to keep it"),
            translate(
                "RecoveryPage",
                "Where you keep papers that matter, and not beside the computer. Whoever has this "
                "page and the computer can read the journal. A new passphrase comes with a new "
                "code: then keep that page instead of this one.",
            ),
        ),
    )
