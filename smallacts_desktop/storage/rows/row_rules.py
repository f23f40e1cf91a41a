"""What a row of each table has to be: before it is taken over, and where everything is looked at.

A row of a file that is not trusted is sound when the domain takes what it says, by the same rules
as a form, and this program would have written it just so. A row of the person's own file is
compared with its checksum and with what such a row can say; that only reads.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from smallacts_desktop.domain.acts import HINT_LIMIT, OWN_PREFIX, TITLE_LIMIT, ActSize
from smallacts_desktop.domain.backups import Finding
from smallacts_desktop.domain.entries import (
    NOTE_LIMIT,
    SHORT_TEXT_LIMIT,
    Entry,
    PendingAct,
    check_entry,
    check_mood,
    check_text,
)
from smallacts_desktop.domain.errors import FutureEntryError, SmallActsError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.storage.file.checksums import COLUMN, Shape
from smallacts_desktop.storage.file.driver import Driver, as_far_as_possible
from smallacts_desktop.storage.rows import tables
from smallacts_desktop.storage.rows.mapping import (
    answers_from_json,
    answers_to_json,
    deleted_entry_from_row,
    from_row,
    instant_text,
    own_act_columns,
    own_act_from_row,
    share_from_row,
    share_to_row,
    to_row,
    unreadable_entry,
)
from smallacts_desktop.storage.rows.statements import NOT_INDEXED, Statement

Row = dict[str, Any]
# What reading the values of a row as what they should be may raise.
_WRONG = (
    ArithmeticError, AttributeError, KeyError, RecursionError, SmallActsError, TypeError,
    ValueError,
)  # fmt: skip
_DAY = 24 * 60
_PATH_LIMIT = 5_000
# Room for more after the highest.
_NUMBERS = range(1, 2**53)
# Room for an hour's distance from UTC, either way, so that a moment can be told in any zone.
_YEARS = range(1900, 9999)


class UnsoundRowError(ValueError):
    """A row that this program would not have written."""


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table of a person's own; ``since`` is the first version of the schema that has it.

    ``again`` makes a row again from what the domain understands of it. ``added`` holds the columns
    that came with a later version, with what a row from before it says in them.
    """

    shape: Shape
    again: Callable[[Row, date], Mapping[str, object]]
    since: int = 1
    added: Mapping[int, Mapping[str, object]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.shape.table

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold what the person gave, in the newest schema."""
        return self.shape.columns

    def shape_in(self, version: int) -> Shape:
        """The table as a schema of this version has it."""
        later = [name for since, names in self.added.items() if since > version for name in names]
        if not later:
            return self.shape
        kept = tuple(name for name in self.columns if name not in later)
        return Shape(self.name, kept)

    def completed(self, row: Row) -> Row:
        """A row of any version with what it lacks of the newest one."""
        return {name: value for names in self.added.values() for name, value in names.items()} | row


def check_row(table: KeptTable, row: Row, today: date) -> None:
    """Raise UnsoundRowError unless a row of ``table`` is sound; no entry may lie after ``today``.

    ``row`` has the columns of ``table``, with values as this program writes them: text, whole
    numbers and None.
    """
    try:
        again = table.again(row, today)
        if all(again[name] == row[name] for name in table.columns):
            return
    except _WRONG:
        pass
    raise UnsoundRowError from None


def _entry(row: Row, today: date) -> Mapping[str, object]:
    entry = from_row(Entry, row)
    check_entry(entry, today)
    _check_offset(row["utc_offset"])
    check_text(entry.act_id or "", SHORT_TEXT_LIMIT)
    deleted = row["deleted_at"]
    return {
        **to_row(entry),
        "written_at": _instant(row["written_at"]),
        "deleted_at": None if deleted is None else _instant(deleted),
    }


def _pending(row: Row, _today: date) -> Mapping[str, object]:
    pending = from_row(PendingAct, row)
    for text in (pending.act_id, pending.title, pending.hint, pending.place):
        check_text(text, SHORT_TEXT_LIMIT)
    check_mood(pending.mood_before)
    _check_offset(row["utc_offset"])
    return {"id": 1, **to_row(pending), "started_at": _instant(row["started_at"])}


def _draft(row: Row, _today: date) -> Mapping[str, object]:
    answers = answers_from_json(row["answers"])
    check_text(row["form"], SHORT_TEXT_LIMIT)
    return {
        "form": row["form"],
        # By the names it has: a form of an earlier version had fewer answers.
        "answers": answers_to_json(answers, json.loads(row["answers"])),
        "saved_at": _instant(row["saved_at"]),
    }


def _offer(row: Row, _today: date) -> Mapping[str, object]:
    check_text(row["act_id"], SHORT_TEXT_LIMIT)
    return {
        "id": int(row["id"]),
        "day": date.fromisoformat(row["day"]).isoformat(),
        "size": ActSize(row["size"]).value,
        "act_id": row["act_id"],
        "offered_at": _instant(row["offered_at"]),
    }


def _act_mark(row: Row, _today: date) -> Mapping[str, object]:
    check_text(row["act_id"], SHORT_TEXT_LIMIT)
    marks = {name: int(bool(row[name])) for name in ("favourite", "hidden")}
    return {"act_id": row["act_id"], **marks}


def _own_act(row: Row, _today: date) -> Mapping[str, object]:
    act = own_act_from_row(row)
    check_text(act.id, SHORT_TEXT_LIMIT)
    check_text(act.title, TITLE_LIMIT)
    check_text(act.hint, HINT_LIMIT)
    if not (act.id.startswith(OWN_PREFIX) and act.title.strip() and act.places):
        raise UnsoundRowError
    removed = row["removed_at"]
    return {
        "id": act.id,
        **own_act_columns(act),
        "created_at": _instant(row["created_at"]),
        "removed_at": None if removed is None else _instant(removed),
    }


def _preference(row: Row, _today: date) -> Mapping[str, object]:
    check_text(row["key"], SHORT_TEXT_LIMIT)
    check_text(row["value"], NOTE_LIMIT)
    return row


def _share(row: Row, _today: date) -> Mapping[str, object]:
    share = share_from_row(row)
    check_text(share.target, _PATH_LIMIT)
    if not (row["number"] in _NUMBERS and share.rows >= 0 and share.withheld >= 0):
        raise UnsoundRowError
    again = {"number": int(row["number"]), **share_to_row(share)}
    return {**again, "shared_at": _instant(row["shared_at"])}


def _kept_aside(row: Row, _today: date) -> Mapping[str, object]:
    """What could not be read before: nothing is made of it, as long as it is JSON."""
    check_text(row["origin"], SHORT_TEXT_LIMIT)
    if not (row["number"] in _NUMBERS and isinstance(json.loads(row["contents"]), dict)):
        raise UnsoundRowError
    return row


def _instant(text: str) -> str:
    """The moment as this program would write it."""
    moment = datetime.fromisoformat(text)
    if moment.year not in _YEARS:
        raise UnsoundRowError
    return instant_text(moment)


def _check_offset(minutes: int | None) -> None:
    if minutes is not None and not -_DAY < minutes < _DAY:
        raise UnsoundRowError


ENTRIES = KeptTable(
    tables.ENTRIES, _entry, added={5: {"forecast": None, "plan": "", "good_moment": 0}}
)
KEPT_ASIDE = KeptTable(tables.KEPT_ASIDE, _kept_aside, since=4)
# In this order: none refers to a later one.
KEPT_TABLES: tuple[KeptTable, ...] = (
    ENTRIES,
    KeptTable(tables.OWN_ACTS, _own_act, since=2),
    KeptTable(tables.ACT_MARKS, _act_mark),
    KeptTable(tables.OFFERS, _offer),
    KeptTable(tables.PENDING, _pending),
    KeptTable(tables.DRAFTS, _draft),
    KeptTable(tables.PREFERENCES, _preference),
    KeptTable(tables.SHARES, _share, since=3),
    KEPT_ASIDE,
)


_AT_A_TIME = 500
_WITHOUT_DAY = QT_TRANSLATE_NOOP("Damage", "An entry cannot be read, nor can its day.")
_ENTRY = QT_TRANSLATE_NOOP("Damage", "The entry of {day} cannot be read.")
_FUTURE = QT_TRANSLATE_NOOP("Damage", "The entry of {day} lies in the future.")
_UNLIKELY = QT_TRANSLATE_NOOP("Damage", "The entry of {day} says what no entry can say.")
_TWICE = QT_TRANSLATE_NOOP("Damage", "The entry of {day} is there twice.")
_WORDS: Mapping[str, str] = {
    tables.PENDING.table: QT_TRANSLATE_NOOP("Damage", "The act that waits cannot be read."),
    tables.DRAFTS.table: QT_TRANSLATE_NOOP("Damage", "A half-written form cannot be read."),
    tables.OFFERS.table: QT_TRANSLATE_NOOP("Damage", "A record of an offered act cannot be read."),
    tables.ACT_MARKS.table: QT_TRANSLATE_NOOP("Damage", "A mark on an act cannot be read."),
    tables.OWN_ACTS.table: QT_TRANSLATE_NOOP("Damage", "An act of your own cannot be read."),
    tables.PREFERENCES.table: QT_TRANSLATE_NOOP("Damage", "A choice of yours cannot be read."),
    tables.SHARES.table: QT_TRANSLATE_NOOP("Damage", "A record of what you shared cannot be read."),
    tables.KEPT_ASIDE.table: QT_TRANSLATE_NOOP(
        "Damage", "A row that was kept aside cannot be read."
    ),
}
_READERS: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    tables.PENDING.table: partial(from_row, PendingAct),
    tables.OWN_ACTS.table: own_act_from_row,
    tables.SHARES.table: share_from_row,
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
            if finding is None and row[shape.key] in seen and shape is tables.ENTRIES:
                finding = Finding(_TWICE, {"day": row["date"]})
            seen.add(row[shape.key])
            if finding is not None:
                yield finding


def _finding(
    shape: Shape, number: int, row: Mapping[str, Any], today: dt.date, *, sound: bool
) -> Finding | None:
    if shape is tables.ENTRIES:
        return _about_entry(number, row, today, sound=sound)
    read = _READERS.get(shape.table)
    if sound and read is not None:
        try:
            read(row)
        except SmallActsError:
            sound = False
    return None if sound else Finding(_WORDS[shape.table])


def _about_entry(
    number: int, row: Mapping[str, Any], today: dt.date, *, sound: bool
) -> Finding | None:
    entry = _read_entry(row) if sound else None
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


def _read_entry(row: Mapping[str, Any]) -> Entry | None:
    try:
        if row["deleted_at"] is None:
            return from_row(Entry, row)
        return deleted_entry_from_row(row).entry
    except SmallActsError:
        return None
