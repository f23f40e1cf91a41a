"""A year of days, and the entries of the one that is chosen."""

from datetime import date, time

import pytest
from PySide6.QtCore import QRect, Qt

from smallacts_desktop.domain.entries import EntryDraft, EntryKind
from smallacts_desktop.domain.heatmap import YearGrid
from smallacts_desktop.ui.calendar.heatmap_model import DayGridModel
from smallacts_desktop.ui.calendar.page import CalendarPage
from smallacts_desktop.ui.entry_form.form import FormCard
from tests.ui.app_fixture import TODAY, AppFixture, day


def go(app: AppFixture) -> CalendarPage:
    """Go to the page."""
    app.window.show()
    app.click("Calendar")
    return app.window.workspace.pages.calendar


def model(page: CalendarPage) -> DayGridModel:
    """The heatmap's cells."""
    made = page.heatmap.model()
    assert isinstance(made, DayGridModel)
    return made


def choose(app: AppFixture, wanted: date) -> None:
    """Click on a day."""
    heatmap = app.window.workspace.pages.calendar.heatmap
    place: QRect = heatmap.visualRect(model(app.window.workspace.pages.calendar).index_of(wanted))
    app.qtbot.mouseClick(heatmap.viewport(), Qt.MouseButton.LeftButton, pos=place.center())


def test_a_year_tells_its_acts_in_one_sentence(app: AppFixture) -> None:
    """What was not done is counted nowhere."""
    app.entry("Smiled", date=day(1))
    app.entry("Waved", date=day(1))
    app.entry("Nodded", date=day(5))
    page = go(app)
    assert app.sees("2026", page)
    assert app.sees("3 acts on 2 days", page)


def test_choosing_a_day_shows_its_entries(app: AppFixture) -> None:
    """In the order in which they happened; a day without any looks quiet."""
    app.entry("Waved", date=day(3), time=time(17))
    app.entry("Smiled", date=day(3), time=time(9))
    page = go(app)
    choose(app, day(3))
    assert app.sees("Thursday 19 November", page)
    acts = [page.day_card.model.index(row, 1).data() for row in range(2)]
    assert acts == ["Smiled", "Waved"]
    choose(app, day(4))
    assert app.sees("A quiet day.", page)


def test_an_entry_of_the_day_opens_in_the_journal(app: AppFixture) -> None:
    """By the keyboard, from its row."""
    entry = app.entry("Smiled", date=day(3))
    page = go(app)
    choose(app, day(3))
    table = page.day_card.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(page.day_card.model.index(0, 1))
    app.qtbot.keyClick(table, Qt.Key.Key_Return)
    opened = app.window.workspace.pages.journal
    assert app.window.workspace.stack.currentWidget() is opened
    assert opened.reading is not None
    assert opened.reading.title.text() == entry.act


def test_an_act_can_be_added_to_the_day(app: AppFixture) -> None:
    """The form opens on that day, and the calendar shows the act once it is saved."""
    page = go(app)
    choose(app, day(9))
    app.qtbot.mouseClick(page.day_card.add_button, Qt.MouseButton.LeftButton)
    card = app.window.workspace.pages.today.card
    assert isinstance(card, FormCard)
    app.write(card.form.what, "Waved")
    app.click("Save")
    assert app.entries()[0].date == day(9)
    app.click("Calendar")
    assert model(page).level_at(model(page).index_of(day(9))) == 1


def note_form(page: CalendarPage) -> FormCard:
    """The form of the note about a day."""
    assert page.note.card is not None
    return page.note.card


