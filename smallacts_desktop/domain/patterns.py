"""A few plain facts about a person's own notes: at most three, each with its number of acts.

They are patterns, not causes: whoever smiled at the library may have been well already when they
set out. So a fact says what came with what, and how often, and nothing more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from smallacts_desktop.domain.counts import Dimension
from smallacts_desktop.domain.entries import Response
from smallacts_desktop.domain.groups import Confidence, Group, Moods
from smallacts_desktop.domain.quartiles import Quartiles

MOST_FACTS = 3
Groups = Mapping[Dimension, Sequence[Group]]


class Trend(Enum):
    """Which way the changes in mood mostly went.

    ``ROSE``: at least three in four went up. ``HELD``: at least three in four did not go down.
    ``FELL``: the middle one went down. ``VARIED``: none of these.
    """

    ROSE = "rose"
    HELD = "held"
    VARIED = "varied"
    FELL = "fell"


def trend_of(change: Quartiles) -> Trend:
    """Which way changes with this spread mostly went."""
    if change.median < 0:
        return Trend.FELL
    if change.lower > 0:
        return Trend.ROSE
    return Trend.HELD if change.lower >= 0 else Trend.VARIED


@dataclass(frozen=True, slots=True)
class LargestLift:
    """The value whose middle change in mood lies above that of every other in its dimension.

    ``others`` is how many other values of the dimension it was compared with.
    """

    dimension: Dimension
    value: str
    count: int
    change: Quartiles
    confidence: Confidence
    others: int


@dataclass(frozen=True, slots=True)
class NoResponse:
    """How the mood changed with acts to which nobody seemed to respond."""

    count: int
    change: Quartiles
    confidence: Confidence
    trend: Trend


@dataclass(frozen=True, slots=True)
class Overall:
    """How the mood changed over all acts with both moods."""

    count: int
    change: Quartiles
    confidence: Confidence
    trend: Trend


Fact = LargestLift | NoResponse | Overall


def patterns(groups: Groups, overall: Group) -> tuple[Fact, ...]:
    """At most three facts, the ones that matter most first; none under 5 acts.

    When things got harder, that is said first and plainly. A largest lift is named only where the
    middle change rose, at least two values of its dimension have 5 acts or more, and no other one
    of them has as large a middle change: with a tie there is no largest.
    """
    whole = _overall(overall)
    facts: list[Fact | None] = [_largest_lift(groups), _no_response(groups)]
    if whole is not None and whole.trend is Trend.FELL:
        facts.insert(0, whole)
    else:
        facts.append(whole)
    return tuple(fact for fact in facts if fact is not None)[:MOST_FACTS]


def _overall(group: Group) -> Overall | None:
    if group.moods is None:
        return None
    change = group.moods.change
    return Overall(group.count, change, group.confidence, trend_of(change))


def _largest_lift(groups: Groups) -> LargestLift | None:
    winners = [_winner(dimension, groups) for dimension in Dimension]
    lifts = [winner for winner in winners if winner is not None]
    return max(lifts, key=lambda lift: (lift.change.median, lift.count), default=None)


def _winner(dimension: Dimension, groups: Groups) -> LargestLift | None:
    known = [(group, group.moods) for group in groups.get(dimension, ()) if group.moods is not None]
    ranked = sorted(known, key=_middle_change, reverse=True)
    if len(ranked) < 2 or _middle_change(ranked[0]) == _middle_change(ranked[1]):
        return None
    group, moods = ranked[0]
    if moods.change.median <= 0:
        return None
    return LargestLift(
        dimension, group.value, group.count, moods.change, group.confidence, len(ranked) - 1
    )


def _middle_change(known: tuple[Group, Moods]) -> float:
    return known[1].change.median


def _no_response(groups: Groups) -> NoResponse | None:
    for group in groups.get(Dimension.RESPONSE, ()):
        if group.value == Response.NONE_NOTICED and group.moods is not None:
            change = group.moods.change
            return NoResponse(group.count, change, group.confidence, trend_of(change))
    return None
