"""The year as a table of small squares: one for each day, weekdays down and weeks across."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from smallacts_desktop.domain.heatmap import DAYS_IN_WEEK, DaySummary, YearGrid
from smallacts_desktop.ui.models.day_sentences import HeatmapMode
from smallacts_desktop.ui.models.heatmap_model import HeatmapModel
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.widgets.heat_cell import (
    RING_REACH,
    paint_day,
    paint_day_to_come,
    paint_rim,
    paint_ring,
)
from smallacts_desktop.ui.widgets.heatmap_headers import MonthHeader, WeekdayHeader
from smallacts_desktop.ui.widgets.heatmap_keys import day_for_key

SMALLEST_PITCH = 9
LARGEST_PITCH = 28
SMALLEST_GAP = 2
_GAP_SHARE = 0.17
_ACTIVATION_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class HeatmapView(QTableView):
    """The year of days, sized to the width it is given; its height follows.

    One tab stop. Arrow keys move by day (up, down) and week (left, right; the other way round
    where people read from right to left), Page Up and Page Down by month, Home and End to the
    first and the last day that can be chosen, Return and a click open the day. Only days of the
    year up to today can be chosen.

    ``day_selected(date)``: another day became the current one.
    ``day_activated(date)``: a day was opened by Return, Enter, Space or a click.
    """

    day_selected = Signal(object)
    day_activated = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wanted: date | None = None
        self._fitted_width = 0
        self.heatmap = HeatmapModel(self)
        self._months = MonthHeader(theme, self.heatmap, self)
        self._weekdays = WeekdayHeader(theme, self.heatmap, self)
        self.setHorizontalHeader(self._months)
        self.setVerticalHeader(self._weekdays)
        self.setModel(self.heatmap)
        self.setItemDelegate(HeatmapDelegate(theme, self))
        self._set_manners()
        self.heatmap.modelReset.connect(self._keep_day)
        theme.changed.connect(self._fit)
        self.setAccessibleName(QCoreApplication.translate("Calendar", "Calendar of the year"))

    def _set_manners(self) -> None:
        self.setProperty("role", "heatmap")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(160)

    def set_year(
        self,
        grid: YearGrid,
        summaries: Mapping[date, DaySummary],
        today: date,
        mode: HeatmapMode = HeatmapMode.ACTS,
    ) -> None:
        """Show a year; the chosen day stays chosen as long as it lies in it."""
        self._wanted = self.current_day()
        self.heatmap.set_year(grid, summaries, today, mode)
        name = QCoreApplication.translate("Calendar", "Calendar of {year}")
        self.setAccessibleName(name.format(year=grid.year))
        self._fit()

    def current_day(self) -> date | None:
        """Return the chosen day, or None while there is none."""
        return self.heatmap.day_at(self.currentIndex())

    def select_day(self, day: date) -> None:
        """Choose ``day``; a day outside the year or still to come changes nothing."""
        if self.heatmap.is_selectable(day):
            self.setCurrentIndex(self.heatmap.index_of(day))

    def cell_rect(self, index: QModelIndex | QPersistentModelIndex) -> QRectF:
        """Return the square of a cell in the viewport's coordinates."""
        area = self.visualRect(index)
        side = self._pitch() - self._gap()
        left = area.left() + (RING_REACH if self._is_leftmost(index.column()) else 0)
        top = area.top() + (RING_REACH if index.row() == 0 else 0)
        return QRectF(left, top, side, side)

    def _is_leftmost(self, column: int) -> bool:
        mirrored = self.isRightToLeft()
        return column == (self.heatmap.columnCount() - 1 if mirrored else 0)

    def _pitch(self) -> int:
        return int(self._exact_pitch())

    def _gap(self) -> int:
        return max(SMALLEST_GAP, int(self._pitch() * _GAP_SHARE))

    def _exact_pitch(self) -> float:
        room = self.width() - self._weekdays.sizeHint().width() - 2 * RING_REACH
        weeks = max(1, self.heatmap.columnCount())
        return min(float(LARGEST_PITCH), max(float(SMALLEST_PITCH), room / weeks))

    def _fit(self) -> None:
        """Give each week and weekday its share of the width, and the view the height it needs."""
        self._fitted_width = self.width()
        weeks, pitch = self.heatmap.columnCount(), self._exact_pitch()
        self._weekdays.setFixedWidth(self._weekdays.sizeHint().width())
        for column in range(weeks):
            # Whole pixels keep the squares sharp; the rounding is spread over the year.
            width = round((column + 1) * pitch) - round(column * pitch)
            at_end = column in (0, weeks - 1)
            self.setColumnWidth(column, width + (RING_REACH if at_end else 0))
        for row in range(self.heatmap.rowCount()):
            at_end = row in (0, DAYS_IN_WEEK - 1)
            self.setRowHeight(row, self._pitch() + (RING_REACH if at_end else 0))
        self._months.updateGeometry()
        self.updateGeometries()
        height = self._months.sizeHint().height() + self._weekdays.length()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self._weekdays.sizeHint().width() + self._months.length() > self.width():
            policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
            height += self.horizontalScrollBar().sizeHint().height()
        self.setHorizontalScrollBarPolicy(policy)
        self.setFixedHeight(height)
        self.scrollTo(self.currentIndex())
        self.viewport().update()

    def _keep_day(self) -> None:
        if self._wanted is not None:
            self.select_day(self._wanted)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a day into sight together with its ring."""
        super().scrollTo(index, hint)
        if not index.isValid():
            return
        ring = self.cell_rect(index).adjusted(-RING_REACH, 0, RING_REACH, 0)
        beyond = min(0.0, ring.left()) + max(0.0, ring.right() - self.viewport().width())
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + round(-beyond if self.isRightToLeft() else beyond))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Size the squares to the new width."""
        super().resizeEvent(event)
        # The event tells the viewport's size, which also changes as the headers do.
        if self.width() != self._fitted_width:
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the latest day when the keyboard arrives and no day is chosen."""
        super().focusInEvent(event)
        if self.current_day() is None and self.heatmap.last_day is not None:
            self.select_day(self.heatmap.last_day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by day, week or month, or open the day; leave every other key to the window."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        current, last = self.current_day(), self.heatmap.last_day
        if held != Qt.KeyboardModifier.NoModifier or last is None:
            event.ignore()
        elif key in _ACTIVATION_KEYS and current is not None:
            self.day_activated.emit(current)
        else:
            first = date(last.year, 1, 1)
            day = day_for_key(key, current or last, (first, last), mirrored=self.isRightToLeft())
            if day is None:
                event.ignore()
            else:
                self.select_day(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the day under the pointer."""
        super().mouseReleaseEvent(event)
        day = self.heatmap.day_at(self.indexAt(event.position().toPoint()))
        left = event.button() is Qt.MouseButton.LeftButton
        if left and day is not None and day == self.current_day():
            self.day_activated.emit(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of a double click as an ordinary one."""
        self.mousePressEvent(event)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell that another day is the current one, and repaint its ring."""
        super().currentChanged(current, previous)
        self.viewport().update()
        day = self.heatmap.day_at(current)
        if day is not None:
            self.day_selected.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the days, then the rings, which reach over their neighbours."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        today = self.heatmap.index_of(self.heatmap.today)
        current = self.currentIndex()
        if today.isValid() and today != current:
            paint_ring(painter, self.cell_rect(today), self._theme, tokens.ink)
        if current.isValid():
            paint_ring(painter, self.cell_rect(current), self._theme, tokens.focus)
            if today == current:
                paint_rim(painter, self.cell_rect(current), self._theme)


class HeatmapDelegate(QStyledItemDelegate):
    """Paints one day as a rounded square; nothing outside the year."""

    def __init__(self, theme: Theme, view: HeatmapView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,  # noqa: ARG002 - the theme alone decides how a day looks
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the square of one day."""
        model = self._view.heatmap
        day = model.day_at(index)
        if day is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = self._view.cell_rect(index)
        if day > model.today:
            paint_day_to_come(painter, cell, self._theme)
        else:
            paint_day(painter, cell, self._theme, model.mode, model.level_at(index))
        painter.restore()
