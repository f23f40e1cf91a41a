"""A mood is given by the person alone, by mouse or by key, and can always be taken back."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.ui.entry_form.mood_question import MoodQuestion
from smallacts_desktop.ui.entry_form.mood_slider import MoodSlider
from smallacts_desktop.ui.kit.theme import Theme
from tests.conftest import Screen


@pytest.fixture
def slider(theme: Theme, screen: Screen) -> MoodSlider:
    """An unanswered slider with the keyboard."""
    made = MoodSlider(theme)
    screen.show(made, 400, 40)
    screen.focus(made)
    return made


@pytest.fixture
def question(theme: Theme, screen: Screen) -> MoodQuestion:
    """An unanswered question."""
    made = MoodQuestion(theme, "How are you feeling?")
    screen.show(made, 500, 120)
    return made


def _at(slider: MoodSlider, mood: int) -> QPoint:
    return QPoint(round(slider.handle_x(mood)), slider.height() // 2)


def _wheel(widget: QWidget) -> bool:
    event = QWheelEvent(
        QPointF(50, 20), QPointF(50, 20), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def _shows_a_handle(slider: MoodSlider) -> bool:
    primary = QColor(slider._theme.tokens.primary)
    image = slider.grab().toImage()
    return any(
        image.pixelColor(x, y) == primary
        for x in range(image.width())
        for y in range(image.height())
    )


def test_a_mood_nobody_gave_is_never_recorded(slider: MoodSlider, qtbot: QtBot) -> None:
    """Showing, focusing, hovering, tabbing and scrolling over the slider answer nothing."""
    with qtbot.assertNotEmitted(slider.mood_changed):
        qtbot.mouseMove(slider, QPoint(100, 20))
        assert not _wheel(slider)
        for key in (Qt.Key.Key_Shift, Qt.Key.Key_X, Qt.Key.Key_Return, Qt.Key.Key_Space):
            qtbot.keyClick(slider, key)
        qtbot.mouseClick(slider, Qt.MouseButton.RightButton, pos=QPoint(100, 20))
        slider.set_previous(7)
    assert slider.mood is None
    assert not _shows_a_handle(slider)


def test_scrolling_past_an_answer_leaves_it(slider: MoodSlider) -> None:
    """The wheel goes to the page, also when there is an answer."""
    slider.set_mood(6)
    assert not _wheel(slider)
    assert slider.mood == 6


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp]
)
def test_the_first_arrow_puts_the_handle_in_the_middle(
    slider: MoodSlider, qtbot: QtBot, key: Qt.Key
) -> None:
    """From nowhere, an arrow leads to 5, whatever its direction."""
    with qtbot.waitSignal(slider.mood_changed) as told:
        qtbot.keyClick(slider, key)
    assert told.args == [5]
    assert slider.mood == 5
    assert _shows_a_handle(slider)


def test_keys_move_the_answer_and_stop_at_the_ends(slider: MoodSlider, qtbot: QtBot) -> None:
    """Arrows go by one, Home and End to the ends, and nothing goes beyond."""
    seen = []
    keys = Qt.Key
    for key in (keys.Key_Home, keys.Key_Left, keys.Key_Right, keys.Key_Up, keys.Key_End,
                keys.Key_Right, keys.Key_Down):  # fmt: skip
        qtbot.keyClick(slider, key)
        seen.append(slider.mood)
    assert seen == [0, 0, 1, 2, 10, 10, 9]


@pytest.mark.parametrize(("typed", "mood"), [("0", 0), ("7", 7), ("1", 1), ("10", 10), ("20", 0)])
def test_digits_answer(slider: MoodSlider, qtbot: QtBot, typed: str, mood: int) -> None:
    """A digit is its mood, and 1 followed by 0 is ten."""
    qtbot.keyClicks(slider, typed)
    assert slider.mood == mood


def test_a_zero_long_after_a_one_is_a_zero(slider: MoodSlider, qtbot: QtBot) -> None:
    """Ten is typed in one go."""
    with qtbot.waitSignal(slider._after_one.timeout):
        qtbot.keyClicks(slider, "1")
    qtbot.keyClicks(slider, "0")
    assert slider.mood == 0


@pytest.mark.parametrize("mood", [0, 4, 10])
def test_a_click_answers_where_it_lands(slider: MoodSlider, qtbot: QtBot, mood: int) -> None:
    """Each step can be reached by the mouse, the middle one too."""
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=_at(slider, mood))
    assert slider.mood == mood


def test_a_drag_follows_the_mouse(slider: MoodSlider, qtbot: QtBot) -> None:
    """The answer is where the button was let go."""
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=_at(slider, 2))
    assert slider.mood == 2
    qtbot.mouseMove(slider, _at(slider, 8))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=_at(slider, 8))
    assert slider.mood == 8


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_an_answer_can_be_taken_back(slider: MoodSlider, qtbot: QtBot, key: Qt.Key) -> None:
    """After Backspace or Delete the slider is as if never touched."""
    qtbot.keyClicks(slider, "8")
    with qtbot.waitSignal(slider.mood_changed) as told:
        qtbot.keyClick(slider, key)
    assert told.args == [None]
    assert slider.mood is None
    assert not _shows_a_handle(slider)


def test_right_to_left_is_mirrored(slider: MoodSlider, qtbot: QtBot) -> None:
    """The lowest mood is at the right, and the left arrow raises."""
    slider.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert slider.handle_x(0) > slider.handle_x(10)
    slider.set_mood(5)
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert slider.mood == 6
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(2, 20))
    assert slider.mood == 10


def test_a_screen_reader_hears_and_sets_the_answer(slider: MoodSlider) -> None:
    """The description says number and words, and a value set from outside is an answer."""
    slider.setAccessibleName("How are you feeling?")
    spoken = QAccessible.queryAccessibleInterface(slider)
    assert spoken.role() == QAccessible.Role.Slider
    assert spoken.text(QAccessible.Text.Name) == "How are you feeling?"
    assert spoken.text(QAccessible.Text.Description) == "Not answered"
    slider.setValue(4)
    assert slider.mood == 4
    assert spoken.text(QAccessible.Text.Description) == "4, A bit low"


@pytest.mark.parametrize("mood", range(11))
def test_a_screen_reader_can_give_every_mood(slider: MoodSlider, mood: int, qtbot: QtBot) -> None:
    """The accessible value of an unanswered slider is no mood; each mood can be set by it.

    Backspace takes the answer back, and the same mood can be given once more.
    """
    spoken = QAccessible.queryAccessibleInterface(slider)
    value = spoken.valueInterface()
    for _ in range(2):
        assert value.currentValue() not in range(11)
        with qtbot.waitSignal(slider.mood_changed) as told:
            value.setCurrentValue(mood)
        assert told.args == [mood]
        assert slider.mood == mood
        assert (value.currentValue(), value.minimumValue(), value.maximumValue()) == (mood, 0, 10)
        qtbot.keyClick(slider, Qt.Key.Key_Backspace)
        assert slider.mood is None
        assert spoken.text(QAccessible.Text.Description) == "Not answered"


def test_the_answer_stands_under_the_handle(question: MoodQuestion) -> None:
    """The words are centred under the handle, and stay inside the row at its ends."""
    question.set_mood(4)
    words = question._words
    assert abs(words._answer.geometry().center().x() - question.slider.handle_x(4)) <= 2
    for mood in range(11):
        question.set_mood(mood)
        assert words.rect().contains(words._answer.geometry())
        assert not words._answer.geometry().intersects(words._low.geometry())
        assert not words._answer.geometry().intersects(words._high.geometry())


@pytest.mark.parametrize(("mood", "word"), [(0, "Very low"), (10, "Very good")])
def test_the_word_at_an_end_is_there_once(question: MoodQuestion, mood: int, word: str) -> None:
    """The answer takes the place of the end's own label, which comes back afterwards."""

    def said() -> list[str]:
        labels = question.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and word in label.text()]

    question.set_mood(mood)
    assert said() == [f"{mood} · {word}"]
    question.set_mood(5)
    assert said() == [word]


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_the_ring_of_the_slider_touches_no_words(
    question: MoodQuestion, theme: Theme, scale: float
) -> None:
    """Two pixels wide and two off the slider, it leaves two more on each side at least."""
    theme.set_scale(scale)
    question.resize(500, question.sizeHint().height())
    QApplication.processEvents()
    slider = question.slider.geometry().adjusted(-6, -6, 6, 6)
    for label in question.findChildren(QLabel):
        place = label.rect().translated(label.mapTo(question, QPoint(0, 0)))
        assert not place.intersects(slider)


