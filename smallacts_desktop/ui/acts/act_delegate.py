"""Paints one act as a row of the library: its size, its words, its places and its star."""

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from smallacts_desktop.domain.act_library import MarkedAct
from smallacts_desktop.ui.acts.act_list import ActRole
from smallacts_desktop.ui.acts.act_row import ActRow, ActRowMaker, Pill
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.rows_model import AnyIndex
from smallacts_desktop.ui.kit.size_picker import CIRCLE_RADII
from smallacts_desktop.ui.kit.theme import TextRole, Theme

_STAR_PX = 20
_MOST_ROWS = 1000
_CURRENT = (
    QStyle.StateFlag.State_Selected
    | QStyle.StateFlag.State_MouseOver
    | QStyle.StateFlag.State_HasFocus
)


class ActDelegate(QStyledItemDelegate):
    """One row, as high as its words need; mirrored where the language runs from right to left."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._rows: dict[tuple[MarkedAct, int, Qt.LayoutDirection], ActRow] = {}
        theme.changed.connect(self._forget_rows)

    def star_place(self, index: QModelIndex) -> QRect:
        """Where the star of a row answers to the mouse, in pixels of the viewport."""
        area = self._view.visualRect(index)
        return self.row(index).star.translated(area.topLeft())

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002
        """The width of the list, and the height at that width."""
        return QSize(self._view.viewport().width(), self.row(index).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the row."""
        marked: MarkedAct = index.data(ActRole.SHELVED)
        area: QRect = QRect(option.rect)
        row = self.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._paint_ground(painter, area, option.state)
        self._paint_dot(painter, area.topLeft() + row.dot, marked)
        self._paint_words(painter, area.topLeft(), row, marked)
        for pill in row.pills:
            self._paint_pill(painter, area.topLeft(), pill, bool(option.state & _CURRENT))
        self._paint_star(painter, row.star.translated(area.topLeft()), marked)
        painter.restore()

    def row(self, index: AnyIndex) -> ActRow:
        """Where everything stands in a row, at the width of the list."""
        width, direction = self._view.viewport().width(), self._view.layoutDirection()
        key = (index.data(ActRole.SHELVED), width, direction)
        # Each key of a search asks for every row again.
        row = self._rows.get(key)
        if row is None:
            if len(self._rows) >= _MOST_ROWS:
                self._rows.clear()
            row = self._rows[key] = ActRowMaker(self._theme, direction).row(key[0], width)
        return row

    def _forget_rows(self) -> None:
        # Not the dictionary's own method, which would keep the words in the theme.
        self._rows.clear()

    def _paint_ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        tokens = self._theme.tokens
        if state & _CURRENT:
            # Without a tint, as in high contrast, an outline tells which row it is.
            plain = tokens.tint == tokens.surface
            painter.setPen(QPen(QColor(tokens.primary), 2) if plain else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.tint))
            corner = self._theme.px(11)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -2), corner, corner)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_dot(self, painter: QPainter, centre: QPoint, marked: MarkedAct) -> None:
        tokens = self._theme.tokens
        radius = CIRCLE_RADII[marked.act.size] * self._theme.scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.edge if marked.hidden else tokens.primary))
        painter.drawEllipse(QPointF(centre), radius, radius)

    def _paint_words(
        self, painter: QPainter, corner: QPoint, row: ActRow, marked: MarkedAct
    ) -> None:
        tokens = self._theme.tokens
        (title_place, title), (hint_place, hint) = row.title, row.hint
        colour = tokens.ink_soft if marked.hidden else tokens.ink
        title.draw(painter, QPointF(corner + title_place.topLeft()), colour)
        hint.draw(painter, QPointF(corner + hint_place.topLeft()), tokens.ink_soft)

    def _paint_pill(self, painter: QPainter, corner: QPoint, pill: Pill, current: bool) -> None:
        tokens, place = self._theme.tokens, pill.place.translated(corner)
        outlined = pill.outlined or tokens.tint == tokens.surface
        painter.setPen(QPen(QColor(tokens.edge), 1) if outlined else Qt.PenStyle.NoPen)
        # The ground of the current row is tinted itself.
        painter.setBrush(QColor(tokens.surface if pill.outlined or current else tokens.tint))
        half = place.height() / 2
        painter.drawRoundedRect(place, half, half)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(self._theme.font(TextRole.CAPTION))
        inner = place.adjusted(self._theme.px(4), 0, -self._theme.px(4), 0)
        text = painter.fontMetrics().elidedText(
            pill.text, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_star(self, painter: QPainter, place: QRect, marked: MarkedAct) -> None:
        tokens, side = self._theme.tokens, self._theme.px(_STAR_PX)
        corner = place.center() - QPoint(side // 2, side // 2)
        ratio = painter.device().devicePixelRatioF()
        if marked.favourite:
            filled = icons.pixmap("star-filled", tokens.sun, side, ratio)
            painter.drawPixmap(corner, filled)
        # The sun colour alone would be too faint on white.
        outline = tokens.edge if marked.favourite else tokens.ink_soft
        painter.drawPixmap(corner, icons.pixmap("star", outline, side, ratio))
