"""People who double-click everything press nothing that appears beneath, and can take it back."""

from itertools import count

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from smallacts_desktop.domain.entries import Barrier
from smallacts_desktop.ui.entry_form.mood_slider import MoodSlider
from smallacts_desktop.ui.kit.input_events import MEANING, DoubleClickGuard
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.today.act_card import NotThisTimeCard, TodayState
from tests.conftest import Screen
from tests.ui.app_fixture import AppFixture

_PRESS, _RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
_DOUBLE = QEvent.Type.MouseButtonDblClick
# Far from every other test's clicks, so that none of them counts as the first of two.
_stamps = count(10_000_000, 60_000)


def click_twice(window: QWidget, place: QPoint, after_ms: int = 80) -> None:
    """Press and let go twice at one place of a window, as the system does: whatever is there."""
    at = next(_stamps)
    for kind, later in (
        (_PRESS, 0),
        (_RELEASE, 20),
        (_DOUBLE, after_ms),
        (_RELEASE, after_ms + 20),
    ):
        _send(window, place, kind, at + later)
        QApplication.processEvents()


def _send(window: QWidget, place: QPoint, kind: QEvent.Type, at: int) -> None:
    target = window.childAt(place)
    assert target is not None
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind,
        QPointF(target.mapFrom(window, place)),
        QPointF(window.mapToGlobal(place)),
        left,
        none if kind == _RELEASE else left,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setTimestamp(at)
    QApplication.sendEvent(target, event)


def buttons_in(app: AppFixture) -> list[QRect]:
    """Where the buttons of the card are in the window."""
    card = app.window.workspace.pages.today.card
    QApplication.processEvents()
    return [
        QRect(button.mapTo(app.window, QPoint()), button.size())
        for button in card.findChildren(QPushButton)
        if button.isVisible()
    ]


def test_not_this_time_twice_keeps_nothing(app: AppFixture) -> None:
    """No chip that appears beneath is pressed, wherever the layout puts it."""
    app.click("I’ll try this")
    tried = 0
    for width in range(640, 1200, 20):
        app.window.resize(width, 760)
        app.click("Not this time")
        beneath = buttons_in(app)
        app.click("Back")
        QApplication.processEvents()
        button = app.button("Not this time")
        place = QRect(button.mapTo(app.window, QPoint()), button.size())
        both = [place & other for other in beneath if place.intersects(other)]
        for overlap in both:
            tried += 1
            click_twice(app.window, overlap.center())
            assert app.window.workspace.pages.today.state is TodayState.NOT_THIS_TIME
            assert app.entries() == []
            assert app.journal.card.pending() is not None
            app.click("Back")
            QApplication.processEvents()
    assert tried


def test_the_second_press_leaves_the_keyboard_where_it_was(app: AppFixture) -> None:
    """It goes out as the system sends it, and what appears beneath does not even get the focus."""
    app.click("I’ll try this")
    tried = 0
    for width in range(640, 1200, 40):
        app.window.resize(width, 760)
        app.click("Not this time")
        beneath = buttons_in(app)
        app.click("Back")
        QApplication.processEvents()
        button = app.button("Not this time")
        place = QRect(button.mapTo(app.window, QPoint()), button.size())
        for overlap in [place & other for other in beneath if place.intersects(other)]:
            tried += 1
            button.setFocus()
            _press_twice(app.window, overlap.center())
            card = app.window.workspace.pages.today.card
            assert isinstance(card, NotThisTimeCard)
            assert QApplication.focusWidget() is card.go_button
            assert app.entries() == []
            app.click("Back")
            QApplication.processEvents()
            button = app.button("Not this time")
    assert tried


def _press_twice(window: QWidget, place: QPoint) -> None:
    handle = window.windowHandle()
    assert handle is not None
    QTest.mouseDClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QApplication.processEvents()


def test_a_reason_can_be_taken_back_from_the_bar(app: AppFixture) -> None:
    """The act waits again, with its mood from before; nothing is left of the entry."""
    app.click("I’ll try this")
    before = app.journal.card.pending()
    app.click("Not this time")
    app.click("Anxious")
    assert app.window.workspace.message_bar.text == "The reason is kept."
    app.click("Undo")
    assert app.window.workspace.pages.today.state is TodayState.WAITING
    assert app.journal.card.pending() == before
    assert app.entries() == []


def test_a_reason_can_be_taken_back_by_key_and_kept_again(app: AppFixture) -> None:
    """Ctrl+Z and Ctrl+Y."""
    app.click("I’ll try this")
    app.click("Not this time")
    app.click("Tired")
    control = Qt.KeyboardModifier.ControlModifier
    app.qtbot.keyClick(app.window, Qt.Key.Key_Z, control)
    assert app.journal.card.pending() is not None
    app.window.workspace.redo()
    assert app.journal.card.pending() is None
    assert [entry.barrier for entry in app.entries()] == [Barrier.TIRED]
    assert app.window.workspace.pages.today.state is TodayState.CHOOSE


