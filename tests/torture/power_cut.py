"""The power goes at every moment of a command: what the disk then holds is looked at."""

import hashlib
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.cases import Case
from tests.torture.disk_model import Disk, Loss
from tests.torture.injection import Done, Fault
from tests.torture.program import Result
from tests.torture.sweep import Sweep, chosen, stations
from tests.torture.verification import Finding, verify

# What a run that came to no end of its own is ended by.
_KILLED = -9


@dataclass(frozen=True, slots=True)
class Cut:
    """A moment, after so many calls, and one state that the disk may be in then."""

    case: Case
    at: int
    loss: Loss
    files: dict[Path, bytes]
    result: Result

    def described(self, findings: list[Finding]) -> str:
        """The cut and what is wrong, in one line."""
        found = "; ".join(f"{item.failure}: {item.detail}" for item in findings)
        return f"{self.case.name} | after {self.at} calls | {self.loss} | {found}"


@dataclass(slots=True)
class PowerCuts:
    """The moments of one case, from its log; states that are the same are looked at once."""

    sweep: Sweep
    case: Case
    seed: int = 0
    _seen: set[bytes] = field(default_factory=set)

    def cuts(self, most: int = sys.maxsize) -> Iterator[Cut]:
        """Every state that the disk may be in, for every number of calls that were made.

        Where that is more than ``most``, a seeded choice of moments at calls that differ.
        """
        folder = self.sweep.templates.copy(self.case.start, self.sweep.folder)
        disk = Disk(folder)
        log = self.sweep.reference(self.case).done
        chance = random.Random(self.seed)
        wanted = self._moments(log, most)
        said = ""
        for at, done in enumerate([None, *log]):
            if done is not None:
                disk.do(done)
                said += _said(done)
            # After the last call the program has said that it is done.
            ended = at == len(log)
            result = Result(0 if ended else _KILLED, said, "")
            for loss in (loss for loss in Loss if (at, loss) in wanted):
                files = disk.after(loss, chance)
                mark = _mark(files) + bytes([ended])
                if mark not in self._seen:
                    self._seen.add(mark)
                    yield Cut(self.case, at, loss, files, result)

    def _moments(self, log: list[Done], most: int) -> set[tuple[int, Loss]]:
        every = [(at, loss) for at in range(len(log) + 1) for loss in Loss]
        if len(every) <= most:
            return set(every)
        differing = stations([done.call for done in log])
        return set(chosen([(at, loss) for at in differing for loss in Loss], most, self.seed))

    def look_at(self, cut: Cut) -> list[Finding]:
        """Put the files of a cut in place, and verify them as after a kill."""
        folder = self.sweep.templates.copy("nothing", self.sweep.folder)
        for path in list(folder.rglob("*")):
            if path.is_file():
                path.unlink()
        for name, content in cut.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        expected = self.sweep.expected(self.case)
        return verify(self.sweep.program, self.case, folder, cut.result, expected, Fault.KILL)


def _said(done: Done) -> str:
    return done.data.decode("utf-8", "replace") if done.call.path.name.startswith("pipe:") else ""


def _mark(files: dict[Path, bytes]) -> bytes:
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.digest()
