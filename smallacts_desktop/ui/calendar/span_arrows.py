"""The way to the year or month before and after, and to any year."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smallacts_desktop.tokens import SPACE_XS
from smallacts_desktop.ui.calendar.toolbar import Span
from smallacts_desktop.ui.calendar.year_menu import YearsButton
from smallacts_desktop.ui.kit.basics import IconButton
from smallacts_desktop.ui.kit.theme import Theme


class SpanArrows(QWidget):
    """They stay together where they no longer fit beside the title."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.earlier = IconButton(theme, "chevron-left", "")
        self.later = IconButton(theme, "chevron-right", "")
        self.years = YearsButton(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(SPACE_XS))
        for button in (self.earlier, self.later, self.years):
            row.addWidget(button)
        self.name_for(Span.YEAR)

    def name_for(self, span: Span) -> None:
        """Say what one step is."""
        translate = QCoreApplication.translate
        arrows = ("chevron-left", "chevron-right")
        back, on = reversed(arrows) if self.isRightToLeft() else arrows
        self.earlier.set_icon(back)
        self.later.set_icon(on)
        if span is Span.YEAR:
            self.earlier.set_name(translate("CalendarPage", "The year before"))
            self.later.set_name(translate("CalendarPage", "The year after"))
        else:
            self.earlier.set_name(translate("CalendarPage", "The month before"))
            self.later.set_name(translate("CalendarPage", "The month after"))
