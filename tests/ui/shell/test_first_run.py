"""The three screens before the first card: each may be skipped, and what is chosen is kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.first_run import FirstRun
from tests.conftest import Screen

NOW = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """A new, empty journal."""
    made = Vault(Paths.inside(tmp_path / "data"), FixedClock(NOW))
    made.open()
    yield made
    made.lock()


@pytest.fixture
def welcome(vault: Vault, theme: Theme, screen: Screen) -> FirstRun:
    """The first of the three screens."""
    made = FirstRun(theme, vault.journal)
    screen.show(made, 1120, 760)
    return made


def visible(welcome: FirstRun) -> int:
    """Which screen is to be seen, from 0."""
    (at,) = [number for number, each in enumerate(welcome.screens) if each.isVisible()]
    return at


def test_enter_alone_leads_to_the_last_question(welcome: FirstRun, qtbot: QtBot) -> None:
    """By keyboard, choosing a size, a place and an hour on the way."""
    first, second = welcome.what_it_is, welcome.where_to_start
    assert first.go_button.hasFocus()
    qtbot.keyClick(first.go_button, Qt.Key.Key_Return)
    assert visible(welcome) == 1
    second.sizes.segments[1].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(second.sizes.segments[1], Qt.Key.Key_Space)
    qtbot.keyClick(second.places.boxes[Place.PARK], Qt.Key.Key_Space)
    second.day_start.set_value(time(2))
    qtbot.keyClick(second.go_button, Qt.Key.Key_Return)
    assert visible(welcome) == 2
    with qtbot.waitSignal(welcome.finished):
        qtbot.keyClick(welcome.who_else.skip_button, Qt.Key.Key_Return)


def test_what_was_chosen_is_kept_in_the_journal(
    welcome: FirstRun, vault: Vault, qtbot: QtBot
) -> None:
    """The card then offers that size, the day starts then, and the places are known."""
    welcome.show_screen(1)
    second = welcome.where_to_start
    second.sizes.set_size(ActSize.SMALLER)
    second.places.boxes[Place.PARK].setChecked(True)
    second.day_start.set_value(time(2))
    qtbot.mouseClick(second.go_button, Qt.MouseButton.LeftButton)
    person = vault.journal.preferences
    assert person.size is ActSize.SMALLER
    assert person.places == {Place.PARK}
    assert person.day_start == time(2)
    act = vault.journal.card.act()
    assert act is not None
    assert act.size is ActSize.SMALLER


def test_skipping_keeps_nothing_and_goes_on(welcome: FirstRun, vault: Vault, qtbot: QtBot) -> None:
    """A size that was tried and then skipped leaves the journal as it was."""
    welcome.show_screen(1)
    second = welcome.where_to_start
    second.sizes.set_size(ActSize.SMALL)
    second.places.boxes[Place.PARK].setChecked(True)
    qtbot.mouseClick(second.skip_button, Qt.MouseButton.LeftButton)
    assert visible(welcome) == 2
    assert vault.journal.preferences.size is ActSize.SMALLEST
    assert vault.journal.preferences.places == frozenset()


def test_the_card_is_one_click_away(welcome: FirstRun, qtbot: QtBot) -> None:
    """Anyone who wants none of it goes straight there."""
    with qtbot.waitSignal(welcome.finished):
        qtbot.mouseClick(welcome.what_it_is.skip_button, Qt.MouseButton.LeftButton)


def test_help_and_a_passphrase_can_be_asked_for(welcome: FirstRun, qtbot: QtBot) -> None:
    """Help on the first screen, the passphrase on the last."""
    with qtbot.waitSignal(welcome.help_wanted):
        qtbot.mouseClick(welcome.what_it_is.help_button, Qt.MouseButton.LeftButton)
    welcome.show_screen(2)
    with qtbot.waitSignal(welcome.passphrase_wanted):
        qtbot.mouseClick(welcome.who_else.go_button, Qt.MouseButton.LeftButton)


def test_back_leads_back(welcome: FirstRun, qtbot: QtBot) -> None:
    """From the last screen to the first."""
    welcome.show_screen(2)
    for screen in (welcome.who_else, welcome.where_to_start):
        qtbot.mouseClick(screen.back_button, Qt.MouseButton.LeftButton)
    assert visible(welcome) == 0


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_small_window_needs_no_scrolling_sideways(
    vault: Vault, theme: Theme, screen: Screen, qtbot: QtBot, scale: float
) -> None:
    """At 640 by 480 and 200 % text every screen is as wide as the window."""
    theme.set_scale(scale)
    made = FirstRun(theme, vault.journal)
    screen.show(made, 640, 480)
    for at in range(3):
        made.show_screen(at)
        qtbot.waitUntil(lambda: made.area.horizontalScrollBar().maximum() == 0)
