"""One row of a CSV file to one entry, or to a list of what is wrong with it.

The reasons never quote a cell: a report of bad rows may be shown, copied or redirected to a file.
They are marked for translation in the context ``Import``.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.days import FIRST_DAY, Moment
from smallacts_desktop.domain.disclosure import Column
from smallacts_desktop.domain.entries import (
    NOTE_LIMIT,
    SHORT_TEXT_LIMIT,
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
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

BAD_CELL: Mapping[Column, str] = {
    Column.ENTRY_ID: QT_TRANSLATE_NOOP("Import", "This is not an entry’s id (a UUID)."),
    Column.DATE: QT_TRANSLATE_NOOP("Import", "A date is written like 2026-03-09."),
    Column.TIME: QT_TRANSLATE_NOOP("Import", "A time is written like 09:05, or left blank."),
    Column.UTC_OFFSET: QT_TRANSLATE_NOOP(
        "Import", "A time zone is written like +01:00, or left blank."
    ),
    Column.WRITTEN_AT: QT_TRANSLATE_NOOP(
        "Import", "The time of writing looks like 2026-03-09T18:30:00Z."
    ),
    Column.KIND: QT_TRANSLATE_NOOP("Import", "A kind is act or note."),
    Column.SIZE: QT_TRANSLATE_NOOP("Import", "A size is smallest, smaller or small."),
    Column.OUTCOME: QT_TRANSLATE_NOOP("Import", "An outcome is done or not_this_time."),
    Column.BARRIER: QT_TRANSLATE_NOOP("Import", "This is not one of the codes for a barrier."),
    Column.MOOD_BEFORE: QT_TRANSLATE_NOOP("Import", "A mood is a whole number from 0 to 10."),
    Column.MOOD_BEFORE_RECORDED: QT_TRANSLATE_NOOP("Import", "This is before or afterwards."),
    Column.MOOD_AFTER: QT_TRANSLATE_NOOP("Import", "A mood is a whole number from 0 to 10."),
    Column.RESPONSE: QT_TRANSLATE_NOOP("Import", "This is not one of the codes for a response."),
    Column.EXPECTATION: QT_TRANSLATE_NOOP(
        "Import", "This is not one of the codes for an expectation."
    ),
    Column.PRIVATE: QT_TRANSLATE_NOOP("Import", "Private is yes or no."),
}
NO_DATE = QT_TRANSLATE_NOOP("Import", "The date is blank.")
NOT_YET = QT_TRANSLATE_NOOP("Import", "That day has not come yet.")
TOO_EARLY = QT_TRANSLATE_NOOP("Import", "That day is before the year 1900.")
TOO_LONG = QT_TRANSLATE_NOOP("Import", "This text is longer than 200 characters.")
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

_ACT_ONLY = (
    Column.ACT, Column.SIZE, Column.OUTCOME, Column.BARRIER, Column.MOOD_BEFORE,
    Column.MOOD_BEFORE_RECORDED, Column.RESPONSE, Column.EXPECTATION,
)  # fmt: skip
_T = TypeVar("_T")


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
    entry_id = reader.code(Column.ENTRY_ID, _uuid)
    written_at = reader.code(Column.WRITTEN_AT, _instant)
    entry = _entry(reader, entry_id or NO_ID, written_at or moment.utc)
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

    def code(self, column: Column, read: Callable[[str], _T]) -> _T | None:
        """What ``read`` makes of a cell, or None for a blank or bad one."""
        text = self.cells.get(column, "").strip()
        if not text:
            return None
        try:
            return read(text)
        except ValueError:
            self.problems[column] = BAD_CELL[column]
            return None

    def text(self, column: Column) -> str:
        """The person's own words, to the character."""
        text = unguard(self.cells.get(column, ""))
        is_note = column is Column.NOTE
        try:
            check_text(text, NOTE_LIMIT if is_note else SHORT_TEXT_LIMIT)
        except TextTooLongError:
            self.problems[column] = NOTE_TOO_LONG if is_note else TOO_LONG
        except InvalidEntryError:
            self.problems[column] = FORBIDDEN
        return text


def _entry(reader: _CellReader, entry_id: UUID, written_at: datetime) -> Entry:
    day = reader.code(Column.DATE, _date)
    if day is None:
        reader.problems.setdefault(Column.DATE, NO_DATE)
    act = reader.text(Column.ACT)
    kind = reader.code(Column.KIND, EntryKind)
    if kind is None:
        kind = EntryKind.ACT if act.strip() else EntryKind.NOTE
    outcome = reader.code(Column.OUTCOME, Outcome)
    if kind is EntryKind.ACT and not reader.has(Column.OUTCOME):
        outcome = Outcome.DONE
    mood_before = reader.code(Column.MOOD_BEFORE, _mood)
    recorded = reader.code(Column.MOOD_BEFORE_RECORDED, MoodRecorded)
    if (
        kind is EntryKind.ACT
        and mood_before is not None
        and not reader.has(Column.MOOD_BEFORE_RECORDED)
    ):
        recorded = MoodRecorded.BEFORE
    return Entry(
        id=entry_id,
        kind=kind,
        date=day or FIRST_DAY,
        written_at=written_at,
        time=reader.code(Column.TIME, _time),
        utc_offset=reader.code(Column.UTC_OFFSET, _offset),
        act=act,
        size=reader.code(Column.SIZE, ActSize),
        place=reader.text(Column.PLACE),
        person=reader.text(Column.PERSON),
        outcome=outcome,
        barrier=reader.code(Column.BARRIER, Barrier),
        mood_before=mood_before,
        mood_before_recorded=recorded,
        mood_after=reader.code(Column.MOOD_AFTER, _mood),
        response=reader.code(Column.RESPONSE, Response),
        expectation=reader.code(Column.EXPECTATION, Expectation),
        note=reader.text(Column.NOTE),
        private=reader.code(Column.PRIVATE, _yes_or_no) or False,
    )


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
    for column in _ACT_ONLY:
        if getattr(entry, column) not in (None, ""):
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
