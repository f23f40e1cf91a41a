"""Days as the cells of a table: a square each, and their sentences for a screen reader."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from enum import IntEnum
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    Qt,
)

from smallacts_desktop.domain.heatmap import (
    DAYS_IN_WEEK,
    DayGrid,
    DaySummary,
    MonthGrid,
    YearGrid,
    act_level,
)
from smallacts_desktop.ui.kit.tables import AnyIndex
from smallacts_desktop.ui.text.day_sentences import (
    SMALLEST_CHANGE,
    HeatmapMode,
    day_sentence,
    q_date,
)
from smallacts_desktop.ui.text.words import long_day

_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def day_for_key(
    key: Qt.Key,
    day: date,
    reach: tuple[date, date],
    *,
    mirrored: bool,
    weeks_down: bool = False,
) -> date | None:
    """Return the day a key leads to from ``day``, or None for a key that does not move.

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


def month_away(day: date, step: int) -> date:
    """Return the same day ``step`` months away, or that month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    length = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, length))


GridT = TypeVar("GridT", bound=DayGrid)

_NO_INDEX = QModelIndex()
_MUCH_CHANGE = 2.0


class HeatmapRole(IntEnum):
    """What a cell tells besides its words.

    LEVEL is an int or None (see ``level_of``); DAY is a QDate, None outside the year; FUTURE and
    TODAY are bools.
    """

    LEVEL = Qt.ItemDataRole.UserRole + 1
    DAY = Qt.ItemDataRole.UserRole + 2
    FUTURE = Qt.ItemDataRole.UserRole + 3
    TODAY = Qt.ItemDataRole.UserRole + 4


def level_of(summary: DaySummary, mode: HeatmapMode) -> int | None:
    """Return the level a day is painted with, or None for a gap.

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


class DayGridModel(QAbstractTableModel, Generic[GridT]):
    """Day summaries in the cells of a grid; a day without a summary is a quiet day.

    Empty cells and days after ``today`` are neither enabled nor selectable.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid: GridT | None = None
        self._summaries: Mapping[date, DaySummary] = {}
        self._today = date.min
        self._mode = HeatmapMode.ACTS

    def set_days(
        self,
        grid: GridT,
        summaries: Mapping[date, DaySummary],
        today: date,
        mode: HeatmapMode,
    ) -> None:
        """Show other days, other numbers, or both; the same grid keeps the current cell."""
        same_grid = grid == self._grid
        if not same_grid:
            self.beginResetModel()
        self._grid, self._summaries, self._today, self._mode = grid, summaries, today, mode
        if not same_grid:
            self.endResetModel()
        else:
            corner = self.index(grid.rows - 1, grid.columns - 1)
            self.dataChanged.emit(self.index(0, 0), corner)

    @property
    def grid(self) -> GridT | None:
        """The grid shown, or None before the first ``set_days``."""
        return self._grid

    @property
    def today(self) -> date:
        """The last day that can hold anything."""
        return self._today

    @property
    def mode(self) -> HeatmapMode:
        """Which number of a day is shown."""
        return self._mode

    @property
    def last_day(self) -> date | None:
        """The latest selectable day: today or the last; None where all days are to come."""
        if self._grid is None or self._grid.first > self._today:
            return None
        return min(self._grid.last, self._today)

    def is_selectable(self, day: date) -> bool:
        """Whether ``day`` is one of the days shown and not still to come."""
        last = self.last_day
        return self._grid is not None and last is not None and self._grid.first <= day <= last

    def day_at(self, index: AnyIndex) -> date | None:
        """Return the day in a cell, or None in an empty one."""
        if self._grid is None or not index.isValid():
            return None
        return self._grid.day_at(index.row(), index.column())

    def level_at(self, index: AnyIndex) -> int | None:
        """Return the level a day is painted with; None for a gap, the future and no day."""
        day = self.day_at(index)
        if day is None or day > self._today:
            return None
        return level_of(self._summaries.get(day) or DaySummary(day), self._mode)

    def index_of(self, day: date) -> QModelIndex:
        """Return the cell of ``day``; invalid when it is not among the days shown."""
        if self._grid is None or not self._grid.first <= day <= self._grid.last:
            return QModelIndex()
        return self.index(*self._grid.position(day))

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() or self._grid is None else self._grid.rows

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() or self._grid is None else self._grid.columns

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Enable the days that can be chosen, and nothing else."""
        day = self.day_at(index)
        if day is None or not self.is_selectable(day):
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a day's level, date or sentence; there is no display text, cells are painted."""
        day = self.day_at(index)
        if day is None:
            return None
        summary = self._summaries.get(day) or DaySummary(day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return day_sentence(summary, self._today, self._mode)
        if role == HeatmapRole.LEVEL:
            return self.level_at(index)
        facts = {
            HeatmapRole.DAY: q_date(day),
            HeatmapRole.FUTURE: day > self._today,
            HeatmapRole.TODAY: day == self._today,
        }
        return next((value for key, value in facts.items() if key == role), None)

    def weekday(self, place: int) -> int:
        """Return which weekday the ``place``th of a week is, 0 for Monday to 6 for Sunday."""
        start = self._grid.week_start if self._grid is not None else 0
        return (start + place) % DAYS_IN_WEEK

    def week_words(self, week: int) -> str:
        """Return what the ``week``th week shown is called: after its first day."""
        if self._grid is None:
            return ""
        lead = (self._grid.first.weekday() - self._grid.week_start) % DAYS_IN_WEEK
        first = self._grid.first + timedelta(days=max(0, week * DAYS_IN_WEEK - lead))
        words = QCoreApplication.translate("Calendar", "Week from {day}")
        return words.format(day=long_day(first))


class HeatmapModel(DayGridModel[YearGrid]):
    """One year: a row for each weekday, a column for each week."""

    def month_columns(self) -> dict[int, int]:
        """Return, for each month, the column of its first full week."""
        if self._grid is None:
            return {}
        columns = {}
        for month in range(1, 13):
            row, column = self._grid.position(date(self._grid.year, month, 1))
            columns[month] = column if row == 0 else column + 1
        return columns

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return weekday names for rows, and the weeks by their first day for columns."""
        if self._grid is None or role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return QLocale().standaloneDayName(self.weekday(section) + 1)
        return self.week_words(section)


class MonthModel(DayGridModel[MonthGrid]):
    """One month: a row for each week, a column for each weekday."""

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return weekday names for columns, and the weeks by their first day for rows."""
        if self._grid is None or role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return QLocale().standaloneDayName(self.weekday(section) + 1)
        return self.week_words(section)
