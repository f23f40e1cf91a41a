"""What the domain knows, as rows and as the text of a draft, and back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from smallacts_desktop.domain.acts import Act, ActSize, Place
from smallacts_desktop.domain.backups import UnreadableEntry
from smallacts_desktop.domain.days import FIRST_DAY
from smallacts_desktop.domain.entries import (
    Barrier,
    DeletedEntry,
    Entry,
    EntryDraft,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    PendingAct,
    Response,
)
from smallacts_desktop.domain.journal_errors import DamagedJournalError

_T = TypeVar("_T")
_MINUTE = timedelta(minutes=1)


def instant_text(instant: datetime) -> str:
    """An aware instant as text in UTC that sorts as time does.

    Raises ValueError for a naive one, which would mean a different instant in every zone.
    """
    if instant.utcoffset() is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(UTC).isoformat()


def clock_text(clock: time) -> str:
    """A wall-clock time to the minute."""
    return clock.isoformat(timespec="minutes")


def minutes_of(offset: timedelta) -> int:
    """An offset from UTC in whole minutes."""
    return offset // _MINUTE


def code_or_none(code: type[_T], value: object) -> _T | None:
    """The member of an enumeration, or None for no value; ValueError for an unknown one."""
    return None if value is None else code(value)  # type: ignore[call-arg]


def entry_to_row(entry: Entry) -> dict[str, object]:
    """The columns of an entry that is not deleted."""
    return {
        "id": str(entry.id),
        "kind": entry.kind.value,
        "date": entry.date.isoformat(),
        "time": None if entry.time is None else clock_text(entry.time),
        "utc_offset": None if entry.utc_offset is None else minutes_of(entry.utc_offset),
        "written_at": instant_text(entry.written_at),
        "act": entry.act,
        "act_id": entry.act_id,
        "size": entry.size,
        "place": entry.place,
        "person": entry.person,
        "outcome": entry.outcome,
        "barrier": entry.barrier,
        "mood_before": entry.mood_before,
        "mood_before_recorded": entry.mood_before_recorded,
        "mood_after": entry.mood_after,
        "response": entry.response,
        "expectation": entry.expectation,
        "private": int(entry.private),
        "deleted_at": None,
        "note": entry.note,
    }


def entry_from_row(row: Mapping[str, Any]) -> Entry:
    """The entry in a row. Raises DamagedJournalError for values no entry can have."""
    try:
        return _entry_from_row(row)
    except (TypeError, ValueError):
        raise DamagedJournalError from None


def _entry_from_row(row: Mapping[str, Any]) -> Entry:
    clock, offset = row["time"], row["utc_offset"]
    return Entry(
        id=UUID(row["id"]),
        kind=EntryKind(row["kind"]),
        date=date.fromisoformat(row["date"]),
        written_at=datetime.fromisoformat(row["written_at"]),
        time=None if clock is None else time.fromisoformat(clock),
        utc_offset=None if offset is None else timedelta(minutes=offset),
        act=row["act"],
        act_id=row["act_id"],
        size=code_or_none(ActSize, row["size"]),
        place=row["place"],
        person=row["person"],
        outcome=code_or_none(Outcome, row["outcome"]),
        barrier=code_or_none(Barrier, row["barrier"]),
        mood_before=row["mood_before"],
        mood_before_recorded=code_or_none(MoodRecorded, row["mood_before_recorded"]),
        mood_after=row["mood_after"],
        response=code_or_none(Response, row["response"]),
        expectation=code_or_none(Expectation, row["expectation"]),
        note=row["note"],
        private=bool(row["private"]),
    )


def unreadable_entry(number: int, row: Mapping[str, Any]) -> UnreadableEntry:
    """What can still be seen of an entry that cannot be read."""
    return UnreadableEntry(number, _seen(UUID, row["id"]), _seen(_day, row["date"]))


def _seen(read: Callable[[Any], _T], value: object) -> _T | None:
    try:
        return read(value)
    except (AttributeError, TypeError, ValueError):
        return None


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day < FIRST_DAY:
        raise ValueError
    return day


def deleted_entry_from_row(row: Mapping[str, Any]) -> DeletedEntry:
    """The deleted entry in a row. Raises DamagedJournalError for values no entry can have."""
    entry = entry_from_row(row)
    try:
        return DeletedEntry(entry, datetime.fromisoformat(row["deleted_at"]))
    except ValueError:
        raise DamagedJournalError from None


def pending_to_row(pending: PendingAct) -> dict[str, object]:
    """The columns of the waiting act."""
    return {
        "id": 1,
        "act_id": pending.act_id,
        "title": pending.title,
        "hint": pending.hint,
        "size": pending.size.value,
        "place": pending.place,
        "mood_before": pending.mood_before,
        "started_at": instant_text(pending.started_at),
        "started_day": pending.started_day.isoformat(),
        "started_time": clock_text(pending.started_time),
        "utc_offset": minutes_of(pending.utc_offset),
    }


def pending_from_row(row: Mapping[str, Any]) -> PendingAct:
    """The waiting act in a row. Raises DamagedJournalError for values no act can have."""
    try:
        return PendingAct(
            act_id=row["act_id"],
            title=row["title"],
            hint=row["hint"],
            size=ActSize(row["size"]),
            place=row["place"],
            mood_before=row["mood_before"],
            started_at=datetime.fromisoformat(row["started_at"]),
            started_day=date.fromisoformat(row["started_day"]),
            started_time=time.fromisoformat(row["started_time"]),
            utc_offset=timedelta(minutes=row["utc_offset"]),
        )
    except (TypeError, ValueError):
        raise DamagedJournalError from None


def own_act_columns(act: Act) -> dict[str, object]:
    """What an own act says, by column."""
    return {
        "size": act.size.value,
        "title": act.title,
        "hint": act.hint,
        "places": " ".join(act.places),
        "little_energy": int(act.little_energy),
    }


def own_act_from_row(row: Mapping[str, Any]) -> Act:
    """The own act in a row. Raises DamagedJournalError for values no act can have."""
    try:
        return Act(
            id=row["id"],
            size=ActSize(row["size"]),
            title=row["title"],
            hint=row["hint"],
            places=tuple(Place(code) for code in row["places"].split()),
            little_energy=bool(row["little_energy"]),
        )
    except ValueError:
        raise DamagedJournalError from None


def answers_to_json(answers: EntryDraft) -> str:
    """Write answers as JSON in plain ASCII, which carries any character a form can hold."""
    values = ((known.name, getattr(answers, known.name)) for known in fields(EntryDraft))
    return json.dumps({name: _plain(value) for name, value in values})


def answers_from_json(text: str) -> EntryDraft | None:
    """Read answers, or None when the text holds none that this program understands.

    A field that is not there is blank, so a later form can have more of them.
    """
    try:
        given = json.loads(text)
        if not isinstance(given, dict):
            return None
        return EntryDraft(
            **{name: read(given[name]) for name, read in _READERS.items() if name in given}
        )
    except (RecursionError, TypeError, ValueError):
        return None


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return clock_text(value) if isinstance(value, time) else value


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole_number(value: object) -> int | None:
    if value is not None and type(value) is not int:
        raise TypeError
    return value


def _flag(value: object) -> bool:
    return value is True


def _or_none(read: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda value: None if value is None else read(value)


# What makes an answer of its JSON value; TypeError or ValueError where it is none.
_READERS: Mapping[str, Callable[[Any], Any]] = {
    "kind": EntryKind,
    "act": _text,
    "act_id": _or_none(_text),
    "size": partial(code_or_none, ActSize),
    "date": _or_none(date.fromisoformat),
    "time": _or_none(time.fromisoformat),
    "place": _text,
    "person": _text,
    "outcome": partial(code_or_none, Outcome),
    "barrier": partial(code_or_none, Barrier),
    "mood_before": _whole_number,
    "mood_before_recorded": partial(code_or_none, MoodRecorded),
    "mood_after": _whole_number,
    "response": partial(code_or_none, Response),
    "expectation": partial(code_or_none, Expectation),
    "note": _text,
    "private": _flag,
}
