"""Adding what was read of a damaged journal to a sound one, by the ids of entries."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.rewriting import add_rows, archive_rows
from smallacts_desktop.storage.rows.row_rules import (
    ENTRIES,
    KEPT_ASIDE,
    KEPT_TABLES,
    KeptTable,
    Row,
)
from smallacts_desktop.storage.rows.statements import Given, Statement
from smallacts_desktop.storage.snapshots.salvage import Reading, read_table

_E = ENTRIES.shape.source.c
_STATE = Statement(
    ENTRIES.shape.source.select(_E.written_at, _E.deleted_at).where(_E.id == Given("id"))
)
_RENEWED = Statement(
    ENTRIES.shape.source.update({_E[name]: Given(name) for name in ENTRIES.shape.names}).where(
        _E.id == Given("id")
    )
)
_K = KEPT_ASIDE.shape.source.c
_KEPT = Statement(KEPT_ASIDE.shape.source.select(_K.origin, _K.contents))


@dataclass(slots=True)
class Merged:
    """How many entries were new to the sound journal, and how many it now has in a later state.

    ``entries`` and ``others`` count what could not be read; there may have been more entries where
    not ``is_counted``.
    """

    added: int = 0
    renewed: int = 0
    entries: int = 0
    others: int = 0
    is_counted: bool = True


def readable_entries(damaged: Path, key: Key | None) -> int:
    """How many entries that are not deleted can be read of a damaged file; only reads."""
    return sum(row["deleted_at"] is None for row in read_table(damaged, key, ENTRIES).rows)


def merge(damaged: Path, key: Key | None, target: Database) -> Merged:
    """Add what can be read of a damaged file to an older, sound copy of it, all or nothing.

    An entry that the copy lacks is added; one that was written later replaces the copy's; it is
    deleted if it is in the damaged file. Of the other tables the damaged file's rows win, and what
    either archives stays there.
    """
    found = read_table(damaged, key, ENTRIES)
    merged = Merged(entries=found.unread, is_counted=found.is_counted)
    with target.transaction():
        for row in found.rows:
            try:
                with target.transaction():
                    _merge_entry(target, row, merged)
            except SmallActsError:
                merged.entries += 1
        for table in KEPT_TABLES:
            if table is not ENTRIES:
                reading = read_table(damaged, key, table)
                merged.others += reading.unread
                if table is KEPT_ASIDE:
                    _merge_kept_aside(target, reading)
                else:
                    _merge_table(target, table, reading)
    return merged


def _merge_entry(target: Database, row: Row, merged: Merged) -> None:
    found = target.ask(_STATE, id=row["id"])
    if not found:
        add_rows(target, ENTRIES, [row])
        merged.added += 1
    elif row["written_at"] < found[0][0]:
        return
    elif (row["written_at"], row["deleted_at"]) != found[0]:
        target.run(_RENEWED, **ENTRIES.shape.with_checksums(row))
        merged.renewed += 1


def _merge_kept_aside(target: Database, reading: Reading) -> None:
    there = set(target.ask(_KEPT))
    rows = [row for row in reading.rows if (row["origin"], row["contents"]) not in there]
    archive_rows(
        target, lambda first: [{**row, "number": n} for n, row in enumerate(rows, start=first)]
    )


def _merge_table(target: Database, table: KeptTable, reading: Reading) -> None:
    if reading.is_whole:
        with suppress(SmallActsError), target.transaction():
            target.run(Statement(table.shape.source.delete()))
            add_rows(target, table, reading.rows, "REPLACE")
            return
    for row in reading.rows:
        with suppress(SmallActsError), target.transaction():
            add_rows(target, table, [row], "REPLACE")
