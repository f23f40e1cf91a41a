"""Whether a run that was harmed lost nothing, left nothing, leaked nothing, and told the truth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tests.torture.cases import DATA, FORMER, NEXT, OLD_EXPORT, OUT, TARGET, Case
from tests.torture.injection import Fault
from tests.torture.journal_reading import NO_JOURNAL, State, read_state
from tests.torture.program import Program, Result, command
from tests.torture.window_steps import CANARY, CRASHED


class Failure(StrEnum):
    """What may be wrong after a run."""

    LOCKED_OUT = "locked out"
    LOST = "words lost"
    THIRD_STATE = "neither old nor new"
    FALSE_SENTENCE = "false sentence"
    NOT_TOLD = "changed, not told"
    CODE_UNSEEN = "code never shown"
    WRONG_WORDS = "wrong words"
    CRASH = "crash"
    DAMAGED = "check finds damage"
    SNAPSHOT = "snapshot lost or locked"
    LEFTOVER = "left behind"
    PLAIN_WORDS = "plain words"
    TARGET = "export target harmed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with what shows it."""

    failure: Failure
    detail: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case starts from, what it may pass through, and what it comes to without harm.

    ``export`` is what it writes to the person's file; ``codes`` are recovery codes by secret;
    ``snapshots`` are the names of those that were there before.
    """

    before: State
    between: State | None
    after: State
    export: bytes
    codes: dict[str, str]
    snapshots: frozenset[str]


_UNCHANGED = re.compile(
    r"nothing (has been|was|is) (changed|added)|could not be saved|so it was not", re.IGNORECASE
)
_TOLD = re.compile(
    r"let the change begin|not sure that this was kept|\bis done\b|\bDone\b"
    r"|has been (changed|restored|removed|set)|in (its )?place|from now on|now",
    re.IGNORECASE,
)
_NO_ROOM = re.compile(r"\bfull\b|\broom\b")
_CODE = re.compile(r"^(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}$", re.MULTILINE)
_INSIDE = "Something went wrong inside"
_STAMP = r"\d{4}-\d\d-\d\d-\d{6}"
# The only files that may be there once the journal has been opened and closed in peace.
_FINAL = re.compile(
    rf"data/(journal\.(db|open|raise|lock|attempts|keycheck|recovery)|settings\.json"
    rf"|journal-(damaged|left-behind)-{_STAMP}(-\d+)?\.(db|keycheck|recovery)|logs/.*"
    rf"|snapshots/[a-z-]+-{_STAMP}[a-z0-9-]*\.(smallacts|recovery))"
    rf"|out/({FORMER}|{NEXT})/[a-z-]+-{_STAMP}[a-z0-9-]*\.(smallacts|recovery)"
    rf"|out/(in\.csv|{TARGET}|(plain|sealed|mine(-\d+)?)\.(smallacts|recovery))"
)
_NOTHING = re.compile(r"(?!)")
_OF_A_KEY = re.compile(r"data/journal\.(keycheck|recovery)")


def verify(
    program: Program, case: Case, folder: Path, result: Result, expected: Expected, fault: Fault
) -> list[Finding]:
    """Everything that is wrong with ``folder`` after a run of ``case`` ended with ``result``."""
    return list(_Verifier(program, case, folder, expected).findings(result, fault))


class _Verifier:
    def __init__(self, program: Program, case: Case, folder: Path, expected: Expected) -> None:
        self._program, self._case, self._folder = program, case, folder
        self._data, self._expected = folder / DATA, expected

    def findings(self, result: Result, fault: Fault) -> Iterator[Finding]:
        yield from _told_calmly(result, fault)
        if self._case.step == "erase":
            yield from self._erased(result)
            return
        yield from self._target(result)
        secret, trouble = self._open()
        state = self._state()
        if trouble or state is None:
            yield Finding(Failure.LOCKED_OUT, trouble or "no secret opens the journal")
            return
        # A plain journal opens whatever is typed.
        if state.secret not in (None, secret):
            yield Finding(Failure.LOCKED_OUT, "the program and the file ask for other secrets")
        if self._case.tidies_next_time:
            self._program.run(self._case.command(self._folder))
        yield from self._kept(state)
        yield from self._truth(result, state)
        yield from self._sound(result, state)
        if not self._case.may_delete_snapshots:
            gone = self._expected.snapshots - snapshots_in(self._folder)
            yield from (Finding(Failure.SNAPSHOT, f"gone: {name}") for name in sorted(gone))
        yield from leftovers(self._folder, state)
        if state.secret is not None:
            yield from plain_words(self._folder)

    # The journal

    def _open(self) -> tuple[str | None, str]:
        """Open and close it as the window does: the secret that did it, or what was said."""
        found = self._state()
        first = found.secret if found is not None else self._case.secret
        said = ""
        for secret in dict.fromkeys((first, *self._case.secrets)):
            answer = self._program.run(self._case.opening(self._data, secret))
            if answer.code == 0:
                return secret, ""
            said = said or answer.errors.strip()
        return None, said or "it does not open"

    def _state(self) -> State | None:
        return read_state(self._data, self._case.secrets, self._program.rounds)

    def _kept(self, state: State) -> Iterator[Finding]:
        before, after = self._expected.before, self._expected.after
        if state in (before, self._expected.between, after):
            return
        if state.contents is None or after.contents is None:
            yield Finding(Failure.LOST, "there is no journal any more")
            return
        if before.contents is None:
            yield Finding(Failure.LOST, "not all of what could be rescued is there")
            return
        if state.contents in (before.contents, after.contents):
            yield Finding(Failure.THIRD_STATE, f"the secret {state.secret!r} with other contents")
            return
        lost = (before.contents.notes & after.contents.notes) - state.contents.notes
        failure = Failure.LOST if lost else Failure.THIRD_STATE
        yield Finding(failure, f"{len(lost)} entries gone, {len(state.contents.notes)} there")

    def _truth(self, result: Result, state: State) -> Iterator[Finding]:
        before, after = self._expected.before, self._expected.after
        # Where there was no journal to begin with, opening it has made one by now.
        is_before = before in (state, NO_JOURNAL) or state == self._expected.between
        is_after = state == after
        if result.was_killed:
            pass
        elif result.code == 0 and not is_after:
            yield Finding(Failure.FALSE_SENTENCE, f"said done: {result.errors.strip()!r}")
        elif result.code != 0 and _UNCHANGED.search(result.errors) and not is_before:
            yield Finding(Failure.FALSE_SENTENCE, result.errors.strip())
        elif result.code != 0 and not is_before and not _TOLD.search(result.errors):
            yield Finding(Failure.NOT_TOLD, result.errors.strip())
        new_secret = state.secret is not None and state.secret != before.secret
        is_seen = state.secret in self._expected.codes or _CODE.search(result.output)
        if new_secret and not is_seen:
            yield Finding(Failure.CODE_UNSEEN, "the new passphrase is in force")

    def _sound(self, result: Result, state: State) -> Iterator[Finding]:
        """All is well by the program's own check, opened by the recovery code if there is one."""
        lines = []
        if state.secret is not None:
            shown = _CODE.search(result.output)
            code = self._expected.codes.get(state.secret) or (shown and shown[0])
            lines = [code or state.secret]
        checked = self._program.run(command(self._data, ["check"], lines))
        said = checked.errors.strip().splitlines()
        if checked.code != 0:
            yield Finding(Failure.DAMAGED, " / ".join(said))
        for line in said:
            if " is locked" in line and not self._case.restores:
                yield Finding(Failure.SNAPSHOT, line)

    # The folder

    def _target(self, result: Result) -> Iterator[Finding]:
        target = self._folder / OUT / TARGET
        if not self._case.exports:
            return
        found = target.read_bytes() if target.exists() else b""
        if found not in (OLD_EXPORT, self._expected.export):
            yield Finding(Failure.TARGET, f"{len(found)} bytes, neither old nor new")
        elif result.code == 0 and found != self._expected.export:
            yield Finding(Failure.FALSE_SENTENCE, "said done, and the old file is there")
        elif result.code > 0 and found != OLD_EXPORT:
            yield Finding(Failure.FALSE_SENTENCE, result.errors.strip())
        again = self._program.run(self._case.command(self._folder))
        if again.code != 0 or target.read_bytes() != self._expected.export:
            yield Finding(Failure.TARGET, f"exporting again: {again.errors.strip()}")

    def _erased(self, result: Result) -> Iterator[Finding]:
        left = [path for path in self._data.rglob("*") if path.is_file()]
        if result.output.startswith("done") and left:
            yield Finding(Failure.FALSE_SENTENCE, f"said deleted, and {len(left)} files are left")
        kept = {path.name for path in (self._folder / OUT).iterdir()}
        if not {"in.csv", TARGET, "plain.smallacts", "sealed.smallacts"} <= kept:
            yield Finding(Failure.LOST, "other files are gone")


