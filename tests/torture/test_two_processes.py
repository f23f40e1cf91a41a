"""Any two commands, or a command and a window, may be at work on one journal."""

from pathlib import Path

import pytest

from tests.torture.__main__ import meet
from tests.torture.program import HARNESS

FEW, MANY = 20, 500


@pytest.mark.timeout(900)
def test_some_pairs_of_processes_lose_nothing(place: Path) -> None:
    """The short form of the long one below."""
    tally = meet(HARNESS, place, FEW, seed=20261128)
    assert tally.runs == FEW
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])


@pytest.mark.torture
@pytest.mark.timeout(7200)
def test_hundreds_of_pairs_of_processes_lose_nothing(place: Path) -> None:
    """Every pair of commands and the window, started at random moments."""
    tally = meet(HARNESS, place, MANY, seed=0)
    assert tally.runs == MANY
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])
