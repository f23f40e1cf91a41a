"""Two processes at work on one journal, started at random moments one after the other."""

import csv
import io
import random
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path

from tests.torture.cases import DATA, NEW, OLD, OTHER, OUT, Templates
from tests.torture.journal_reading import State, read_journal, read_state
from tests.torture.program import Command, HungError, Program, Result, command, step
from tests.torture.verification import Failure, Finding, leftovers, plain_words
from tests.torture.window_steps import CANARY, CRASHED

# The second starts while the first is at work, or just before or after.
_LATEST_S = 0.3
_STREAM_S = "0.4"
_SECRETS = (None, OLD, NEW, OTHER)
_HEADER_AND_NOTES = 4


@dataclass(frozen=True, slots=True)
class Actor:
    """One of the two: a command, or a window that writes, on a journal that ``start`` names."""

    name: str

    def command(self, folder: Path, secret: str | None, new: str, place: str) -> Command:
        """What to run; ``new`` is the passphrase it may set, ``place`` tells the two apart."""
        data, out = folder / DATA, folder / OUT
        if self.name == "window":
            return step(data, "stream", secret, place, _STREAM_S)
        words = {
            "import": ["import", str(out / f"{place}.csv")],
            "export": ["export", "--output", str(out / f"{place}-export.csv")],
            "set": ["passphrase", "set"],
            "change": ["passphrase", "change"],
            "remove": ["passphrase", "remove"],
            "restore": ["restore", str(out / "plain.smallacts")],
            "backup": ["backup"],
            "check": ["check"],
        }[self.name]
        # A first passphrase is set where there is none, so nothing else is asked for.
        lines = [] if secret is None or self.name == "set" else [secret]
        return command(data, words, [*lines, new] if self.name in {"set", "change"} else lines)


