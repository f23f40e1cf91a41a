"""The middle and the middle half of whole numbers that come with how often each occurs."""

from collections.abc import Mapping
from dataclasses import dataclass

_QUARTER = 4


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The median, and the quartiles that bound the middle half.

    All three are whole numbers or halves, which a float holds exactly. At least half of the
    numbers lie from ``lower`` to ``upper``, both included.
    """

    lower: float
    median: float
    upper: float


def quartiles_of(counts: Mapping[int, int]) -> Quartiles:
    """The spread of numbers, given how often each occurs.

    The quantile is definition 2 of Hyndman and Fan, "Sample Quantiles in Statistical Packages",
    The American Statistician 50 (1996), 361-365: with n numbers in order, the p-quantile is the
    one at place ceil(n * p), except that when n * p is whole it is halfway between the ones at
    n * p and n * p + 1. For the median that is the usual one. It is chosen because each result is
    a number somebody gave or halfway between two of them: nothing is interpolated further, so no
    decimal is shown that moods on a scale of whole numbers do not have. Computed in whole numbers
    throughout, so exact.

    Raises ValueError for a negative count, and when there are no numbers at all.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count cannot be negative")
    total = sum(counts.values())
    if not total:
        raise ValueError("no numbers have no middle")
    ordered = sorted(counts.items())
    return Quartiles(*(_quantile(ordered, total, quarters) for quarters in (1, 2, 3)))


def _quantile(ordered: list[tuple[int, int]], total: int, quarters: int) -> float:
    place, rest = divmod(total * quarters, _QUARTER)
    if rest:
        return float(_number_at(ordered, place + 1))
    return (_number_at(ordered, place) + _number_at(ordered, place + 1)) / 2


def _number_at(ordered: list[tuple[int, int]], place: int) -> int:
    """The number at ``place``, counted from 1, as if each stood there as often as it occurs."""
    seen = 0
    for number, count in ordered:
        seen += count
        if seen >= place:
            return number
    raise IndexError(place)
