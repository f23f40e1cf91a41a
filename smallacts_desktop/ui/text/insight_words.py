"""What looking back says, in whole sentences: calm, counted, and never naming a cause."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication, QLocale

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.days import Period, PeriodKind
from smallacts_desktop.domain.entries import Response
from smallacts_desktop.domain.groups import Confidence, DayPart, Dimension, Quartiles
from smallacts_desktop.domain.insights import (
    Comparison,
    Expectations,
    Fact,
    InsightsReport,
    LargestLift,
    NoResponse,
    Trend,
)
from smallacts_desktop.domain.wording import Labelled
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

_MINUS = "−"
_CODES: Mapping[Dimension, type[Labelled]] = {
    Dimension.SIZE: ActSize,
    Dimension.PLACE: Place,
    Dimension.RESPONSE: Response,
    Dimension.TIME_OF_DAY: DayPart,
}


def dimension_word(dimension: Dimension) -> str:
    """What acts are grouped by, in a word."""
    return {
        Dimension.SIZE: translate("Insights", "Size"),
        Dimension.PLACE: translate("Insights", "Place"),
        Dimension.RESPONSE: translate("Insights", "Response"),
        Dimension.TIME_OF_DAY: translate("Insights", "Time of day"),
    }[dimension]


def group_label(dimension: Dimension, value: str) -> str:
    """A group's name; the person's own word for a place stays as they wrote it, on one line."""
    if dimension is Dimension.PLACE:
        return " ".join(words.place_word(value).split())
    return words.word(_CODES[dimension](value).label)


def group_subject(dimension: Dimension, value: str) -> str:
    """The acts of a group, to begin a sentence with."""
    if dimension is Dimension.PLACE and value not in list(Place):
        return translate("Insights", "Acts at “{place}”").format(place=value)
    return {
        ActSize.SMALLEST: translate("Insights", "Smallest acts"),
        ActSize.SMALLER: translate("Insights", "Smaller acts"),
        ActSize.SMALL: translate("Insights", "Small acts"),
        Place.HOME: translate("Insights", "Acts from home"),
        Place.NEIGHBOURS: translate("Insights", "Acts with neighbours"),
        Place.STREET: translate("Insights", "Acts out and about"),
        Place.PARK: translate("Insights", "Acts in the park"),
        Place.SHOPS: translate("Insights", "Acts at the shops"),
        Place.CAFE: translate("Insights", "Acts at a café"),
        Place.TRANSPORT: translate("Insights", "Acts on the bus or train"),
        Place.LIBRARY: translate("Insights", "Acts at the library"),
        Place.WORK_STUDY: translate("Insights", "Acts at work or study"),
        Place.GROUPS: translate("Insights", "Acts in groups"),
        Place.HEALTH: translate("Insights", "Acts on health visits"),
        Place.PHONE_ONLINE: translate("Insights", "Acts by phone or online"),
        Place.ANYWHERE: translate("Insights", "Acts that fit anywhere"),
        Response.WARM: translate("Insights", "Acts with a warm response"),
        Response.A_LITTLE: translate("Insights", "Acts with a little response"),
        Response.NONE_NOTICED: translate("Insights", "Acts where nobody seemed to respond"),
        Response.NOT_SURE: translate("Insights", "Acts where you were not sure of the response"),
        DayPart.MORNING: translate("Insights", "Acts in the morning"),
        DayPart.AFTERNOON: translate("Insights", "Acts in the afternoon"),
        DayPart.EVENING: translate("Insights", "Acts in the evening or at night"),
    }[_CODES[dimension](value)]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the few words of it that may stand out; ``strong`` may be empty."""

    text: str
    strong: str = ""

    def as_html(self) -> str:
        """The sentence as rich text; whatever the person wrote in it stays plain."""
        before, strong, after = self.text.partition(self.strong or self.text)
        if not self.strong or not strong:
            return escape(self.text)
        return f"{escape(before)}<b>{escape(strong)}</b>{escape(after)}"


