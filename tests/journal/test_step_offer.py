"""The next size, offered once and gently."""

from datetime import date, timedelta

from smallacts_desktop.domain.act_library import StepOffer
from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import EntryDraft, Expectation, Outcome
from tests.journal.conftest import MORNING, OpenedJournal

TODAY = MORNING.date()
# Ten different days that span a fortnight.
DAYS = [TODAY - timedelta(days=n) for n in (13, 12, 11, 9, 8, 6, 5, 3, 1, 0)]


def practise(
    opened: OpenedJournal, size: ActSize = ActSize.SMALLEST, days: list[date] = DAYS
) -> None:
    """Do one act of a size on each of these days, as easy as expected."""
    for day in days:
        opened.journal.write(
            EntryDraft(act="Smiled", size=size, date=day, expectation=Expectation.SAME)
        )


def test_a_run_at_one_size_brings_an_offer(opened: OpenedJournal) -> None:
    """Nine days bring none; the tenth does."""
    practise(opened, days=DAYS[:-1])
    assert opened.journal.card.step_offer() is None
    practise(opened, days=DAYS[-1:])
    assert opened.journal.card.step_offer() == StepOffer(ActSize.SMALLER, 10)
    assert opened.journal.card.days_done() == 10


def test_the_offer_stays_for_its_day(opened: OpenedJournal) -> None:
    """Looking again, and a restart, do not take it away."""
    practise(opened)
    offer = opened.journal.card.step_offer()
    assert offer is not None
    opened.at(MORNING + timedelta(hours=10))
    assert opened.reopen().card.step_offer() == offer


def test_not_yet_rests_for_two_weeks(opened: OpenedJournal) -> None:
    """It is gone at once, stays away for 14 days, and may come back on the 14th day after."""
    practise(opened)
    offer = opened.journal.card.step_offer()
    assert offer is not None
    opened.journal.card.not_yet(offer)
    assert opened.changes[-1].preferences
    for days in range(14):
        opened.at(MORNING + timedelta(days=days))
        assert opened.journal.card.step_offer() is None
    opened.at(MORNING + timedelta(days=14))
    assert opened.reopen().card.step_offer() == offer


def test_an_offer_left_alone_counts_as_not_yet(opened: OpenedJournal) -> None:
    """The next day it is gone, and rests for two weeks from the day it was shown."""
    practise(opened)
    offer = opened.journal.card.step_offer()
    for days in range(1, 14):
        opened.at(MORNING + timedelta(days=days))
        assert opened.journal.card.step_offer() is None
    opened.at(MORNING + timedelta(days=14))
    assert opened.journal.card.step_offer() == offer


def test_an_accepted_step_is_taken_and_not_offered_again(opened: OpenedJournal) -> None:
    """The size changes, and going back down later brings no second offer."""
    practise(opened)
    offer = opened.journal.card.step_offer()
    assert offer is not None
    opened.changes.clear()
    opened.journal.card.accept_step(offer)
    assert [change.preferences for change in opened.changes] == [True]
    assert opened.reopen().card.size is ActSize.SMALLER
    opened.journal.card.choose_size(ActSize.SMALLEST)
    opened.at(MORNING + timedelta(days=20))
    practise(opened, days=[day + timedelta(days=20) for day in DAYS])
    assert opened.journal.card.step_offer() is None


def test_nothing_is_offered_while_an_act_waits(opened: OpenedJournal) -> None:
    """One thing at a time; the offer is there once the card is free again."""
    practise(opened)
    act = opened.journal.card.act()
    assert act is not None
    opened.journal.card.start(act, None)
    assert opened.journal.card.step_offer() is None
    opened.journal.card.drop_waiting()
    assert opened.journal.card.step_offer() is not None


def test_the_largest_size_has_no_next_one(opened: OpenedJournal) -> None:
    """There is nothing above a short chat."""
    opened.journal.card.choose_size(ActSize.SMALL)
    practise(opened, ActSize.SMALL)
    assert opened.journal.card.step_offer() is None


def test_acts_that_did_not_happen_make_no_run(opened: OpenedJournal) -> None:
    """Neither does an act that was deleted again."""
    practise(opened, days=DAYS[:-1])
    missed = EntryDraft(
        act="Smiled",
        size=ActSize.SMALLEST,
        outcome=Outcome.NOT_THIS_TIME,
        expectation=Expectation.SAME,
    )
    opened.journal.write(missed)
    assert opened.journal.card.step_offer() is None
    last = opened.journal.write(
        EntryDraft(act="Smiled", size=ActSize.SMALLEST, expectation=Expectation.EASIER)
    )
    opened.journal.delete(last.id)
    assert opened.journal.card.step_offer() is None
    opened.journal.undo()
    assert opened.journal.card.step_offer() is not None


def test_a_clock_set_back_years_takes_nothing_away(opened: OpenedJournal) -> None:
    """An answer dated in the future does not silence the card for years."""
    practise(opened)
    offer = opened.journal.card.step_offer()
    assert offer is not None
    opened.journal.card.not_yet(offer)
    back = timedelta(days=3000)
    opened.at(MORNING - back)
    practise(opened, days=[day - back for day in DAYS])
    assert opened.journal.card.step_offer() == offer
