"""Counts over many entries at once, and the nicknames in them. SQLite does the counting.

No entry is read whole, and entries that were found to be unreadable are in no count.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from peewee import SQL, Case, ColumnBase, Value, fn

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.days import FIRST_DAY, Period, first_day_of_week
from smallacts_desktop.domain.entries import Expectation, MoodRecorded
from smallacts_desktop.domain.groups import (
    AFTERNOON_STARTS,
    EVENING_STARTS,
    MORNING_STARTS,
    DayPart,
    Dimension,
    MoodPair,
    Tallies,
)
from smallacts_desktop.domain.people import Face, FaceStep, nickname_key, tidy_nickname
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.acts import DraftRows
from smallacts_desktop.storage.rows.entry_queries import (
    DONE,
    GONE,
    GOOD_MOMENTS,
    LATEST,
    NAMED,
    READABLE,
    THERE,
)
from smallacts_desktop.storage.rows.mapping import clock_text, instant_text
from smallacts_desktop.storage.rows.statements import BLANK, COUNT, Given, Statement, each_of, same
from smallacts_desktop.storage.rows.tables import ENTRIES, CheckedTable

_E = ENTRIES.source.c
# Per nickname, size and whether an act of it was done.
_FACES = Statement(
    ENTRIES.source.select(_E.person, _E.size, DONE, fn.min(_E.date), fn.max(_E.date), COUNT, LATEST)
    .where(THERE, READABLE, NAMED)
    .group_by(SQL("1"), SQL("2"), SQL("3"))
)
# Each act done with somebody, the earliest first.
_DONE_WITH = Statement(
    ENTRIES.source.select(_E.person, _E.size)
    .where(THERE, READABLE, NAMED, DONE, _E.size.is_null(False))
    .order_by(_E.date, _E.time, _E.written_at)
)
_PERSONS = ENTRIES.source.select(_E.person).where(READABLE, NAMED).distinct()
_SPELLINGS = Statement(_PERSONS.where(THERE))
_SPELLINGS_OF_DELETED = Statement(_PERSONS.where(GONE))
_SPELT = Statement(ENTRIES.select().where(_E.person.in_(each_of("spellings"))))


@dataclass(frozen=True, slots=True)
class _Row:
    person: str
    size: str | None
    done: int
    first: str
    last: str
    count: int
    latest: str


class MomentRows:
    """Which entries the person marked as good moments."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def numbers(self) -> list[int]:
        """The numbers of those that are there and can be read."""
        return [number for (number,) in self._database.ask(GOOD_MOMENTS)]


class FaceRows:
    """The nicknames that entries and half-written forms name.

    Spellings that differ in case and spaces alone are one nickname.
    """

    def __init__(self, database: Database, drafts: DraftRows) -> None:
        self._database = database
        self._drafts = drafts
        self._entries = CheckedTable(database, ENTRIES)

    def all(self) -> list[Face]:
        """Every familiar face, the one met last first."""
        groups: dict[str, list[_Row]] = {}
        for row in (_Row(*values) for values in self._database.ask(_FACES)):
            groups.setdefault(nickname_key(row.person), []).append(row)
        latest_first = sorted(
            groups.values(), key=lambda rows: max(row.latest for row in rows), reverse=True
        )
        return [_face(rows) for rows in latest_first]

    def sizes(self) -> dict[str, list[ActSize]]:
        """The sizes of the acts done with each person, the earliest first, by ``nickname_key``."""
        found: defaultdict[str, list[ActSize]] = defaultdict(list)
        for person, size in self._database.ask(_DONE_WITH):
            found[nickname_key(person)].append(ActSize(size))
        return found

    def spellings_of(self, nickname: str) -> list[str]:
        """The ways entries that can be found spell a nickname."""
        return self._like(nickname, (_SPELLINGS,))

    def rename(self, old: str, new: str, at: datetime) -> int:
        """Write ``new`` for the nickname ``old`` wherever it stands; return in how many entries.

        That means in deleted entries and half-written forms too; a blank ``new`` takes it out.
        ``at`` becomes the moment at which those entries were last written.
        """
        spellings = self._like(old, (_SPELLINGS, _SPELLINGS_OF_DELETED))
        with self._database.transaction():
            for draft in self._drafts.all():
                if nickname_key(draft.answers.person) == nickname_key(old):
                    self._drafts.put(replace(draft, answers=replace(draft.answers, person=new)))
            return self._entries.change(
                {"person": new, "written_at": instant_text(at)},
                _SPELT,
                spellings=spellings,
            )

    def _like(self, nickname: str, queries: Iterable[Statement]) -> list[str]:
        key = nickname_key(nickname)
        rows = [row for query in queries for row in self._database.ask(query)]
        return sorted({person for (person,) in rows if nickname_key(person) == key})


def _face(rows: Sequence[_Row]) -> Face:
    return Face(
        nickname=tidy_nickname(max(rows, key=lambda row: row.latest).person),
        steps={size: step for size in ActSize if (step := _step(rows, size)) is not None},
        last_seen=date.fromisoformat(max(row.last for row in rows)),
        entries=sum(row.count for row in rows),
    )


