"""The sentences of a report, for paper and for the web page alike, marked in context ``Report``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
)
from smallacts_desktop.domain.groups import Confidence, Group
from smallacts_desktop.domain.wording import CONTEXT, QT_TRANSLATE_NOOP
from smallacts_desktop.sharing.report.model import Report, day_written

MONTHS = (
    QT_TRANSLATE_NOOP("Report", "{day} January {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} February {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} March {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} April {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} May {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} June {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} July {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} August {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} September {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} October {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} November {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} December {year}"),
)
SHORT_MONTHS = (
    QT_TRANSLATE_NOOP("Report", "{day} Jan {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Feb {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Mar {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Apr {year}"),
    # Translators: the short form of May.
    QT_TRANSLATE_NOOP("Report", "{day} May {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Jun {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Jul {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Aug {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Sep {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Oct {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Nov {year}"),
    QT_TRANSLATE_NOOP("Report", "{day} Dec {year}"),
)


# Context and English text to the text in the person's language.
Translate = Callable[[str, str], str]

EYEBROW = QT_TRANSLATE_NOOP("Report", "Summary for a conversation")
TITLE = QT_TRANSLATE_NOOP("Report", "Small acts of connection")
ACTS = QT_TRANSLATE_NOOP("Report", "Acts done, by size")
MOODS = QT_TRANSLATE_NOOP("Report", "Mood before and after, by size")
EXPECTED = QT_TRANSLATE_NOOP("Report", "Easier or harder than expected")
IN_THE_WAY = QT_TRANSLATE_NOOP("Report", "What got in the way")
TALK = QT_TRANSLATE_NOOP("Report", "What I’d like to talk about")
OWN_WORDS = QT_TRANSLATE_NOOP("Report", "In my own words")
NAME = QT_TRANSLATE_NOOP("Report", "Name")
WHAT_THESE_ARE = QT_TRANSLATE_NOOP("Report", "What these numbers are, and are not")
ARE_AND_ARE_NOT = QT_TRANSLATE_NOOP(
    "Report",
    "One person’s own notes, kept while practising small acts. Moods run from 0 (very low) to 10 "
    "(very good); those shown are the middle ones (medians), and none are shown for fewer than 5 "
    "acts. This is not a test or a diagnosis. It shows what went together, not what caused what.",
)
ENTRIES = QT_TRANSLATE_NOOP("Report", "The entries")
IN_FULL = QT_TRANSLATE_NOOP("Report", "From page 1, in full")
TABLE_KEY = QT_TRANSLATE_NOOP(
    "Report",
    "A mood before in brackets, such as (4), was remembered after the act. "
    "A blank means that nothing was given.",
)
FOLLOWS = QT_TRANSLATE_NOOP("Report", "Shortened here. The whole text follows from page 2 on.")
NONE_YET = QT_TRANSLATE_NOOP("Report", "No answers in these days.")
NO_BARRIERS = QT_TRANSLATE_NOOP("Report", "No act was marked “not this time”.")
NO_ENTRIES = QT_TRANSLATE_NOOP("Report", "There are no entries in these days.")
BEFORE = QT_TRANSLATE_NOOP("Report", "Before")
AFTER = QT_TRANSLATE_NOOP("Report", "After")
ALL_SIZES = QT_TRANSLATE_NOOP("Report", "All together")
NO_SIZE = QT_TRANSLATE_NOOP("Report", "No size given")
NOT_SAID = QT_TRANSLATE_NOOP("Report", "Not said")
SIZE = QT_TRANSLATE_NOOP("Report", "Size")
COUNT = QT_TRANSLATE_NOOP("Report", "Acts")
ANSWER = QT_TRANSLATE_NOOP("Report", "Answer")
REASON = QT_TRANSLATE_NOOP("Report", "In the way")

HAPPENED = QT_TRANSLATE_NOOP("Report", "Happened")
WRITTEN = QT_TRANSLATE_NOOP("Report", "Written")
ACT = QT_TRANSLATE_NOOP("Report", "Act")
OUTCOME = QT_TRANSLATE_NOOP("Report", "Outcome")
CHANGE = QT_TRANSLATE_NOOP("Report", "Change")
RESPONSE = QT_TRANSLATE_NOOP("Report", "Responded")
COMPARED = QT_TRANSLATE_NOOP("Report", "Expected")
PLACE = QT_TRANSLATE_NOOP("Report", "Place")
PERSON = QT_TRANSLATE_NOOP("Report", "Person")
NOTE = QT_TRANSLATE_NOOP("Report", "Note")
JUST_WORDS = QT_TRANSLATE_NOOP("Report", "Just words")
PRIVATE = QT_TRANSLATE_NOOP("Report", "Private")

_PERIOD = QT_TRANSLATE_NOOP("Report", "{first} to {last}")
_DOCUMENT = QT_TRANSLATE_NOOP("Report", "Small acts of connection, {period}")
_MADE = QT_TRANSLATE_NOOP("Report", "Made on {day}")
_PAGE = QT_TRANSLATE_NOOP("Report", "{page} of {pages}")
_CONTINUED = QT_TRANSLATE_NOOP("Report", "Note of {day}, continued")
_WITH = QT_TRANSLATE_NOOP("Report", "with {person}")
_ENTRIES = (
    QT_TRANSLATE_NOOP("Report", "{count} entry"),
    QT_TRANSLATE_NOOP("Report", "{count} entries"),
)
_UNREADABLE = (
    QT_TRANSLATE_NOOP("Report", "{count} entry cannot be read and is left out"),
    QT_TRANSLATE_NOOP("Report", "{count} entries cannot be read and are left out"),
)
_KEPT_PRIVATE = (
    QT_TRANSLATE_NOOP("Report", "{count} entry is kept private"),
    QT_TRANSLATE_NOOP("Report", "{count} entries are kept private"),
)
_ACTS_DONE = (
    QT_TRANSLATE_NOOP("Report", "{count} act done"),
    QT_TRANSLATE_NOOP("Report", "{count} acts done"),
)
_ACTS = (
    QT_TRANSLATE_NOOP("Report", "{count} act"),
    QT_TRANSLATE_NOOP("Report", "{count} acts"),
)
_EARLY = QT_TRANSLATE_NOOP("Report", "{acts}, early days")
_FEW = QT_TRANSLATE_NOOP("Report", "{acts}, too few to show yet")
_NOT_THIS_TIME = (
    QT_TRANSLATE_NOOP("Report", "{count} act was marked “not this time”."),
    QT_TRANSLATE_NOOP("Report", "{count} acts were marked “not this time”."),
)
_JUST_WORDS = (
    QT_TRANSLATE_NOOP("Report", "{count} entry of just words"),
    QT_TRANSLATE_NOOP("Report", "{count} entries of just words"),
)
_PAIRED = (
    QT_TRANSLATE_NOOP("Report", "From {count} act with both moods."),
    QT_TRANSLATE_NOOP("Report", "From {count} acts with both moods."),
)
_REMEMBERED = (
    QT_TRANSLATE_NOOP("Report", "{count} of the moods before was remembered after the act."),
    QT_TRANSLATE_NOOP("Report", "{count} of the moods before were remembered after the act."),
)
_ANSWERED = (
    QT_TRANSLATE_NOOP("Report", "{count} act with an answer"),
    QT_TRANSLATE_NOOP("Report", "{count} acts with an answer"),
)
_SPOKEN_MOODS = QT_TRANSLATE_NOOP("Report", "{label}: before {before}, after {after} ({acts})")


def mood(value: float) -> str:
    """A middle mood: a whole number or a half, without a decimal sign that regions differ on."""
    whole = str(int(value)) if value >= 1 or not value else ""
    return f"{whole}½" if value % 1 else whole


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What a report says, in the language of ``speak``."""

    speak: Translate

    def text(self, english: str) -> str:
        """One of the sentences of this module."""
        return self.speak("Report", english)

    def day(self, day: date) -> str:
        """A day such as "9 March 2026"."""
        return self.text(MONTHS[day.month - 1]).format(day=day.day, year=day.year)

    def short_day(self, day: date) -> str:
        """A day such as "9 Mar 2026"."""
        return self.text(SHORT_MONTHS[day.month - 1]).format(day=day.day, year=day.year)

    def period(self, report: Report) -> str:
        """The days that the report is about."""
        first, last = self.day(report.first), self.day(report.last)
        return first if first == last else self.text(_PERIOD).format(first=first, last=last)

    def document_title(self, report: Report) -> str:
        """The title of the file: it names the days, and nobody."""
        return self.text(_DOCUMENT).format(period=self.period(report))

    def made(self, report: Report) -> str:
        """When the report was made."""
        return self.text(_MADE).format(day=self.day(report.made))

    def contents(self, report: Report) -> tuple[str, ...]:
        """How many entries there are, of which kind, and how many are left out, and why."""
        if not report.rows and not report.withheld and not report.unreadable:
            return (self.text(NO_ENTRIES),)
        parts = [self._plural(_ENTRIES, len(report.rows)), self._plural(_ACTS_DONE, report.done)]
        if report.just_words:
            parts.append(self._plural(_JUST_WORDS, report.just_words))
        if report.withheld:
            parts.append(self._plural(_KEPT_PRIVATE, report.withheld))
        if report.unreadable:
            parts.append(self._plural(_UNREADABLE, report.unreadable))
        return tuple(parts)

    def page(self, page: int, pages: int) -> str:
        """Where in the document a page is."""
        return self.text(_PAGE).format(page=page, pages=pages)

    def continued(self, entry: Entry) -> str:
        """What stands above the rest of a note on the next page."""
        return self.text(_CONTINUED).format(day=self.short_day(entry.date))

    def size(self, size: ActSize | str | None) -> str:
        """A size's label; what stands in its place when there is none, or for all sizes."""
        if size is None:
            return self.text(NO_SIZE)
        if not size:
            return self.text(ALL_SIZES)
        return self.speak(CONTEXT, ActSize(size).label)

    def barrier(self, barrier: Barrier | None) -> str:
        """What got in the way."""
        if barrier is None:
            return self.text(NOT_SAID)
        return self.speak(CONTEXT, barrier.label)

    def expectation(self, answer: Expectation | None) -> str:
        """How it went compared with what was expected; blank when not given."""
        return "" if answer is None else self.speak(CONTEXT, answer.label)

    def not_this_time(self, report: Report) -> str:
        """How many acts were marked "not this time"."""
        if not report.not_this_time:
            return self.text(NO_BARRIERS)
        return self._plural(_NOT_THIS_TIME, report.not_this_time)

    def answered(self, report: Report) -> str:
        """How many answers the comparison with what was expected rests on."""
        total = sum(count for _, count in report.expectations)
        return self._plural(_ANSWERED, total) if total else self.text(NONE_YET)

    def group(self, group: Group) -> str:
        """How many acts a group's moods rest on, marked while they are few."""
        acts = self._plural(_ACTS, group.count)
        if group.confidence is Confidence.FULL or not group.count:
            return acts
        return self.text(_EARLY if group.moods else _FEW).format(acts=acts)

    def group_aloud(self, group: Group) -> str:
        """A group's moods as one phrase, for anyone who cannot see the chart."""
        label, acts = self.size(group.value), self.group(group)
        if group.moods is None:
            return f"{label}: {acts}"
        before, after = mood(group.moods.before.median), mood(group.moods.after.median)
        return self.text(_SPOKEN_MOODS).format(label=label, before=before, after=after, acts=acts)

    def mood_basis(self, report: Report) -> str:
        """How many acts the moods rest on, and how many of these were remembered afterwards."""
        basis = self._plural(_PAIRED, report.overall.count)
        if not report.remembered:
            return basis
        return f"{basis} {self._plural(_REMEMBERED, report.remembered)}"

    def act(self, entry: Entry) -> str:
        """The act's title, or what a note is called."""
        return self.text(JUST_WORDS) if entry.kind is EntryKind.NOTE else entry.act

    def place(self, entry: Entry) -> str:
        """A place's label; the person's own word stays as they wrote it."""
        if entry.place in list(Place):
            return self.speak(CONTEXT, Place(entry.place).label)
        return entry.place

    def with_person(self, entry: Entry) -> str:
        """Whom it was with; blank when not given."""
        return self.text(_WITH).format(person=entry.person) if entry.person else ""

    def written(self, entry: Entry) -> str:
        """The day on which an entry was written."""
        return self.short_day(day_written(entry))

    def outcome(self, entry: Entry) -> str:
        """Whether the act happened, and what got in the way; blank for a note."""
        if entry.outcome is None:
            return ""
        outcome = self.speak(CONTEXT, entry.outcome.label)
        if entry.outcome is Outcome.NOT_THIS_TIME and entry.barrier is not None:
            return f"{outcome}: {self.barrier(entry.barrier)}"
        return outcome

    def mood_before(self, entry: Entry) -> str:
        """The mood before, in brackets when it was remembered afterwards."""
        if entry.mood_before is None:
            return ""
        remembered = entry.mood_before_recorded is MoodRecorded.AFTERWARDS
        return f"({entry.mood_before})" if remembered else str(entry.mood_before)

    def response(self, entry: Entry) -> str:
        """How the other person seemed to respond; blank when not given."""
        if entry.response is None:
            return ""
        return self.speak(CONTEXT, entry.response.label)

    def _plural(self, forms: tuple[str, str], count: int) -> str:
        one, many = forms
        return self.text(one if count == 1 else many).format(count=count)


def mood_after(entry: Entry) -> str:
    """The mood after; blank when not given."""
    return "" if entry.mood_after is None else str(entry.mood_after)


def mood_change(entry: Entry) -> str:
    """The change with its sign, a true minus among them; blank when not known."""
    change = entry.mood_change
    if change is None:
        return ""
    return f"+{change}" if change > 0 else str(change).replace("-", "−")
