"""A journal file that another program has given code of its own: never run, and survived."""

from contextlib import closing

import pytest
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.journal_errors import AlteredJournalError
from smallacts_desktop.journal.vault.vault import Vault
from tests.cli.hostile import ENDLESS
from tests.journal.safe import Safe, notes, safe
from tests.storage.samples import contents_of

__all__ = ["safe"]

_ALTERED = {
    "a trigger that deletes": (
        "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM entries; END"
    ),
    "a trigger that makes public": (
        "CREATE TRIGGER t AFTER UPDATE ON entries BEGIN UPDATE entries SET private = 0; END"
    ),
    "an endless view": f"CREATE VIEW v AS {ENDLESS.format(columns='i')}",
    "an index of its own": "CREATE INDEX i ON entries (length(note))",
    "a table of its own": "CREATE TABLE t (a)",
    "a trigger less": "DROP TRIGGER entries_gone",
}


def alter(safe: Safe, *statements: str) -> None:
    """Run SQL on the closed journal, as some other program would."""
    safe.vault.lock()
    with closing(sqlite.connect(str(safe.paths.journal), isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def refused(safe: Safe) -> Vault:
    """A vault whose journal was not opened, and not changed either."""
    before = contents_of(safe.folder)
    vault = safe.fresh()
    with pytest.raises(AlteredJournalError, match="another program has changed it"):
        vault.open()
    assert contents_of(safe.folder) == before
    return vault


@pytest.mark.parametrize("kind", _ALTERED)
def test_an_altered_journal_is_not_opened_and_can_be_rescued(safe: Safe, kind: str) -> None:
    """Its rows are written again into a file of ours; the other one is archived."""
    alter(safe, _ALTERED[kind])
    vault = refused(safe)
    offer = vault.rescue_offer()
    assert (offer.snapshot, offer.readable) == (None, 2)
    done = vault.rescue()
    assert (done.entries, done.archive.exists()) == (2, True)
    vault.enter(vault.ready_after_rescue())
    safe.vault = vault
    safe.write("three")
    assert notes(vault) == ["one", "three", "two"]


def test_a_journal_whose_entries_are_an_endless_view_comes_back_from_a_snapshot(
    safe: Safe,
) -> None:
    """The view is not asked; what else can be read is."""
    snapshot = safe.vault.backups.take().path
    alter(safe, "DROP TABLE entries", f"CREATE VIEW entries AS {ENDLESS.format(columns='i AS id')}")
    vault = refused(safe)
    offer = vault.rescue_offer()
    assert offer.snapshot is not None
    assert (offer.snapshot.path, offer.readable) == (snapshot, 0)
    assert vault.rescue().entries == 2
    vault.enter(vault.ready_after_rescue())
    assert notes(vault) == ["one", "two"]
    vault.lock()
