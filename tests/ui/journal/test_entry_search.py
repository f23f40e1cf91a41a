"""The field and the filters that look for entries."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Outcome
from smallacts_desktop.domain.search import EntryFilter
from smallacts_desktop.ui.journal.entry_search import EntrySearch
from smallacts_desktop.ui.kit.theme import Theme
from tests.conftest import Screen

TODAY = date(2026, 11, 22)


@pytest.fixture
def search(theme: Theme, screen: Screen) -> EntrySearch:
    """A search on the screen, with two places and two people to choose from."""
    made = EntrySearch(theme, TODAY)
    made.offer(["park", "Corner shop"], ["Ann", "Bea"])
    screen.show(made, 800, 600)
    return made


def test_at_first_everything_is_asked_for(search: EntrySearch) -> None:
    """The filters are folded away until somebody wants them."""
    assert search.filter() == EntryFilter()
    assert search.field.isVisible()
    assert not search.size_chips.isVisible()


def test_each_filter_is_told_at_once(search: EntrySearch, qtbot: QtBot) -> None:
    """Without the pause after a key."""
    search.section.set_open(True)
    for choose in (
        search.size_chips.chips[1].click,
        search.outcome.chips[0].click,
        search.with_note.click,
        lambda: search.place.setCurrentIndex(2),
        lambda: search.person.setCurrentIndex(1),
        search.days.chips[1].click,
    ):
        with qtbot.waitSignal(search.changed, timeout=0):
            choose()
    assert search.filter() == EntryFilter(
        size=ActSize.SMALLER,
        outcome=Outcome.DONE,
        has_note=True,
        place="Corner shop",
        person="Ann",
        first=date(2026, 1, 1),
        last=TODAY,
    )


def test_clearing_leaves_nothing(search: EntrySearch) -> None:
    """Words, filters and days."""
    search.field.setText("dog")
    search.size_chips.set_value(ActSize.SMALL)
    search.show_person("Bea")
    search.days.chips[1].click()
    search.clear()
    assert search.filter() == EntryFilter()


def test_a_choice_outlives_a_new_offer(search: EntrySearch, qtbot: QtBot) -> None:
    """Another entry elsewhere does not change what the person asked for, nor is it told."""
    search.show_person("Bea")
    with qtbot.assertNotEmitted(search.changed):
        search.offer(["Corner shop"], ["Cyd", "Bea", "Ann"])
    assert search.filter().person == "Bea"
    search.offer([], ["Ann"])
    assert search.filter().person is None
    assert search.place.isHidden()


def test_showing_a_person_shows_why(search: EntrySearch) -> None:
    """The filters open, so that the choice can be seen and taken back."""
    search.show_person("Ann")
    assert search.person.isVisible()
    assert search.filter().person == "Ann"


def test_down_goes_on_to_the_list(search: EntrySearch, qtbot: QtBot) -> None:
    """And what was typed a moment ago is asked for first."""
    order: list[str] = []
    search.changed.connect(lambda: order.append(search.filter().text))
    search.down_pressed.connect(lambda: order.append("down"))
    search.field.setFocus()
    qtbot.keyClicks(search.field, "dog")
    qtbot.keyClick(search.field, Qt.Key.Key_Down)
    assert order == ["dog", "down"]


def test_everything_can_be_reached_by_tab(search: EntrySearch, qtbot: QtBot) -> None:
    """In the order in which it stands on the screen."""
    search.section.set_open(True)
    search.days.chips[1].click()
    search.field.setFocus(Qt.FocusReason.TabFocusReason)
    stops = [
        search.section.button,
        search.size_chips.chips[0],
        search.outcome.chips[0],
        search.days.chips[1],
        search.span.first,
        search.span.last,
        search.place,
        search.person,
        search.with_note,
        search.clear_button,
    ]
    for before, stop in pairwise([search.field, *stops]):
        # A field for a date has three stops of its own: day, month and year.
        while before.hasFocus():
            qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert stop.hasFocus(), stop.accessibleName()


def test_the_last_day_follows_the_calendar(search: EntrySearch) -> None:
    """Left at the latest it moves on with the day; chosen it stays."""
    search.set_today(date(2026, 11, 23))
    assert search.span.last.date().toPython() == date(2026, 11, 23)
    search.span.last.setDate(QDate(2026, 11, 1))
    search.set_today(date(2026, 11, 24))
    assert search.span.last.date().toPython() == date(2026, 11, 1)
    assert search.span.last.maximumDate().toPython() == date(2026, 11, 24)
