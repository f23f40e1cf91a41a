"""The one form for an entry: what it asks, and what it gives back."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
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
from smallacts_desktop.domain.face_drawings import drawing_from
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


def with_faces(theme: Theme, screen: Screen, kind: FormKind = FormKind.AFTER) -> EntryForm:
    """A form that knows two faces."""
    faces = {name: drawing_from(name) for name in ("Spaniel man", "Ann")}
    form = EntryForm(theme, kind, TODAY, Suggestions([], list(faces), faces))
    screen.show(form, 640, 900)
    return form


def test_a_face_is_picked_in_one_tap(theme: Theme, screen: Screen, qtbot: QtBot) -> None:
    """Its nickname is the answer; another tap takes it back."""
    form = with_faces(theme, screen)
    spaniel_man, ann = form.faces.chips
    qtbot.mouseClick(spaniel_man, Qt.MouseButton.LeftButton)
    assert form.answers().person == "Spaniel man"
    qtbot.mouseClick(ann, Qt.MouseButton.LeftButton)
    assert form.answers().person == "Ann"
    qtbot.mouseClick(ann, Qt.MouseButton.LeftButton)
    assert form.answers().person == ""


def test_what_is_typed_and_the_faces_say_the_same(
    theme: Theme, screen: Screen, qtbot: QtBot
) -> None:
    """However it is spelled; and no letter that is typed is changed or lost."""
    form = with_faces(theme, screen)
    form.more.set_open(True)
    for typed, face in (("a", None), ("nN", "Ann"), ("ette", None)):
        qtbot.keyClicks(form.person, typed)
        assert form.faces.value == face
    assert form.person.text() == "anNette"
    form.set_answers(EntryDraft(act="Waved", person="spaniel MAN"))
    assert form.faces.value == "Spaniel man"
    assert form.answers().person == "spaniel MAN"


@pytest.mark.parametrize("kind", list(FormKind))
def test_faces_are_asked_for_where_there_are_any(
    theme: Theme, screen: Screen, kind: FormKind
) -> None:
    """Not for words without an act, and not of somebody who has named nobody."""
    assert with_faces(theme, screen, kind).faces.isVisible() != kind.is_note
    assert not made(theme, screen, kind).faces.isVisible()


def test_the_faces_are_named_and_drawn_in_either_direction(
    theme: Theme, screen: Screen, qtbot: QtBot
) -> None:
    """Each chip is called by its nickname, and is high enough for its face with large text."""
    form = with_faces(theme, screen)
    assert [chip.text() for chip in form.faces.chips] == ["Spaniel man", "Ann"]
    chip = form.faces.chips[1]
    assert chip.accessibleName() in ("", "Ann")
    chip.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    left = chip.grab().toImage()
    chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert chip.grab().toImage() != left
    theme.set_scale(2.0)
    # A layout is made anew by an event that is on its way.
    qtbot.waitUntil(lambda: chip.height() >= theme.px(32))


def test_no_response_is_asked_about_an_act_that_nobody_need_notice(
    theme: Theme, screen: Screen
) -> None:
    """Known by its id or by its title, as typed; an answer given before stays in sight."""
    alone = frozenset({"hold-a-gift", "Hold a gift"})
    for kind in (FormKind.AFTER, FormKind.LOG, FormKind.EDIT_ACT):
        form = EntryForm(theme, kind, TODAY, Suggestions(alone=alone))
        screen.show(form, 640, 900)
        form.set_answers(EntryDraft(act="Hold a gift", act_id="hold-a-gift"))
        assert not form.response.isVisible()
        assert form.expectation.isVisible()
        form.set_answers(
            EntryDraft(act="Hold a gift", act_id="hold-a-gift", response=Response.WARM)
        )
        assert form.response.isVisible()
    log = EntryForm(theme, FormKind.LOG, TODAY, Suggestions(alone=alone))
    screen.show(log, 640, 900)
    assert log.response.isVisible()
    log.what.setText(" Hold  a gift ")
    assert not log.response.isVisible()
    log.what.setText("Wave")
    assert log.response.isVisible()
