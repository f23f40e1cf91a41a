"""The days of the calendar that hold something, as a table of rows."""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from smallacts_desktop.domain.heatmap import DaySummary
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.lists import RowsOfPage
from smallacts_desktop.ui.kit.tables import AnyIndex, HairlineTable, RowsModel, TableColumn
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text.day_sentences import SMALLEST_CHANGE, number_text, q_date
from smallacts_desktop.ui.text.words import long_day, short_day

translate = QCoreApplication.translate

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
_GAP = "–"
_LEFT_TO_RIGHT_MARK = "\u200e"


class DayColumn(IntEnum):
    """The columns, in order."""

    DAY = 0
    ACTS = 1
    ENTRIES = 2
    MOOD_AFTER = 3
    MOOD_CHANGE = 4


class DayTableModel(RowsModel[DaySummary]):
    """One row for each day that holds an entry; quiet days leave no row.

    SORT_ROLE gives what a column sorts by: a QDate, an int, a float, or None for a gap.
    ``is_stacked``: each word of a title stands on a line of its own.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        titles = (
            translate("Calendar", "Day"),
            translate("Calendar", "Acts"),
            translate("Calendar", "Entries"),
            translate("Calendar", "Mood after"),
            translate("Calendar", "Mood change"),
        )
        columns = [self._column(*pair) for pair in zip(DayColumn, titles, strict=True)]
        super().__init__(columns, parent)
        self._short = False
        self.is_stacked = False

    def set_days(self, summaries: Iterable[DaySummary]) -> None:
        """Show these days; those without an entry are left out."""
        self.set_rows([summary for summary in summaries if summary.entries])

    def set_short(self, short: bool) -> None:
        """Write days in a few characters, or in full."""
        if short != self._short:
            self._short = short
            if self._rows:
                last = self.index(len(self._rows) - 1, DayColumn.DAY)
                self.dataChanged.emit(self.index(0, DayColumn.DAY), last)

    def set_stacked(self, stacked: bool) -> None:
        """Write each word of a title on a line of its own, or all on one."""
        if stacked != self.is_stacked:
            self.is_stacked = stacked
            last = len(DayColumn) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def day_at(self, index: AnyIndex) -> date | None:
        """The day of a row, or None for an invalid index."""
        return self._rows[index.row()].day if index.isValid() else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        title = super().headerData(section, orientation, role)
        if self.is_stacked and role == Qt.ItemDataRole.DisplayRole and isinstance(title, str):
            return title.replace(" ", "\n")
        return title

    def _column(self, column: DayColumn, title: str) -> TableColumn[DaySummary]:
        is_day = column is DayColumn.DAY
        side = Qt.AlignmentFlag.AlignLeading if is_day else Qt.AlignmentFlag.AlignTrailing
        side |= Qt.AlignmentFlag.AlignVCenter
        spoken, aligned = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.TextAlignmentRole
        return TableColumn(
            title,
            lambda summary: _text(summary, column, short=self._short),
            {
                spoken: lambda summary: (
                    translate("Calendar", "None noted")
                    if _value(summary, column) is None
                    else _text(summary, column)
                ),
                aligned: lambda _summary: side,
                SORT_ROLE: lambda summary: _value(summary, column),
            },
            {spoken: title, aligned: side},
        )


def _value(summary: DaySummary, column: DayColumn) -> object:
    return {
        DayColumn.DAY: q_date(summary.day),
        DayColumn.ACTS: summary.acts,
        DayColumn.ENTRIES: summary.entries,
        DayColumn.MOOD_AFTER: summary.mood_after,
        DayColumn.MOOD_CHANGE: summary.mood_change,
    }[column]


def _text(summary: DaySummary, column: DayColumn, *, short: bool = False) -> str:
    if column is DayColumn.DAY:
        return day_text(summary.day, short=short)
    value = _value(summary, column)
    if not isinstance(value, int | float):
        return _GAP
    return _signed(value) if column is DayColumn.MOOD_CHANGE else number_text(value)


def day_text(day: date, *, short: bool) -> str:
    """A day in words, in a few characters or in full."""
    return short_day(day) if short else long_day(day, with_year=True)


def _signed(change: float) -> str:
    if abs(change) < SMALLEST_CHANGE:
        return QLocale().toString(0)
    # Among right-to-left text a bare sign would be shown behind its number.
    mark = _LEFT_TO_RIGHT_MARK if QGuiApplication.isRightToLeft() else ""
    return mark + ("+" if change > 0 else "−") + number_text(abs(change))


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
        self.setAccessibleName(translate("Calendar", "Days with entries"))
        self.row_activated.connect(self._open)
        theme.changed.connect(self._fit)
        self._fit()

    def _set_manners(self) -> None:
        self.join_page(self.verticalHeader().length)
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
        titles = self.horizontalHeader().height()
        self.be_high(titles + self.verticalHeader().length() + bar)

    def current_day(self) -> date | None:
        """The day of the current row, or None."""
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
            texts = [day_text(summary.day, short=short) for summary in self.days.rows]
            self._longest_day[short] = max(map(metrics.horizontalAdvance, texts), default=0) + room
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
