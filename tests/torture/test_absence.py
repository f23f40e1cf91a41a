"""A journal that is missing is told, and nothing is made, exported or deleted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.__main__ import miss, workplace
from tests.torture.program import Program


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder for the runs of one test."""
    with workplace() as folder:
        yield folder


@pytest.mark.torture
def test_a_missing_journal_is_no_first_start(place: Path) -> None:
    """Gone, emptied or turned plain: every command says so, and a backup brings it back."""
    with Program() as program:
        tally = miss(program, place)
    assert tally.runs
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])
