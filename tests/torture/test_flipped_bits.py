"""One flipped bit anywhere in a plain journal: every word comes back unchanged, or it is told."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from tests.cli.damages import TAKEN_AT, journal_in, make_plain

FLIPS, SEED = 300, 20261128
WORDS = (
    b"the first words", b"words of a deleted one", b"half a thought", b"Smile at a dog walker",
    b"Nod to the postman", b"Smile at someone", b"Alex", b"n13", b"a.csv", b"05:00",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """Everything a journal gives back, as sets of what can be compared."""

    entries: frozenset[object]
    others: frozenset[object]
    lists: frozenset[object]

    def is_part_of(self, whole: "Read") -> bool:
        """Whether nothing here was made up."""
        return (
            self.entries <= whole.entries
            and self.others <= whole.others
            and self.lists <= whole.lists
        )


def read(journal: Journal) -> Read:
    """All words, of every table; the lists of names after a look at every row."""
    entries = [*journal.entries(), *journal.deleted.entries()]
    draft = journal.draft("note")
    act = journal.card.pending()
    own = [act for act in journal.acts.catalogue if act.is_own]
    marks = [(each.act.id, each.favourite, each.hidden) for each in journal.acts.all()]
    marked = [mark for mark in marks if mark[1] or mark[2]]
    # What cannot be read counts as not given.
    others = [*own, *marked, *journal.shares.all(), *filter(None, (act, draft))]
    journal.unreadable.check_rows(lambda _done, _of: None)
    return Read(
        frozenset(map(repr, entries)),
        frozenset(map(repr, others)),
        frozenset([*journal.persons(), *journal.own_places()]),
    )


def places_of(content: bytes) -> list[int]:
    """Where the words stand."""
    return [
        place + offset
        for word in WORDS
        for place in _found(content, word)
        for offset in range(len(word))
    ]


def _found(content: bytes, word: bytes) -> Iterator[int]:
    place = content.find(word)
    while place >= 0:
        yield place
        place = content.find(word, place + 1)


def opened(folder: Path) -> Vault:
    """The vault of a folder, with its journal open."""
    vault = Vault(Paths.inside(folder), FixedClock(TAKEN_AT + timedelta(hours=1)))
    vault.open()
    return vault


@pytest.mark.timeout(900)
def test_no_flipped_bit_comes_back_as_words(tmp_path: Path) -> None:
    """Half of the flips are in words, half anywhere else that is not empty."""
    make_plain(tmp_path / "whole")
    vault = opened(tmp_path / "whole")
    whole = read(vault.journal)
    vault.lock()
    content = journal_in(tmp_path / "whole").read_bytes()
    rng = random.Random(SEED)
    anywhere = [place for place, byte in enumerate(content) if byte]
    flips = [
        *rng.choices(places_of(content), k=FLIPS // 2),
        *rng.choices(anywhere, k=FLIPS - FLIPS // 2),
    ]
    outcomes = {"refused": 0, "told": 0, "whole": 0}
    wrong: list[tuple[int, int, str]] = []
    for number, place in enumerate(flips):
        bit = rng.randrange(8)
        folder = tmp_path / f"flip-{number}"
        shutil.copytree(tmp_path / "whole", folder)
        changed = bytearray(content)
        changed[place] ^= 1 << bit
        journal_in(folder).write_bytes(changed)
        outcome = outcome_of(folder, whole)
        if outcome in outcomes:
            outcomes[outcome] += 1
        else:
            wrong.append((place, bit, outcome))
        shutil.rmtree(folder)
    assert wrong == [], outcomes
    assert outcomes["told"] > FLIPS // 4


def outcome_of(folder: Path, whole: Read) -> str:
    """What becomes of a journal with one flipped bit."""
    vault = Vault(Paths.inside(folder), FixedClock(TAKEN_AT + timedelta(hours=1)))
    try:
        vault.open()
        found = read(vault.journal)
    except SmallActsError:
        vault.lock()
        return "refused"
    if not found.is_part_of(whole):
        vault.lock()
        return "wrong words"
    is_told = vault.journal.unreadable.count() or vault.journal.unreadable.check_rows(_quiet)
    if found != whole and not is_told:
        is_told = any(item.is_damaged for item in vault.backups.check())
    vault.lock()
    if found == whole:
        return "told" if is_told else "whole"
    return "told" if is_told else "lost in silence"


def _quiet(_done: int, _of: int) -> None:
    """Tell nobody how far it is."""
