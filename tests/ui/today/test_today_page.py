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
from smallacts_desktop.ui.entry_form.form import EntryForm, FormCard
from smallacts_desktop.ui.kit.date_field import DateField
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.today.act_card import ChooseCard, TodayState
from smallacts_desktop.ui.today.page import TodayPage
from tests.ui.app_fixture import SUNDAY, TODAY, AppFixture, day


def page(app: AppFixture) -> TodayPage:
    """The page under test."""
    return app.window.workspace.pages.today


def choosing(app: AppFixture) -> ChooseCard:
    """The card while an act is being chosen."""
    card = page(app).card
    assert isinstance(card, ChooseCard)
    return card


def form(app: AppFixture) -> EntryForm:
    """The form on the card."""
    card = page(app).card
    assert isinstance(card, FormCard)
    return card.form


def act_title(app: AppFixture) -> str:
    """The title of today's act, checked to be on the screen."""
    act = app.journal.card.act()
    assert act is not None
    assert app.sees(act.title)
    return act.title


def test_the_main_job_from_the_first_look_to_the_heatmap(app: AppFixture) -> None:
    """Choose, feel, try, come back, feel, say, save: the act is on the week and the calendar."""
    # One with somebody, who can respond.
    with_someone = app.journal.catalogue.find("smile-familiar-face")
    assert with_someone is not None
    app.journal.card.offer(with_someone)
    title = act_title(app)
    app.qtbot.keyClick(choosing(app).mood.slider, Qt.Key.Key_4)
    app.click("I’ll try this")
    assert page(app).state is TodayState.WAITING
    assert app.sees(title)
    app.click("I did it")
    after = form(app)
    assert after.mood_after.slider.previous == 4
    app.qtbot.keyClick(after.mood_after.slider, Qt.Key.Key_6)
    app.click("Warmly")
    app.click("Easier")
    app.write(after.note, "He nodded back.")
    app.click("Save")
    assert page(app).state is TodayState.SAVED
    assert app.sees("That counts")
    (entry,) = app.entries()
    assert (entry.act, entry.outcome, entry.date) == (title, Outcome.DONE, TODAY)
    assert (entry.mood_before, entry.mood_before_recorded) == (4, MoodRecorded.BEFORE)
    assert (entry.mood_after, entry.note) == (6, "He nodded back.")
    assert (entry.response, entry.expectation) == (Response.WARM, Expectation.EASIER)
    assert app.sees("1 act on 1 day", page(app).week)
    heat = app.window.workspace.pages.calendar.heatmap.model()
    app.click("Calendar")
    assert heat.data(heat.index_of(TODAY), Qt.ItemDataRole.AccessibleTextRole).endswith("1 act.")  # type: ignore[attr-defined]


def test_a_skipped_mood_stays_blank(app: AppFixture) -> None:
    """An answer can be taken back, and nothing takes its place."""
    mood = choosing(app).mood
    app.qtbot.keyClick(mood.slider, Qt.Key.Key_7)
    assert mood.mood == 7
    app.qtbot.mouseClick(mood.skip, Qt.MouseButton.LeftButton)
    assert mood.mood is None
    app.click("I’ll try this")
    pending = app.journal.card.pending()
    assert pending is not None
    assert pending.mood_before is None


def test_every_question_can_be_skipped(app: AppFixture) -> None:
    """Three clicks keep an act, and every unanswered question stays blank."""
    app.window.show()
    app.click("I’ll try this")
    app.click("I did it")
    app.click("Save")
    (entry,) = app.entries()
    answers = (entry.mood_before, entry.mood_after, entry.response, entry.expectation)
    assert answers == (None, None, None, None)
    assert (entry.note, entry.person, entry.private) == ("", "", False)


def test_the_card_waits_across_days_and_restarts(app: AppFixture) -> None:
    """Five days later a new window shows the same act, and asks on which day it was."""
    title = act_title(app)
    app.click("I’ll try this")
    app.clock.at = SUNDAY + timedelta(days=5)
    app.restart()
    assert page(app).state is TodayState.WAITING
    assert app.sees(title)
    app.click("I did it")
    app.click("Yesterday")
    app.click("Save")
    assert app.entries()[0].date == TODAY + timedelta(days=4)


