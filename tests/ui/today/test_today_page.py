"""Today's card, from choosing an act to the kind line, with real clicks and keys."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import (
    Barrier,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.ui.entry_form.form import EntryForm
from smallacts_desktop.ui.entry_form.form_card import FormCard
from smallacts_desktop.ui.kit.date_field import DateField
from smallacts_desktop.ui.kit.problem_label import ProblemLabel
from smallacts_desktop.ui.today.act_card import ChooseCard
from smallacts_desktop.ui.today.page import TodayPage, TodayState
from tests.ui.app_fixture import SUNDAY, TODAY, AppFixture, day


def page(room: AppFixture) -> TodayPage:
    """The page under test."""
    return room.window.workspace.pages.today


def choosing(room: AppFixture) -> ChooseCard:
    """The card while an act is being chosen."""
    card = page(room).card
    assert isinstance(card, ChooseCard)
    return card


def form(room: AppFixture) -> EntryForm:
    """The form on the card."""
    card = page(room).card
    assert isinstance(card, FormCard)
    return card.form


def act_title(room: AppFixture) -> str:
    """The title of today's act, checked to be on the screen."""
    act = room.journal.card.act()
    assert act is not None
    assert room.sees(act.title)
    return act.title


def test_the_main_job_from_the_first_look_to_the_heatmap(room: AppFixture) -> None:
    """Choose, feel, try, come back, feel, say, save: the act is on the week and the calendar."""
    title = act_title(room)
    room.qtbot.keyClick(choosing(room).mood.slider, Qt.Key.Key_4)
    room.click("I’ll try this")
    assert page(room).state is TodayState.WAITING
    assert room.sees(title)
    room.click("I did it")
    after = form(room)
    assert after.mood_after.slider.ghost == 4
    room.qtbot.keyClick(after.mood_after.slider, Qt.Key.Key_6)
    room.click("Warmly")
    room.click("Easier")
    room.write(after.note, "He nodded back.")
    room.click("Save")
    assert page(room).state is TodayState.SAVED
    assert room.sees("That counts")
    (entry,) = room.entries()
    assert (entry.act, entry.outcome, entry.date) == (title, Outcome.DONE, TODAY)
    assert (entry.mood_before, entry.mood_before_recorded) == (4, MoodRecorded.BEFORE)
    assert (entry.mood_after, entry.note) == (6, "He nodded back.")
    assert (entry.response, entry.expectation) == (Response.WARM, Expectation.EASIER)
    assert room.sees("1 act on 1 day", page(room).week)
    heat = room.window.workspace.pages.calendar.heatmap.model()
    room.click("Calendar")
    assert heat.data(heat.index_of(TODAY), Qt.ItemDataRole.AccessibleTextRole).endswith("1 act.")  # type: ignore[attr-defined]


def test_a_skipped_mood_stays_blank(room: AppFixture) -> None:
    """An answer can be taken back, and nothing takes its place."""
    mood = choosing(room).mood
    room.qtbot.keyClick(mood.slider, Qt.Key.Key_7)
    assert mood.mood == 7
    room.qtbot.mouseClick(mood.skip, Qt.MouseButton.LeftButton)
    assert mood.mood is None
    room.click("I’ll try this")
    pending = room.journal.card.pending()
    assert pending is not None
    assert pending.mood_before is None


def test_every_question_can_be_skipped(room: AppFixture) -> None:
    """Three clicks keep an act, and every unanswered question stays blank."""
    room.window.show()
    room.click("I’ll try this")
    room.click("I did it")
    room.click("Save")
    (entry,) = room.entries()
    answers = (entry.mood_before, entry.mood_after, entry.response, entry.expectation)
    assert answers == (None, None, None, None)
    assert (entry.note, entry.person, entry.private) == ("", "", False)


