"""Putting a drawing on paper: into a PDF file with real text, or out of a printer."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QPagedPaintDevice,
    QPageSize,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtPrintSupport import QPrinter

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.sharing.paper.pdf_file import Paper, begin, pdf_bytes
from smallacts_desktop.tokens import LIGHT

# A drawing is made in tenths of a point, of which an inch has this many: fine enough that whole
# numbers do for every text size.
UNITS_PER_INCH = 720
PT = 10.0
INK, SOFT, LINE, GREEN = LIGHT.ink, LIGHT.ink_soft, LIGHT.edge, LIGHT.primary
# Fainter than the outlines: it parts rows that a pen writes on.
FAINT = "#B9B2A2"
Draw = Callable[["PagePainter", QSizeF], None]


def pdf_of(draw: Draw, title: str, paper: Paper, made: date) -> bytes:
    """One page as a PDF file: vector lines, embedded fonts, a title, and no author.

    ``made`` is the day it is dated to. Raises PageNotDrawnError when Qt cannot begin.
    """

    def paint(device: QPagedPaintDevice) -> None:
        painter = begin(device)
        _draw(painter, device, draw, paper)
        painter.end()

    return pdf_bytes(paint, paper=paper, title=title, language=QLocale().bcp47Name(), made=made)


def print_on(printer: QPrinter, draw: Draw, paper: Paper) -> bool:
    """Print one page; False when the printer refused.

    It is drawn for the paper the person chose, made smaller where the printer holds smaller paper.
    """
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    _draw(painter, printer, draw, paper)
    return painter.end()


def _draw(painter: QPainter, device: QPagedPaintDevice, draw: Draw, paper: Paper) -> None:
    wanted = QSizeF(QPageSize(paper.value).sizePoints()) * PT
    real = QSizeF(device.pageLayout().fullRectPoints().size()) * PT
    fit = min(1.0, real.width() / wanted.width(), real.height() / wanted.height())
    scale = fit * device.logicalDpiX() / UNITS_PER_INCH
    painter.scale(scale, scale)
    draw(PagePainter(painter, wanted), wanted)


class PagePainter:
    """Draws text, lines and boxes in tenths of a point on a page of ``size``.

    Where the language begins on the right, everything stands on the other side of the page.
    """

    def __init__(self, painter: QPainter, size: QSizeF) -> None:
        self.painter = painter
        self._width = size.width()
        self._direction = QGuiApplication.layoutDirection()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def line(self, start: QPointF, end: QPointF, *, colour: str = LINE, width: float = 7) -> None:
        """A straight line; ``width`` in tenths of a point."""
        self.painter.setPen(QPen(QColor(colour), width))
        self.painter.drawLine(self._point(start), self._point(end))

    def box(self, place: QRectF, *, radius: float = 40, colour: str = LINE) -> None:
        """An empty box to write in."""
        self.painter.setPen(QPen(QColor(colour), 8))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(self._place(place), radius, radius)

    def circles(self, at: QPointF, size: ActSize | None, *, unit: float = 34) -> float:
        """The three circles that grow, the one of ``size`` filled, all for None; their width.

        ``at`` is the middle of their leading edge.
        """
        x = at.x()
        for number, each in enumerate(ActSize):
            radius = unit * (0.6 + 0.4 * number)
            filled = size in (None, each)
            self.painter.setPen(QPen(QColor(GREEN), 8))
            self.painter.setBrush(QColor(GREEN) if filled else Qt.BrushStyle.NoBrush)
            self.painter.drawEllipse(self._point(QPointF(x + radius, at.y())), radius, radius)
            x += 2 * radius + unit * 0.5
        return x - unit * 0.5 - at.x()

    def text(
        self, text: str, place: QRectF, points: float, *,
        bold: bool = False, colour: str = INK, most_lines: int = 1, centred: bool = False,
    ) -> float:  # fmt: skip
        """``text`` from the top of ``place``, wrapped to its width; returns its height.

        It becomes smaller, down to seven tenths, rather than lose a word; what then still does
        not fit in ``most_lines`` ends with an ellipsis.
        """
        layout, height = QTextLayout(), 0.0
        for share in (1.0, 0.92, 0.85, 0.77, 0.7):
            font = paper_font(points * share, bold=bold)
            layout, height = self._laid_out(text, font, place.width(), centred=centred)
            if layout.lineCount() <= most_lines:
                break
        if layout.lineCount() > most_lines:
            start = layout.lineAt(most_lines - 1).textStart()
            metrics = QFontMetricsF(layout.font())
            elide = Qt.TextElideMode.ElideRight
            kept = text[:start] + metrics.elidedText(text[start:], elide, place.width())
            layout, height = self._laid_out(kept, layout.font(), place.width(), centred=centred)
        self.painter.setPen(QColor(colour))
        layout.draw(self.painter, self._place(place).topLeft())
        return height

    def _point(self, point: QPointF) -> QPointF:
        if self._direction is Qt.LayoutDirection.LeftToRight:
            return point
        return QPointF(self._width - point.x(), point.y())

    def _place(self, place: QRectF) -> QRectF:
        if self._direction is Qt.LayoutDirection.LeftToRight:
            return place
        return QRectF(QPointF(self._width - place.right(), place.top()), place.size())

    def _laid_out(
        self, text: str, font: QFont, width: float, *, centred: bool
    ) -> tuple[QTextLayout, float]:
        side = Qt.AlignmentFlag.AlignLeft
        if self._direction is Qt.LayoutDirection.RightToLeft:
            side = Qt.AlignmentFlag.AlignRight
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else side)
        option.setTextDirection(self._direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(text, font)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, height


def paper_font(points: float, *, bold: bool = False) -> QFont:
    """The platform's font for a drawing, whatever the text size of the window is."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(round(points * PT))
    # One sign for “fi” would keep the word from being found by the one that searches the file.
    font.setFeature(QFont.Tag("liga"), 0)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font
