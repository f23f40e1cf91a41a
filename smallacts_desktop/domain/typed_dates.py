"""Reading a date as people type it, in figures or in words."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date

from smallacts_desktop.domain.errors import NotADateError

# Figures, or letters; what stands between them says nothing.
_PARTS = re.compile(r"\d+|[^\d\s.,;:/\\()'’_·-]+")
# Where a month has no name but a mark: 11月.
_MARKED_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*[月월]")
_FILLING = frozenset(
    (
        "st", "nd", "rd", "th", "of", "the", "de", "del", "di", "den", "der", "do", "le", "la",
        "el", "il", "年", "月", "日", "년", "월", "일",
    )
)  # fmt: skip
_SHORTEST_BEGINNING = 3
_MONTHS = 12
_LAST_DAY = 31
_YEAR_FIGURES = 4
_SHORT, _FULL = 6, 8


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a language writes dates.

    ``months`` gives the number of a month for every spelling, ``weekdays`` all names of days, both
    as ``cleaned`` makes them. ``day_first``: in figures the day comes before the month.
    """

    months: Mapping[str, int]
    weekdays: Collection[str]
    day_first: bool


def cleaned(text: str) -> str:
    """A text without what looks different and means the same: case, wide figures, hidden marks."""
    same = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in same if unicodedata.category(sign) != "Cf")


def word_of(name: str) -> str | None:
    """The one word of a name, "nov" of "Nov."; None where it is several or has figures."""
    parts = _PARTS.findall(cleaned(name))
    return parts[0] if len(parts) == 1 and not parts[0].isdecimal() else None


def read_date(text: str, words: DateWords, near: date, latest: date) -> date:
    """The date that a person typed: ``23 Nov 2026``, ``23/11/2026``, ``2026-11-23``, ``23.11.``.

    In figures the order is the language's, unless only the other one makes a date. Without a year
    it is the one nearest to ``near`` that is not after ``latest``; a year of two figures is of
    this century, unless it would begin after ``latest``. A name of a weekday is passed over.
    Raises NotADateError.
    """
    plain = cleaned(text)
    marked = _MARKED_MONTH.search(plain)
    parts = _PARTS.findall(plain if marked is None else _MARKED_MONTH.sub(" ", plain, count=1))
    figures = [part for part in parts if part.isdecimal()]
    named = [part for part in parts if not part.isdecimal() and part not in _FILLING]
    month = int(marked[1]) if marked is not None else _month_among(named, words)
    year = _Year(near, latest)
    for order in _orders(figures, month, day_first=words.day_first):
        found = year.date_of(*order)
        if found is not None:
            return found
    raise NotADateError


def _month_among(named: Sequence[str], words: DateWords) -> int | None:
    """The month that is named; a word that can be a weekday too is one if another is a month."""
    sure: list[int] = []
    unsure: list[int] = []
    for word in named:
        month = _month_of(word, words)
        is_weekday = _is_weekday(word, words, month)
        if month is None and not is_weekday:
            raise NotADateError
        if month is not None:
            (unsure if is_weekday else sure).append(month)
    months = sure or unsure[:1]
    if len(months) > 1:
        raise NotADateError
    return months[0] if months else None


def _month_of(word: str, words: DateWords) -> int | None:
    if word in words.months:
        return words.months[word]
    if len(word) < _SHORTEST_BEGINNING or word in words.weekdays:
        return None
    begun = {month for name, month in words.months.items() if name.startswith(word)}
    return begun.pop() if len(begun) == 1 else None


def _is_weekday(word: str, words: DateWords, month: int | None) -> bool:
    if word in words.weekdays:
        return True
    begins = any(name.startswith(word) for name in words.weekdays)
    return month is None and len(word) >= _SHORTEST_BEGINNING and begins


_Order = tuple[str | None, int, int]


def _orders(figures: list[str], month: int | None, *, day_first: bool) -> list[_Order]:
    """What the figures may stand for, the likeliest first: a year or None, a month and a day."""
    if month is not None:
        return _orders_with_month(figures, month)
    if len(figures) == 1:
        return _orders_in_one(figures[0], day_first=day_first)
    if len(figures) == 3 and len(figures[0]) == _YEAR_FIGURES:
        return [(figures[0], int(figures[1]), int(figures[2]))]
    if len(figures) in (2, 3):
        one, other = int(figures[0]), int(figures[1])
        year = figures[2] if len(figures) > 2 else None
        return _either_way(year, one, other, day_first=day_first)
    return []


def _orders_with_month(figures: list[str], month: int) -> list[_Order]:
    if len(figures) == 1:
        return [(None, month, int(figures[0]))]
    if len(figures) != 2:
        return []
    one, other = figures
    if len(one) == _YEAR_FIGURES or int(one) > _LAST_DAY:
        one, other = other, one
    return [(other, month, int(one))]


def _orders_in_one(figures: str, *, day_first: bool) -> list[_Order]:
    """All in one go: 20261123, 23112026 or 231126."""
    if len(figures) not in (_SHORT, _FULL):
        return []
    one, other = int(figures[:2]), int(figures[2:4])
    orders = _either_way(figures[4:], one, other, day_first=day_first)
    if len(figures) == _FULL:
        year_first = (figures[:4], int(figures[4:6]), int(figures[6:]))
        return [year_first, *orders]
    return orders


def _either_way(year: str | None, one: int, other: int, *, day_first: bool) -> list[_Order]:
    by_day, by_month = (year, other, one), (year, one, other)
    return [by_day, by_month] if day_first else [by_month, by_day]


@dataclass(frozen=True, slots=True)
class _Year:
    """Which year is meant."""

    near: date
    latest: date

    def date_of(self, year: str | None, month: int, day: int) -> date | None:
        """The date, or None where there is no such day."""
        if not (1 <= month <= _MONTHS and 1 <= day <= _LAST_DAY):
            return None
        if year is None:
            return self._nearest(month, day)
        if len(year) == _YEAR_FIGURES:
            return _date(int(year), month, day)
        if len(year) > 2:
            return None
        full = 2000 + int(year)
        return _date(full if full <= self.latest.year else full - 100, month, day)

    def _nearest(self, month: int, day: int) -> date | None:
        # Eight years on either side of one hold a 29th of February.
        years = range(max(1, self.near.year - 8), min(MAXYEAR, self.near.year + 8) + 1)
        dates = [found for year in years if (found := _date(year, month, day)) is not None]
        allowed = [found for found in dates if found <= self.latest] or dates
        return min(allowed, key=lambda found: abs(found - self.near), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
