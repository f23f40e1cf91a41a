"""The year as a table of small squares: one for each day, weekdays down and weeks across."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from smallacts_desktop.domain.heatmap import DAYS_IN_WEEK, YearGrid
from smallacts_desktop.ui.calendar.heat_view import DayGridView
from smallacts_desktop.ui.calendar.heatmap_headers import MonthHeader, WeekdayHeader
from smallacts_desktop.ui.calendar.heatmap_model import HeatmapModel
from smallacts_desktop.ui.kit.heat_cell import RING_REACH
from smallacts_desktop.ui.kit.tables import AnyIndex
from smallacts_desktop.ui.kit.theme import Theme

# How far one square is from the next, in pixels at 100 % text and below; it grows with the text.
SMALLEST_PITCH = 9
LARGEST_PITCH = 28
# Below this the squares are under ten pixels, and a month is easier to see and to touch.
EASY_PITCH = 12
SMALLEST_GAP = 2
_GAP_SHARE = 0.17
_MOST_WEEKS = 54


class HeatmapView(DayGridView[YearGrid]):
    """The year of days. Up and down move by day, left and right by week, within the year.

    Left and right swap where people read from right to left.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.heatmap = HeatmapModel()
        self._pitch = SMALLEST_PITCH
        super().__init__(theme, self.heatmap, parent)
        self._months = MonthHeader(theme, self.heatmap, self)
        self._weekdays = WeekdayHeader(theme, self.heatmap, self)
        self.set_headers(self._months, self._weekdays)
        self.setMinimumWidth(160)
        self.setAccessibleName(QCoreApplication.translate("Calendar", "Calendar of the year"))

    def grid_name(self, grid: YearGrid) -> str:
        """The year."""
        return str(grid.year)

    @property
    def easy_width(self) -> int:
        """From this width in pixels on, any year's squares are easy to see."""
        return (
            self._weekdays.sizeHint().width()
            + 2 * RING_REACH
            + _MOST_WEEKS * self._grown(EASY_PITCH)
        )

    def cell_rect(self, index: AnyIndex) -> QRectF:
        """Return the square of a cell in the viewport's coordinates."""
        area = self.visualRect(index)
        side = self._pitch - self._gap()
        left = area.left() + (RING_REACH if self._is_leftmost(index.column()) else 0)
        top = area.top() + (RING_REACH if index.row() == 0 else 0)
        return QRectF(left, top, side, side)

    def _is_leftmost(self, column: int) -> bool:
        mirrored = self.isRightToLeft()
        return column == (self.heatmap.columnCount() - 1 if mirrored else 0)

    def _gap(self) -> int:
        return max(SMALLEST_GAP, int(self._pitch * _GAP_SHARE))

    def _exact_pitch(self) -> float:
        room = self.width() - self._weekdays.sizeHint().width() - 2 * RING_REACH
        weeks = max(1, self.heatmap.columnCount())
        smallest, largest = self._grown(SMALLEST_PITCH), self._grown(LARGEST_PITCH)
        return min(float(largest), max(float(smallest), room / weeks))

    def _grown(self, pitch: int) -> int:
        return max(pitch, self.theme.px(pitch))

    def fit(self) -> None:
        """Give each week and weekday its share of the width, and the view the height it needs."""
        weeks, pitch = self.heatmap.columnCount(), self._exact_pitch()
        # Every cell asks for it at every paint; measuring the letters again each time is slow.
        self._pitch = int(pitch)
        self._weekdays.setFixedWidth(self._weekdays.sizeHint().width())
        for column in range(weeks):
            # Whole pixels keep the squares sharp; the rounding is spread over the year.
            width = round((column + 1) * pitch) - round(column * pitch)
            at_end = column in (0, weeks - 1)
            self.setColumnWidth(column, width + (RING_REACH if at_end else 0))
        for row in range(self.heatmap.rowCount()):
            at_end = row in (0, DAYS_IN_WEEK - 1)
            self.setRowHeight(row, self._pitch + (RING_REACH if at_end else 0))
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

    def scrollTo(
        self,
        index: AnyIndex,
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
