"""A few lines of text set to a width, measured and drawn the same way."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextLayout,
    QTextLine,
    QTextOption,
)


class Paragraph:
    """``text`` wrapped to ``width`` pixels.

    A word longer than a line is broken rather than cut off. The text begins at the side where the
    language begins, or stands in the middle with ``centred``. What does not fit in ``most_lines``
    is left out, and an ellipsis says so.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        direction: Qt.LayoutDirection,
        *,
        centred: bool = False,
        most_lines: int | None = None,
    ) -> None:
        option = QTextOption(_side(direction, centred=centred))
        self._centred = centred
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._option, self._font, self._width = option, font, max(1.0, width)
        self._set(text)
        if most_lines is not None and self.lines > most_lines:
            start = self._layout.lineAt(most_lines - 1).textStart()
            self._set(text[:start] + self._shortened(text[start:]))

    def _shortened(self, text: str) -> str:
        metrics = QFontMetricsF(self._font)
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._width)

    def _set(self, text: str) -> None:
        self._layout = QTextLayout(text, self._font)
        self._layout.setTextOption(self._option)
        self._layout.beginLayout()
        self.height = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(self._indent(line), self.height))
            self.height += line.height()
        self._layout.endLayout()

    def _indent(self, line: QTextLine) -> int:
        # On whole pixels: letters between two of them are blurred, and not on every run alike.
        return round((self._width - line.naturalTextWidth()) / 2) if self._centred else 0

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return self._layout.lineCount()

    def draw(self, painter: QPainter, at: QPointF, colour: str) -> None:
        """Draw it with its upper left corner at a point."""
        painter.setPen(QColor(colour))
        self._layout.draw(painter, at)


def _side(direction: Qt.LayoutDirection, *, centred: bool) -> Qt.AlignmentFlag:
    """A text layout takes "leading" for the left side, whatever the direction."""
    if direction is Qt.LayoutDirection.RightToLeft and not centred:
        return Qt.AlignmentFlag.AlignRight
    return Qt.AlignmentFlag.AlignLeft
