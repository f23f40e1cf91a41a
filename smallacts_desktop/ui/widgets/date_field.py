"""A field for a date, whose calendar has the look of the program."""

from PySide6.QtWidgets import QDateEdit

from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.widgets.day_picker import DayPicker
from smallacts_desktop.ui.widgets.page_wheel import WheelToPage


class DateField(WheelToPage, QDateEdit):
    """A QDateEdit with a calendar to open."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setCalendarWidget(DayPicker(theme))
