"""Counts over many entries at once. SQLite does the counting; no entry is read whole.

Entries that were found to be unreadable are in no count.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from smallacts_desktop.domain.days import FIRST_DAY
from smallacts_desktop.domain.entries import Expectation
from smallacts_desktop.domain.periods import Period, first_day_of_week
from smallacts_desktop.domain.tallies import (
    AFTERNOON_STARTS,
    EVENING_STARTS,
    MORNING_STARTS,
    DayPart,
    Dimension,
    MoodPair,
    Tallies,
)
from smallacts_desktop.storage.conversion import clock_text
from smallacts_desktop.storage.database import Database

# ?1 and ?2 are the first and the last day. The rest is spelled out as an index would have it:
# SQLite uses a partial index only for a condition that it can see to be the same.
_DONE = """
    FROM entries WHERE deleted_at IS NULL AND kind = 'act' AND outcome = 'done'
    AND date BETWEEN ?1 AND ?2{readable}
"""
_PAIRED = f"{_DONE} AND mood_before IS NOT NULL AND mood_after IS NOT NULL"
# ?3 is 1 when moods remembered afterwards count too.
_COUNTED = f"{_PAIRED} AND (?3 OR mood_before_recorded IS NOT 'afterwards')"
_DAY_PART = f"""
    CASE WHEN time IS NULL THEN NULL
         WHEN time < '{clock_text(MORNING_STARTS)}' THEN '{DayPart.EVENING}'
         WHEN time < '{clock_text(AFTERNOON_STARTS)}' THEN '{DayPart.MORNING}'
         WHEN time < '{clock_text(EVENING_STARTS)}' THEN '{DayPart.AFTERNOON}'
         ELSE '{DayPart.EVENING}' END
"""
_VALUES: Mapping[Dimension, str] = {
    Dimension.SIZE: "size",
    Dimension.PLACE: "nullif(place, '')",
    Dimension.RESPONSE: "response",
    Dimension.TIME_OF_DAY: _DAY_PART,
}
_GROUPED: Mapping[Dimension, str] = {
    dimension: f"""
        SELECT {value} AS value, mood_before, mood_after, count(*) {_COUNTED}
        AND value IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    """
    for dimension, value in _VALUES.items()
}


class TallyRows:
    """Counts over the acts that were done; deleted ones count nowhere.

    An act with a mood missing on one side is in no count of moods.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def tallies(self, period: Period, *, remembered: bool, week_start: int = 0) -> Tallies:
        """Every count over ``period``.

        With ``remembered`` false, moods before that were remembered afterwards are left out of
        the moods, and of nothing else. ``week_start`` is the weekday that starts a week, 0 for
        Monday to 6 for Sunday.
        """
        paired = int(self._ask(f"SELECT count(*) {_PAIRED}", period)[0][0])
        pairs = self.pairs(period, remembered=remembered)
        weeks = self.weeks(period, week_start)
        return Tallies(
            acts=sum(weeks.values()),
            pairs=pairs,
            grouped={
                dimension: self.grouped(dimension, period, remembered=remembered)
                for dimension in Dimension
            },
            set_aside=paired - sum(pair.count for pair in pairs),
            expectations=self.expectations(period),
            weeks=weeks,
        )

    def pairs(self, period: Period, *, remembered: bool) -> tuple[MoodPair, ...]:
        """How many acts had each pair of moods."""
        rows = self._ask_counted(
            f"SELECT mood_before, mood_after, count(*) {_COUNTED} GROUP BY 1, 2 ORDER BY 1, 2",
            period,
            remembered=remembered,
        )
        return tuple(MoodPair(*row) for row in rows)

    def grouped(
        self, dimension: Dimension, period: Period, *, remembered: bool
    ) -> dict[str, tuple[MoodPair, ...]]:
        """How many acts had each pair of moods, by the value of a dimension.

        Acts that say nothing about the dimension are left out.
        """
        found: defaultdict[str, list[MoodPair]] = defaultdict(list)
        rows = self._ask_counted(_GROUPED[dimension], period, remembered=remembered)
        for name, before, after, count in rows:
            found[name].append(MoodPair(before, after, count))
        return {name: tuple(pairs) for name, pairs in found.items()}

    def expectations(self, period: Period) -> dict[Expectation, int]:
        """How many acts were compared with what the person expected, by the answer."""
        found = dict(
            self._ask(
                f"SELECT expectation, count(*) {_DONE} AND expectation IS NOT NULL GROUP BY 1",
                period,
            )
        )
        return {answer: found[answer] for answer in Expectation if answer in found}

    def weeks(self, period: Period, week_start: int = 0) -> dict[date, int]:
        """How many acts were done in each week that had any, by the week's first day.

        Days outside the period count nowhere, so its first and last week may be cut short.
        """
        weeks: Counter[date] = Counter()
        for text, count in self._ask(f"SELECT date, count(*) {_DONE} GROUP BY 1", period):
            weeks[first_day_of_week(date.fromisoformat(text), week_start)] += count
        return dict(sorted(weeks.items()))

    def _ask_counted(self, sql: str, period: Period, *, remembered: bool) -> list[tuple[Any, ...]]:
        return self._database.execute(
            sql.format(readable=self._database.readable_entries()),
            (*_bounds(period), int(remembered)),
        )

    def _ask(self, sql: str, period: Period) -> list[tuple[Any, ...]]:
        return self._database.execute(
            sql.format(readable=self._database.readable_entries()), _bounds(period)
        )


def _bounds(period: Period) -> tuple[str, str]:
    return (period.first or FIRST_DAY).isoformat(), (period.last or date.max).isoformat()
