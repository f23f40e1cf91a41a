"""Every file call of every command fails once in every way, and each time all is looked at."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tests.torture.cases import DATA, OUT, TARGET, Case, Templates
from tests.torture.file_calls import FileCall
from tests.torture.injection import Fault, Injection, Supervisor
from tests.torture.journal_reading import NO_JOURNAL, State, read_state
from tests.torture.program import Program, Result, step
from tests.torture.verification import Expected, Finding, snapshots_in, verify

_Thing = TypeVar("_Thing")
_VARYING = re.compile(r"\d{4}-\d\d-\d\d-\d{6}|(?<=\.smallacts-)\w+|(?<=\.settings-)\w+")


@dataclass(frozen=True, slots=True)
class Target:
    """One run to be made: a case and what goes wrong in it."""

    case: Case
    injection: Injection


@dataclass(frozen=True, slots=True)
class Run:
    """A run that was made: which call was hit, what the program said, what is wrong."""

    target: Target
    hit: FileCall
    result: Result
    findings: list[Finding]

    def described(self, root: Path) -> str:
        """The run in one line, so that somebody can do it again."""
        injection = self.target.injection
        name = _VARYING.sub("*", str(self.hit.path.relative_to(root)))
        found = "; ".join(f"{item.failure}: {item.detail}" for item in self.findings)
        found = " ".join(found.split())
        said = " ".join(self.result.errors.split())
        return (
            f"{self.target.case.name} | {injection.fault} | call {injection.at}, {self.hit.name} "
            f"{name} | exit {self.result.code}, said: {said} | {found}"
        )


@dataclass(slots=True)
class Sweep:
    """Sweeps over cases with one program, in one folder that belongs to the sweep alone.

    Calls that write fail or, if ``reads``, those that read.
    """

    program: Program
    place: Path
    reads: bool = False
    templates: Templates = field(init=False)
    _expected: dict[str, Expected] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.templates = Templates(self.program, self.place / "templates")

    @property
    def folder(self) -> Path:
        """Where the runs take place, one after the other."""
        return self.templates.runs

    def targets(self, case: Case) -> list[Target]:
        """Every run of a case, found by running it once without harm."""
        calls = self.reference(case).counted_calls
        return [
            Target(case, Injection(fault, number))
            for fault in Fault
            for number in stations([counted.call for counted in calls])
            if fault in calls[number - 1].faults
        ]

    def reference(self, case: Case) -> Supervisor:
        """Run a case without harm, and remember what it starts from and comes to."""
        between = self._between(case)
        folder = self.templates.copy(case.start, self.folder)
        before = read_state(folder / DATA, case.secrets, self.program.rounds)
        snapshots = snapshots_in(folder)
        supervisor = Supervisor(folder, is_logging=True, reads=self.reads)
        result = self.program.run(case.command(folder), supervisor)
        assert result.code == 0, f"{case.name}: {result}"
        after = read_state(folder / DATA, case.secrets, self.program.rounds)
        assert after is not None, f"{case.name}: the journal does not open"
        self._expected[case.name] = Expected(
            before=before or NO_JOURNAL,
            between=between,
            after=after,
            export=(folder / OUT / TARGET).read_bytes(),
            codes=self.templates.codes,
            snapshots=frozenset(snapshots),
        )
        return supervisor

    def _between(self, case: Case) -> State | None:
        if not case.between:
            return None
        folder = self.templates.copy(case.start, self.folder)
        self.program.run(step(folder / DATA, case.between, case.secret))
        return read_state(folder / DATA, case.secrets, self.program.rounds)

    def expected(self, case: Case) -> Expected:
        """What a case starts from and comes to."""
        if case.name not in self._expected:
            self.reference(case)
        return self._expected[case.name]

    def run(self, target: Target) -> Run | None:
        """Make one run; None when the program made fewer calls this time."""
        case = target.case
        expected = self.expected(case)
        folder = self.templates.copy(case.start, self.folder)
        supervisor = Supervisor(folder, target.injection, reads=self.reads)
        result = self.program.run(case.command(folder), supervisor)
        if supervisor.hit is None:
            return None
        fault = target.injection.fault
        findings = verify(self.program, case, folder, result, expected, fault)
        return Run(target, supervisor.hit, result, findings)


def chosen(things: Sequence[_Thing], most: int, seed: int) -> list[_Thing]:
    """All of them, or where that is more than ``most`` a seeded choice, in their order."""
    if len(things) <= most:
        return list(things)
    picked = random.Random(seed).sample(range(len(things)), most)
    return [things[number] for number in sorted(picked)]


def stations(calls: Sequence[FileCall]) -> list[int]:
    """The numbers of the calls that are worth a run, from 1.

    Writing a database is the same few calls hundreds of times over. Of those that do the same to
    the same file, the first two, two on the way and the last two stand for all.
    """
    alike: dict[tuple[str, str, str], list[int]] = {}
    for number, call in enumerate(calls, start=1):
        named = "" if call.target is None else call.target.name
        alike.setdefault((call.name, str(call.path), named), []).append(number)
    chosen: set[int] = set()
    for numbers in alike.values():
        last = len(numbers) - 1
        chosen |= {numbers[place] for place in (0, min(1, last), last // 3, 2 * last // 3)}
        chosen |= {numbers[place] for place in (max(0, last - 1), last)}
    return sorted(chosen)
