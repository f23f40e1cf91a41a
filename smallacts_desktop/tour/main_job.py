"""The main job on a journal that starts empty: from first launch to what is kept."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.tour.app_fixture import AppFixture, Step
from smallacts_desktop.ui.entry_form.form import FormCard
from smallacts_desktop.ui.entry_form.mood_slider import MoodSlider
from smallacts_desktop.ui.kit.choice import Chip
from smallacts_desktop.ui.today.act_card import (
    ChooseCard,
    NotThisTimeCard,
    SavedCard,
    WaitingCard,
)

_MOOD_BEFORE, _MOOD_AFTER = 4, 6
NOTE = "The man with the spaniel nodded back, and the dog looked pleased too."
_WORDS = "A quiet day. I sat by the window with some tea."
# Its place among the answers to when it was.
_YESTERDAY = 1
_LOGGED = "Said thank you to the bus driver"


def first_launch(app: AppFixture) -> None:
    """An empty journal opens on today's act, of the smallest size."""
    card = app.card(ChooseCard)
    app.expect(app.entries_on_disk() == [], "the journal is not empty")
    app.expect(card.sizes.act_size is ActSize.SMALLEST, "the first size is not the smallest")
    app.expect(card.try_button.isEnabled(), "there is no act on the card")


def mood_before_by_keyboard(app: AppFixture) -> None:
    """Tab comes to the mood, and a digit answers it."""
    card = app.card(ChooseCard)
    app.tab_to(card.mood.slider)
    app.press(Qt.Key.Key_4)
    app.expect(card.mood.mood == _MOOD_BEFORE, "the key did not give a mood")


def a_size_up(app: AppFixture) -> None:
    """One click goes to the next size, and the mood stays."""
    _choose_size(app, ActSize.SMALLER)


def and_back(app: AppFixture) -> None:
    """One click goes back; nothing is locked."""
    _choose_size(app, ActSize.SMALLEST)


def another_idea(app: AppFixture) -> None:
    """Another act of the same size, and the mood stays."""
    before = _title_on(app)
    app.click(app.card(ChooseCard).another_button)
    app.expect(_title_on(app) != before, "the card shows the same act")
    app.expect(app.card(ChooseCard).mood.mood == _MOOD_BEFORE, "the mood was lost")


def the_card_waits(app: AppFixture) -> None:
    """“I’ll try this”: the act waits, and is on the disk with the mood before."""
    title = _title_on(app)
    app.click(app.card(ChooseCard).try_button)
    app.card(WaitingCard)
    pending = app.pending_on_disk()
    app.expect(
        pending is not None and (pending.title, pending.mood_before) == (title, _MOOD_BEFORE),
        "the waiting act is not on the disk",
    )


def after_a_restart(app: AppFixture) -> None:
    """Window and journal are closed and opened again the next day: the card still waits."""
    waiting = app.pending_on_disk()
    app.close()
    app.clock.at += timedelta(days=1)
    app.open()
    app.card(WaitingCard)
    app.expect(app.pending_on_disk() == waiting, "the waiting act has changed")


def not_this_time(app: AppFixture) -> None:
    """It may be let go, or kept with a reason."""
    app.click(app.card(WaitingCard).not_button)
    app.card(NotThisTimeCard)


def drop_the_act(app: AppFixture) -> None:
    """Let go: nothing of it is kept."""
    app.click(app.card(NotThisTimeCard).go_button)
    app.card(ChooseCard)
    app.expect(app.pending_on_disk() is None, "the act still waits")
    app.expect(app.entries_on_disk() == [], "it left a trace")


def i_did_it(app: AppFixture) -> None:
    """Another act is tried and done; the answers are given by mouse, the note is typed."""
    _click_mood(app, app.card(ChooseCard).mood.slider, _MOOD_BEFORE)
    app.click(app.card(ChooseCard).try_button)
    app.click(app.card(WaitingCard).done_button)
    form = app.card(FormCard).form
    app.expect(form.mood_after.slider.previous == _MOOD_BEFORE, "the mood before is not shown")
    _click_mood(app, form.mood_after.slider, _MOOD_AFTER)
    app.click(form.response.chips[list(Response).index(Response.A_LITTLE)])
    app.click(form.expectation.chips[list(Expectation).index(Expectation.EASIER)])
    app.click(form.note)
    app.write(NOTE)
    answers = form.answers()
    app.expect(
        (answers.mood_after, answers.response, answers.expectation, answers.note)
        == (_MOOD_AFTER, Response.A_LITTLE, Expectation.EASIER, NOTE),
        "the form does not hold the answers given",
    )


