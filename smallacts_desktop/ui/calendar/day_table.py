"""The heatmap's numbers as a plain table that can be read and sorted."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from smallacts_desktop.domain.heatmap import DaySummary
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.calendar.day_table_model import SORT_ROLE, DayColumn, DayTableModel
from smallacts_desktop.ui.kit.hairline_table import HairlineTable
from smallacts_desktop.ui.kit.page_list import RowsOfPage
from smallacts_desktop.ui.kit.rows_model import AnyIndex
from smallacts_desktop.ui.kit.theme import TextRole, Theme


class DayTable(RowsOfPage, HairlineTable):
    """One row for each day that holds an entry, the newest first; a click on a title sorts.

    Days are written in full where the numbers leave room for that. It is as high as its rows, and
    the page scrolls.

    ``day_activated(date)``: a day was opened by Return, Enter or a double click.
    """

    day_activated = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        # By whether days are written short.
        self._longest_day = {False: 0, True: 0}
        # What the numbers need with their titles on one line; measured while they are.
        self._numbers = 0
        self.days = DayTableModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.days)
        self._sorted.setSortRole(SORT_ROLE)
        self.setModel(self._sorted)
        self._set_manners()
        self.setAccessibleName(QCoreApplication.translate("Calendar", "Days with entries"))
        self.row_activated.connect(self._open)
        theme.changed.connect(self._fit)
        self._fit()

    def _set_manners(self) -> None:
        self.join_page()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(DayColumn.DAY, QHeaderView.ResizeMode.Fixed)
        # All rows, not those in sight: a column must not change its width as people scroll.
        header.setResizeContentsPrecision(-1)
        self.setSortingEnabled(True)
        self.sortByColumn(DayColumn.DAY, Qt.SortOrder.DescendingOrder)

    def set_days(self, summaries: Iterable[DaySummary]) -> None:
        """Show these days in the order last asked for."""
        self.days.set_stacked(False)
        self.days.set_days(summaries)
        self._fit()

    def rows_height(self) -> int:
        """The height of all rows in pixels."""
        return self.verticalHeader().length()

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring the column into view here, and the row on the page."""
        HairlineTable.scrollTo(self, index, hint)
        super().scrollTo(index, hint)

    def updateGeometries(self) -> None:
        """Be as high as the rows with the titles above them."""
        super().updateGeometries()
        sideways = self.horizontalScrollBar()
        bar = sideways.sizeHint().height() if sideways.maximum() > 0 else 0
        self.be_high(self.horizontalHeader().height() + self.rows_height() + bar)

    def current_day(self) -> date | None:
        """Return the day of the current row, or None."""
        return self._day(self.currentIndex())

    def _day(self, index: AnyIndex) -> date | None:
        return self.days.day_at(self._sorted.mapToSource(index))

    def _open(self, index: AnyIndex) -> None:
        day = self._day(index)
        if day is not None:
            self.day_activated.emit(day)

    def _fit(self) -> None:
        self.days.set_stacked(False)
        self.horizontalHeader().setMinimumSectionSize(self.theme.px(72))
        # One pixel more on each side: widths in fractions of a pixel are rounded.
        room = 2 * self.theme.px(SPACE_S) + 2
        metrics = QFontMetrics(self.theme.font(TextRole.BODY))
        for short in (False, True):
            texts = map(metrics.horizontalAdvance, self.days.day_texts(short=short))
            self._longest_day[short] = max(texts, default=0) + room
        self._share_width()

    def _share_width(self) -> None:
        """Give the days what the numbers leave, and never less than the longest needs."""
        header = self.horizontalHeader()
        if not self.days.is_stacked:
            self._numbers = self._width_of_numbers()
        room = self.viewport().width()
        stacked = self._longest_day[True] + self._numbers > room
        if stacked != self.days.is_stacked:
            self.days.set_stacked(stacked)
            header.resizeSections()
        left = room - self._width_of_numbers()
        short = self._longest_day[False] > left
        self.days.set_short(short)
        header.resizeSection(DayColumn.DAY, max(self._longest_day[short], left))

    def _width_of_numbers(self) -> int:
        header = self.horizontalHeader()
        return sum(header.sectionSize(c) for c in DayColumn if c is not DayColumn.DAY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
