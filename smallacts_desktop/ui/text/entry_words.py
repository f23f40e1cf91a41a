"""An entry in words: for a row, for a tooltip and for a screen reader."""

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.domain.acts import SIZE_LABELS
from smallacts_desktop.domain.entries import (
    BARRIER_LABELS,
    OUTCOME_LABELS,
    RESPONSE_LABELS,
    Entry,
    EntryKind,
    MoodRecorded,
    Outcome,
)
from smallacts_desktop.domain.search import find_marks
from smallacts_desktop.ui.text import words

EXCERPT = 160
# A hit far inside a long note is shown with this many characters before it.
_BEFORE_MARK = 40
SEPARATOR = " · "


def title(entry: Entry) -> str:
    """The act's title, or what a note is called."""
    if entry.kind is EntryKind.NOTE:
        return QCoreApplication.translate("Entry", "Just words")
    return entry.act


def moods(entry: Entry) -> str:
    """Moods as "4 → 6", with a gap for one nobody gave; blank when neither was given.

    A mood before that was remembered afterwards stands in brackets.
    """
    if entry.mood_before is None and entry.mood_after is None:
        return ""
    after = "–" if entry.mood_after is None else str(entry.mood_after)
    if entry.kind is EntryKind.NOTE:
        return after
    before = "–" if entry.mood_before is None else str(entry.mood_before)
    if entry.mood_before_recorded is MoodRecorded.AFTERWARDS:
        before = f"({before})"
    return f"{before} → {after}"


def response(entry: Entry) -> str:
    """How they responded, or what got in the way, in one or two words; blank when not given."""
    if entry.outcome is Outcome.NOT_THIS_TIME:
        label = words.word(OUTCOME_LABELS[Outcome.NOT_THIS_TIME])
        if entry.barrier is None:
            return label
        return label + SEPARATOR + words.word(BARRIER_LABELS[entry.barrier])
    return "" if entry.response is None else words.word(RESPONSE_LABELS[entry.response])


def size(entry: Entry) -> str:
    """The act's size; blank for a note."""
    return "" if entry.size is None else words.word(SIZE_LABELS[entry.size])


def details(entry: Entry) -> str:
    """Everything short about an entry, in one line."""
    clock = "" if entry.time is None else words.clock(entry.time)
    place = words.place_word(entry.place) if entry.place else ""
    mood = moods(entry)
    if mood:
        mood = QCoreApplication.translate("Entry", "Mood {moods}").format(moods=mood)
    parts = (clock, size(entry), mood, response(entry), place, entry.person)
    return SEPARATOR.join(part for part in parts if part)


def excerpt(entry: Entry, query: str = "") -> str:
    """The beginning of the note on one line, or the part around the first word of ``query``."""
    marks = find_marks(entry.note, query) if query else []
    start = max(0, marks[0][0] - _BEFORE_MARK) if marks else 0
    if start:
        # Begin with a whole word.
        start = max(entry.note.rfind(" ", 0, start), entry.note.rfind("\n", 0, start)) + 1
    line = " ".join(entry.note[start : start + EXCERPT * 2].split())
    line = line if len(line) <= EXCERPT else line[: EXCERPT - 1] + "…"
    return f"… {line}" if start else line


def sentence(entry: Entry) -> str:
    """The whole entry as a screen reader says it."""
    spoken = [words.long_day(entry.date, with_year=True), title(entry)]
    if entry.time is not None:
        spoken.append(words.clock(entry.time))
    spoken.append(size(entry))
    if entry.mood_before is not None:
        spoken.append(
            QCoreApplication.translate("Entry", "mood before {mood}").format(mood=entry.mood_before)
        )
    if entry.mood_after is not None:
        spoken.append(
            QCoreApplication.translate("Entry", "mood after {mood}").format(mood=entry.mood_after)
        )
    spoken.extend((response(entry), excerpt(entry)))
    if entry.private:
        spoken.append(QCoreApplication.translate("Entry", "private"))
    return ", ".join(part for part in spoken if part)


def with_private(details_line: str) -> str:
    """The line of details, saying too that the entry is kept out of shares."""
    private_word = QCoreApplication.translate("Entry", "Private")
    return SEPARATOR.join(part for part in (details_line, private_word) if part)
