"""The power goes at every moment of every command; what was not synced may be lost."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture import seccomp
from tests.torture.__main__ import cut_power, workplace
from tests.torture.cases import CASES
from tests.torture.disk_model import Disk, Loss
from tests.torture.program import Program
from tests.torture.sweep import Sweep

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


@pytest.mark.parametrize("case", ["passphrase change", "restore a locked one", "window: edit"])
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


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("case", [case.name for case in CASES])
def test_the_power_may_go_at_any_moment(program: Program, place: Path, case: str) -> None:
    """Every prefix of one command's writes, with everything unsynced lost in several ways."""
    tally = cut_power(program, place, [case], sys.maxsize, seed=0)
    assert tally.runs
    assert not tally.failed, "\n".join([tally.text(), *tally.lines])
