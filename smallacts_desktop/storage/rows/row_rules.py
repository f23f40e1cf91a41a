"""What a row of each table has to be before it is taken from a file that is not trusted.

A row is sound when the domain takes what it says, by the same rules as a form, and this program
would have written it just so.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from smallacts_desktop.domain.acts import HINT_LIMIT, OWN_PREFIX, TITLE_LIMIT, ActSize
from smallacts_desktop.domain.entries import (
    NOTE_LIMIT,
    SHORT_TEXT_LIMIT,
    check_entry,
    check_mood,
    check_text,
)
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.file.checksums import Shape
from smallacts_desktop.storage.file.conversion import (
    entry_from_row,
    entry_to_row,
    instant_text,
    own_act_columns,
    own_act_from_row,
    pending_from_row,
    pending_to_row,
)
from smallacts_desktop.storage.rows import tables
from smallacts_desktop.storage.rows.draft_json import answers_from_json, answers_to_json
from smallacts_desktop.storage.rows.shares import share_from_row, share_to_row

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

    ``again`` makes a row again from what the domain understands of it.
    """

    shape: Shape
    again: Callable[[Row, date], Mapping[str, object]]
    since: int = 1

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.shape.table

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold what the person gave; every schema with the table has them."""
        return self.shape.columns


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
    entry = entry_from_row(row)
    check_entry(entry, today)
    _check_offset(row["utc_offset"])
    check_text(entry.act_id or "", SHORT_TEXT_LIMIT)
    deleted = row["deleted_at"]
    return {
        **entry_to_row(entry),
        "written_at": _instant(row["written_at"]),
        "deleted_at": None if deleted is None else _instant(deleted),
    }


def _pending(row: Row, _today: date) -> Mapping[str, object]:
    pending = pending_from_row(row)
    for text in (pending.act_id, pending.title, pending.hint, pending.place):
        check_text(text, SHORT_TEXT_LIMIT)
    check_mood(pending.mood_before)
    _check_offset(row["utc_offset"])
    return {**pending_to_row(pending), "started_at": _instant(row["started_at"])}


def _draft(row: Row, _today: date) -> Mapping[str, object]:
    answers = answers_from_json(row["answers"])
    if answers is None:
        raise UnsoundRowError
    check_text(row["form"], SHORT_TEXT_LIMIT)
    return {
        "form": row["form"],
        "answers": answers_to_json(answers),
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
    if share is None:
        raise UnsoundRowError
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


ENTRIES = KeptTable(tables.ENTRIES, _entry)
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
