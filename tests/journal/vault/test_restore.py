"""Going back to a snapshot: the journal from before is archived, and nothing is half done."""

import errno
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from smallacts_desktop.domain.backups import SnapshotKind
from smallacts_desktop.domain.errors import FileNotReadError, SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DamagedSnapshotError,
    DiskFullError,
    SnapshotLockedError,
    WrongPassphraseError,
)
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.storage.file import swap
from smallacts_desktop.storage.file.migrations import MIGRATIONS
from smallacts_desktop.storage.keys import key_files, rekeying
from smallacts_desktop.storage.snapshots import backup_reader
from tests.journal.safe import OTHER, PASSPHRASE, Safe, notes, safe
from tests.storage.fixtures import make
from tests.storage.samples import contents_of

__all__ = ["safe"]


def test_the_open_journal_becomes_the_snapshot(safe: Safe) -> None:
    """The same journal object shows what the snapshot holds; what was written since is aside."""
    snapshot = safe.vault.backups.take().path
    first = safe.vault.journal.entries_on(safe.vault.journal.today())[0]
    safe.vault.journal.delete(first.id)
    safe.write("three")
    before = safe.paths.journal.read_bytes()
    with safe.vault.paused():
        done = safe.vault.restore(snapshot)
    assert notes(safe.vault) == ["one", "two"]
    assert not safe.vault.journal.can_undo
    assert (done.is_encrypted, done.same_key) == (False, True)
    assert done.archived == safe.own / "journal-set-aside-2026-05-14-093000.smallacts"
    assert done.archived.read_bytes() == before
    assert snapshot.exists()
    kinds = {item.path: item.kind for item in safe.vault.backups.snapshots()}
    assert kinds == {snapshot: SnapshotKind.ROUTINE, done.archived: SnapshotKind.ARCHIVED}


def test_one_can_go_forward_again(safe: Safe) -> None:
    """What was archived is a snapshot like any other, and none of them is ever overwritten."""
    snapshot = safe.vault.backups.take().path
    safe.write("three")
    with safe.vault.paused():
        aside = safe.vault.restore(snapshot).archived
        assert aside is not None
        other = safe.vault.restore(aside).archived
    assert notes(safe.vault) == ["one", "three", "two"]
    assert other is not None
    assert other.name == "journal-set-aside-2026-05-14-093000-2.smallacts"


@pytest.mark.parametrize("typed", ["passphrase", "code"])
def test_an_encrypted_backup_brings_its_own_passphrase(
    safe: Safe, tmp_path: Path, typed: str
) -> None:
    """Over a plain journal: from now on it is locked, by what the backup has."""
    safe.encrypt()
    backup = safe.vault.backups.back_up(tmp_path).path
    with safe.vault.paused():
        safe.vault.remove_passphrase(safe.proof())
    safe.write("three")
    before = contents_of(safe.folder)
    with pytest.raises(SnapshotLockedError), safe.vault.paused():
        safe.vault.restore(backup)
    assert contents_of(safe.folder) == before
    with safe.vault.paused():
        done = safe.vault.restore(backup, PASSPHRASE if typed == "passphrase" else str(safe.code))
    assert (done.is_encrypted, done.same_key) == (True, False)
    assert notes(safe.vault) == ["one", "two"]
    safe.write("four")
    safe.vault.lock()
    after = safe.fresh()
    after.open(PASSPHRASE)
    assert notes(after) == ["four", "one", "two"]
    # The plain journal that was archived has the passphrase too by now.
    assert all(item.is_encrypted for item in after.backups.snapshots())
    after.lock()
    after.enter(after.prepare_with_code(str(safe.code)))
    after.lock()


def test_a_plain_backup_takes_the_passphrase_away(safe: Safe, tmp_path: Path) -> None:
    """Said plainly; what was archived keeps its own, and its code."""
    backup = safe.vault.backups.back_up(tmp_path).path
    safe.encrypt()
    safe.write("three")
    with safe.vault.paused():
        done = safe.vault.restore(backup)
    assert (done.is_encrypted, done.same_key) == (False, False)
    safe.vault.lock()
    after = safe.fresh()
    assert not after.has_passphrase
    assert not after.has_recovery
    after.open()
    assert notes(after) == ["one", "two"]
    assert done.archived is not None
    assert after.backups.preview(done.archived, PASSPHRASE).entries == 3
    assert after.backups.preview(done.archived, str(safe.code)).entries == 3


def test_an_older_passphrase_comes_back_with_its_code(safe: Safe, tmp_path: Path) -> None:
    """A backup from before the passphrase was changed."""
    safe.encrypt()
    backup = safe.vault.backups.back_up(tmp_path).path
    following = RecoveryCode.new()
    with safe.vault.paused():
        safe.change(OTHER, following)
        safe.vault.restore(backup, PASSPHRASE)
    safe.vault.lock()
    after = safe.fresh()
    with pytest.raises(WrongPassphraseError):
        after.open(OTHER)
    after.enter(after.prepare_with_code(str(safe.code)))
    assert notes(after) == ["one", "two"]
    after.lock()


