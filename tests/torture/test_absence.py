"""A journal that is missing is told, and nothing is made, exported or deleted."""

from pathlib import Path

from tests.torture.__main__ import miss
from tests.torture.program import Program


def test_a_missing_journal_is_no_first_start(program: Program, place: Path) -> None:
    """Gone, emptied or turned plain: every command says so, and a backup brings it back."""
    tally = miss(program, place)
    assert tally.runs
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])
