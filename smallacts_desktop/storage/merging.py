"""Adding what was read of a damaged journal to a sound one, by the ids of entries."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.conversion import deleted_entry_from_row, entry_from_row
from smallacts_desktop.storage.database import Database
from smallacts_desktop.storage.keys import Key
from smallacts_desktop.storage.salvage import Reading, Row, read_table

ENTRIES = "entries"
# In this order: none refers to a later one.
OTHERS = ("own_acts", "act_marks", "offers", "pending", "drafts", "preferences", "shares")


@dataclass(slots=True)
class Merged:
    """How many entries were new to the sound journal, and how many it now has in a later state."""

    added: int = 0
    renewed: int = 0


def readable_entries(damaged: Path, key: Key | None) -> int:
    """How many entries that are not deleted can be read of a damaged file; only reads."""
    rows = read_table(damaged, key, ENTRIES).rows
    return sum(row.get("deleted_at") is None for row in rows if _is_sound(row))


def merge(damaged: Path, key: Key | None, target: Database) -> Merged:
    """Add what can be read of a damaged file to an older, sound copy of it, all or nothing.

    An entry that the copy lacks is added; one that was written later replaces the copy's; it is
    deleted if it is in the damaged file. Of the other tables the damaged file's rows win.
    """
    merged = Merged()
    with target.transaction():
        columns = _columns(target, ENTRIES, without="number")
        for row in read_table(damaged, key, ENTRIES).rows:
            if _is_sound(row):
                with suppress(SmallActsError), target.transaction():
                    _merge_entry(target, {name: row[name] for name in columns}, merged)
        for table in OTHERS:
            _merge_table(target, table, read_table(damaged, key, table))
    return merged


def _is_sound(row: Row) -> bool:
    try:
        if row["deleted_at"] is None:
            entry_from_row(row)
        else:
            deleted_entry_from_row(row)
    except (SmallActsError, KeyError, TypeError):
        return False
    return True


def _merge_entry(target: Database, row: Row, merged: Merged) -> None:
    found = target.execute("SELECT written_at, deleted_at FROM entries WHERE id = ?", (row["id"],))
    if not found:
        _insert(target, ENTRIES, row)
        merged.added += 1
    elif row["written_at"] < found[0][0]:
        return
    elif (row["written_at"], row["deleted_at"]) != found[0]:
        changes = ", ".join(f"{name} = :{name}" for name in row)
        target.run_many(f"UPDATE entries SET {changes} WHERE id = :id", [row])  # noqa: S608 - our names
        merged.renewed += 1


def _merge_table(target: Database, table: str, reading: Reading) -> None:
    columns = _columns(target, table)
    rows = [{name: row[name] for name in columns if name in row} for row in reading.rows]
    if reading.is_whole:
        try:
            with target.transaction():
                target.execute(f"DELETE FROM {table}")  # noqa: S608 - our names
                for row in rows:
                    _insert(target, table, row)
        except SmallActsError:
            pass
        else:
            return
    for row in rows:
        with suppress(SmallActsError), target.transaction():
            _insert(target, table, row)


def _insert(target: Database, table: str, row: Row) -> None:
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    target.run_many(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", [row])  # noqa: S608 - our names


def _columns(target: Database, table: str, without: str = "") -> list[str]:
    """The columns that can be written to, so none that SQLite works out by itself."""
    found: Iterable[tuple[object, ...]] = target.execute(f"PRAGMA table_xinfo({table})")
    return [str(row[1]) for row in found if not row[6] and row[1] != without]
