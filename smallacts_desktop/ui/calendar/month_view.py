"""The month as a table of large rounded cells with their numbers: weekdays across, weeks down."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.heatmap import DAYS_IN_WEEK, MonthGrid
from smallacts_desktop.ui.calendar.heat_view import DayGridView
from smallacts_desktop.ui.calendar.heatmap_headers import WeekdayNames
from smallacts_desktop.ui.calendar.heatmap_model import MonthModel
from smallacts_desktop.ui.kit.heat_cell import (
    RING_REACH,
    fill_of,
    ink_on,
    paint_ground,
    paint_mark,
)
from smallacts_desktop.ui.kit.tables import AnyIndex
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text.day_sentences import HeatmapMode

# Pixels at 100 % text.
_ROW, _TALLEST_ROW = 44, 54
_MARK = 20


class MonthView(DayGridView[MonthGrid]):
    """A month of days. Left and right move by day, up and down by week, on into other months.

    Left and right swap where people read from right to left.
    """

    weeks_down = True

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.month = MonthModel()
        super().__init__(theme, self.month, parent)
        self._names = WeekdayNames(theme, self.month, self)
        self.set_headers(self._names, None)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(160)
        self.setAccessibleName(QCoreApplication.translate("Calendar", "Calendar of the month"))

    def grid_name(self, grid: MonthGrid) -> str:
        """The month and its year."""
        return month_name(grid.first)

    def cell_rect(self, index: AnyIndex) -> QRectF:
        """Return the place of a cell in the viewport's coordinates, without its ring."""
        reach = RING_REACH
        return QRectF(self.visualRect(index)).adjusted(reach, reach, -reach, -reach)

    def paint_cell(self, painter: QPainter, cell: QRectF, day: date, level: int | None) -> None:
        """Paint a day with its number, and beside or above it its mark where there is one."""
        tokens, mode = self.theme.tokens, self.days.mode
        if day > self.days.today:
            super().paint_cell(painter, cell, day, level)
            self._paint_number(painter, cell, day, tokens.ink_soft)
            return
        paint_ground(painter, cell, self.theme, mode, level)
        colour = ink_on(tokens, fill_of(tokens, mode, level))
        if not self._is_marked(level):
            self._paint_number(painter, cell, day, colour)
            return
        for_number, for_mark = self._halves(cell)
        self._paint_number(painter, for_number, day, colour)
        paint_mark(painter, for_mark, self.theme, mode, level)

    def _is_marked(self, level: int | None) -> bool:
        if level is None:
            return False
        if self.days.mode is HeatmapMode.MOOD_CHANGE:
            return True
        return self.theme.marks and level > 0

    def _halves(self, cell: QRectF) -> tuple[QRectF, QRectF]:
        """Where the number and the mark stand: side by side, or above each other."""
        metrics = QFontMetrics(self.theme.font(TextRole.BODY))
        side = min(float(self.theme.px(_MARK)), cell.width() / 2, cell.height() / 2)
        mark = QRectF(0, 0, side, side)
        if metrics.horizontalAdvance("00") + side * 1.5 < cell.width():
            number = cell.adjusted(0, 0, -cell.width() / 2, 0)
            rest = cell.adjusted(cell.width() / 2, 0, 0, 0)
            if self.isRightToLeft():
                number, rest = rest, number
        else:
            number = cell.adjusted(0, 2, 0, -side - 2)
            rest = QRectF(cell.left(), number.bottom(), cell.width(), side)
        mark.moveCenter(rest.center())
        return number, mark

    def _paint_number(self, painter: QPainter, area: QRectF, day: date, colour: str) -> None:
        painter.setFont(self.theme.font(TextRole.BODY))
        painter.setPen(QColor(colour))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(area, int(flags), QLocale().toString(day.day))

    def fit(self) -> None:
        """Share the width among the weekdays; give the weeks room for numbers and marks."""
        room = max(DAYS_IN_WEEK, self.width())
        for column in range(self.month.columnCount()):
            left, right = (round(room * n / DAYS_IN_WEEK) for n in (column, column + 1))
            self.setColumnWidth(column, right - left)
        height = self._row_height(room / DAYS_IN_WEEK)
        for row in range(self.month.rowCount()):
            self.setRowHeight(row, height)
        self._names.updateGeometry()
        self.updateGeometries()
        self.setFixedHeight(self._names.sizeHint().height() + self.month.rowCount() * height)
        self.viewport().update()

    def _row_height(self, column_width: float) -> int:
        number = QFontMetrics(self.theme.font(TextRole.BODY)).height()
        least = number + self.theme.px(_MARK) + 4
        wanted = max(self.theme.px(_ROW), min(self.theme.px(_TALLEST_ROW), round(column_width)))
        return 2 * RING_REACH + max(least, wanted - 2 * RING_REACH)


def month_name(day: date) -> str:
    """Return the month of a day in words, such as "November 2026"."""
    locale = QLocale()
    # The name as it stands alone: many languages bend it inside a date.
    month = locale.standaloneMonthName(day.month)
    words = QCoreApplication.translate("Calendar", "{month} {year}")
    return words.format(month=month, year=day.year)
