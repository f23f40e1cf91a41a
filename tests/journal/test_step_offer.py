"""The next size, offered once and gently."""

from datetime import date, timedelta

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.domain.entries import Expectation, Outcome
from smallacts_desktop.domain.next_step import StepOffer
from tests.journal.conftest import MORNING, Desk

TODAY = MORNING.date()
# Ten different days that span a fortnight.
DAYS = [TODAY - timedelta(days=n) for n in (13, 12, 11, 9, 8, 6, 5, 3, 1, 0)]


def practise(desk: Desk, size: ActSize = ActSize.SMALLEST, days: list[date] = DAYS) -> None:
    """Do one act of a size on each of these days, as easy as expected."""
    for day in days:
        desk.journal.write(
            EntryDraft(act="Smiled", size=size, date=day, expectation=Expectation.SAME)
        )


def test_a_run_at_one_size_brings_an_offer(desk: Desk) -> None:
    """Nine days bring none; the tenth does."""
    practise(desk, days=DAYS[:-1])
    assert desk.journal.card.step_offer() is None
    practise(desk, days=DAYS[-1:])
    assert desk.journal.card.step_offer() == StepOffer(ActSize.SMALLER, 10)
    assert desk.journal.card.days_done() == 10


def test_the_offer_stays_for_its_day(desk: Desk) -> None:
    """Looking again, and a restart, do not take it away."""
    practise(desk)
    offer = desk.journal.card.step_offer()
    assert offer is not None
    desk.at(MORNING + timedelta(hours=10))
    assert desk.reopen().card.step_offer() == offer


def test_not_yet_rests_for_two_weeks(desk: Desk) -> None:
    """It is gone at once, stays away for 14 days, and may come back on the 14th day after."""
    practise(desk)
    offer = desk.journal.card.step_offer()
    assert offer is not None
    desk.journal.card.not_yet(offer)
    assert desk.changes[-1].preferences
    for days in range(14):
        desk.at(MORNING + timedelta(days=days))
        assert desk.journal.card.step_offer() is None
    desk.at(MORNING + timedelta(days=14))
    assert desk.reopen().card.step_offer() == offer


def test_an_offer_left_alone_counts_as_not_yet(desk: Desk) -> None:
    """The next day it is gone, and rests for two weeks from the day it was shown."""
    practise(desk)
    offer = desk.journal.card.step_offer()
    for days in range(1, 14):
        desk.at(MORNING + timedelta(days=days))
        assert desk.journal.card.step_offer() is None
    desk.at(MORNING + timedelta(days=14))
    assert desk.journal.card.step_offer() == offer


def test_an_accepted_step_is_taken_and_not_offered_again(desk: Desk) -> None:
    """The size changes, and going back down later brings no second offer."""
    practise(desk)
    offer = desk.journal.card.step_offer()
    assert offer is not None
    desk.changes.clear()
    desk.journal.card.accept_step(offer)
    assert [change.preferences for change in desk.changes] == [True]
    assert desk.reopen().card.size is ActSize.SMALLER
    desk.journal.card.choose_size(ActSize.SMALLEST)
    desk.at(MORNING + timedelta(days=20))
    practise(desk, days=[day + timedelta(days=20) for day in DAYS])
    assert desk.journal.card.step_offer() is None


def test_nothing_is_offered_while_an_act_waits(desk: Desk) -> None:
    """One thing at a time; the offer is there once the card is free again."""
    practise(desk)
    act = desk.journal.card.act()
    assert act is not None
    desk.journal.card.start(act, None)
    assert desk.journal.card.step_offer() is None
    desk.journal.card.drop_waiting()
    assert desk.journal.card.step_offer() is not None


def test_the_largest_size_has_no_next_one(desk: Desk) -> None:
    """There is nothing above a short chat."""
    desk.journal.card.choose_size(ActSize.SMALL)
    practise(desk, ActSize.SMALL)
    assert desk.journal.card.step_offer() is None


def test_acts_that_did_not_happen_make_no_run(desk: Desk) -> None:
    """Neither does an act that was deleted again."""
    practise(desk, days=DAYS[:-1])
    missed = EntryDraft(
        act="Smiled",
        size=ActSize.SMALLEST,
        outcome=Outcome.NOT_THIS_TIME,
        expectation=Expectation.SAME,
    )
    desk.journal.write(missed)
    assert desk.journal.card.step_offer() is None
    last = desk.journal.write(
        EntryDraft(act="Smiled", size=ActSize.SMALLEST, expectation=Expectation.EASIER)
    )
    desk.journal.delete(last.id)
    assert desk.journal.card.step_offer() is None
    desk.journal.undo()
    assert desk.journal.card.step_offer() is not None


def test_a_clock_set_back_years_takes_nothing_away(desk: Desk) -> None:
    """An answer dated in the future does not silence the card for years."""
    practise(desk)
    offer = desk.journal.card.step_offer()
    assert offer is not None
    desk.journal.card.not_yet(offer)
    back = timedelta(days=3000)
    desk.at(MORNING - back)
    practise(desk, days=[day - back for day in DAYS])
    assert desk.journal.card.step_offer() == offer
