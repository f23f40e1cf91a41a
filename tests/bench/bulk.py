"""Import and export of many entries, beside the least that anybody has to do for it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from tests.bench.entries import write_entries
from tests.bench.figures import Row

FEW, MANY, VERY_MANY = 10, 20_000, 200_000
_IMPORT_GOAL, _EXPORT_GOAL, _MEMORY_GOAL = 3.0, 1.5, 1.1


@dataclass(frozen=True, slots=True)
class Done:
    """What a piece of work took: seconds, and megabytes at its peak."""

    seconds: float
    megabytes: float


class Journals:
    """Journals with so many entries, made by importing them, once each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        vault = Vault(Paths.inside(folder / "empty"))
        vault.open()
        # As somebody has it who has used the program before: no introduction is shown.
        vault.settings.change(first_run_done=True, journal_made=True)
        vault.lock()

    def csv(self, count: int) -> Path:
        """A full export of so many entries."""
        file = self._folder / f"{count}.csv"
        if not file.exists():
            write_entries(file, count)
        return file

    def empty(self, name: str) -> Path:
        """A journal without entries, in a folder of its own."""
        return self._copied("empty", name)

    def filled(self, count: int, name: str) -> Path:
        """A journal with so many entries, in a folder of its own."""
        kept = self._folder / f"journal-{count}"
        if not kept.exists():
            work("import", self.empty(kept.name), self.csv(count))
        return self._copied(kept.name, name)

    def _copied(self, kept: str, name: str) -> Path:
        folder = self._folder / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._folder / kept, folder)
        return folder


def work(what: str, journal: Path, file: Path) -> Done:
    """Do one piece of bulk work in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.bulk_work", what, str(journal), str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, ran.stdout.split())
    return Done(seconds, megabytes)


def rows(journals: Journals, runs: int) -> Iterator[Row]:
    """The lines about import and export."""
    exports: dict[int, list[Done]] = {}
    for count in (MANY, VERY_MANY):
        some = runs if count == MANY else min(runs, 3)
        ours = [_imported(journals, "import", count) for _ in range(some)]
        theirs = [_imported(journals, "plain-import", count) for _ in range(some)]
        yield _row(f"import of {count:,} rows", "csv and executemany", _IMPORT_GOAL, ours, theirs)
        journal, file = journals.filled(count, "exported"), journals.csv(count).with_suffix(".out")
        pairs = [
            (work("export", journal, file), work("plain-export", journal, file))
            for _ in range(some)
        ]
        exports[count] = [mine for mine, _ in pairs]
        yield _row(
            f"export of {count:,} rows", "SELECT and csv", _EXPORT_GOAL,
            exports[count], [other for _, other in pairs],
        )  # fmt: skip
    few = exports[MANY][: len(exports[VERY_MANY])]
    yield Row(
        f"memory of the export of {VERY_MANY:,} rows", f"of {MANY:,}", "MB", _MEMORY_GOAL,
        tuple(done.megabytes for done in exports[VERY_MANY]),
        tuple(done.megabytes for done in few),
    )  # fmt: skip


def _imported(journals: Journals, what: str, count: int) -> Done:
    return work(what, journals.empty("imported"), journals.csv(count))


def _row(what: str, beside: str, goal: float, ours: list[Done], theirs: list[Done]) -> Row:
    return Row(
        what, beside, "s", goal,
        tuple(done.seconds for done in ours), tuple(done.seconds for done in theirs),
    )  # fmt: skip