def test_the_card_waits_across_days_and_restarts(room: AppFixture) -> None:
    """Five days later a new window shows the same act, and asks on which day it was."""
    title = act_title(room)
    room.click("I’ll try this")
    room.clock.at = SUNDAY + timedelta(days=5)
    room.restart()
    assert page(room).state is TodayState.WAITING
    assert room.sees(title)
    room.click("I did it")
    room.click("Yesterday")
    room.click("Save")
    assert room.entries()[0].date == TODAY + timedelta(days=4)


def test_letting_go_leaves_no_trace(room: AppFixture) -> None:
    """Two clicks, and today's act is there again."""
    title = act_title(room)
    room.click("I’ll try this")
    room.click("Not this time")
    room.click("Let it go")
    assert page(room).state is TodayState.CHOOSE
    assert room.entries() == []
    assert act_title(room) == title


def test_a_reason_is_kept_with_one_tap_and_is_no_loss(room: AppFixture) -> None:
    """The week stays as it was: it counts nothing that did not happen."""
    room.window.show()
    room.click("I’ll try this")
    room.click("Not this time")
    room.click("Back")
    assert page(room).state is TodayState.WAITING
    room.click("Not this time")
    room.click("Anxious")
    (entry,) = room.entries()
    assert (entry.outcome, entry.barrier) == (Outcome.NOT_THIS_TIME, Barrier.ANXIOUS)
    assert room.sees("A quiet week", page(room).week)
    room.click("Back to today’s card")
    assert page(room).state is TodayState.CHOOSE


def test_another_idea_and_another_size_keep_the_mood(room: AppFixture) -> None:
    """Looking around takes no answer back."""
    title = act_title(room)
    room.qtbot.keyClick(choosing(room).mood.slider, Qt.Key.Key_3)
    room.click("Another idea")
    assert act_title(room) != title
    assert choosing(room).mood.mood == 3
    room.click("Small")
    act_title(room)
    assert room.journal.card.size is ActSize.SMALL
    assert choosing(room).mood.mood == 3


def test_a_next_step_is_offered_and_can_wait(room: AppFixture) -> None:
    """The rule is told in plain words; after "Not yet" the card is as before, size included."""
    room.practise()
    room.window.show()
    assert room.sees("A next step, if you like: a hello")
    assert room.sees("10 different days")
    room.click("Not yet")
    assert not room.sees("A next step")
    assert room.journal.card.size is ActSize.SMALLEST
    room.restart()
    assert not room.sees("A next step")


def test_a_next_step_can_be_taken(room: AppFixture) -> None:
    """The card shows an act of the new size at once."""
    room.practise()
    room.window.show()
    room.click("Show me a hello")
    assert room.journal.card.size is ActSize.SMALLER
    act_title(room)
    assert not room.sees("A next step")


def test_an_act_on_an_earlier_day_remembers_its_mood(room: AppFixture) -> None:
    """The mood before is marked as given afterwards; the day has no zone."""
    room.window.show()
    room.click("I’ve done something")
    log = form(room)
    room.write(log.what, "Waved to a bus driver")
    room.click("A hello")
    room.click("Yesterday")
    room.qtbot.keyClick(log.mood_before.slider, Qt.Key.Key_2)
    room.qtbot.keyClick(log.mood_after.slider, Qt.Key.Key_5)
    room.click("Save")
    (entry,) = room.entries()
    assert (entry.act, entry.date, entry.size) == ("Waved to a bus driver", day(1), ActSize.SMALLER)
    assert (entry.mood_before, entry.mood_before_recorded) == (2, MoodRecorded.AFTERWARDS)
    assert (entry.mood_after, entry.utc_offset) == (5, None)


def test_a_missing_title_is_told_in_the_form(room: AppFixture) -> None:
    """One sentence, nothing stored, nothing lost; the next key takes the sentence away."""
    room.window.show()
    room.click("I’ve done something")
    log = form(room)
    room.write(log.note, "It went well.")
    room.click("Save")
    assert room.sees("Say in a few words what you did.")
    assert (room.entries(), log.note.toPlainText()) == ([], "It went well.")
    room.write(log.what, "W")
    assert not room.sees("Say in a few words what you did.")


