"""The calendar that a date field opens, in the program's own look; and how dates are written."""

from functools import lru_cache

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QIcon,
    QPainter,
    QPen,
    QPixmap,
    QTextCharFormat,
)
from PySide6.QtWidgets import QCalendarWidget, QTableView, QToolButton

from smallacts_desktop.domain.typed_dates import DateWords, word_of
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.messages import announce
from smallacts_desktop.ui.kit.theme import TextRole, Theme

_CELL_WIDTH, _CELL_HEIGHT, _BAR_HEIGHT = 44, 36, 44
_ROWS, _COLUMNS = 7, 7
_ICON = 16
_CORNER = 8
# The ring around the chosen day: two pixels wide and two off it, as around every control.
_RING, _GAP = 2, 2
_MONTHS, _WEEKDAYS = range(1, 13), range(1, 8)
_ARROWS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}


class DayPicker(QCalendarWidget):
    """A month of days.

    A day that cannot be chosen is struck through and paler; a day of another month is paler.
    Nothing is red. Where there is no month to go on to, there is no arrow. The week begins as in
    the person's settings or else as in their country. The day that the arrow keys come to is
    told to a screen reader in full.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        # Seven days share the width, whatever Qt thinks that their names need.
        self._days().horizontalHeader().setMinimumSectionSize(1)
        # It shows which day has the keyboard; a ring around all the days would say nothing.
        self._days().setProperty("focusRing", False)
        self.selectionChanged.connect(self._announce_day)
        theme.changed.connect(self._apply_style)
        self._apply_style()

    def can_choose(self, day: QDate) -> bool:
        """Whether ``day`` lies within the allowed days."""
        return self.minimumDate() <= day <= self.maximumDate()

    def sizeHint(self) -> QSize:
        """Room for a finger on each day, whatever the size of the text."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As much: it is a window of its own and need not be smaller."""
        px, margins = self._theme.px, 2 * self._theme.px(SPACE_S)
        height = px(_BAR_HEIGHT) + _ROWS * px(_CELL_HEIGHT)
        hint = QSize(_COLUMNS * px(_CELL_WIDTH) + margins, height + margins)
        return hint.expandedTo(super().minimumSizeHint())

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate | QPoint) -> None:
        if not isinstance(date, QDate):
            return
        tokens, px = self._theme.tokens, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(tokens.surface))
        chosen, allowed = date == self.selectedDate(), self.can_choose(date)
        cell = QRectF(rect).adjusted(_RING + _GAP, _RING + _GAP, -_RING - _GAP, -_RING - _GAP)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.primary))
            painter.drawRoundedRect(cell, px(_CORNER), px(_CORNER))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if self._days().hasFocus():
                off = _GAP + _RING / 2
                painter.setPen(QPen(QColor(tokens.focus), _RING))
                ring = cell.adjusted(-off, -off, off, off)
                painter.drawRoundedRect(ring, px(_CORNER) + off, px(_CORNER) + off)
        painter.setFont(self._font(chosen=chosen, allowed=allowed))
        painter.setPen(QColor(self._ink(date, chosen=chosen, allowed=allowed)))
        number = QLocale().toString(date.day())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, number)
        painter.restore()

    def _font(self, *, chosen: bool, allowed: bool) -> QFont:
        font = self._theme.font(TextRole.BODY_BOLD if chosen else TextRole.BODY)
        font.setStrikeOut(not allowed)
        return font

    def _ink(self, day: QDate, *, chosen: bool, allowed: bool) -> str:
        tokens = self._theme.tokens
        if chosen:
            return tokens.on_primary
        if not allowed:
            return tokens.edge
        return tokens.ink if day.month() == self.monthShown() else tokens.ink_soft

    def _apply_style(self) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        names = QTextCharFormat()
        names.setForeground(QColor(tokens.ink_soft))
        names.setBackground(QColor(tokens.surface))
        names.setFont(self._theme.font(TextRole.CAPTION))
        self.setHeaderTextFormat(names)
        for day in tuple(Qt.DayOfWeek):
            self.setWeekdayTextFormat(day, names)
        self.setFirstDayOfWeek(Qt.DayOfWeek(self._theme.first_weekday + 1))
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*(px(SPACE_S),) * 4)
        for name, drawn in _ARROWS.items():
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIconSize(QSize(px(_ICON), px(_ICON)))
                button.setIcon(_arrow(drawn, tokens.ink_soft, px(_ICON)))
        self.updateGeometry()

    def _days(self) -> QTableView:
        days = self.findChild(QTableView)
        if days is None:
            raise LookupError("Qt's calendar has no table of days")
        return days

    def _announce_day(self) -> None:
        if self.isVisible():
            day = QLocale().toString(self.selectedDate(), QLocale.FormatType.LongFormat)
            announce(self, day)


def _arrow(name: str, colour: str, side: int) -> QIcon:
    """An arrow that is not there while it is disabled; a paler one looks ready to use."""
    made = icons.icon(name, colour)
    nothing = QPixmap(side, side)
    nothing.fill(Qt.GlobalColor.transparent)
    made.addPixmap(nothing, QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=8)
def date_words(region: str) -> DateWords:
    """How dates are written in a region, such as "en_GB"; English names are understood in all."""
    months: dict[str | None, int] = {}
    weekdays: set[str | None] = set()
    for language in (QLocale(QLocale.Language.C), QLocale(region)):
        for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
            for name_of in (language.monthName, language.standaloneMonthName):
                months |= {word_of(name_of(month, form)): month for month in _MONTHS}
            for name_of in (language.dayName, language.standaloneDayName):
                weekdays |= {word_of(name_of(day, form)) for day in _WEEKDAYS}
    order = QLocale(region).dateFormat(QLocale.FormatType.ShortFormat)
    return DateWords(
        {name: month for name, month in months.items() if name is not None},
        frozenset(name for name in weekdays if name is not None),
        day_first=order.find("d") < order.find("M"),
    )
