"""Any two commands, or a command and a window, may be at work on one journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.__main__ import meet, workplace
from tests.torture.program import HARNESS

MANY = 500


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder for the runs of one test."""
    with workplace() as folder:
        yield folder


@pytest.mark.torture
@pytest.mark.timeout(7200)
def test_hundreds_of_pairs_of_processes_lose_nothing(place: Path) -> None:
    """Every pair of commands and the window, started at random moments."""
    tally = meet(HARNESS, place, MANY, seed=0)
    assert tally.runs == MANY
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])