def test_a_forgotten_passphrase_can_be_left_behind(safe: Safe, tmp_path: Path) -> None:
    """A locked journal is archived as it is, without being opened."""
    backup = safe.vault.backups.back_up(tmp_path).path
    safe.encrypt()
    safe.vault.lock()
    before = safe.paths.journal.read_bytes()
    after = safe.fresh()
    done = after.restore(backup)
    assert done.archived is not None
    assert done.archived.read_bytes() == before
    after.open()
    assert notes(after) == ["one", "two"]
    after.lock()


def test_a_new_computer_starts_from_a_backup(safe: Safe, tmp_path: Path) -> None:
    """Where there is no journal yet nothing is archived."""
    safe.encrypt()
    backup = safe.vault.backups.back_up(tmp_path).path
    other = Safe(tmp_path / "new computer")
    done = other.vault.restore(backup, PASSPHRASE)
    assert (done.archived, done.same_key) == (None, False)
    other.vault.open(PASSPHRASE)
    assert notes(other.vault) == ["one", "two"]
    other.vault.lock()


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
@pytest.mark.parametrize("encrypted", [False, True])
def test_a_backup_of_an_older_version_is_brought_up_to_date(
    safe: Safe, version: int, encrypted: bool, quick_keys: pytest.MonkeyPatch
) -> None:
    """Before it takes the journal's place."""
    quick_keys.undo()  # these files were made with keys as others make them
    file = make.FOLDER / f"journal-v{version}{'-encrypted' if encrypted else ''}.db"
    before = file.read_bytes()
    with safe.vault.paused():
        safe.vault.restore(file, make.PASSPHRASE if encrypted else None)
    assert len(notes(safe.vault)) > 20
    assert file.read_bytes() == before


def test_a_damaged_backup_changes_nothing(safe: Safe) -> None:
    """It is looked at before the journal is."""
    snapshot = safe.vault.backups.take().path
    snapshot.write_bytes(snapshot.read_bytes()[:60_000])
    before = contents_of(safe.folder)
    with pytest.raises(DamagedSnapshotError), safe.vault.paused():
        safe.vault.restore(snapshot)
    assert contents_of(safe.folder) == before
    assert notes(safe.vault) == ["one", "two"]


def test_an_encrypted_backup_that_cannot_be_read_any_more_changes_nothing(
    safe: Safe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its key has been found by then; the disk does not answer when its salt is asked for again."""
    safe.encrypt()
    backup = safe.vault.backups.back_up(tmp_path).path
    before = contents_of(safe.folder)

    def refuse(_: Path) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(backup_reader, "salt_of", refuse)
    with safe.vault.paused(), pytest.raises(FileNotReadError):
        safe.vault.restore(backup)
    assert contents_of(safe.folder) == before
    assert notes(safe.vault) == ["one", "two"]


def test_a_full_disk_changes_nothing(safe: Safe, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room for the journal to be archived in."""
    snapshot = safe.vault.backups.take().path
    before = contents_of(safe.folder)

    def full(_source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(DiskFullError), safe.vault.paused():
        safe.vault.restore(snapshot)
    assert contents_of(safe.folder) == before


class PowerCutError(SmallActsError):
    """Stands for the end of the process."""


@pytest.mark.parametrize(
    ("module", "step"),
    [
        (key_files, "write_next_keycheck"),
        (rekeying, "undo_interrupted"),
        (swap, "_write"),
        (swap, "_rename_main"),
        (swap, "_rename_others"),
        (swap, "_remove_intent"),
    ],
)
def test_a_power_cut_leaves_a_journal_that_opens(
    safe: Safe, module: object, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the passphrase from before or that of the backup, and nothing is left lying about."""
    safe.encrypt()
    backup = safe.vault.backups.back_up(tmp_path).path
    with safe.vault.paused():
        safe.change(OTHER, RecoveryCode.new())
    safe.vault.lock()

    def stop(*_: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(module, step, stop)
        with pytest.raises(PowerCutError):
            safe.fresh().restore(backup, PASSPHRASE)
    after = safe.fresh()
    try:
        after.open(OTHER)
    except WrongPassphraseError:
        after.open(PASSPHRASE)
    assert notes(after) == ["one", "two"]
    assert not [name for name in safe.names(safe.folder) if "restoring" in name or "next" in name]
    after.lock()


def test_the_snapshot_of_the_day_after_a_restore_is_due_as_ever(safe: Safe) -> None:
    """What was archived is none of them."""
    snapshot = safe.vault.backups.take().path
    safe.clock.at += timedelta(days=1)
    with safe.vault.paused():
        safe.vault.restore(snapshot)
    assert safe.vault.daily.is_due()
