"""The days of the calendar: a year or a month of squares, or the same as a table."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal

from smallacts_desktop.domain.heatmap import DaySummary, MonthGrid, YearGrid
from smallacts_desktop.tokens import SPACE_M
from smallacts_desktop.ui.calendar.day_table import DayTable
from smallacts_desktop.ui.calendar.heatmap import HeatmapView
from smallacts_desktop.ui.calendar.month_view import MonthView
from smallacts_desktop.ui.calendar.toolbar import CalendarToolbar, Span
from smallacts_desktop.ui.kit.basics import Card
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text.day_sentences import HeatmapMode

Grid = YearGrid | MonthGrid


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
        self,
        grid: Grid,
        summaries: Mapping[date, DaySummary],
        today: date,
        mode: HeatmapMode,
    ) -> None:
        """Show these days in the form that was chosen."""
        with QSignalBlocker(self.view):
            if isinstance(grid, YearGrid):
                self.heatmap.set_days(grid, summaries, today, mode)
            else:
                self.month.set_days(grid, summaries, today, mode)
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

    def take_focus(self) -> None:
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
        self.foot.say_table(as_table)
