"""Where everything stands in the row of an act, at a width and a text size."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle

from smallacts_desktop.domain.act_library import MarkedAct
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from smallacts_desktop.ui.acts.paragraph import Paragraph
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text import act_words

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
        pills = self._beside(names, star_left - px(SPACE_XS), width) if wide else []
        first_pill = min((pill.place.left() for pill in pills), default=star_left)
        room = max(1, first_pill - px(SPACE_L if pills else SPACE_XS) - left)
        title = self._words(marked.act.title, TextRole.BODY_BOLD, room)
        lines = None if wide else _HINT_LINES
        hint = self._words(marked.act.hint, TextRole.CAPTION, room, lines)
        title_place = QRect(left, pad, room, round(title.height))
        hint_place = QRect(left, title_place.bottom() + 1 + px(2), room, round(hint.height))
        bottom = hint_place.bottom() if marked.act.hint else title_place.bottom()
        if not wide:
            pills = self._under(names, QPoint(left, bottom + px(SPACE_S)), width - edge)
            bottom = max((pill.place.bottom() for pill in pills), default=bottom)
        height = max(bottom + pad, 2 * pad + self._pill_height(), side + px(SPACE_S)) + 1
        middle = height // 2 if wide else pad + self._bold().height() // 2
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
        names = [(name, False) for name in act_words.place_names(marked.act)]
        return [(act_words.hidden_word(), True), *names] if marked.hidden else names

    def _beside(self, names: Sequence[tuple[str, bool]], right: int, width: int) -> list[Pill]:
        """In one line that ends at ``right``."""
        shown = self._fitting(names, width * _PILLS_SHARE)
        return self._in_line(shown, QPoint(right - self._total(shown), 0), right)

    def _under(self, names: Sequence[tuple[str, bool]], start: QPoint, right: int) -> list[Pill]:
        """In one line from ``start``, to ``right`` at most."""
        return self._in_line(self._fitting(names, right - start.x()), start, right)

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

    def _bold(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(TextRole.BODY_BOLD))


def _more(count: int) -> list[tuple[str, bool]]:
    return [(f"+{count}", False)] if count else []


def _in_the_middle(pills: Sequence[Pill], height: int) -> list[Pill]:
    return [
        Pill(
            pill.place.translated(0, (height - pill.place.height()) // 2), pill.text, pill.outlined
        )
        for pill in pills
    ]


def _mirrored(row: ActRow, width: int) -> ActRow:
    whole = QRect(0, 0, width, row.height)

    def turned(place: QRect) -> QRect:
        return QStyle.visualRect(Qt.LayoutDirection.RightToLeft, whole, place)

    return ActRow(
        height=row.height,
        dot=QPoint(width - row.dot.x(), row.dot.y()),
        title=(turned(row.title[0]), row.title[1]),
        hint=(turned(row.hint[0]), row.hint[1]),
        pills=tuple(Pill(turned(pill.place), pill.text, pill.outlined) for pill in row.pills),
        star=turned(row.star),
    )