def test_letting_go_leaves_no_trace(app: AppFixture) -> None:
    """Two clicks, and another act is there: this one is not offered again today."""
    title = act_title(app)
    app.click("I’ll try this")
    app.click("Not this time")
    app.click("Let it go")
    assert page(app).state is TodayState.CHOOSE
    assert app.entries() == []
    assert act_title(app) != title


def test_a_reason_is_kept_with_one_tap_and_is_no_loss(app: AppFixture) -> None:
    """The week stays as it was: it counts nothing that did not happen."""
    app.window.show()
    app.click("I’ll try this")
    app.click("Not this time")
    app.click("Back")
    assert page(app).state is TodayState.WAITING
    app.click("Not this time")
    app.click("Anxious")
    (entry,) = app.entries()
    assert (entry.outcome, entry.barrier) == (Outcome.NOT_THIS_TIME, Barrier.ANXIOUS)
    assert app.sees("A quiet week", page(app).week)
    app.click("Back to today’s card")
    assert page(app).state is TodayState.CHOOSE


def test_another_idea_and_another_size_keep_the_mood(app: AppFixture) -> None:
    """Looking around takes no answer back."""
    title = act_title(app)
    app.qtbot.keyClick(choosing(app).mood.slider, Qt.Key.Key_3)
    app.click("Another idea")
    assert act_title(app) != title
    assert choosing(app).mood.mood == 3
    app.click("Small: A chat")
    act_title(app)
    assert app.journal.card.size is ActSize.SMALL
    assert choosing(app).mood.mood == 3


def test_a_next_step_is_offered_and_can_wait(app: AppFixture) -> None:
    """The rule is told in plain words; after "Not yet" the card is as before, size included."""
    app.practise()
    app.window.show()
    assert app.sees("A next step, if you like: a hello")
    assert app.sees("10 different days")
    app.click("Not yet")
    assert not app.sees("A next step")
    assert app.journal.card.size is ActSize.SMALLEST
    app.restart()
    assert not app.sees("A next step")


def test_a_next_step_can_be_taken(app: AppFixture) -> None:
    """The card shows an act of the new size at once."""
    app.practise()
    app.window.show()
    app.click("Show me a hello")
    assert app.journal.card.size is ActSize.SMALLER
    act_title(app)
    assert not app.sees("A next step")


def test_an_act_on_an_earlier_day_remembers_its_mood(app: AppFixture) -> None:
    """The mood before is marked as given afterwards; the day has no zone."""
    app.window.show()
    app.click("I’ve done something")
    log = form(app)
    app.write(log.what, "Waved to a bus driver")
    app.click("A hello")
    app.click("Yesterday")
    app.qtbot.keyClick(log.mood_before.slider, Qt.Key.Key_2)
    app.qtbot.keyClick(log.mood_after.slider, Qt.Key.Key_5)
    app.click("Save")
    (entry,) = app.entries()
    assert (entry.act, entry.date, entry.size) == ("Waved to a bus driver", day(1), ActSize.SMALLER)
    assert (entry.mood_before, entry.mood_before_recorded) == (2, MoodRecorded.AFTERWARDS)
    assert (entry.mood_after, entry.utc_offset) == (5, None)


def test_a_missing_title_is_told_in_the_form(app: AppFixture) -> None:
    """One sentence, nothing stored, nothing lost; the next key takes the sentence away."""
    app.window.show()
    app.click("I’ve done something")
    log = form(app)
    app.write(log.note, "It went well.")
    app.click("Save")
    assert app.sees("Say in a few words what you did.")
    assert (app.entries(), log.note.toPlainText()) == ([], "It went well.")
    app.write(log.what, "W")
    assert not app.sees("Say in a few words what you did.")


def test_a_time_that_is_none_is_told_in_the_form(app: AppFixture) -> None:
    """What can be read as a time is taken; what cannot is not guessed at."""
    app.window.show()
    app.click("I’ve done something")
    log = form(app)
    app.write(log.what, "Waved")
    clock = log.when.findChildren(QLineEdit)[-1]
    app.write(clock, "tea time")
    app.click("Save")
    assert app.sees("Write a time such as 15:05, or leave it blank.")
    assert app.entries() == []
    clock.clear()
    app.write(clock, "9.40")
    app.click("Save")
    assert app.entries()[0].time == time(9, 40)


