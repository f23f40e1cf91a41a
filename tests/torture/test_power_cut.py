"""The power goes at every moment of every command; what was not synced may be lost."""

import random
import sys
from pathlib import Path

import pytest

from tests.torture.__main__ import cut_power
from tests.torture.cases import CASES
from tests.torture.disk_model import Disk, Loss
from tests.torture.program import Program
from tests.torture.sweep import Sweep

_FEW = 1


@pytest.mark.parametrize("case", ["restore a locked one", "window: edit"])
def test_the_log_of_a_run_holds_all_that_it_wrote(program: Program, place: Path, case: str) -> None:
    """Replayed to its end with nothing lost, it gives the very files that the run left."""
    sweep = Sweep(program, place)
    wanted = next(known for known in CASES if known.name == case)
    folder = sweep.templates.copy(wanted.start, sweep.folder)
    disk = Disk(folder)
    for done in sweep.reference(wanted).done:
        disk.do(done)
    left = {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    assert disk.after(Loss.KEPT, random.Random()) == left


@pytest.mark.timeout(900)
def test_the_power_may_go_at_some_moments_of_every_command(program: Program, place: Path) -> None:
    """The short form of the long one below: a seeded choice of its moments."""
    tally = cut_power(program, place, [], _FEW, seed=20261128)
    assert tally.runs
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("case", [case.name for case in CASES])
def test_the_power_may_go_at_any_moment(program: Program, place: Path, case: str) -> None:
    """Every prefix of one command's writes, with everything unsynced lost in several ways."""
    tally = cut_power(program, place, [case], sys.maxsize, seed=0)
    assert tally.runs
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])
