"""The pages on a made-up year, and on a journal in which nothing is written yet."""

from datetime import date

from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.days import PeriodKind
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.groups import Dimension
from smallacts_desktop.settings import SettingsFile
from smallacts_desktop.tour.finding import FIND_ACTS, FIND_ENTRIES, search_the_journal
from smallacts_desktop.tour.tour_app import Step, TourApp
from smallacts_desktop.ui.shell.about import AboutDialog, HelpDialog, LicencesDialog
from smallacts_desktop.ui.text.day_sentences import HeatmapMode
from smallacts_desktop.ui.today.act_card import ChooseCard


def a_year_later(app: TourApp) -> None:
    """Today’s card beside a week and the stones of a year."""
    app.card(ChooseCard)
    app.expect(len(app.entries_on_disk()) > 200, "the made-up year is not there")


def a_mood_to_begin_with(app: TourApp) -> None:
    """The same card with a mood given by a click: the picture for README and packages."""
    app.click_mood("How are you feeling right now?", 4)


def the_year(app: TourApp) -> None:
    """The calendar of this year."""
    app.go_to("calendar")
    calendar = app.pages.calendar
    app.expect(calendar.year == app.clock.at.year, "the calendar shows another year")
    days = {entry.date for entry in app.entries_on_disk() if entry.is_done_act}
    shown = {day for day in days if day.year == calendar.year}
    levels = [calendar.heatmap.days.level_at(calendar.heatmap.days.index_of(d)) for d in shown]
    app.expect(all(levels), "a day with an act looks quiet")


def a_busy_day(app: TourApp) -> None:
    """A click on the busiest day shows its entries."""
    calendar = app.pages.calendar
    entries = app.entries_on_disk()
    year = [entry.date for entry in entries if entry.date.year == calendar.year]
    busiest = max(sorted(set(year)), key=year.count)
    _click_day(app, busiest)
    app.expect(
        calendar.day_card.model.rowCount() == year.count(busiest),
        "the day does not show its entries",
    )


def how_mood_changed(app: TourApp) -> None:
    """The same year by mood."""
    calendar = app.pages.calendar
    app.click("Mood change")
    app.expect(
        calendar.heatmap.days.mode is HeatmapMode.MOOD_CHANGE,
        "the calendar shows something else",
    )


def the_year_before(app: TourApp) -> None:
    """A year back by one click."""
    calendar = app.pages.calendar
    app.click(calendar.modes.segments[0])
    app.click("The year before")
    app.expect(calendar.year == app.clock.at.year - 1, "the calendar shows another year")


def a_long_journal(app: TourApp) -> None:
    """The journal of a year, newest first, walked through by key."""
    app.go_to("journal")
    page = app.pages.journal
    app.tab_to(page.list)
    app.key("Down")
    days = [page.model.entry_at(row).date for row in range(page.model.rowCount())]
    app.expect(days == sorted(days, reverse=True), "the newest entry is not the first")


def three_months(app: TourApp) -> None:
    """The last three months by size, and on how many acts the numbers rest."""
    app.go_to("insights")
    page = app.pages.insights
    app.expect(page.period.bar.value is PeriodKind.THREE_MONTHS, "another period is shown")
    _check_counts(app)


def a_whole_year(app: TourApp) -> None:
    """A longer period by one click."""
    app.click("A year")
    app.expect(
        app.pages.insights.report.period.kind is PeriodKind.YEAR,
        "it did not change",
    )
    _check_counts(app)


def by_place(app: TourApp) -> None:
    """The same acts by place."""
    app.click("Place")
    _check_groups(app, Dimension.PLACE)


def by_response(app: TourApp) -> None:
    """And by how people responded."""
    app.click("Response")
    _check_groups(app, Dimension.RESPONSE)


def as_a_table(app: TourApp) -> None:
    """The menu of the chart, by key: the same numbers as a table."""
    view = app.pages.insights.moods
    app.click(view.more_button)
    app.until(lambda: QApplication.activePopupWidget() is view.menu, "the menu did not open")
    app.key("Down")
    app.key("Return")
    app.until(view.table_view.isVisible, "there is no table")
    rows = view.table().rows
    shown = [
        tuple(view.model.index(row, column).data() for column in range(view.model.columnCount()))
        for row in range(view.model.rowCount())
    ]
    app.expect(shown == list(rows), "the table shows other numbers")


def and_the_weeks(app: TourApp) -> None:
    """Further down: how it went against what was expected, the patterns, and the weeks."""
    page = app.pages.insights
    page.moods.show_table(False)
    app.follow()
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    app.follow()
    acts = sum(week.acts for week in page.report.weeks)
    app.expect(acts == len(_in_period(app)), "the weeks do not hold every act")
    answers = [entry for entry in _in_period(app) if entry.expectation is not None]
    app.expect(page.report.expectations.total == len(answers), "the answers are not all there")


def what_a_helper_sees(app: TourApp) -> None:
    """The last four weeks, and how many private entries stay here."""
    app.go_to("share")
    share = app.pages.share
    app.until(lambda: share.model.rowCount() > 0, "the preview is empty")


def on_paper(app: TourApp) -> None:
    """A week sheet for the fridge, and how it will look."""
    app.click(app.pages.share.paper_button)
    app.expect(app.pages.paper.isVisible(), "the page did not open")


