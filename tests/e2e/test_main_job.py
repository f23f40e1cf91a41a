"""The main job, by a person at a real screen."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.ui.entry_form.form import FormCard
from smallacts_desktop.ui.today.act_card import ChooseCard
from tests.e2e.display import until
from tests.e2e.person import Person

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

NOTE = "The dog looked pleased too"
YESTERDAY = 1


def only(entries: list[Entry]) -> Entry:
    """The one entry there is."""
    (entry,) = entries
    return entry


def read(target: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with target.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_main_job_by_keyboard_alone(person: Person) -> None:
    """From first launch to a CSV without a mouse: choose, try, do, answer, save, share."""
    program = person.program
    program.hide_acts_without_anyone()
    person.open()
    person.tab_to(person.card(ChooseCard).mood.slider)
    person.key("4")
    person.press("I’ll try this")
    until(lambda: program.pending() is not None, "the act waits on the disk")
    person.press("I did it")
    person.tab_to(person.card(FormCard).form.mood_after.slider)
    person.key("6")
    person.tab_to("Warmly")
    person.key("Right", "space")
    person.tab_to("Much easier")
    person.key("Right", "space")
    person.tab_to(person.card(FormCard).form.note)
    person.type_text(NOTE)
    person.key("ctrl+Return")

    entry = only(program.wait_for_entries(1))
    assert (entry.mood_before, entry.mood_before_recorded) == (4, MoodRecorded.BEFORE)
    assert (entry.mood_after, entry.response) == (6, Response.A_LITTLE)
    assert (entry.expectation, entry.note) == (Expectation.EASIER, NOTE)
    assert program.pending() is None

    person.go_to("share")
    person.tab_to("Save CSV…")
    program.key("space")
    target = program.home / "for my worker.csv"
    program.answer_file_dialog(target)
    row = read(target)[0]
    assert (row["date"], row["act"]) == (entry.date.isoformat(), entry.act)
    assert (row["mood_before"], row["mood_after"], row["mood_change"]) == ("4", "6", "2")
    assert "note" not in row
    program.close()


def test_the_main_job_by_mouse(person: Person) -> None:
    """Every step of the main job can be clicked; only the words are typed."""
    program = person.program
    program.hide_acts_without_anyone()
    person.open()
    person.click("Another idea")
    person.click(person.card(ChooseCard).sizes.segments[1])
    program.display.still()
    person.look_again()
    person.click_mood("How are you feeling right now?", 3)
    person.click("I’ll try this")
    until(lambda: program.pending() is not None, "the act waits on the disk")
    person.look_again()
    person.click("I did it")
    person.click_mood("How are you feeling now?", 8)
    person.click("Warmly")
    person.click("The same")
    person.click(person.card(FormCard).form.note)
    person.type_text(NOTE)
    until(lambda: program.draft("after").note == NOTE, "the words are kept")
    program.display.xdotool("click", "--repeat", "20", "--delay", "5", "5")
    bar = person.pages.today.verticalScrollBar()
    bar.setValue(bar.maximum())
    program.display.still()
    person.click("Save")

    entry = only(program.wait_for_entries(1))
    assert (entry.size, entry.outcome) == ("smaller", Outcome.DONE)
    assert (entry.mood_before, entry.mood_after, entry.note) == (3, 8, NOTE)
    assert (entry.response, entry.expectation) == (Response.WARM, Expectation.SAME)
    program.close()


def test_the_card_waits_across_a_restart(person: Person) -> None:
    """An act that was started is still there after the program was closed and opened."""
    program = person.program
    person.open()
    person.press("I’ll try this")
    until(lambda: program.pending() is not None, "the act waits on the disk")
    started = program.pending()
    program.close()
    person.open()
    assert program.pending() == started
    person.press("I did it")
    person.key("7", "ctrl+Return")
    entry = only(program.wait_for_entries(1))
    assert started is not None
    assert (entry.act, entry.mood_before, entry.mood_after) == (started.title, None, 7)
    program.close()


def test_not_this_time_can_be_let_go_without_a_trace(person: Person) -> None:
    """Let go: no entry, and nothing waits any more."""
    program = person.program
    person.open()
    person.press("I’ll try this")
    until(lambda: program.pending() is not None, "the act waits on the disk")
    person.press("Not this time")
    person.press("Let it go")
    until(lambda: program.pending() is None, "nothing waits on the disk")
    program.close()
    assert program.entries() == []


def test_not_this_time_can_be_kept_with_a_reason(person: Person) -> None:
    """One tap on a reason keeps one entry with it."""
    program = person.program
    person.open()
    person.press("I’ll try this")
    until(lambda: program.pending() is not None, "the act waits on the disk")
    person.press("Not this time")
    person.press("Tired")
    entry = only(program.wait_for_entries(1))
    assert (entry.outcome, entry.barrier) == (Outcome.NOT_THIS_TIME, Barrier.TIRED)
    assert program.pending() is None
    program.close()


def test_something_done_yesterday(person: Person) -> None:
    """An act nobody planned, on an earlier day, with its mood before marked as remembered."""
    program = person.program
    person.open()
    today = person.pages.calendar.heatmap.days.today
    person.press("I’ve done something")
    person.type_text("Held the door for a neighbour with two dogs")
    person.tab_to("Today", within=person.card(FormCard))
    person.key("Right", "space")
    person.tab_to(person.card(FormCard).form.mood_before.slider)
    person.key("2")
    person.key("ctrl+Return")
    entry = only(program.wait_for_entries(1))
    assert entry.date == today - timedelta(days=YESTERDAY)
    assert entry.act == "Held the door for a neighbour with two dogs"
    assert (entry.mood_before, entry.mood_before_recorded) == (2, MoodRecorded.AFTERWARDS)
    assert entry.utc_offset is None
    program.close()