def _step(rows: Iterable[_Row], size: ActSize) -> FaceStep | None:
    done = [row for row in rows if row.done and row.size == size.value]
    if not done:
        return None
    return FaceStep(
        first=date.fromisoformat(min(row.first for row in done)),
        last=date.fromisoformat(max(row.last for row in done)),
        count=sum(row.count for row in done),
    )


_E = ENTRIES.source.c
_DONE = (THERE, DONE, _E.date.between(Given("first"), Given("last")), READABLE)
_PAIRED = (*_DONE, _E.mood_before.is_null(False), _E.mood_after.is_null(False))
# ``remembered`` is 1 when moods remembered afterwards count too.
_COUNTED = (
    *_PAIRED,
    Value(Given("remembered")) | ~same(_E.mood_before_recorded, MoodRecorded.AFTERWARDS.value),
)
_DAY_PART = Case(
    None,
    (
        (_E.time.is_null(), None),
        (_E.time < clock_text(MORNING_STARTS), DayPart.EVENING.value),
        (_E.time < clock_text(AFTERNOON_STARTS), DayPart.MORNING.value),
        (_E.time < clock_text(EVENING_STARTS), DayPart.AFTERNOON.value),
    ),
    DayPart.EVENING.value,
)
_VALUES: Mapping[Dimension, ColumnBase] = {
    Dimension.SIZE: _E.size,
    Dimension.PLACE: fn.nullif(_E.place, BLANK),
    Dimension.RESPONSE: _E.response,
    Dimension.TIME_OF_DAY: _DAY_PART,
}


def _counted(values: Sequence[ColumnBase], *conditions: ColumnBase) -> Statement:
    """Asks how many entries have each combination of values, in the order of these."""
    places = [SQL(str(place)) for place in range(1, len(values) + 1)]
    query = ENTRIES.source.select(*values, COUNT).where(*conditions)
    return Statement(query.group_by(*places).order_by(*places))


_MOODS = (_E.mood_before, _E.mood_after)
_COUNT_PAIRED = Statement(ENTRIES.source.select(COUNT).where(*_PAIRED))
_PAIRS = _counted(_MOODS, *_COUNTED)
_GROUPED = {
    dimension: _counted((value, *_MOODS), *_COUNTED, value.is_null(False))
    for dimension, value in _VALUES.items()
}
_EXPECTATIONS = _counted((_E.expectation,), *_DONE, _E.expectation.is_null(False))
_DAYS = _counted((_E.date,), *_DONE)


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
        paired = int(self._database.ask(_COUNT_PAIRED, **_bounds(period))[0][0])
        pairs = self.pairs(period, remembered=remembered)
        weeks = self.weeks(period, week_start)
        return Tallies(
            acts=sum(weeks.values()),
            pairs=pairs,
            grouped={
                dimension: self.grouped(dimension, period, remembered=remembered)
                for dimension in Dimension
            },
            left_out=paired - sum(pair.count for pair in pairs),
            expectations=self.expectations(period),
            weeks=weeks,
        )

    def pairs(self, period: Period, *, remembered: bool) -> tuple[MoodPair, ...]:
        """How many acts had each pair of moods."""
        rows = self._database.ask(_PAIRS, **_bounds(period), remembered=remembered)
        return tuple(MoodPair(*row) for row in rows)

    def grouped(
        self, dimension: Dimension, period: Period, *, remembered: bool
    ) -> dict[str, tuple[MoodPair, ...]]:
        """How many acts had each pair of moods, by the value of a dimension.

        Acts that say nothing about the dimension are left out.
        """
        found: defaultdict[str, list[MoodPair]] = defaultdict(list)
        rows = self._database.ask(_GROUPED[dimension], **_bounds(period), remembered=remembered)
        for name, before, after, count in rows:
            found[name].append(MoodPair(before, after, count))
        return {name: tuple(pairs) for name, pairs in found.items()}

    def expectations(self, period: Period) -> dict[Expectation, int]:
        """How many acts were compared with what the person expected, by the answer."""
        found = dict(self._database.ask(_EXPECTATIONS, **_bounds(period)))
        return {answer: found[answer] for answer in Expectation if answer in found}

    def weeks(self, period: Period, week_start: int = 0) -> dict[date, int]:
        """How many acts were done in each week that had any, by the week's first day.

        Days outside the period count nowhere, so its first and last week may be cut short.
        """
        weeks: Counter[date] = Counter()
        for text, count in self._database.ask(_DAYS, **_bounds(period)):
            weeks[first_day_of_week(date.fromisoformat(text), week_start)] += count
        return dict(sorted(weeks.items()))


def _bounds(period: Period) -> dict[str, str]:
    first, last = period.first or FIRST_DAY, period.last or date.max
    return {"first": first.isoformat(), "last": last.isoformat()}
