"""One entry as a row of the journal: its day, its title, what it holds, and a few words."""

from datetime import date
from enum import IntEnum

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from smallacts_desktop.domain.backups import ListedEntry, UnreadableEntry
from smallacts_desktop.domain.entries import Entry, EntryKind
from smallacts_desktop.domain.search import find_marks
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Tokens
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.tables import AnyIndex
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text import damage_words, entry_words, words

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


_MARK = 20


class EntryRole(IntEnum):
    """What a delegate may ask of a row beyond Qt's own roles."""

    ENTRY = Qt.ItemDataRole.UserRole + 1
    STARTS_DAY = Qt.ItemDataRole.UserRole + 2
    UNSAVED = Qt.ItemDataRole.UserRole + 3


class EntryDelegate(QStyledItemDelegate):
    """One row: a line for the day where it begins, then the entry.

    Painted from right to left where the language runs so.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._query = ""

    def set_query(self, query: str) -> None:
        """Mark the words of ``query`` from now on; blank marks nothing."""
        self._query = query

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Two lines, a third for a note, and one above for the day; more for an unreadable one."""
        entry: ListedEntry = index.data(EntryRole.ENTRY)
        if isinstance(entry, UnreadableEntry):
            room = option.rect.width() - 3 * self._theme.px(SPACE_M) - self._theme.px(_MARK)
            height = sum(self._wrapped(role, text, room) for role, text in _unreadable())
        else:
            height = self._line(TextRole.BODY_BOLD) + self._line(TextRole.CAPTION)
            if entry.note.strip():
                height += self._line(TextRole.BODY)
        height += 2 * self._theme.px(SPACE_M)
        if index.data(EntryRole.STARTS_DAY):
            height += self._day_height()
        return QSize(option.rect.width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the row."""
        entry: ListedEntry = index.data(EntryRole.ENTRY)
        area: QRect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        if index.data(EntryRole.STARTS_DAY):
            self._paint_day(painter, area, entry.date)
            area.setTop(area.top() + self._day_height())
        self._paint_ground(painter, area, option.state)
        unsaved = bool(index.data(EntryRole.UNSAVED))
        self._paint_entry(painter, area, entry, option.direction, unsaved=unsaved)
        painter.restore()

    def _paint_day(self, painter: QPainter, area: QRect, day: date | None) -> None:
        if day is None:
            return
        painter.setFont(self._theme.font(TextRole.CAPTION_BOLD))
        painter.setPen(QColor(self._theme.tokens.ink_soft))
        place = area.adjusted(self._theme.px(SPACE_M), self._theme.px(SPACE_L), 0, 0)
        painter.drawText(place, _LEADING_TOP, words.long_day(day, with_year=True))

    def _paint_ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        tokens = self._theme.tokens
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            # Not by colour alone: in high contrast the two grounds are the same.
            is_chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(QPen(QColor(tokens.edge), 1) if is_chosen else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.tint))
            corner = self._theme.px(11)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -3), corner, corner)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_entry(
        self,
        painter: QPainter,
        area: QRect,
        entry: ListedEntry,
        direction: Qt.LayoutDirection,
        *,
        unsaved: bool,
    ) -> None:
        theme, tokens = self._theme, self._theme.tokens
        inner = area.adjusted(
            theme.px(SPACE_M), theme.px(SPACE_M), -theme.px(SPACE_M), -theme.px(SPACE_M)
        )
        side = theme.px(_MARK)
        mark = QStyle.visualRect(direction, inner, QRect(inner.topLeft(), QSize(side, side)))
        text = inner.adjusted(side + theme.px(SPACE_M), 0, 0, 0)
        text = QStyle.visualRect(direction, inner, text)
        ratio = painter.device().devicePixelRatioF()
        pixmap = icons.pixmap("edit" if unsaved else _mark_name(entry), tokens.primary, side, ratio)
        painter.drawPixmap(mark.topLeft(), pixmap)
        if isinstance(entry, UnreadableEntry):
            self._paint_unreadable(painter, text)
            return
        title, details = entry_words.title(entry), _details(entry)
        if unsaved:
            details = entry_words.unsaved_first(details)
        self._text(painter, text, TextRole.BODY_BOLD, tokens.ink, title)
        text.setTop(text.top() + self._line(TextRole.BODY_BOLD))
        self._text(painter, text, TextRole.CAPTION, tokens.ink_soft, details)
        text.setTop(text.top() + self._line(TextRole.CAPTION))
        if entry.note.strip():
            self._text(
                painter, text, TextRole.BODY, tokens.ink, entry_words.excerpt(entry, self._query)
            )

    def _paint_unreadable(self, painter: QPainter, place: QRect) -> None:
        painter.setPen(QColor(self._theme.tokens.ink))
        for role, text in _unreadable():
            painter.setFont(self._theme.font(role))
            painter.drawText(place, _WRAPPED, text)
            place.setTop(place.top() + self._wrapped(role, text, place.width()))

    def _wrapped(self, role: TextRole, text: str, width: int) -> int:
        # Every word of it says what can be done, so none is left out for want of room.
        metrics = QFontMetrics(self._theme.font(role))
        lines = metrics.boundingRect(QRect(0, 0, max(1, width), 10_000), _WRAPPED, text)
        return lines.height() + self._theme.px(SPACE_XS) // 2

    def _text(
        self, painter: QPainter, place: QRect, role: TextRole, colour: str, text: str
    ) -> None:
        marking = Marking(self._theme.tokens, self._query)
        marking.draw(painter, place, text, self._theme.font(role), colour)

    def _line(self, role: TextRole) -> int:
        return QFontMetrics(self._theme.font(role)).height() + self._theme.px(SPACE_XS) // 2

    def _day_height(self) -> int:
        return self._line(TextRole.CAPTION_BOLD) + self._theme.px(SPACE_L + SPACE_S)


def _unreadable() -> tuple[tuple[TextRole, str], ...]:
    """What a row says of an entry that cannot be read."""
    return ((TextRole.BODY_BOLD, damage_words.title()), (TextRole.CAPTION, damage_words.hint()))


def _details(entry: Entry) -> str:
    details = entry_words.details(entry)
    return entry_words.with_private(details) if entry.private else details


def _mark_name(entry: ListedEntry) -> str:
    if isinstance(entry, UnreadableEntry):
        return "info"
    if entry.kind is EntryKind.NOTE:
        return "note"
    return "heart" if entry.size is None else f"size-{entry.size}"


_LEADING_TOP = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
_WRAPPED = _LEADING_TOP | int(Qt.TextFlag.TextWordWrap)
