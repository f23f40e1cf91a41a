"""The copy of one entry in a snapshot."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.storage.file.conversion import entry_from_row
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.row_rules import ENTRIES
from smallacts_desktop.storage.snapshots.backup_reader import reading_backup


def copy_in(
    snapshot: Path, key: Key | None, today: date, wanted: Mapping[str, Any]
) -> Entry | None:
    """The entry that the unreadable row ``wanted`` used to be, as a snapshot has it, or None.

    It is known by its id; by everything else, where the id itself is what cannot be read. Raises
    a SnapshotError, NewerJournalError or FileNotReadError.
    """
    with reading_backup(snapshot, key, today) as backup:
        alike = None
        for row in backup.rows(ENTRIES):
            if row["id"] == wanted["id"]:
                return entry_from_row(row)
            if alike is None and _differs_in_id_alone(row, wanted):
                alike = entry_from_row(row)
        return alike


def _differs_in_id_alone(row: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(row[name] == wanted[name] for name in ENTRIES.columns if name != "id")
