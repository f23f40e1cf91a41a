"""What a backup holds, counted without opening it as the journal."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from smallacts_desktop.domain.backups import LeftOut
from smallacts_desktop.storage.file.foreign_file import Tick
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.row_rules import ENTRIES
from smallacts_desktop.storage.snapshots.backup_reader import BackupReader, reading_backup


@dataclass(slots=True)
class Contents:
    """The version of a file's schema, its entries that are not deleted, and their days.

    ``left_out`` counts what cannot be taken from it.
    """

    version: int
    acts: int = 0
    notes: int = 0
    first: date | None = None
    last: date | None = None
    left_out: LeftOut = field(default_factory=LeftOut)

    def count(self, kind: str, day: date) -> None:
        """Count one entry."""
        if kind == "act":
            self.acts += 1
        else:
            self.notes += 1
        self.first = day if self.first is None else min(self.first, day)
        self.last = day if self.last is None else max(self.last, day)


def contents(path: Path, key: Key | None, today: date, tick: Tick | None = None) -> Contents:
    """Look at all of the backup at ``path`` as a restore would, and count what it holds.

    Only reads; raises what ``reading_backup`` does.
    """
    with reading_backup(path, key, today, tick) as backup:
        return _counted(backup)


def _counted(backup: BackupReader) -> Contents:
    found = Contents(backup.version)
    for table in backup.tables:
        for row in backup.rows(table):
            if table is ENTRIES and row["deleted_at"] is None:
                found.count(row["kind"], date.fromisoformat(row["date"]))
    found.left_out = backup.left_out
    return found