def test_no_day_to_come_can_be_chosen(app: AppFixture) -> None:
    """The field for another day ends today."""
    app.window.show()
    app.click("I’ve done something")
    app.click("Another day")
    (field,) = form(app).findChildren(DateField)
    field.setDate(QDate(2027, 1, 1))
    assert field.date() == QDate(TODAY.year, TODAY.month, TODAY.day)


def test_a_day_that_cannot_be_read_is_not_saved_as_another(app: AppFixture) -> None:
    """Told at the field, with one sentence; put right, the entry is of that day."""
    app.window.show()
    app.click("I’ve done something")
    app.write(form(app).what, "Waved")
    app.click("Another day")
    (field,) = form(app).findChildren(DateField)
    control = Qt.KeyboardModifier.ControlModifier
    for text, expected in (("31 Foo", 0), ("20 nov", 1)):
        field.setFocus(Qt.FocusReason.TabFocusReason)
        field.selectAll()
        app.write(field, text)
        app.qtbot.keyClick(field, Qt.Key.Key_Return, control)
        assert len(app.entries()) == expected
        if not expected:
            labels = form(app).findChildren(ProblemLabel)
            said = [label.text() for label in labels if label.text()]
            assert len(said) == 1
            assert said[0].startswith("That cannot be read as a date.")
            assert app.window.focusWidget() is field
            app.click("Save")
            assert app.entries() == []
    assert app.entries()[0].date == date(2026, 11, 20)


