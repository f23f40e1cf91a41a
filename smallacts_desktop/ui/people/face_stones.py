"""The acts done with one person, as a row of stones that grow with the size of the act."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.ui.kit.theme import Theme, repaint_on_change
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

# Half the width and half the height of a stone, in pixels at 100 % text; and its place.
_RADII = {ActSize.SMALLEST: (6, 4), ActSize.SMALLER: (9, 6), ActSize.SMALL: (12, 8)}
_PLACE, _LINE = 28, 22
# The step of the heat ramp; the size tells the same without the colour.
_HEAT = {ActSize.SMALLEST: 2, ActSize.SMALLER: 3, ActSize.SMALL: 4}
# Nobody counts more; the words tell how many there are.
MOST_STONES = 60
_MOST_RUNS = 6


class FaceStones(QWidget):
    """One stone for each act, the earliest first; a screen reader hears them as one sentence."""

    def __init__(self, theme: Theme, sizes: Sequence[ActSize]) -> None:
        super().__init__()
        self._theme, self._stones = theme, tuple(sizes[-MOST_STONES:])
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(stones_sentence(sizes))
        repaint_on_change(theme, self)

    def sizeHint(self) -> QSize:
        """Wide enough for a dozen in a line."""
        width = 12 * self._theme.px(_PLACE)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = 4 * self._theme.px(_PLACE)
        return QSize(width, self._theme.px(_LINE))

    def hasHeightForWidth(self) -> bool:
        """True: the stones wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the stones take at ``width`` pixels."""
        return self._theme.px(_LINE) * -(-len(self._stones) // self._in_a_line(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - small enough to paint whole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        place, line, scale = self._theme.px(_PLACE), self._theme.px(_LINE), self._theme.scale
        for number, size in enumerate(self._stones):
            row, column = divmod(number, self._in_a_line(self.width()))
            x = (column + 0.5) * place
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                x = self.width() - x
            wide, high = _RADII[size]
            painter.setBrush(QColor(self._theme.tokens.heat[_HEAT[size]]))
            painter.drawEllipse(QPointF(x, (row + 0.5) * line), wide * scale, high * scale)

    def _in_a_line(self, width: int) -> int:
        return max(1, width // self._theme.px(_PLACE))


def stones_sentence(sizes: Sequence[ActSize]) -> str:
    """The stones in words from the first on, or their numbers where that would be long."""
    runs = [(size, len(list(run))) for size, run in groupby(sizes)]
    if len(runs) > _MOST_RUNS:
        runs = [(size, sizes.count(size)) for size in ActSize if size in sizes]
        text = translate("FaceStones", "{acts} in all: {parts}.")
        parts = ", ".join(_counted(*run) for run in runs)
        return text.format(acts=_acts(len(sizes)), parts=parts)
    then = translate("FaceStones", ", then ")
    return translate("FaceStones", "{parts}.").format(parts=then.join(_counted(*r) for r in runs))


def _acts(count: int) -> str:
    one, many = translate("FaceStones", "1 act"), translate("FaceStones", "{count} acts")
    return words.plural(one, many, count)


def _counted(size: ActSize, count: int) -> str:
    names = {
        ActSize.SMALLEST: (
            translate("FaceStones", "1 smile"), translate("FaceStones", "{count} smiles"),
        ),
        ActSize.SMALLER: (
            translate("FaceStones", "1 hello"), translate("FaceStones", "{count} hellos"),
        ),
        ActSize.SMALL: (
            translate("FaceStones", "1 chat"), translate("FaceStones", "{count} chats"),
        ),
    }  # fmt: skip
    return words.plural(*names[size], count)