ACTORS = tuple(
    Actor(name)
    for name in (
        "window", "import", "export", "set", "change", "remove", "restore", "backup", "check",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors, the secret of the journal they find, and how much later the second starts."""

    first: Actor
    second: Actor
    secret: str | None
    delay: float

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.first.name} + {self.second.name}"


def pairs(count: int, seed: int) -> Iterator[Pair]:
    """So many pairs: every two actors in turn, in either order, with random delays."""
    chance = random.Random(seed)
    known = [*combinations_with_replacement(ACTORS, 2)]
    order: list[tuple[Actor, Actor]] = []
    while len(order) < count:
        chance.shuffle(known)
        order += known
    for two in order[:count]:
        first, second = chance.sample(two, 2)
        needs_plain = "set" in {first.name, second.name}
        needs_secret = {first.name, second.name} & {"change", "remove"}
        is_plain = needs_plain if needs_plain != bool(needs_secret) else chance.random() < 0.5
        yield Pair(first, second, None if is_plain else OLD, chance.uniform(0, _LATEST_S))


@dataclass(slots=True)
class TwoProcesses:
    """Runs pairs, one after the other, each in a fresh copy of a template."""

    one: Program
    other: Program
    templates: Templates
    folder: Path

    def run(self, pair: Pair) -> tuple[list[Finding], str]:
        """What is wrong after a pair, and the pair in one line."""
        start = "plain" if pair.secret is None else "sealed"
        folder = self.templates.copy(start, self.folder)
        for place in ("first", "second"):
            _write_csv(folder / OUT / f"{place}.csv", place)
        before = read_state(folder / DATA, _SECRETS, self.one.rounds)
        assert before is not None
        first = pair.first.command(folder, pair.secret, NEW, "first")
        second = pair.second.command(folder, pair.secret, OTHER, "second")
        try:
            with ThreadPoolExecutor(1) as pool:
                running = pool.submit(self.one.run, first)
                time.sleep(pair.delay)
                results = [self.other.run(second)]
                results.insert(0, running.result())
        except HungError as error:
            return [Finding(Failure.CRASH, str(error))], pair.name
        findings = list(_Aftermath(self.one, folder, pair, results, before).findings())
        said = " | ".join(f"{item.code} {' '.join(item.errors.split())}" for item in results)
        told = "; ".join(f"{item.failure}: {item.detail}" for item in findings)
        secret = "plain" if pair.secret is None else "locked"
        return findings, f"{pair.name}, {secret}, {pair.delay:.3f} s later | {said} | {told}"


@dataclass(slots=True)
class _Aftermath:
    """What two processes have left, and what they said."""

    program: Program
    folder: Path
    pair: Pair
    results: list[Result]
    before: State

    def findings(self) -> Iterator[Finding]:
        for result in self.results:
            yield from _told_in_a_sentence(result)
        state = self._opened()
        if state is None or state.contents is None:
            yield Finding(Failure.LOCKED_OUT, "no secret opens the journal, or it is gone")
            return
        yield from self._kept(state)
        yield from self._secret(state)
        lines = [] if state.secret is None else [state.secret]
        checked = self.program.run(command(self.folder / DATA, ["check"], lines))
        if checked.code != 0:
            yield Finding(Failure.DAMAGED, " / ".join(checked.errors.splitlines()))
        also = re.compile(r"out/(first|second)(-export)?\.csv")
        yield from leftovers(self.folder, state, also)
        if state.secret is not None:
            yield from plain_words(self.folder)

    def _opened(self) -> State | None:
        """The state after an opening in peace by the window."""
        data = self.folder / DATA
        state = read_state(data, _SECRETS, self.program.rounds)
        secret = state.secret if state is not None else None
        if self.program.run(step(data, "open", secret)).code != 0:
            return None
        return read_state(data, _SECRETS, self.program.rounds)

    def _kept(self, state: State) -> Iterator[Finding]:
        """Every word that somebody was told is safe is in the journal, or was set aside with it."""
        assert state.contents is not None
        assert self.before.contents is not None
        there = set(state.contents.notes)
        if "restore" in self._done:
            there |= self._set_aside()
        promised = set(self.before.contents.notes)
        for place, actor, result in self._each():
            if actor.name == "window":
                promised |= {f"{CANARY} {line}" for line in result.output.splitlines()}
            elif actor.name == "import" and result.code == 0:
                promised |= set(_notes(place))
            elif actor.name == "export" and result.code == 0:
                yield from self._exported(place)
        if lost := promised - there:
            yield Finding(Failure.LOST, f"{len(lost)} of {len(promised)} entries")

    def _secret(self, state: State) -> Iterator[Finding]:
        """Whoever was told that a passphrase is in force was told the truth."""
        given = {"set", "change", "remove"} & self._done
        if "restore" in self._done:
            return
        wanted = {self.pair.secret} if not given else set()
        for place, actor, result in self._each():
            if result.code == 0 and actor.name in {"set", "change"}:
                wanted.add(NEW if place == "first" else OTHER)
            elif result.code == 0 and actor.name == "remove":
                wanted.add(None)
        if state.secret not in wanted:
            yield Finding(Failure.FALSE_SENTENCE, "another passphrase is in force than was said")

    def _exported(self, place: str) -> Iterator[Finding]:
        text = (self.folder / OUT / f"{place}-export.csv").read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        if len(rows) < _HEADER_AND_NOTES or len({len(row) for row in rows}) != 1:
            yield Finding(Failure.TARGET, f"{len(rows)} rows, not all of them whole")

    def _set_aside(self) -> set[str]:
        notes: set[str] = set()
        for path in (self.folder / DATA / "snapshots").glob("*set-aside*.smallacts"):
            for secret in _SECRETS:
                contents = read_journal(path, secret, self.program.rounds)
                notes |= set() if contents is None else contents.notes
        return notes

    @property
    def _done(self) -> set[str]:
        return {actor.name for _, actor, result in self._each() if result.code == 0}

    def _each(self) -> list[tuple[str, Actor, Result]]:
        actors = (self.pair.first, self.pair.second)
        return list(zip(("first", "second"), actors, self.results, strict=True))


def _told_in_a_sentence(result: Result) -> Iterator[Finding]:
    said = result.errors.strip()
    if "Something went wrong inside" in said or result.code not in {0, 1}:
        kind = "crashed" if result.code == CRASHED else f"ended with {result.code}"
        yield Finding(Failure.CRASH, f"{kind}: {said}")
    elif result.code == 1 and not said:
        yield Finding(Failure.CRASH, "refused without a word")


def _notes(place: str) -> list[str]:
    return [f"{CANARY} {place} file, row {number}" for number in range(40)]


def _write_csv(path: Path, place: str) -> None:
    digit = "1" if place == "first" else "2"
    lines = ["entry_id,date,time,written_at,kind,note"]
    for number, note in enumerate(_notes(place)):
        entry = f"{digit * 8}-{digit * 4}-4{digit * 3}-8{digit * 3}-{number:012d}"
        lines.append(f'{entry},2026-01-05,10:00,2026-01-05T10:00:00Z,note,"{note}"')
    path.write_text("\r\n".join([*lines, ""]), encoding="utf-8", newline="")
