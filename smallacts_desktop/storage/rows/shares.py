"""Past shares in the journal file."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from smallacts_desktop.domain.disclosure import Column, PastShare, Preset, ShareChoice, ShareWay
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.mapping import instant_text
from smallacts_desktop.storage.rows.statements import Statement
from smallacts_desktop.storage.rows.tables import SHARES, CheckedTable

_LATEST_FIRST = Statement(SHARES.select().order_by(SHARES.source.c.number.desc()))
_FORGET = Statement(SHARES.source.delete())


class ShareRows:
    """What was shared and when; nothing that was in it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._table = CheckedTable(database, SHARES)

    def add(self, share: PastShare) -> None:
        """Keep the record of one share."""
        with self._database.transaction():
            self._table.put({"number": self._table.next_number(), **share_to_row(share)})

    def all(self) -> list[PastShare]:
        """Every share that can be read, the latest first."""
        found = (share_from_row(row) for row in self._table.rows(_LATEST_FIRST))
        return [share for share in found if share is not None]

    def clear(self) -> None:
        """Forget every share."""
        with self._database.transaction():
            self._database.run(_FORGET)


def share_to_row(share: PastShare) -> dict[str, object]:
    """The columns of a share but for its number."""
    choice = share.choice
    included = " ".join(column.value for column in Column if column in choice.include)
    return {
        "shared_at": instant_text(share.at),
        "day": share.day.isoformat(),
        "way": share.way.value,
        "preset": choice.preset.value,
        "first": None if choice.first is None else choice.first.isoformat(),
        "last": None if choice.last is None else choice.last.isoformat(),
        "included": included,
        "target": share.target,
        "rows": share.rows,
        "withheld": share.withheld,
    }


def share_from_row(row: Mapping[str, Any]) -> PastShare | None:
    """The share in a row; None for values no share can have."""
    try:
        choice = ShareChoice(
            Preset(row["preset"]),
            None if row["first"] is None else date.fromisoformat(row["first"]),
            None if row["last"] is None else date.fromisoformat(row["last"]),
            frozenset(Column(name) for name in row["included"].split()),
        )
        return PastShare(
            datetime.fromisoformat(row["shared_at"]),
            date.fromisoformat(row["day"]),
            ShareWay(row["way"]),
            choice,
            row["target"],
            row["rows"],
            row["withheld"],
        )
    except ValueError:
        return None