def bringing_back(app: TourApp) -> None:
    """And the way back in, for a file that was saved before."""
    app.click("Back to sharing")
    app.click(app.pages.share.import_button)
    app.expect(app.pages.csv_import.isVisible(), "the page did not open")


def settings(app: TourApp) -> None:
    """The settings."""
    app.go_to("settings")


def about(app: TourApp) -> None:
    """What this is, which version, and where everything is kept."""
    app.click("More about Small Acts…")
    app.dialog(AboutDialog)


def licences(app: TourApp) -> None:
    """Everything that others made, over it."""
    app.click("Licences…")
    app.expect(app.dialog(LicencesDialog).list.count() > 3, "the list is not there")


def dark(app: TourApp) -> None:
    """The dialogs close; dark colours by one click, kept on the disk."""
    app.click("Close")
    app.dialog(AboutDialog)
    app.click("Close")
    app.come_back_to(app.window)
    app.click("Dark")
    saved = SettingsFile(app.paths.settings).load()
    app.expect(saved.theme == "dark", "the choice is not kept")


def dark_calendar(app: TourApp) -> None:
    """This year in the dark."""
    app.go_to("calendar")
    calendar = app.pages.calendar
    app.click("The year after")
    app.expect(calendar.year == app.clock.at.year, "the calendar shows another year")


def dark_patterns(app: TourApp) -> None:
    """What the year shows, in the dark."""
    app.go_to("insights")
    page = app.pages.insights
    page.verticalScrollBar().setValue(0)
    app.expect(page.moods.canvas.chart_style().tokens.dark, "the chart is drawn in the light")


def dark_search(app: TourApp) -> None:
    """A search in the dark, with the word marked."""
    app.go_to("journal")
    search_the_journal(app)


def dark_today(app: TourApp) -> None:
    """Today’s card in the dark."""
    app.go_to("today")
    app.card(ChooseCard)


def help_now(app: TourApp) -> None:
    """Where to turn in a crisis, over whatever page is open."""
    app.click("Help now")
    app.dialog(HelpDialog)


def and_back_again(app: TourApp) -> None:
    """The help closes by its button, and the page is as it was."""
    app.click("Close")
    app.come_back_to(app.window)
    app.card(ChooseCard)


def an_empty_calendar(app: TourApp) -> None:
    """A year with nothing in it, and nothing that scolds."""
    app.go_to("calendar")
    app.expect(app.entries_on_disk() == [], "the journal is not empty")


def an_empty_journal(app: TourApp) -> None:
    """One sentence about what will be here, and a way to the card."""
    app.go_to("journal")
    page = app.pages.journal
    app.expect(page.empty.isVisible(), "the page does not say what will be here")
    app.expect(not page.search.isVisible(), "there is nothing to search")


def no_faces_yet(app: TourApp) -> None:
    """Where people will show once they have a nickname."""
    app.click("Familiar faces")
    faces = app.pages.faces
    app.until(faces.isVisible, "the page did not open")
    app.expect(faces.empty.isVisible() and not faces.cards, "there are faces")


def nothing_to_look_back_on(app: TourApp) -> None:
    """No chart without entries."""
    app.go_to("insights")
    page = app.pages.insights
    app.expect(page.empty.isVisible(), "the page does not say what will be here")
    app.expect(not page.moods.isVisible(), "there is a chart of nothing")


def _click_day(app: TourApp, day: date) -> None:
    view = app.pages.calendar.heatmap
    app.click(view.viewport(), at=view.cell_rect(view.days.index_of(day)).center().toPoint())
    app.expect(view.current_day() == day, "the click did not choose the day")


def _in_period(app: TourApp) -> list[Entry]:
    period = app.pages.insights.report.period
    entries = app.entries_on_disk()
    return [entry for entry in entries if entry.is_done_act and period.covers(entry.date)]


def _check_counts(app: TourApp) -> None:
    report = app.pages.insights.report
    done = _in_period(app)
    both = [e for e in done if e.mood_before is not None and e.mood_after is not None]
    app.expect(report.acts == len(done), "the page counts other acts than there are")
    app.expect(report.overall.count == len(both), "a mood without its pair was counted")


def _check_groups(app: TourApp, dimension: Dimension) -> None:
    page = app.pages.insights
    app.expect(page.dimension.value is dimension, "the chart groups by something else")
    groups = page.report.groups[dimension]
    app.expect(len(page.moods.table().rows) == len(groups) > 1, "the chart lacks a group")


YEAR: tuple[Step, ...] = (
    a_year_later,
    a_mood_to_begin_with,
    the_year,
    a_busy_day,
    how_mood_changed,
    the_year_before,
    a_long_journal,
    *FIND_ENTRIES,
    three_months,
    a_whole_year,
    by_place,
    by_response,
    as_a_table,
    and_the_weeks,
    *FIND_ACTS,
    what_a_helper_sees,
    on_paper,
    bringing_back,
    settings,
    about,
    licences,
    dark,
    dark_calendar,
    dark_patterns,
    dark_search,
    dark_today,
    help_now,
    and_back_again,
)
NOTHING_YET: tuple[Step, ...] = (
    an_empty_calendar,
    an_empty_journal,
    no_faces_yet,
    nothing_to_look_back_on,
)
