"""Each file call of each command fails, and nothing is lost, left, leaked or said falsely."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture import seccomp
from tests.torture.__main__ import sweep, workplace
from tests.torture.cases import CASES
from tests.torture.program import Program

pytestmark = pytest.mark.skipif(
    not seccomp.is_possible(), reason="only Linux shows a program's file calls to another"
)


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    """The program of this checkout, imported once."""
    with Program() as made:
        yield made


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder for the runs of one test."""
    with workplace() as folder:
        yield folder


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("case", [case.name for case in CASES])
def test_every_file_call_may_fail(program: Program, place: Path, case: str) -> None:
    """All runs of one command or step of the window."""
    tally = sweep(program, place, [case], sys.maxsize, seed=0)
    assert tally.runs
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])
