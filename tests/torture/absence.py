"""A journal that is gone, empty or turned plain, where something tells that there was one."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.torture.cases import DATA, NEW, OLD, OLD_EXPORT, OUT, TARGET, Templates
from tests.torture.journal_reading import JOURNAL, read_state
from tests.torture.program import Command, Program, command, step
from tests.torture.verification import Failure, Finding
from tests.torture.window_steps import CRASHED

# What may come and go beside the journal without a word of it being made or lost.
_HELPERS = frozenset({"journal.open", "journal.raise", "journal.lock", "journal.attempts"})


@dataclass(frozen=True, slots=True)
class Absence:
    """How a journal went missing. ``start`` names the template, ``secret`` was the journal's."""

    name: str
    start: str
    secret: str | None
    happen: Callable[[Path], None]


def _gone(data: Path) -> None:
    (data / JOURNAL).unlink()


def _emptied(data: Path) -> None:
    (data / JOURNAL).write_bytes(b"")


def _gone_but_for_key_files(data: Path) -> None:
    _gone(data)
    for path in (data / "snapshots").iterdir():
        path.unlink()


def _turned_plain(data: Path) -> None:
    plain = data.parents[1] / "templates" / "plain" / DATA / JOURNAL
    (data / JOURNAL).write_bytes(plain.read_bytes())


ABSENCES: tuple[Absence, ...] = (
    Absence("gone", "plain", None, _gone),
    Absence("emptied", "plain", None, _emptied),
    Absence("gone, was locked", "sealed", OLD, _gone),
    Absence("emptied, was locked", "sealed", OLD, _emptied),
    Absence("gone but for key files", "sealed", OLD, _gone_but_for_key_files),
    Absence("turned plain", "sealed", OLD, _turned_plain),
)
_COMMANDS: dict[str, tuple[str, ...]] = {
    "window": (),
    "export": ("export", "--output", f"OUT/{TARGET}"),
    "check": ("check",),
    "import": ("import", "OUT/in.csv"),
    "backup": ("backup",),
    "passphrase set": ("passphrase", "set"),
}


def attempts(absence: Absence, folder: Path) -> Iterator[tuple[str, Command]]:
    """What a person may do next, by name."""
    data = folder / DATA
    # Whoever remembers the passphrase gives it; a new one is told where one is asked for.
    lines = [NEW] if absence.secret is None else [absence.secret, NEW]
    for name, words in _COMMANDS.items():
        told = [word.replace("OUT", str(folder / OUT)) for word in words]
        yield name, command(data, told, lines) if told else step(data, "open", absence.secret)


def look_at(
    program: Program, templates: Templates, folder: Path, absence: Absence, name: str
) -> list[Finding]:
    """What is wrong when a command finds the journal missing."""
    templates.copy(absence.start, folder)
    absence.happen(folder / DATA)
    before = _marks(folder / DATA)
    result = program.run(dict(attempts(absence, folder))[name])
    findings = []
    if result.code == CRASHED or "Something went wrong inside" in result.errors:
        findings.append(Finding(Failure.CRASH, result.errors.strip()))
    elif result.code != 1 or not result.errors.strip():
        findings.append(Finding(Failure.LOST, f"not told: {result.code} {result.errors.strip()}"))
    after = _marks(folder / DATA)
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path):
            findings.append(Finding(Failure.LOST, f"{path} was made, changed or removed"))
    if (folder / OUT / TARGET).read_bytes() != OLD_EXPORT:
        findings.append(Finding(Failure.TARGET, "the last good file was written over"))
    return findings


def restore(
    program: Program, templates: Templates, folder: Path, absence: Absence
) -> list[Finding]:
    """What is wrong when the newest snapshot is brought back."""
    templates.copy(absence.start, folder)
    expected = read_state(folder / DATA, (absence.secret,), program.rounds)
    absence.happen(folder / DATA)
    snapshots = sorted((folder / DATA / "snapshots").glob("*.smallacts"))
    if not snapshots:
        return []
    lines = [] if absence.secret is None else [absence.secret]
    result = program.run(command(folder / DATA, ["restore", str(snapshots[-1])], lines))
    if result.code != 0:
        return [Finding(Failure.LOCKED_OUT, result.errors.strip())]
    if read_state(folder / DATA, (absence.secret,), program.rounds) != expected:
        return [Finding(Failure.LOST, "what was restored is not what was backed up")]
    return []


def _marks(data: Path) -> dict[str, str]:
    return {
        str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in data.rglob("*")
        if path.is_file() and path.name not in _HELPERS and "logs" not in path.parts
    }