def patterns_title() -> str:
    """What the card of facts is called."""
    return translate("Insights", "What your notes show")


def patterns_caption() -> str:
    """What stands under the facts, and under every chart that leaves the program."""
    return translate("Insights", "Patterns in your own notes, not proof of cause.")


def no_patterns() -> str:
    """What the card of facts says while there is nothing to state."""
    return translate(
        "Insights", "There are too few notes of mood here to show a pattern yet. That is fine."
    )


def mood(value: float) -> str:
    """A mood or a middle mood: whole, or with a half."""
    return QLocale().toString(float(value), "f", 0 if float(value).is_integer() else 1)


def change(value: float) -> str:
    """A change in mood with its sign; no change is 0."""
    if value == 0:
        return mood(0)
    return (_MINUS if value < 0 else "+") + mood(abs(value))


def middle_half(quartiles: Quartiles, *, signed: bool = False) -> str:
    """The bounds of the middle half; one number where they are the same."""
    number = change if signed else mood
    if quartiles.lower == quartiles.upper:
        return number(quartiles.lower)
    if signed:
        # Beginning with a word: a spreadsheet would take "+1 to +2" for a formula.
        text = translate("Insights", "from {lower} to {upper}")
    else:
        text = translate("Insights", "{lower} to {upper}")
    return text.format(lower=number(quartiles.lower), upper=number(quartiles.upper))


def acts(count: int) -> str:
    """A number of acts."""
    return words.plural(
        translate("Insights", "{count} act"), translate("Insights", "{count} acts"), count
    )


def counted(count: int, confidence: Confidence) -> str:
    """The number of acts under a group's name, marked while they are few."""
    if confidence is not Confidence.EARLY_DAYS:
        return acts(count)
    text = translate("Insights", "{acts} · early days")
    return text.format(acts=acts(count))


def too_few() -> str:
    """What stands in the place of numbers that would rest on too little."""
    return translate("Insights", "too few to show yet")


def period_phrase(period: Period) -> str:
    """When the notes are from, to go inside a sentence."""
    match period.kind:
        case PeriodKind.FOUR_WEEKS:
            return translate("Insights", "in the last 4 weeks")
        case PeriodKind.THREE_MONTHS:
            return translate("Insights", "in the last 3 months")
        case PeriodKind.YEAR:
            return translate("Insights", "in the last year")
    if period.first is not None and period.last is not None:
        text = translate("Insights", "from {first} to {last}")
        first, last = words.short_day(period.first), words.short_day(period.last)
        return text.format(first=first, last=last)
    return translate("Insights", "in your whole journal")


def subtitle(report: InsightsReport) -> str:
    """What the page's numbers rest on, and what was left out by choice."""
    when = period_phrase(report.period)
    if not report.overall.count:
        text = translate("Insights", "No acts with both moods noted {period}.")
    elif report.overall.count == 1:
        text = translate("Insights", "From 1 act with both moods noted, {period}.")
    else:
        text = translate("Insights", "From {count} acts with both moods noted, {period}.")
    said = text.format(count=QLocale().toString(report.overall.count), period=when)
    return f"{said} {left_out(report)}".strip()


def left_out(report: InsightsReport) -> str:
    """How many acts are left out because their mood before was remembered; blank for none."""
    if not report.left_out:
        return ""
    return words.plural(
        translate(
            "Insights", "{count} more is left out: its mood before was remembered afterwards."
        ),
        translate(
            "Insights", "{count} more are left out: their mood before was remembered afterwards."
        ),
        report.left_out,
    )


