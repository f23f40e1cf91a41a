"""Snapshots: whole, verified copies of the journal, named by the moment they were taken.

A snapshot is first written beside the journal, where a stick that is pulled out cannot hold up
the person's saving, and then carried to the folder they chose. Nothing has its name before it is
whole, verified and on the disk.
"""

import filecmp
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock

from smallacts_desktop.domain.backups import SnapshotKind, TakenSnapshot
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DiskFaultError,
    DiskFullError,
    FolderNotWritableError,
    OwnFileBlockedError,
)
from smallacts_desktop.safe_files import held
from smallacts_desktop.storage.file.driver import Driver, domain_errors, uri_of
from smallacts_desktop.storage.file.files import (
    interrupted_commit,
    make_file,
    make_folder,
    make_new,
    remove_regular,
    sync_file,
    sync_folder,
    writing_in,
)
from smallacts_desktop.storage.file.health import verify
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.snapshots.snapshot_folder import (
    is_there,
    name_for,
    part_of,
    remove,
    thin_out,
    tidy_around,
)

# Two threads of this program never write into, nor tidy, the same folder at once.
_TURN = RLock()
# What a disk answers that is full, protected or being pulled out.
_REFUSALS = (DiskFullError, FolderNotWritableError, DiskFaultError)


def take(
    journal: Path,
    key: Key | None,
    folders: Sequence[Path],
    now: datetime,
    kind: SnapshotKind = SnapshotKind.ROUTINE,
) -> TakenSnapshot:
    """Copy the journal into the first of ``folders``, or the last when the first cannot be used.

    The last is the program's own and is made when it is not there; another one has to be. What is
    superfluous in the folder is removed afterwards. Any thread may call this while the journal is
    in use. Raises a JournalError and leaves nothing behind when no copy could be written or the
    journal is not sound.
    """
    _check_own(folders[-1])
    with _TURN:
        chosen, own = folders[0], folders[-1]
        name = name_for(kind, now, folders)
        try:
            part = _write_part(journal, key, own, name, make=True)
        except _REFUSALS:
            if chosen == own:
                raise
            part = _write_part(journal, key, chosen, name, make=False)
            own = chosen
        taken = _carried(journal, key, part, chosen, name)
        thin_out(taken.path.parent, now)
        return taken


def take_to(journal: Path, key: Key | None, target: Path, now: datetime) -> Path:
    """Copy the journal into a folder or a new file that the person named; returns the copy.

    A file that is there already is left alone, and the copy gets a number. Raises a JournalError.
    """
    folder, name = target.parent, target.name
    if is_there(target):
        folder, name = target, name_for(SnapshotKind.ROUTINE, now)
    with _TURN:
        tidy_around(folder / name)
        part = _write_part(journal, key, folder, name, make=False)
        return _named(journal, key, part, name)


def _check_own(folder: Path) -> None:
    """Raise OwnFileBlockedError where the program's own folder is a link, which leads elsewhere."""
    if folder.is_symlink():
        raise OwnFileBlockedError(name=folder.name, folder=str(folder.parent))


def archive(journal: Path, folders: Sequence[Path], name: str) -> Path:
    """Copy the journal byte for byte, whatever its state, into the first folder that takes it.

    For one that is to be replaced; its recovery file and an interrupted commit go with it. The
    last folder is made when it is not there. Raises a JournalError when no folder takes it.
    """
    _check_own(folders[-1])
    with _TURN:
        for folder in folders[:-1]:
            with suppress(*_REFUSALS):
                return _copy_into(journal, folder, name)
        make_folder(folders[-1])
        return _copy_into(journal, folders[-1], name)


def move(snapshot: Path, folder: Path) -> Path:
    """Carry a snapshot and what lies beside it to another folder; returns where it is now.

    Raises a JournalError; then it is where it was.
    """
    with _TURN:
        moved = _copy_into(snapshot, folder, snapshot.name)
        try:
            with writing_in(snapshot.parent):
                remove(snapshot)
        except SmallActsError:
            with suppress(OSError):
                remove(moved)
            raise
    return moved


def thin(folders: Iterable[Path], now: datetime) -> None:
    """Remove what is superfluous in each of some folders; what cannot go stays."""
    with _TURN:
        for folder in folders:
            thin_out(folder, now)


def _write_part(journal: Path, key: Key | None, folder: Path, name: str, *, make: bool) -> Path:
    """A verified copy under a name that is not yet a snapshot's."""
    if make:
        make_folder(folder)
    elif not is_there(folder):
        # A stick that was pulled out: nothing is to be written where it used to be.
        raise FolderNotWritableError(folder=str(folder))
    part = part_of(folder / name)
    with _removed_on_failure(part):
        make_new(part)
        with held(part), domain_errors(part), closing(Driver(journal, key)) as driver:
            driver.connect()
            driver.ask("VACUUM INTO ?", (uri_of(part),))
        with writing_in(folder):
            sync_file(part)
        verify(part, key)
    return part


def _carried(journal: Path, key: Key | None, part: Path, chosen: Path, name: str) -> TakenSnapshot:
    if part.parent == chosen:
        return TakenSnapshot(_named(journal, key, part, name))
    try:
        if not is_there(chosen):
            raise FolderNotWritableError(folder=str(chosen))
        copy = copied(part, chosen / part.name)
        taken = TakenSnapshot(_named(journal, key, copy, name))
    except _REFUSALS:
        return TakenSnapshot(_named(journal, key, part, name), elsewhere=True)
    with suppress(OSError):
        part.unlink()
    return taken


def _copy_into(journal: Path, folder: Path, name: str) -> Path:
    if not is_there(folder):
        raise FolderNotWritableError(folder=str(folder))
    part = copied(journal, part_of(folder / name))
    target = _named(journal, None, part, name, companions=True)
    interrupted = interrupted_commit(journal)
    if interrupted.exists():
        try:
            copied(interrupted, interrupted_commit(target))
        except SmallActsError:
            with suppress(OSError):
                remove(target)
            raise
    return target


def copied(source: Path, part: Path) -> Path:
    """Copy a file byte for byte, for its owner alone, onto the disk. Raises a JournalError."""
    with _removed_on_failure(part), writing_in(part.parent):
        make_new(part)
        shutil.copyfile(source, part)
        sync_file(part)
        if not filecmp.cmp(source, part, shallow=False):
            raise OSError
    return part


def _named(
    journal: Path, key: Key | None, part: Path, name: str, *, companions: bool = False
) -> Path:
    """Give a finished copy its name, which no other file has, and a recovery file beside it."""
    folder = part.parent
    with _removed_on_failure(part), writing_in(folder):
        target = _reserved(folder / name)
        try:
            with held(target):
                if key is not None or companions:
                    _copy_recovery(journal, target)
                part.replace(target)
            sync_folder(folder)
        except BaseException:
            with suppress(OSError):
                remove(target)
            raise
    return target


def _reserved(wanted: Path) -> Path:
    target, number = wanted, 1
    while target.with_suffix(key_files.RECOVERY).exists() or not make_file(target):
        number += 1
        target = wanted.with_stem(f"{wanted.stem}-{number}")
    return target


def _copy_recovery(journal: Path, target: Path) -> None:
    for recovery in key_files.recoveries(journal)[:1]:
        copy = target.with_suffix(key_files.RECOVERY)
        copied(recovery, part_of(copy)).replace(copy)


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
            remove_regular(interrupted_commit(path))
        raise
