"""Sentences about a person's notes: counted, calm, claiming no cause."""

import itertools
from dataclasses import replace
from datetime import date

import pytest

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.days import Period
from smallacts_desktop.domain.entries import Response
from smallacts_desktop.domain.groups import DayPart, Dimension, Quartiles
from smallacts_desktop.domain.insights import (
    Comparison,
    Expectations,
    Fact,
    InsightsReport,
    LargestLift,
    NoResponse,
    Overall,
    Trend,
)
from smallacts_desktop.ui.text import insight_words

SPREADS = (Quartiles(1, 2, 3), Quartiles(0, 0, 0), Quartiles(-1.5, -1, 0), Quartiles(-3, 0.5, 2))
VALUES = {
    Dimension.SIZE: list(ActSize),
    Dimension.PLACE: [*Place, "the <b>allotment</b>"],
    Dimension.RESPONSE: list(Response),
    Dimension.TIME_OF_DAY: list(DayPart),
}
_CLAIMS = ("because", "helped", "cause", "improve", "made you", "treat", "thanks to", "due to")
_SCOLDING = ("streak", "fail", "miss", "only", "should", "must", "!", "bad", "worse")


def _every_fact() -> list[Fact]:
    facts: list[Fact] = []
    for quartiles, count in itertools.product(SPREADS, (7, 1234)):
        facts += [NoResponse(count, quartiles), Overall(count, quartiles)]
        for dimension, values in VALUES.items():
            facts += [LargestLift(count, quartiles, dimension, value) for value in values]
    assert {fact.trend for fact in facts} == set(Trend)
    return facts


@pytest.mark.parametrize("fact", _every_fact(), ids=lambda fact: type(fact).__name__)
def test_every_fact_is_counted_and_states_no_cause(fact: Fact) -> None:
    """Whatever the fact, it names its acts, marks early days, and neither explains nor scolds."""
    sentence = insight_words.fact_sentence(fact)
    assert f"{fact.count:,} acts" in sentence.text
    assert ("early days" in sentence.text) == (fact.count < 10)
    assert "at least half" in sentence.text
    assert "{" not in sentence.text
    assert sentence.strong in sentence.text
    low = sentence.text.lower()
    assert not [word for word in (*_CLAIMS, *_SCOLDING) if word in low]


def test_a_fact_reads_as_a_sentence() -> None:
    """The words of the card, in full."""
    fact = LargestLift(9, Quartiles(1, 2, 3), Dimension.PLACE, Place.LIBRARY.value)
    sentence = insight_words.fact_sentence(fact)
    assert sentence.text == (
        "Acts at the library came with larger rises in mood than acts in other places: "
        "at least half of the changes were between +1 and +3 (9 acts, early days)."
    )
    assert sentence.as_html().startswith("<b>Acts at the library</b> came")


def test_a_persons_own_words_are_no_mark_up() -> None:
    """A place called <b> stays a place called <b>."""
    fact = LargestLift(12, Quartiles(1, 1, 1), Dimension.PLACE, "<b>x")
    assert "&lt;b&gt;x" in insight_words.fact_sentence(fact).as_html()


@pytest.mark.parametrize("comparison", Comparison)
def test_every_comparison_has_one_calm_counted_sentence(comparison: Comparison) -> None:
    """Harder is said plainly, with the number of answers, and never as a fault."""
    said = insight_words.expectation_sentence(Expectations(23, (), comparison))
    assert "23" in said
    assert not [word for word in _SCOLDING if word in said.lower()]
    harder = comparison in (Comparison.HARDER, Comparison.MOSTLY_HARDER)
    assert ("went harder than you expected" in said) == harder


@pytest.mark.parametrize(
    ("value", "mood", "change"),
    [(0.0, "0", "0"), (4, "4", "+4"), (4.5, "4.5", "+4.5"), (-1, None, "−1"), (-0.5, None, "−0.5")],
)
def test_numbers_are_whole_or_halves_with_a_true_minus(
    value: float, mood: str | None, change: str
) -> None:
    """No decimals but a half; a change shows its direction."""
    assert insight_words.change(value) == change
    if mood is not None:
        assert insight_words.mood(value) == mood


def test_the_subtitle_names_the_acts_the_period_and_what_is_left_out(
    report: InsightsReport,
) -> None:
    """Nobody has to guess what the numbers rest on."""
    assert insight_words.subtitle(report) == (
        "From 66 acts with both moods noted, in the last 3 months."
    )
    fewer = replace(report, left_out=2, period=Period.between(date(2026, 1, 2), date(2026, 3, 4)))
    assert insight_words.subtitle(fewer) == (
        "From 66 acts with both moods noted, from 2 Jan 2026 to 4 Mar 2026. "
        "2 more are left out: their mood before was remembered afterwards."
    )