def snapshots_in(folder: Path) -> set[str]:
    """The names of all snapshots, in the program's own folder and in those of the person."""
    folders = (folder / DATA / "snapshots", folder / OUT / FORMER, folder / OUT / NEXT)
    return {path.name for place in folders for path in place.glob("*.smallacts")}


def leftovers(folder: Path, state: State, also: re.Pattern[str] = _NOTHING) -> Iterator[Finding]:
    """Files that nobody needs any more; ``also`` are names that may be there."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() and not path.is_symlink():
            continue
        name = str(path.relative_to(folder))
        is_key_file = _OF_A_KEY.fullmatch(name) and state.secret is None
        is_known = _FINAL.fullmatch(name) or also.fullmatch(name)
        if not is_known or is_key_file:
            yield Finding(Failure.LEFTOVER, name)
        elif name.endswith(".smallacts") and not path.stat().st_size:
            yield Finding(Failure.LEFTOVER, f"{name}, empty")


def plain_words(folder: Path) -> Iterator[Finding]:
    """Files of a locked journal with words in the clear."""
    for path in sorted((folder / DATA).rglob("*")):
        if path.is_file() and CANARY.encode() in path.read_bytes():
            yield Finding(Failure.PLAIN_WORDS, str(path.relative_to(folder)))


def _told_calmly(result: Result, fault: Fault) -> Iterator[Finding]:
    if result.was_killed:
        return
    if _INSIDE in result.errors or "Traceback" in result.errors or result.code == CRASHED:
        yield Finding(Failure.CRASH, result.errors.strip())
    elif result.code != 0 and not result.errors.strip():
        yield Finding(Failure.CRASH, f"ended with {result.code} without a word")
    elif result.code != 0 and "not done:" not in result.errors:
        # A fault that is over cannot be looked into any more by whoever has to put it into words.
        may_be_full = fault in {Fault.ENOSPC_ONCE, Fault.ENOSPC_ON}
        says_full = bool(_NO_ROOM.search(result.errors))
        if (fault is Fault.ENOSPC_ON and not says_full) or (says_full and not may_be_full):
            yield Finding(Failure.WRONG_WORDS, f"{fault}: {result.errors.strip()}")
