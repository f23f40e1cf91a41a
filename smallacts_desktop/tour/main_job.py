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
from smallacts_desktop.tour.stage import AppFixture, Step
from smallacts_desktop.ui.entry_form.form_card import FormCard
from smallacts_desktop.ui.entry_form.mood_slider import MoodSlider
from smallacts_desktop.ui.kit.choice_chips import Chip
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


def first_launch(stage: AppFixture) -> None:
    """An empty journal opens on today's act, of the smallest size."""
    card = stage.card(ChooseCard)
    stage.expect(stage.entries_on_disk() == [], "the journal is not empty")
    stage.expect(card.sizes.act_size is ActSize.SMALLEST, "the first size is not the smallest")
    stage.expect(card.try_button.isEnabled(), "there is no act on the card")


def mood_before_by_keyboard(stage: AppFixture) -> None:
    """Tab comes to the mood, and a digit answers it."""
    card = stage.card(ChooseCard)
    stage.tab_to(card.mood.slider)
    stage.press(Qt.Key.Key_4)
    stage.expect(card.mood.mood == _MOOD_BEFORE, "the key did not give a mood")


def a_size_up(stage: AppFixture) -> None:
    """One click goes to the next size, and the mood stays."""
    _choose_size(stage, ActSize.SMALLER)


def and_back(stage: AppFixture) -> None:
    """One click goes back; nothing is locked."""
    _choose_size(stage, ActSize.SMALLEST)


def another_idea(stage: AppFixture) -> None:
    """Another act of the same size, and the mood stays."""
    before = _title_on(stage)
    stage.click(stage.card(ChooseCard).another_button)
    stage.expect(_title_on(stage) != before, "the card shows the same act")
    stage.expect(stage.card(ChooseCard).mood.mood == _MOOD_BEFORE, "the mood was lost")


def the_card_waits(stage: AppFixture) -> None:
    """“I’ll try this”: the act waits, and is on the disk with the mood before."""
    title = _title_on(stage)
    stage.click(stage.card(ChooseCard).try_button)
    stage.card(WaitingCard)
    pending = stage.pending_on_disk()
    stage.expect(
        pending is not None and (pending.title, pending.mood_before) == (title, _MOOD_BEFORE),
        "the waiting act is not on the disk",
    )


def after_a_restart(stage: AppFixture) -> None:
    """Window and journal are closed and opened again the next day: the card still waits."""
    waiting = stage.pending_on_disk()
    stage.close()
    stage.clock.at += timedelta(days=1)
    stage.open()
    stage.card(WaitingCard)
    stage.expect(stage.pending_on_disk() == waiting, "the waiting act has changed")


def not_this_time(stage: AppFixture) -> None:
    """It may be let go, or kept with a reason."""
    stage.click(stage.card(WaitingCard).not_button)
    stage.card(NotThisTimeCard)


def let_go(stage: AppFixture) -> None:
    """Let go: nothing of it is kept."""
    stage.click(stage.card(NotThisTimeCard).go_button)
    stage.card(ChooseCard)
    stage.expect(stage.pending_on_disk() is None, "the act still waits")
    stage.expect(stage.entries_on_disk() == [], "it left a trace")


def i_did_it(stage: AppFixture) -> None:
    """Another act is tried and done; the answers are given by mouse, the note is typed."""
    _click_mood(stage, stage.card(ChooseCard).mood.slider, _MOOD_BEFORE)
    stage.click(stage.card(ChooseCard).try_button)
    stage.click(stage.card(WaitingCard).done_button)
    form = stage.card(FormCard).form
    stage.expect(form.mood_after.slider.ghost == _MOOD_BEFORE, "the mood before is not shown")
    _click_mood(stage, form.mood_after.slider, _MOOD_AFTER)
    stage.click(form.response.chips[list(Response).index(Response.A_LITTLE)])
    stage.click(form.expectation.chips[list(Expectation).index(Expectation.EASIER)])
    stage.click(form.note)
    stage.write(NOTE)
    answers = form.answers()
    stage.expect(
        (answers.mood_after, answers.response, answers.expectation, answers.note)
        == (_MOOD_AFTER, Response.A_LITTLE, Expectation.EASIER, NOTE),
        "the form does not hold the answers given",
    )


def half_written_words_are_kept(stage: AppFixture) -> None:
    """Closed before saving and opened again: the form is as it was left."""
    answers = stage.card(FormCard).form.answers()
    stage.restart()
    stage.expect(stage.card(FormCard).form.answers() == answers, "the answers were lost")
    stage.expect(stage.entries_on_disk() == [], "it was saved without being asked to")


