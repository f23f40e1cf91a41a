"""What counts show: groups, expectations, weeks and the few facts stated."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.days import Period
from smallacts_desktop.domain.entries import Expectation, Response
from smallacts_desktop.domain.groups import (
    Confidence,
    DayPart,
    Dimension,
    Group,
    MoodPair,
    Quartiles,
    Tallies,
    confidence_of,
    group_of,
)
from smallacts_desktop.domain.insights import (
    Comparison,
    LargestLift,
    NoResponse,
    Overall,
    Trend,
    WeekCount,
    expectations_of,
    patterns,
    report_of,
    weeks_of,
)

TODAY = date(2026, 11, 22)  # a Sunday
EXPECTED = st.dictionaries(st.sampled_from(Expectation), st.integers(0, 500))


def _lifted(value: str, change: int, count: int) -> Group:
    return group_of(value, [MoodPair(4, 4 + change, count)])


def _quartiles(change: float) -> Quartiles:
    return Quartiles(change, change, change)


def _all(*groups: Group) -> Group:
    return group_of(
        "",
        [
            MoodPair(4, 4 + int(group.moods.change.median), group.count)
            for group in groups
            if group.moods is not None
        ],
    )


@pytest.mark.parametrize(
    ("count", "confidence"),
    [
        (0, Confidence.NOT_ENOUGH),
        (4, Confidence.NOT_ENOUGH),
        (5, Confidence.EARLY_DAYS),
        (9, Confidence.EARLY_DAYS),
        (10, Confidence.FULL),
    ],
)
def test_five_acts_are_needed_and_ten_are_plenty(count: int, confidence: Confidence) -> None:
    """The bounds are exactly where the words say."""
    assert confidence_of(count) is confidence


def test_a_group_of_four_states_nothing() -> None:
    """Under five there is a count and no number about moods at all."""
    group = group_of("park", [MoodPair(2, 6, 4)])
    assert (group.count, group.moods) == (4, None)


def test_a_group_of_five_states_before_after_and_change_each_by_itself() -> None:
    """The middle change is taken act by act, not from the two middles."""
    group = group_of("park", [MoodPair(2, 3, 3), MoodPair(8, 1, 2)])
    assert group.moods is not None
    assert group.moods.before.median == 2
    assert group.moods.after == Quartiles(1, 3, 3)
    assert group.moods.change == Quartiles(-7, 1, 1)


@given(EXPECTED)
def test_shares_add_to_a_hundred_and_are_off_by_less_than_one(
    counts: dict[Expectation, int],
) -> None:
    """However odd the counts, whole per cents add up, and none strays by a whole one."""
    found = expectations_of(counts)
    assert found.total == sum(counts.values())
    if found.total < 5:
        assert found.shares == ()
        assert found.comparison is Comparison.TOO_FEW
        return
    assert sum(share.share for share in found.shares) == 100
    assert [share.answer for share in found.shares] == list(Expectation)
    for share in found.shares:
        assert share.count == counts.get(share.answer, 0)
        assert abs(share.share * found.total - share.count * 100) < found.total


@pytest.mark.parametrize(
    ("counts", "comparison"),
    [
        ((1, 2, 1, 0, 0), Comparison.TOO_FEW),
        ((2, 4, 3, 1, 1), Comparison.MOSTLY_EASIER),
        ((2, 3, 3, 1, 1), Comparison.EASIER),
        ((1, 0, 3, 0, 1), Comparison.SAME),
        ((1, 1, 2, 1, 1), Comparison.EVEN),
        ((0, 2, 4, 2, 1), Comparison.HARDER),
        ((0, 1, 1, 2, 2), Comparison.MOSTLY_HARDER),
    ],
)
def test_the_comparison_says_no_more_than_the_counts(
    counts: tuple[int, ...], comparison: Comparison
) -> None:
    """Mostly takes more than half of all answers."""
    assert expectations_of(dict(zip(Expectation, counts, strict=True))).comparison is comparison


def test_every_week_stands_there_also_the_quiet_ones() -> None:
    """Weeks without acts are zeros between the others, and cut weeks are marked."""
    period = Period.between(date(2026, 11, 4), TODAY)
    counts = {date(2026, 11, 2): 3, date(2026, 11, 16): 1}
    assert weeks_of(counts, period, TODAY) == (
        WeekCount(date(2026, 11, 2), 3, part=True),
        WeekCount(date(2026, 11, 9), 0, part=False),
        WeekCount(date(2026, 11, 16), 1, part=False),
    )


def test_the_week_that_is_not_over_is_marked() -> None:
    """Today's week may still grow, so it is not shown as a whole one."""
    monday = date(2026, 11, 16)
    assert weeks_of({monday: 2}, Period(), monday + timedelta(days=3)) == (
        WeekCount(monday, 2, part=True),
    )


def test_weeks_start_with_the_first_act_when_the_period_has_no_start() -> None:
    """The whole journal is not padded with empty years; an empty one has no weeks."""
    first = date(2026, 11, 1)
    assert [week.first for week in weeks_of({first: 1}, Period(), TODAY, week_start=6)] == [
        first + timedelta(weeks=number) for number in range(4)
    ]
    assert weeks_of({}, Period(), TODAY) == ()


def test_weeks_after_today_are_left_out() -> None:
    """Dates still to come have no bars."""
    period = Period.between(date(2026, 11, 16), date(2027, 3, 1))
    assert len(weeks_of({}, period, TODAY)) == 1


