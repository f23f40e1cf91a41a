"""The way to the year or month before and after, and to any year."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from smallacts_desktop.tokens import SPACE_XS
from smallacts_desktop.ui.calendar.toolbar import Span
from smallacts_desktop.ui.kit.basics import IconButton
from smallacts_desktop.ui.kit.theme import Theme

# With fewer, the arrows are as quick.
_WORTH_A_LIST = 3


class YearsButton(IconButton):
    """Hidden until there are three years to choose from.

    Signals: ``year_chosen(int)``.
    """

    year_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, "chevron-down", QCoreApplication.translate("CalendarPage", "Choose a year")
        )
        self._years: list[int] = []
        self._shown = 0
        self.clicked.connect(self._open)
        self.hide()

    def set_years(self, years: Sequence[int], shown: int) -> None:
        """Offer these years; ``shown`` is the one on show."""
        self._years, self._shown = sorted(years, reverse=True), shown
        self.setVisible(len(self._years) >= _WORTH_A_LIST)

    def menu_of_years(self) -> QMenu:
        """The years, the latest first."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for year in self._years:
            action = menu.addAction(str(year))
            action.setCheckable(True)
            action.setChecked(year == self._shown)
            action.triggered.connect(lambda _=False, to=year: self.year_chosen.emit(to))
            group.addAction(action)
            if year == self._shown:
                menu.setActiveAction(action)
        return menu

    def _open(self) -> None:
        menu = self.menu_of_years()
        corner = QPoint(self.width() - menu.sizeHint().width() if self.isRightToLeft() else 0, 0)
        menu.popup(self.mapToGlobal(corner + QPoint(0, self.height())))


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
