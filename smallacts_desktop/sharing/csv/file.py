"""A disclosure as CSV: the text of each cell, the bytes of the file, and a text to paste."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from smallacts_desktop.domain.disclosure import COLUMN_FIELDS, Column, Disclosure, EntryRecord
from smallacts_desktop.domain.entries import Entry

BOM = "\ufeff"  # without it, Excel takes the file for an old Windows encoding
GUARD = "'"
_STARTS_A_FORMULA = frozenset("=+-@\t\r\n＝＋－＠'")
_ROWS_PER_CHUNK = 256
_TO_THE_SECOND = len("YYYY-MM-DDTHH:MM:SS")
# What hardly any two entries have in common, or is too long to be remembered.
_SELDOM_TWICE = frozenset({Column.ENTRY_ID, Column.WRITTEN_AT, Column.NOTE, Column.PLAN})
_MOST_REMEMBERED = 4096
# LibreOffice Calc splits at all three until it is told otherwise. Left bare, the rest of a text
# after one of them would be a cell of its own, and could be a formula.
_TO_QUOTE = frozenset(',;\t"\r\n')


class Delimiter(StrEnum):
    """What stands between two cells of a written file."""

    COMMA = ","
    SEMICOLON = ";"


def guard(text: str) -> str:
    """``text`` with an apostrophe in front where a spreadsheet might run it as a formula.

    Text that starts with an apostrophe gets one as well, so that reading can always take one off.
    """
    return GUARD + text if text.lstrip(" ")[:1] in _STARTS_A_FORMULA else text


def unguard(text: str) -> str:
    """The text that ``guard`` was given: without its first apostrophe, if it starts with one."""
    return text.removeprefix(GUARD)


def cell(entry: Entry, column: Column) -> str:
    """The text of one cell exactly as a spreadsheet shows it; blank for what was not given."""
    name, write = _CELLS[column]
    value = getattr(entry, name)
    return "" if value is None else write(value)


def _offset(offset: timedelta) -> str:
    hours, minutes = divmod(abs(round(offset.total_seconds() / 60)), 60)
    return f"{'-' if offset < timedelta(0) else '+'}{hours:02}:{minutes:02}"


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


# How values of a type are written; codes and whole numbers stand as they are.
_WRITERS: Mapping[type, Callable[[Any], str]] = {
    str: guard,
    date: date.isoformat,
    time: lambda clock: clock.strftime("%H:%M"),
    timedelta: _offset,
    datetime: _instant,
    bool: lambda value: "yes" if value else "no",
}
# The same for a value of a record, which is a text or a number already.
_KEPT_WRITERS: Mapping[type, Callable[[Any], str]] = {
    timedelta: lambda minutes: _offset(timedelta(minutes=minutes)),
    datetime: lambda text: text[:_TO_THE_SECOND] + "Z",
    bool: lambda value: "yes" if value else "no",
}
_CELLS: Mapping[Column, tuple[str, Callable[[Any], str]]] = {
    Column.MOOD_CHANGE: ("mood_change", str),
    **{
        column: (field.name, _WRITERS.get(field.type, str))
        for column, field in COLUMN_FIELDS.items()
    },
}


def csv_chunks(disclosure: Disclosure, delimiter: Delimiter = Delimiter.COMMA) -> Iterator[bytes]:
    """The bytes of the file, some rows at a time: UTF-8 with BOM, a header row, CRLF.

    Cells are quoted only where a delimiter, a quote or a line break makes it necessary; each
    delimiter of ``Delimiter`` and the tab count, as a spreadsheet may split at any of them.
    """
    buffer = io.StringIO(newline="")
    buffer.write(BOM)
    buffer.write(_line((column.value for column in disclosure.columns), delimiter))
    for start in range(0, len(disclosure.entries), _ROWS_PER_CHUNK):
        for entry in disclosure.entries[start : start + _ROWS_PER_CHUNK]:
            buffer.write(_line((cell(entry, column) for column in disclosure.columns), delimiter))
        yield buffer.getvalue().encode("utf-8")
        buffer.seek(0)
        buffer.truncate()
    if buffer.tell():  # no entries: the header alone
        yield buffer.getvalue().encode("utf-8")


def record_chunks(
    records: Iterable[EntryRecord],
    columns: Sequence[Column],
    delimiter: Delimiter = Delimiter.COMMA,
) -> Iterator[bytes]:
    """As ``csv_chunks``, of records as they come; no more than one chunk of them is held."""
    speller = _RecordSpeller(columns, delimiter)
    text = BOM + _line((column.value for column in columns), delimiter)
    coming = iter(records)
    while some := list(islice(coming, _ROWS_PER_CHUNK)):
        yield (text + speller.lines(some)).encode()
        text = ""
    if text:  # no entries: the header alone
        yield text.encode()


class _Cells(dict[Any, str]):
    """The cells of one column by the value they are written for, each made once."""

    def __init__(self, write: Callable[[Any], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, value: object) -> str:
        text = "" if value is None else self._write(value)
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[value] = text
        return text


class _RecordSpeller:
    """Writes lines of records column by column, those cells that come again from memory."""

    def __init__(self, columns: Sequence[Column], delimiter: Delimiter) -> None:
        self._delimiter = delimiter.value
        places = {column: place for place, column in enumerate(COLUMN_FIELDS)}
        self._moods = places[Column.MOOD_BEFORE], places[Column.MOOD_AFTER]
        # The change of mood is put behind the other values.
        self._cells = [
            (places.get(column, len(places)), _cell_writer(column)) for column in columns
        ]

    def lines(self, records: Sequence[EntryRecord]) -> str:
        """A line for each record, its cells quoted where they have to be."""
        values: list[Iterable[Any]] = list(zip(*records, strict=True))
        before, after = (values[place] for place in self._moods)
        values.append(zip(before, after, strict=True))
        cells = [map(write, values[place]) for place, write in self._cells]
        return "\r\n".join(map(self._delimiter.join, zip(*cells, strict=True))) + "\r\n"


def _cell_writer(column: Column) -> Callable[[Any], str]:
    """What makes a cell of a value of a record."""
    if column is Column.MOOD_CHANGE:
        return _Cells(_mood_change).__getitem__
    kind = COLUMN_FIELDS[column].type
    # Nothing but a person's own words can hold what a cell is quoted for.
    write = (lambda text: _quoted(guard(text))) if kind is str else _KEPT_WRITERS.get(kind, str)
    return write if column in _SELDOM_TWICE else _Cells(write).__getitem__


def _mood_change(moods: tuple[int | None, int | None]) -> str:
    before, after = moods
    return "" if before is None or after is None else str(after - before)


def _line(cells: Iterable[str], delimiter: Delimiter) -> str:
    return delimiter.value.join(map(_quoted, cells)) + "\r\n"


def _quoted(text: str) -> str:
    if _TO_QUOTE.isdisjoint(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def table_text(disclosure: Disclosure) -> str:
    """The cells of the CSV file, guards against formulas included, with tabs between them."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n")
    writer.writerow(column.value for column in disclosure.columns)
    for entry in disclosure.entries:
        writer.writerow([cell(entry, column) for column in disclosure.columns])
    return buffer.getvalue()
