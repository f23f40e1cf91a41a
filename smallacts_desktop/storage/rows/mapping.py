"""What the domain knows, as rows and as the text of a draft, and back.

How a value is spelled follows from its type, so that a field that Entry, EntryDraft or PendingAct
gets is read and written here by itself; a column of its own is all that it needs besides.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import wraps
from operator import attrgetter
from typing import Any, Generic, TypeVar
from uuid import UUID

from smallacts_desktop.domain.acts import Act, ActSize, Place
from smallacts_desktop.domain.backups import UnreadableEntry
from smallacts_desktop.domain.days import FIRST_DAY
from smallacts_desktop.domain.disclosure import Column, PastShare, Preset, ShareChoice, ShareWay
from smallacts_desktop.domain.entries import (
    DeletedEntry,
    Draft,
    Entry,
    EntryDraft,
    PendingAct,
    ValueField,
    fields_of,
)
from smallacts_desktop.domain.journal_errors import DamagedJournalError

_T = TypeVar("_T")
_V = TypeVar("_V")
Row = Mapping[str, Any]
_Convert = Callable[[Any], Any]
_MINUTE = timedelta(minutes=1)
# What reading a value as what it should be may raise.
WRONG = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


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


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole_number(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value


# By type: how a value is written, where it does not stand as it is, and how it is read, where it
# is no code. SQLite keeps codes, texts and numbers itself; JSON has to be looked at.
_TO_TEXT: Mapping[type, _Convert] = {date: date.isoformat, time: clock_text}
_TO_COLUMN: Mapping[type, _Convert] = {
    **_TO_TEXT,
    UUID: str,
    timedelta: lambda offset: offset // _MINUTE,
    datetime: instant_text,
    bool: int,
}
_FROM_COLUMN: Mapping[type, _Convert | None] = {
    UUID: UUID,
    date: date.fromisoformat,
    time: time.fromisoformat,
    timedelta: lambda minutes: timedelta(minutes=minutes),
    datetime: datetime.fromisoformat,
    bool: bool,
    str: None,
    int: None,
}
_FROM_JSON: Mapping[type, _Convert | None] = {
    **_FROM_COLUMN,
    str: _text,
    int: _whole_number,
    bool: lambda value: value is True,
}


class _Spelling(Generic[_T]):
    """How the fields of a dataclass are written and read in one place."""

    def __init__(
        self,
        kind: type[_T],
        writers: Mapping[type, _Convert],
        readers: Mapping[type, _Convert | None],
    ) -> None:
        self.names = tuple(field.name for field in fields_of(kind))
        self._kind, self._values = kind, attrgetter(*self.names)
        self._writers = [
            (f.name, writers[f.type], True) for f in fields_of(kind) if f.type in writers
        ]
        found = [(f.name, _reader(readers, f.type), f.is_optional) for f in fields_of(kind)]
        self._readers = [(name, read, spare) for name, read, spare in found if read is not None]

    def written(self, value: _T) -> dict[str, Any]:
        """The fields of ``value`` by name."""
        return _converted(dict(zip(self.names, self._values(value), strict=True)), self._writers)

    def read(self, values: dict[str, Any]) -> _T:
        """What was written, changing ``values``; fields that are not there are blank.

        Raises one of ``WRONG`` for values that none can have.
        """
        readers = self._readers
        if len(values) < len(self.names):
            readers = [reader for reader in readers if reader[0] in values]
        return self._kind(**_converted(values, readers))


def _reader(readers: Mapping[type, _Convert | None], kind: type) -> _Convert | None:
    if issubclass(kind, StrEnum):
        return {code.value: code for code in kind}.__getitem__
    return readers[kind]


def _converted(
    values: dict[str, Any], converters: Iterable[tuple[str, _Convert, bool]]
) -> dict[str, Any]:
    for name, convert, spares_none in converters:
        value = values[name]
        if value is not None or not spares_none:
            values[name] = convert(value)
    return values


_ROWS: Mapping[type, _Spelling[Any]] = {
    kind: _Spelling(kind, _TO_COLUMN, _FROM_COLUMN) for kind in (Entry, PendingAct)
}
_ANSWERS = _Spelling(EntryDraft, _TO_TEXT, _FROM_JSON)


def to_row(value: Entry | PendingAct) -> dict[str, object]:
    """The columns of an entry or the waiting act, which are named as its fields are."""
    return _ROWS[type(value)].written(value)


def from_row(kind: type[_T], row: Row) -> _T:
    """The Entry or PendingAct in a row. Raises DamagedJournalError for values none can have."""
    spelling = _ROWS[kind]
    values = {name: row[name] for name in spelling.names}
    try:
        read: _T = spelling.read(values)
        return read
    except WRONG:
        raise DamagedJournalError from None


# Nearly every id and instant is spelled so; making it anew costs more than all else in its row.
_USUAL_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch
_IN_UTC = "+00:00"
_TO_THE_SECOND = len("YYYY-MM-DDTHH:MM:SS+00:00")


def as_kept(field: ValueField) -> _Convert | None:
    """How a value in a column of an entry is spelled as this program would; None: as it stands.

    What this returns raises one of ``WRONG`` for values that no entry can have.
    """
    read, write = _reader(_FROM_COLUMN, field.type), _TO_COLUMN.get(field.type)
    if read is None:
        return None

    def spelled(value: Any) -> object:  # noqa: ANN401 - whatever stands in a damaged row
        if value is None and field.is_optional:
            return None
        if field.type is UUID and _USUAL_ID(value):
            return value
        known = read(value)
        if field.type is datetime and len(value) == _TO_THE_SECOND and value.endswith(_IN_UTC):
            return value
        return write(known) if write else known.value

    return spelled


def readable(read: Callable[[Row], _T], rows: Iterable[Row]) -> Iterator[_T]:
    """What ``read`` makes of rows, without those of which it raises DamagedJournalError."""
    for row in rows:
        try:
            found = read(row)
        except DamagedJournalError:
            continue
        yield found


def _or_damaged(read: Callable[[_V], _T]) -> Callable[[_V], _T]:
    @wraps(read)
    def reading(value: _V) -> _T:
        try:
            return read(value)
        except WRONG:
            raise DamagedJournalError from None

    return reading


@_or_damaged
def deleted_entry_from_row(row: Row) -> DeletedEntry:
    """The deleted entry in a row. Raises DamagedJournalError for values no entry can have."""
    return DeletedEntry(from_row(Entry, row), datetime.fromisoformat(row["deleted_at"]))


def unreadable_entry(number: int, row: Row) -> UnreadableEntry:
    """What can still be seen of an entry that cannot be read."""
    return UnreadableEntry(number, _seen(UUID, row["id"]), _seen(_day, row["date"]))


def _seen(read: Callable[[Any], _T], value: object) -> _T | None:
    try:
        return read(value)
    except WRONG:
        return None


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day < FIRST_DAY:
        raise ValueError
    return day


def answers_to_json(answers: EntryDraft, names: Iterable[str] = _ANSWERS.names) -> str:
    """Write answers as JSON in plain ASCII, which carries any character a form can hold.

    ``names`` are those of a form that had fewer answers, or had them in another order.
    """
    written = _ANSWERS.written(answers)
    return json.dumps({name: written[name] for name in names})


@_or_damaged
def answers_from_json(text: str) -> EntryDraft:
    """Read answers. Raises DamagedJournalError for text that holds none this program understands.

    A field that is not there is blank, so a later form can have more of them.
    """
    given = dict(json.loads(text).items())
    return _ANSWERS.read({name: given[name] for name in _ANSWERS.names if name in given})


def draft_to_row(draft: Draft) -> dict[str, object]:
    """The columns of a half-written form."""
    return {
        "form": draft.form,
        "answers": answers_to_json(draft.answers),
        "saved_at": instant_text(draft.saved_at),
    }


@_or_damaged
def draft_from_row(row: Row) -> Draft:
    """The half-written form in a row. Raises DamagedJournalError for values none can have."""
    answers = answers_from_json(row["answers"])
    return Draft(row["form"], answers, datetime.fromisoformat(row["saved_at"]))


def own_act_columns(act: Act) -> dict[str, object]:
    """What an own act says, by column."""
    return {
        "size": act.size.value,
        "title": act.title,
        "hint": act.hint,
        "places": " ".join(act.places),
        "little_energy": int(act.little_energy),
    }


@_or_damaged
def own_act_from_row(row: Row) -> Act:
    """The own act in a row. Raises DamagedJournalError for values no act can have."""
    return Act(
        id=row["id"],
        size=ActSize(row["size"]),
        title=row["title"],
        hint=row["hint"],
        places=tuple(Place(code) for code in row["places"].split()),
        little_energy=bool(row["little_energy"]),
    )


def share_to_row(share: PastShare) -> dict[str, object]:
    """The columns of a share but for its number."""
    choice = share.choice
    return {
        "shared_at": instant_text(share.at),
        "day": share.day.isoformat(),
        "way": share.way.value,
        "preset": choice.preset.value,
        "first": choice.first and choice.first.isoformat(),
        "last": choice.last and choice.last.isoformat(),
        "included": " ".join(column.value for column in Column if column in choice.include),
        "target": share.target,
        "rows": share.rows,
        "withheld": share.withheld,
    }


@_or_damaged
def share_from_row(row: Row) -> PastShare:
    """The share in a row. Raises DamagedJournalError for values no share can have."""
    first, last = (
        None if row[name] is None else date.fromisoformat(row[name]) for name in ("first", "last")
    )
    include = frozenset(Column(name) for name in row["included"].split())
    return PastShare(
        at=datetime.fromisoformat(row["shared_at"]),
        day=date.fromisoformat(row["day"]),
        way=ShareWay(row["way"]),
        choice=ShareChoice(Preset(row["preset"]), first, last, include),
        target=row["target"],
        rows=row["rows"],
        withheld=row["withheld"],
    )
