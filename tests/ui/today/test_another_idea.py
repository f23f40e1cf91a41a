"""“Another idea” is pressed again and again: its button stays under the mouse."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from smallacts_desktop.ui.today.act_card import ChooseCard
from tests.ui.app_fixture import AppFixture
from tests.ui.places import PLACES, complete_layout


def place(button: QWidget, page: QWidget) -> QRect:
    """Where a button stands on the whole page."""
    return QRect(button.mapTo(page, QPoint(0, 0)), button.size())


def _card(app: AppFixture) -> ChooseCard:
    PLACES["today"](app)
    card = app.window.workspace.pages.today.card
    assert isinstance(card, ChooseCard)
    complete_layout(app)
    return card


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [640, 760, 979, 1120, 1600])
def test_the_buttons_stay_for_every_act_there_is(app: AppFixture, width: int, scale: float) -> None:
    """Whatever its title and its hint, at every width and text size."""
    app.width = width
    app.theme.set_scale(scale)
    card = _card(app)
    ground = app.window.workspace.pages.today.ground
    buttons = (card.try_button, card.another_button, card.log_button)
    first = [place(button, ground) for button in buttons]
    for act in app.journal.catalogue:
        card.show_act(act, act.places[0], act.size, None)
        app.settle()
        app.settle()
        assert [place(button, ground) for button in buttons] == first, act.id


def test_an_act_of_ones_own_with_many_words_makes_room_for_itself(app: AppFixture) -> None:
    """At once, and then nothing moves."""
    app.journal.acts.add_own(app.journal.card.size, "Wave " * 11, "A hint. " * 25, ())
    card = _card(app)
    ground = app.window.workspace.pages.today.ground
    first = place(card.another_button, ground)
    shown = set()
    for _ in range(12):
        app.click("Another idea")
        complete_layout(app)
        act = app.journal.card.act()
        assert act is not None
        shown.add(act.id)
        assert place(card.another_button, ground) == first
    assert len(shown) > 1
