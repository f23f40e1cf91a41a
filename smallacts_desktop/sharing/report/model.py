"""What a report for a support worker says, as plain data: the PDF and the web page draw the same.

Everything comes from a disclosure, so a report can never hold an entry that the table withholds.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date
from uuid import UUID

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.disclosure import Column, Disclosure, Preset, ShareChoice
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
)
from smallacts_desktop.domain.groups import Group, MoodPair, group_of

# Steps done and steps in all, called now and then; may raise CancelledError to stop the work.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What the person adds to a report: all of it may be left blank.

    ``name`` is the name they choose to show; ``talk_about`` what they would like to talk about;
    ``quotes`` the ids of entries whose notes they want read on page one, in that order.
    """

    name: str = ""
    talk_about: str = ""
    quotes: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """The person's own words, and the day they are about."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report on the days from ``first`` to ``last``, both included, made on ``made``.

    ``withheld`` counts the entries kept private. ``sizes`` are the acts done by size: the three
    sizes always, None (no size given) when there are such acts. ``barriers`` count the acts marked
    "not this time" by what got in the way, the commonest first, None where that was not said.
    ``moods`` are the acts done with both moods by size, ``overall`` all of them together;
    ``remembered`` of these have a mood before that was remembered afterwards. ``expectations``
    hold every answer, the easiest first. ``rows`` are the entries in file order; places, people
    and notes that were not chosen are blank in them. ``notes`` of the rows have a note.
    ``unreadable`` counts entries that cannot be read any more and so are in no count.
    """

    name: str
    talk_about: str
    quotes: tuple[Quote, ...]
    first: date
    last: date
    made: date
    withheld: int
    sizes: tuple[tuple[ActSize | None, int], ...]
    barriers: tuple[tuple[Barrier | None, int], ...]
    moods: tuple[Group, ...]
    overall: Group
    remembered: int
    expectations: tuple[tuple[Expectation, int], ...]
    rows: tuple[Entry, ...]
    notes: int
    unreadable: int = 0

    @property
    def done(self) -> int:
        """How many acts were done."""
        return sum(count for _, count in self.sizes)

    @property
    def not_this_time(self) -> int:
        """How many acts were marked "not this time"."""
        return sum(count for _, count in self.barriers)

    @property
    def just_words(self) -> int:
        """How many entries are notes without an act."""
        return len(self.rows) - self.done - self.not_this_time


def report_of(
    disclosure: Disclosure, choice: ShareChoice, options: ReportOptions, today: date
) -> Report:
    """The report on what a choice discloses, with what the person adds, made ``today``.

    A quote stands on page one though notes are not among the columns: ticking it chose it. The
    id of an entry that is not disclosed, or has no note, is passed over.
    """
    entries = disclosure.entries
    # A full export has every note, whatever was ticked.
    ticked = None if choice.preset is Preset.FULL else choice.notes
    rows = tuple(_shown(entry, disclosure.columns, ticked) for entry in entries)
    done = [entry for entry in entries if entry.is_done_act]
    paired = [entry for entry in done if entry.mood_change is not None]
    answers = Counter(entry.expectation for entry in done)
    return Report(
        name=options.name.strip(),
        talk_about=options.talk_about.strip(),
        quotes=_quotes(entries, options.quotes),
        first=choice.first or (entries[0].date if entries else today),
        last=choice.last or max(today, entries[-1].date if entries else today),
        made=today,
        withheld=disclosure.withheld,
        unreadable=disclosure.unreadable,
        sizes=_by_size(done),
        barriers=_by_barrier(entries),
        moods=tuple(group_of(size.value, _pairs(paired, size)) for size in ActSize),
        overall=group_of("", _pairs(paired)),
        remembered=sum(e.mood_before_recorded is MoodRecorded.AFTERWARDS for e in paired),
        expectations=tuple((answer, answers[answer]) for answer in Expectation),
        rows=rows,
        notes=sum(bool(row.note.strip()) for row in rows),
    )


def day_written(entry: Entry) -> date:
    """The day on which an entry was last written, by the clock of the place where it happened.

    Without a known offset it is the day in UTC.
    """
    written = entry.written_at.astimezone(UTC)
    return (written + entry.utc_offset if entry.utc_offset else written).date()


def _shown(entry: Entry, columns: tuple[Column, ...], notes: frozenset[UUID] | None) -> Entry:
    with_note = Column.NOTE in columns and (notes is None or entry.id in notes)
    return replace(
        entry,
        act_id=None,
        place=entry.place if Column.PLACE in columns else "",
        person=entry.person if Column.PERSON in columns else "",
        note=entry.note if with_note else "",
        plan=entry.plan if Column.PLAN in columns else "",
        good_moment=False,
    )


def _quotes(entries: Iterable[Entry], wanted: tuple[UUID, ...]) -> tuple[Quote, ...]:
    chosen = set(wanted)
    found = {entry.id: entry for entry in entries if entry.id in chosen and entry.note.strip()}
    ids = [one for one in dict.fromkeys(wanted) if one in found]
    return tuple(Quote(found[one].date, found[one].note.strip()) for one in ids)


def _by_size(done: Iterable[Entry]) -> tuple[tuple[ActSize | None, int], ...]:
    counts = Counter(entry.size for entry in done)
    sizes: list[ActSize | None] = list(ActSize)
    if counts[None]:
        sizes.append(None)
    return tuple((size, counts[size]) for size in sizes)


def _by_barrier(entries: Iterable[Entry]) -> tuple[tuple[Barrier | None, int], ...]:
    counts = Counter(
        entry.barrier
        for entry in entries
        if entry.kind is EntryKind.ACT and entry.outcome is Outcome.NOT_THIS_TIME
    )
    order: list[Barrier | None] = [*Barrier, None]
    found = [barrier for barrier in order if counts[barrier]]
    found.sort(key=lambda barrier: (barrier is None, -counts[barrier]))
    return tuple((barrier, counts[barrier]) for barrier in found)


def _pairs(paired: Iterable[Entry], size: ActSize | None = None) -> list[MoodPair]:
    return [
        MoodPair(entry.mood_before, entry.mood_after, 1)
        for entry in paired
        if entry.mood_before is not None
        and entry.mood_after is not None
        and (size is None or entry.size is size)
    ]
