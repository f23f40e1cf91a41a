"""A year of days, and the entries of the one that is chosen."""

from datetime import date, time

from PySide6.QtCore import QRect, Qt

from smallacts_desktop.domain.heatmap import YearGrid
from smallacts_desktop.ui.calendar.heatmap_model import HeatmapModel
from smallacts_desktop.ui.calendar.page import CalendarPage
from smallacts_desktop.ui.entry_form.form_card import FormCard
from tests.ui.app_fixture import TODAY, AppFixture, day


def go(room: AppFixture) -> CalendarPage:
    """Go to the page."""
    room.window.show()
    room.click("Calendar")
    return room.window.workspace.pages.calendar


def model(page: CalendarPage) -> HeatmapModel:
    """The heatmap's cells."""
    made = page.heatmap.model()
    assert isinstance(made, HeatmapModel)
    return made


def choose(room: AppFixture, wanted: date) -> None:
    """Click on a day."""
    heatmap = room.window.workspace.pages.calendar.heatmap
    place: QRect = heatmap.visualRect(model(room.window.workspace.pages.calendar).index_of(wanted))
    room.qtbot.mouseClick(heatmap.viewport(), Qt.MouseButton.LeftButton, pos=place.center())


def test_a_year_tells_its_acts_in_one_sentence(room: AppFixture) -> None:
    """What was not done is counted nowhere."""
    room.entry("Smiled", date=day(1))
    room.entry("Waved", date=day(1))
    room.entry("Nodded", date=day(5))
    page = go(room)
    assert room.sees("2026", page)
    assert room.sees("3 acts on 2 days", page)


def test_choosing_a_day_shows_its_entries(room: AppFixture) -> None:
    """In the order in which they happened; a day without any looks quiet."""
    room.entry("Waved", date=day(3), time=time(17))
    room.entry("Smiled", date=day(3), time=time(9))
    page = go(room)
    choose(room, day(3))
    assert room.sees("Thursday 19 November", page)
    acts = [page.day_card.model.index(row, 1).data() for row in range(2)]
    assert acts == ["Smiled", "Waved"]
    choose(room, day(4))
    assert room.sees("A quiet day.", page)


def test_an_entry_of_the_day_opens_in_the_journal(room: AppFixture) -> None:
    """By the keyboard, from its row."""
    entry = room.entry("Smiled", date=day(3))
    page = go(room)
    choose(room, day(3))
    table = page.day_card.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(page.day_card.model.index(0, 1))
    room.qtbot.keyClick(table, Qt.Key.Key_Return)
    opened = room.window.workspace.pages.journal
    assert room.window.workspace.stack.currentWidget() is opened
    assert opened.form_card is not None
    assert opened.form_card.form.what.text() == entry.act


def test_an_act_can_be_added_to_the_day(room: AppFixture) -> None:
    """The form opens on that day, and the calendar shows the act once it is saved."""
    page = go(room)
    choose(room, day(9))
    room.qtbot.mouseClick(page.day_card.add_button, Qt.MouseButton.LeftButton)
    card = room.window.workspace.pages.today.card
    assert isinstance(card, FormCard)
    room.write(card.form.what, "Waved")
    room.click("Save")
    assert room.entries()[0].date == day(9)
    room.click("Calendar")
    assert model(page).level_at(model(page).index_of(day(9))) == 1


def test_every_year_with_entries_can_be_reached(room: AppFixture) -> None:
    """Back to the first one, year by year, and no further; the one to come is not there."""
    room.entry("Smiled", date=date(2023, 3, 1))
    page = go(room)
    assert not page.later.isEnabled()
    for year in (2025, 2024, 2023):
        room.qtbot.mouseClick(page.earlier, Qt.MouseButton.LeftButton)
        assert page.year == year
    assert not page.earlier.isEnabled()
    assert room.sees("1 act on 1 day", page)
    for _ in range(3):
        room.qtbot.mouseClick(page.later, Qt.MouseButton.LeftButton)
    assert page.year == 2026


def test_the_numbers_can_be_read_as_a_table(room: AppFixture) -> None:
    """One button goes to the table and back."""
    room.entry("Smiled", date=day(3))
    page = go(room)
    room.click("See as a table")
    assert page.table.isVisible()
    assert not page.heatmap.isVisible()
    assert page.table.model().rowCount() == 1
    room.click("See as a calendar")
    assert page.heatmap.isVisible()


def test_a_day_of_the_week_strip_leads_here(room: AppFixture) -> None:
    """From today's page to that day's entries."""
    room.entry("Smiled", date=day(2))
    week = room.window.workspace.pages.today.week
    cell = week.strip.cells()[4]
    assert cell.day == day(2)
    room.qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert room.window.workspace.stack.currentWidget() is room.window.workspace.pages.calendar
    assert room.window.workspace.pages.calendar.heatmap.current_day() == day(2)


def test_the_week_starts_where_the_person_says(room: AppFixture) -> None:
    """Monday in Britain, and Sunday once that was chosen in the settings."""
    page = go(room)
    assert model(page).grid == YearGrid(2026, 0)
    room.click("Settings")
    room.click("Sunday")
    assert model(page).grid == YearGrid(2026, 6)
    assert page.heatmap.current_day() == TODAY


def test_moods_are_shown_instead_of_acts_on_request(room: AppFixture) -> None:
    """The same days, another number."""
    room.entry("Smiled", date=day(3), mood_before=8, mood_after=9)
    page = go(room)
    room.click("Mood after")
    assert model(page).level_at(model(page).index_of(day(3))) == 4
    assert model(page).level_at(model(page).index_of(day(4))) is None
    room.click("Mood change")
    assert model(page).level_at(model(page).index_of(day(3))) == 1
