"""What a file holds, counted without opening it as the journal."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from smallacts_desktop.domain.errors import DamagedJournalError, NewerJournalError
from smallacts_desktop.storage.driver import Driver
from smallacts_desktop.storage.faults import domain_errors
from smallacts_desktop.storage.health import verify
from smallacts_desktop.storage.keys import Key
from smallacts_desktop.storage.migrations import MIGRATIONS

# Every schema ever released has these columns.
_COUNTS = """
    SELECT sum(kind = 'act'), sum(kind = 'note'), min(date), max(date)
    FROM entries WHERE deleted_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """The version of a file's schema, its entries that are not deleted, and their days."""

    version: int
    acts: int
    notes: int
    first: date | None
    last: date | None


def contents(path: Path, key: Key | None) -> Contents:
    """Verify the whole file at ``path`` and count what it holds; only reads.

    Raises DamagedJournalError, NotAJournalError, NewerJournalError and the like.
    """
    version = verify(path, key)
    known = MIGRATIONS[-1].version
    if version > known:
        raise NewerJournalError(found=version, known=known)
    if version < 1:
        raise DamagedJournalError
    with domain_errors(path), closing(Driver(path, key, mode="ro")) as driver:
        driver.connect()
        acts, notes, first, last = driver.ask(_COUNTS)[0]
    return Contents(version, acts or 0, notes or 0, _day(first), _day(last))


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise DamagedJournalError from None
