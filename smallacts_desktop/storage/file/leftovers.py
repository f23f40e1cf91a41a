"""What an interruption leaves: finished where it was in force, and swept where it was not."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.file import file_swap, swap
from smallacts_desktop.storage.file.regular_files import is_regular
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.keys.keys import SALT_BYTES, salt_of
from smallacts_desktop.storage.snapshots import snapshot_folder


def is_waiting(journal: Path) -> bool:
    """Whether the journal must not be opened before an interrupted change of it is finished."""
    return swap.is_waiting(swap.of_journal(journal))


def is_in_force(journal: Path) -> bool:
    """Whether what waits is a change to be carried on; only reads. Raises NewerJournalError."""
    return swap.is_in_force(swap.of_journal(journal))


def put_in_order(journal: Path, folders: Sequence[Path]) -> None:
    """Finish what was in force beside the journal and in ``folders`` of snapshots; sweep the rest.

    For whoever has the files alone. Raises a JournalError when the journal's own change cannot be
    finished just now; a folder of snapshots can wait.
    """
    place = swap.of_journal(journal)
    swap.finish(place)
    _take_up_beside_journal(journal)
    swap.sweep(place)
    file_swap.discard_staged(journal)
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
    keycheck, recovery = (
        journal.with_suffix(end) for end in (key_files.KEYCHECK, key_files.RECOVERY)
    )
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