def test_words_never_overlap_or_leave_the_row(
    question: MoodQuestion, theme: Theme, qtbot: QtBot
) -> None:
    """In a narrow window at 200 % the answer takes a row of its own."""
    theme.set_scale(2.0)
    question.resize(420, 400)
    question.set_previous(4)
    question.set_mood(9)
    words = question._words
    qtbot.waitUntil(lambda: words.height() > 2 * words._low.height())
    parts = [words._low, words._high, words._answer, words._before]
    for i, part in enumerate(parts):
        assert words.rect().contains(part.geometry())
        assert part.width() >= part.minimumSizeHint().width()
        for other in parts[i + 1 :]:
            assert not part.geometry().intersects(other.geometry())


def test_skip_appears_with_an_answer_and_clears_it(question: MoodQuestion, qtbot: QtBot) -> None:
    """Skip is there once there is something to skip; the keyboard stays on the slider."""
    assert not question.skip.isVisible()
    question.slider.setFocus()
    qtbot.keyClicks(question.slider, "3")
    assert question.skip.isVisible()
    qtbot.keyClick(question.slider, Qt.Key.Key_Tab)
    qtbot.waitUntil(question.skip.hasFocus)
    with qtbot.waitSignal(question.mood_changed) as told:
        qtbot.keyClick(question.skip, Qt.Key.Key_Space)
    assert told.args == [None]
    assert question.mood is None
    assert not question.skip.isVisible()
    assert question.slider.hasFocus()


def test_the_mood_before_is_named(question: MoodQuestion) -> None:
    """With a mark from before, its number is said beside the answer."""
    question.set_previous(4)
    question.set_mood(6)
    assert question._words._before.isVisible()
    assert question._words._before.text() == "(4 before)"
    assert question._words._answer.text() == "6 · All right"
