"""Every row of a file compared with its checksum and with what such a row can say; only reads."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from smallacts_desktop.domain.damage import Finding
from smallacts_desktop.domain.entries import Entry, check_entry
from smallacts_desktop.domain.errors import FutureEntryError, SmallActsError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.storage.file.checksums import COLUMN, Shape
from smallacts_desktop.storage.file.conversion import (
    deleted_entry_from_row,
    entry_from_row,
    own_act_from_row,
    pending_from_row,
    unreadable_entry,
)
from smallacts_desktop.storage.file.driver import Driver, as_far_as_possible
from smallacts_desktop.storage.rows.shares import share_from_row
from smallacts_desktop.storage.rows.statements import NOT_INDEXED, Statement
from smallacts_desktop.storage.rows.tables import (
    ACT_MARKS,
    DRAFTS,
    ENTRIES,
    EVERY_TABLE,
    KEPT_ASIDE,
    OFFERS,
    OWN_ACTS,
    PENDING,
    PREFERENCES,
    SHARES,
)

_AT_A_TIME = 500
_WITHOUT_DAY = QT_TRANSLATE_NOOP("Damage", "An entry cannot be read, nor can its day.")
_ENTRY = QT_TRANSLATE_NOOP("Damage", "The entry of {day} cannot be read.")
_FUTURE = QT_TRANSLATE_NOOP("Damage", "The entry of {day} lies in the future.")
_UNLIKELY = QT_TRANSLATE_NOOP("Damage", "The entry of {day} says what no entry can say.")
_TWICE = QT_TRANSLATE_NOOP("Damage", "The entry of {day} is there twice.")
_WORDS: Mapping[str, str] = {
    PENDING.table: QT_TRANSLATE_NOOP("Damage", "The act that waits cannot be read."),
    DRAFTS.table: QT_TRANSLATE_NOOP("Damage", "A half-written form cannot be read."),
    OFFERS.table: QT_TRANSLATE_NOOP("Damage", "A record of an offered act cannot be read."),
    ACT_MARKS.table: QT_TRANSLATE_NOOP("Damage", "A mark on an act cannot be read."),
    OWN_ACTS.table: QT_TRANSLATE_NOOP("Damage", "An act of your own cannot be read."),
    PREFERENCES.table: QT_TRANSLATE_NOOP("Damage", "A choice of yours cannot be read."),
    SHARES.table: QT_TRANSLATE_NOOP("Damage", "A record of what you shared cannot be read."),
    KEPT_ASIDE.table: QT_TRANSLATE_NOOP("Damage", "A row that was kept aside cannot be read."),
}
_READERS: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    PENDING.table: pending_from_row,
    OWN_ACTS.table: own_act_from_row,
    SHARES.table: share_from_row,
}

Found = Callable[[str, int], None]


def row_damage(
    driver: Driver, shape: Shape, today: dt.date, found: Found | None = None
) -> Iterator[Finding]:
    """What is wrong with the rows of one table of the open file, if that has the table.

    ``found`` is told the table and the number of each row that is not what was written.
    """
    there = {name for _, name, *_ in driver.ask(f"PRAGMA table_info({shape.table})")}
    if not there.issuperset(shape.columns):
        return  # an older version's, or a damaged one: what the file consists of is told elsewhere
    has_checksums = COLUMN in there
    names = shape.names if has_checksums else shape.columns
    connection = driver.connection()
    connection.text_factory = as_far_as_possible
    # Past every index, which may have lost a row.
    rows = connection.execute(Statement(shape.select(NOT_INDEXED, names)).sql)
    seen: set[object] = set()
    while batch := rows.fetchmany(_AT_A_TIME):
        for number, *values in batch:
            row = dict(zip(names, values, strict=True))
            sound = not has_checksums or shape.is_sound(row)
            if not sound and found is not None:
                found(shape.table, number)
            finding = _finding(shape, number, row, today, sound=sound)
            if finding is None and row[shape.key] in seen and shape is ENTRIES:
                finding = Finding(_TWICE, {"day": row["date"]})
            seen.add(row[shape.key])
            if finding is not None:
                yield finding


def tables() -> tuple[Shape, ...]:
    """Every table whose rows are looked at."""
    return EVERY_TABLE


def _finding(
    shape: Shape, number: int, row: Mapping[str, Any], today: dt.date, *, sound: bool
) -> Finding | None:
    if shape is ENTRIES:
        return _about_entry(number, row, today, sound=sound)
    read = _READERS.get(shape.table)
    if sound and read is not None:
        try:
            sound = read(row) is not None
        except SmallActsError:
            sound = False
    return None if sound else Finding(_WORDS[shape.table])


def _about_entry(
    number: int, row: Mapping[str, Any], today: dt.date, *, sound: bool
) -> Finding | None:
    entry = _entry(row) if sound else None
    if entry is None:
        day = unreadable_entry(number, row).date
        return Finding(_WITHOUT_DAY) if day is None else Finding(_ENTRY, {"day": day})
    try:
        check_entry(entry, today)
    except FutureEntryError:
        return Finding(_FUTURE, {"day": entry.date})
    except SmallActsError:
        return Finding(_UNLIKELY, {"day": entry.date})
    return None


def _entry(row: Mapping[str, Any]) -> Entry | None:
    try:
        if row["deleted_at"] is None:
            return entry_from_row(row)
        return deleted_entry_from_row(row).entry
    except SmallActsError:
        return None
