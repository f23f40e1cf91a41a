"""A field for a date, whose calendar has the look of the program."""

from functools import lru_cache

from PySide6.QtCore import QDate, QLocale, QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QDateEdit

from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.widgets.day_picker import DayPicker
from smallacts_desktop.ui.widgets.page_wheel import WheelToPage

# Every month with every weekday, in days of two figures.
_SAMPLES = [QDate(2026, month, day) for month in range(1, 13) for day in range(20, 27)]
# What stands beside the text: padding at both ends, the arrow, and the outline with the caret.
_PADDING, _ARROW, _OUTLINE = 12, 32, 8


class DateField(WheelToPage, QDateEdit):
    """A QDateEdit with a calendar to open, and with room for every date there is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCalendarPopup(True)
        self.setCalendarWidget(DayPicker(theme))

    def sizeHint(self) -> QSize:
        """Wide enough for the longest name of a day and of a month."""
        # Qt measures the first and the last date there can be, which are not the widest.
        widest = _widest(self.font().toString(), self.locale().name(), self.displayFormat())
        width = widest + 2 * self._theme.px(_PADDING) + self._theme.px(_ARROW) + _OUTLINE
        hint = super().sizeHint()
        return QSize(max(hint.width(), width), hint.height())

    def minimumSizeHint(self) -> QSize:
        """The same: a date that is cut off is another date."""
        return self.sizeHint()


@lru_cache(maxsize=16)
def _widest(font: str, region: str, pattern: str) -> int:
    described, locale = QFont(), QLocale(region)
    described.fromString(font)
    metrics = QFontMetrics(described)
    return max(metrics.horizontalAdvance(locale.toString(day, pattern)) for day in _SAMPLES)