def saved(stage: AppFixture) -> None:
    """Save: on the disk, off the card, and in the week."""
    stage.click(stage.card(FormCard).save_button)
    stage.card(SavedCard)
    entry = _only_new_entry(stage, lambda entry: entry.is_done_act)
    stage.expect(
        (entry.mood_before, entry.mood_before_recorded, entry.mood_after, entry.note)
        == (_MOOD_BEFORE, MoodRecorded.BEFORE, _MOOD_AFTER, NOTE),
        "the entry on the disk is not what was written",
    )
    stage.expect(stage.pending_on_disk() is None, "the act still waits")


def kept_with_a_reason(stage: AppFixture) -> None:
    """“Not this time”, kept with one tap on a reason, is one entry and no loss."""
    stage.click(stage.card(SavedCard).go_button)
    stage.click(stage.card(ChooseCard).try_button)
    stage.click(stage.card(WaitingCard).not_button)
    stage.click(stage.card(NotThisTimeCard).reasons[Barrier.TIRED])
    stage.card(SavedCard)
    entry = _only_new_entry(stage, lambda entry: entry.outcome is Outcome.NOT_THIS_TIME)
    stage.expect(entry.barrier is Barrier.TIRED, "the reason is not on the disk")


def just_write(stage: AppFixture) -> None:
    """Words without an act, with a mood."""
    stage.click(stage.card(SavedCard).go_button)
    stage.click(stage.window.workspace.pages.today.write_button)
    form = stage.card(FormCard).form
    stage.expect(form.note.hasFocus(), "the keyboard is not in the note")
    stage.write(_WORDS)
    _click_mood(stage, form.mood_after.slider, 5)
    stage.expect(form.answers().note == _WORDS, "the words are not in the form")


def something_from_yesterday(stage: AppFixture) -> None:
    """The note is saved by Ctrl+Enter; then an act is added for yesterday."""
    stage.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    note = _only_new_entry(stage, lambda entry: entry.kind is EntryKind.NOTE)
    stage.expect((note.note, note.mood_after) == (_WORDS, 5), "the note is not on the disk")
    stage.click(stage.card(SavedCard).go_button)
    stage.click(stage.card(ChooseCard).log_button)
    form = stage.card(FormCard).form
    stage.write(_LOGGED)
    stage.close_popup()
    stage.click(stage.find(Chip, form.when)[_YESTERDAY])
    _click_mood(stage, form.mood_before.slider, 3)
    _click_mood(stage, form.mood_after.slider, 5)
    yesterday = stage.clock.at.date() - timedelta(days=1)
    stage.expect(form.answers().date == yesterday, "the form does not say yesterday")


def yesterday_saved(stage: AppFixture) -> None:
    """Saved, with its mood before marked as remembered."""
    stage.click(stage.card(FormCard).save_button)
    stage.card(SavedCard)
    yesterday = stage.clock.at.date() - timedelta(days=1)
    entry = _only_new_entry(stage, lambda entry: entry.date == yesterday)
    stage.expect(
        (entry.act, entry.mood_before_recorded) == (_LOGGED, MoodRecorded.AFTERWARDS),
        "the act of yesterday is not on the disk",
    )


def _choose_size(stage: AppFixture, size: ActSize) -> None:
    segments = stage.card(ChooseCard).sizes.segments
    stage.click(segments[list(ActSize).index(size)])
    card = stage.card(ChooseCard)
    stage.expect(card.sizes.act_size is size, "the size did not change")
    stage.expect(card.mood.mood == _MOOD_BEFORE, "the mood was lost")


def _title_on(stage: AppFixture) -> str:
    return stage.find(QLabel, stage.card(ChooseCard).view, "cardTitle")[0].text()


def _click_mood(stage: AppFixture, slider: MoodSlider, mood: int) -> None:
    stage.click(slider, QPoint(round(slider.handle_x(mood)), slider.height() // 2))
    stage.expect(slider.mood == mood, "the click did not give a mood")


def _only_new_entry(stage: AppFixture, wanted: Callable[[Entry], bool]) -> Entry:
    found = [entry for entry in stage.entries_on_disk() if wanted(entry)]
    stage.expect(len(found) == 1, f"{len(found)} such entries are on the disk, not one")
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
    let_go,
    i_did_it,
    half_written_words_are_kept,
    saved,
    kept_with_a_reason,
    just_write,
    something_from_yesterday,
    yesterday_saved,
)
