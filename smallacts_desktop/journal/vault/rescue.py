"""What is left to do when the journal is damaged: the newest good snapshot, and what can be read.

The damaged file is archived first and is never deleted by the program.
"""

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.backups import (
    LeftOut,
    Rescued,
    RescueOffer,
    Snapshot,
    SnapshotKind,
    SnapshotPreview,
)
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.vault.backups import Backups
from smallacts_desktop.storage.file import file_swap
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.copying import Merged, merge, readable_entries, write_afresh
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.storage.snapshots import snapshot_folder, snapshots
from smallacts_desktop.storage.snapshots.inspection import contents

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
        """The newest good snapshot, and how much of the damaged file can be read; only reads."""
        return RescueOffer(self.newest_good(), readable_entries(self._journal, self._key))

    def newest_good(self) -> SnapshotPreview | None:
        """The newest snapshot that is whole and that the journal's key opens, or None."""
        for snapshot in _likeliest_first(self._backups.snapshots()):
            with suppress(SmallActsError):
                return self._backups.preview(snapshot.path)
        return None

    def carry_out(self) -> Rescued:
        """Put the newest good snapshot, and all that can be read besides, in the journal's place.

        Without a good snapshot the journal starts again with what can be read. Raises a
        JournalError; then the damaged file is where it was.
        """
        snapshot = self.newest_good()
        aside = self._archive_damaged()
        try:
            stage, left_in_backup = self._staged(snapshot)
            merged = self._merged(stage, aside)
            found = contents(stage, self._key, _LATEST_DAY)
            file_swap.put_in_place(stage, self._journal, self._key, keep_recovery=True)
        except BaseException:
            file_swap.discard_staged(self._journal)
            raise
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

    def _staged(self, snapshot: SnapshotPreview | None) -> tuple[Path, LeftOut]:
        file_swap.discard_staged(self._journal)
        stage = file_swap.staged(self._journal, self._clock.now())
        left_out = LeftOut()
        if snapshot is not None:
            key = self._key if snapshot.is_encrypted else None
            left_out = write_afresh(snapshot.path, key, stage, self._key, _LATEST_DAY)
            if key is not None:
                file_swap.copy_recovery(snapshot.path, stage)
        return stage, left_out

    def _merged(self, stage: Path, damaged: Path) -> Merged:
        folders = self._backups.folders
        store = Store.open(stage, self._key, clock=self._clock, folders=folders)
        with closing(store):
            return merge(damaged, self._key, store.database)


def _likeliest_first(found: list[Snapshot]) -> Iterator[Snapshot]:
    """The newest first; what was archived comes last, since the person went back from it."""
    yield from (item for item in found if item.kind is not SnapshotKind.ARCHIVED)
    yield from (item for item in found if item.kind is SnapshotKind.ARCHIVED)
