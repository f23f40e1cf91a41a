"""What a screen reader turns by a control's own action is kept, as by key or mouse."""

import pytest
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.disclosure import Column
from smallacts_desktop.domain.entries import Barrier, Expectation, Outcome, Response
from smallacts_desktop.ui.acts.act_dialog import ActDialog
from smallacts_desktop.ui.entry_form.form import EntryForm
from smallacts_desktop.ui.entry_form.form_card import FormCard
from smallacts_desktop.ui.kit.choice_chips import ChoiceChips
from smallacts_desktop.ui.text.page_ids import PAGES
from smallacts_desktop.ui.today.act_card import ChooseCard
from smallacts_desktop.ui.today.page import TodayState
from smallacts_desktop.ui.today.week_strip import WeekDay
from tests.ui.acting import act, act_on_row, set_value
from tests.ui.app_fixture import TODAY, AppFixture, day


def form(room: AppFixture) -> EntryForm:
    """The form of something that was done, with its further questions open."""
    today = room.window.workspace.pages.today
    room.click("I’ve done something")
    assert isinstance(today.card, FormCard)
    made = today.card.form
    room.write(made.what, "Held the door")
    act(made.more._button, "Press")
    room.qtbot.waitUntil(made.place.isVisible)
    return made


def chip(room: AppFixture, text: str) -> None:
    """Turn the chip that says ``text``."""
    act(room.button(text))


def test_every_answer_of_an_entry_is_kept(room: AppFixture) -> None:
    """Chips, the day, the mood, the place and the box, each by its own action."""
    made = form(room)
    chip(room, "A hello")
    chip(room, "Yesterday")
    set_value(made.mood_after.slider, 8)
    chip(room, "Warmly")
    chip(room, "Easier")
    chip(room, "Park")
    act(made.private)
    room.click("Save")
    (entry,) = room.entries()
    assert (entry.size, entry.date) == (ActSize.SMALLER, day(1))
    assert (entry.mood_after, entry.response) == (8, Response.WARM)
    assert (entry.expectation, entry.place, entry.private) == (Expectation.EASIER, "park", True)


def test_an_answer_can_be_taken_back(room: AppFixture) -> None:
    """Turned once more it is blank again; another one takes its place."""
    made = form(room)
    chip(room, "Warmly")
    chip(room, "Warmly")
    assert made.response.value is None
    assert not any(one.isChecked() for one in made.response.chips)
    chip(room, "Easier")
    chip(room, "Harder")
    assert [one.text() for one in made.expectation.chips if one.isChecked()] == ["Harder"]
    room.click("Save")
    (entry,) = room.entries()
    assert (entry.response, entry.expectation) == (None, Expectation.HARDER)


def test_a_choice_that_is_needed_stays(room: AppFixture) -> None:
    """A required chip turned once more is still the chosen one, and looks it."""
    made = form(room)
    chips = made.when._chips
    act(room.button("Today", made))
    assert [one.text() for one in chips.chips if one.isChecked()] == ["Today"]


def test_a_reason_is_kept(room: AppFixture) -> None:
    """Pressed by its own action."""
    room.click("I’ll try this")
    act(room.button("Not this time"), "Press")
    today = room.window.workspace.pages.today
    room.qtbot.waitUntil(lambda: today.state is TodayState.NOT_THIS_TIME)
    room.qtbot.wait(1)
    act(room.button("Anxious"), "Press")
    room.qtbot.waitUntil(lambda: len(room.entries()) == 1)
    (entry,) = room.entries()
    assert (entry.outcome, entry.barrier) == (Outcome.NOT_THIS_TIME, Barrier.ANXIOUS)


@pytest.mark.parametrize("size", list(ActSize))
def test_the_size_of_an_act_is_followed(room: AppFixture, size: ActSize) -> None:
    """The card offers an act of the size that was turned on, and it stays for the next time."""
    card = room.window.workspace.pages.today.card
    assert isinstance(card, ChooseCard)
    act(card.sizes.segments[list(ActSize).index(size)])
    room.settle()
    offered = room.journal.card.act()
    assert offered is not None
    assert offered.size is size
    assert room.journal.person.size is size


