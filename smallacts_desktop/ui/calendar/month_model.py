"""The days of a month as the cells of a table: weeks down, weekdays across."""

from PySide6.QtCore import QLocale, Qt

from smallacts_desktop.domain.heatmap import MonthGrid
from smallacts_desktop.ui.calendar.heatmap_model import DayGridModel


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
