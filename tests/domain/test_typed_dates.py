"""A date is read as people type it, and never taken for another one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallacts_desktop.domain.errors import NotADateError
from smallacts_desktop.domain.typed_dates import DateWords, cleaned, read_date

MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ENGLISH = DateWords(
    {name[:length].casefold(): n for n, name in enumerate(MONTHS, 1) for length in (3, None)},
    {name[:length].casefold() for name in WEEKDAYS for length in (3, None)},
    day_first=True,
)
AMERICAN = DateWords(ENGLISH.months, ENGLISH.weekdays, day_first=False)
# In Spanish "mar" is a Tuesday and March.
SPANISH = DateWords({"mar": 3, "marzo": 3, "nov": 11}, {"mar", "martes"}, day_first=True)
NEAR, LATEST = date(2026, 11, 22), date(2026, 11, 28)
DAY = date(2026, 11, 23)
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def read(text: str, words: DateWords = ENGLISH) -> date:
    """What is read on a day in November 2026."""
    return read_date(text, words, NEAR, LATEST)


@pytest.mark.parametrize(
    "text",
    [
        "23 Nov 2026", "23 nov 2026", "23 November 2026", "23. Novemb. 2026", "Nov 23, 2026",
        "November 23rd 2026", "the 23rd of November 2026", "Mon 23 Nov 2026", "Tue 23 Nov 2026",
        "2026 Nov 23", "23nov2026", "23/11/2026", "23.11.2026", "23-11-2026", "23 11 2026",
        "23/11/26", "2026-11-23", "2026/11/23", "11/23/2026", "20261123", "23112026", "231126",
        "23/11", "23 Nov", "Nov 23", "23.11.", "  23  Nov   2026 ",
        "２３/１１/２０２６", "٢٣/١١/٢٠٢٦", "2026年11月23日", "\u200f23/11/2026",
    ],
)  # fmt: skip
def test_a_date_is_read_as_people_type_it(text: str) -> None:
    """In figures, in words, with a weekday that no longer fits, in figures of other scripts."""
    assert read(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "soon", "Nov", "23", "2026", "Nov 2026", "11/2026", "31/11/2026", "29 Feb 2026",
        "0/0/0", "23/13/2026", "99/99/9999", "23 Nov Dec 2026", "23 Foo 2026", "2026-11-23-01",
        "23 Nov 026", "23/11/20266", "ju 3 2026", "23 Ju 2026", "-", "½", "²3/11/2026!",
        "1" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_date_is_told(text: str) -> None:
    """And nothing is guessed."""
    with pytest.raises(NotADateError):
        read(text)


def test_a_date_without_a_year_is_the_nearest_that_may_be() -> None:
    """In November, December is that of last year where nothing later than now may be chosen."""
    assert read("23 Dec") == date(2025, 12, 23)
    assert read("1/2") == date(2026, 2, 1)
    assert read_date("3 Jan", ENGLISH, NEAR, date(9999, 12, 31)) == date(2027, 1, 3)
    assert read("29 Feb") == date(2024, 2, 29)
    assert read("23/11/30") == date(1930, 11, 23)


def test_the_order_of_figures_is_the_language_s() -> None:
    """Unless only the other one makes a date."""
    assert read("3/4/2026") == date(2026, 4, 3)
    assert read("3/4/2026", AMERICAN) == date(2026, 3, 4)
    assert read("23/11/2026", AMERICAN) == DAY


def test_a_word_for_a_month_and_a_weekday_is_what_it_can_be() -> None:
    """A weekday beside another month, and a month alone."""
    assert read("mar 24 nov 2026", SPANISH) == date(2026, 11, 24)
    assert read("24 mar 2026", SPANISH) == date(2026, 3, 24)


@given(DATES)
def test_every_date_comes_back_from_every_way_of_writing_it(day: date) -> None:
    """With a year of four figures nothing depends on the day it is read."""
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    for text in (
        f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {month} {day.year}", f"{weekday[:3]} {day.day} {month[:3]} {day.year}",
        f"{month[:3].upper()} {day.day}, {day.year}",
    ):  # fmt: skip
        assert read(text) == day
    assert read(f"{day:%m/%d/%Y}", AMERICAN) == day


@given(st.text(max_size=40) | st.from_regex(r"[0-9a-z /.-]{0,20}"))
def test_whatever_is_typed_is_a_date_or_told(text: str) -> None:
    """No other error comes of it, and hidden marks change nothing."""
    try:
        found = read(text)
    except NotADateError:
        return
    assert read(cleaned(text)) == found
