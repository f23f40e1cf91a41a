"""Giving the journal another key, and what becomes of its older snapshots then."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path

from smallacts_desktop.domain.backups import KeyChange, Snapshot
from smallacts_desktop.domain.errors import CancelledError, SmallActsError
from smallacts_desktop.domain.journal_errors import DamagedJournalError, NotAJournalError
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.storage.file import files, swap
from smallacts_desktop.storage.file.files import check_place, is_regular
from smallacts_desktop.storage.keys import key_files, rekeying
from smallacts_desktop.storage.keys.keys import Key, salt_of
from smallacts_desktop.storage.keys.rekeying import Unfinished
from smallacts_desktop.storage.snapshots import snapshot_folder

Progress = Callable[[int, int], None]
# Those that a snapshot may have; None for a plain file.
_OldKeys = tuple[Key | None, ...]


class _Outcome(Enum):
    """Whether a snapshot has what it is to have, may have it another time, or never will."""

    DONE = auto()
    LATER = auto()
    NEVER = auto()


def check_rekeyable(journal: Path) -> None:
    """Make sure that only files of the program's own would be replaced, and no copy would stay.

    Raises OwnFileBlockedError or LinkedJournalError.
    """
    change = journal.with_suffix(rekeying.REKEYING)
    for path in (journal, *key_files.key_files_of(journal), change):
        check_place(path, swap.next_to(path))
    files.check_one_name(journal)


def change_journal(
    journal: Path, new: Key | None, code: RecoveryCode | None, change: Unfinished
) -> bool:
    """Write the journal and what goes with its key beside them, and put all in place as one.

    ``code`` goes with a new key. ``change`` says which key the journal has now and what is to
    become of the snapshots; it takes its place with the journal. Returns whether all is tidy.
    Raises a JournalError, and then everything is as it was; or ChangeWaitsError.
    """
    place = swap.of_journal(journal)
    try:
        rekeying.write_under(journal, change.old[0], new)
        if new is not None and code is not None:
            key_files.write_next(journal, new, code)
        rekeying.write_change(journal, new, change)
    except BaseException:
        swap.sweep(place)
        raise
    keys = [path.name for path in key_files.key_files_of(journal)]
    put = [journal.name, journal.with_suffix(rekeying.REKEYING).name]
    if new is None:
        return swap.commit(place, put, remove=keys)
    return swap.commit(place, put + keys)


def follow(
    journal: Path,
    new: Key | None,
    change: Unfinished,
    folders: Sequence[Path],
    progress: Progress | None = None,
) -> KeyChange:
    """Give the snapshots of a ``change`` the key that the journal has by now, or delete them.

    They are looked for in ``folders`` by their names. One that cannot be changed stays as it was
    and is counted; the change is remembered while another opening may do better. Never raises.
    """
    wanted = [(path, False) for path in _found(folders, change.rekeyed)]
    wanted += [(path, True) for path in _found(folders, change.deleted)]
    outcomes = []
    for number, (path, goes) in enumerate(wanted, start=1):
        outcomes.append(_deleted(path, new) if goes else _rekeyed(journal, path, change.old, new))
        # The journal has its new key by now, so the rest is done whatever the person chooses.
        with suppress(CancelledError):
            if progress is not None:
                progress(number, len(wanted) + 1)
    is_done = _Outcome.LATER not in outcomes and all(map(snapshot_folder.is_there, folders[:-1]))
    if is_done:
        with suppress(SmallActsError):
            rekeying.forget_change(journal)
    done = [goes for (_, goes), out in zip(wanted, outcomes, strict=True) if out is _Outcome.DONE]
    left = len(wanted) - len(done) + _plain_and_damaged(journal, new)
    return KeyChange(rekeyed=done.count(False), deleted=done.count(True), left=left)


def _found(folders: Sequence[Path], names: Iterable[str]) -> list[Path]:
    """Where snapshots of these names are; other names, and what is no file, count for nothing."""
    paths = (folder / name for name in names for folder in folders)
    return [path for path in paths if snapshot_folder.is_snapshot(path)]


def _plain_and_damaged(journal: Path, new: Key | None) -> int:
    """How many journals were archived as plain files; they are not written again."""
    if new is None:
        return 0
    kept = (snapshot_folder.DAMAGED, snapshot_folder.LEFT_BEHIND)
    # A folder that cannot be looked into now is no reason to call what is done a failure.
    with suppress(OSError):
        found = [path for name in kept for path in journal.parent.glob(f"{name}-*.db")]
        return sum(path.lstat().st_size > 0 and files.is_plain(path) for path in found)
    return 0


def settle(
    journal: Path, key: Key | None, found: Sequence[Snapshot], folders: Sequence[Path]
) -> None:
    """Finish what a power cut or a full disk interrupted, now that ``key`` opened the journal.

    No snapshot of an encrypted journal stays plain. What cannot be done now is left to another
    opening. Raises JournalUnavailableError when it cannot be told just now what is to be done.
    """
    if not is_regular(journal.with_suffix(rekeying.REKEYING)) and (
        key is None
        or (key_files.is_settled(journal, key) and all(item.is_encrypted for item in found))
    ):
        return
    change = rekeying.remembered(journal, key)
    if key is not None:
        with suppress(SmallActsError):
            key_files.settle(journal, key)
    elif change is not None:
        with suppress(SmallActsError):
            key_files.remove_key_files(journal)
    if change is None:
        with suppress(SmallActsError):
            rekeying.forget_change(journal)
    else:
        follow(journal, key, change, folders)
    if key is not None:
        for item in found:
            if not item.is_encrypted and item.path.exists():
                _rekeyed(journal, item.path, (None,), key)


def _rekeyed(journal: Path, path: Path, old: _OldKeys, new: Key | None) -> _Outcome:
    """Give a snapshot the new key. The library calls damaged also what a disk did not answer."""
    outcome = _rekeyed_at_once(journal, path, old, new)
    if outcome is not _Outcome.NEVER:
        return outcome
    try:
        files.check_readable(path)
    except SmallActsError:
        return _Outcome.LATER
    return _rekeyed_at_once(journal, path, old, new)


def _rekeyed_at_once(journal: Path, path: Path, old: _OldKeys, new: Key | None) -> _Outcome:
    place = snapshot_folder.place_of(path.parent)
    try:
        if _has(path, new):
            return _Outcome.DONE
        recovery = path.with_suffix(key_files.RECOVERY).name
        rekeying.write_under(path, _key_of(path, old), new)
        if new is not None and key_files.copy_next_recovery(journal, path):
            swap.commit(place, [path.name, recovery])
        else:
            swap.commit(place, [path.name], remove=[recovery])
    except (DamagedJournalError, NotAJournalError):
        swap.sweep(place)
        return _Outcome.NEVER
    except SmallActsError:
        swap.sweep(place)
        return _Outcome.LATER
    return _Outcome.DONE


def _has(path: Path, key: Key | None) -> bool:
    """Whether a snapshot has a key already, as far as can be seen."""
    if key is None:
        return not files.is_encrypted(path)
    return _salt(path) == key.salt


def _key_of(path: Path, old: _OldKeys) -> Key | None:
    """Which of the keys a snapshot has. Raises DamagedJournalError where it is none of them."""
    if not files.is_encrypted(path):
        return None
    for key in old:
        if key is not None and key.salt == _salt(path):
            return key
    raise DamagedJournalError


def _salt(path: Path) -> bytes:
    with files.reading():
        return salt_of(path)


def _deleted(path: Path, new: Key | None) -> _Outcome:
    try:
        if new is not None and _salt(path) == new.salt:
            return _Outcome.NEVER
        snapshot_folder.remove(path)
    except (OSError, SmallActsError):
        return _Outcome.LATER
    return _Outcome.DONE
