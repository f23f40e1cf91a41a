"""Acts that have something in common, and the moods before and after them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from smallacts_desktop.domain.counts import MoodPair
from smallacts_desktop.domain.quartiles import Quartiles, quartiles_of

# There is no established threshold for either; they are this program's own caution.
ENOUGH = 5
PLENTY = 10


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
