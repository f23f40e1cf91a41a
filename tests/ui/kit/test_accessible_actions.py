"""What a screen reader turns by a control's own action is kept, as by key or mouse."""

import pytest
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.disclosure import Column
from smallacts_desktop.domain.entries import Barrier, Expectation, Outcome, Response
from smallacts_desktop.ui.acts.act_dialog import ActDialog
from smallacts_desktop.ui.entry_form.form import EntryForm, FormCard
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.text.window_words import PAGES
from smallacts_desktop.ui.today.act_card import ChooseCard, TodayState
from smallacts_desktop.ui.today.week_strip import WeekDay
from tests.ui.app_fixture import TODAY, AppFixture, day


def form(app: AppFixture) -> EntryForm:
    """The form of something that was done, with its further questions open."""
    today = app.window.workspace.pages.today
    app.click("I’ve done something")
    assert isinstance(today.card, FormCard)
    made = today.card.form
    app.write(made.what, "Held the door")
    app.act(made.more._button, "Press")
    app.qtbot.waitUntil(made.place.isVisible)
    return made


def chip(app: AppFixture, text: str) -> None:
    """Turn the chip that says ``text``."""
    app.act(app.button(text))


def test_every_answer_of_an_entry_is_kept(app: AppFixture) -> None:
    """Chips, the day, the mood, the place and the box, each by its own action."""
    made = form(app)
    chip(app, "A hello")
    chip(app, "Yesterday")
    app.set_value(made.mood_after.slider, 8)
    chip(app, "Warmly")
    chip(app, "Easier")
    chip(app, "Park")
    app.act(made.private)
    app.click("Save")
    (entry,) = app.entries()
    assert (entry.size, entry.date) == (ActSize.SMALLER, day(1))
    assert (entry.mood_after, entry.response) == (8, Response.WARM)
    assert (entry.expectation, entry.place, entry.private) == (Expectation.EASIER, "park", True)


def test_an_answer_can_be_taken_back(app: AppFixture) -> None:
    """Turned once more it is blank again; another one takes its place."""
    made = form(app)
    chip(app, "Warmly")
    chip(app, "Warmly")
    assert made.response.value is None
    assert not any(one.isChecked() for one in made.response.chips)
    chip(app, "Easier")
    chip(app, "Harder")
    assert [one.text() for one in made.expectation.chips if one.isChecked()] == ["Harder"]
    app.click("Save")
    (entry,) = app.entries()
    assert (entry.response, entry.expectation) == (None, Expectation.HARDER)


def test_a_choice_that_is_needed_stays(app: AppFixture) -> None:
    """A required chip turned once more is still the chosen one, and looks it."""
    made = form(app)
    chips = made.when._chips
    app.act(app.button("Today", made))
    assert [one.text() for one in chips.chips if one.isChecked()] == ["Today"]


def test_a_reason_is_kept(app: AppFixture) -> None:
    """Pressed by its own action."""
    app.click("I’ll try this")
    app.act(app.button("Not this time"), "Press")
    today = app.window.workspace.pages.today
    app.qtbot.waitUntil(lambda: today.state is TodayState.NOT_THIS_TIME)
    app.qtbot.wait(1)
    app.act(app.button("Anxious"), "Press")
    app.qtbot.waitUntil(lambda: len(app.entries()) == 1)
    (entry,) = app.entries()
    assert (entry.outcome, entry.barrier) == (Outcome.NOT_THIS_TIME, Barrier.ANXIOUS)


@pytest.mark.parametrize("size", list(ActSize))
def test_the_size_of_an_act_is_followed(app: AppFixture, size: ActSize) -> None:
    """The card offers an act of the size that was turned on, and it stays for the next time."""
    card = app.window.workspace.pages.today.card
    assert isinstance(card, ChooseCard)
    app.act(card.sizes.segments[list(ActSize).index(size)])
    app.settle()
    offered = app.journal.card.act()
    assert offered is not None
    assert offered.size is size
    assert app.journal.preferences.size is size


