"""An entry as it is reread: when it was, and its facts, each by its name."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.domain.entries import Entry, EntryKind, Forecast, MoodRecorded, Outcome
from smallacts_desktop.ui.text import entry_words, words

translate = QCoreApplication.translate


class Fact(NamedTuple):
    """What an entry says besides its words: ``spoken`` is the same as a whole sentence."""

    name: str
    value: str
    spoken: str


def when(entry: Entry) -> str:
    """The day, and the time where it is known."""
    day = words.long_day(entry.date, with_year=True)
    if entry.time is None:
        return day
    line = translate("ReadingPage", "{day} · {time}")
    return line.format(day=day, time=words.clock(entry.time))


def facts(entry: Entry) -> list[Fact]:
    """Everything the entry tells besides its title, its day and its words."""
    told = [_mood(entry), *_outcome(entry), _forecast(entry), _expectation(entry)]
    if entry.place:
        place = words.place_word(entry.place)
        told.append(_fact(translate("ReadingPage", "Where"), place))
    if entry.person:
        told.append(_fact(translate("ReadingPage", "With"), entry.person))
    if entry.plan:
        told.append(_fact(translate("ReadingPage", "Your plan"), entry.plan))
    if entry.size is not None:
        told.append(_fact(translate("ReadingPage", "Size"), words.word(entry.size.label)))
    if entry.private:
        kept = translate("ReadingPage", "Kept out of what you share")
        told.append(_fact(translate("ReadingPage", "Private"), kept))
    return [fact for fact in told if fact is not None]


def _fact(name: str, value: str) -> Fact:
    spoken = translate("ReadingPage", "{name}: {value}")
    return Fact(name, value, spoken.format(name=name, value=value))


def _mood(entry: Entry) -> Fact | None:
    before, after = entry.mood_before, entry.mood_after
    if before is None and after is None:
        return None
    if entry.kind is EntryKind.NOTE:
        sentence = translate("ReadingPage", "Mood {after}.")
    elif before is None:
        sentence = translate("ReadingPage", "Mood after {after}.")
    elif after is None:
        sentence = translate("ReadingPage", "Mood before {before}.")
    elif entry.mood_before_recorded is MoodRecorded.AFTERWARDS:
        sentence = translate(
            "ReadingPage", "Mood before {before}, as you remembered it, and after {after}."
        )
    else:
        sentence = translate("ReadingPage", "Mood before {before} and after {after}.")
    spoken = sentence.format(before=before, after=after)
    return Fact(translate("ReadingPage", "Mood"), entry_words.moods(entry), spoken)


def _outcome(entry: Entry) -> list[Fact]:
    if entry.outcome is Outcome.NOT_THIS_TIME:
        became = translate("ReadingPage", "What became of it")
        told = [_fact(became, words.word(Outcome.NOT_THIS_TIME.label))]
        if entry.barrier is not None:
            in_the_way = translate("ReadingPage", "What got in the way")
            told.append(_fact(in_the_way, words.word(entry.barrier.label)))
        return told
    if entry.response is None:
        return []
    return [_fact(translate("ReadingPage", "They responded"), words.word(entry.response.label))]


def _forecast(entry: Entry) -> Fact | None:
    if entry.forecast is None:
        return None
    value = {
        Forecast.LIKELY: translate("ReadingPage", "Likely to respond"),
        Forecast.NOT_SURE: translate("ReadingPage", "Not sure"),
        Forecast.UNLIKELY: translate("ReadingPage", "Unlikely to respond"),
    }[entry.forecast]
    return _fact(translate("ReadingPage", "Expected"), value)


def _expectation(entry: Entry) -> Fact | None:
    if entry.expectation is None:
        return None
    name = translate("ReadingPage", "Than you expected")
    return _fact(name, words.word(entry.expectation.label))


def edit(*, unsaved: bool) -> str:
    """The button that opens the form."""
    if unsaved:
        return translate("ReadingPage", "Go on editing")
    return translate("ReadingPage", "Edit")


def unsaved_note() -> str:
    """What is said over an entry with changes that are half-made."""
    return translate(
        "ReadingPage", "This is the entry as it was saved. Your changes to it are kept apart."
    )


def way_back() -> str:
    """The button that closes the entry."""
    return translate("ReadingPage", "Back to the list")


def moment(entry: Entry) -> str:
    """The button of the heart: what is so, or what it does."""
    if entry.good_moment:
        return translate("ReadingPage", "A good moment")
    return translate("ReadingPage", "Mark as a good moment")


def moment_done(entry: Entry) -> str:
    """After the heart was pressed: what is true of the entry now."""
    if entry.good_moment:
        return translate("ReadingPage", "The entry is marked as a good moment.")
    return translate("ReadingPage", "The entry is no longer marked as a good moment.")


def no_moments() -> str:
    """Where a good moment was asked for and none is marked."""
    return translate(
        "ReadingPage",
        "No entry is marked as a good moment yet. The heart under an entry of your journal marks "
        "it as one.",
    )


def read_me_a_moment() -> str:
    """The button that opens one."""
    return translate("ReadingPage", "Read me a good moment")


def keeps_private(entry: Entry) -> str:
    """The item of the menu that keeps an entry out of shares, or lets it in again."""
    if entry.private:
        return translate("ReadingPage", "Let it be shared again")
    return translate("ReadingPage", "Keep it out of what I share")


def private_done(entry: Entry) -> str:
    """After that: what is true of the entry now."""
    if entry.private:
        return translate("ReadingPage", "The entry is kept out of what you share.")
    return translate("ReadingPage", "The entry may be shared again.")


def leaving_form(*, changed: bool) -> str:
    """What Escape and Back do in the form of an entry."""
    if changed:
        return translate(
            "ReadingPage",
            "Back, or the Escape key, keeps your changes for later. They are marked in the list "
            "until you save or discard them.",
        )
    return translate("ReadingPage", "Back, or the Escape key, goes back to reading.")


def discarded() -> str:
    """After changes were discarded."""
    return translate("ReadingPage", "Your changes are discarded.")
