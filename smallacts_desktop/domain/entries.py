"""Entries: what a person keeps of one act or one note, and the rules an entry obeys.

Also what waits to become one (drafts, and the act on the card) and what was one (deleted entries).
The codes are those of the CSV file, so that storage, sharing and the window name one thing alike.
"""

import datetime as dt
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.days import FIRST_DAY
from smallacts_desktop.domain.errors import (
    ActTitleMissingError,
    DateOutOfRangeError,
    EmptyNoteError,
    ForbiddenCharacterError,
    FutureEntryError,
    InconsistentEntryError,
    MoodOutOfRangeError,
    TextTooLongError,
)
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP, Labelled

LOWEST_MOOD = 0
HIGHEST_MOOD = 10
NOTE_LIMIT = 100_000
SHORT_TEXT_LIMIT = 200

MOOD_WORDS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Domain", "Very low"),
    QT_TRANSLATE_NOOP("Domain", "Low"),
    QT_TRANSLATE_NOOP("Domain", "Quite low"),
    QT_TRANSLATE_NOOP("Domain", "Rather low"),
    QT_TRANSLATE_NOOP("Domain", "A bit low"),
    QT_TRANSLATE_NOOP("Domain", "In between"),
    QT_TRANSLATE_NOOP("Domain", "All right"),
    QT_TRANSLATE_NOOP("Domain", "Fairly good"),
    QT_TRANSLATE_NOOP("Domain", "Quite good"),
    QT_TRANSLATE_NOOP("Domain", "Good"),
    QT_TRANSLATE_NOOP("Domain", "Very good"),
)

KEPT_FOR = timedelta(days=30)


class EntryKind(StrEnum):
    """An act, or words without one."""

    ACT = "act"
    NOTE = "note"


class Outcome(Labelled):
    """Whether the act happened. Neither is a loss."""

    DONE = "done", QT_TRANSLATE_NOOP("Domain", "Done")
    NOT_THIS_TIME = "not_this_time", QT_TRANSLATE_NOOP("Domain", "Not this time")


class Barrier(Labelled):
    """What got in the way, when the person chose to keep it."""

    TIRED = "tired", QT_TRANSLATE_NOOP("Domain", "Tired")
    ANXIOUS = "anxious", QT_TRANSLATE_NOOP("Domain", "Anxious")
    NOBODY_THERE = "nobody_there", QT_TRANSLATE_NOOP("Domain", "Nobody there")
    NO_TIME = "no_time", QT_TRANSLATE_NOOP("Domain", "No time")
    FORGOT = "forgot", QT_TRANSLATE_NOOP("Domain", "Forgot")
    CHANGED_MIND = "changed_mind", QT_TRANSLATE_NOOP("Domain", "Changed my mind")
    OTHER = "other", QT_TRANSLATE_NOOP("Domain", "Something else")


class MoodRecorded(StrEnum):
    """Whether the mood before was given before the act, or remembered after it."""

    BEFORE = "before"
    AFTERWARDS = "afterwards"


class Response(Labelled):
    """How the other person seemed to respond."""

    WARM = "warm", QT_TRANSLATE_NOOP("Domain", "Warmly")
    A_LITTLE = "a_little", QT_TRANSLATE_NOOP("Domain", "A little")
    NONE_NOTICED = "none_noticed", QT_TRANSLATE_NOOP("Domain", "Didn’t seem to")
    NOT_SURE = "not_sure", QT_TRANSLATE_NOOP("Domain", "Not sure")


