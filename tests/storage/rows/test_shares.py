"""Past shares in the journal file, and journals from before there were any."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.disclosure import Column, PastShare, Preset, ShareChoice, ShareWay
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.file.migrations import MIGRATIONS
from smallacts_desktop.storage.rows.store import Store
from tests.storage.fixtures.make import FOLDER

OLD_JOURNAL = FOLDER / "journal-v2.db"
CLOCK = FixedClock(datetime(2026, 5, 15, 9, 0, tzinfo=UTC))
TABLES = ("entries", "pending", "drafts", "offers", "act_marks", "own_acts", "preferences")
ALL_DAYS = PastShare(
    at=datetime(2026, 5, 14, 22, 30, tzinfo=UTC),
    day=date(2026, 5, 15),
    way=ShareWay.CSV,
    choice=ShareChoice(Preset.FULL),
    target="/home/sam/Documents/für Dr. Grün.csv",
    rows=27,
    withheld=0,
)
SOME_DAYS = PastShare(
    at=datetime(2026, 5, 15, 9, 0, tzinfo=UTC),
    day=date(2026, 5, 15),
    way=ShareWay.COPY,
    choice=ShareChoice(
        Preset.WORKER,
        date(2026, 4, 18),
        date(2026, 5, 15),
        frozenset({Column.NOTE, Column.PLACE}),
    ),
    target="",
    rows=0,
    withheld=3,
)


def test_shares_are_kept_the_latest_first(path: Path) -> None:
    """Everything that is known of a share survives a restart."""
    store = Store.open(path)
    store.shares.add(ALL_DAYS)
    store.shares.add(SOME_DAYS)
    store.close()
    store = Store.open(path)
    assert store.shares.all() == [SOME_DAYS, ALL_DAYS]
    store.close()


@pytest.mark.parametrize("way", ShareWay)
def test_every_way_of_sharing_can_be_kept(path: Path, way: ShareWay) -> None:
    """The rules of the table know them all."""
    store = Store.open(path)
    share = PastShare(CLOCK.at, date(2026, 5, 15), way, ShareChoice(Preset.WORKER), "", 1, 0)
    store.shares.add(share)
    assert store.shares.all() == [share]
    store.close()


def test_cleared_shares_leave_no_trace_in_the_file(path: Path) -> None:
    """Not even the name of a file."""
    store = Store.open(path)
    store.shares.add(ALL_DAYS)
    store.shares.clear()
    assert store.shares.all() == []
    store.close()
    assert "für Dr. Grün".encode() not in path.read_bytes()


def test_the_table_refuses_what_no_share_can_be(path: Path) -> None:
    """Ways, presets, days and counts within their rules."""
    store = Store.open(path)
    store.shares.add(ALL_DAYS)
    for column, value in (
        ("shared_at", "yesterday"),
        ("day", "15/05/2026"),
        ("way", "post"),
        ("preset", "half"),
        ("first", "long ago"),
        ("last", ""),
        ("rows", -1),
        ("withheld", -1),
        ("target", None),
    ):
        with pytest.raises(SmallActsError):
            store.database.execute(f"UPDATE shares SET {column} = ?", (value,))
    store.close()


def test_a_journal_of_the_second_version_keeps_everything(path: Path, tmp_path: Path) -> None:
    """Every row of every table is there, a copy stands beside it, and no share is made up."""
    path.parent.mkdir(parents=True)
    shutil.copyfile(OLD_JOURNAL, path)
    untouched = tmp_path / "old.db"
    shutil.copyfile(OLD_JOURNAL, untouched)
    before = contents(untouched, versions=2)
    assert all(len(rows) > 0 for rows in before.values())
    assert contents(path, versions=3) == before
    (snapshot,) = (path.parent / "snapshots").iterdir()
    assert snapshot.name == "small-acts-2026-05-15-090000-before-update.smallacts"
    store = Store.open(path, clock=CLOCK)
    assert store.shares.all() == []
    assert [act.title for act in store.own_acts.all()] == ["Wave at the ferry"]
    store.close()


def contents(path: Path, *, versions: int) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a journal, read by a program that knows so many versions."""
    database = Database.open(path, migrations=MIGRATIONS[:versions], clock=CLOCK)
    rows = {table: database.execute(f"SELECT * FROM {table} ORDER BY 1") for table in TABLES}
    database.close()
    return rows
