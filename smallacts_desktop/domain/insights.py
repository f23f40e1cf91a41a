"""What the counts of one period show, gathered for a page: moods, expectations, weeks, patterns.

Everything names how many acts it rests on, and nothing is stated about fewer than 5 (see
``groups``). Patterns are no causes: whoever smiled at the library may have been well already when
they set out. So a fact says what came with what, and how often, and nothing more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.days import Period, first_day_of_week
from smallacts_desktop.domain.entries import Expectation, Response
from smallacts_desktop.domain.groups import (
    Confidence,
    DayPart,
    Dimension,
    Group,
    MoodPair,
    Moods,
    Quartiles,
    Tallies,
    confidence_of,
    group_of,
)

MOST_FACTS = 3
Groups = Mapping[Dimension, Sequence[Group]]
_WHOLE = 100
_WEEK = timedelta(weeks=1)
_EASIER = (Expectation.MUCH_EASIER, Expectation.EASIER)
_HARDER = (Expectation.HARDER, Expectation.MUCH_HARDER)


class Trend(Enum):
    """Which way the changes in mood mostly went.

    ``ROSE``: at least three in four went up. ``HELD``: at least three in four did not go down.
    ``FELL``: the middle one went down. ``VARIED``: none of these.
    """

    ROSE = "rose"
    HELD = "held"
    VARIED = "varied"
    FELL = "fell"


@dataclass(frozen=True, slots=True)
class Fact:
    """How the mood changed with ``count`` acts that have something in common."""

    count: int
    change: Quartiles

    @property
    def confidence(self) -> Confidence:
        """How much can be said from these acts."""
        return confidence_of(self.count)

    @property
    def trend(self) -> Trend:
        """Which way the changes mostly went."""
        if self.change.median < 0:
            return Trend.FELL
        if self.change.lower > 0:
            return Trend.ROSE
        return Trend.HELD if self.change.lower >= 0 else Trend.VARIED


@dataclass(frozen=True, slots=True)
class LargestLift(Fact):
    """The value whose middle change in mood lies above that of every other in its dimension."""

    dimension: Dimension
    value: str


class NoResponse(Fact):
    """How the mood changed with acts to which nobody seemed to respond."""


class Overall(Fact):
    """How the mood changed over all acts with both moods."""


def patterns(groups: Groups, overall: Group) -> tuple[Fact, ...]:
    """At most three facts, the ones that matter most first; none under 5 acts.

    When things got harder, that is said first and plainly. A largest lift is named only where the
    middle change rose, at least two values of its dimension have 5 acts or more, and no other one
    of them has as large a middle change: with a tie there is no largest.
    """
    whole = None if overall.moods is None else Overall(overall.count, overall.moods.change)
    facts: list[Fact | None] = [_largest_lift(groups), _no_response(groups)]
    if whole is not None and whole.trend is Trend.FELL:
        facts.insert(0, whole)
    else:
        facts.append(whole)
    return tuple(fact for fact in facts if fact is not None)[:MOST_FACTS]


def _largest_lift(groups: Groups) -> LargestLift | None:
    lifts = [lift for dimension in Dimension if (lift := _winner(dimension, groups)) is not None]
    return max(lifts, key=lambda lift: (lift.change.median, lift.count), default=None)


def _winner(dimension: Dimension, groups: Groups) -> LargestLift | None:
    known = [(group, group.moods) for group in groups.get(dimension, ()) if group.moods is not None]
    ranked = sorted(known, key=_middle_change, reverse=True)
    if len(ranked) < 2 or _middle_change(ranked[0]) == _middle_change(ranked[1]):
        return None
    group, moods = ranked[0]
    if moods.change.median <= 0:
        return None
    return LargestLift(group.count, moods.change, dimension, group.value)


def _middle_change(known: tuple[Group, Moods]) -> float:
    return known[1].change.median


def _no_response(groups: Groups) -> NoResponse | None:
    for group in groups.get(Dimension.RESPONSE, ()):
        if group.value == Response.NONE_NOTICED and group.moods is not None:
            return NoResponse(group.count, group.moods.change)
    return None


# Dimensions whose values have an order of their own; places go by how often they occur.
_ORDERS: Mapping[Dimension, Sequence[str]] = {
    Dimension.SIZE: tuple(ActSize),
    Dimension.RESPONSE: tuple(Response),
    Dimension.TIME_OF_DAY: tuple(DayPart),
}


class Comparison(Enum):
    """How acts went compared with what was expected, in one word.

    ``MOSTLY_EASIER`` and ``MOSTLY_HARDER``: more than half of all answers. ``EASIER`` and
    ``HARDER``: more than the other way, yet not more than half. ``SAME``: more than half were
    the same. ``EVEN``: as many easier as harder.
    """

    TOO_FEW = "too_few"
    MOSTLY_EASIER = "mostly_easier"
    EASIER = "easier"
    SAME = "same"
    EVEN = "even"
    HARDER = "harder"
    MOSTLY_HARDER = "mostly_harder"


@dataclass(frozen=True, slots=True)
class ExpectationShare:
    """One answer, how many acts had it, and its share in whole per cent."""

    answer: Expectation
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class Expectations:
    """How acts went compared with what was expected.

    ``shares`` holds every answer, the easiest first, and adds to 100; it is empty while the
    ``total`` of answers is too small to state anything.
    """

    total: int
    shares: tuple[ExpectationShare, ...]
    comparison: Comparison

    @property
    def confidence(self) -> Confidence:
        """How much can be said from these answers."""
        return confidence_of(self.total)


@dataclass(frozen=True, slots=True)
class WeekCount:
    """The acts done in the week that starts on ``first``.

    ``part`` is true for a week of which the period, or the time up to today, holds but a part.
    """

    first: date
    acts: int
    part: bool


@dataclass(frozen=True, slots=True)
class InsightsReport:
    """Everything that looking back over one period shows.

    ``acts`` is how many were done, ``overall`` all of those with both moods as one group (its
    value is blank), ``groups`` the same by dimension: places the most used first, the others in
    their own order. ``left_out`` acts have both moods and are left out because the mood before
    was remembered afterwards; 0 when ``include_remembered``.
    """

    period: Period
    include_remembered: bool
    acts: int
    overall: Group
    groups: Mapping[Dimension, tuple[Group, ...]]
    left_out: int
    expectations: Expectations
    weeks: tuple[WeekCount, ...]
    patterns: tuple[Fact, ...]


def report_of(
    tallies: Tallies,
    period: Period,
    today: date,
    *,
    include_remembered: bool = True,
    week_start: int = 0,
) -> InsightsReport:
    """The report on ``period`` from its counts.

    ``week_start`` is the weekday on which the weeks of the counts start, 0 for Monday.
    """
    overall = group_of("", tallies.pairs)
    groups = {
        dimension: _groups(dimension, tallies.grouped.get(dimension, {})) for dimension in Dimension
    }
    return InsightsReport(
        period=period,
        include_remembered=include_remembered,
        acts=tallies.acts,
        overall=overall,
        groups=groups,
        left_out=tallies.left_out,
        expectations=expectations_of(tallies.expectations),
        weeks=weeks_of(tallies.weeks, period, today, week_start),
        patterns=patterns(groups, overall),
    )


def _groups(dimension: Dimension, pairs: Mapping[str, Sequence[MoodPair]]) -> tuple[Group, ...]:
    groups = [group_of(value, found) for value, found in pairs.items()]
    order = _ORDERS.get(dimension)
    if order is None:
        return tuple(sorted(groups, key=lambda group: (-group.count, group.value)))
    return tuple(sorted(groups, key=lambda group: order.index(group.value)))


def expectations_of(counts: Mapping[Expectation, int]) -> Expectations:
    """The answers as shares that add to 100, by the method of the largest remainder.

    Each share is rounded down, and the per cent that are left go one each to the answers that
    lost most by it; where two lost as much, to the easier one.
    """
    total = sum(counts.values())
    if confidence_of(total) is Confidence.NOT_ENOUGH:
        return Expectations(total, (), Comparison.TOO_FEW)
    answers = list(Expectation)
    exact = {answer: divmod(counts.get(answer, 0) * _WHOLE, total) for answer in answers}
    left = _WHOLE - sum(whole for whole, _ in exact.values())
    by_loss = sorted(answers, key=lambda answer: -exact[answer][1])
    raised = set(by_loss[:left])
    shares = (
        ExpectationShare(answer, counts.get(answer, 0), exact[answer][0] + (answer in raised))
        for answer in answers
    )
    return Expectations(total, tuple(shares), _comparison(counts, total))


def _comparison(counts: Mapping[Expectation, int], total: int) -> Comparison:
    easier = sum(counts.get(answer, 0) for answer in _EASIER)
    harder = sum(counts.get(answer, 0) for answer in _HARDER)
    if easier * 2 > total:
        return Comparison.MOSTLY_EASIER
    if harder * 2 > total:
        return Comparison.MOSTLY_HARDER
    if counts.get(Expectation.SAME, 0) * 2 > total:
        return Comparison.SAME
    if easier == harder:
        return Comparison.EVEN
    return Comparison.EASIER if easier > harder else Comparison.HARDER


def weeks_of(
    counts: Mapping[date, int], period: Period, today: date, week_start: int = 0
) -> tuple[WeekCount, ...]:
    """Every week of the period up to today, those without acts too.

    A period without a first day starts with the first week that has an act; an empty journal has
    no weeks.
    """
    last = today if period.last is None else min(period.last, today)
    first = period.first or min(counts, default=None)
    if first is None or first > last:
        return ()
    weeks = []
    start = first_day_of_week(first, week_start)
    while start <= last:
        part = start < first or start + _WEEK > last + timedelta(days=1)
        weeks.append(WeekCount(start, counts.get(start, 0), part))
        start += _WEEK
    return tuple(weeks)
