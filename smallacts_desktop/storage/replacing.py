"""Putting another file in the journal's place: a snapshot, or what could be saved of it."""

from datetime import datetime
from pathlib import Path

from smallacts_desktop.storage import sealing, snapshot_folder
from smallacts_desktop.storage.files import interrupted_commit, writing_in
from smallacts_desktop.storage.folders import sync_folder
from smallacts_desktop.storage.keys import Key

_STAGED = "journal-restoring-"


def staged(journal: Path, now: datetime) -> Path:
    """Where the next journal is put together before it takes the journal's place."""
    return journal.with_name(f"{_STAGED}{snapshot_folder.stamp_of(now)}.db")


def discard_staged(journal: Path) -> None:
    """Remove what an interrupted restore left behind."""
    with writing_in(journal.parent):
        for path in journal.parent.glob(f"{_STAGED}*"):
            path.unlink(missing_ok=True)


def copy_recovery(snapshot: Path, stage: Path) -> None:
    """Copy the recovery file that lies beside a snapshot to a staged file with the same key.

    Raises a JournalError.
    """
    for recovery in sealing.recoveries(snapshot)[:1]:
        sealing.copy_small(recovery, stage.with_suffix(sealing.RECOVERY))


def put_in_place(stage: Path, journal: Path, key: Key | None, *, keep_recovery: bool) -> None:
    """Let the staged file, which ``key`` opens, take the journal's place in one step.

    What goes with the key is written before and taken up after it. ``keep_recovery`` leaves the
    journal's recovery file where the staged one has none: the key is the same.
    """
    brings_recovery = bool(sealing.recoveries(stage))
    if key is not None:
        sealing.write_next_like(journal, key, stage)
    with writing_in(journal.parent):
        # It belongs to the file that goes, and a copy lies beside the copy of that.
        interrupted_commit(journal).unlink(missing_ok=True)
        stage.replace(journal)
        sync_folder(journal.parent)
    if key is None:
        sealing.remove_seals(journal)
    elif not (brings_recovery or keep_recovery):
        sealing.remove_recovery(journal)
    if key is not None:
        sealing.take_up_next(journal)
    discard_staged(journal)
