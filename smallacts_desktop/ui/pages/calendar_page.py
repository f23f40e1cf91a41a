"""Calendar: a year of days as a heatmap, and the entries of the chosen day."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from smallacts_desktop.domain.heatmap import YearGrid
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui.models.day_sentences import HeatmapMode
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_M, SPACE_XS
from smallacts_desktop.ui.widgets.basics import Card, IconButton, quiet_button
from smallacts_desktop.ui.widgets.day_card import DayCard
from smallacts_desktop.ui.widgets.day_table import DayTable
from smallacts_desktop.ui.widgets.heat_legend import HeatLegend
from smallacts_desktop.ui.widgets.heatmap import HeatmapView
from smallacts_desktop.ui.widgets.page import Page
from smallacts_desktop.ui.widgets.segmented import SegmentedControl


class CalendarPage(Page):
    """Looks back over one year at a time.

    Signals: ``entry_wanted(UUID)``, ``add_wanted(date)``.
    """

    head_stacks_below = 820

    entry_wanted = Signal(object)
    add_wanted = Signal(object)

    def __init__(self, journal: Journal, theme: Theme, week_start: int | None) -> None:
        super().__init__(theme)
        self._journal = journal
        self._week_start = week_start
        self._mode = HeatmapMode.ACTS
        self._year = journal.today().year
        self._make_parts()
        self._arrange()
        self.heatmap.day_selected.connect(self._show_day)
        self.heatmap.day_activated.connect(self._open_day)
        self.table.day_activated.connect(self.show_day)
        self.day_card.entry_opened.connect(self.entry_wanted)
        self.day_card.add_wanted.connect(self.add_wanted)
        self.modes.value_changed.connect(self._choose_mode)
        self.earlier.clicked.connect(lambda: self.show_year(self._year - 1))
        self.later.clicked.connect(lambda: self.show_year(self._year + 1))
        self.as_table.clicked.connect(self._toggle_table)
        self.show_day(journal.today())

    @property
    def year(self) -> int:
        """The year on show."""
        return self._year

    def on_change(self, change: Change) -> None:
        """Follow the journal where it concerns the year on show."""
        if change.touches(date(self._year, 1, 1), date(self._year, 12, 31)):
            self.refresh()
        elif change.entries:
            self._show_reach()

    def on_new_day(self) -> None:
        """A new day began while the window was open."""
        self.refresh()

    def set_week_start(self, week_start: int | None) -> None:
        """Start weeks on this day, 0 for Monday; None follows the region."""
        self._week_start = week_start
        self.refresh()

    def show_year(self, year: int) -> None:
        """Show another year; the chosen day is its last that is not to come."""
        if year not in self._reachable():
            return
        self._year = year
        self.refresh()
        self.show_day(min(date(year, 12, 31), self._journal.today()))

    def show_day(self, day: date) -> None:
        """Show a day, in its year."""
        if day.year != self._year:
            self._year = day.year
        self.refresh()
        self.heatmap.select_day(day)
        self._show_day(day)

    def refresh(self) -> None:
        """Read the year afresh."""
        grid = YearGrid(self._year, self._first_weekday())
        summaries = self._journal.day_summaries(grid.first, grid.last)
        self.heatmap.set_year(grid, summaries, self._journal.today(), self._mode)
        self.table.set_days(summaries.values())
        self.legend.set_mode(self._mode)
        acts = sum(day.acts for day in summaries.values())
        days = sum(day.acts > 0 for day in summaries.values())
        self.say_title(str(self._year), year_sentence(acts, days))
        self._show_reach()
        day = self.heatmap.current_day()
        if day is not None:
            self._show_day(day)

    def _show_day(self, day: date) -> None:
        self.day_card.show_day(day, self._journal.entries_on(day), self._journal.today())

    def _open_day(self, day: date) -> None:
        self._show_day(day)
        if self.heatmap.hasFocus() and self.day_card.model.rowCount():
            self.ensureWidgetVisible(self.day_card)

    def _choose_mode(self, mode: HeatmapMode) -> None:
        self._mode = mode
        self.refresh()

    def _toggle_table(self) -> None:
        as_table = self.table.isHidden()
        self.table.setVisible(as_table)
        self.heatmap.setVisible(not as_table)
        self.legend.setVisible(not as_table)
        self.as_table.setText(_table_words(as_table))

    def _reachable(self) -> range:
        """Every year from the first with entries to this one."""
        years = self._journal.years()
        this = self._journal.today().year
        return range(min([this, *years]), max([this, *years]) + 1)

    def _show_reach(self) -> None:
        self.earlier.setEnabled(self._year - 1 in self._reachable())
        self.later.setEnabled(self._year + 1 in self._reachable())

    def _first_weekday(self) -> int:
        if self._week_start is not None:
            return self._week_start
        return QLocale().firstDayOfWeek().value - 1

    def _make_parts(self) -> None:
        theme = self.theme
        self.modes = SegmentedControl[HeatmapMode](
            theme,
            [
                (HeatmapMode.ACTS, QCoreApplication.translate("CalendarPage", "Acts")),
                (HeatmapMode.MOOD_AFTER, QCoreApplication.translate("CalendarPage", "Mood after")),
                (
                    HeatmapMode.MOOD_CHANGE,
                    QCoreApplication.translate("CalendarPage", "Mood change"),
                ),
            ],
        )
        self.modes.setAccessibleName(
            QCoreApplication.translate("CalendarPage", "What the calendar shows")
        )
        self.earlier = IconButton(
            theme, "chevron-left", QCoreApplication.translate("CalendarPage", "The year before")
        )
        self.later = IconButton(
            theme, "chevron-right", QCoreApplication.translate("CalendarPage", "The year after")
        )
        self.heatmap = HeatmapView(theme)
        self.legend = HeatLegend(theme)
        self.table = DayTable(theme)
        self.table.hide()
        self.as_table = quiet_button(_table_words(False), small=True)
        self.day_card = DayCard(theme)

    def _arrange(self) -> None:
        theme = self.theme
        years = QHBoxLayout()
        years.setSpacing(theme.px(SPACE_XS))
        years.addWidget(self.earlier)
        years.addWidget(self.later)
        years.addStretch(1)
        self.head_row.addLayout(years)
        self.head_row.addWidget(self.modes)
        card = Card(theme, gap=SPACE_M)
        card.rows.addWidget(self.heatmap)
        self.table.setMinimumHeight(theme.px(280))
        card.rows.addWidget(self.table)
        foot = QHBoxLayout()
        foot.addWidget(self.legend, 1)
        foot.addWidget(self.as_table, 0, Qt.AlignmentFlag.AlignRight)
        card.rows.addLayout(foot)
        self.rows.addWidget(card)
        self.rows.addWidget(self.day_card)
        self.rows.addStretch(1)


def year_sentence(acts: int, days: int) -> str:
    """How many acts on how many days, in words."""
    if acts == 0:
        return QCoreApplication.translate("CalendarPage", "No acts noted in this year yet")
    if acts == 1:
        return QCoreApplication.translate("CalendarPage", "1 act on 1 day")
    if days == 1:
        text = QCoreApplication.translate("CalendarPage", "{acts} acts on 1 day")
    else:
        text = QCoreApplication.translate("CalendarPage", "{acts} acts on {days} days")
    return text.format(acts=QLocale().toString(acts), days=QLocale().toString(days))


def _table_words(as_table: bool) -> str:
    if as_table:
        return QCoreApplication.translate("CalendarPage", "See as a calendar")
    return QCoreApplication.translate("CalendarPage", "See as a table")
