"""A journal in a file of its own, under a clock that a test sets."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.acts import Catalogue, read_catalogue
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.paths import read_resource
from smallacts_desktop.storage.rows.store import Store

MORNING = datetime(2026, 5, 14, 9, 30, tzinfo=UTC)


@dataclass
class OpenedJournal:
    """A journal on disk, its clock, and what it announced.

    ``journal`` is the open journal; ``reopen`` closes it and opens the file again, as a restart
    of the program does.
    """

    path: Path
    clock: FixedClock
    catalogue: Catalogue
    journal: Journal = field(init=False)
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> Journal:
        """Open the file."""
        self.journal = Journal(Store.open(self.path), self.clock, self.catalogue)
        self.journal.subscribe(self.changes.append)
        return self.journal

    def reopen(self) -> Journal:
        """Close the file and open it again."""
        self.journal.close()
        self.changes.clear()
        return self.open()

    def at(self, when: datetime) -> None:
        """Set the clock."""
        self.clock.at = when

    def rows(self, table: str) -> int:
        """How many rows a table of the file holds, deleted ones included."""
        with closing(sqlite3.connect(self.path)) as other:
            number: int = other.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return number

    def content(self) -> bytes:
        """Every byte of the file."""
        return self.path.read_bytes()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The acts that ship with the program."""
    return read_catalogue(read_resource("acts.toml"))


@pytest.fixture
def opened(tmp_path: Path, catalogue: Catalogue) -> Iterator[OpenedJournal]:
    """An empty journal on a Thursday morning in May."""
    opened = OpenedJournal(tmp_path / "journal" / "journal.db", FixedClock(MORNING), catalogue)
    yield opened
    opened.journal.close()


@pytest.fixture
def journal(opened: OpenedJournal) -> Journal:
    """The journal alone, for what needs no more."""
    return opened.journal
