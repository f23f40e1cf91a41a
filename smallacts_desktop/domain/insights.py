"""What the counts of one period show, gathered for a page: moods, expectations, weeks, patterns.

Everything names how many acts it rests on and claims no cause. Nothing is stated about fewer than
5 acts (see ``groups``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.counts import DayPart, Dimension, MoodPair, Tallies
from smallacts_desktop.domain.entries import Expectation, Response
from smallacts_desktop.domain.groups import Confidence, Group, confidence_of, group_of
from smallacts_desktop.domain.patterns import Fact, patterns
from smallacts_desktop.domain.periods import Period, first_day_of_week

_WHOLE = 100
_WEEK = timedelta(weeks=1)
_ONE_DAY = timedelta(days=1)
# Dimensions whose values have an order of their own; places go by how often they occur.
_ORDERS: Mapping[Dimension, Sequence[str]] = {
    Dimension.SIZE: tuple(ActSize),
    Dimension.RESPONSE: tuple(Response),
    Dimension.TIME_OF_DAY: tuple(DayPart),
}
_EASIER = (Expectation.MUCH_EASIER, Expectation.EASIER)
_HARDER = (Expectation.HARDER, Expectation.MUCH_HARDER)


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
        part = start < first or start + _WEEK - _ONE_DAY > last
        weeks.append(WeekCount(start, counts.get(start, 0), part))
        start += _WEEK
    return tuple(weeks)
