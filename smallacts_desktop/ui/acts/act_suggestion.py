"""Suggesting an act to somebody: as text, as a picture, or on paper. Nothing is sent."""

from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QImageWriter, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smallacts_desktop.domain.acts import Act
from smallacts_desktop.tokens import LIGHT, SPACE_M, SPACE_S
from smallacts_desktop.ui.acts.act_row import Paragraph
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.basics import body, heading, secondary_button
from smallacts_desktop.ui.kit.desktop import copy_privately
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.paper_output import (
    ChartDialogs,
    PaperJob,
    PaperOutput,
    ask_file,
    ask_printer,
)
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text import entry_words

translate = QCoreApplication.translate

WIDTH, HEIGHT = 1080, 1350
_EDGE, _PADDING, _RADIUS = 56, 76, 56
_DRAWING, _MARK = 400, 60
_TAG_PX, _NAME_PX = 34, 36
# Title and hint, from what looks best to what holds the longest words.
_WORD_SIZES = ((84, 42), (76, 42), (68, 40), (60, 36), (52, 30), (44, 24))
_TITLE_LINES, _GAP = 3, 28
# Printed drawings are rendered this much finer than the picture.
_PAPER_RATIO = 3.0


class ActCardPicture:
    """Draws the card, in the light colours whatever the window shows.

    It holds the act and the program's name, and nothing about the person or the computer.
    """

    def __init__(self, theme: Theme, act: Act) -> None:
        self._theme, self._act = theme, act
        self._direction = QGuiApplication.layoutDirection()

    def png(self) -> bytes:
        """The card as a PNG file of 1080 × 1350 pixels."""
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        image.fill(QColor(LIGHT.canvas))
        painter = QPainter(image)
        self._draw(painter, 1.0)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        return bytes(buffer.data().data())

    def print_on(self, printer: QPrinter) -> bool:
        """Print the card in the middle of one page; False when the printer refused."""
        painter = QPainter()
        if not painter.begin(printer):
            return False
        page = printer.pageLayout().paintRectPixels(printer.resolution())
        scale = min(page.width() / WIDTH, page.height() / HEIGHT)
        painter.translate((page.width() - WIDTH * scale) / 2, (page.height() - HEIGHT * scale) / 2)
        painter.scale(scale, scale)
        self._draw(painter, _PAPER_RATIO)
        return painter.end()

    def _draw(self, painter: QPainter, ratio: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(LIGHT.line), 3))
        painter.setBrush(QColor(LIGHT.surface))
        card = QRectF(_EDGE, _EDGE, WIDTH - 2 * _EDGE, HEIGHT - 2 * _EDGE)
        painter.drawRoundedRect(card, _RADIUS, _RADIUS)
        drawing = icons.illustration(icons.act_drawing(self._act.family), LIGHT, _DRAWING, ratio)
        top = card.top() + _PADDING
        painter.drawPixmap(QPointF((WIDTH - _DRAWING) / 2, top), drawing)
        top = self._tag(painter, top + _DRAWING + 36) + 44
        bottom = self._name(painter, card.bottom() - 56, ratio) - 40
        self._words(painter, top, bottom)

    def _tag(self, painter: QPainter, top: float) -> float:
        """The size on a tinted ground; returns where it ends."""
        font = self._font(TextRole.BODY, _TAG_PX)
        painter.setFont(font)
        text = entry_words.size_line(self._act)
        width = painter.fontMetrics().horizontalAdvance(text) + 56
        height = painter.fontMetrics().height() + 24
        place = QRectF((WIDTH - width) / 2, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.tint))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setPen(QColor(LIGHT.ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        return top + height

    def _words(self, painter: QPainter, top: float, bottom: float) -> None:
        """Title and hint, the title as large as the room lets it."""
        left = _EDGE + _PADDING
        width = WIDTH - 2 * left
        for title_px, hint_px in _WORD_SIZES:
            title = self._paragraph(self._act.title, TextRole.CARD_TITLE, title_px, width)
            hint = self._paragraph(self._act.hint, TextRole.BODY, hint_px, width)
            below = title.height + _GAP
            spare = bottom - top - (below + hint.height if self._act.hint else title.height)
            smallest = (title_px, hint_px) == _WORD_SIZES[-1]
            if smallest or (spare >= 0 and title.lines <= _TITLE_LINES):
                top = round(top + max(0.0, spare) / 2)
                title.draw(painter, QPointF(left, top), LIGHT.ink)
                hint.draw(painter, QPointF(left, top + below), LIGHT.ink_soft)
                return

    def _name(self, painter: QPainter, bottom: float, ratio: float) -> float:
        """The mark and the program's name at the foot; returns where they begin."""
        name = translate("MainWindow", "Small Acts")
        painter.setFont(self._font(TextRole.BODY_BOLD, _NAME_PX))
        text = painter.fontMetrics().horizontalAdvance(name)
        left = (WIDTH - _MARK - 20 - text) / 2
        mark, words = left, left + _MARK + 20
        if self._direction is Qt.LayoutDirection.RightToLeft:
            mark, words = WIDTH - left - _MARK, left
        painter.drawPixmap(QPointF(mark, bottom - _MARK), icons.logo(LIGHT, _MARK, ratio))
        painter.setPen(QColor(LIGHT.ink_soft))
        place = QRectF(words, bottom - _MARK, text + 4, _MARK)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        return bottom - _MARK

    def _paragraph(self, text: str, role: TextRole, size: int, width: float) -> Paragraph:
        return Paragraph(text, self._font(role, size), width, self._direction, centred=True)

    def _font(self, role: TextRole, size: int) -> QFont:
        font = self._theme.font(role)
        # In pixels of the card: neither the screen nor the person's text scale changes it.
        font.setPixelSize(size)
        return font


# The same for every act: a file name is read by others too.
FILE_NAME = "small-act.png"


class ActSuggestion(QWidget):
    """Three buttons, and one line that says what became of it.

    Signals: ``said``, the line has something new to say.
    """

    said = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._act: Act | None = None
        self.output = PaperOutput(theme, self._job, main=False)
        self.output.dialogs = ChartDialogs(file=_ask_picture, printer=_ask_printer)
        self.copy_button = secondary_button(translate("ActDialog", "Copy as text"), self._copy)
        self.save_button, self.print_button = self.output.save_button, self.output.print_button
        self.save_button.setText(translate("ActDialog", "Save as a picture…"))
        self.outcome = self.output.outcome
        # Its buttons stand in one row with the one that copies, and its line under them.
        self.output.setParent(self)
        self.output.hide()
        buttons = (self.copy_button, self.save_button, self.print_button)
        row = FlowRow(*buttons, gap=theme.px(SPACE_S))
        nothing_sent = translate(
            "ActDialog", "Nothing is sent from here. You choose where it goes."
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(SPACE_M))
        rows.addWidget(heading(translate("ActDialog", "Suggest it to someone")))
        for part in (body(nothing_sent, soft=True), row, self.outcome):
            rows.addWidget(part)
        self.output.said.connect(self.said)

    def set_act(self, act: Act) -> None:
        """Suggest ``act`` from now on."""
        if act != self._act:
            self._act = act
            self.outcome.hide()

    def _copy(self) -> None:
        if self._act is not None:
            copy_privately(entry_words.to_pass_on(self._act))
            self.output.show_message(
                translate("ActDialog", "Copied. You can paste it in a message.")
            )

    def _job(self) -> PaperJob:
        if self._act is None:
            raise LookupError("no act is shown")
        card = ActCardPicture(self._theme, self._act)
        return PaperJob(FILE_NAME, card.png, card.print_on)


def _ask_picture(parent: QWidget, _title: str, name: str, _kind: str) -> Path | None:
    title = translate("ActDialog", "Save as a picture")
    return ask_file(parent, title, name, translate("ActDialog", "PNG pictures (*.png)"))


def _ask_printer(parent: QWidget, _title: str) -> QPrinter | None:
    return ask_printer(parent, translate("ActDialog", "Print this card"))