def half_written_words_are_kept(app: AppFixture) -> None:
    """Closed before saving and opened again: the form is as it was left."""
    answers = app.card(FormCard).form.answers()
    app.restart()
    app.expect(app.card(FormCard).form.answers() == answers, "the answers were lost")
    app.expect(app.entries_on_disk() == [], "it was saved without being asked to")


def saved(app: AppFixture) -> None:
    """Save: on the disk, off the card, and in the week."""
    app.click(app.card(FormCard).save_button)
    app.card(SavedCard)
    entry = _only_new_entry(app, lambda entry: entry.is_done_act)
    app.expect(
        (entry.mood_before, entry.mood_before_recorded, entry.mood_after, entry.note)
        == (_MOOD_BEFORE, MoodRecorded.BEFORE, _MOOD_AFTER, NOTE),
        "the entry on the disk is not what was written",
    )
    app.expect(app.pending_on_disk() is None, "the act still waits")


def kept_with_a_reason(app: AppFixture) -> None:
    """“Not this time”, kept with one tap on a reason, is one entry and no loss."""
    app.click(app.card(SavedCard).go_button)
    app.click(app.card(ChooseCard).try_button)
    app.click(app.card(WaitingCard).not_button)
    app.click(app.card(NotThisTimeCard).reasons[Barrier.TIRED])
    app.card(SavedCard)
    entry = _only_new_entry(app, lambda entry: entry.outcome is Outcome.NOT_THIS_TIME)
    app.expect(entry.barrier is Barrier.TIRED, "the reason is not on the disk")


def just_write(app: AppFixture) -> None:
    """Words without an act, with a mood."""
    app.click(app.card(SavedCard).go_button)
    app.click(app.window.workspace.pages.today.write_button)
    form = app.card(FormCard).form
    app.expect(form.note.hasFocus(), "the keyboard is not in the note")
    app.write(_WORDS)
    _click_mood(app, form.mood_after.slider, 5)
    app.expect(form.answers().note == _WORDS, "the words are not in the form")


def something_from_yesterday(app: AppFixture) -> None:
    """The note is saved by Ctrl+Enter; then an act is added for yesterday."""
    app.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    note = _only_new_entry(app, lambda entry: entry.kind is EntryKind.NOTE)
    app.expect((note.note, note.mood_after) == (_WORDS, 5), "the note is not on the disk")
    app.click(app.card(SavedCard).go_button)
    app.click(app.card(ChooseCard).log_button)
    form = app.card(FormCard).form
    app.write(_LOGGED)
    app.close_popup()
    app.click(app.find(Chip, form.when)[_YESTERDAY])
    _click_mood(app, form.mood_before.slider, 3)
    _click_mood(app, form.mood_after.slider, 5)
    yesterday = app.clock.at.date() - timedelta(days=1)
    app.expect(form.answers().date == yesterday, "the form does not say yesterday")


def yesterday_saved(app: AppFixture) -> None:
    """Saved, with its mood before marked as remembered."""
    app.click(app.card(FormCard).save_button)
    app.card(SavedCard)
    yesterday = app.clock.at.date() - timedelta(days=1)
    entry = _only_new_entry(app, lambda entry: entry.date == yesterday)
    app.expect(
        (entry.act, entry.mood_before_recorded) == (_LOGGED, MoodRecorded.AFTERWARDS),
        "the act of yesterday is not on the disk",
    )


def _choose_size(app: AppFixture, size: ActSize) -> None:
    segments = app.card(ChooseCard).sizes.segments
    app.click(segments[list(ActSize).index(size)])
    card = app.card(ChooseCard)
    app.expect(card.sizes.act_size is size, "the size did not change")
    app.expect(card.mood.mood == _MOOD_BEFORE, "the mood was lost")


def _title_on(app: AppFixture) -> str:
    return app.find(QLabel, app.card(ChooseCard).view, "cardTitle")[0].text()


def _click_mood(app: AppFixture, slider: MoodSlider, mood: int) -> None:
    app.click(slider, QPoint(round(slider.handle_x(mood)), slider.height() // 2))
    app.expect(slider.mood == mood, "the click did not give a mood")


def _only_new_entry(app: AppFixture, wanted: Callable[[Entry], bool]) -> Entry:
    found = [entry for entry in app.entries_on_disk() if wanted(entry)]
    app.expect(len(found) == 1, f"{len(found)} such entries are on the disk, not one")
    return found[0]


MAIN_JOB: tuple[Step, ...] = (
    first_launch,
    mood_before_by_keyboard,
    a_size_up,
    and_back,
    another_idea,
    the_card_waits,
    after_a_restart,
    not_this_time,
    drop_the_act,
    i_did_it,
    half_written_words_are_kept,
    saved,
    kept_with_a_reason,
    just_write,
    something_from_yesterday,
    yesterday_saved,
)
