"""What the year and the month share: days as cells, one of them chosen by keys or a click."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QTableView, QWidget

from smallacts_desktop.domain.heatmap import DayGrid, DaySummary
from smallacts_desktop.ui.calendar.heatmap_model import DayGridModel, day_for_key
from smallacts_desktop.ui.kit.heat_cell import (
    paint_day,
    paint_day_to_come,
    paint_note,
    paint_rim,
    paint_ring,
)
from smallacts_desktop.ui.kit.tables import AnyIndex, ReaderSelection
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text.day_sentences import HeatmapMode, span_name

_ACTIVATION_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class DayGridView(ReaderSelection, QTableView):
    """Days to choose from, sized to the width given; the height follows.

    One tab stop. Arrow keys move by day and week, Page Up and Page Down by month, Home and End to
    the ends of the year; Return and a click open the day. Only days up to today can be chosen.

    ``day_selected(date)``: another day became the current one.
    ``day_activated(date)``: a day was opened by Return, Enter, Space or a click.
    ``day_entered(date)``: it was by a key, so the keyboard wants to go on inside the day.
    ``day_beyond(date)``: a key led to a day that is not among those shown.
    """

    day_selected = Signal(object)
    day_activated = Signal(object)
    day_entered = Signal(object)
    day_beyond = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.days = theme, DayGridModel(self)
        self._fitted_width = 0
        self._reach: tuple[date, date] | None = None
        self.setModel(self.days)
        self._set_manners()
        theme.changed.connect(self.fit)

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

    def set_days(
        self,
        grid: DayGrid,
        summaries: Mapping[date, DaySummary],
        today: date,
        mode: HeatmapMode = HeatmapMode.ACTS,
    ) -> None:
        """Show these days; the chosen one stays chosen as long as it is among them."""
        chosen = self.current_day()
        self.days.set_days(grid, summaries, today, mode)
        if chosen is not None:
            self.select_day(chosen)
        name = QCoreApplication.translate("Calendar", "Calendar of {days}")
        self.setAccessibleName(name.format(days=span_name(grid)))
        self.fit()

    def set_reach(self, first: date, last: date) -> None:
        """Let keys lead as far as these days, telling of those not shown by ``day_beyond``."""
        self._reach = first, last

    def current_day(self) -> date | None:
        """The chosen day, or None while there is none."""
        return self.days.day_at(self.currentIndex())

    def select_day(self, day: date) -> None:
        """Choose ``day``; one that is not shown or still to come changes nothing."""
        if self.days.is_selectable(day):
            self.setCurrentIndex(self.days.index_of(day))

    # What differs between the year and the month

    def cell_rect(self, index: AnyIndex) -> QRectF:
        """The place of a cell in the viewport's coordinates, without its ring."""
        return self.place_in(self.visualRect(index), index.row(), index.column())

    def place_in(self, area: QRect, row: int, column: int) -> QRectF:
        """Where the day stands in the ``area`` that its row and column cross in."""
        del row, column
        return QRectF(area)

    def paint_cell(self, painter: QPainter, cell: QRectF, day: date, level: int | None) -> None:
        """Paint one day."""
        if day > self.days.today:
            paint_day_to_come(painter, cell, self.theme)
        else:
            paint_day(painter, cell, self.theme, self.days.mode, level)

    def fit(self) -> None:
        """Give each cell its share of the width, and the view the height it needs."""
        raise NotImplementedError

    # Keys, mouse and paint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The event tells the viewport's size, which also changes as the headers do.
        if self.width() != self._fitted_width:
            self._fitted_width = self.width()
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the latest day when the keyboard arrives and no day is chosen."""
        super().focusInEvent(event)
        if self.current_day() is None and self.days.last_day is not None:
            self.select_day(self.days.last_day)

    def row_chosen(self, index: AnyIndex) -> None:
        """Open the day that a screen reader chose, if there is one and it has come."""
        day = self.days.day_at(index)
        if self.days.is_selectable(day):
            super().row_chosen(index)
            self.day_activated.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by day, week or month, or open the day; leave every other key to the window."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        current, last, grid = self.current_day(), self.days.last_day, self.days.grid
        if held != Qt.KeyboardModifier.NoModifier or last is None or grid is None:
            event.ignore()
        elif key in _ACTIVATION_KEYS and current is not None:
            self.day_activated.emit(current)
            self.day_entered.emit(current)
        else:
            day = day_for_key(
                key,
                current or last,
                self._reach or (grid.first, last),
                mirrored=self.isRightToLeft(),
                weeks_down=grid.weeks_down,
            )
            if day is None:
                event.ignore()
            elif self.days.is_selectable(day):
                self.select_day(day)
            else:
                self.day_beyond.emit(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the day under the pointer."""
        super().mouseReleaseEvent(event)
        day = self.days.day_at(self.indexAt(event.position().toPoint()))
        left = event.button() is Qt.MouseButton.LeftButton
        if left and day is not None and day == self.current_day():
            self.day_activated.emit(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of a double click as an ordinary one."""
        self.mousePressEvent(event)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell that another day is the current one, and repaint its ring."""
        super().currentChanged(current, previous)
        self.viewport().update()
        day = self.days.day_at(current)
        if day is not None:
            self.day_selected.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the days, then the rings, which reach over their neighbours.

        Qt would ask the model about every cell of a year several times, at every paint.
        """
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_days(painter, event.rect())
        tokens = self.theme.tokens
        today = self.days.index_of(self.days.today)
        current = self.currentIndex()
        if today.isValid() and today != current:
            paint_ring(painter, self.cell_rect(today), self.theme, tokens.ink)
        if current.isValid():
            paint_ring(painter, self.cell_rect(current), self.theme, tokens.focus)
            if today == current:
                paint_rim(painter, self.cell_rect(current), self.theme)

    def _paint_days(self, painter: QPainter, seen: QRect) -> None:
        chosen = self.current_day()
        lefts = [self.columnViewportPosition(at) for at in range(self.days.columnCount())]
        tops = [self.rowViewportPosition(at) for at in range(self.days.rowCount())]
        widths = [self.columnWidth(at) for at in range(len(lefts))]
        heights = [self.rowHeight(at) for at in range(len(tops))]
        for cell in self.days.cells:
            row, column = cell.row, cell.column
            area = QRect(lefts[column], tops[row], widths[column], heights[row])
            if area.intersects(seen):
                if cell.day == chosen:
                    # Seen in the corners that the ring leaves.
                    painter.fillRect(area, QColor(self.theme.tokens.tint))
                place = self.place_in(area, row, column)
                self.paint_cell(painter, place, cell.day, cell.level)
                if cell.has_note:
                    paint_note(painter, place, self.theme, self.days.mode, cell.level)