def test_an_act_that_was_let_go_can_be_taken_back(app: AppFixture) -> None:
    """From the bar and by key: it waits again as before, and can be let go once more."""
    app.click("I’ll try this")
    before = app.journal.card.pending()
    control = Qt.KeyboardModifier.ControlModifier
    for take_back in (
        lambda: app.click("Undo"),
        lambda: app.qtbot.keyClick(app.window, Qt.Key.Key_Z, control),
    ):
        app.click("Not this time")
        app.click("Let it go")
        assert app.window.workspace.message_bar.text == "The act is off the card."
        assert app.journal.card.pending() is None
        take_back()
        assert app.window.workspace.pages.today.state is TodayState.WAITING
        assert app.journal.card.pending() == before
    app.window.workspace.redo()
    assert app.journal.card.pending() is None
    assert app.window.workspace.pages.today.state is TodayState.CHOOSE
    assert app.entries() == []


def test_taking_back_puts_no_act_in_another_s_place(app: AppFixture) -> None:
    """With another act waiting by now, the entry goes and that act stays."""
    app.click("I’ll try this")
    app.click("Not this time")
    app.click("Tired")
    app.click("Back to today’s card")
    app.click("Another idea")
    app.click("I’ll try this")
    waiting = app.journal.card.pending()
    app.window.workspace.undo()
    assert app.entries() == []
    assert app.journal.card.pending() == waiting


class Two:
    """Two buttons of which the first gives its place to the second."""

    def __init__(self, screen: Screen) -> None:
        self.window = QWidget()
        screen.show(self.window, 300, 100)
        self.pressed: list[str] = []
        self.first, self.second = (QPushButton(text, self.window) for text in ("One", "Two"))
        for button in (self.second, self.first):
            button.setGeometry(20, 20, 200, 40)
            button.show()
            button.raise_()
            button.clicked.connect(lambda _=False, of=button: self.pressed.append(of.text()))
        self.first.clicked.connect(self.first.hide)
        self.guard = DoubleClickGuard(self.window)
        self.guard.start()


@pytest.fixture
def two(screen: Screen, theme: Theme) -> Two:  # noqa: ARG001 - for its look
    """Two buttons."""
    return Two(screen)


def test_the_second_press_reaches_no_other_button(two: Two) -> None:
    """A later click does."""
    click_twice(two.window, QPoint(60, 40))
    assert two.pressed == ["One"]
    click_twice(two.window, QPoint(60, 40))
    assert two.pressed == ["One", "Two", "Two"]
    two.guard.stop()


def test_after_the_double_click_time_a_press_counts(two: Two) -> None:
    """The platform's own time, and no longer."""
    click_twice(two.window, QPoint(60, 40), QApplication.doubleClickInterval() + 1)
    assert two.pressed == ["One", "Two"]
    two.guard.stop()


def test_a_button_that_means_something_else_takes_no_second_press(two: Two) -> None:
    """By other words, or by what its owner says; one that stays the same may be pressed quickly."""
    two.first.hide()
    two.second.clicked.connect(lambda: two.second.setText(two.second.text() + "!"))
    click_twice(two.window, QPoint(60, 40))
    assert two.pressed == ["Two"]
    two.first.clicked.disconnect(two.first.hide)
    two.first.show()
    click_twice(two.window, QPoint(60, 40))
    assert two.pressed == ["Two", "One", "One"]
    two.first.clicked.connect(lambda: two.first.setProperty(MEANING, len(two.pressed)))
    click_twice(two.window, QPoint(60, 40))
    assert two.pressed == ["Two", "One", "One", "One"]
    two.guard.stop()


def test_no_mood_is_given_by_a_slider_that_appears_beneath(two: Two, theme: Theme) -> None:
    """A false mood is worse than a press too few; the next press counts."""
    slider = MoodSlider(theme)
    slider.setParent(two.window)
    slider.setGeometry(0, 0, 300, 100)
    slider.show()
    two.first.raise_()
    two.second.hide()
    click_twice(two.window, QPoint(60, 40))
    assert two.pressed == ["One"]
    assert slider.mood is None
    click_twice(two.window, QPoint(60, 40))
    assert slider.mood is not None
    two.guard.stop()


def test_two_quick_presses_at_two_places_of_a_control_both_count(two: Two, theme: Theme) -> None:
    """The guard is for what appears where the mouse is, not for a large control around it."""
    slider = MoodSlider(theme)
    slider.setParent(two.window)
    slider.setGeometry(0, 0, 300, 100)
    slider.show()
    two.first.raise_()
    at = next(_stamps)
    _send(two.window, QPoint(60, 40), _PRESS, at)
    _send(two.window, QPoint(60, 40), _RELEASE, at + 20)
    _send(two.window, QPoint(270, 50), _PRESS, at + 120)
    assert slider.mood is not None
    two.guard.stop()
