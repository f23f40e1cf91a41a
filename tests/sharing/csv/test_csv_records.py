"""Rows are read as the library reads them, and given up where they go on and on."""

import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallacts_desktop.sharing.csv import reading as csv_records
from smallacts_desktop.sharing.csv.reading import BAD_QUOTES, ROW_TOO_LONG, Record, records


def read(text: str, delimiter: str = ",") -> list[Record]:
    """Every row of a text."""
    return list(records(io.StringIO(text, newline=""), delimiter))


def by_the_library(text: str, delimiter: str) -> list[list[str] | None]:
    """What the library makes of a text, None for a row with ragged quotes."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[list[str] | None] = []
    while True:
        try:
            found.append(next(reader))
        except StopIteration:
            return found
        except csv.Error:
            found.append(None)


@given(
    st.lists(st.sampled_from(['"', '""', ",", ";", "\r", "\n", "\r\n", "a", " ", "é", "\0"])),
    st.sampled_from([",", ";", "\t"]),
)
def test_rows_are_those_of_the_library(pieces: list[str], delimiter: str) -> None:
    """Whatever stands where: a fast way changes nothing."""
    text = "".join(pieces)
    mine = [None if row.problem else list(row.cells) for row in read(text, delimiter)]
    assert mine == by_the_library(text, delimiter)


@given(
    st.lists(st.sampled_from(['"', '""', ",", "\r\n", "\n", "a", "bcdef"]), max_size=60),
    st.integers(3, 12),
)
def test_a_row_that_is_too_long_costs_no_other_row(pieces: list[str], limit: int) -> None:
    """Every other row is what it is without a limit, and none is made of its pieces."""
    text = "".join(pieces)
    whole = {row.line: row for row in read(text)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_records, "ROW_LIMIT", limit)
        cut = read(text)
    for row in cut:
        assert row.problem == ROW_TOO_LONG or row == whole[row.line]
    ragged = any(row.problem == BAD_QUOTES for row in whole.values())
    if not ragged:
        assert [row.line for row in cut] == list(whole)


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_ten_million_letters_takes_no_more_than_a_row(quote: str) -> None:
    """What the long cell holds is no row either, though it looks like one."""
    inside = "2026-05-14,act,Waved,done" + ("\r\n" if quote else ";")
    cell = quote + inside * (10_000_000 // len(inside)) + quote
    data = f"date,act\r\n{cell},x\r\n2026-05-14,Waved\r\n".encode()
    del cell
    source = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")
    tracemalloc.start()
    found = list(records(source, ","))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row.problem for row in found] == ["", ROW_TOO_LONG, ""]
    assert found[-1].cells == ("2026-05-14", "Waved")
    assert peak < 8_000_000
