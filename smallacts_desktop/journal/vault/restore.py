"""Putting what a backup holds in the journal's place, after the journal has been archived."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.backups import Restored, SnapshotKind
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.file import file_swap
from smallacts_desktop.storage.file.files import make_folder
from smallacts_desktop.storage.file.foreign_file import Tick
from smallacts_desktop.storage.keys import key_files, rekeying
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.copying import write_afresh
from smallacts_desktop.storage.snapshots import snapshot_folder, snapshots


def restore(
    journal: Path,
    snapshot: Path,
    key: Key | None,
    folders: Sequence[Path],
    clock: Clock,
    latest_day: date,
    tick: Tick | None = None,
) -> Restored:
    """Set the journal aside and put what a backup holds, which ``key`` opens, in its place.

    The backup's rows are written again into a file of this program's own beside the journal,
    with the same key; that file takes the journal's place in one step. Until then the journal
    stays whole. No entry may lie after ``latest_day``; ``tick`` may raise CancelledError.

    Raises a SnapshotError or a JournalError; then the journal is as it was.
    """
    make_folder(journal.parent)
    file_swap.discard_staged(journal)
    stage = file_swap.staged(journal, clock.now())
    try:
        left_out = write_afresh(snapshot, key, stage, key, latest_day, tick)
        if key is not None:
            file_swap.copy_recovery(snapshot, stage)
        if tick is not None:
            # The last moment at which nothing has been done but to a file of its own.
            tick()
        same = journal.exists() and key_files.opens(journal, key)
        aside = archive_journal(journal, key, folders, clock)
        # The journal may be gone, and what goes with its key still there.
        keeps = same or (key is not None and key_files.is_settled(journal, key))
        is_tidy = file_swap.put_in_place(stage, journal, key, keep_recovery=keeps)
    except BaseException:
        file_swap.discard_staged(journal)
        raise
    return Restored(aside, key is not None, same, left_out, is_tidy)


def archive_journal(
    journal: Path, key: Key | None, folders: Sequence[Path], clock: Clock
) -> Path | None:
    """Copy the journal as it is into a folder of snapshots; None when there is none yet.

    ``key`` may be another one than the journal's: then it is copied unopened. Raises a
    JournalError.
    """
    if not journal.exists() or not journal.stat().st_size:
        return None
    with suppress(SmallActsError):
        # Undoes a commit that a power cut interrupted, so that the copy needs nothing beside it.
        if key_files.opens(journal, key):
            rekeying.undo_interrupted(journal, key)
    name = snapshot_folder.name_for(SnapshotKind.ARCHIVED, clock.now(), folders)
    return snapshots.archive(journal, folders, name)
