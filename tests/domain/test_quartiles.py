"""The middle and the middle half, against their definition spelled out."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallacts_desktop.domain.groups import Quartiles, quartiles_of

counts = st.dictionaries(st.integers(-10, 10), st.integers(0, 12), min_size=1).filter(
    lambda found: any(found.values())
)


def _spelled_out(found: dict[int, int]) -> list[int]:
    return sorted(number for number, count in found.items() for _ in range(count))


@given(counts)
def test_the_median_is_the_usual_one(found: dict[int, int]) -> None:
    """Counting gives the median of the same numbers written out."""
    assert quartiles_of(found).median == statistics.median(_spelled_out(found))


@given(counts)
def test_quartiles_are_the_middle_of_all_values_that_split_the_numbers(
    found: dict[int, int],
) -> None:
    """Every value with a quarter at or below and three quarters at or above counts; halfway is it.

    That states the definition without places in a row: any such value is a quartile, and the one
    taken lies halfway between the least and the greatest of them.
    """
    numbers = _spelled_out(found)
    total = len(numbers)
    for quarters, result in ((1, quartiles_of(found).lower), (3, quartiles_of(found).upper)):
        splitting = [
            value
            for value in range(-10, 11)
            if 4 * sum(n <= value for n in numbers) >= quarters * total
            and 4 * sum(n >= value for n in numbers) >= (4 - quarters) * total
        ]
        assert result == (splitting[0] + splitting[-1]) / 2


@given(counts)
def test_results_are_whole_or_halves_and_hold_the_middle_half(found: dict[int, int]) -> None:
    """No other decimals come up, the order is kept, and at least half lies in the middle half."""
    quartiles = quartiles_of(found)
    assert all((2 * n).is_integer() for n in (quartiles.lower, quartiles.median, quartiles.upper))
    assert quartiles.lower <= quartiles.median <= quartiles.upper
    numbers = _spelled_out(found)
    inside = sum(quartiles.lower <= n <= quartiles.upper for n in numbers)
    assert 2 * inside >= len(numbers)


@given(counts)
def test_turning_the_numbers_round_turns_the_spread_round(found: dict[int, int]) -> None:
    """Rises and falls are treated alike."""
    quartiles = quartiles_of(found)
    turned = quartiles_of({-number: count for number, count in found.items()})
    assert turned == Quartiles(-quartiles.upper, -quartiles.median, -quartiles.lower)


@pytest.mark.parametrize("nothing", [{}, {4: 0}])
def test_nothing_has_no_middle(nothing: dict[int, int]) -> None:
    """Asking for the middle of nothing is a mistake, not a zero."""
    with pytest.raises(ValueError, match="no numbers"):
        quartiles_of(nothing)


def test_a_negative_count_is_refused() -> None:
    """Counts below zero cannot come from entries."""
    with pytest.raises(ValueError, match="negative"):
        quartiles_of({1: 2, 2: -1})
