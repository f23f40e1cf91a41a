"""Where a step of the self-test works."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.demo import demo_entries
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.journal.acts import bundled_catalogue
from smallacts_desktop.paths import Paths

_DAYS = 40
CLOCK = FixedClock(datetime(2026, 11, 22, 10, 12, tzinfo=UTC))


class NotAsExpectedError(Exception):
    """Something ran through, and the result was not what it should be."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A place of its own for one step; ``folder`` does not exist yet, and is removed later."""

    folder: Path

    @property
    def paths(self) -> Paths:
        """The files of a journal in this place."""
        return Paths.inside(self.folder)

    def entries(self) -> list[Entry]:
        """Made-up entries of some weeks, the same every time."""
        return demo_entries(bundled_catalogue(), CLOCK.now().date(), _DAYS)


class Step(Protocol):
    """One step of the self-test. Its name is what the person reads."""

    __name__: str

    def __call__(self, bench: Bench) -> None:
        """Do the step, and raise unless all of it really happened."""


def expect(held: bool) -> None:
    """Raise NotAsExpectedError unless this held."""
    if not held:
        raise NotAsExpectedError