def test_the_largest_lift_is_the_one_above_all_others_of_its_kind() -> None:
    """The library stands out among the places."""
    groups = {
        Dimension.PLACE: (_lifted("library", 3, 9), _lifted("park", 1, 20), _lifted("cafe", 9, 4))
    }
    facts = patterns(groups, group_of("", []))
    assert facts == (LargestLift(9, _quartiles(3), Dimension.PLACE, "library"),)


@pytest.mark.parametrize(
    "places",
    [
        (_lifted("library", 2, 9), _lifted("park", 2, 20)),  # a tie has no largest
        (_lifted("library", 2, 9),),  # there is nothing to compare with
        (_lifted("library", 2, 9), _lifted("park", 1, 4)),  # the other is too few
        (_lifted("library", 0, 9), _lifted("park", -2, 9)),  # no lift at all
    ],
)
def test_no_lift_is_called_the_largest_without_grounds(places: tuple[Group, ...]) -> None:
    """Nothing is claimed that the numbers do not show."""
    assert patterns({Dimension.PLACE: places}, group_of("", [])) == ()


def test_of_two_kinds_the_larger_lift_is_named_and_then_the_one_with_more_acts() -> None:
    """One fact speaks of lifts, and it is the best grounded."""
    sizes = (_lifted(ActSize.SMALL, 2, 30), _lifted(ActSize.SMALLEST, 1, 30))
    places = (_lifted("library", 2, 9), _lifted("park", 1, 20))
    times = (_lifted(DayPart.EVENING, 3, 5), _lifted(DayPart.MORNING, 0, 50))
    groups: dict[Dimension, tuple[Group, ...]] = {Dimension.SIZE: sizes, Dimension.PLACE: places}
    assert _values(groups) == [ActSize.SMALL]
    assert _values({**groups, Dimension.TIME_OF_DAY: times}) == [DayPart.EVENING]


def _values(groups: Mapping[Dimension, tuple[Group, ...]]) -> list[str]:
    facts = patterns(groups, group_of("", []))
    return [fact.value for fact in facts if isinstance(fact, LargestLift)]


@pytest.mark.parametrize(("change", "trend"), [(1, Trend.ROSE), (0, Trend.HELD), (-1, Trend.FELL)])
def test_acts_without_a_response_are_told_of_as_they_went(change: int, trend: Trend) -> None:
    """The fact about nobody responding follows the numbers up and down."""
    group = _lifted(Response.NONE_NOTICED, change, 11)
    facts = patterns({Dimension.RESPONSE: (group,)}, group_of("", []))
    assert facts == (NoResponse(11, _quartiles(change)),)
    assert facts[0].trend is trend


def test_moods_that_went_both_ways_varied() -> None:
    """A middle that rose does not hide that a quarter fell."""
    group = group_of(Response.NONE_NOTICED, [MoodPair(5, 3, 3), MoodPair(5, 6, 5)])
    (fact,) = patterns({Dimension.RESPONSE: (group,)}, group_of("", []))
    assert isinstance(fact, NoResponse)
    assert fact.trend is Trend.VARIED


def test_when_things_got_harder_that_is_said_first() -> None:
    """A fall over all acts is not left to the end or left out."""
    places = (_lifted("library", 2, 9), _lifted("park", -3, 40))
    facts = patterns({Dimension.PLACE: places}, _all(*places))
    assert isinstance(facts[0], Overall)
    assert facts[0].trend is Trend.FELL
    assert facts[0].count == 49


def test_at_most_three_facts_are_stated() -> None:
    """The card stays short."""
    places = (_lifted("library", 2, 9), _lifted("park", 1, 40))
    response = (_lifted(Response.NONE_NOTICED, 1, 12),)
    facts = patterns({Dimension.PLACE: places, Dimension.RESPONSE: response}, _all(*places))
    assert [type(fact) for fact in facts] == [LargestLift, NoResponse, Overall]


def test_a_report_orders_places_by_use_and_the_rest_by_their_own_order() -> None:
    """Smallest comes before small; the park, used most, before the café."""
    pair = (MoodPair(4, 5, 6),)
    grouped = {
        Dimension.SIZE: {ActSize.SMALL.value: pair, ActSize.SMALLEST.value: pair},
        Dimension.PLACE: {Place.CAFE.value: pair, "the allotment": (MoodPair(4, 5, 7),)},
        Dimension.TIME_OF_DAY: {DayPart.EVENING.value: pair, DayPart.MORNING.value: pair},
    }
    tallies = Tallies(acts=40, pairs=(MoodPair(4, 5, 30),), grouped=grouped, left_out=3)
    report = report_of(tallies, Period(), TODAY)
    values = {kind: [group.value for group in found] for kind, found in report.groups.items()}
    assert values == {
        Dimension.SIZE: ["smallest", "small"],
        Dimension.PLACE: ["the allotment", "cafe"],
        Dimension.RESPONSE: [],
        Dimension.TIME_OF_DAY: ["morning", "evening"],
    }
    assert (report.acts, report.overall.count, report.left_out) == (40, 30, 3)


def test_an_empty_journal_states_nothing() -> None:
    """No acts, no numbers, no facts."""
    report = report_of(Tallies(), Period(), TODAY)
    assert (report.acts, report.overall.count, report.weeks, report.patterns) == (0, 0, (), ())
    assert report.expectations.shares == ()
