"""A small picture of the page that will come out on paper, drawn as the page itself is."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPageSize, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from smallacts_desktop.sharing.paper.pdf_file import Paper
from smallacts_desktop.sharing.paper.pdf_page import PT, PagePainter
from smallacts_desktop.ui.kit.theme import Theme, repaint_on_change

_WIDTH = 300


class SheetPreview(QWidget):
    """White paper on which ``draw`` draws. Paper is white in every theme."""

    def __init__(self, theme: Theme, draw: Callable[[PagePainter, QSizeF], None]) -> None:
        super().__init__()
        self._theme, self._draw = theme, draw
        self._paper = Paper.A4
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(QCoreApplication.translate("PaperPage", "How the page will look"))
        repaint_on_change(theme, self)

    def show_on(self, paper: Paper) -> None:
        """Draw again, on this size of paper."""
        self._paper = paper
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._theme.px(_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.heightForWidth(140))

    def heightForWidth(self, width: int) -> int:
        """The height of the page at ``width`` pixels."""
        size = self._size()
        return round(min(width, self._theme.px(_WIDTH)) * size.height() / size.width())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one page, drawn whole
        size = self._size()
        scale = min((self.width() - 2) / size.width(), (self.height() - 2) / size.height())
        painter = QPainter(self)
        painter.translate((self.width() - size.width() * scale) / 2, 1)
        painter.scale(scale, scale)
        edge = QPen(QColor(self._theme.tokens.edge), 0)
        painter.setPen(edge)
        painter.setBrush(QColor(Qt.GlobalColor.white))
        painter.drawRect(0, 0, round(size.width()), round(size.height()))
        self._draw(PagePainter(painter, size), size)

    def _size(self) -> QSizeF:
        return QSizeF(QPageSize(self._paper.value).sizePoints()) * PT
