"""Entries: what a person keeps of one act or one note, and the rules an entry obeys.

Also what waits to become one (drafts, and the act on the card) and what was one (deleted entries).
The codes are those of the CSV file, so that storage, sharing and the window name one thing alike.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from typing import Any, get_args
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
PLAN_LIMIT = 500
SHORT_TEXT_LIMIT = 200
# What a note never says.
_OF_ACT: Mapping[str, bool] = {"of_act": True}

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

KEPT_FOR = dt.timedelta(days=30)


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


class Forecast(Labelled):
    """What the person guessed, before the outcome, about being responded to."""

    LIKELY = "likely", QT_TRANSLATE_NOOP("Domain", "Likely")
    NOT_SURE = "not_sure", QT_TRANSLATE_NOOP("Domain", "Not sure")
    UNLIKELY = "unlikely", QT_TRANSLATE_NOOP("Domain", "Unlikely")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """Every answer a form can hold, finished or not; None or an empty text means not given.

    A form on the screen reads and writes one of these, a draft keeps one, and the journal turns
    one into an entry. This is the one list of what can be answered: rows, drafts and CSV files are
    spelled by these fields and their types, see ``fields_of``.
    """

    kind: EntryKind = EntryKind.ACT
    act: str = field(default="", metadata=_OF_ACT)
    act_id: str | None = field(default=None, metadata=_OF_ACT)
    size: ActSize | None = field(default=None, metadata=_OF_ACT)
    date: dt.date | None = None
    time: dt.time | None = None
    place: str = ""
    person: str = ""
    outcome: Outcome | None = field(default=None, metadata=_OF_ACT)
    barrier: Barrier | None = field(default=None, metadata=_OF_ACT)
    mood_before: int | None = field(default=None, metadata=_OF_ACT)
    mood_before_recorded: MoodRecorded | None = field(default=None, metadata=_OF_ACT)
    mood_after: int | None = None
    response: Response | None = field(default=None, metadata=_OF_ACT)
    expectation: Expectation | None = field(default=None, metadata=_OF_ACT)
    note: str = field(default="", metadata={"limit": NOTE_LIMIT})
    private: bool = False
    forecast: Forecast | None = field(default=None, metadata=_OF_ACT)
    plan: str = field(default="", metadata={**_OF_ACT, "limit": PLAN_LIMIT})
    good_moment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(EntryDraft):
    """One thing a person kept: an act, or a note without an act.

    ``date`` is the civil day on which it happened, by the person's own reckoning; it is stored,
    never derived. ``time`` is the wall clock then (to the minute) and ``utc_offset`` that clock's
    distance from UTC; both are None when not given. ``written_at`` is when it was last written,
    in UTC to the second. ``act`` is the title as the person saw it, and ``act_id`` the catalogue's
    id where there was one. ``place`` is a code of Place or the person's own word. Moods are 0 to
    10 or None; a skipped answer is None or an empty text, never zero. ``plan`` is the person's own
    if–then words for the act. ``good_moment`` marks what the person would like to come back to.
    """

    id: UUID
    kind: EntryKind
    date: dt.date
    written_at: dt.datetime
    utc_offset: dt.timedelta | None = None

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


@dataclass(frozen=True, slots=True)
class ValueField:
    """A field of a dataclass, as far as it tells how its values are spelled and checked.

    ``type`` is that of its values besides None, which they may be where it ``is_optional``.
    ``blank`` is what stands where nothing was given, None where something must be. ``limit`` is
    in characters, for texts. ``of_act`` is true for what a note never says.
    """

    name: str
    type: type[Any]
    is_optional: bool
    blank: Any
    limit: int
    of_act: bool


def fields_of(kind: type) -> tuple[ValueField, ...]:
    """What a dataclass such as Entry consists of, in the order of its fields."""
    found = []
    for each in fields(kind):
        first, *others = get_args(each.type) or (each.type,)
        blank = None if each.default is MISSING else each.default
        limit = each.metadata.get("limit", SHORT_TEXT_LIMIT)
        of_act = "of_act" in each.metadata
        found.append(ValueField(each.name, first, bool(others), blank, limit, of_act))
    return tuple(found)


# Texts of the person's own; the id of an act is given by the catalogue.
_TEXTS = [each for each in fields_of(EntryDraft) if each.blank == ""]
_MOODS = [each.name for each in fields_of(EntryDraft) if each.type is int]
_ACT_ANSWERS = [each.name for each in fields_of(EntryDraft) if each.of_act]


def check_entry(entry: Entry, today: dt.date) -> None:
    """Raise an InvalidEntryError unless the entry keeps every rule; change nothing.

    ``today`` is the person's current day; an entry may not lie after it.
    """
    if entry.date > today:
        raise FutureEntryError
    if entry.date < FIRST_DAY:
        raise DateOutOfRangeError
    for text in _TEXTS:
        check_text(getattr(entry, text.name), text.limit)
    for mood in _MOODS:
        check_mood(getattr(entry, mood))
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
        # Most texts are plain letters, which is seen sooner.
        if not text.isascii():
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
    if any(getattr(entry, name) not in (None, "") for name in _ACT_ANSWERS):
        raise InconsistentEntryError


@dataclass(frozen=True, slots=True)
class DeletedEntry:
    """An entry and the instant at which it was deleted, in UTC."""

    entry: Entry
    deleted_at: dt.datetime

    @property
    def kept_until(self) -> dt.datetime:
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
class Draft:
    """A half-written form. ``form`` names it: one draft is kept for each form."""

    form: str
    answers: EntryDraft
    saved_at: dt.datetime
