"""Another file in the journal's place, whole or not at all, whatever interrupts it.

What was in force is finished by whoever opens the journal next; what was not is swept.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.file import swap
from smallacts_desktop.storage.file.files import is_regular, remove_named, writing_in
from smallacts_desktop.storage.keys import key_files, rekeying
from smallacts_desktop.storage.keys.keys import SALT_BYTES, Key, salt_of
from smallacts_desktop.storage.snapshots import snapshot_folder

_STAGED = "journal-restoring-"
_ITS_FILES = re.compile(
    _STAGED + r"\d{4}-\d\d-\d\d-\d{6}\.(?:db|keycheck|recovery)(?:-next|-journal|-wal|-shm)*"
)


@contextmanager
def staging(journal: Path, now: datetime) -> Iterator[Path]:
    """Where the next journal is put together in a block before it takes the journal's place.

    Nothing stays there when the block fails.
    """
    discard_staged(journal)
    try:
        yield journal.with_name(f"{_STAGED}{snapshot_folder.stamp_of(now)}.db")
    except BaseException:
        discard_staged(journal)
        raise


def discard_staged(journal: Path) -> None:
    """Remove what an interrupted restore left behind; what cannot go stays."""
    remove_named(journal.parent, lambda name: _ITS_FILES.fullmatch(name) is not None)


def copy_recovery(snapshot: Path, stage: Path) -> None:
    """Copy the recovery file that lies beside a snapshot to a staged file with the same key.

    Raises a JournalError.
    """
    for recovery in key_files.recoveries(snapshot)[:1]:
        key_files.copy_small(recovery, stage.with_suffix(key_files.RECOVERY))


def install_staged(stage: Path, journal: Path, key: Key | None, *, keep_recovery: bool) -> bool:
    """Let the staged file, which ``key`` opens, take the journal's place, and what goes with it.

    All of it takes place as one; returns whether nothing is left over. ``keep_recovery`` leaves
    the journal's recovery file where the staged one has none: the key is the same. Raises a
    JournalError, and then everything is as it was; or ChangeWaitsError.
    """
    place = swap.of_journal(journal)
    keycheck, recovery = key_files.key_files_of(journal)
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


def is_waiting(journal: Path) -> bool:
    """Whether the journal must not be opened before an interrupted change of it is finished."""
    return swap.is_waiting(swap.of_journal(journal))


def is_in_force(journal: Path) -> bool:
    """Whether what waits is a change to be carried on; only reads. Raises NewerJournalError."""
    return swap.is_in_force(swap.of_journal(journal))


def finish_interrupted(journal: Path, folders: Sequence[Path]) -> None:
    """Finish what was in force beside the journal and in ``folders`` of snapshots; sweep the rest.

    For whoever has the files alone. Raises a JournalError when the journal's own change cannot be
    finished just now; a folder of snapshots can wait.
    """
    place = swap.of_journal(journal)
    swap.finish(place)
    _take_up_beside_journal(journal)
    swap.sweep(place)
    discard_staged(journal)
    # A damaged journal is archived beside the journal itself.
    snapshot_folder.tidy(journal.parent)
    for folder in folders:
        place = snapshot_folder.place_of(folder)
        with suppress(SmallActsError):
            swap.finish(place)
            _take_up_beside_snapshots(folder)
            swap.sweep(place)
            snapshot_folder.tidy(folder)


# Version 0.5.1 and older put the journal in place first and then, one by one, what goes with its
# new key. Without these two the recovery code of a journal that was interrupted in between would be
# lost. No later version leaves such files without an intent.


def _take_up_beside_journal(journal: Path) -> None:
    """Let the next key check and recovery file take their places if the journal has their key.

    For the only user of the folder, while no change is under way. What cannot be done stays.
    """
    keycheck, recovery = key_files.key_files_of(journal)
    following = _salt(swap.next_to(keycheck))
    # With the key check of now fitting, the next one never came to the journal.
    if not following or following != _salt(journal) or following == _salt(keycheck):
        return
    if not is_regular(swap.next_to(recovery)):
        return
    with suppress(OSError):
        for path in (recovery, keycheck):
            if is_regular(swap.next_to(path)):
                swap.next_to(path).replace(path)


def _take_up_beside_snapshots(folder: Path) -> None:
    """Let the next recovery file of each snapshot take its place if the snapshot did already."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            recovery = path.with_suffix(key_files.RECOVERY)
            is_left = snapshot_folder.is_snapshot(path) and is_regular(swap.next_to(recovery))
            if is_left and not is_regular(swap.next_to(path)):
                swap.next_to(recovery).replace(recovery)


def _salt(path: Path) -> bytes:
    try:
        found = salt_of(path)
    except OSError:
        return b""
    return found if len(found) == SALT_BYTES else b""
