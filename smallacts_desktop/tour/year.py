"""The other pages, on a made-up year."""

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from smallacts_desktop.settings import SettingsFile
from smallacts_desktop.tokens import ThemeName
from smallacts_desktop.tour.acts import SHELF
from smallacts_desktop.tour.app_fixture import AppFixture, Step
from smallacts_desktop.tour.finding import FINDING, search_the_journal
from smallacts_desktop.tour.patterns import PATTERNS
from smallacts_desktop.ui.shell.about import AboutDialog, HelpDialog, LicencesDialog
from smallacts_desktop.ui.text.day_sentences import HeatmapMode
from smallacts_desktop.ui.today.act_card import ChooseCard


def a_year_later(app: AppFixture) -> None:
    """Today’s card beside a week and the stones of a year."""
    app.card(ChooseCard)
    app.expect(len(app.entries_on_disk()) > 200, "the made-up year is not there")


def a_mood_to_begin_with(app: AppFixture) -> None:
    """The same card with a mood given by a click: the picture for README and packages."""
    slider = app.card(ChooseCard).mood.slider
    app.click(slider, QPoint(round(slider.handle_x(4)), slider.height() // 2))
    app.expect(slider.mood == 4, "the click did not give a mood")


def the_year(app: AppFixture) -> None:
    """The calendar of this year."""
    app.go_to("calendar")
    calendar = app.window.workspace.pages.calendar
    app.expect(calendar.year == app.clock.at.year, "the calendar shows another year")
    days = {entry.date for entry in app.entries_on_disk() if entry.is_done_act}
    shown = {day for day in days if day.year == calendar.year}
    levels = [calendar.heatmap.days.level_at(calendar.heatmap.days.index_of(d)) for d in shown]
    app.expect(all(levels), "a day with an act looks quiet")


def a_busy_day(app: AppFixture) -> None:
    """A click on the busiest day shows its entries."""
    calendar = app.window.workspace.pages.calendar
    entries = app.entries_on_disk()
    year = [entry.date for entry in entries if entry.date.year == calendar.year]
    busiest = max(sorted(set(year)), key=year.count)
    _click_day(app, busiest)
    app.expect(
        calendar.day_card.model.rowCount() == year.count(busiest),
        "the day does not show its entries",
    )


def how_mood_changed(app: AppFixture) -> None:
    """The same year by mood."""
    calendar = app.window.workspace.pages.calendar
    app.click(calendar.modes.segments[list(HeatmapMode).index(HeatmapMode.MOOD_CHANGE)])
    app.expect(
        calendar.heatmap.days.mode is HeatmapMode.MOOD_CHANGE,
        "the calendar shows something else",
    )


def the_year_before(app: AppFixture) -> None:
    """A year back by one click."""
    calendar = app.window.workspace.pages.calendar
    app.click(calendar.modes.segments[0])
    app.click(calendar.earlier)
    app.expect(calendar.year == app.clock.at.year - 1, "the calendar shows another year")


def a_long_journal(app: AppFixture) -> None:
    """The journal of a year, newest first, walked through by key."""
    app.go_to("journal")
    page = app.window.workspace.pages.journal
    app.tab_to(page.list)
    app.press(Qt.Key.Key_Down)
    days = [page.model.entry_at(row).date for row in range(page.model.rowCount())]
    app.expect(days == sorted(days, reverse=True), "the newest entry is not the first")


def what_a_helper_sees(app: AppFixture) -> None:
    """The last four weeks, and how many private entries stay here."""
    app.go_to("share")
    share = app.window.workspace.pages.share
    app.until(lambda: share.model.rowCount() > 0, "the preview is empty")


def on_paper(app: AppFixture) -> None:
    """A week sheet for the fridge, and how it will look."""
    window = app.window
    app.click(window.workspace.pages.share.paper_button)
    app.expect(
        window.workspace.stack.currentWidget() is window.workspace.pages.paper,
        "the page did not open",
    )


def bringing_back(app: AppFixture) -> None:
    """And the way back in, for a file that was saved before."""
    window = app.window
    app.click(window.workspace.pages.paper.back_button)
    app.click(window.workspace.pages.share.import_button)
    app.expect(
        window.workspace.stack.currentWidget() is window.workspace.pages.csv_import,
        "the page did not open",
    )


def settings(app: AppFixture) -> None:
    """The settings."""
    app.go_to("settings")


def about(app: AppFixture) -> None:
    """What this is, which version, and where everything is kept."""
    app.click(app.window.workspace.pages.settings.about.more)
    app.dialog(AboutDialog)


def licences(app: AppFixture) -> None:
    """Everything that others made, over it."""
    app.click(app.dialog(AboutDialog).licences_button)
    app.expect(app.dialog(LicencesDialog).list.count() > 3, "the list is not there")


def dark(app: AppFixture) -> None:
    """The dialogs close; dark colours by one click, kept on the disk."""
    app.click(app.dialog(LicencesDialog).close_button)
    app.click(app.dialog(AboutDialog).close_button)
    app.come_back_to(app.window)
    app.click(
        app.window.workspace.pages.settings.looks.look.chips[list(ThemeName).index(ThemeName.DARK)]
    )
    saved = SettingsFile(app.paths.settings).load()
    app.expect(saved.theme == "dark", "the choice is not kept")


def dark_calendar(app: AppFixture) -> None:
    """This year in the dark."""
    app.go_to("calendar")
    calendar = app.window.workspace.pages.calendar
    app.click(calendar.later)
    app.expect(calendar.year == app.clock.at.year, "the calendar shows another year")


def dark_patterns(app: AppFixture) -> None:
    """What the year shows, in the dark."""
    app.go_to("insights")
    page = app.window.workspace.pages.insights
    page.verticalScrollBar().setValue(0)
    app.expect(page.moods.canvas.chart_style().tokens.dark, "the chart is drawn in the light")


def dark_search(app: AppFixture) -> None:
    """A search in the dark, with the word marked."""
    app.go_to("journal")
    search_the_journal(app)


def dark_today(app: AppFixture) -> None:
    """Today’s card in the dark."""
    app.go_to("today")
    app.card(ChooseCard)


def help_now(app: AppFixture) -> None:
    """Where to turn in a crisis, over whatever page is open."""
    app.click(app.window.workspace.rail.button("help"))
    app.until(
        lambda: isinstance(QApplication.activeModalWidget(), HelpDialog), "the help did not open"
    )


def and_back_again(app: AppFixture) -> None:
    """The help closes by its button, and the page is as it was."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, HelpDialog):
        app.click(app.find(QPushButton, dialog, "primary")[0])
    app.until(lambda: QApplication.activeModalWidget() is None, "the help stayed open")
    app.card(ChooseCard)


def _click_day(app: AppFixture, day: date) -> None:
    view = app.window.workspace.pages.calendar.heatmap
    app.click(view.viewport(), view.cell_rect(view.days.index_of(day)).center().toPoint())
    app.expect(view.current_day() == day, "the click did not choose the day")


YEAR: tuple[Step, ...] = (
    a_year_later,
    a_mood_to_begin_with,
    the_year,
    a_busy_day,
    how_mood_changed,
    the_year_before,
    a_long_journal,
    *FINDING,
    *PATTERNS,
    *SHELF,
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