@pytest.mark.parametrize("way", ["mouse", "key", "action"])
def test_a_note_is_written_where_its_day_is(app: AppFixture, way: str) -> None:
    """It stays on that day, asks how the person felt, and shows in the day's entries."""
    page = go(app)
    choose(app, day(9))
    button = page.day_card.note_button
    if way == "mouse":
        app.click("Add a note")
    elif way == "key":
        app.qtbot.keyClick(button, Qt.Key.Key_Return)
    else:
        app.act(button, "Press")
    app.qtbot.waitUntil(lambda: page.note.card is not None)
    assert app.window.workspace.stack.currentWidget() is page
    card = note_form(page)
    assert card.form.note.hasFocus()
    assert app.sees("How did you feel?", page)
    assert app.sees("A note about Friday 13 November", page)
    assert not card.form.when.isVisible()
    app.write(card.form.note, "Thunder")
    app.qtbot.keyClick(card.form.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (entry,) = app.entries()
    assert (entry.date, entry.note, entry.kind) == (day(9), "Thunder", EntryKind.NOTE)
    assert page.note.card is None
    assert page.day_card.model.rowCount() == 1
    assert page.day_card.table.hasFocus()
    assert app.stored_drafts() == ""


def test_a_half_written_note_waits_on_its_day(app: AppFixture) -> None:
    """Escape, another day, another page and a restart keep it; the button leads back to it."""
    page = go(app)
    choose(app, day(9))
    app.click("Add a note")
    app.write(note_form(page).form.note, "half a thou")
    app.qtbot.keyClick(note_form(page).form.note, Qt.Key.Key_Escape)
    assert page.note.card is None
    assert page.day_card.note_button.hasFocus()
    app.click("Go on with your note")
    assert note_form(page).form.note.toPlainText() == "half a thou"
    app.write(note_form(page).form.note, "ght ")
    choose(app, day(8))
    assert page.note.card is None
    assert page.day_card.note_button.text() == "Add a note"
    choose(app, day(9))
    app.click("Go on with your note")
    app.restart()
    page = app.window.workspace.pages.calendar
    assert app.window.workspace.stack.currentWidget() is page
    assert page.day == day(9)
    assert note_form(page).form.note.toPlainText() == "ght half a thou"
    assert app.entries() == []


def test_a_note_begun_and_left_blank_leaves_nothing(app: AppFixture) -> None:
    """No draft, and the button asks for a note as before."""
    page = go(app)
    choose(app, day(9))
    app.click("Add a note")
    app.write(note_form(page).form.note, "x")
    page.save_words()
    note_form(page).form.note.clear()
    app.click("Back")
    assert app.stored_drafts() == ""
    assert page.day_card.note_button.text() == "Add a note"


def test_a_note_about_today_asks_about_now(app: AppFixture) -> None:
    """Today is not over."""
    page = go(app)
    choose(app, TODAY)
    app.click("Add a note")
    assert app.sees("How are you feeling now?", page)


def test_notes_show_on_their_days(app: AppFixture) -> None:
    """By a line at the foot of the day, in its sentence, and in the key."""
    app.journal.write(EntryDraft(kind=EntryKind.NOTE, note="Sea", date=day(2)))
    app.entry("Waved", date=day(3))
    page = go(app)
    cells = {cell.day: cell.has_note for cell in model(page).cells}
    assert cells[day(2)]
    assert not cells[day(3)]
    spoken = model(page).index_of(day(2)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Friday 20 November 2026: no acts noted. There is a note."
    assert "a note" in page.foot.legend.accessibleName()


def test_every_year_with_entries_can_be_reached(app: AppFixture) -> None:
    """Back to the first one, year by year, and no further; the one to come is not there."""
    app.entry("Smiled", date=date(2023, 3, 1))
    page = go(app)
    assert not page.later.isEnabled()
    for year in (2025, 2024, 2023):
        app.qtbot.mouseClick(page.earlier, Qt.MouseButton.LeftButton)
        assert page.year == year
    assert not page.earlier.isEnabled()
    assert app.sees("1 act on 1 day", page)
    for _ in range(3):
        app.qtbot.mouseClick(page.later, Qt.MouseButton.LeftButton)
    assert page.year == 2026


def test_the_numbers_can_be_read_as_a_table(app: AppFixture) -> None:
    """One button goes to the table and back."""
    app.entry("Smiled", date=day(3))
    page = go(app)
    app.click("See as a table")
    assert page.table.isVisible()
    assert not page.heatmap.isVisible()
    assert page.table.model().rowCount() == 1
    app.click("See as a calendar")
    assert page.heatmap.isVisible()


def test_a_day_of_the_week_strip_leads_here(app: AppFixture) -> None:
    """From today's page to that day's entries."""
    app.entry("Smiled", date=day(2))
    week = app.window.workspace.pages.today.week
    cell = week.strip.cells()[4]
    assert cell.day == day(2)
    app.qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert app.window.workspace.stack.currentWidget() is app.window.workspace.pages.calendar
    assert app.window.workspace.pages.calendar.heatmap.current_day() == day(2)


def test_the_week_starts_where_the_person_says(app: AppFixture) -> None:
    """Monday in Britain, and Sunday once that was chosen in the settings."""
    page = go(app)
    assert model(page).grid == YearGrid(2026, 0)
    app.click("Settings")
    app.click("Sunday")
    assert model(page).grid == YearGrid(2026, 6)
    assert page.heatmap.current_day() == TODAY


def test_moods_are_shown_instead_of_acts_on_request(app: AppFixture) -> None:
    """The same days, another number."""
    app.entry("Smiled", date=day(3), mood_before=8, mood_after=9)
    page = go(app)
    app.click("Mood after")
    assert model(page).level_at(model(page).index_of(day(3))) == 4
    assert model(page).level_at(model(page).index_of(day(4))) is None
    app.click("Mood change")
    assert model(page).level_at(model(page).index_of(day(3))) == 1