class Expectation(Labelled):
    """How it went compared with what the person expected."""

    MUCH_EASIER = "much_easier", QT_TRANSLATE_NOOP("Domain", "Much easier")
    EASIER = "easier", QT_TRANSLATE_NOOP("Domain", "Easier")
    SAME = "same", QT_TRANSLATE_NOOP("Domain", "The same")
    HARDER = "harder", QT_TRANSLATE_NOOP("Domain", "Harder")
    MUCH_HARDER = "much_harder", QT_TRANSLATE_NOOP("Domain", "Much harder")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a person kept: an act, or a note without an act.

    ``date`` is the civil day on which it happened, by the person's own reckoning; it is stored,
    never derived. ``time`` is the wall clock then (to the minute) and ``utc_offset`` that clock's
    distance from UTC; both are None when not given. ``written_at`` is when it was last written,
    in UTC to the second. ``act`` is the title as the person saw it, and ``act_id`` the catalogue's
    id where there was one. ``place`` is a code of Place or the person's own word. Moods are 0 to
    10 or None; a skipped answer is None or an empty text, never zero.
    """

    id: UUID
    kind: EntryKind
    date: dt.date
    written_at: dt.datetime
    time: dt.time | None = None
    utc_offset: dt.timedelta | None = None
    act: str = ""
    act_id: str | None = None
    size: ActSize | None = None
    place: str = ""
    person: str = ""
    outcome: Outcome | None = None
    barrier: Barrier | None = None
    mood_before: int | None = None
    mood_before_recorded: MoodRecorded | None = None
    mood_after: int | None = None
    response: Response | None = None
    expectation: Expectation | None = None
    note: str = ""
    private: bool = False

    @property
    def mood_change(self) -> int | None:
        """Mood after minus mood before, or None when either is missing."""
        if self.mood_before is None or self.mood_after is None:
            return None
        return self.mood_after - self.mood_before

    @property
    def is_done_act(self) -> bool:
        """True for an act that happened: what the heatmap and the counts are made of."""
        return self.kind is EntryKind.ACT and self.outcome is Outcome.DONE


def check_entry(entry: Entry, today: dt.date) -> None:
    """Raise an InvalidEntryError unless the entry keeps every rule; change nothing.

    ``today`` is the person's current day; an entry may not lie after it.
    """
    if entry.date > today:
        raise FutureEntryError
    if entry.date < FIRST_DAY:
        raise DateOutOfRangeError
    for text in (entry.act, entry.place, entry.person):
        check_text(text, SHORT_TEXT_LIMIT)
    check_text(entry.note, NOTE_LIMIT)
    for mood in (entry.mood_before, entry.mood_after):
        check_mood(mood)
    if entry.kind is EntryKind.ACT:
        _check_act_entry(entry)
    else:
        _check_note(entry)


def check_mood(mood: int | None) -> None:
    """Raise MoodOutOfRangeError unless ``mood`` is None or a whole number from 0 to 10."""
    if mood is not None and (mood != round(mood) or not LOWEST_MOOD <= mood <= HIGHEST_MOOD):
        raise MoodOutOfRangeError


def check_text(text: str, limit: int) -> None:
    """Raise unless ``text`` has at most ``limit`` characters and can be written to any file."""
    if len(text) > limit:
        raise TextTooLongError(limit=limit)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ForbiddenCharacterError from None
    if "\0" in text:
        raise ForbiddenCharacterError


def _check_act_entry(entry: Entry) -> None:
    if not entry.act.strip():
        raise ActTitleMissingError
    done = entry.outcome is Outcome.DONE
    if (
        entry.outcome is None
        or (done and entry.barrier is not None)
        or (entry.mood_before is None) != (entry.mood_before_recorded is None)
    ):
        raise InconsistentEntryError


def _check_note(entry: Entry) -> None:
    if not entry.note.strip() and entry.mood_after is None:
        raise EmptyNoteError
    act_answers = (
        entry.act, entry.act_id, entry.size, entry.outcome, entry.barrier,
        entry.mood_before, entry.mood_before_recorded, entry.response, entry.expectation,
    )  # fmt: skip
    if any(answer not in (None, "") for answer in act_answers):
        raise InconsistentEntryError


@dataclass(frozen=True, slots=True)
class DeletedEntry:
    """An entry and the instant at which it was deleted, in UTC."""

    entry: Entry
    deleted_at: datetime

    @property
    def kept_until(self) -> datetime:
        """From this instant on it may leave the file for good, in UTC."""
        return self.deleted_at + KEPT_FOR


@dataclass(frozen=True, slots=True)
class PendingAct:
    """The act a person said they would try; it waits across days and restarts.

    ``title``, ``hint`` and ``place`` are kept as seen, in case the catalogue changes meanwhile.
    The ``started_`` fields are the moment of "I'll try this", as in Moment.
    """

    act_id: str
    title: str
    hint: str
    size: ActSize
    place: str
    mood_before: int | None
    started_at: dt.datetime
    started_day: dt.date
    started_time: dt.time
    utc_offset: dt.timedelta


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """Every answer a form can hold, finished or not; blank means not given.

    A form on the screen reads and writes one of these, a draft keeps one, and the journal turns
    one into an entry.
    """

    kind: EntryKind = EntryKind.ACT
    act: str = ""
    act_id: str | None = None
    size: ActSize | None = None
    date: dt.date | None = None
    time: dt.time | None = None
    place: str = ""
    person: str = ""
    outcome: Outcome | None = None
    barrier: Barrier | None = None
    mood_before: int | None = None
    mood_before_recorded: MoodRecorded | None = None
    mood_after: int | None = None
    response: Response | None = None
    expectation: Expectation | None = None
    note: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-written form. ``form`` names it: one draft is kept for each form."""

    form: str
    answers: EntryDraft
    saved_at: dt.datetime
