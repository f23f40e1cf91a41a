"""Past shares in the journal file."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from smallacts_desktop.domain.disclosure import Column, Preset, ShareChoice
from smallacts_desktop.domain.past_shares import PastShare, ShareWay
from smallacts_desktop.storage.conversion import instant_text
from smallacts_desktop.storage.database import Database

_COLUMNS = "shared_at, day, way, preset, first, last, included, target, rows, withheld"
_ADD = f"INSERT INTO shares ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - values are bound
_ALL = f"SELECT {_COLUMNS} FROM shares ORDER BY number DESC"  # noqa: S608 - names alone


class ShareRows:
    """What was shared and when; nothing that was in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, share: PastShare) -> None:
        """Keep the record of one share."""
        with self._database.transaction():
            self._database.execute(_ADD, _values(share))

    def all(self) -> list[PastShare]:
        """Every share, the latest first."""
        return [_share(row) for row in self._database.execute(_ALL)]

    def clear(self) -> None:
        """Forget every share."""
        with self._database.transaction():
            self._database.execute("DELETE FROM shares")


def _values(share: PastShare) -> tuple[object, ...]:
    choice = share.choice
    included = " ".join(column.value for column in Column if column in choice.include)
    return (
        instant_text(share.at),
        share.day.isoformat(),
        share.way.value,
        choice.preset.value,
        None if choice.first is None else choice.first.isoformat(),
        None if choice.last is None else choice.last.isoformat(),
        included,
        share.target,
        share.rows,
        share.withheld,
    )


def _share(row: Sequence[Any]) -> PastShare:
    at, day, way, preset, first, last, included, target, rows, withheld = row
    choice = ShareChoice(
        Preset(preset),
        None if first is None else date.fromisoformat(first),
        None if last is None else date.fromisoformat(last),
        frozenset(Column(name) for name in included.split()),
    )
    return PastShare(
        datetime.fromisoformat(at),
        date.fromisoformat(day),
        ShareWay(way),
        choice,
        target,
        rows,
        withheld,
    )
