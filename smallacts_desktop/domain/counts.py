"""Counts taken from the journal: all that looking back needs to know of its entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum, StrEnum

from smallacts_desktop.domain.entries import Expectation
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP

MORNING_STARTS, AFTERNOON_STARTS, EVENING_STARTS = time(4), time(12), time(18)


class Dimension(Enum):
    """What acts are grouped by."""

    SIZE = "size"
    PLACE = "place"
    RESPONSE = "response"
    TIME_OF_DAY = "time_of_day"


class DayPart(StrEnum):
    """When in the day: morning from 04:00, afternoon from 12:00, evening from 18:00 to 04:00."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


DAY_PART_LABELS: Mapping[DayPart, str] = {
    DayPart.MORNING: QT_TRANSLATE_NOOP("Domain", "Morning"),
    DayPart.AFTERNOON: QT_TRANSLATE_NOOP("Domain", "Afternoon"),
    DayPart.EVENING: QT_TRANSLATE_NOOP("Domain", "Evening and night"),
}


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
