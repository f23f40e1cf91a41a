"""Deleted entries, while they can still be brought back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from smallacts_desktop.domain.entries import Entry

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DeletedEntry:
    """An entry and the instant at which it was deleted, in UTC."""

    entry: Entry
    deleted_at: datetime

    @property
    def kept_until(self) -> datetime:
        """From this instant on it may leave the file for good, in UTC."""
        return self.deleted_at + KEPT_FOR