def test_a_time_that_is_none_is_told_in_the_form(room: AppFixture) -> None:
    """What can be read as a time is taken; what cannot is not guessed at."""
    room.window.show()
    room.click("I’ve done something")
    log = form(room)
    room.write(log.what, "Waved")
    clock = log.when.findChildren(QLineEdit)[-1]
    room.write(clock, "tea time")
    room.click("Save")
    assert room.sees("Write a time such as 15:05, or leave it blank.")
    assert room.entries() == []
    clock.clear()
    room.write(clock, "9.40")
    room.click("Save")
    assert room.entries()[0].time == time(9, 40)


def test_no_day_to_come_can_be_chosen(room: AppFixture) -> None:
    """The field for another day ends today."""
    room.window.show()
    room.click("I’ve done something")
    room.click("Another day")
    (field,) = form(room).findChildren(DateField)
    field.setDate(QDate(2027, 1, 1))
    assert field.date() == QDate(TODAY.year, TODAY.month, TODAY.day)


def test_a_day_that_cannot_be_read_is_not_saved_as_another(room: AppFixture) -> None:
    """Told at the field, with one sentence; put right, the entry is of that day."""
    room.window.show()
    room.click("I’ve done something")
    room.write(form(room).what, "Waved")
    room.click("Another day")
    (field,) = form(room).findChildren(DateField)
    control = Qt.KeyboardModifier.ControlModifier
    for text, expected in (("31 Foo", 0), ("20 nov", 1)):
        field.setFocus(Qt.FocusReason.TabFocusReason)
        field.selectAll()
        room.write(field, text)
        room.qtbot.keyClick(field, Qt.Key.Key_Return, control)
        assert len(room.entries()) == expected
        if not expected:
            labels = form(room).findChildren(ProblemLabel)
            said = [label.text() for label in labels if label.text()]
            assert len(said) == 1
            assert said[0].startswith("That cannot be read as a date.")
            assert room.window.focusWidget() is field
            room.click("Save")
            assert room.entries() == []
    assert room.entries()[0].date == date(2026, 11, 20)


