"""Another journal in the place of one that is missing, damaged, or to be given up.

What is there is archived first; the program never deletes it. Absence is a first start only where
nothing reports that there was a journal.
"""

import os
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.backups import (
    LeftOut,
    Rescued,
    RescueOffer,
    Restored,
    SnapshotKind,
    SnapshotPreview,
)
from smallacts_desktop.domain.errors import FileNotReadError, SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DamagedSnapshotError,
    JournalEmptiedError,
    JournalLostError,
    JournalMissingError,
    JournalTurnedPlainError,
    NotASnapshotError,
)
from smallacts_desktop.journal.vault.backups import Backups
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.file import files, replacement, swap
from smallacts_desktop.storage.file.files import is_regular, make_folder, writing_in
from smallacts_desktop.storage.file.foreign_file import Tick
from smallacts_desktop.storage.keys import key_files, rekeying
from smallacts_desktop.storage.keys.keys import Key, salt_of
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.storage.snapshots import snapshot_folder, snapshots

if TYPE_CHECKING:
    from smallacts_desktop.storage.rows.copying import Merged

_KEY_FILES = (key_files.KEYCHECK, key_files.RECOVERY, rekeying.REKEYING)


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
                path.rename(_free(paths.data / f"{stem}{ending}"))


def _free(wanted: Path) -> Path:
    path, number = wanted, 1
    while os.path.lexists(path):
        number += 1
        path = wanted.with_stem(f"{wanted.stem}-{number}")
    return path


def _require_look(folder: Path) -> None:
    """Raise unless a folder can be looked into, or is not there: one that cannot is not empty."""
    with files.reading():
        if folder.is_dir():
            next(folder.iterdir(), None)


def _has_key_files(journal: Path) -> bool:
    return any(map(is_regular, key_files.key_files_of(journal)))


def _was_made_plain(journal: Path) -> bool:
    """Whether version 0.5.1 was interrupted just when it had taken the passphrase away."""
    with suppress(SmallActsError, OSError):
        change = rekeying.remembered(journal, None)
        if change is not None:
            known = [salt_of(path) for path in key_files.keychecks(journal)]
            return any(key is not None and key.salt in known for key in change.old)
    return False


# The library says these also of what a disk did not answer.
_PERHAPS_UNREAD = (DamagedSnapshotError, NotASnapshotError)
# All of it is the person's own, and the clock may have been ahead.
_LATEST_DAY = date.max


class Rescue:
    """The rescue of one damaged journal, for any thread, while nobody has it open.

    ``key`` is the journal's, known by the key check though the journal itself may not open.
    """

    def __init__(self, journal: Path, key: Key | None, backups: Backups, clock: Clock) -> None:
        self._journal, self._key = journal, key
        self._backups, self._clock = backups, clock

    def offer(self) -> RescueOffer:
        """The newest good snapshot, and how much of the damaged file can be read; only reads.

        Raises what ``newest_good`` does.
        """
        from smallacts_desktop.storage.rows.copying import readable_entries

        return RescueOffer(self.newest_good(), readable_entries(self._journal, self._key))

    def newest_good(self) -> SnapshotPreview | None:
        """The newest snapshot that is whole and that the journal's key opens, or None.

        Raises DiskFaultError or FileNotReadError where one cannot be read just now: what it holds
        would be missing from what is brought back, and nobody would know.
        """
        # What was archived comes last, since the person went back from it.
        likeliest_first = sorted(
            self._backups.all_snapshots(), key=lambda item: item.kind is SnapshotKind.ARCHIVED
        )
        for snapshot in likeliest_first:
            found = self._preview(snapshot.path)
            if found is not None:
                return found
        return None

    def _preview(self, path: Path) -> SnapshotPreview | None:
        """A snapshot if it is good, or None; one that seems damaged is looked at twice."""
        try:
            return self._backups.preview(path)
        except FileNotReadError:
            raise
        except SmallActsError as error:
            if type(error) not in _PERHAPS_UNREAD:
                return None
        try:
            files.check_readable(path)
        except SmallActsError:
            raise FileNotReadError(name=path.name) from None
        try:
            return self._backups.preview(path)
        except FileNotReadError:
            raise
        except SmallActsError:
            return None

    def carry_out(self) -> Rescued:
        """Put the newest good snapshot, and all that can be read besides, in the journal's place.

        Without a good snapshot the journal starts again with what can be read. Raises a
        JournalError or FileNotReadError; then the damaged file is where it was.
        """
        from smallacts_desktop.storage.snapshots.backup_reader import contents

        snapshot = self.newest_good()
        aside = self._archive_damaged()
        with replacement.staging(self._journal, self._clock.now()) as stage:
            left_in_backup = self._write_afresh(snapshot, stage)
            merged = self._merged(stage, aside)
            found = contents(stage, self._key, _LATEST_DAY)
            replacement.install_staged(stage, self._journal, self._key, keep_recovery=True)
        return Rescued(
            archive=aside,
            snapshot=snapshot,
            added=merged.added,
            renewed=merged.renewed,
            entries=found.acts + found.notes,
            left_out=LeftOut(merged.entries, merged.others),
            is_counted=merged.is_counted,
            left_in_backup=left_in_backup,
        )

    def _archive_damaged(self) -> Path:
        name = f"{snapshot_folder.DAMAGED}-{snapshot_folder.stamp_of(self._clock.now())}.db"
        aside = snapshots.archive(self._journal, (self._journal.parent,), name)
        # Where the salt in the journal is damaged, this still tells which passphrase it has.
        for keycheck in key_files.keychecks(self._journal)[:1]:
            key_files.copy_small(keycheck, aside.with_suffix(key_files.KEYCHECK))
        return aside

    def _write_afresh(self, snapshot: SnapshotPreview | None, stage: Path) -> LeftOut:
        from smallacts_desktop.storage.rows.copying import write_afresh

        if snapshot is None:
            return LeftOut()
        key = self._key if snapshot.is_encrypted else None
        left_out = write_afresh(snapshot.path, key, stage, self._key, _LATEST_DAY)
        if key is not None:
            replacement.copy_recovery(snapshot.path, stage)
        return left_out

    def _merged(self, stage: Path, damaged: Path) -> "Merged":
        from smallacts_desktop.storage.rows.copying import merge

        folders = self._backups.folders
        store = Store.open(stage, self._key, clock=self._clock, folders=folders)
        with closing(store):
            return merge(damaged, self._key, store.database)


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
    from smallacts_desktop.storage.rows.copying import write_afresh

    make_folder(journal.parent)
    with replacement.staging(journal, clock.now()) as stage:
        left_out = write_afresh(snapshot, key, stage, key, latest_day, tick)
        if key is not None:
            replacement.copy_recovery(snapshot, stage)
        if tick is not None:
            # The last moment at which nothing has been done but to a file of its own.
            tick()
        same = journal.exists() and key_files.opens(journal, key)
        aside = archive_journal(journal, key, folders, clock)
        # The journal may be gone, and what goes with its key still there.
        keeps = same or (key is not None and key_files.is_settled(journal, key))
        is_tidy = replacement.install_staged(stage, journal, key, keep_recovery=keeps)
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
