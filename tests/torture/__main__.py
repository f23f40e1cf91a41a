"""The sweeps as a program, to be tried on any checkout: prints tables, and how to do it again.

usage: python -m tests.torture sweep [--program DIR] [--case NAME] [--most N] [--output FILE]
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.torture.cases import CASES
from tests.torture.program import HARNESS, Program
from tests.torture.sweep import Sweep, chosen
from tests.torture.tally import Tally

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for runs, in memory where there is a file system in it."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def sweep(program: Program, place: Path, cases: list[str], most: int, seed: int) -> Tally:
    """Sweep over the cases that are named, or all of them."""
    tally = Tally("Every file call fails")
    made = Sweep(program, place)
    for case in CASES:
        if cases and case.name not in cases:
            continue
        for target in chosen(made.targets(case), most, seed):
            run = made.run(target)
            if run is not None:
                found = [item.failure.value for item in run.findings]
                fault = target.injection.fault.value
                tally.add(case.name, fault, found, run.described(made.folder))
        sys.stderr.write(f"{case.name}: {tally.failed} failed of {tally.runs} so far\n")
    return tally


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["sweep"])
    parser.add_argument("--program", type=Path, default=HARNESS, metavar="DIR")
    parser.add_argument("--case", action="append", default=[], metavar="NAME")
    parser.add_argument("--most", type=int, default=sys.maxsize, help="runs for each case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, metavar="FILE")
    asked = parser.parse_args()
    with workplace() as place, Program(asked.program.absolute()) as program:
        tally = sweep(program, place, asked.case, asked.most, asked.seed)
    text = "\n".join([tally.text(), *tally.lines, ""])
    if asked.output is None:
        sys.stdout.write(text)
    else:
        asked.output.write_text(text, encoding="utf-8")
        sys.stdout.write(tally.text())


if __name__ == "__main__":
    main()
