"""Everything one journal file holds, in one place."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.disclosure import PastShare
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.acts import ActRows, DraftRows, OwnActRows, PendingRows
from smallacts_desktop.storage.rows.entries import EntryRows
from smallacts_desktop.storage.rows.mapping import readable, share_from_row, share_to_row
from smallacts_desktop.storage.rows.statements import Statement
from smallacts_desktop.storage.rows.tables import PREFERENCES, SHARES, CheckedTable

if TYPE_CHECKING:
    from smallacts_desktop.storage.rows.counts import FaceRows
    from smallacts_desktop.storage.rows.search import SearchRows

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
        return list(readable(share_from_row, self._table.rows(_LATEST_FIRST)))

    def clear(self) -> None:
        """Forget every share."""
        with self._database.transaction():
            self._database.run(_FORGET)


class PreferenceRows:
    """Choices by name, as text; what the text means is its user's business."""

    def __init__(self, database: Database) -> None:
        self._table = CheckedTable(database, PREFERENCES)

    def get(self, key: str) -> str | None:
        """The value of a choice, or None when it was never made or cannot be read."""
        row = self._table.row(key)
        return None if row is None else row["value"]

    def set(self, key: str, value: str) -> None:
        """Keep a choice."""
        self._table.put({"key": key, "value": value})


class Store:
    """An open journal: its database and the rows in it.

    Attributes: ``database``, ``entries``, ``pending``, ``drafts``, ``acts``, ``own_acts``,
    ``faces``, ``search``, ``preferences``, ``shares``.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.entries = EntryRows(database)
        self.pending = PendingRows(database)
        self.drafts = DraftRows(database)
        self.acts = ActRows(database)
        self.own_acts = OwnActRows(database)
        self.preferences = PreferenceRows(database)
        self.shares = ShareRows(database)

    @cached_property
    def faces(self) -> "FaceRows":
        """The people met again; no start asks for them."""
        from smallacts_desktop.storage.rows.counts import FaceRows

        return FaceRows(self.database, self.drafts)

    @cached_property
    def search(self) -> "SearchRows":
        """The entries that are as wanted; no start looks for any."""
        from smallacts_desktop.storage.rows.search import SearchRows

        return SearchRows(self.database, self.entries, self.faces)

    @classmethod
    def open(
        cls,
        path: Path,
        key: Key | None = None,
        *,
        create: bool = True,
        clock: Clock | None = None,
        checked: bool = False,
        whole: bool = True,
        folders: Sequence[Path] = (),
    ) -> "Store":
        """Open the journal at ``path``; see Database.open for what happens and what is raised."""
        database = Database.open(
            path, key, create=create, clock=clock, checked=checked, whole=whole, folders=folders
        )
        return cls(database)

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Do all of a block or nothing of it; see Database.transaction."""
        return self.database.transaction()

    def worker_connection(self) -> AbstractContextManager[None]:
        """A connection for another thread; see Database.worker_connection."""
        return self.database.worker_connection()
