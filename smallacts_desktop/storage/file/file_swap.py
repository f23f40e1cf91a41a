"""Putting another file in the journal's place: a snapshot, or what could be saved of it."""

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from smallacts_desktop.storage.file import swap
from smallacts_desktop.storage.file.files import writing_in
from smallacts_desktop.storage.file.regular_files import remove_regular
from smallacts_desktop.storage.keys import key_files, rekeying
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.snapshots import snapshot_folder

_STAGED = "journal-restoring-"
_ITS_FILES = re.compile(
    _STAGED + r"\d{4}-\d\d-\d\d-\d{6}\.(?:db|keycheck|recovery)(?:-next|-journal|-wal|-shm)*"
)


def staged(journal: Path, now: datetime) -> Path:
    """Where the next journal is put together before it takes the journal's place."""
    return journal.with_name(f"{_STAGED}{snapshot_folder.stamp_of(now)}.db")


def discard_staged(journal: Path) -> None:
    """Remove what an interrupted restore left behind; what cannot go stays."""
    with suppress(OSError):
        for path in sorted(journal.parent.iterdir()):
            if _ITS_FILES.fullmatch(path.name):
                with suppress(OSError):
                    remove_regular(path)


def copy_recovery(snapshot: Path, stage: Path) -> None:
    """Copy the recovery file that lies beside a snapshot to a staged file with the same key.

    Raises a JournalError.
    """
    for recovery in key_files.recoveries(snapshot)[:1]:
        key_files.copy_small(recovery, stage.with_suffix(key_files.RECOVERY))


def put_in_place(stage: Path, journal: Path, key: Key | None, *, keep_recovery: bool) -> bool:
    """Let the staged file, which ``key`` opens, take the journal's place, and what goes with it.

    All of it takes place as one; returns whether nothing is left over. ``keep_recovery`` leaves
    the journal's recovery file where the staged one has none: the key is the same. Raises a
    JournalError, and then everything is as it was; or ChangeWaitsError.
    """
    place = swap.of_journal(journal)
    keycheck, recovery = (
        journal.with_suffix(end) for end in (key_files.KEYCHECK, key_files.RECOVERY)
    )
    put, remove = [journal.name], []
    try:
        if key is None:
            remove = [keycheck.name, recovery.name]
        else:
            if not key_files.is_settled(journal, key):
                key_files.write_next_keycheck(journal, key)
                put.append(keycheck.name)
            if key_files.copy_next_recovery(stage, journal):
                put.append(recovery.name)
            elif not keep_recovery:
                remove.append(recovery.name)
        rekeying.undo_interrupted(stage, key)
        with writing_in(journal.parent):
            stage.replace(swap.next_to(journal))
    except BaseException:
        swap.sweep(place)
        raise
    is_tidy = swap.commit(place, put, remove)
    discard_staged(journal)
    return is_tidy
