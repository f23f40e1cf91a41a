"""Each file call of each command fails, and nothing is lost, left, leaked or said falsely."""

import sys
from pathlib import Path

import pytest

from tests.torture.__main__ import sweep
from tests.torture.cases import CASES, DATA
from tests.torture.injection import Fault, Injection
from tests.torture.program import Program
from tests.torture.sweep import Sweep, Target


def test_a_change_that_fails_at_its_very_end_is_told_as_unsure(
    program: Program, place: Path
) -> None:
    """The disk fails when all is written but for the sign that it is: it may be there or not."""
    made = Sweep(program, place)
    case = next(known for known in CASES if known.name == "window: edit")
    calls = made.reference(case).counted_calls
    last = max(n for n, item in enumerate(calls, 1) if item.call.path == made.folder / DATA)
    run = made.run(Target(case, Injection(Fault.EIO_ONCE, last)))
    assert run is not None
    assert run.result.code == 1
    assert "not sure" in run.result.errors
    assert not run.findings


# A sixth of all cases, with so many runs of each: 300 runs together.
_GROUPS, _RUNS = 6, 10
_SEED = 20261128


@pytest.mark.timeout(900)
@pytest.mark.parametrize("group", range(_GROUPS))
def test_some_file_calls_of_every_command_fail(program: Program, place: Path, group: int) -> None:
    """The short form of the long one below: a seeded choice of its runs."""
    cases = [case.name for case in CASES[group::_GROUPS]]
    tally = sweep(program, place, cases, _RUNS, _SEED)
    assert tally.runs
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("case", [case.name for case in CASES])
def test_every_file_call_may_fail(program: Program, place: Path, case: str) -> None:
    """All runs of one command or step of the window."""
    tally = sweep(program, place, [case], sys.maxsize, seed=0)
    assert tally.runs
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])
