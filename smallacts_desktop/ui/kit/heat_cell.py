"""How one day is drawn, wherever it stands: in the year, in the week or in the key."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from smallacts_desktop.tokens import Tokens
from smallacts_desktop.ui.kit.theme import TEXT_CONTRAST, Theme, contrast_ratio
from smallacts_desktop.ui.text.day_sentences import HeatmapMode

RING_WIDTH = 2
RING_GAP = 2
# How far a ring reaches beyond its cell, in pixels.
RING_REACH = RING_WIDTH + RING_GAP

_CORNER = 0.22
_LARGEST_CORNER = 8.0


def fill_of(tokens: Tokens, mode: HeatmapMode, level: int | None) -> str:
    """Return the colour of a level; a gap (None) is as quiet as a day without an act."""
    if level is None:
        return tokens.heat[0]
    if mode is not HeatmapMode.MOOD_CHANGE:
        return tokens.heat[level]
    if level == 0:
        return tokens.line if tokens.line != tokens.ink else tokens.heat[0]
    return tokens.rose[level - 1] if level > 0 else tokens.fell[-level - 1]


def ink_on(tokens: Tokens, fill: str) -> str:
    """Return the colour for words on ``fill``: the theme's own where it reads well, at 7:1.

    Halfway up the ramp neither ink nor ground does; black or white is then the most there is.
    """
    own = max(tokens.ink, tokens.surface, key=lambda colour: contrast_ratio(colour, fill))
    if contrast_ratio(own, fill) >= TEXT_CONTRAST:
        return own
    return max("#000000", "#FFFFFF", key=lambda colour: contrast_ratio(colour, fill))


def paint_day(
    painter: QPainter, cell: QRectF, theme: Theme, mode: HeatmapMode, level: int | None
) -> None:
    """Paint a day that has been: its colour and, where asked for, its mark."""
    paint_ground(painter, cell, theme, mode, level)
    paint_mark(painter, cell, theme, mode, level)


def paint_ground(
    painter: QPainter, cell: QRectF, theme: Theme, mode: HeatmapMode, level: int | None
) -> None:
    """Paint the colour of a day that has been."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill_of(theme.tokens, mode, level)))
    corner = _corner(cell)
    painter.drawRoundedRect(cell, corner, corner)
    if theme.marks:
        _outline(painter, cell, QPen(QColor(theme.tokens.edge), 1.0))


def paint_mark(
    painter: QPainter, area: QRectF, theme: Theme, mode: HeatmapMode, level: int | None
) -> None:
    """Paint the mark of a level into a square, where the mode has one or marks are asked for."""
    directed = mode is HeatmapMode.MOOD_CHANGE
    if level is None or not (directed or (theme.marks and level > 0)):
        return
    tokens = theme.tokens
    fill = fill_of(tokens, mode, level)
    mark = max(tokens.ink, tokens.surface, key=lambda colour: contrast_ratio(colour, fill))
    if directed:
        _paint_direction(painter, area, QColor(mark), level)
    else:
        _paint_square(painter, area, QColor(mark), level)


def paint_note(
    painter: QPainter, cell: QRectF, theme: Theme, mode: HeatmapMode, level: int | None
) -> None:
    """Paint a short written line at the foot of a day with a note, clear of any other mark."""
    tokens, fill = theme.tokens, fill_of(theme.tokens, mode, level)
    ink = max(tokens.ink, tokens.surface, key=lambda colour: contrast_ratio(colour, fill))
    thick = min(3.0, max(1.5, cell.height() * 0.1))
    line = QRectF(0, 0, min(cell.width() * 0.5, 8 * thick), thick)
    line.moveCenter(QPointF(cell.center().x(), cell.bottom() - 0.08 * cell.height() - thick / 2))
    painter.fillRect(line, QColor(ink))


def paint_day_to_come(painter: QPainter, cell: QRectF, theme: Theme) -> None:
    """Paint a day still to come: an empty outline, dotted where a quiet day looks as empty."""
    tokens = theme.tokens
    pen = QPen(QColor(tokens.line), 1.0)
    if tokens.heat[0] == tokens.surface:
        pen.setStyle(Qt.PenStyle.DotLine)
    _outline(painter, cell, pen)


def paint_ring(painter: QPainter, cell: QRectF, theme: Theme, colour: str) -> None:
    """Paint a ring around a cell, on a band of the card's ground that sets it off."""
    _frame(painter, cell, QPen(QColor(theme.tokens.surface), RING_GAP), RING_GAP / 2)
    _frame(painter, cell, QPen(QColor(colour), RING_WIDTH), RING_GAP + RING_WIDTH / 2)


def paint_rim(painter: QPainter, cell: QRectF, theme: Theme) -> None:
    """Paint a thin ink rim on a cell: today's, where a ring already stands for the chosen day."""
    _frame(painter, cell, QPen(QColor(theme.tokens.ink), 1.0), 0.5)


def _corner(cell: QRectF) -> float:
    return min(_LARGEST_CORNER, min(cell.width(), cell.height()) * _CORNER)


def _outline(painter: QPainter, cell: QRectF, pen: QPen) -> None:
    _frame(painter, cell, pen, -0.5)


def _frame(painter: QPainter, cell: QRectF, pen: QPen, off: float) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = _corner(cell) + max(0.0, off)
    painter.drawRoundedRect(cell.adjusted(-off, -off, off, off), corner, corner)


def _paint_square(painter: QPainter, cell: QRectF, colour: QColor, level: int) -> None:
    # A frame rather than a full square: the fill must stay what the eye sees first, or level 4
    # would look as pale as level 0.
    stroke = max(1.0, round(cell.width() / 11))
    side = max(stroke, cell.width() * 0.18 * level)
    square = QRectF(0, 0, side, side)
    square.moveCenter(cell.center())
    if side <= 2 * stroke:
        painter.fillRect(square, colour)
        return
    pen = QPen(colour, stroke)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = stroke / 2
    painter.drawRect(square.adjusted(half, half, -half, -half))


def _paint_direction(painter: QPainter, cell: QRectF, colour: QColor, level: int) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    centre, reach = cell.center(), cell.width() * 0.29
    if level == 0:
        painter.drawEllipse(centre, reach * 0.75, reach * 0.75)
        return
    tip = -reach if level > 0 else reach
    base = centre.y() - tip * 0.8
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(centre.x(), centre.y() + tip * 0.9),
                QPointF(centre.x() - reach, base),
                QPointF(centre.x() + reach, base),
            ]
        )
    )
