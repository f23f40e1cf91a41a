"""One act as a row of the library: its size, its words, its places and its star."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from smallacts_desktop.domain.act_library import MarkedAct
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.segmented import CIRCLE_RADII
from smallacts_desktop.ui.kit.tables import AnyIndex
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text import entry_words


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


# In pixels at 100 % text. Below _WIDE the places stand under the words.
_WIDE, _DOT_COLUMN, _STAR, _SMALLEST_STAR = 560, 36, 40, 28
_PILLS_SHARE = 0.42
# In a narrow row; the act itself, once opened, shows every word.
_HINT_LINES = 2


@dataclass(frozen=True, slots=True)
class Pill:
    """A small word on a ground of its own; ``outlined`` for what is no place."""

    place: QRect
    text: str
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class ActRow:
    """The parts of a row, in pixels from its upper left corner."""

    height: int
    dot: QPoint
    title: tuple[QRect, Paragraph]
    hint: tuple[QRect, Paragraph]
    pills: tuple[Pill, ...]
    star: QRect


class ActRowMaker:
    """Lays rows out for one theme and direction."""

    def __init__(self, theme: Theme, direction: Qt.LayoutDirection) -> None:
        self._theme, self._direction = theme, direction
        self._caption = QFontMetrics(theme.font(TextRole.CAPTION))

    def row(self, marked: MarkedAct, width: int) -> ActRow:
        """The row of one act at ``width`` pixels."""
        px = self._theme.px
        edge, pad = px(SPACE_S), px(SPACE_M)
        left = edge + px(_DOT_COLUMN)
        side = max(_SMALLEST_STAR, px(_STAR))
        star_left = width - edge - side
        names = self._names(marked)
        wide = width >= px(_WIDE)
        pills: list[Pill] = []
        if wide:
            shown, end = self._fitting(names, width * _PILLS_SHARE), star_left - px(SPACE_XS)
            pills = self._in_line(shown, QPoint(end - self._total(shown), 0), end)
        first_pill = min((pill.place.left() for pill in pills), default=star_left)
        room = max(1, first_pill - px(SPACE_L if pills else SPACE_XS) - left)
        title = self._words(marked.act.title, TextRole.BODY_BOLD, room)
        lines = None if wide else _HINT_LINES
        hint = self._words(marked.act.hint, TextRole.CAPTION, room, lines)
        title_place = QRect(left, pad, room, round(title.height))
        hint_place = QRect(left, title_place.bottom() + 1 + px(2), room, round(hint.height))
        bottom = hint_place.bottom() if marked.act.hint else title_place.bottom()
        if not wide:
            shown, end = self._fitting(names, width - edge - left), width - edge
            pills = self._in_line(shown, QPoint(left, bottom + px(SPACE_S)), end)
            bottom = max((pill.place.bottom() for pill in pills), default=bottom)
        height = max(bottom + pad, 2 * pad + self._pill_height(), side + px(SPACE_S)) + 1
        bold = QFontMetrics(self._theme.font(TextRole.BODY_BOLD))
        middle = height // 2 if wide else pad + bold.height() // 2
        star = QRect(star_left, max(0, middle - side // 2), side, side)
        row = ActRow(
            height=height,
            dot=QPoint(edge + px(_DOT_COLUMN) // 2 - px(2), middle),
            title=(title_place, title),
            hint=(hint_place, hint),
            pills=tuple(_in_the_middle(pills, height) if wide else pills),
            star=star,
        )
        return row if self._direction is Qt.LayoutDirection.LeftToRight else _mirrored(row, width)

    def _names(self, marked: MarkedAct) -> list[tuple[str, bool]]:
        names = [(name, False) for name in entry_words.place_names(marked.act)]
        return [(entry_words.hidden_word(), True), *names] if marked.hidden else names

    def _fitting(self, names: Sequence[tuple[str, bool]], room: float) -> list[tuple[str, bool]]:
        """As many as there is room for; the others are counted. There is always one."""
        for count in range(len(names), 1, -1):
            shown = [*names[:count], *_more(len(names) - count)]
            if self._total(shown) <= room:
                return shown
        return [*names[:1], *_more(len(names) - 1)]

    def _in_line(self, names: Sequence[tuple[str, bool]], start: QPoint, right: int) -> list[Pill]:
        x, pills = start.x(), []
        for text, outlined in names:
            size = self._size(text)
            size.setWidth(max(0, min(size.width(), right - x)))
            pills.append(Pill(QRect(QPoint(x, start.y()), size), text, outlined))
            x += size.width() + self._theme.px(SPACE_XS)
        return pills

    def _total(self, names: Sequence[tuple[str, bool]]) -> int:
        gaps = self._theme.px(SPACE_XS) * (len(names) - 1)
        return sum(self._size(text).width() for text, _ in names) + gaps

    def _size(self, text: str) -> QSize:
        width = self._caption.horizontalAdvance(text) + 2 * self._theme.px(10)
        return QSize(width, self._pill_height())

    def _pill_height(self) -> int:
        return self._caption.height() + 2 * self._theme.px(SPACE_XS)

    def _words(
        self, text: str, role: TextRole, width: int, most_lines: int | None = None
    ) -> Paragraph:
        font = self._theme.font(role)
        return Paragraph(text, font, width, self._direction, most_lines=most_lines)


def _more(count: int) -> list[tuple[str, bool]]:
    return [(f"+{count}", False)] if count else []


def _in_the_middle(pills: Sequence[Pill], height: int) -> list[Pill]:
    return [
        replace(pill, place=pill.place.translated(0, (height - pill.place.height()) // 2))
        for pill in pills
    ]


def _mirrored(row: ActRow, width: int) -> ActRow:
    whole = QRect(0, 0, width, row.height)
    turned = partial(QStyle.visualRect, Qt.LayoutDirection.RightToLeft, whole)
    (title_place, title), (hint_place, hint) = row.title, row.hint
    return replace(
        row,
        dot=QPoint(width - row.dot.x(), row.dot.y()),
        title=(turned(title_place), title),
        hint=(turned(hint_place), hint),
        pills=tuple(replace(pill, place=turned(pill.place)) for pill in row.pills),
        star=turned(row.star),
    )


# The act itself, beyond Qt’s own roles.
MARKED_ACT = Qt.ItemDataRole.UserRole + 1
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
        marked: MarkedAct = index.data(MARKED_ACT)
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
        key = (index.data(MARKED_ACT), width, direction)
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
