"""Snapshots and backups of a person's journal: take, list, look into, check."""

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.backups import (
    Checked,
    EntryCopy,
    Moved,
    Snapshot,
    SnapshotCount,
    SnapshotKind,
    SnapshotPreview,
    TakenSnapshot,
    counted,
)
from smallacts_desktop.domain.errors import CancelledError, FileNotReadError, SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DiskFaultError,
    FolderNotWritableError,
    JournalError,
    JournalLockedError,
    WrongSnapshotPassphraseError,
)
from smallacts_desktop.journal.vault.attempts import AttemptLimiter
from smallacts_desktop.journal.vault.keys import key_for
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.storage.file import full_check
from smallacts_desktop.storage.file.file_lock import FileUse
from smallacts_desktop.storage.file.foreign_file import Tick
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.snapshots import snapshot_folder, snapshots

Progress = Callable[[int, int], None]
# How far ahead of UTC the clocks are where a day starts first.
_EARLIEST_ZONE = timedelta(hours=14)


class Backups:
    """The snapshots of the journal that a vault keeps; for any thread, while it is in use.

    ``key_of`` gives the journal's key, a copy for anyone who asks, and raises JournalLockedError;
    ``use`` is the vault's hold on the files.
    """

    def __init__(
        self,
        paths: Paths,
        settings: SettingsStore,
        clock: Clock,
        attempts: AttemptLimiter,
        key_of: Callable[[], Key | None],
        use: FileUse,
    ) -> None:
        self._paths, self._clock, self._attempts, self._key_of = paths, clock, attempts, key_of
        self._settings, self._use = settings, use

    # Where

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folder that the person chose, if any, and the program's own last."""
        own = self._paths.data / snapshot_folder.FOLDER
        chosen = self._settings.current.snapshot_folder
        if not chosen or not Path(chosen).is_absolute() or Path(chosen) == own:
            return (own,)
        return Path(chosen), own

    @property
    def folder(self) -> Path:
        """Where the next snapshot is to go."""
        return self.folders[0]

    @property
    def default_folder(self) -> Path:
        """Where snapshots go until the person chooses another folder, and when that is gone."""
        return self.folders[-1]

    @property
    def other_folders(self) -> tuple[Path, ...]:
        """Where snapshots are besides the program's own folder; the chosen one comes first."""
        *chosen, own = self.folders
        former = map(Path, self._settings.current.former_snapshot_folders)
        return tuple(dict.fromkeys(item for item in (*chosen, *former) if item != own))

    @property
    def all_folders(self) -> tuple[Path, ...]:
        """Wherever snapshots may be; the program's own folder comes last."""
        return (*self.other_folders, self.default_folder)

    @property
    def out_of_reach(self) -> tuple[Path, ...]:
        """Folders of snapshots that cannot be looked into just now, a stick in a drawer say."""
        return tuple(item for item in self.other_folders if not snapshot_folder.is_there(item))

    @property
    def folder_is_there(self) -> bool:
        """Whether the chosen folder can be used just now; the program's own is made if needed."""
        return self.folder == self.default_folder or _is_usable(self.folder)

    def check_folder(self, folder: Path) -> None:
        """Raise FolderNotWritableError unless snapshots could be kept in ``folder``."""
        if not (folder.is_absolute() and _is_usable(folder)):
            raise FolderNotWritableError(folder=str(folder))

    def move_snapshots(self, progress: Progress | None = None) -> Moved:
        """Carry the snapshots of former folders to the folder of now, which has been saved.

        Those in the program's own folder stay there. What cannot be carried, or is left when
        ``progress`` raises CancelledError, stays where it is, and is listed, thinned out, given
        new keys and deleted there as long as the settings know its folder.
        """
        chosen, now = self.folder, self._clock.now()
        others = (item for item in self.other_folders if item != chosen)
        former = [item for item in others if not _is_same(item, chosen)]
        found = [item.path for each in former for item in snapshot_folder.listed(each, now)]
        moved = 0
        with suppress(CancelledError):
            for number, path in enumerate(found):
                if progress is not None:
                    progress(number, len(found))
                with suppress(JournalError):
                    snapshots.move(path, chosen)
                    moved += 1
        still = [each for each in former if not snapshot_folder.is_empty(each)]
        away = tuple(each for each in still if each in self.out_of_reach)
        there = tuple(each for each in still if each not in away)
        return Moved(moved, len(found) - moved, there, away)

    # What there is

    def snapshots(self) -> list[Snapshot]:
        """The snapshots of all folders, the newest first; none of them is opened."""
        now, folders = self._clock.now(), self.all_folders
        found = [item for folder in folders for item in snapshot_folder.listed(folder, now)]
        return sorted(found, key=lambda item: item.order, reverse=True)

    def all_snapshots(self) -> list[Snapshot]:
        """``snapshots``, none of them missed since a folder could not be read just now.

        One that is not there, or out of reach, has none. Raises DiskFaultError or
        FileNotReadError.
        """
        now, away = self._clock.now(), self.out_of_reach
        found: list[Snapshot] = []
        for folder in self.all_folders:
            try:
                found += [] if folder in away else snapshot_folder.found_in(folder, now)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                if error.errno == errno.EIO:
                    raise DiskFaultError from None
                raise FileNotReadError(name=folder.name) from None
        return sorted(found, key=lambda item: item.order, reverse=True)

    def count(self) -> SnapshotCount:
        """How many backups there are, and archived journals; none of them is opened."""
        folders = dict.fromkeys((*self.all_folders, self._paths.data))
        return counted(kind for folder in folders for kind in snapshot_folder.kinds_in(folder))

    def preview(
        self, file: Path, passphrase: str | None = None, tick: Tick | None = None
    ) -> SnapshotPreview:
        """Verify a snapshot or backup and count what it holds.

        The journal's key is tried first, then ``passphrase``, which may be the recovery code that
        goes with the file. ``tick`` may raise CancelledError. Raises a SnapshotError,
        TooManyAttemptsError, NewerJournalError or FileNotReadError.
        """
        with _forgotten(self.key_for(file, passphrase)) as key:
            return self.preview_with(file, key, tick)

    def key_for(self, file: Path, passphrase: str | None) -> Key | None:
        """The key of a snapshot; raises what ``preview`` does before it counts."""
        if passphrase is not None:
            self._attempts.check()
        try:
            key = key_for(file, passphrase, self._journal_key())
        except WrongSnapshotPassphraseError:
            self._attempts.note_wrong()
            raise
        if passphrase is not None:
            self._attempts.forget()
        return key

    def preview_with(
        self, file: Path, key: Key | None, tick: Tick | None = None
    ) -> SnapshotPreview:
        """``preview`` for one whose key is known."""
        from smallacts_desktop.storage.snapshots.backup_reader import contents

        found = contents(file, key, self.latest_day(), tick)
        try:
            facts = file.lstat()
        except OSError:
            raise FileNotReadError(name=file.name) from None
        now = self._clock.now()
        by_date = datetime.fromtimestamp(facts.st_mtime, now.tzinfo).replace(tzinfo=None)
        return SnapshotPreview(
            path=file,
            taken_at=snapshot_folder.taken_at(file, now) or by_date,
            size=facts.st_size,
            is_encrypted=key is not None,
            opens_with_journal_key=self._is_journal_key(key),
            **vars(found),
        )

    def latest_day(self) -> date:
        """The latest day on which an entry of a backup may lie: today, wherever that is latest."""
        return (self._clock.now().astimezone(UTC) + _EARLIEST_ZONE).date()

    def check(self, progress: Progress | None = None) -> list[Checked]:
        """Look at all of the journal and of every snapshot, the journal first.

        Then come the files beside it that are damaged, and then the snapshots, the newest first.
        Nothing is changed. Raises JournalLockedError, and CancelledError from ``progress``.
        """
        journal, today = self._paths.journal, self.latest_day()
        items = self.snapshots()
        report = progress or (lambda _done, _of: None)
        with _forgotten(self._key_of()) as key:
            found = [full_check.check_journal(journal, key, today)]
            found += full_check.check_companions(journal, key, self.folders)
            for number, item in enumerate(items, start=1):
                report(number, len(items) + 1)
                found.append(full_check.check_snapshot(item, key, today, self.preview))
        return found

    def check_without_journal(self, passphrase: str | None = None) -> list[Checked]:
        """Look at every snapshot where the journal is missing.

        ``passphrase``, or the recovery code, opens those that it belongs to; others that have a
        key are told as locked. Raises TooManyAttemptsError when it is one guess too many.
        """
        today, found, opened = self.latest_day(), [], False
        if passphrase is not None:
            self._attempts.check()
        for item in self.snapshots():
            with _forgotten(_key_known_for(item.path, passphrase)) as key:
                look = self.preview if key is None else partial(self.preview_with, key=key)
                found.append(full_check.check_snapshot(item, key, today, look))
                opened = opened or key is not None
        if opened:
            self._attempts.forget()
        elif passphrase is not None:
            self._attempts.note_wrong()
        return found

    def copy_of(self, row: Mapping[str, Any]) -> EntryCopy | None:
        """The newest copy that a snapshot holds of an entry of which only ``row`` is left.

        Looks into one snapshot after the other; those that the journal's key does not open, and
        damaged ones, are passed over.
        """
        from smallacts_desktop.storage.rows.copying import copy_in

        for item in self.snapshots():
            with suppress(SmallActsError):
                with _forgotten(self.key_for(item.path, None)) as key:
                    entry = copy_in(item.path, key, self.latest_day(), row)
                if entry is not None:
                    return EntryCopy(entry, item.taken_at)
        return None

    # Taking

    def take(self, kind: SnapshotKind = SnapshotKind.ROUTINE) -> TakenSnapshot:
        """Take a verified snapshot, in the program's own folder when the chosen one is no use.

        Then snapshots that need no longer be kept are removed from every folder. Raises a
        JournalError; then there is no new snapshot, and no older one is gone.
        """
        journal, now = self._paths.journal, self._clock.now()
        with _forgotten(self._key_of()) as key:
            taken = snapshots.take(journal, key, self.folders, now, kind)
        snapshots.thin(self.all_folders, now)
        return taken

    def back_up(self, target: Path | None = None) -> TakenSnapshot:
        """Take a verified copy where the person wants one: a folder, or a file yet to be made.

        None stands for the folder of snapshots. A file that is there is never overwritten: the
        copy gets a number. Raises what ``take`` does.
        """
        if target is None:
            return self.take()
        journal, now = self._paths.journal, self._clock.now()
        with _forgotten(self._key_of()) as key:
            return TakenSnapshot(snapshots.take_to(journal, key, target.absolute(), now))

    def _journal_key(self) -> Key | None:
        try:
            return self._key_of()
        except JournalLockedError:
            return None

    def _is_journal_key(self, key: Key | None) -> bool:
        try:
            with _forgotten(self._key_of()) as known:
                return key == known
        except JournalLockedError:
            journal = self._paths.journal
            if not journal.exists():
                return False
            with self._use.shared():
                return key_files.opens(journal, key)


@contextmanager
def _forgotten(key: Key | None) -> Iterator[Key | None]:
    """A copy of a key that is overwritten when the block ends."""
    try:
        yield key
    finally:
        if key is not None:
            key.forget()


def _key_known_for(file: Path, passphrase: str | None) -> Key | None:
    """The key of a snapshot, where ``passphrase`` is its own; None otherwise."""
    if passphrase is not None:
        with suppress(SmallActsError):
            return key_for(file, passphrase, None)
    return None


def _is_same(folder: Path, other: Path) -> bool:
    """Whether two paths lead to one folder, through a link say."""
    try:
        return folder.samefile(other)
    except OSError:
        return False


def _is_usable(folder: Path) -> bool:
    return snapshot_folder.is_there(folder) and os.access(folder, os.W_OK | os.X_OK)
