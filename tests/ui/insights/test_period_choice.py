"""Choosing the days to look back on."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.days import Period, PeriodKind
from smallacts_desktop.ui.insights.page import PeriodChoice
from smallacts_desktop.ui.kit.theme import Theme
from tests.conftest import Screen

TODAY = date(2026, 11, 22)


@pytest.fixture
def choice(theme: Theme, screen: Screen) -> PeriodChoice:
    """A bar of periods on the screen."""
    made = PeriodChoice(theme, TODAY)
    screen.show(made, 700, 200)
    return made


def test_three_months_at_first(choice: PeriodChoice) -> None:
    """Up to today, without fields for dates."""
    assert choice.period() == Period.ending(PeriodKind.THREE_MONTHS, TODAY)
    assert not choice.span.first.isVisible()


def test_the_keyboard_begins_at_the_chosen_period(choice: PeriodChoice) -> None:
    """Tab has one stop in the bar: the segment that is chosen."""
    stops = [s for s in choice.bar.segments if s.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [choice.bar.segments[1]]


def test_the_arrow_keys_choose(choice: PeriodChoice, screen: Screen, qtbot: QtBot) -> None:
    """Each press is told once, with the period that is then chosen."""
    told: list[PeriodKind] = []
    choice.changed.connect(lambda: told.append(choice.period().kind))
    screen.focus(choice.bar.segments[1])
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(choice.window().focusWidget(), key)
    assert told == [
        PeriodKind.YEAR,
        PeriodKind.ALL,
        PeriodKind.YEAR,
        PeriodKind.THREE_MONTHS,
    ]


def test_two_dates_begin_where_three_months_do(choice: PeriodChoice) -> None:
    """The page does not go empty for asking; the fields can be reached."""
    choice.bar.set_value(PeriodKind.TWO_DATES)
    assert choice.span.first.isVisible()
    assert choice.span.last.isVisible()
    three = Period.ending(PeriodKind.THREE_MONTHS, TODAY)
    assert (choice.period().first, choice.period().last) == (three.first, TODAY)


def test_dates_may_be_given_in_either_order(choice: PeriodChoice, qtbot: QtBot) -> None:
    """The earlier one is the first; each change is told."""
    choice.bar.set_value(PeriodKind.TWO_DATES)
    with qtbot.waitSignals([choice.changed, choice.changed], timeout=0):
        choice.span.first.setDate(QDate(2026, 11, 20))
        choice.span.last.setDate(QDate(2026, 11, 2))
    assert choice.period() == Period.between(date(2026, 11, 2), date(2026, 11, 20))


def test_no_day_after_today(choice: PeriodChoice) -> None:
    """There is nothing to look back on yet; a new day may then be chosen."""
    tomorrow = QDate(2026, 11, 23)
    choice.span.last.setDate(tomorrow)
    assert choice.span.last.date() == QDate(2026, 11, 22)
    choice.set_today(date(2026, 11, 23))
    choice.span.last.setDate(tomorrow)
    assert choice.span.last.date() == tomorrow
