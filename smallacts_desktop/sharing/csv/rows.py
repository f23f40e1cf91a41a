"""One row of a CSV file to one entry, or to a list of what is wrong with it.

The reasons never quote a cell: a report of bad rows may be shown, copied or redirected to a file.
They are marked for translation in the context ``Import``.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.days import FIRST_DAY, Moment
from smallacts_desktop.domain.disclosure import COLUMN_FIELDS, Column
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    Forecast,
    MoodRecorded,
    Outcome,
    Response,
    ValueField,
    check_entry,
    check_text,
)
from smallacts_desktop.domain.errors import InvalidEntryError, TextTooLongError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.sharing.csv.file import unguard

NO_ID = UUID(int=0)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2})")
_OFFSET = re.compile(r"([+-])([0-9]{2}):([0-5][0-9])")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MOOD = re.compile(r"[0-9]|10")

# Why a cell cannot be read, by the type of what it should hold.
BAD_CELL: Mapping[type, str] = {
    UUID: QT_TRANSLATE_NOOP("Import", "This is not an entry’s id (a UUID)."),
    date: QT_TRANSLATE_NOOP("Import", "A date is written like 2026-03-09."),
    time: QT_TRANSLATE_NOOP("Import", "A time is written like 09:05, or left blank."),
    timedelta: QT_TRANSLATE_NOOP("Import", "A time zone is written like +01:00, or left blank."),
    datetime: QT_TRANSLATE_NOOP("Import", "The time of writing looks like 2026-03-09T18:30:00Z."),
    int: QT_TRANSLATE_NOOP("Import", "A mood is a whole number from 0 to 10."),
    bool: QT_TRANSLATE_NOOP("Import", "This is yes or no."),
    EntryKind: QT_TRANSLATE_NOOP("Import", "A kind is act or note."),
    ActSize: QT_TRANSLATE_NOOP("Import", "A size is smallest, smaller or small."),
    Outcome: QT_TRANSLATE_NOOP("Import", "An outcome is done or not_this_time."),
    Barrier: QT_TRANSLATE_NOOP("Import", "This is not one of the codes for a barrier."),
    MoodRecorded: QT_TRANSLATE_NOOP("Import", "This is before or afterwards."),
    Response: QT_TRANSLATE_NOOP("Import", "This is not one of the codes for a response."),
    Expectation: QT_TRANSLATE_NOOP("Import", "This is not one of the codes for an expectation."),
    Forecast: QT_TRANSLATE_NOOP("Import", "A forecast is likely, not_sure or unlikely."),
}
NO_DATE = QT_TRANSLATE_NOOP("Import", "The date is blank.")
NOT_YET = QT_TRANSLATE_NOOP("Import", "That day has not come yet.")
TOO_EARLY = QT_TRANSLATE_NOOP("Import", "That day is before the year 1900.")
TOO_LONG = QT_TRANSLATE_NOOP("Import", "This text is longer than 200 characters.")
PLAN_TOO_LONG = QT_TRANSLATE_NOOP("Import", "This plan is longer than 500 characters.")
NOTE_TOO_LONG = QT_TRANSLATE_NOOP("Import", "This note is longer than 100,000 characters.")
FORBIDDEN = QT_TRANSLATE_NOOP("Import", "This text holds an invisible character (NUL).")
NO_TITLE = QT_TRANSLATE_NOOP("Import", "An act needs words that say what it was.")
NO_OUTCOME = QT_TRANSLATE_NOOP("Import", "An act is done or not_this_time; this is blank.")
DONE_WITH_BARRIER = QT_TRANSLATE_NOOP("Import", "An act that was done has no barrier.")
NOT_RECORDED = QT_TRANSLATE_NOOP(
    "Import", "There is a mood before, so this must be before or afterwards."
)
NOTHING_RECORDED = QT_TRANSLATE_NOOP("Import", "There is no mood before, so this must be blank.")
EMPTY_NOTE = QT_TRANSLATE_NOOP("Import", "A note needs words or a mood after.")
WORDS_LEFT_OUT = QT_TRANSLATE_NOOP(
    "Import", "This file leaves out the words of notes, so there is nothing here to add."
)
NOT_FOR_NOTES = QT_TRANSLATE_NOOP("Import", "For a note this must be blank.")
DO_NOT_BELONG = QT_TRANSLATE_NOOP("Import", "Those answers do not belong together.")


_TOO_LONG: Mapping[Column, str] = {Column.NOTE: NOTE_TOO_LONG, Column.PLAN: PLAN_TOO_LONG}


@dataclass(frozen=True, slots=True)
class BadRow:
    """One thing wrong with one row.

    ``line`` is the line of the file, from 1, on which the row starts; ``column`` the column's
    name, blank when the row as a whole is meant; ``reason`` an English sentence, translatable in
    the context ``Import``, that quotes nothing from the file.
    """

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """One good row.

    ``entry`` is complete but for what the file did not say: its id is ``NO_ID`` when
    ``entry_id`` is None, and its ``written_at`` the moment of reading when ``written_at`` is.
    """

    line: int
    entry_id: UUID | None
    written_at: datetime | None
    entry: Entry


def read_row(
    cells: Mapping[Column, str], line: int, moment: Moment
) -> tuple[ParsedRow | None, list[BadRow]]:
    """One row's entry, or None and everything that is wrong with the row.

    ``cells`` holds the columns the file has, as written. ``moment`` is now: no entry may lie
    after its day, and it stands in for a moment of writing that the file does not give.
    """
    reader = _CellReader(cells)
    values = reader.values()
    entry_id, written_at = values["id"], values["written_at"]
    entry = _entry(reader, values, moment)
    for column, reason in _broken_rules(entry, moment.day, reader.problems):
        reader.problems.setdefault(column, reason)
    if reader.problems.get(Column.NOTE) == EMPTY_NOTE and not reader.has(Column.NOTE):
        # A file for a worker may say that there was a note, and no more.
        reader.problems[Column.NOTE] = WORDS_LEFT_OUT
    if not reader.problems:
        try:
            check_entry(entry, moment.day)
        except InvalidEntryError:
            return None, [BadRow(line, "", DO_NOT_BELONG)]
        return ParsedRow(line, entry_id, written_at, entry), []
    # In the file's order of columns, whatever order they were noticed in.
    bad = [BadRow(line, c.value, reader.problems[c]) for c in Column if c in reader.problems]
    return None, bad


class _CellReader:
    """Reads the cells of one row and collects, by column, what is wrong with them."""

    def __init__(self, cells: Mapping[Column, str]) -> None:
        self.cells = cells
        self.problems: dict[Column, str] = {}

    def has(self, column: Column) -> bool:
        return column in self.cells

    def values(self) -> dict[str, Any]:
        """What the cells say, by the names of an entry's fields; blank for a blank or bad one."""
        found = {}
        for column, field, name, read in _HOW_TO_READ:
            value: object
            if read is None:
                value = self._text(column, field)
            else:
                try:
                    value = read(self.cells.get(column, ""))
                except ValueError:
                    self.problems[column] = BAD_CELL[field.type]
                    value = None
            found[name] = field.blank if value is None else value
        return found

    def _text(self, column: Column, field: ValueField) -> str:
        """The person's own words, to the character."""
        text = unguard(self.cells.get(column, ""))
        try:
            check_text(text, field.limit)
        except TextTooLongError:
            self.problems[column] = _TOO_LONG.get(column, TOO_LONG)
        except InvalidEntryError:
            self.problems[column] = FORBIDDEN
        return text