def expectation_sentence(expectations: Expectations) -> str:
    """How acts went compared with what was expected, in one plain sentence."""
    text = {
        Comparison.TOO_FEW: translate(
            "Insights", "There are too few answers to show here yet ({count})."
        ),
        Comparison.MOSTLY_EASIER: translate(
            "Insights", "More often than not, it went easier than you expected ({count} answers)."
        ),
        Comparison.EASIER: translate(
            "Insights", "It went easier than you expected more often than harder ({count} answers)."
        ),
        Comparison.SAME: translate(
            "Insights", "More often than not, it went as you expected ({count} answers)."
        ),
        Comparison.EVEN: translate(
            "Insights", "It went easier as often as it went harder ({count} answers)."
        ),
        Comparison.HARDER: translate(
            "Insights",
            "It went harder than you expected more often than easier ({count} answers). "
            "Some times are like that.",
        ),
        Comparison.MOSTLY_HARDER: translate(
            "Insights",
            "More often than not, it went harder than you expected ({count} answers). "
            "A smaller act, or a rest, is always fine.",
        ),
    }[expectations.comparison]
    return text.format(count=QLocale().toString(expectations.total))


def fact_sentence(fact: Fact) -> Sentence:
    """A fact in words, with how many acts it rests on."""
    if isinstance(fact, LargestLift):
        text, strong = _lift_text(fact), group_subject(fact.dimension, fact.value)
    elif isinstance(fact, NoResponse):
        text, strong = _no_response_text(fact), translate("Insights", "didn’t seem to respond")
    else:
        text, strong = _overall_text(fact), ""
    basis = acts(fact.count)
    if fact.confidence is Confidence.EARLY_DAYS:
        basis = translate("Insights", "{acts}, early days").format(acts=basis)
    said = text.format(subject=strong, strong=strong, range=_range(fact.change), acts=basis)
    return Sentence(said, strong)


def _range(quartiles: Quartiles) -> str:
    if quartiles.lower == quartiles.upper:
        text = translate("Insights", "at least half of the changes were {value}")
        return text.format(value=change(quartiles.lower))
    text = translate("Insights", "at least half of the changes were between {lower} and {upper}")
    return text.format(lower=change(quartiles.lower), upper=change(quartiles.upper))


def _lift_text(fact: LargestLift) -> str:
    return {
        Dimension.SIZE: translate(
            "Insights",
            "{subject} came with larger rises in mood than acts of other sizes: {range} ({acts}).",
        ),
        Dimension.PLACE: translate(
            "Insights",
            "{subject} came with larger rises in mood than acts in other places: {range} ({acts}).",
        ),
        Dimension.RESPONSE: translate(
            "Insights",
            "{subject} came with larger rises in mood than acts with other responses: "
            "{range} ({acts}).",
        ),
        Dimension.TIME_OF_DAY: translate(
            "Insights",
            "{subject} came with larger rises in mood than acts at other times: {range} ({acts}).",
        ),
    }[fact.dimension]


def _no_response_text(fact: NoResponse) -> str:
    return {
        Trend.ROSE: translate(
            "Insights", "When people {strong}, your mood still mostly rose: {range} ({acts})."
        ),
        Trend.HELD: translate(
            "Insights", "When people {strong}, your mood mostly stayed the same: {range} ({acts})."
        ),
        Trend.VARIED: translate(
            "Insights", "When people {strong}, your mood varied: {range} ({acts})."
        ),
        Trend.FELL: translate(
            "Insights",
            "When people {strong}, your mood was lower afterwards at least half of the time: "
            "{range} ({acts}). It was still yours to give.",
        ),
    }[fact.trend]


def _overall_text(fact: Fact) -> str:
    return {
        Trend.ROSE: translate(
            "Insights", "Over all acts together, your mood mostly rose: {range} ({acts})."
        ),
        Trend.HELD: translate(
            "Insights",
            "Over all acts together, your mood mostly stayed the same or rose: {range} ({acts}).",
        ),
        Trend.VARIED: translate(
            "Insights", "Over all acts together, your mood varied: {range} ({acts})."
        ),
        Trend.FELL: translate(
            "Insights",
            "In this time your mood was lower after at least half of your acts: {range} ({acts}). "
            "Some times are harder than others.",
        ),
    }[fact.trend]