def test_the_rail_leads_to_every_page(room: AppFixture) -> None:
    """Also to the page that is shown, which then stays the marked one."""
    space = room.window.workspace
    for name in (*PAGES, PAGES[-1]):
        act(space.rail.button(name))
        assert space.rail.current == name
        assert space.stack.currentWidget() is space.pages.named(name)
        marked = [each for each in PAGES if space.rail.button(each).isChecked()]
        assert marked == [name]


def test_settings_are_in_force(room: AppFixture) -> None:
    """Chips and boxes."""
    room.window.workspace.show_page("settings")
    chip(room, "Dark")
    act(room.button("Marks on the calendar, as well as colours"))
    chip(room, "10 minutes")
    kept = room.saved_settings()
    assert (kept.theme, kept.marks_on_calendar, kept.lock_after_minutes) == ("dark", True, 10)


def test_filters_find(room: AppFixture) -> None:
    """The list follows the chip."""
    room.entry("Smiled", size=ActSize.SMALLEST)
    room.entry("Talked", size=ActSize.SMALL)
    room.window.workspace.show_page("journal")
    journal = room.window.workspace.pages.journal
    journal.search.expander.set_open(True)
    chips: ChoiceChips[ActSize] = journal.search.size_chips
    act(chips.chips[list(ActSize).index(ActSize.SMALL)])
    room.settle()
    assert journal.model.rowCount() == 1


def test_a_day_of_the_week_opens(room: AppFixture) -> None:
    """On the calendar."""
    room.entry()
    strip = room.window.workspace.pages.today.week.strip
    cell = next(one for one in strip.findChildren(WeekDay) if one.day == TODAY)
    act(cell, "Press")
    space = room.window.workspace
    room.qtbot.waitUntil(lambda: space.rail.current == "calendar")
    assert space.pages.calendar.days.view.current_day() == TODAY


def test_a_day_of_the_calendar_opens(room: AppFixture) -> None:
    """A cell of the year; one that has not come stays shut."""
    room.entry("Waved", date=day(3))
    room.window.workspace.show_page("calendar")
    page = room.window.workspace.pages.calendar
    room.settle()
    grid = page.days.view
    act_on_row(grid, grid.days.index_of(day(3)))
    room.settle()
    assert grid.current_day() == day(3)
    assert page._day == day(3)


def test_an_entry_of_the_list_opens(room: AppFixture) -> None:
    """As by a click."""
    room.entry("Smiled", date=day(1))
    entry = room.entry("Waved", date=day(2))
    room.window.workspace.show_page("journal")
    page = room.window.workspace.pages.journal
    room.settle()
    act_on_row(page.list, page.model.index(1, 0))
    room.settle()
    assert page.list.currentIndex().row() == 1
    assert page._open_id == entry.id


def test_an_act_of_the_list_opens(room: AppFixture) -> None:
    """With its dialog."""
    room.window.workspace.show_page("acts")
    page = room.window.workspace.pages.acts
    room.settle()
    act_on_row(page.list, page.model.index(2, 0))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ActDialog)
    dialog.reject()
    assert page.list.currentIndex().row() == 2


def test_a_note_is_ticked_for_sharing(room: AppFixture) -> None:
    """And unticked again, as often as it is turned."""
    room.entry("Smiled", note="Rain", date=day(0))
    room.entry("Waved", note="Sun", date=day(0))
    room.window.workspace.show_page("share")
    room.settle()
    share = room.window.workspace.pages.share.form
    act(share.extras[Column.NOTE])
    room.settle()
    notes = share.notes
    ticks = []
    for row in (0, 0, 1, 1):
        act_on_row(notes.list, notes.model.index(row, 0))
        ticks.append([notes.model.ticks.holds(notes.model._entries[at].id) for at in range(2)])
    assert ticks[0] == [not ticks[1][0], ticks[1][1]]
    assert ticks[2] == [ticks[1][0], not ticks[1][1]]
    assert ticks[3] == ticks[1]