def _entry(reader: _CellReader, values: Mapping[str, Any], moment: Moment) -> Entry:
    """An entry of what the cells say, and of what goes without saying where a column is missing."""
    if values["date"] is None:
        reader.problems.setdefault(Column.DATE, NO_DATE)
    kind, outcome = values["kind"], values["outcome"]
    recorded = values["mood_before_recorded"]
    if kind is None:
        kind = EntryKind.ACT if values["act"].strip() else EntryKind.NOTE
    if kind is EntryKind.ACT:
        if not reader.has(Column.OUTCOME):
            outcome = Outcome.DONE
        if values["mood_before"] is not None and not reader.has(Column.MOOD_BEFORE_RECORDED):
            recorded = MoodRecorded.BEFORE
    told = {
        "id": values["id"] or NO_ID,
        "kind": kind,
        "date": values["date"] or FIRST_DAY,
        "written_at": values["written_at"] or moment.utc,
        "outcome": outcome,
        "mood_before_recorded": recorded,
    }
    return Entry(**{**values, **told})


def _broken_rules(
    entry: Entry, today: date, bad: Mapping[Column, str]
) -> Iterator[tuple[Column, str]]:
    """Where an entry breaks a rule of ``check_entry``, leaving out what a bad cell explains."""
    if entry.date > today:
        yield Column.DATE, NOT_YET
    if entry.date < FIRST_DAY:
        yield Column.DATE, TOO_EARLY
    if Column.KIND in bad:
        return
    if entry.kind is EntryKind.ACT:
        yield from _broken_act_rules(entry, bad)
        return
    if not entry.note.strip() and entry.mood_after is None and Column.MOOD_AFTER not in bad:
        yield Column.NOTE, EMPTY_NOTE
    for column, field in COLUMN_FIELDS.items():
        if field.of_act and getattr(entry, field.name) not in (None, ""):
            yield column, NOT_FOR_NOTES


