"""A writer that can be killed at any moment: it says which entries are safe as it goes.

usage: python writer.py FOLDER ROUNDS, with the passphrase as the first line of standard input
(blank for a plain journal), and the rounds that its key was made with. Every line it prints is the
id of an entry that the journal has acknowledged.
"""

import itertools
import random
import sys
from pathlib import Path

from smallacts_desktop.domain.entries import EntryDraft, EntryKind
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.keys import keys

FULL = "full"
_MOST_WORDS = 300


def print_line(line: str) -> None:
    """Print a line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def write_for_ever(journal: Journal) -> None:
    """Write, edit and half-write notes of many lengths until somebody ends it, or the disk is."""
    chance = random.Random()
    for number in itertools.count():
        words = " ".join(["quiet", "words"] * chance.randrange(1, _MOST_WORDS))
        answers = EntryDraft(kind=EntryKind.NOTE, note=f"{number} {words}")
        try:
            journal.save_draft("note", answers)
            entry = journal.write(answers, "note")
            if number % 5 == 0:
                journal.edit(entry.id, answers)
        except DiskFullError:
            print_line(FULL)
            return
        print_line(str(entry.id))


if __name__ == "__main__":
    keys._ROUNDS = int(sys.argv[2])
    passphrase = sys.stdin.readline().rstrip("\n") or None
    write_for_ever(Vault(Paths.inside(Path(sys.argv[1]))).open(passphrase))
