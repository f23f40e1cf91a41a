"""The days of the calendar, as squares or as a table, and the toolbar and arrows around them."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum

from PySide6.QtCore import QCoreApplication, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QWidget

from smallacts_desktop.domain.heatmap import DayGrid, DaySummary
from smallacts_desktop.tokens import SPACE_M, SPACE_S, SPACE_XS
from smallacts_desktop.ui.calendar.day_table import DayTable
from smallacts_desktop.ui.calendar.heat_legend import HeatLegend
from smallacts_desktop.ui.calendar.heatmap import HeatmapView, MonthView
from smallacts_desktop.ui.kit.basics import Card, IconButton, quiet_button
from smallacts_desktop.ui.kit.segmented import SegmentedControl
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text.day_sentences import HeatmapMode

translate = QCoreApplication.translate
# With fewer, the arrows are as quick.
_WORTH_A_LIST = 3


class Span(Enum):
    """How many days the calendar shows at a time."""

    YEAR = "year"
    MONTH = "month"


class CalendarToolbar(QWidget):
    """Its parts stand beside each other, or one under the other where there is little room.

    Attributes: ``spans``, ``legend`` and ``as_table``, the button.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._room = 0
        self.spans = SegmentedControl[Span](
            theme,
            [
                (Span.YEAR, translate("CalendarPage", "Year")),
                (Span.MONTH, translate("CalendarPage", "Month")),
            ],
        )
        self.spans.setAccessibleName(translate("CalendarPage", "How much the calendar shows"))
        self.legend = HeatLegend(theme)
        self.as_table = quiet_button(small=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.spans)
        self._row.addWidget(self.legend, 1)
        self._row.addStretch(0)
        self._row.addWidget(self.as_table, 0, Qt.AlignmentFlag.AlignTrailing)
        self.show_form(as_table=False)

    def show_form(self, *, as_table: bool) -> None:
        """Show what the button leads to; a table needs no key."""
        self.as_table.setText(
            translate("CalendarPage", "See as a calendar")
            if as_table
            else translate("CalendarPage", "See as a table")
        )
        self.legend.setVisible(not as_table)
        if self._room:
            self.fit(self._room)

    def show_span(self, span: Span) -> None:
        """Mark ``span`` as the one on show, without telling anyone."""
        with QSignalBlocker(self.spans):
            self.spans.set_value(span)

    def fit(self, width: int) -> None:
        """Lay the parts out for ``width`` pixels."""
        self._room = width
        gap = self._theme.px(SPACE_M)
        parts = [part for part in (self.spans, self.legend, self.as_table) if not part.isHidden()]
        needed = sum(part.sizeHint().width() for part in parts) + 2 * gap
        beside = needed <= width
        # In a line of its own the bar may fill it; beside the others it stays small.
        widest = self.spans.sizeHint().width() if beside else max(width, 1)
        self.spans.setMaximumWidth(widest)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._row.setSpacing(gap if beside else self._theme.px(SPACE_S))


class YearsButton(IconButton):
    """Hidden until there are three years to choose from.

    Signals: ``year_chosen(int)``.
    """

    year_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "chevron-down", translate("CalendarPage", "Choose a year"))
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
        back, on = ("right", "left") if self.isRightToLeft() else ("left", "right")
        self.earlier.set_icon(f"chevron-{back}")
        self.later.set_icon(f"chevron-{on}")
        if span is Span.YEAR:
            self.earlier.set_name(translate("CalendarPage", "The year before"))
            self.later.set_name(translate("CalendarPage", "The year after"))
        else:
            self.earlier.set_name(translate("CalendarPage", "The month before"))
            self.later.set_name(translate("CalendarPage", "The month after"))


class CalendarDays(Card):
    """Shows a month where the squares of a year would be too small, until the person chooses.

    That choice lasts as long as the window.

    Signals: ``wanted``, other days or the same ones in another form are to be shown.
    """

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=SPACE_M)
        self.span = Span.YEAR
        self._chosen_span: Span | None = None
        self.heatmap, self.month = HeatmapView(theme), MonthView(theme)
        self.table = DayTable(theme)
        self.table.hide()
        self.foot = CalendarToolbar(theme)
        for part in (self.heatmap, self.month, self.table, self.foot):
            self.rows.addWidget(part)
        self.foot.spans.value_changed.connect(self._choose_span)
        self.foot.as_table.clicked.connect(self._toggle_table)
        self._show_parts()

    @property
    def view(self) -> HeatmapView | MonthView:
        """The squares of the span on show, though a table may stand in for them."""
        return self.heatmap if self.span is Span.YEAR else self.month

    def show_days(
        self, grid: DayGrid, summaries: Mapping[date, DaySummary], today: date, mode: HeatmapMode
    ) -> None:
        """Show these days in the form that was chosen."""
        with QSignalBlocker(self.view):
            self.view.set_days(grid, summaries, today, mode)
        if not self.table.isHidden():
            self.table.set_days(summaries.values())
        self.foot.legend.set_mode(mode)

    def select_day(self, day: date) -> None:
        """Choose ``day`` without telling anyone."""
        with QSignalBlocker(self.view):
            self.view.select_day(day)

    def fit(self, width: int) -> None:
        """Show what fits ``width`` pixels best, unless the person has chosen."""
        fits = width >= self.heatmap.easy_width
        self._show_span(self._chosen_span or (Span.YEAR if fits else Span.MONTH))
        self.foot.fit(width)

    def focus_days(self) -> None:
        """Put the keyboard among the days."""
        back = self.table if self.view.isHidden() else self.view
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_span(self, span: Span) -> None:
        self._chosen_span = span
        self._show_span(span)

    def _show_span(self, span: Span) -> None:
        if span is self.span:
            return
        had_focus = self.view.hasFocus()
        self.span = span
        self.foot.show_span(span)
        self._show_parts()
        self.wanted.emit()
        if had_focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_table(self) -> None:
        self.table.setVisible(self.table.isHidden())
        self._show_parts()
        self.wanted.emit()

    def _show_parts(self) -> None:
        as_table = not self.table.isHidden()
        self.heatmap.setVisible(not as_table and self.span is Span.YEAR)
        self.month.setVisible(not as_table and self.span is Span.MONTH)
        self.foot.show_form(as_table=as_table)
