"""Each file call of each command fails, and nothing is lost, left, leaked or said falsely."""

import sys
from pathlib import Path

import pytest

from tests.torture.__main__ import refuse_reading, sweep
from tests.torture.cases import CASES, DATA, READING_CASES
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


@pytest.mark.parametrize(
    ("name", "fault", "where"),
    [
        ("window: delete everything", Fault.NO_READ_ONCE, f"{DATA}/snapshots"),
        ("passphrase change", Fault.NO_READ_ON, f"{DATA}/snapshots/*-next"),
        ("passphrase remove", Fault.NO_READ_ONCE, f"{DATA}/snapshots/*-next"),
        ("window: remove passphrase", Fault.NO_READ_ONCE, f"{DATA}/snapshots/*.smallacts"),
        ("window: bring back a lost one", Fault.NO_READ_ONCE, f"{DATA}/snapshots/*.smallacts"),
    ],
)
def test_what_cannot_be_read_is_not_called_gone_or_damaged(
    program: Program, place: Path, name: str, fault: Fault, where: str
) -> None:
    """A folder that cannot be looked into is no empty one, and a file of it no damaged one.

    It is told, and what can be done later is: nothing stays under a passphrase that was given up.
    """
    made = Sweep(program, place, reads=True)
    case = next(known for known in CASES if known.name == name)
    calls = made.reference(case).counted_calls
    found = [n for n, item in enumerate(calls, 1) if item.call.path.match(f"run/{where}")]
    for at in (*found[:8], found[-1]):
        run = made.run(Target(case, Injection(fault, at)))
        assert run is not None
        assert not run.findings, run.described(made.folder)


# A sixth of all cases, with so many runs of each: nearly 500 runs together.
_GROUPS, _RUNS = 6, 10
_READINGS = 2
_SEED = 20261128


@pytest.mark.timeout(900)
@pytest.mark.parametrize("group", range(_GROUPS))
def test_some_file_calls_of_every_command_fail(program: Program, place: Path, group: int) -> None:
    """The short form of the long one below: a seeded choice of its runs."""
    cases = [case.name for case in CASES[group::_GROUPS]]
    tally = sweep(program, place, cases, _RUNS, _SEED)
    assert tally.runs
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])


@pytest.mark.timeout(900)
def test_some_files_of_every_command_cannot_be_read(program: Program, place: Path) -> None:
    """The disk answers nothing, once or from then on; a seeded choice of the long one below."""
    tally = refuse_reading(program, place, [], _READINGS, _SEED)
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


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("case", [case.name for case in READING_CASES])
def test_any_reading_may_fail(program: Program, place: Path, case: str) -> None:
    """All readings of one command or step of the window, those that only look among them."""
    tally = refuse_reading(program, place, [case], sys.maxsize, seed=0)
    assert tally.runs
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])
