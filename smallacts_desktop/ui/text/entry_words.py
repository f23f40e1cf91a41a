"""Acts and entries in words: for a row, for a screen reader, once saved, and to pass on."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.domain.act_library import MarkedAct
from smallacts_desktop.domain.acts import SIZE_EXAMPLES, Act, Need
from smallacts_desktop.domain.entries import (
    Entry,
    EntryKind,
    MoodRecorded,
    Outcome,
)
from smallacts_desktop.domain.search import find_marks
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.words import word

translate = QCoreApplication.translate
EXCERPT = 160
# A hit far inside a long note is shown with this many characters before it.
_BEFORE_MARK = 40
SEPARATOR = " · "


def size_line(act: Act) -> str:
    """The size with its example, such as "Smallest · A smile"."""
    line = translate("Acts", "{size} · {example}")
    return line.format(size=word(act.size.label), example=word(SIZE_EXAMPLES[act.size]))


def place_names(act: Act) -> list[str]:
    """Where the act can happen, each place in a word or two."""
    return [word(place.label) for place in act.places]


def hidden_word() -> str:
    """What a hidden act is marked with."""
    return translate("Acts", "Hidden")


def needs_line(act: Act) -> str:
    """What the act assumes a person can do, in one sentence; blank when that is nothing."""
    names = {
        Need.SIGHT: translate("Acts", "seeing"),
        Need.HEARING: translate("Acts", "hearing"),
        Need.SPEECH: translate("Acts", "speaking"),
        Need.WALKING: translate("Acts", "walking"),
        Need.PHONE: translate("Acts", "a phone"),
    }
    needed = [names[need] for need in Need if need in act.needs]
    if not needed:
        return ""
    line = translate("Acts", "For this act you need: {needs}.")
    return line.format(needs=_listed(needed))


def energy_line(act: Act) -> str:
    """That the act suits a tired day, or blank."""
    if not act.little_energy:
        return ""
    return translate("Acts", "Good for a day with little energy.")


def spoken(marked: MarkedAct) -> str:
    """A row in full sentences, with every mark on it."""
    act = marked.act
    first = translate("Acts", "{title}. {size}.")
    parts = [first.format(title=act.title, size=word(act.size.label)), act.hint]
    places = translate("Acts", "Places: {places}.")
    parts.append(places.format(places=_listed(place_names(act))))
    if act.is_own:
        parts.append(translate("Acts", "Your own act."))
    if marked.favourite:
        parts.append(translate("Acts", "A favourite."))
    else:
        parts.append(translate("Acts", "Not a favourite."))
    if marked.hidden:
        parts.append(translate("Acts", "Hidden."))
    return " ".join(part for part in parts if part)


def to_pass_on(act: Act) -> str:
    """The act as a few lines of text, for a message to somebody."""
    first = translate("Acts", "A small act you could try: {title}")
    return "\n".join(part for part in (first.format(title=act.title), act.hint) if part)


def _listed(names: Iterable[str]) -> str:
    return translate("Acts", ", ", "between the things of a list").join(names)


def saved_title(entry: Entry) -> str:
    """A few words to head the card after saving."""
    if entry.kind is EntryKind.NOTE:
        return translate("KindWords", "Your words are saved")
    if entry.outcome is Outcome.NOT_THIS_TIME:
        return translate("KindWords", "Kept")
    return translate("KindWords", "That counts")


def title(entry: Entry) -> str:
    """The act's title, or what a note is called."""
    if entry.kind is EntryKind.NOTE:
        return translate("Entry", "Just words")
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
        label = words.word(Outcome.NOT_THIS_TIME.label)
        if entry.barrier is None:
            return label
        return label + SEPARATOR + words.word(entry.barrier.label)
    return "" if entry.response is None else words.word(entry.response.label)


def size(entry: Entry) -> str:
    """The act's size; blank for a note."""
    return "" if entry.size is None else words.word(entry.size.label)


def details(entry: Entry) -> str:
    """Everything short about an entry, in one line."""
    clock = "" if entry.time is None else words.clock(entry.time)
    place = words.place_word(entry.place) if entry.place else ""
    mood = moods(entry)
    if mood:
        mood = translate("Entry", "Mood {moods}").format(moods=mood)
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
        spoken.append(translate("Entry", "mood before {mood}").format(mood=entry.mood_before))
    if entry.mood_after is not None:
        spoken.append(translate("Entry", "mood after {mood}").format(mood=entry.mood_after))
    spoken.extend((response(entry), excerpt(entry)))
    if entry.private:
        spoken.append(translate("Entry", "private"))
    return ", ".join(part for part in spoken if part)


def with_private(details_line: str) -> str:
    """The line of details, saying too that the entry is kept out of shares."""
    private_word = translate("Entry", "Private")
    return SEPARATOR.join(part for part in (details_line, private_word) if part)


def unsaved_word() -> str:
    """What an entry is marked with whose changes are half-made."""
    return translate("Entry", "Changes not saved")


def unsaved_first(details_line: str) -> str:
    """The line of details, saying before all else that changes are half-made."""
    return SEPARATOR.join(part for part in (unsaved_word(), details_line) if part)


def with_unsaved(spoken: str) -> str:
    """The entry as a screen reader says it, with changes that are half-made."""
    return translate("Entry", "{entry}, with changes that are not saved").format(entry=spoken)
