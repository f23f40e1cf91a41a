"""Putting a snapshot in the journal's place, after the journal has been set aside."""

from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.backups import Restored, SnapshotKind
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage import replacing, sealing, snapshot_folder, snapshots
from smallacts_desktop.storage.files import make_folder
from smallacts_desktop.storage.keys import Key
from smallacts_desktop.storage.store import Store


def restore(
    journal: Path, snapshot: Path, key: Key | None, folders: Sequence[Path], clock: Clock
) -> Restored:
    """Set the journal aside and put a verified snapshot, which ``key`` opens, in its place.

    Raises a JournalError; then the journal is as it was.
    """
    same = journal.exists() and sealing.opens(journal, key)
    aside = set_aside(journal, key, folders, clock)
    put_back(journal, snapshot, key, folders, clock)
    return Restored(aside, is_sealed=key is not None, same_key=same)


def set_aside(journal: Path, key: Key | None, folders: Sequence[Path], clock: Clock) -> Path | None:
    """Copy the journal as it is into a folder of snapshots; None when there is none yet.

    ``key`` may be another one than the journal's: then it is copied unopened. Raises a
    JournalError.
    """
    if not journal.exists() or not journal.stat().st_size:
        return None
    with suppress(SmallActsError):
        # Undoes a commit that a power cut interrupted, so that the copy needs nothing beside it.
        sealing.opens(journal, key)
    name = snapshot_folder.name_for(SnapshotKind.SET_ASIDE, clock.now())
    return snapshots.copy_aside(journal, folders, name)


def put_back(
    journal: Path, snapshot: Path, key: Key | None, folders: Sequence[Path], clock: Clock
) -> None:
    """Let a verified snapshot, which ``key`` opens, become the journal.

    It is copied beside the journal, opened there as any journal is, with the snapshot before a
    migration and the migration, and takes the journal's place in one step. Until then the journal
    stays whole. Raises a JournalError; then nothing has changed.
    """
    make_folder(journal.parent)
    stage = replacing.stage(journal, snapshot, clock.now())
    try:
        with closing(Store.open(stage, key, create=False, clock=clock, folders=folders)):
            pass
        same = journal.exists() and sealing.opens(journal, key)
        replacing.put_in_place(stage, journal, key, keep_recovery=same)
    except BaseException:
        with suppress(SmallActsError):
            replacing.discard_staged(journal)
        raise
