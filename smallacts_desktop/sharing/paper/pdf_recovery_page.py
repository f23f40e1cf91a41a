"""The recovery code as a page to put away: the code, what it is for, and nothing of the journal."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRectF
from PySide6.QtPrintSupport import QPrinter

from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.sharing.paper.pdf_canvas import PdfCanvas
from smallacts_desktop.sharing.paper.pdf_file import Paper, pdf_of, print_on
from smallacts_desktop.tokens import LIGHT

_EDGE = 56
_COLUMNS = 3
_GROUP_HEIGHT, _PADDING = 78, 20


def recovery_page_pdf(code: RecoveryCode, paper: Paper, made: date) -> bytes:
    """The page as a PDF file, dated ``made``."""
    return pdf_of(lambda canvas: _draw(canvas, code, made), recovery_title(), paper, made)


def print_recovery_page(printer: QPrinter, code: RecoveryCode, paper: Paper, made: date) -> bool:
    """Print the page; False when the printer refused."""
    return print_on(printer, lambda canvas: _draw(canvas, code, made), paper)


def recovery_title() -> str:
    """What heads the page; nothing of the person's own."""
    return QCoreApplication.translate("RecoveryPage", "Recovery code")


def _draw(canvas: PdfCanvas, code: RecoveryCode, made: date) -> None:
    page = QRectF(0, 0, canvas.width, canvas.height).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    canvas.size_circles(page.left(), page.top() + 10, None)
    y = page.top() + 34
    y += canvas.fit(recovery_title(), _from(page, y), 26, bold=True) + 4
    day = QLocale().toString(QDate(made.year, made.month, made.day), "d MMMM yyyy")
    said = QCoreApplication.translate("RecoveryPage", "For a Small Acts journal. Made on {day}.")
    y += (
        canvas.fit(said.format(day=day), _from(page, y), 12, colour=LIGHT.ink_soft, most_lines=2)
        + 24
    )
    y += _draw_code(canvas, _from(page, y), code) + 28
    for heading, words in _parts():
        y += canvas.fit(heading, _from(page, y), 14, bold=True, most_lines=2) + 4
        y += canvas.fit(words, _from(page, y), 12, most_lines=5) + 18


def _draw_code(canvas: PdfCanvas, place: QRectF, code: RecoveryCode) -> float:
    """The six groups in two rows, each with its number; returns the height."""
    rows = len(code.groups) // _COLUMNS
    height = rows * _GROUP_HEIGHT + 2 * _PADDING - 14
    canvas.box(QRectF(place.left(), place.top(), place.width(), height), LIGHT.edge, radius=12)
    width = (place.width() - 2 * _PADDING) / _COLUMNS
    for number, group in enumerate(code.groups):
        row, column = divmod(number, _COLUMNS)
        left = place.left() + _PADDING + column * width
        top = place.top() + _PADDING + row * _GROUP_HEIGHT
        canvas.fit(
            str(number + 1), QRectF(left, top, width, 0), 10, colour=LIGHT.ink_soft, centred=True
        )
        below = QRectF(left, top + 14, width, 0)
        canvas.fit(group, below, 32, bold=True, centred=True)
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
