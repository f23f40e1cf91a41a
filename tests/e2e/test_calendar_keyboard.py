"""The calendar at a real screen, by keyboard alone."""

from datetime import timedelta

import pytest

from smallacts_desktop.ui.entry_form.form import FormCard
from tests.e2e.display import until
from tests.e2e.person import Person

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


def test_an_act_is_added_to_an_earlier_day_and_moved(person: Person) -> None:
    """Back a week, into the day, an act noted; then it moves one day back, and returns."""
    program = person.program
    person.open()
    person.go_to("calendar")
    person.tab_to(person.pages.calendar.view)
    today = person.pages.calendar.day
    person.key("Home", "End")
    # A day up and a week to the left in a year; a week up and a day to the left in a month.
    person.key("Up", "Left")
    chosen = today - timedelta(days=8)
    person.key("Return")
    person.press(person.pages.calendar.day_card.add_button)
    person.tab_to(person.card(FormCard).form.what)
    person.type_text("Waved")
    person.key("ctrl+Return")
    (entry,) = program.wait_for_entries(1)
    assert (entry.act, entry.date) == ("Waved", chosen)

    person.go_to("calendar")
    person.tab_to(person.pages.calendar.day_card.table)
    # The mirror has no hands for a dialog; from here on the program is alone.
    program.key("ctrl+m")
    until(lambda: program.display.focused() != program.window, "the dialog opens")
    program.display.still()
    program.key("Down")
    program.key("Return")
    before = chosen - timedelta(days=1)
    until(lambda: [e.date for e in program.entries()] == [before], "the entry moved")
    until(lambda: program.display.focused() == program.window, "the dialog closes")
    program.key("ctrl+z")
    until(lambda: [e.date for e in program.entries()] == [chosen], "the entry came back")