def test_just_words(app: AppFixture) -> None:
    """A note needs no act and no mood, and an empty one is not kept."""
    app.window.show()
    app.click("Just write")
    app.click("Save")
    assert app.sees("Write a few words, or choose a mood, before saving.")
    app.write(form(app).note, "Rain all day.")
    app.qtbot.keyClick(form(app).note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (entry,) = app.entries()
    assert (entry.kind, entry.note, entry.mood_after) == (EntryKind.NOTE, "Rain all day.", None)
    assert app.sees("Your words are saved")


@pytest.mark.parametrize("opener", ["I’ve done something", "Just write"])
def test_words_are_on_the_disk_within_a_second_and_come_back(app: AppFixture, opener: str) -> None:
    """A power cut a moment after the last key finds them, and so does the next window."""
    app.window.show()
    app.click(opener)
    app.write(form(app).note, "half a thou")
    app.qtbot.waitUntil(lambda: "half a thou" in app.stored_drafts(), timeout=1000)
    state = page(app).state
    app.restart()
    assert page(app).state is state
    assert form(app).note.toPlainText() == "half a thou"
    assert app.entries() == []


def test_a_steady_typist_is_written_too(app: AppFixture) -> None:
    """Keys that keep coming do not put off the writing."""
    app.window.show()
    app.click("Just write")
    for _ in range(12):
        app.write(form(app).note, "a")
        app.qtbot.wait(60)
    assert "aaaaa" in app.stored_drafts()


def test_closing_at_once_loses_no_key(app: AppFixture) -> None:
    """The window writes what it has not written yet before it goes."""
    app.window.show()
    app.click("I’ll try this")
    app.click("I did it")
    app.write(form(app).note, "He nod")
    app.restart()
    assert page(app).state is TodayState.AFTER
    assert form(app).note.toPlainText() == "He nod"
    app.click("Save")
    assert app.entries()[0].note == "He nod"
    assert app.stored_drafts() == ""


def test_going_back_keeps_the_words_for_later(app: AppFixture) -> None:
    """The form is left, and its words are there when it is opened again."""
    app.window.show()
    app.click("I’ve done something")
    app.write(form(app).what, "Wav")
    app.close_popup()
    app.click("Back")
    assert page(app).state is TodayState.CHOOSE
    app.restart()
    assert page(app).state is TodayState.CHOOSE
    app.click("I’ve done something")
    assert form(app).what.text() == "Wav"


def test_the_keyboard_stays_on_the_card(app: AppFixture) -> None:
    """After each button pressed by key, the next control of the card has the keyboard."""
    app.window.show()

    def on_card() -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and page(app).card.isAncestorOf(focused)

    for step in (
        "I’ll try this", "Not this time", "Back", "Not this time", "Let it go", "I’ll try this",
        "I did it", "Back", "I did it", "Save", "Back to today’s card", "Another idea",
        "I’ve done something", "Back",
    ):  # fmt: skip
        app.press(step)
        assert on_card(), step


def test_a_size_chosen_by_key_keeps_the_keyboard_there(app: AppFixture) -> None:
    """A person who tries the sizes with the arrow keys can go on doing so."""
    sizes = choosing(app).sizes
    sizes.segments[0].setFocus(Qt.FocusReason.TabFocusReason)
    app.qtbot.keyClick(sizes.segments[0], Qt.Key.Key_Right)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert choosing(app).sizes.isAncestorOf(focused)


def test_a_new_day_shows_by_itself(app: AppFixture) -> None:
    """The date, the week and the act follow when the clock passes the start of the day."""
    title = act_title(app)
    assert app.sees("Sunday 22 November")
    app.clock.at = SUNDAY + timedelta(hours=17)
    app.window.workspace.notice_new_day()
    assert act_title(app) == title
    app.clock.at = SUNDAY + timedelta(hours=18)
    app.window.workspace.notice_new_day()
    assert app.sees("Monday 23 November")
    assert act_title(app) != title


def test_a_form_in_use_keeps_its_words_through_the_night(app: AppFixture) -> None:
    """A new day does not take a half-written form off the screen, nor move its day."""
    app.window.show()
    app.click("I’ve done something")
    app.write(form(app).what, "Waved")
    app.clock.at = SUNDAY + timedelta(days=1)
    app.window.workspace.notice_new_day()
    assert form(app).what.text() == "Waved"
    app.click("Save")
    assert app.entries()[0].date == TODAY


def test_a_full_disk_is_told_in_the_form(app: AppFixture) -> None:
    """The sentence stands in the form, and the words are still there to be saved again."""
    database = app.journal._store.database
    app.window.show()
    app.click("Just write")
    # SQLite's own limit on a file's growth; past it, it says what it says on a full disk.
    pages = database.execute("PRAGMA page_count")[0][0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    form(app).note.setPlainText("words " * 16_000)
    app.click("Save")
    assert app.sees("The disk is full")
    assert app.entries() == []
    database.execute("PRAGMA max_page_count = 1073741823")
    app.click("Save")
    assert len(app.entries()[0].note) == 6 * 16_000


def test_a_draft_of_words_never_changes_the_waiting_act(app: AppFixture) -> None:
    """Writing something else while an act waits leaves the act waiting."""
    app.window.show()
    app.click("I’ll try this")
    waiting = app.journal.card.pending()
    app.click("Just write")
    app.write(form(app).note, "Tea.")
    app.click("Save")
    app.click("Back to today’s card")
    assert page(app).state is TodayState.WAITING
    assert app.journal.card.pending() == waiting
    assert app.journal.draft("note") is None


def test_a_low_mood_is_answered_softly_and_has_help_beside_it(app: AppFixture) -> None:
    """No grin: the words of the data file for it, and one quiet way to Help now."""
    app.window.show()
    app.click("Just write")
    form(app).mood_after.set_mood(1)
    app.click("Save")
    (entry,) = app.entries()
    assert app.sees(app.journal.closing_line(entry))
    asked: list[bool] = []
    app.window.workspace.help_wanted.connect(lambda: asked.append(True))
    app.click("If it is more than that: Help now")
    assert asked == [True]


def test_what_was_saved_can_be_taken_back(app: AppFixture) -> None:
    """By the bar; the card of it goes with it, and the act waits again."""
    app.window.show()
    app.click("I’ll try this")
    app.click("I did it")
    app.click("Save")
    assert page(app).state is TodayState.SAVED
    app.window.workspace.undo()
    assert app.entries() == []
    assert page(app).state is TodayState.WAITING
