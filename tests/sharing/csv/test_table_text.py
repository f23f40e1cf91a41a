"""A table to paste holds the cells of the CSV file."""

import csv
import io
from datetime import date

from smallacts_desktop.domain.disclosure import Column, Preset, ShareChoice, disclose
from smallacts_desktop.sharing.csv.file import cell, table_text
from tests.domain.strategies import act_entry, note_entry

CHOICE = ShareChoice(Preset.WORKER, include=frozenset({Column.NOTE}))


def test_a_pasted_table_has_the_cells_of_the_file() -> None:
    """Tabs between cells; a line break, a tab or a quote inside a note stays in its cell."""
    entries = [
        act_entry(date(2026, 3, 1), 1, act="=HYPERLINK(1)"),
        note_entry(date(2026, 3, 2), 2, note='one\ttwo\n"three"'),
    ]
    disclosure = disclose(entries, CHOICE)
    rows = list(csv.reader(io.StringIO(table_text(disclosure), newline=""), delimiter="\t"))
    assert rows[0] == [column.value for column in disclosure.columns]
    assert rows[1:] == [[cell(e, c) for c in disclosure.columns] for e in disclosure.entries]


def test_a_formula_is_guarded_in_a_pasted_table() -> None:
    """A spreadsheet that it is pasted into shows the words and runs nothing."""
    disclosure = disclose([act_entry(date(2026, 3, 1), 1, act="=1+1")], CHOICE)
    assert "\t'=1+1\t" in table_text(disclosure)
