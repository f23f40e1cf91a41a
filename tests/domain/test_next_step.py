"""When the next size is offered."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from smallacts_desktop.domain.act_library import OfferHistory, StepOffer, next_step
from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry, Expectation, Outcome
from tests.domain.strategies import TODAY, act_entry

EASIER, SAME, HARDER = Expectation.EASIER, Expectation.SAME, Expectation.HARDER
NEVER = OfferHistory({})


def _run(
    ago: Sequence[int], answers: Sequence[Expectation | None] = (EASIER,), **changes: object
) -> list[Entry]:
    """Acts done so many days ago, with these answers in turn."""
    return [
        act_entry(
            TODAY - timedelta(days=days), n + 1, expectation=answers[n % len(answers)], **changes
        )
        for n, days in enumerate(ago)
    ]


TEN_IN_14 = (0, 1, 2, 3, 4, 5, 6, 7, 8, 13)


@pytest.mark.parametrize(
    ("ago", "answers", "offered"),
    [
        (TEN_IN_14, [EASIER], 10),
        (TEN_IN_14[1:], [EASIER], None),
        ((*TEN_IN_14[:9], 12), [EASIER], None),
        ((*TEN_IN_14[1:], 1, 1), [EASIER], None),
        ((*TEN_IN_14, 0, 0), [EASIER], 10),
        (range(60, 70), [EASIER], None),
        (range(50, 70), [EASIER], 20),
        ((*range(9), 69), [EASIER], 10),
        ((*range(9), 70), [EASIER], None),
        (TEN_IN_14, [SAME], 10),
        (TEN_IN_14, [Expectation.MUCH_EASIER, None], 10),
        (TEN_IN_14, [None], None),
        (TEN_IN_14, [EASIER] * 4 + [None] * 6, None),
        (TEN_IN_14, [EASIER] * 5 + [None] * 5, 10),
        (TEN_IN_14, [EASIER, HARDER], None),
        (TEN_IN_14, [EASIER] * 6 + [HARDER] * 4, 10),
        (TEN_IN_14, [SAME] * 3 + [Expectation.MUCH_HARDER] * 2 + [None] * 5, 10),
        (TEN_IN_14, [HARDER], None),
        ((), [EASIER], None),
    ],
)
def test_a_real_run_of_acts_brings_an_offer(
    ago: Sequence[int], answers: list[Expectation | None], offered: int | None
) -> None:
    """Ten days over fourteen, lately, at least five answers and most of them comfortable."""
    offer = next_step(_run(ago, answers), ActSize.SMALLEST, TODAY, NEVER)
    assert offer == (None if offered is None else StepOffer(ActSize.SMALLER, offered))


def test_from_smaller_the_next_is_small_and_then_there_is_none() -> None:
    """Each size leads to the one above it."""
    run = _run(TEN_IN_14, size=ActSize.SMALLER)
    offer = next_step(run, ActSize.SMALLER, TODAY, NEVER)
    assert offer == StepOffer(ActSize.SMALL, 10)
    small = _run(TEN_IN_14, size=ActSize.SMALL)
    assert next_step(small, ActSize.SMALL, TODAY, NEVER) is None


def test_acts_of_another_size_or_not_done_or_to_come_do_not_count() -> None:
    """The run is of acts done at the current size, up to today."""
    assert next_step(_run(TEN_IN_14, size=None), ActSize.SMALLEST, TODAY, NEVER) is None
    undone = _run(TEN_IN_14, outcome=Outcome.NOT_THIS_TIME)
    assert next_step(undone, ActSize.SMALLEST, TODAY, NEVER) is None
    yesterday = TODAY - timedelta(days=1)
    assert next_step(_run(TEN_IN_14), ActSize.SMALLEST, yesterday, NEVER) is None


def test_someone_who_does_larger_acts_already_is_not_offered_them() -> None:
    """Nobody needs leave for what they do; one long ago does not count."""
    run = _run(TEN_IN_14)
    for ago, expected in ((0, None), (69, None), (70, StepOffer(ActSize.SMALLER, 10))):
        larger = act_entry(TODAY - timedelta(days=ago), 99, size=ActSize.SMALLER)
        assert next_step([*run, larger], ActSize.SMALLEST, TODAY, NEVER) == expected


@pytest.mark.parametrize(
    ("ago", "offered"), [(0, False), (1, False), (13, False), (14, True), (200, True)]
)
def test_an_offer_put_off_rests_for_two_weeks(ago: int, offered: bool) -> None:
    """Not on that day nor for fourteen days; then it may come again."""
    history = OfferHistory({ActSize.SMALLER: TODAY - timedelta(days=ago)})
    offer = next_step(_run(TEN_IN_14), ActSize.SMALLEST, TODAY, history)
    assert (offer is not None) is offered


def test_one_size_put_off_does_not_hold_up_another() -> None:
    """The rest is for that size alone."""
    history = OfferHistory({ActSize.SMALL: TODAY - timedelta(days=1)})
    assert next_step(_run(TEN_IN_14), ActSize.SMALLEST, TODAY, history) is not None


def test_a_size_once_accepted_is_not_offered_again() -> None:
    """Going back down a size is free and is not followed by a push."""
    history = OfferHistory({}, accepted={ActSize.SMALLER})
    assert next_step(_run(TEN_IN_14), ActSize.SMALLEST, TODAY, history) is None