def test_just_words(room: AppFixture) -> None:
    """A note needs no act and no mood, and an empty one is not kept."""
    room.window.show()
    room.click("Just write")
    room.click("Save")
    assert room.sees("Write a few words, or choose a mood, before saving.")
    room.write(form(room).note, "Rain all day.")
    room.qtbot.keyClick(form(room).note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (entry,) = room.entries()
    assert (entry.kind, entry.note, entry.mood_after) == (EntryKind.NOTE, "Rain all day.", None)
    assert room.sees("Your words are saved")


@pytest.mark.parametrize("opener", ["I’ve done something", "Just write"])
def test_words_are_on_the_disk_within_a_second_and_come_back(room: AppFixture, opener: str) -> None:
    """A power cut a moment after the last key finds them, and so does the next window."""
    room.window.show()
    room.click(opener)
    room.write(form(room).note, "half a thou")
    room.qtbot.waitUntil(lambda: "half a thou" in room.stored_drafts(), timeout=1000)
    state = page(room).state
    room.restart()
    assert page(room).state is state
    assert form(room).note.toPlainText() == "half a thou"
    assert room.entries() == []


def test_a_steady_typist_is_written_too(room: AppFixture) -> None:
    """Keys that keep coming do not put off the writing."""
    room.window.show()
    room.click("Just write")
    for _ in range(12):
        room.write(form(room).note, "a")
        room.qtbot.wait(60)
    assert "aaaaa" in room.stored_drafts()


def test_closing_at_once_loses_no_key(room: AppFixture) -> None:
    """The window writes what it has not written yet before it goes."""
    room.window.show()
    room.click("I’ll try this")
    room.click("I did it")
    room.write(form(room).note, "He nod")
    room.restart()
    assert page(room).state is TodayState.AFTER
    assert form(room).note.toPlainText() == "He nod"
    room.click("Save")
    assert room.entries()[0].note == "He nod"
    assert room.stored_drafts() == ""


def test_going_back_keeps_the_words_for_later(room: AppFixture) -> None:
    """The form is left, and its words are there when it is opened again."""
    room.window.show()
    room.click("I’ve done something")
    room.write(form(room).what, "Wav")
    room.click("Back")
    assert page(room).state is TodayState.CHOOSE
    room.restart()
    assert page(room).state is TodayState.CHOOSE
    room.click("I’ve done something")
    assert form(room).what.text() == "Wav"


def test_the_keyboard_stays_on_the_card(room: AppFixture) -> None:
    """After each button pressed by key, the next control of the card has the keyboard."""
    room.window.show()

    def on_card() -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and page(room).card.isAncestorOf(focused)

    for step in (
        "I’ll try this", "Not this time", "Back", "Not this time", "Let it go", "I’ll try this",
        "I did it", "Back", "I did it", "Save", "Back to today’s card", "Another idea",
        "I’ve done something", "Back",
    ):  # fmt: skip
        room.press(step)
        assert on_card(), step


def test_a_size_chosen_by_key_keeps_the_keyboard_there(room: AppFixture) -> None:
    """A person who tries the sizes with the arrow keys can go on doing so."""
    sizes = choosing(room).sizes
    sizes.segments[0].setFocus(Qt.FocusReason.TabFocusReason)
    room.qtbot.keyClick(sizes.segments[0], Qt.Key.Key_Right)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert choosing(room).sizes.isAncestorOf(focused)


def test_a_new_day_shows_by_itself(room: AppFixture) -> None:
    """The date, the week and the act follow when the clock passes the start of the day."""
    title = act_title(room)
    assert room.sees("Sunday 22 November")
    room.clock.at = SUNDAY + timedelta(hours=17)
    room.window.workspace.notice_new_day()
    assert act_title(room) == title
    room.clock.at = SUNDAY + timedelta(hours=18)
    room.window.workspace.notice_new_day()
    assert room.sees("Monday 23 November")
    assert act_title(room) != title


def test_a_form_in_use_keeps_its_words_through_the_night(room: AppFixture) -> None:
    """A new day does not take a half-written form off the screen, nor move its day."""
    room.window.show()
    room.click("I’ve done something")
    room.write(form(room).what, "Waved")
    room.clock.at = SUNDAY + timedelta(days=1)
    room.window.workspace.notice_new_day()
    assert form(room).what.text() == "Waved"
    room.click("Save")
    assert room.entries()[0].date == TODAY


def test_a_full_disk_is_told_in_the_form(room: AppFixture) -> None:
    """The sentence stands in the form, and the words are still there to be saved again."""
    database = room.journal._store.database
    room.window.show()
    room.click("Just write")
    # SQLite's own limit on a file's growth; past it, it says what it says on a full disk.
    pages = database.execute("PRAGMA page_count")[0][0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    form(room).note.setPlainText("words " * 16_000)
    room.click("Save")
    assert room.sees("The disk is full")
    assert room.entries() == []
    database.execute("PRAGMA max_page_count = 1073741823")
    room.click("Save")
    assert len(room.entries()[0].note) == 6 * 16_000


def test_a_draft_of_words_never_changes_the_waiting_act(room: AppFixture) -> None:
    """Writing something else while an act waits leaves the act waiting."""
    room.window.show()
    room.click("I’ll try this")
    waiting = room.journal.card.pending()
    room.click("Just write")
    room.write(form(room).note, "Tea.")
    room.click("Save")
    room.click("Back to today’s card")
    assert page(room).state is TodayState.WAITING
    assert room.journal.card.pending() == waiting
    assert room.journal.draft("note") is None
