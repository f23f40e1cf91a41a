"""A journal of the fourth version gets room for forecasts, plans and marks, and loses nothing."""

import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.backups import UnreadableEntry
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.file.migrations import MIGRATIONS
from smallacts_desktop.storage.rows.store import Store
from tests.storage.fixtures.make import FOLDER
from tests.storage.samples import act_entry

CLOCK = FixedClock(datetime(2026, 6, 1, 9, 0, tzinfo=UTC))
# What can happen to an entry, and be found by its checksum alone.
DAMAGES = {
    "other words": "note = note || 'x'",
    "bytes that are no text": "note = CAST(x'ff41' AS TEXT)",
    "a mood that is none": "mood_after = 99",
    "an impossible day": "date = 'never'",
    "no checksum": "checksum = x''",
    "bytes in place of text": "note = x'4142'",
    "text in place of a number": "mood_after = 'low'",
}


@pytest.fixture
def old(path: Path) -> Path:
    """A copy of a journal of the fourth version, at ``path``."""
    path.parent.mkdir(parents=True)
    shutil.copyfile(FOLDER / "journal-v4.db", path)
    return path


def damage_row(path: Path, number: int, change: str) -> None:
    """Change one row past every rule of its table."""
    damage = f"UPDATE entries SET {change} WHERE number = {number}"
    for strict, statement in (
        ("replace(sql, ') STRICT', ') -- STRICT')", damage),
        ("replace(sql, ') -- STRICT', ') STRICT')", "SELECT 1"),
    ):
        with closing(sqlite.connect(str(path), isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute(f"UPDATE sqlite_schema SET sql = {strict} WHERE name = 'entries'")
        with closing(sqlite.connect(str(path), isolation_level=None)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.execute(statement)


def found_in(path: Path) -> tuple[list[Entry], list[UnreadableEntry]]:
    """The entries of a journal, and those of them that cannot be read."""
    unreadable: list[UnreadableEntry] = []
    store = Store.open(path, clock=CLOCK)
    entries = list(store.entries.between(None, None, unreadable.append))
    store.close()
    return entries, unreadable


def test_an_entry_from_before_says_nothing_in_the_new_columns(old: Path) -> None:
    """No forecast, no plan and no mark: not given is not a guess."""
    entries, unreadable = found_in(old)
    assert len(entries) > 20
    assert unreadable == []
    assert {(entry.forecast, entry.plan, entry.good_moment) for entry in entries} == {
        (None, "", False)
    }


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_stays_damaged_and_costs_itself_alone(old: Path, damage: str) -> None:
    """It is neither sealed anew as if it were sound, nor in the way of the others."""
    before = Database.open(old, migrations=MIGRATIONS[:4], clock=CLOCK)
    (number, name), *others = before.execute(
        "SELECT number, id FROM entries WHERE deleted_at IS NULL AND kind = 'act'"
    )
    before.close()
    damage_row(old, number, DAMAGES[damage])
    entries, unreadable = found_in(old)
    assert [entry.number for entry in unreadable] == [number]
    assert {UUID(other) for _, other in others} < {entry.id for entry in entries}
    assert UUID(name) not in {entry.id for entry in entries}


def test_what_is_written_afterwards_is_sound(old: Path) -> None:
    """The new answers are covered by the checksum of their row."""
    store = Store.open(old, clock=CLOCK)
    kept = act_entry(plan="When I am at the gate, I will wave", good_moment=True)
    store.entries.add(kept)
    assert store.entries.get(kept.id) == kept
    store.database.execute("UPDATE entries SET plan = 'x' WHERE id = ?", (str(kept.id),))
    store.close()
    assert kept.id not in {entry.id for entry in found_in(old)[0]}