def test_the_rail_leads_to_every_page(app: AppFixture) -> None:
    """Also to the page that is shown, which then stays the marked one."""
    space = app.window.workspace
    for name in (*PAGES, PAGES[-1]):
        app.act(space.rail.button(name))
        assert space.rail.current == name
        assert space.stack.currentWidget() is space.pages.named(name)
        marked = [each for each in PAGES if space.rail.button(each).isChecked()]
        assert marked == [name]


def test_settings_are_in_force(app: AppFixture) -> None:
    """Chips and boxes."""
    app.window.workspace.show_page("settings")
    chip(app, "Dark")
    app.act(app.button("Marks on the calendar, as well as colours"))
    chip(app, "10 minutes")
    kept = app.saved_settings()
    assert (kept.theme, kept.marks_on_calendar, kept.lock_after_minutes) == ("dark", True, 10)


def test_filters_find(app: AppFixture) -> None:
    """The list follows the chip."""
    app.entry("Smiled", size=ActSize.SMALLEST)
    app.entry("Talked", size=ActSize.SMALL)
    app.window.workspace.show_page("journal")
    journal = app.window.workspace.pages.journal
    journal.search.section.set_open(True)
    chips: ChoiceChips[ActSize] = journal.search.size_chips
    app.act(chips.chips[list(ActSize).index(ActSize.SMALL)])
    app.settle()
    assert journal.model.rowCount() == 1


def test_a_day_of_the_week_opens(app: AppFixture) -> None:
    """On the calendar."""
    app.entry()
    strip = app.window.workspace.pages.today.week.strip
    cell = next(one for one in strip.findChildren(WeekDay) if one.day == TODAY)
    app.act(cell, "Press")
    space = app.window.workspace
    app.qtbot.waitUntil(lambda: space.rail.current == "calendar")
    assert space.pages.calendar.days.view.current_day() == TODAY


def test_a_day_of_the_calendar_opens(app: AppFixture) -> None:
    """A cell of the year; one that has not come stays shut."""
    app.entry("Waved", date=day(3))
    app.window.workspace.show_page("calendar")
    page = app.window.workspace.pages.calendar
    app.settle()
    grid = page.days.view
    app.act_on_row(grid, grid.days.index_of(day(3)))
    app.settle()
    assert grid.current_day() == day(3)
    assert page._day == day(3)


def test_an_entry_of_the_list_opens(app: AppFixture) -> None:
    """As by a click."""
    app.entry("Smiled", date=day(1))
    entry = app.entry("Waved", date=day(2))
    app.window.workspace.show_page("journal")
    page = app.window.workspace.pages.journal
    app.settle()
    app.act_on_row(page.list, page.model.index(1, 0))
    app.settle()
    assert page.list.currentIndex().row() == 1
    assert page.reading is not None
    assert page.entry.id == entry.id


def test_an_act_of_the_list_opens(app: AppFixture) -> None:
    """With its dialog."""
    app.window.workspace.show_page("acts")
    page = app.window.workspace.pages.acts
    app.settle()
    app.act_on_row(page.list, page.model.index(2, 0))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ActDialog)
    dialog.reject()
    assert page.list.currentIndex().row() == 2


def test_a_note_is_ticked_for_sharing(app: AppFixture) -> None:
    """And unticked again, as often as it is turned."""
    app.entry("Smiled", note="Rain", date=day(0))
    app.entry("Waved", note="Sun", date=day(0))
    app.window.workspace.show_page("share")
    app.settle()
    share = app.window.workspace.pages.share.form
    app.act(share.extras[Column.NOTE])
    app.settle()
    notes = share.notes
    ticks = []
    for row in (0, 0, 1, 1):
        app.act_on_row(notes.list, notes.model.index(row, 0))
        ticks.append([notes.model.ticks.holds(notes.model._entries[at].id) for at in range(2)])
    assert ticks[0] == [not ticks[1][0], ticks[1][1]]
    assert ticks[2] == [ticks[1][0], not ticks[1][1]]
    assert ticks[3] == ticks[1]
