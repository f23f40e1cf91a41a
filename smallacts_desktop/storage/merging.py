"""Adding what was read of a damaged journal to a sound one, by the ids of entries."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.checksums import COLUMN, Shape
from smallacts_desktop.storage.conversion import deleted_entry_from_row, entry_from_row
from smallacts_desktop.storage.database import Database
from smallacts_desktop.storage.keys import Key
from smallacts_desktop.storage.salvage import Reading, Row, read_table
from smallacts_desktop.storage.tables import (
    ACT_MARKS,
    DRAFTS,
    ENTRIES,
    KEPT_ASIDE,
    OFFERS,
    OWN_ACTS,
    PENDING,
    PREFERENCES,
    SHARES,
)

# In this order: none refers to a later one.
OTHERS = (OWN_ACTS, ACT_MARKS, OFFERS, PENDING, DRAFTS, PREFERENCES, SHARES, KEPT_ASIDE)


@dataclass(slots=True)
class Merged:
    """How many entries were new to the sound journal, and how many it now has in a later state."""

    added: int = 0
    renewed: int = 0


def readable_entries(damaged: Path, key: Key | None) -> int:
    """How many entries that are not deleted can be read of a damaged file; only reads."""
    rows = read_table(damaged, key, ENTRIES.table).rows
    return sum(row.get("deleted_at") is None for row in rows if _is_sound(row))


def merge(damaged: Path, key: Key | None, target: Database) -> Merged:
    """Add what can be read of a damaged file to an older, sound copy of it, all or nothing.

    An entry that the copy lacks is added; one that was written later replaces the copy's; it is
    deleted if it is in the damaged file. Of the other tables the damaged file's rows win.
    """
    merged = Merged()
    with target.transaction():
        for row in read_table(damaged, key, ENTRIES.table).rows:
            if _is_sound(row):
                with suppress(SmallActsError), target.transaction():
                    _merge_entry(target, ENTRIES.sealed(row), merged)
        for shape in OTHERS:
            _merge_table(target, shape, read_table(damaged, key, shape.table))
    return merged


def _is_sound(row: Row) -> bool:
    if not _is_as_written(ENTRIES, row):
        return False
    try:
        if row["deleted_at"] is None:
            entry_from_row(row)
        else:
            deleted_entry_from_row(row)
    except (SmallActsError, KeyError, TypeError):
        return False
    return True


def _is_as_written(shape: Shape, row: Row) -> bool:
    """Whether a row's checksum is right; in a file of an older version rows have none."""
    return COLUMN not in row or shape.is_sound(row)


def _merge_entry(target: Database, row: Row, merged: Merged) -> None:
    found = target.execute("SELECT written_at, deleted_at FROM entries WHERE id = ?", (row["id"],))
    if not found:
        _insert(target, ENTRIES.table, row)
        merged.added += 1
    elif row["written_at"] < found[0][0]:
        return
    elif (row["written_at"], row["deleted_at"]) != found[0]:
        changes = ", ".join(f"{name} = :{name}" for name in row)
        target.run_many(f"UPDATE entries SET {changes} WHERE id = :id", [row])  # noqa: S608 - our names
        merged.renewed += 1


def _merge_table(target: Database, shape: Shape, reading: Reading) -> None:
    sound = [row for row in reading.rows if _is_as_written(shape, row)]
    with suppress(SmallActsError, KeyError, TypeError, UnicodeError):
        rows = [shape.sealed(row) for row in sound]
        if reading.is_whole and len(sound) == len(reading.rows):
            with target.transaction():
                target.execute(f"DELETE FROM {shape.table}")  # noqa: S608 - our names
                for row in rows:
                    _insert(target, shape.table, row)
            return
    for row in sound:
        with suppress(SmallActsError, KeyError, TypeError, UnicodeError), target.transaction():
            _insert(target, shape.table, shape.sealed(row))


def _insert(target: Database, table: str, row: Row) -> None:
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    target.run_many(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", [row])  # noqa: S608 - our names
