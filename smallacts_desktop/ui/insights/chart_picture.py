"""A chart that stands alone, with its heading and what it rests on: as PNG, as SVG, on paper."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgGenerator

from smallacts_desktop.ui.insights.chart import Chart, ChartStyle
from smallacts_desktop.ui.kit.theme import TextRole
from smallacts_desktop.ui.text import insight_words

PNG_SCALE = 2
_MARGIN, _GAP, _DPI = 24.0, 14.0, 96
_LONGEST = 100_000.0


class ChartPicture:
    """A chart with its heading above, and under it its sentence and that it proves no cause.

    ``width`` is in pixels at 100 %; the height follows.
    """

    def __init__(self, chart: Chart, style: ChartStyle, width: float) -> None:
        self._chart = chart
        self._style = style
        self._width = width
        self.size = QSize(round(width), round(self._draw(None)))

    def png(self) -> bytes:
        """The picture as PNG, twice as fine as a plain screen."""
        image = QImage(self.size * PNG_SCALE, QImage.Format.Format_RGB32)
        image.fill(QColor(self._style.tokens.surface))
        painter = QPainter(image)
        painter.scale(PNG_SCALE, PNG_SCALE)
        self._draw(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        return bytes(buffer.data().data())

    def svg(self) -> bytes:
        """The picture as SVG: lines and words, with its title and its numbers in one sentence."""
        buffer = QBuffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(_DPI)
        generator.setSize(self.size)
        generator.setViewBox(QRect(0, 0, self.size.width(), self.size.height()))
        generator.setTitle(self._chart.title)
        generator.setDescription(self._chart.summary)
        painter = QPainter(generator)
        painter.fillRect(
            QRectF(0, 0, self.size.width(), self.size.height()),
            QColor(self._style.tokens.surface),
        )
        self._draw(painter)
        painter.end()
        return bytes(buffer.data().data())

    def print_on(self, printer: QPrinter) -> bool:
        """Print it on one page, as wide as the page lets it; False when the printer refused."""
        painter = QPainter()
        if not painter.begin(printer):
            return False
        page = printer.pageLayout().paintRectPixels(printer.resolution())
        scale = min(page.width() / self.size.width(), page.height() / self.size.height())
        painter.scale(scale, scale)
        self._draw(painter)
        return painter.end()

    def _draw(self, painter: QPainter | None) -> float:
        """Draw from top to bottom, or measure alone without a painter; return the height."""
        style, chart = self._style, self._chart
        margin, gap = style.px(_MARGIN), style.px(_GAP)
        y = self._words(painter, chart.title, TextRole.HEADING, style.tokens.ink, margin)
        y = self._words(painter, chart.basis, TextRole.CAPTION, style.tokens.ink_soft, y) + gap
        width = self._width - 2 * margin
        height = chart.height(style, width)
        if painter is not None:
            chart.paint(painter, style, QRectF(margin, y, width, height))
        y += height + (gap if height else 0.0)
        if chart.note:
            y = self._words(painter, chart.note, TextRole.BODY, style.tokens.ink, y) + gap / 2
        caption = insight_words.patterns_caption()
        y = self._words(painter, caption, TextRole.CAPTION, style.tokens.ink_soft, y)
        return y + margin

    def _words(
        self, painter: QPainter | None, text: str, role: TextRole, colour: str, top: float
    ) -> float:
        """Set a paragraph from ``top`` down; return where it ends."""
        style = self._style
        margin = style.px(_MARGIN)
        flags = Qt.AlignmentFlag.AlignTop.value | Qt.TextFlag.TextWordWrap.value
        room = QRectF(margin, top, self._width - 2 * margin, _LONGEST)
        needed = style.metrics(role).boundingRect(room, flags, text).height()
        if painter is not None:
            painter.setLayoutDirection(
                Qt.LayoutDirection.RightToLeft
                if style.right_to_left
                else Qt.LayoutDirection.LeftToRight
            )
            painter.setFont(style.fonts[role])
            painter.setPen(QColor(colour))
            room.setHeight(needed)
            painter.drawText(room, flags, text)
        return top + needed
