"""A week from paper at a real screen, by keyboard alone."""

import time
from datetime import timedelta

import pytest

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import MoodRecorded, Outcome
from smallacts_desktop.journal.paper import row_form
from smallacts_desktop.ui.paper.paper_row import PaperRow
from tests.e2e.display import until
from tests.e2e.person import Person
from tests.e2e.taking_in import today

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

# What the program promises after the last key, in seconds.
PROMISE_S = 2.0
WORDS = "She waved back, and the dog did too"


def rows(person: Person) -> list[PaperRow]:
    """The seven rows."""
    return person.pages.paper.grid.paper_rows


def open_grid(person: Person) -> None:
    """Go by the share page to the grid, as a person without a mouse does."""
    person.go_to("share")
    person.press("On paper")
    if person.pages.paper.grid.isVisible():
        return
    person.tab_to(person.pages.paper.parts.segments[0])
    person.key("Right")


def test_a_week_is_typed_in_and_saved_by_keyboard(person: Person) -> None:
    """Tab goes from cell to cell; Ctrl+Enter saves the rows that say something."""
    program = person.program
    person.open()
    open_grid(person)
    person.tab_to(rows(person)[0].what)
    person.type_text("Waved across")
    person.key("Tab", "Down", "Down")
    person.tab_to(rows(person)[0].before)
    person.type_text("3")
    person.key("Tab")
    person.type_text("10")
    person.key("Tab")
    person.type_text(WORDS)
    person.tab_to(rows(person)[2].note)
    person.type_text("A quiet day")
    person.key("ctrl+Return")
    entries = sorted(program.wait_for_entries(2), key=lambda entry: entry.date)
    first, second = entries
    assert (first.act, first.size, first.outcome) == (
        "Waved across", ActSize.SMALLER, Outcome.DONE,
    )  # fmt: skip
    assert (first.mood_before, first.mood_after, first.note) == (3, 10, WORDS)
    assert first.mood_before_recorded is MoodRecorded.AFTERWARDS
    assert second.note == "A quiet day"
    assert second.date - first.date == timedelta(days=2)
    assert first.date <= today()
    program.close()


def test_a_half_filled_week_survives_a_kill(person: Person) -> None:
    """The process is killed two seconds after the last key; the next start has every cell."""
    program = person.program
    person.open()
    open_grid(person)
    person.tab_to(rows(person)[0].what)
    person.type_text("Waved across")
    person.tab_to(rows(person)[1].note)
    person.type_text(WORDS)
    last_key = time.monotonic()
    until(lambda: program.draft(row_form(1)).note == WORDS, "the words are on the disk", PROMISE_S)
    assert time.monotonic() - last_key <= PROMISE_S
    program.kill()
    assert program.entries() == []
    person.open()
    open_grid(person)
    person.tab_to(rows(person)[0].what)
    person.key("ctrl+Return")
    entries = sorted(program.wait_for_entries(2), key=lambda entry: entry.date)
    assert [(entry.act, entry.note) for entry in entries] == [("Waved across", ""), ("", WORDS)]
    program.close()
