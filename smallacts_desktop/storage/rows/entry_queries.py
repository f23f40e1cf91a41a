"""What is asked of the entries in the journal file, as statements.

``INDEXED``, ``THERE``, ``GONE``, ``READABLE``, ``DONE``, ``NAMED`` and ``LATEST`` are what other
statements about entries are made of too.
"""

from peewee import EXCLUDED, Node, fn

from smallacts_desktop.domain.entries import EntryKind, Outcome
from smallacts_desktop.storage.rows.statements import (
    BLANK,
    COUNT,
    NOT_INDEXED,
    Given,
    Source,
    Statement,
    each_of,
    same,
)
from smallacts_desktop.storage.rows.tables import ENTRIES, KEPT_ASIDE

# The index holds all that is counted and filtered by.
_E = ENTRIES.source.c
# Also after what a flipped bit can make of a day, so that such an entry is told.
AFTER_EVERY_DAY = "\U0010ffff"
INDEXED = Source(ENTRIES.table, "INDEXED BY entries_in_file_order")
THERE = _E.deleted_at.is_null()
GONE = _E.deleted_at.is_null(False)
READABLE = _E.number.not_in(each_of("unreadable"))
DONE = (_E.kind == EntryKind.ACT.value) & same(_E.outcome, Outcome.DONE.value)
NAMED = _E.person != BLANK
# When somebody was met last; text that sorts as time does.
LATEST = fn.max(
    _E.date.concat(" ").concat(fn.coalesce(_E.time, "")).concat(" ").concat(_E.written_at)
)

_BY_ID = _E.id == Given("id")

# The night before the day starts is the end of the day before, and so stands above its evening.
# Entries without a time come last, as NULL does.
_NEWEST_FIRST = (
    _E.date.desc(), (_E.time < Given("day_start")).desc(), _E.time.desc(), _E.written_at.desc(),
    _E.id.desc(),
)  # fmt: skip
# By day, time (blank first), when written and id: the order in which an index holds them, for
# queries that say "deleted_at IS NULL".
_FILE_ORDER = (_E.date, _E.time, _E.written_at, _E.id)


def numbers_of_page(*conditions: Node) -> Statement:
    """Asks for the numbers of ``limit`` entries after the first ``offset``, newest first.

    ``day_start`` is given to it too.
    """
    # Left to itself SQLite would sort the whole table; the index has the days in order already.
    page = INDEXED.select(_E.number).where(THERE, *conditions).order_by(*_NEWEST_FIRST)
    return Statement(page.limit(Given("limit")).offset(Given("offset")))


def _there(*conditions: Node) -> Statement:
    return Statement(ENTRIES.select().where(THERE, *conditions).order_by(*_FILE_ORDER))


PAGE = numbers_of_page()
COUNT_THERE = Statement(INDEXED.select(COUNT).where(THERE))
# What leaves the journal is looked for in the table itself: an entry that an index has lost is
# there all the same.
BETWEEN = Statement(
    Source(ENTRIES.table, NOT_INDEXED)
    .select(_E.number)
    .where(THERE, _E.date.between(Given("first"), Given("last")))
    .order_by(*_FILE_ORDER)
)
NUMBERS_AND_DAYS = Statement(
    Source(ENTRIES.table, NOT_INDEXED)
    # As bytes: a damaged day may be no text.
    .select(_E.number, _E.date.cast("BLOB"))
    .where(THERE, _E.date.between(Given("first"), Given("last")))
)
# With each row the text that its checksum is over, which SQLite writes faster than Python does.
FETCHED_IN_ORDER = Statement(
    Source(ENTRIES.table, NOT_INDEXED)
    .select(
        *ENTRIES.source.columns(("rowid", *ENTRIES.names)),
        fn.json_array(ENTRIES.table, *ENTRIES.source.columns(ENTRIES.columns)),
    )
    .where(THERE, _E.number.in_(each_of("numbers")))
    .order_by(*_FILE_ORDER)
)
FETCHED_PLAIN_IN_ORDER = Statement(
    ENTRIES.select(NOT_INDEXED)
    .where(THERE, _E.number.in_(each_of("numbers")))
    .order_by(*_FILE_ORDER)
)
FETCHED = Statement(ENTRIES.select().where(THERE, _E.number.in_(each_of("numbers"))))
WITH_IDS = Statement(ENTRIES.select().where(_E.id.in_(each_of("ids"))))
FOUND_WITH_IDS = Statement(ENTRIES.select().where(THERE, _E.id.in_(each_of("ids"))))
WITH_ID = Statement(ENTRIES.select().where(_BY_ID))
FOUND = Statement(ENTRIES.select().where(THERE, _BY_ID))
ON_DAY = _there(_E.date == Given("day"))
DONE_SINCE = _there(_E.date >= Given("first"), DONE)
DELETED = Statement(
    ENTRIES.select()
    .where(GONE)
    .order_by(_E.deleted_at.desc(), _E.id)
    .limit(Given("limit"))
    .offset(Given("offset"))
)
COUNT_DELETED = Statement(ENTRIES.source.select(COUNT).where(GONE))
PURGE = Statement(ENTRIES.source.delete().where(_E.deleted_at < Given("until")))

INSERT = Statement(
    ENTRIES.source.insertion(ENTRIES.names).on_conflict(
        conflict_target=[_E.id],
        update={column: EXCLUDED[column.name] for column in ENTRIES.source.columns(ENTRIES.names)},
        where=GONE,
    )
)
UPDATE = Statement(
    ENTRIES.source.update({_E[name]: Given(name) for name in ENTRIES.names}).where(THERE, _BY_ID)
)

_MOOD_CHANGE = _E.mood_after - _E.mood_before
DAY_SUMMARIES = Statement(
    ENTRIES.source.select(
        _E.date,
        fn.sum(DONE),
        COUNT,
        fn.avg(_E.mood_after),
        fn.avg(_MOOD_CHANGE),
        fn.count(_E.mood_after),
        fn.count(_MOOD_CHANGE),
        fn.sum(_E.kind == EntryKind.NOTE.value),
    )
    .where(THERE, READABLE, _E.date.between(Given("first"), Given("last")))
    .group_by(_E.date)
)
GOOD_MOMENTS = Statement(
    ENTRIES.source.select(_E.number).where(THERE, READABLE, _E.good_moment == 1)
)
NEXT_DAY = Statement(
    INDEXED.select(fn.min(_E.date)).where(THERE, READABLE, _E.date > Given("after"))
)
PLACES = Statement(
    ENTRIES.source.select(_E.place, COUNT)
    .where(THERE, READABLE, _E.place != BLANK)
    .group_by(_E.place)
    .order_by(COUNT.desc(), _E.place)
)
PERSONS = Statement(
    ENTRIES.source.select(_E.person)
    .where(THERE, READABLE, NAMED)
    .group_by(_E.person)
    .order_by(LATEST.desc(), _E.person)
)
COUNT_KEPT = Statement(KEPT_ASIDE.source.select(COUNT))
FORGET_KEPT = Statement(KEPT_ASIDE.source.delete())
