"""The domain's words and dates, in the language and the region of the window."""

import os
import re
from datetime import date, time, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from smallacts_desktop.domain.acts import Place
from smallacts_desktop.domain.entries import MOOD_WORDS
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.wording import CONTEXT

translate = QCoreApplication.translate

# In characters: as many as fit a line of the smallest window with the largest text.
_LONG_NAME = 12


def use_region() -> None:
    """Format dates and numbers as the person's region does.

    A system that names no region, as in a bare container, gets the one the texts are written in.
    """
    system = QLocale.system()
    if system.language() == QLocale.Language.C:
        system = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    QLocale.setDefault(system)


def word(text: str) -> str:
    """A word of the domain in the window's language."""
    return translate(CONTEXT, text)


def mood_word(mood: int) -> str:
    """The word for a mood from 0 to 10."""
    return word(MOOD_WORDS[mood])


def place_word(place: str) -> str:
    """A place's label; the person's own word stays as they wrote it."""
    return word(Place(place).label) if place in list(Place) else place


def problem(error: SmallActsError) -> str:
    """The one sentence that tells the person what went wrong."""
    return translate("Errors", error.template).format(**error.values)


def long_day(day: date, *, with_year: bool = False) -> str:
    """A day in words, such as "Sunday 22 November"."""
    pattern = "dddd d MMMM yyyy" if with_year else "dddd d MMMM"
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def short_day(day: date) -> str:
    """A day in a few characters, such as "22 Nov 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def clock(value: time) -> str:
    """A clock time as the person's region writes it."""
    return QLocale().toString(QTime(value.hour, value.minute), QLocale.FormatType.ShortFormat)


def breakable(path: Path) -> str:
    """A path that may go on in the next line after each folder, and within a long name."""
    long_name = f"([^{re.escape(os.sep)}]{{{_LONG_NAME}}})"
    return re.sub(long_name, "\\1\u200b", str(path)).replace(os.sep, f"{os.sep}\u200b")


def breakable_word(text: str) -> str:
    """Words of which a long one, an address say, may go on in the next line."""
    return re.sub(f"(\\S{{{_LONG_NAME}}})(?=\\S)", "\\1\u200b", text)


def plural(one: str, many: str, count: int) -> str:
    """``one`` for exactly one, otherwise ``many``; both already translated, with ``{count}``.

    English needs no compiled translation this way, and the extractor still sees two whole
    sentences.
    """
    return (one if count == 1 else many).format(count=QLocale().toString(count))


def plural_or_blank(one: str, many: str, count: int) -> str:
    """The same, and blank for none."""
    return plural(one, many, count) if count else ""


def spoken_day(day: date, today: date) -> str:
    """A day as people say it: today, yesterday, or its name and date."""
    if day == today:
        return QCoreApplication.translate("WhenQuestion", "Today")
    if day == today - timedelta(days=1):
        return QCoreApplication.translate("WhenQuestion", "Yesterday")
    return long_day(day, with_year=day.year != today.year)
