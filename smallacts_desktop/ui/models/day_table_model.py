"""The heatmap's numbers as rows, for people who would rather read than look."""

from collections.abc import Iterable
from datetime import date
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
from PySide6.QtGui import QGuiApplication

from smallacts_desktop.domain.heatmap import DaySummary
from smallacts_desktop.ui.models.day_sentences import (
    SMALLEST_CHANGE,
    number_text,
    q_date,
)
from smallacts_desktop.ui.words import long_day, short_day

AnyIndex = QModelIndex | QPersistentModelIndex

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_INDEX = QModelIndex()
_GAP = "–"
_LEFT_TO_RIGHT_MARK = "\u200e"


class DayColumn(IntEnum):
    """The columns, in order."""

    DAY = 0
    ACTS = 1
    ENTRIES = 2
    MOOD_AFTER = 3
    MOOD_CHANGE = 4


class DayTableModel(QAbstractTableModel):
    """One row for each day that holds an entry; quiet days leave no row.

    SORT_ROLE gives what a column sorts by: a QDate, an int, a float, or None for a gap.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DaySummary] = []
        self._short = False
        self._stacked = False

    def set_days(self, summaries: Iterable[DaySummary]) -> None:
        """Show these days; those without an entry are left out."""
        self.beginResetModel()
        self._rows = [summary for summary in summaries if summary.entries]
        self.endResetModel()

    def set_short(self, short: bool) -> None:
        """Write days in a few characters, or in full."""
        if short != self._short:
            self._short = short
            if self._rows:
                last = self.index(len(self._rows) - 1, DayColumn.DAY)
                self.dataChanged.emit(self.index(0, DayColumn.DAY), last)

    @property
    def is_stacked(self) -> bool:
        """Whether each word of a title stands on a line of its own."""
        return self._stacked

    def set_stacked(self, stacked: bool) -> None:
        """Put each word of a title on a line of its own, or all on one."""
        if stacked != self._stacked:
            self._stacked = stacked
            last = len(DayColumn) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def day_texts(self, *, short: bool) -> list[str]:
        """Return every day in words, in full or not."""
        return [_day_text(summary.day, short=short) for summary in self._rows]

    def day_at(self, index: AnyIndex) -> date | None:
        """Return the day of a row, or None for an invalid index."""
        return self._rows[index.row()].day if index.isValid() else None

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of days with an entry."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of columns: one for each of DayColumn."""
        return 0 if parent.isValid() else len(DayColumn)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a number as text, and as itself for sorting."""
        if not index.isValid():
            return None
        summary, column = self._rows[index.row()], DayColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            if column is DayColumn.DAY:
                return _day_text(summary.day, short=self._short)
            return _text(summary, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = _text(summary, column)
            return QCoreApplication.translate("Calendar", "None noted") if text == _GAP else text
        if role == SORT_ROLE:
            return _value(summary, column)
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the columns' titles."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(DayColumn(section))
        title = self._title(DayColumn(section))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return title
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return title.replace(" ", "\n") if self._stacked else title

    @staticmethod
    def _title(column: DayColumn) -> str:
        return {
            DayColumn.DAY: QCoreApplication.translate("Calendar", "Day"),
            DayColumn.ACTS: QCoreApplication.translate("Calendar", "Acts"),
            DayColumn.ENTRIES: QCoreApplication.translate("Calendar", "Entries"),
            DayColumn.MOOD_AFTER: QCoreApplication.translate("Calendar", "Mood after"),
            DayColumn.MOOD_CHANGE: QCoreApplication.translate("Calendar", "Mood change"),
        }[column]


def _value(summary: DaySummary, column: DayColumn) -> object:
    return {
        DayColumn.DAY: q_date(summary.day),
        DayColumn.ACTS: summary.acts,
        DayColumn.ENTRIES: summary.entries,
        DayColumn.MOOD_AFTER: summary.mood_after,
        DayColumn.MOOD_CHANGE: summary.mood_change,
    }[column]


def _day_text(day: date, *, short: bool) -> str:
    return short_day(day) if short else long_day(day, with_year=True)


def _text(summary: DaySummary, column: DayColumn) -> str:
    if column is DayColumn.DAY:
        return _day_text(summary.day, short=False)
    if column in (DayColumn.ACTS, DayColumn.ENTRIES):
        return QLocale().toString(summary.acts if column is DayColumn.ACTS else summary.entries)
    mean = summary.mood_after if column is DayColumn.MOOD_AFTER else summary.mood_change
    if mean is None:
        return _GAP
    return number_text(mean) if column is DayColumn.MOOD_AFTER else _signed(mean)


def _signed(change: float) -> str:
    if abs(change) < SMALLEST_CHANGE:
        return QLocale().toString(0)
    # Among right-to-left text a bare sign would be shown behind its number.
    mark = _LEFT_TO_RIGHT_MARK if QGuiApplication.isRightToLeft() else ""
    return mark + ("+" if change > 0 else "−") + number_text(abs(change))


def _alignment(column: DayColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeading
    if column is not DayColumn.DAY:
        side = Qt.AlignmentFlag.AlignTrailing
    return side | Qt.AlignmentFlag.AlignVCenter
