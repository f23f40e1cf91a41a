"""One line of text with the words of a search marked in it, in any script and direction."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from smallacts_desktop.domain.search import find_marks
from smallacts_desktop.tokens import Tokens

# Faint enough to leave the text at least 7:1 on it, in both themes.
_STRENGTH = {False: 0.4, True: 0.22}


class Marking:
    """Draws lines with the words of ``query`` marked by a ground and a line under them."""

    def __init__(self, tokens: Tokens, query: str) -> None:
        self._tokens, self._query = tokens, query

    def draw(self, painter: QPainter, place: QRect, text: str, font: QFont, colour: str) -> None:
        """Draw ``text`` in one line within ``place``, shortened at its end where it must be."""
        short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        layout = QTextLayout(short, font)
        mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        # A text layout knows no leading side.
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side)
        option.setTextDirection(painter.layoutDirection())
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(self._formats(short))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(place.width())
        layout.endLayout()
        painter.setPen(QColor(colour))
        layout.draw(painter, QPointF(place.topLeft()))

    def _formats(self, text: str) -> list[QTextLayout.FormatRange]:
        if not self._query:
            return []
        look = QTextCharFormat()
        ground = QColor(self._tokens.sun)
        ground.setAlphaF(_STRENGTH[self._tokens.dark])
        look.setBackground(ground)
        look.setFontUnderline(True)
        look.setUnderlineColor(QColor(self._tokens.primary))
        ranges = []
        for start, length in find_marks(text, self._query):
            piece = QTextLayout.FormatRange()
            # Qt counts in units of UTF-16, of which a character has one or two.
            piece.start = _units(text[:start])
            piece.length = _units(text[start : start + length])
            piece.format = look
            ranges.append(piece)
        return ranges


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
