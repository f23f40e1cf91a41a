"""The one form for an entry: what it asks, and what it gives back."""

from datetime import date, time

import pytest
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import (
    Barrier,
    EntryDraft,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.domain.errors import NotATimeError
from smallacts_desktop.ui.entry_form.form import EntryForm
from smallacts_desktop.ui.entry_form.questions import FormKind, Suggestions
from smallacts_desktop.ui.kit.theme import Theme
from tests.conftest import Screen

TODAY = date(2026, 11, 22)
DONE = EntryDraft(
    act="Smiled at the man with the spaniel",
    act_id="smile-at-a-dog-walker",
    size=ActSize.SMALLEST,
    date=date(2026, 11, 3),
    time=time(9, 5),
    place="park",
    person="spaniel man",
    outcome=Outcome.DONE,
    mood_before=0,
    mood_before_recorded=MoodRecorded.BEFORE,
    mood_after=10,
    response=Response.WARM,
    expectation=Expectation.MUCH_EASIER,
    note="One line.\n\n  Another, with a tail. ",
    private=True,
)
NOT_DONE = EntryDraft(
    act="Smiled",
    size=ActSize.SMALL,
    date=TODAY,
    time=time(0, 0),
    outcome=Outcome.NOT_THIS_TIME,
    barrier=Barrier.FORGOT,
)
WORDS = EntryDraft(
    kind=EntryKind.NOTE, date=TODAY, note="Rain.", mood_after=5, place="the allotment"
)


def made(theme: Theme, screen: Screen, kind: FormKind) -> EntryForm:
    """A form on the screen."""
    form = EntryForm(theme, kind, TODAY, Suggestions(["Wave to a neighbour"], ["Maria"]))
    screen.show(form, 640, 900)
    return form


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        (FormKind.EDIT_ACT, DONE),
        (FormKind.EDIT_ACT, NOT_DONE),
        (FormKind.EDIT_NOTE, WORDS),
        (FormKind.LOG, DONE),
        (FormKind.NOTE, WORDS),
    ],
)
def test_what_is_put_in_comes_out(
    theme: Theme, screen: Screen, kind: FormKind, answers: EntryDraft
) -> None:
    """Every answer, those the form does not ask among them, and nobody is told of a change."""
    form = made(theme, screen, kind)
    told: list[bool] = []
    form.changed.connect(lambda: told.append(True))
    form.set_answers(answers)
    assert form.answers() == answers
    assert form.answers_so_far() == answers
    assert told == []


def test_a_form_left_alone_answers_nothing(theme: Theme, screen: Screen) -> None:
    """Skipped questions are blank, moods are not five."""
    answers = made(theme, screen, FormKind.LOG).answers()
    moods = (answers.mood_before, answers.mood_after, answers.response, answers.expectation)
    assert moods == (None, None, None, None)
    assert (answers.act, answers.size, answers.note, answers.place) == ("", None, "", "")
    assert (answers.outcome, answers.date, answers.time) == (Outcome.DONE, TODAY, None)


@pytest.mark.parametrize("kind", list(FormKind))
def test_a_form_asks_only_what_it_is_for(theme: Theme, screen: Screen, kind: FormKind) -> None:
    """A note is not asked about an act, nor a waiting act what it was."""
    form = made(theme, screen, kind)
    asks_what = kind in (FormKind.LOG, FormKind.EDIT_ACT)
    assert form.what.isVisible() == asks_what
    assert form.mood_before.isVisible() == asks_what
    assert form.response.isVisible() != kind.is_note
    assert form.outcome.isVisible() == (kind is FormKind.EDIT_ACT)
    assert form.when.isVisible() == (kind is not FormKind.AFTER)
    assert form.note.isVisible()
    assert form.mood_after.isVisible()


def test_every_answer_and_key_is_told(theme: Theme, screen: Screen, qtbot: QtBot) -> None:
    """Anyone who keeps the draft hears of each."""
    form = made(theme, screen, FormKind.EDIT_ACT)
    form.set_answers(DONE)
    for act in (
        lambda: qtbot.keyClicks(form.what, "x"),
        lambda: qtbot.keyClicks(form.note, "x"),
        lambda: form.person.setText("Maria"),
        lambda: form.own_place.setText("the quay"),
        form.private.click,
        lambda: form.mood_after.set_mood(3),
        lambda: form.mood_before.set_mood(3),
        form.size_chips.chips[1].click,
        form.response.chips[1].click,
        form.outcome.chips[1].click,
        form.barrier.chips[1].click,
        lambda: form.when.findChildren(type(form.what))[-1].textEdited.emit("9"),
    ):
        with qtbot.waitSignal(form.changed, timeout=500):
            act()


def test_a_place_is_a_chip_or_an_own_word(theme: Theme, screen: Screen) -> None:
    """One takes the place of the other."""
    form = made(theme, screen, FormKind.LOG)
    form.more.set_open(True)
    form.place.chips[2].click()
    code = form.answers().place
    assert code in ("street", "neighbours", "park")
    form.own_place.setText("the quay")
    assert (form.answers().place, form.place.value) == ("the quay", None)
    form.place.chips[2].click()
    assert (form.answers().place, form.own_place.text()) == (code, "")


def test_a_reason_is_asked_only_when_it_did_not_happen(theme: Theme, screen: Screen) -> None:
    """And how people responded only when it did."""
    form = made(theme, screen, FormKind.EDIT_ACT)
    form.set_answers(DONE)
    assert not form.barrier.isVisible()
    form.outcome.chips[1].click()
    assert form.barrier.isVisible()
    assert not form.response.isVisible()
    form.barrier.chips[0].click()
    form.outcome.chips[0].click()
    answers = form.answers()
    assert (answers.outcome, answers.barrier) == (Outcome.DONE, None)


def test_a_time_that_cannot_be_read_is_no_answer(theme: Theme, screen: Screen) -> None:
    """Saving is told so; a draft simply has no time yet."""
    form = made(theme, screen, FormKind.LOG)
    clock = form.when.findChildren(type(form.what))[-1]
    clock.setText("25:00")
    with pytest.raises(NotATimeError):
        form.answers()
    assert form.answers_so_far().time is None
    clock.setText("3 pm")
    assert form.answers().time == time(15)


def test_the_mood_before_stands_as_a_mark_behind_the_one_after(
    theme: Theme, screen: Screen
) -> None:
    """It follows while the person remembers, and goes when the answer is taken back."""
    form = made(theme, screen, FormKind.LOG)
    form.mood_before.set_mood(3)
    assert form.mood_after.slider.previous == 3
    form.mood_before.clear_mood()
    assert form.mood_after.slider.previous is None


@pytest.mark.parametrize("kind", list(FormKind))
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_wider_than_a_narrow_window(
    theme: Theme, screen: Screen, kind: FormKind, scale: float
) -> None:
    """Every question wraps into the smallest window, at twice the text size too."""
    theme.set_scale(scale)
    form = made(theme, screen, kind)
    form.more.set_open(True)
    assert form.minimumSizeHint().width() <= 560
