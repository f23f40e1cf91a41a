"""The key to the heatmap: what its colours and marks stand for."""

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from smallacts_desktop.domain.heatmap import HIGHEST_LEVEL
from smallacts_desktop.tokens import SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit.heat_cell import paint_day, paint_note
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text.day_sentences import HeatmapMode

translate = QCoreApplication.translate

_CELL = 15
_CELL_GAP = 6


class _Swatch(Enum):
    NOTE = auto()


# A word, or the level of a swatch, None for a gap; a group of them is never torn apart.
_Piece = str | int | _Swatch | None
_Group = list[_Piece]


class HeatLegend(QWidget):
    """Words and swatches for a mode, at the trailing end of one line, or of more in little room.

    Its accessible name says the same in a sentence.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mode = HeatmapMode.ACTS
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)
        self.set_mode(HeatmapMode.ACTS)

    def set_mode(self, mode: HeatmapMode) -> None:
        """Explain ``mode``."""
        self._mode = mode
        about_notes = translate("Calendar", "A line at the foot of a day stands for a note.")
        self.setAccessibleName(f"{_sentence(mode)} {about_notes}")
        self._fit()

    def sizeHint(self) -> QSize:
        widths = [self._group_width(group) for group in _groups(self._mode)]
        return QSize(sum(widths) + self._space() * (len(widths) - 1), self._line_height())

    def minimumSizeHint(self) -> QSize:
        """Return the room for the widest group: a key that is cut off explains nothing."""
        widest = max(self._group_width(group) for group in _groups(self._mode))
        return QSize(widest, self._line_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as the new width asks for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._line_height() * len(self._lines()))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - a few words, all at once
        """Paint the pieces in reading order, each line ending at the trailing edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(TextRole.CAPTION))
        for number, line in enumerate(self._lines()):
            widths = [self._group_width(group) for group in line]
            x = self.width() - sum(widths) - self._space() * (len(line) - 1)
            for group in line:
                for piece in group:
                    width = self._width(piece)
                    height = self._line_height()
                    area = QRect(x, number * height, width, height)
                    area = QStyle.visualRect(self.layoutDirection(), self.rect(), area)
                    self._paint_piece(painter, piece, area)
                    x += width
                x += self._space()

    def _paint_piece(self, painter: QPainter, piece: _Piece, area: QRect) -> None:
        if isinstance(piece, str):
            painter.setPen(QColor(self._theme.tokens.ink_soft))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, piece)
        else:
            side = self._theme.px(_CELL)
            left = area.left() + (area.width() - side) // 2
            top = area.top() + (area.height() - side) // 2
            cell = QRectF(left, top, side, side)
            level = None if isinstance(piece, _Swatch) else piece
            paint_day(painter, cell, self._theme, self._mode, level)
            if isinstance(piece, _Swatch):
                paint_note(painter, cell, self._theme, self._mode, level)

    def _lines(self) -> list[list[_Group]]:
        lines: list[list[_Group]] = []
        room = 0
        for group in _groups(self._mode):
            width = self._group_width(group)
            if not lines or width + self._space() > room:
                lines.append([group])
                room = self.width() - width
            else:
                lines[-1].append(group)
                room -= width + self._space()
        return lines

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(TextRole.CAPTION))

    def _line_height(self) -> int:
        return max(self._metrics().height(), self._theme.px(_CELL)) + self._theme.px(SPACE_XS)

    def _space(self) -> int:
        return self._theme.px(SPACE_S)

    def _group_width(self, group: _Group) -> int:
        return sum(self._width(piece) for piece in group)

    def _width(self, piece: _Piece) -> int:
        if isinstance(piece, str):
            return self._metrics().horizontalAdvance(piece) + self._theme.px(SPACE_S)
        return self._theme.px(_CELL + _CELL_GAP)


def _groups(mode: HeatmapMode) -> list[_Group]:
    note: _Group = [_Swatch.NOTE, translate("Calendar", "A note")]
    return [*_levels(mode), note]


def _levels(mode: HeatmapMode) -> list[_Group]:
    if mode is HeatmapMode.ACTS:
        fewest = translate("Calendar", "None")
        most = translate("Calendar", "4 or more")
        return [[fewest, *range(HIGHEST_LEVEL + 1), most]]
    gap: _Group = [None, translate("Calendar", "Not noted")]
    if mode is HeatmapMode.MOOD_AFTER:
        low = translate("Calendar", "Low")
        good = translate("Calendar", "Good")
        return [gap, [low, *range(1, HIGHEST_LEVEL + 1), good]]
    return [
        gap,
        [-2, -1, translate("Calendar", "Fell")],
        [0, translate("Calendar", "Same")],
        [1, 2, translate("Calendar", "Rose")],
    ]


def _sentence(mode: HeatmapMode) -> str:
    if mode is HeatmapMode.ACTS:
        return translate("Calendar", "Key: five shades, from no acts to 4 or more acts on a day.")
    if mode is HeatmapMode.MOOD_AFTER:
        return translate(
            "Calendar", "Key: four shades, from low to good mood; quiet squares have no mood noted."
        )
    return translate(
        "Calendar", "Key: ▼ mood fell, ● stayed the same, ▲ rose; quiet squares have none noted."
    )
