"""The other pages, on a made-up year."""

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from smallacts_desktop.settings import SettingsFile
from smallacts_desktop.tokens import ThemeName
from smallacts_desktop.tour.finding import FINDING, search_the_journal
from smallacts_desktop.tour.patterns import PATTERNS
from smallacts_desktop.tour.shelf import SHELF
from smallacts_desktop.tour.stage import AppFixture, Step
from smallacts_desktop.ui.shell.about import AboutDialog
from smallacts_desktop.ui.shell.help import HelpDialog
from smallacts_desktop.ui.shell.licences import LicencesDialog
from smallacts_desktop.ui.text.day_sentences import HeatmapMode
from smallacts_desktop.ui.today.act_card import ChooseCard


def a_year_later(stage: AppFixture) -> None:
    """Today’s card beside a week and the stones of a year."""
    stage.card(ChooseCard)
    stage.expect(len(stage.entries_on_disk()) > 200, "the made-up year is not there")


def a_mood_to_begin_with(stage: AppFixture) -> None:
    """The same card with a mood given by a click: the picture for README and packages."""
    slider = stage.card(ChooseCard).mood.slider
    stage.click(slider, QPoint(round(slider.handle_x(4)), slider.height() // 2))
    stage.expect(slider.mood == 4, "the click did not give a mood")


def the_year(stage: AppFixture) -> None:
    """The calendar of this year."""
    stage.go_to("calendar")
    calendar = stage.window.workspace.pages.calendar
    stage.expect(calendar.year == stage.clock.at.year, "the calendar shows another year")
    days = {entry.date for entry in stage.entries_on_disk() if entry.is_done_act}
    shown = {day for day in days if day.year == calendar.year}
    levels = [
        calendar.heatmap.heatmap.level_at(calendar.heatmap.heatmap.index_of(d)) for d in shown
    ]
    stage.expect(all(levels), "a day with an act looks quiet")


def a_busy_day(stage: AppFixture) -> None:
    """A click on the busiest day shows its entries."""
    calendar = stage.window.workspace.pages.calendar
    entries = stage.entries_on_disk()
    year = [entry.date for entry in entries if entry.date.year == calendar.year]
    busiest = max(sorted(set(year)), key=year.count)
    _click_day(stage, busiest)
    stage.expect(
        calendar.day_card.model.rowCount() == year.count(busiest),
        "the day does not show its entries",
    )


def how_mood_changed(stage: AppFixture) -> None:
    """The same year by mood."""
    calendar = stage.window.workspace.pages.calendar
    stage.click(calendar.modes.segments[list(HeatmapMode).index(HeatmapMode.MOOD_CHANGE)])
    stage.expect(
        calendar.heatmap.heatmap.mode is HeatmapMode.MOOD_CHANGE,
        "the calendar shows something else",
    )


def the_year_before(stage: AppFixture) -> None:
    """A year back by one click."""
    calendar = stage.window.workspace.pages.calendar
    stage.click(calendar.modes.segments[0])
    stage.click(calendar.earlier)
    stage.expect(calendar.year == stage.clock.at.year - 1, "the calendar shows another year")


def a_long_journal(stage: AppFixture) -> None:
    """The journal of a year, newest first, walked through by key."""
    stage.go_to("journal")
    page = stage.window.workspace.pages.journal
    stage.tab_to(page.list)
    stage.press(Qt.Key.Key_Down)
    days = [page.model.entry_at(row).date for row in range(page.model.rowCount())]
    stage.expect(days == sorted(days, reverse=True), "the newest entry is not the first")


def what_a_helper_sees(stage: AppFixture) -> None:
    """The last four weeks, and how many private entries stay here."""
    stage.go_to("share")
    share = stage.window.workspace.pages.share
    stage.until(lambda: share.model.rowCount() > 0, "the preview is empty")


def on_paper(stage: AppFixture) -> None:
    """A week sheet for the fridge, and how it will look."""
    window = stage.window
    stage.click(window.workspace.pages.share.paper_button)
    stage.expect(
        window.workspace.stack.currentWidget() is window.workspace.pages.paper,
        "the page did not open",
    )


def bringing_back(stage: AppFixture) -> None:
    """And the way back in, for a file that was saved before."""
    window = stage.window
    stage.click(window.workspace.pages.paper.back_button)
    stage.click(window.workspace.pages.share.bring_back_button)
    stage.expect(
        window.workspace.stack.currentWidget() is window.workspace.pages.bring_back,
        "the page did not open",
    )


def settings(stage: AppFixture) -> None:
    """The settings."""
    stage.go_to("settings")


def about(stage: AppFixture) -> None:
    """What this is, which version, and where everything is kept."""
    stage.click(stage.window.workspace.pages.settings.about.more)
    stage.dialog(AboutDialog)


def licences(stage: AppFixture) -> None:
    """Everything that others made, over it."""
    stage.click(stage.dialog(AboutDialog).licences_button)
    stage.expect(stage.dialog(LicencesDialog).list.count() > 3, "the list is not there")


def dark(stage: AppFixture) -> None:
    """The dialogs close; dark colours by one click, kept on the disk."""
    stage.click(stage.dialog(LicencesDialog).close_button)
    stage.click(stage.dialog(AboutDialog).close_button)
    stage.come_back_to(stage.window)
    stage.click(
        stage.window.workspace.pages.settings.looks.look.chips[
            list(ThemeName).index(ThemeName.DARK)
        ]
    )
    saved = SettingsFile(stage.paths.settings).load()
    stage.expect(saved.theme == "dark", "the choice is not kept")


def dark_calendar(stage: AppFixture) -> None:
    """This year in the dark."""
    stage.go_to("calendar")
    calendar = stage.window.workspace.pages.calendar
    stage.click(calendar.later)
    stage.expect(calendar.year == stage.clock.at.year, "the calendar shows another year")


def dark_patterns(stage: AppFixture) -> None:
    """What the year shows, in the dark."""
    stage.go_to("insights")
    page = stage.window.workspace.pages.insights
    page.verticalScrollBar().setValue(0)
    stage.expect(page.moods.canvas.look().tokens.dark, "the chart is drawn in the light")


def dark_search(stage: AppFixture) -> None:
    """A search in the dark, with the word marked."""
    stage.go_to("journal")
    search_the_journal(stage)


def dark_today(stage: AppFixture) -> None:
    """Today’s card in the dark."""
    stage.go_to("today")
    stage.card(ChooseCard)


def help_now(stage: AppFixture) -> None:
    """Where to turn in a crisis, over whatever page is open."""
    stage.click(stage.window.workspace.rail.button("help"))
    stage.until(
        lambda: isinstance(QApplication.activeModalWidget(), HelpDialog), "the help did not open"
    )


def and_back_again(stage: AppFixture) -> None:
    """The help closes by its button, and the page is as it was."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, HelpDialog):
        stage.click(stage.find(QPushButton, dialog, "primary")[0])
    stage.until(lambda: QApplication.activeModalWidget() is None, "the help stayed open")
    stage.card(ChooseCard)


def _click_day(stage: AppFixture, day: date) -> None:
    view = stage.window.workspace.pages.calendar.heatmap
    stage.click(view.viewport(), view.cell_rect(view.heatmap.index_of(day)).center().toPoint())
    stage.expect(view.current_day() == day, "the click did not choose the day")


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
