"""Counts of acts that have something in common, and the moods before and after them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from itertools import accumulate

from smallacts_desktop.domain.entries import Expectation
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP, Labelled

MORNING_STARTS, AFTERNOON_STARTS, EVENING_STARTS = time(4), time(12), time(18)
_QUARTER = 4
# There is no established threshold for either; they are this program's own caution.
ENOUGH = 5
PLENTY = 10


class Dimension(Enum):
    """What acts are grouped by."""

    SIZE = "size"
    PLACE = "place"
    RESPONSE = "response"
    TIME_OF_DAY = "time_of_day"


class DayPart(Labelled):
    """When in the day: morning from 04:00, afternoon from 12:00, evening from 18:00 to 04:00."""

    MORNING = "morning", QT_TRANSLATE_NOOP("Domain", "Morning")
    AFTERNOON = "afternoon", QT_TRANSLATE_NOOP("Domain", "Afternoon")
    EVENING = "evening", QT_TRANSLATE_NOOP("Domain", "Evening and night")


@dataclass(frozen=True, slots=True)
class MoodPair:
    """A mood before and a mood after, and how many acts had just these two."""

    before: int
    after: int
    count: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts over one period, of acts that were done.

    ``pairs`` are the moods of every act with both; ``grouped`` the same by dimension and by the
    code of its value (or the person's own word for a place), without the acts that did not say.
    ``left_out`` counts acts with both moods that are left out of the two because the mood before
    was remembered afterwards. ``weeks`` are the acts of each week that had any, by its first day.
    """

    acts: int = 0
    pairs: tuple[MoodPair, ...] = ()
    grouped: Mapping[Dimension, Mapping[str, tuple[MoodPair, ...]]] = field(default_factory=dict)
    left_out: int = 0
    expectations: Mapping[Expectation, int] = field(default_factory=dict)
    weeks: Mapping[date, int] = field(default_factory=dict)


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
    numbers = sorted(counts)
    # The place, counted from 1, of the last of each number in their order.
    places = list(accumulate(counts[number] for number in numbers))

    def quantile(quarters: int) -> float:
        place, rest = divmod(total * quarters, _QUARTER)
        above = numbers[bisect_left(places, place + 1)]
        return float(above) if rest else (numbers[bisect_left(places, place)] + above) / 2

    return Quartiles(quantile(1), quantile(2), quantile(3))


class Confidence(Enum):
    """How much can be said from a number of acts."""

    NOT_ENOUGH = "not_enough"
    EARLY_DAYS = "early_days"
    FULL = "full"


def confidence_of(count: int) -> Confidence:
    """Nothing is stated under 5 acts, and under 10 are early days."""
    if count < ENOUGH:
        return Confidence.NOT_ENOUGH
    return Confidence.EARLY_DAYS if count < PLENTY else Confidence.FULL


@dataclass(frozen=True, slots=True)
class Moods:
    """The mood before, the mood after, and the change from one to the other (-10 to 10).

    The middle change is not the difference of the middles: each is taken by itself.
    """

    before: Quartiles
    after: Quartiles
    change: Quartiles


@dataclass(frozen=True, slots=True)
class Group:
    """Acts that share a ``value``: the code of a size, place, response or time of day.

    A place may also be the person's own word. ``count`` is how many acts with both moods there
    are; ``moods`` is None while they are too few to state anything.
    """

    value: str
    count: int
    moods: Moods | None

    @property
    def confidence(self) -> Confidence:
        """How much can be said about this group."""
        return confidence_of(self.count)


def group_of(value: str, pairs: Iterable[MoodPair]) -> Group:
    """The group of acts with these moods."""
    before: Counter[int] = Counter()
    after: Counter[int] = Counter()
    change: Counter[int] = Counter()
    for pair in pairs:
        before[pair.before] += pair.count
        after[pair.after] += pair.count
        change[pair.after - pair.before] += pair.count
    count = before.total()
    if confidence_of(count) is Confidence.NOT_ENOUGH:
        return Group(value, count, None)
    return Group(
        value, count, Moods(quartiles_of(before), quartiles_of(after), quartiles_of(change))
    )
