"""A field for a date, whose calendar keeps to the colours of the theme."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit

from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.widgets.page_wheel import WheelToPage

_DAYS = tuple(Qt.DayOfWeek)


class DateField(WheelToPage, QDateEdit):
    """A QDateEdit with a calendar to open; Qt's own would write weekends in red."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCalendarPopup(True)
        calendar = self.calendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        theme.changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        ink = QTextCharFormat()
        ink.setForeground(QColor(self._theme.tokens.ink))
        for day in _DAYS:
            self.calendarWidget().setWeekdayTextFormat(day, ink)
