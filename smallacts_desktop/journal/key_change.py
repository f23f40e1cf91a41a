"""Giving the journal another key, and what becomes of its older snapshots then."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from smallacts_desktop.domain.backups import KeyChange, OldSnapshots, Snapshot
from smallacts_desktop.domain.errors import CancelledError, SmallActsError
from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.storage import (
    files,
    rekeying,
    replacing,
    sealing,
    snapshot_folder,
    unfinished,
)
from smallacts_desktop.storage.keys import Key, salt_of
from smallacts_desktop.storage.unfinished import Unfinished

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Keys:
    """The journal's key before a change and after it; None for a plain file."""

    old: Key | None
    new: Key | None


def change_journal(
    journal: Path, new: Key | None, code: RecoveryCode | None, change: Unfinished
) -> None:
    """Write the journal under its new key beside itself and put it in place in one step.

    ``code`` goes with a new key. ``change`` says what is to become of the snapshots; it is kept
    until ``follow`` is done with them. Raises a JournalError; then the journal is as it was.
    """
    rekeying.write_under(journal, change.old, new)
    if new is not None and code is not None:
        sealing.write_next(journal, new, code)
    unfinished.remember(journal, new, change)
    rekeying.put_in_place(journal)
    if new is None:
        sealing.remove_seals(journal)
    else:
        sealing.take_up_next(journal)


def follow(
    journal: Path, new: Key | None, change: Unfinished, progress: Progress | None = None
) -> KeyChange:
    """Give the snapshots of a ``change`` the key that the journal has by now, or no life.

    One that cannot be changed stays as it was and is counted.
    """
    keys, paths = Keys(change.old, new), change.older
    report = _unstoppable(progress)
    rekeyed = int(_rekeyed(journal, change.newest, keys))
    left, deleted = 1 - rekeyed, 0
    for number, path in enumerate(paths, start=2):
        if change.wish is OldSnapshots.DELETE:
            done = _deleted(path)
            deleted += done
        else:
            done = _rekeyed(journal, path, keys)
            rekeyed += done
        left += not done
        report(number, len(paths) + 2)
    with suppress(SmallActsError):
        unfinished.forget(journal)
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
    _finish(journal, key)
    if key is not None:
        for item in snapshots:
            if not item.is_sealed:
                _rekeyed(journal, item.path, Keys(None, key))


def _finish(journal: Path, key: Key | None) -> None:
    """Bring the snapshots under ``key`` that an interrupted change had not come to."""
    change = unfinished.remembered(journal, key)
    if change is None:
        with suppress(SmallActsError):
            unfinished.forget(journal)
    else:
        there = tuple(path for path in change.older if path.exists())
        follow(journal, key, replace(change, older=there))


def _rekeyed(journal: Path, path: Path, keys: Keys) -> bool:
    try:
        key = _key_of(path, keys)
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


def _key_of(path: Path, keys: Keys) -> Key | None:
    """Which of the keys a snapshot has, as far as can be seen; it may have the new one already."""
    if not files.is_sealed(path):
        return None
    return keys.new if keys.new is not None and salt_of(path) == keys.new.salt else keys.old


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