def _broken_act_rules(entry: Entry, bad: Mapping[Column, str]) -> Iterator[tuple[Column, str]]:
    if not entry.act.strip():
        yield Column.ACT, NO_TITLE
    if entry.outcome is None:
        yield Column.OUTCOME, NO_OUTCOME
    if entry.outcome is Outcome.DONE and entry.barrier is not None:
        yield Column.BARRIER, DONE_WITH_BARRIER
    if Column.MOOD_BEFORE in bad:
        return
    if entry.mood_before is not None and entry.mood_before_recorded is None:
        yield Column.MOOD_BEFORE_RECORDED, NOT_RECORDED
    if entry.mood_before is None and entry.mood_before_recorded is not None:
        yield Column.MOOD_BEFORE_RECORDED, NOTHING_RECORDED


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise ValueError
    return found


def _uuid(text: str) -> UUID:
    return UUID(_match(_UUID, text).group())


def _date(text: str) -> date:
    # date.fromisoformat alone would also take 20260309 and 2026-W11-1.
    return date.fromisoformat(_match(_DATE, text).group())


def _time(text: str) -> time:
    hour, minute = _match(_TIME, text).groups()
    return time(int(hour), int(minute))


def _offset(text: str) -> timedelta:
    sign, hours, minutes = _match(_OFFSET, text).groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset >= timedelta(days=1):
        raise ValueError
    return -offset if sign == "-" else offset


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(_match(_INSTANT, text).group()).astimezone(UTC)


def _mood(text: str) -> int:
    return int(_match(_MOOD, text).group())


def _yes_or_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError
    return text == "yes"


_READERS: Mapping[type, Callable[[str], object]] = {
    UUID: _uuid,
    date: _date,
    time: _time,
    timedelta: _offset,
    datetime: _instant,
    int: _mood,
    bool: _yes_or_no,
}


class _Known(dict[str, Any]):
    """What the cells of one column say, each text read once; None for a blank one.

    Raises ValueError for a text that says nothing such a column holds.
    """

    def __init__(self, kind: type) -> None:
        super().__init__()
        # A code, where nothing else is said.
        self._read = _READERS.get(kind, kind)

    def __missing__(self, text: str) -> object:
        told = text.strip()
        value = self._read(told) if told else None
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[text] = value
        return value


def _once(kind: type) -> Callable[[str], object]:
    """Reads cells of which hardly any two are alike."""
    read = _READERS[kind]

    def reading(text: str) -> object:
        told = text.strip()
        return read(told) if told else None

    return reading


_SELDOM_TWICE = frozenset({UUID, datetime})
_MOST_REMEMBERED = 4096


def _reader(kind: type) -> Callable[[str], object] | None:
    if kind is str:
        return None
    return _once(kind) if kind in _SELDOM_TWICE else _Known(kind).__getitem__


# A person's own words have no reader: they stand as they are.
_HOW_TO_READ = [
    (column, field, field.name, _reader(field.type)) for column, field in COLUMN_FIELDS.items()
]
