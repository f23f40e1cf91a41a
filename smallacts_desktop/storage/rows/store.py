"""Everything one journal file holds, in one place."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from smallacts_desktop.clock import Clock
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.acts import ActRows, DraftRows, OwnActRows, PendingRows
from smallacts_desktop.storage.rows.entries import EntryRows
from smallacts_desktop.storage.rows.people import FaceRows
from smallacts_desktop.storage.rows.preferences import PreferenceRows
from smallacts_desktop.storage.rows.search import SearchRows
from smallacts_desktop.storage.rows.shares import ShareRows


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
        self.faces = FaceRows(database, self.drafts)
        self.search = SearchRows(database, self.entries, self.faces)
        self.preferences = PreferenceRows(database)
        self.shares = ShareRows(database)

    @classmethod
    def open(
        cls,
        path: Path,
        key: Key | None = None,
        *,
        create: bool = True,
        clock: Clock | None = None,
        checked: bool = False,
        folders: Sequence[Path] = (),
    ) -> "Store":
        """Open the journal at ``path``; see Database.open for what happens and what is raised."""
        database = Database.open(
            path, key, create=create, clock=clock, checked=checked, folders=folders
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
