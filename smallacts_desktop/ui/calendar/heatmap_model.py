"""Days as the cells of a table: their levels, their sentences, and where a key leads from each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QLocale, QModelIndex, QObject, Qt

from smallacts_desktop.domain.heatmap import (
    DAYS_IN_WEEK,
    DayGrid,
    DaySummary,
    act_level,
    month_away,
)
from smallacts_desktop.ui.kit.tables import AnyIndex
from smallacts_desktop.ui.text.day_sentences import SMALLEST_CHANGE, HeatmapMode, day_sentence
from smallacts_desktop.ui.text.words import long_day

_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_NO_INDEX = QModelIndex()
_MUCH_CHANGE = 2.0


def day_for_key(
    key: Qt.Key, day: date, reach: tuple[date, date], *, mirrored: bool, weeks_down: bool = False
) -> date | None:
    """The day a key leads to from ``day``, or None for a key that does not move.

    Never leaves ``reach``, the first and last day: an arrow that would stays where it is, a month
    stops at the end. Home and End lead to the ends of the day's year. Days run down and weeks
    across, or the other way round with ``weeks_down``; ``mirrored`` swaps left and right.
    """
    first, last = reach
    if key is Qt.Key.Key_Home:
        return max(first, date(day.year, 1, 1))
    if key is Qt.Key.Key_End:
        return min(last, date(day.year, 12, 31))
    if key in _MONTHS:
        return min(last, max(first, month_away(day, _MONTHS[key])))
    down, across = (DAYS_IN_WEEK, 1) if weeks_down else (1, DAYS_IN_WEEK)
    step = _DOWN.get(key, 0) * down + _ACROSS.get(key, 0) * across * (-1 if mirrored else 1)
    if step == 0:
        return None
    target = day + timedelta(days=step)
    return target if first <= target <= last else day


def level_of(summary: DaySummary, mode: HeatmapMode) -> int | None:
    """The level a day is painted with, or None for a gap.

    Acts: 0 to 4, 0 being a quiet day. Mood after: 1 (low) to 4 (good), never 0, so that a low
    mood cannot be taken for none. Mood change: -2 to 2, 0 when it stayed the same.
    """
    if mode is HeatmapMode.ACTS:
        return act_level(summary.acts)
    if mode is HeatmapMode.MOOD_AFTER:
        mood = summary.mood_after
        return None if mood is None else 1 + max(0, min(3, int(mood / 2.5)))
    change = summary.mood_change
    if change is None:
        return None
    if abs(change) < SMALLEST_CHANGE:
        return 0
    strength = 2 if abs(change) >= _MUCH_CHANGE else 1
    return strength if change > 0 else -strength


class DayCell(NamedTuple):
    """Where a day stands, and the level it is painted with; None for a gap and the future.

    ``has_note`` is whether words without an act were kept on it.
    """

    row: int
    column: int
    day: date
    level: int | None
    has_note: bool


class DayGridModel(QAbstractTableModel):
    """Day summaries in the cells of a grid; a day without a summary is a quiet day.

    Empty cells and days after ``today`` are neither enabled nor selectable. ``grid`` is None
    before the first ``set_days``; ``mode`` is which number of a day is shown.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid: DayGrid | None = None
        self.today = date.min
        self.mode = HeatmapMode.ACTS
        self._summaries: Mapping[date, DaySummary] = {}
        self._cells: tuple[DayCell, ...] = ()

    def set_days(
        self, grid: DayGrid, summaries: Mapping[date, DaySummary], today: date, mode: HeatmapMode
    ) -> None:
        """Show other days, other numbers, or both; the same grid keeps the current cell."""
        same_grid = grid == self.grid
        if not same_grid:
            self.beginResetModel()
        self.grid, self._summaries, self.today, self.mode = grid, summaries, today, mode
        self._cells = tuple(self._made_cells(grid))
        if not same_grid:
            self.endResetModel()
        else:
            corner = self.index(grid.rows - 1, grid.columns - 1)
            self.dataChanged.emit(self.index(0, 0), corner)

    @property
    def last_day(self) -> date | None:
        """The latest selectable day: today or the last; None where all days are to come."""
        if self.grid is None or self.grid.first > self.today:
            return None
        return min(self.grid.last, self.today)

    def is_selectable(self, day: date | None) -> bool:
        """Whether ``day`` is one of the days shown and not still to come."""
        return day is not None and day <= self.today and self.index_of(day).isValid()

    def day_at(self, index: AnyIndex) -> date | None:
        """The day in a cell, or None in an empty one."""
        if self.grid is None or not index.isValid():
            return None
        return self.grid.day_at(index.row(), index.column())

    def level_at(self, index: AnyIndex) -> int | None:
        """The level a day is painted with; None for a gap, the future and no day."""
        return self._level(self.day_at(index))

    @property
    def cells(self) -> Sequence[DayCell]:
        """Every day with its place and level, worked out once for all the paints to come."""
        return self._cells

    def _made_cells(self, grid: DayGrid) -> Iterator[DayCell]:
        for offset in range((grid.last - grid.first).days + 1):
            day = grid.first + timedelta(days=offset)
            has_note = day <= self.today and self._summary(day).notes > 0
            yield DayCell(*grid.position(day), day, self._level(day), has_note)

    def _level(self, day: date | None) -> int | None:
        if day is None or day > self.today:
            return None
        return level_of(self._summary(day), self.mode)

    def index_of(self, day: date) -> QModelIndex:
        """The cell of ``day``; invalid when it is not among the days shown."""
        if self.grid is None or not self.grid.first <= day <= self.grid.last:
            return QModelIndex()
        return self.index(*self.grid.position(day))

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() or self.grid is None else self.grid.rows

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() or self.grid is None else self.grid.columns

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Enable the days that can be chosen, and nothing else."""
        flag = Qt.ItemFlag
        if not self.is_selectable(self.day_at(index)):
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """A day's sentence; there is no display text, cells are painted."""
        day = self.day_at(index)
        is_told = role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if day is None or not is_told:
            return None
        return day_sentence(self._summary(day), self.today, self.mode)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Read the weekdays by their names, and the weeks by their first day."""
        if self.grid is None or role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        if (orientation is Qt.Orientation.Vertical) is self.grid.weeks_down:
            week = QCoreApplication.translate("Calendar", "Week from {day}")
            return week.format(day=long_day(self.grid.first_of_week(section)))
        return QLocale().standaloneDayName(self.grid.weekday(section) + 1)

    def _summary(self, day: date) -> DaySummary:
        return self._summaries.get(day) or DaySummary(day)
