"""Giving the journal another key, and what becomes of its older snapshots then."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smallacts_desktop.domain.backups import KeyChange, OldSnapshots, Snapshot
from smallacts_desktop.domain.errors import CancelledError, SmallActsError
from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.storage import files, rekeying, replacing, sealing, snapshot_folder
from smallacts_desktop.storage.keys import Key

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Keys:
    """The journal's key before a change and after it; None for a plain file."""

    old: Key | None
    new: Key | None


def change_journal(journal: Path, keys: Keys, code: RecoveryCode | None) -> None:
    """Write the journal under its new key beside itself and put it in place in one step.

    ``code`` goes with a new key. Raises a JournalError; then the journal is as it was.
    """
    rekeying.write_under(journal, keys.old, keys.new)
    if keys.new is not None and code is not None:
        sealing.write_next(journal, keys.new, code)
    rekeying.put_in_place(journal)
    if keys.new is None:
        sealing.remove_seals(journal)
    else:
        sealing.take_up_next(journal)


def follow(
    journal: Path,
    keys: Keys,
    newest: Path,
    older: Iterable[Path],
    wish: OldSnapshots,
    progress: Progress | None = None,
) -> KeyChange:
    """Give the ``newest`` snapshot the journal's new key, and the ``older`` ones too or no life.

    The journal itself has it already. One that cannot be changed stays as it was and is counted.
    """
    paths = list(older)
    report = _unstoppable(progress)
    rekeyed = int(_rekeyed(journal, newest, keys))
    left, deleted = 1 - rekeyed, 0
    for number, path in enumerate(paths, start=2):
        if wish is OldSnapshots.DELETE:
            done = _deleted(path)
            deleted += done
        else:
            done = _rekeyed(journal, path, keys)
            rekeyed += done
        left += not done
        report(number, len(paths) + 2)
    return KeyChange(rekeyed, deleted, left + _plain_and_damaged(journal, keys))


def _plain_and_damaged(journal: Path, keys: Keys) -> int:
    """How many damaged journals were kept aside as plain files; they cannot be written anew."""
    if keys.new is None:
        return 0
    return sum(
        files.is_plain(path) for path in journal.parent.glob(f"{snapshot_folder.DAMAGED}-*.db")
    )


def settle(journal: Path, key: Key | None, found: Iterable[Snapshot]) -> None:
    """Finish or forget what a power cut interrupted, now that ``key`` has opened the journal.

    No snapshot of an encrypted journal stays plain. Raises a JournalError.
    """
    rekeying.discard_next(journal)
    replacing.discard_staged(journal)
    if key is None:
        sealing.remove_seals(journal)
    else:
        sealing.settle(journal, key)
    snapshots = list(found)
    snapshot_folder.settle((item.path for item in snapshots), key)
    if key is not None:
        for item in snapshots:
            if not item.is_sealed:
                _rekeyed(journal, item.path, Keys(None, key))


def _rekeyed(journal: Path, path: Path, keys: Keys) -> bool:
    try:
        key = keys.old if files.is_sealed(path) else None
        if key != keys.new:
            rekeying.write_under(path, key, keys.new)
            if keys.new is not None:
                sealing.copy_next_recovery(journal, path)
            rekeying.put_in_place(path)
            sealing.take_up_next(path)
        if keys.new is None:
            sealing.remove_recovery(path)
    except SmallActsError:
        with suppress(SmallActsError):
            rekeying.discard_next(path)
        return False
    return True


def _deleted(path: Path) -> bool:
    try:
        snapshot_folder.remove(path)
    except OSError:
        return False
    return True


def _unstoppable(progress: Progress | None) -> Progress:
    """The journal has its new key by now, so the rest is done whatever the person wishes."""

    def report(done: int, of: int) -> None:
        if progress is not None:
            with suppress(CancelledError):
                progress(done, of)

    return report
