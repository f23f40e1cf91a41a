"""Calendar: a year or a month of days as a heatmap, and the entries of the chosen day."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.backups import UnreadableEntry
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.heatmap import DayGrid, MonthGrid, YearGrid, month_away
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.drafts import day_note_form, day_of_note
from smallacts_desktop.journal.entry_making import answers_of
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import Settings
from smallacts_desktop.tokens import SPACE_XL, SPACE_XS
from smallacts_desktop.ui.calendar.calendar_days import CalendarDays, Span, SpanArrows
from smallacts_desktop.ui.calendar.day_card import DayCard, MoveEntryDialog
from smallacts_desktop.ui.calendar.day_note import DayNote
from smallacts_desktop.ui.calendar.heatmap import HeatmapView, MonthView
from smallacts_desktop.ui.kit.drawings import EmptyState
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.kit.segmented import SegmentedControl
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.day_sentences import HeatmapMode, span_name, span_sentence
from smallacts_desktop.ui.text.window_words import CALENDAR, page_name

translate = QCoreApplication.translate


class CalendarPage(Page):
    """Looks back over one year or one month at a time.

    Signals: ``entry_wanted(UUID)``, ``add_wanted(date)``;
    ``undoable(str)`` with what was just done; ``today_wanted`` from the empty page.
    """

    head_stacks_below = 820

    entry_wanted = Signal(object)
    add_wanted = Signal(object)
    undoable = Signal(str)
    today_wanted = Signal()

    def __init__(self, journal: Journal, theme: Theme, week_start: int | None) -> None:
        super().__init__(theme)
        self._journal = journal
        self._week_start = week_start
        self._mode = HeatmapMode.ACTS
        self._day = journal.today()
        self._years = journal.years()
        self._make_parts()
        self._arrange()
        self._wire()
        self.refresh()

    @property
    def year(self) -> int:
        """The year on show."""
        return self._day.year

    @property
    def span(self) -> Span:
        """Whether a year or a month is on show."""
        return self.days.span

    @property
    def day(self) -> date:
        """The chosen day."""
        return self._day

    @property
    def view(self) -> HeatmapView | MonthView:
        """The days on show."""
        return self.days.view

    # What the window calls

    def on_change(self, change: Change) -> None:
        """Follow the journal where it concerns the days on show."""
        if not change.entries:
            return
        self._years = self._journal.years()
        grid = self._grid()
        if change.touches(grid.first, grid.last):
            self.refresh()
        else:
            self._show_reach()

    def on_new_day(self) -> None:
        """A new day began while the window was open."""
        self.refresh()

    def follow_settings(self, settings: Settings) -> None:
        """Start weeks on the day the person chose."""
        self._week_start = settings.week_start
        self.attempt_to_read(self.refresh)

    def reopen(self, form: str) -> bool:
        """Go on with the note that was on the screen last; False for any other form."""
        day = day_of_note(form)
        if day is not None:
            self.show_day(day)
            self.note.write(day)
        return day is not None

    def save_words(self) -> None:
        """Write what is half-written now; raises a SmallActsError where it cannot be."""
        self.note.save_words()

    def focus_first(self) -> None:
        """Put the keyboard in a note that is being written, or else on the page."""
        if not self.note.focus_first():
            super().focus_first()

    def show_year(self, year: int) -> None:
        """Show another year: its last day that is not to come, or the same month of it."""
        first, last = self._reach()
        if not first.year <= year <= last.year:
            return
        if self.span is Span.YEAR:
            self.show_day(min(date(year, 12, 31), last))
        else:
            self._show_within_reach(month_away(self._day, 12 * (year - self.year)))

    def show_day(self, day: date) -> None:
        """Show a day among its neighbours."""
        self.note.leave_for(day)
        self._day = day
        self.attempt_to_read(self.refresh)

    def refresh(self) -> None:
        """Read the days on show again."""
        grid, today = self._grid(), self._journal.today()
        summaries = self._journal.day_summaries(grid.first, grid.last)
        self.month.set_reach(*self._reach())
        self.days.show_days(grid, summaries, today, self._mode)
        self.days.select_day(self._day)
        title = translate("CalendarPage", "{page} · {span}").format(
            page=page_name(CALENDAR), span=span_name(grid)
        )
        self.show_title(title, span_sentence(grid, summaries.values()))
        self.empty.setVisible(not self._years)
        self._show_reach()
        self._show_chosen()

    # The days

    def _grid(self) -> DayGrid:
        if self.span is Span.YEAR:
            return YearGrid(self.year, self._first_weekday())
        return MonthGrid(self.year, self._day.month, self._first_weekday())

    def _reach(self) -> tuple[date, date]:
        """From the first year with entries to today, or to the end of a later year with any."""
        today = self._journal.today()
        first, latest = min([today.year, *self._years]), max([today.year, *self._years])
        return date(first, 1, 1), max(today, date(latest, 12, 31)) if latest > today.year else today

    def _show_within_reach(self, day: date) -> None:
        first, last = self._reach()
        self.show_day(min(last, max(first, day)))

    def _step(self, step: int) -> None:
        if self.span is Span.YEAR:
            self.show_year(self.year + step)
        else:
            self._show_within_reach(month_away(self._day, step))

    def _show_reach(self) -> None:
        grid = self._grid()
        first, last = self._reach()
        self.arrows.name_for(self.span)
        self.earlier.setEnabled(grid.first > first)
        self.later.setEnabled(grid.last < last)
        self.years.set_years(sorted({*self._years, self._journal.today().year}), self.year)

    def _choose_day(self, day: date) -> None:
        self.note.leave_for(day)
        self._day = day
        self.attempt_to_read(self._show_chosen)

    def _show_chosen(self) -> None:
        unreadable: list[UnreadableEntry] = []
        entries = self._journal.entries_on(self._day, unreadable.append)
        self.day_card.show_day(self._day, entries, self._journal.today(), len(unreadable))
        begun = self._journal.draft(day_note_form(self._day)) is not None
        self.day_card.offer_note(begun=begun)

    def _open_day(self, day: date) -> None:
        self._choose_day(day)
        if self.view.hasFocus() and self.day_card.model.rowCount():
            self.ensureWidgetVisible(self.day_card)

    def _enter_day(self) -> None:
        self.day_card.enter()
        self.ensureWidgetVisible(self.day_card)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back from the entries of a day to the days on Escape."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.day_card.isAncestorOf(focused)
        if event.key() == Qt.Key.Key_Escape and inside:
            self.days.focus_days()
            if self.view.isHidden():
                self.table.scrollTo(self.table.currentIndex())
            else:
                self.ensureWidgetVisible(self.view)
        else:
            super().keyPressEvent(event)

    def _leave_note(self, saved: bool) -> None:
        self.attempt_to_read(self._show_chosen)
        if saved:
            self.day_card.enter()
        else:
            self.day_card.note_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Moving an entry

    def _ask_where_to(self, entry_id: UUID) -> None:
        entry = self._journal.find(entry_id)
        if entry is None:
            return
        dialog = MoveEntryDialog(self.theme, entry, self._journal.today(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.day_chosen.connect(lambda day: self._move(dialog, entry, day))
        dialog.open()

    def _move(self, dialog: MoveEntryDialog, entry: Entry, day: date) -> None:
        def show(_: Entry) -> None:
            dialog.accept()
            self.day_card.enter()
            sentence = translate("CalendarPage", "The entry is now on {day}.")
            self.undoable.emit(
                sentence.format(day=words.long_day(day, with_year=day.year != self.year))
            )

        attempt(
            lambda: self._journal.edit(entry.id, replace(answers_of(entry), date=day)),
            done=show,
            failed=lambda error: dialog.show_problem(words.problem(error)),
        )

    # How it looks

    def arrange_for(self, width: int) -> None:
        """Show a year where there is room for it, and let each part wrap."""
        del width
        inner = self.rows.width - 2 * self.theme.px(SPACE_XL) - 2
        self.days.fit(inner)
        self.day_card.fit(inner)

    def _choose_mode(self, mode: HeatmapMode) -> None:
        self._mode = mode
        self.attempt_to_read(self.refresh)

    def _first_weekday(self) -> int:
        if self._week_start is not None:
            return self._week_start
        return QLocale().firstDayOfWeek().value - 1

    # Making it

    def _make_parts(self) -> None:
        theme = self.theme
        self.modes = SegmentedControl[HeatmapMode](
            theme,
            [
                (HeatmapMode.ACTS, translate("CalendarPage", "Acts")),
                (HeatmapMode.MOOD_AFTER, translate("CalendarPage", "Mood after")),
                (HeatmapMode.MOOD_CHANGE, translate("CalendarPage", "Mood change")),
            ],
        )
        self.modes.setAccessibleName(translate("CalendarPage", "What the calendar shows"))
        self.arrows, self.days = SpanArrows(theme), CalendarDays(theme)
        self.earlier, self.later = self.arrows.earlier, self.arrows.later
        self.years = self.arrows.years
        self.heatmap, self.month = self.days.heatmap, self.days.month
        self.table, self.foot = self.days.table, self.days.foot
        self.day_card = DayCard(theme)
        self.note = DayNote(self._journal, theme, self.attempt)
        self.empty = EmptyState(
            theme,
            "empty-calendar",
            translate("CalendarPage", "The days on which you note something will fill in here."),
            translate("CalendarPage", "Go to today’s card"),
        )

    def _arrange(self) -> None:
        theme = self.theme
        self.title.ask_for_one_line()
        self.header.removeWidget(self.title)
        top = FlowRow(self.title, self.arrows, gap=theme.px(SPACE_XS))
        self.header.insertWidget(0, top)
        self.head_row.addWidget(self.modes, 0, Qt.AlignmentFlag.AlignVCenter)
        self.rows.addWidget(self.days)
        self.rows.addWidget(self.day_card)
        self.rows.addWidget(self.note)
        self.rows.addWidget(self.empty)
        self.rows.addStretch(1)

    def _wire(self) -> None:
        for view in (self.heatmap, self.month):
            view.day_selected.connect(self._choose_day)
            view.day_activated.connect(self._open_day)
            view.day_entered.connect(self._enter_day)
            view.day_beyond.connect(self.show_day)
        self.table.day_activated.connect(self.show_day)
        self.empty.chosen.connect(self.today_wanted)
        self.day_card.entry_opened.connect(self.entry_wanted)
        self.day_card.move_wanted.connect(
            lambda entry_id: self.attempt_to_read(lambda: self._ask_where_to(entry_id))
        )
        self.day_card.add_wanted.connect(self.add_wanted)
        self.day_card.note_wanted.connect(self.note.write)
        self.note.closed.connect(self._leave_note)
        self.note.problem_told.connect(self.problem_told)
        self.modes.value_changed.connect(self._choose_mode)
        self.earlier.clicked.connect(lambda: self._step(-1))
        self.later.clicked.connect(lambda: self._step(1))
        self.years.year_chosen.connect(self.show_year)
        self.days.wanted.connect(lambda: self.attempt_to_read(self.refresh))
