"""The sweeps as a program, to be tried on any checkout: prints tables, and how to do it again.

usage: python -m tests.torture WHAT [--program DIR] [--case NAME] [--most N] [--output FILE]
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.torture import absence
from tests.torture.cases import CASES, READING_CASES, Case, Templates
from tests.torture.pairs import TwoProcesses, pairs
from tests.torture.power_cut import PowerCuts
from tests.torture.program import HARNESS, Program
from tests.torture.sweep import Sweep, chosen
from tests.torture.tally import Tally
from tests.torture.verification import Finding

_PAIRS = 500
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for runs, in memory where there is a file system in it."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def _named(names: list[str], cases: Sequence[Case] = CASES) -> list[Case]:
    return [case for case in cases if not names or case.name in names]


def sweep(program: Program, place: Path, cases: list[str], most: int, seed: int) -> Tally:
    """Sweep over the cases that are named, or all of them."""
    return _swept(Sweep(program, place), "Every file call fails", _named(cases), most, seed)


def refuse_reading(program: Program, place: Path, cases: list[str], most: int, seed: int) -> Tally:
    """Sweep over the same cases, and those that only look, with a disk that does not answer."""
    made = Sweep(program, place, reads=True)
    named = _named(cases, READING_CASES)
    return _swept(made, "Nothing can be read", named, most, seed)


def _swept(made: Sweep, title: str, cases: Sequence[Case], most: int, seed: int) -> Tally:
    tally = Tally(title)
    for case in cases:
        for target in chosen(made.targets(case), most, seed):
            run = made.run(target)
            if run is not None:
                found = [item.failure.value for item in run.findings]
                fault = target.injection.fault.value
                tally.add(case.name, fault, found, run.described(made.folder))
        sys.stderr.write(f"{case.name}: {tally.failed} failed of {tally.runs} so far\n")
    return tally


def cut_power(program: Program, place: Path, cases: list[str], most: int, seed: int) -> Tally:
    """Cut the power at every moment of the cases that are named, or of all."""
    tally = Tally("The power goes")
    made = Sweep(program, place)
    for case in _named(cases):
        cuts = PowerCuts(made, case, seed)
        for cut in cuts.cuts(most):
            findings = cuts.look_at(cut)
            found = [item.failure.value for item in findings]
            tally.add(case.name, cut.loss.value, found, cut.described(findings))
        sys.stderr.write(f"{case.name}: {tally.failed} failed of {tally.runs} so far\n")
    return tally


def miss(
    program: Program, place: Path, _cases: list[str] | None = None, _most: int = 0, _seed: int = 0
) -> Tally:
    """Let every command find that the journal is missing."""
    tally = Tally("The journal is missing")
    templates, folder = Templates(program, place / "templates"), place / "run"
    for missing in absence.ABSENCES:
        for name, _ in absence.attempts(missing, folder):
            found = absence.look_at(program, templates, folder, missing, name)
            _count(tally, missing.name, name, found)
        _count(tally, missing.name, "restore", absence.restore(program, templates, folder, missing))
    return tally


def _count(tally: Tally, row: str, column: str, findings: Sequence[Finding]) -> None:
    found = "; ".join(f"{item.failure}: {item.detail}" for item in findings)
    tally.add(row, column, [item.failure.value for item in findings], f"{row} | {column} | {found}")


def meet(checkout: Path, place: Path, count: int, seed: int) -> Tally:
    """Let so many pairs of processes work on one journal."""
    tally = Tally("Two processes")
    with Program(checkout) as one, Program(checkout) as other:
        templates = Templates(one, place / "templates")
        both = TwoProcesses(one, other, templates, place / "run")
        for pair in pairs(count, seed):
            findings, line = both.run(pair)
            found = [item.failure.value for item in findings]
            tally.add(pair.first.name, pair.second.name, found, line)
    return tally


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("what", choices=[*_WHAT, "pairs"])
    parser.add_argument("--program", type=Path, default=HARNESS, metavar="DIR")
    parser.add_argument("--case", action="append", default=[], metavar="NAME")
    parser.add_argument("--most", type=int, default=sys.maxsize, help="runs for each case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, metavar="FILE")
    asked = parser.parse_args()
    checkout = asked.program.absolute()
    with workplace() as place:
        if asked.what == "pairs":
            tally = meet(checkout, place, min(asked.most, _PAIRS), asked.seed)
        else:
            with Program(checkout) as program:
                tally = _WHAT[asked.what](program, place, asked.case, asked.most, asked.seed)
    text = "\n".join([tally.text(), *tally.lines, ""])
    if asked.output is None:
        sys.stdout.write(text)
    else:
        asked.output.write_text(text, encoding="utf-8")
        sys.stdout.write(tally.text())


_WHAT: dict[str, Callable[[Program, Path, list[str], int, int], Tally]] = {
    "sweep": sweep,
    "reading": refuse_reading,
    "power-cut": cut_power,
    "absence": miss,
}

if __name__ == "__main__":
    main()
