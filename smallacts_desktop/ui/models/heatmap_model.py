"""The days of a year as the cells of a table: weekdays down, weeks across."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from smallacts_desktop.domain.heatmap import DAYS_IN_WEEK, DaySummary, YearGrid, act_level
from smallacts_desktop.ui.models.day_sentences import (
    SMALLEST_CHANGE,
    HeatmapMode,
    day_sentence,
    q_date,
)
from smallacts_desktop.ui.words import long_day

AnyIndex = QModelIndex | QPersistentModelIndex

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


class HeatmapModel(QAbstractTableModel):
    """One year of day summaries; a day without a summary is a quiet day.

    Cells outside the year and days after ``today`` are neither enabled nor selectable.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid: YearGrid | None = None
        self._summaries: Mapping[date, DaySummary] = {}
        self._today = date.min
        self._mode = HeatmapMode.ACTS

    def set_year(
        self,
        grid: YearGrid,
        summaries: Mapping[date, DaySummary],
        today: date,
        mode: HeatmapMode,
    ) -> None:
        """Show another year, other numbers, or both; the same grid keeps the current cell."""
        same_grid = grid == self._grid
        if not same_grid:
            self.beginResetModel()
        self._grid, self._summaries, self._today, self._mode = grid, summaries, today, mode
        if not same_grid:
            self.endResetModel()
        else:
            corner = self.index(DAYS_IN_WEEK - 1, grid.weeks - 1)
            self.dataChanged.emit(self.index(0, 0), corner)

    @property
    def grid(self) -> YearGrid | None:
        """The year shown, or None before the first ``set_year``."""
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
        """The latest selectable day: today or the year's end; None in a year still to come."""
        if self._grid is None or self._grid.first > self._today:
            return None
        return min(self._grid.last, self._today)

    def is_selectable(self, day: date) -> bool:
        """Whether ``day`` lies in this year and is not still to come."""
        last = self.last_day
        return self._grid is not None and last is not None and self._grid.first <= day <= last

    def day_at(self, index: AnyIndex) -> date | None:
        """Return the day in a cell, or None outside the year."""
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
        """Return the cell of ``day``; invalid when it lies in another year."""
        if self._grid is None or day.year != self._grid.year:
            return QModelIndex()
        return self.index(*self._grid.position(day))

    def month_columns(self) -> dict[int, int]:
        """Return, for each month, the column of its first full week."""
        if self._grid is None:
            return {}
        columns = {}
        for month in range(1, 13):
            row, column = self._grid.position(date(self._grid.year, month, 1))
            columns[month] = column if row == 0 else column + 1
        return columns

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Seven, one row for each day of the week."""
        return 0 if parent.isValid() or self._grid is None else DAYS_IN_WEEK

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of weeks the year touches."""
        return 0 if parent.isValid() or self._grid is None else self._grid.weeks

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
            return QLocale().standaloneDayName(self.weekday_of_row(section) + 1)
        lead = self._grid.position(self._grid.first)[0]
        first = self._grid.first + timedelta(days=max(0, section * DAYS_IN_WEEK - lead))
        words = QCoreApplication.translate("Calendar", "Week from {day}")
        return words.format(day=long_day(first))

    def weekday_of_row(self, row: int) -> int:
        """Return which weekday a row stands for, 0 for Monday to 6 for Sunday."""
        start = self._grid.week_start if self._grid is not None else 0
        return (start + row) % DAYS_IN_WEEK
