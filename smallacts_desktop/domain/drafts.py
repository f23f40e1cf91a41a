"""What waits between one visit and the next: the act on the card, and half-written forms."""

import datetime as dt
from dataclasses import dataclass

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import (
    Barrier,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)


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
