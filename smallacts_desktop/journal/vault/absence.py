"""A journal that is not where it was: absence is a first start only where nothing reports one."""

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import (
    JournalEmptiedError,
    JournalLostError,
    JournalMissingError,
    JournalTurnedPlainError,
)
from smallacts_desktop.journal.vault.backups import Backups
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.file import files, swap
from smallacts_desktop.storage.file.files import writing_in
from smallacts_desktop.storage.file.regular_files import is_regular
from smallacts_desktop.storage.keys import key_files, pending_rekey
from smallacts_desktop.storage.keys.keys import salt_of
from smallacts_desktop.storage.snapshots import snapshot_folder

_KEY_FILES = (key_files.KEYCHECK, key_files.RECOVERY, pending_rekey.REKEYING)


def loss(paths: Paths, backups: Backups, *, noted: bool) -> JournalLostError | None:
    """What is missing, where key files, snapshots or ``noted`` say that there was a journal.

    Only reads. None where the journal is there, and where there never was one. Raises
    DiskFaultError or JournalUnavailableError where that cannot be told just now.
    """
    journal, folder = paths.journal, str(paths.data)
    if is_regular(journal) and files.size_of(journal) > 0:
        is_plain = files.is_plain(journal) and _has_key_files(journal)
        if is_plain and not _was_made_plain(journal):
            return JournalTurnedPlainError(folder=folder)
        return None
    if not (_has_key_files(journal) or backups.snapshots() or noted):
        _require_look(backups.default_folder)
        return None
    if is_regular(journal):
        return JournalEmptiedError(folder=folder)
    return JournalMissingError(folder=folder)


def archive_lost(paths: Paths, clock: Clock) -> None:
    """Give what is left of a lost journal other names, so that a new one can begin.

    Nothing is deleted. Raises a JournalError.
    """
    journal = paths.journal
    stem = f"{snapshot_folder.LEFT_BEHIND}-{snapshot_folder.stamp_of(clock.now())}"
    with writing_in(paths.data):
        for ending in (*_KEY_FILES, *(ending + swap.NEXT for ending in _KEY_FILES), journal.suffix):
            path = journal.with_name(journal.stem + ending)
            if is_regular(path):
                path.rename(_free(paths.data, stem, ending))


def _free(folder: Path, stem: str, ending: str) -> Path:
    names = (f"{stem}{'' if number == 1 else f'-{number}'}{ending}" for number in count(1))
    return next(path for name in names if not os.path.lexists(path := folder / name))


def _require_look(folder: Path) -> None:
    """Raise unless a folder can be looked into, or is not there: one that cannot is not empty."""
    with files.reading():
        if folder.is_dir():
            next(folder.iterdir(), None)


def _has_key_files(journal: Path) -> bool:
    endings = (key_files.KEYCHECK, key_files.RECOVERY)
    return any(is_regular(journal.with_suffix(ending)) for ending in endings)


def _was_made_plain(journal: Path) -> bool:
    """Whether version 0.5.1 was interrupted just when it had taken the passphrase away."""
    with suppress(SmallActsError, OSError):
        change = pending_rekey.remembered(journal, None)
        if change is not None:
            known = [salt_of(path) for path in key_files.keychecks(journal)]
            return any(key is not None and key.salt in known for key in change.old)
    return False
