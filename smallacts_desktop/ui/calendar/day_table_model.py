"""The heatmap's numbers as rows, for people who would rather read than look."""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt
from PySide6.QtGui import QGuiApplication

from smallacts_desktop.domain.heatmap import DaySummary
from smallacts_desktop.ui.kit.rows_model import AnyIndex, RowsModel, TableColumn
from smallacts_desktop.ui.text.day_sentences import (
    SMALLEST_CHANGE,
    number_text,
    q_date,
)
from smallacts_desktop.ui.text.words import long_day, short_day

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
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([self._column(column) for column in DayColumn], parent)
        self._short = False
        self._stacked = False

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

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        title = super().headerData(section, orientation, role)
        if self._stacked and role == Qt.ItemDataRole.DisplayRole and isinstance(title, str):
            return title.replace(" ", "\n")
        return title

    def _column(self, column: DayColumn) -> TableColumn[DaySummary]:
        title, side = self._title(column), _alignment(column)
        return TableColumn(
            title,
            lambda summary: self._text(summary, column),
            {
                Qt.ItemDataRole.AccessibleTextRole: lambda summary: _spoken(summary, column),
                Qt.ItemDataRole.TextAlignmentRole: lambda _summary: side,
                SORT_ROLE: lambda summary: _value(summary, column),
            },
            {
                Qt.ItemDataRole.AccessibleTextRole: title,
                Qt.ItemDataRole.TextAlignmentRole: side,
            },
        )

    def _text(self, summary: DaySummary, column: DayColumn) -> str:
        if column is DayColumn.DAY:
            return _day_text(summary.day, short=self._short)
        return _text(summary, column)

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


def _spoken(summary: DaySummary, column: DayColumn) -> str:
    text = _text(summary, column)
    return QCoreApplication.translate("Calendar", "None noted") if text == _GAP else text


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
