"""A damaged journal: found every time, left as it is, and rescued with all that can be read."""

import errno
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from smallacts_desktop.domain.backups import SnapshotPreview
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.errors import FileNotReadError
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    DamagedSnapshotError,
    DiskFaultError,
    JournalLockedError,
)
from smallacts_desktop.journal.vault import keys as vault_keys
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.storage.file import files, replacement
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.rows.row_rules import ENTRIES
from smallacts_desktop.storage.snapshots.damaged_file import read_table
from tests.journal.safe import PASSPHRASE, Safe, notes, safe
from tests.storage.samples import contents_of

__all__ = ["safe"]
PAGE = 4096


def damage(path: Path, *pages: int) -> None:
    """Write over most of some pages, as a failing disk does."""
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * PAGE : page * PAGE + 3000] = b"\x5a" * 3000
    path.write_bytes(content)


def flip(path: Path, page: int) -> None:
    """Flip one bit of a page."""
    content = bytearray(path.read_bytes())
    content[page * PAGE + (37 * page) % PAGE] ^= 1 << (page % 8)
    path.write_bytes(content)


def damaged(safe: Safe, passphrase: str | None = None) -> Vault:
    """A vault that has found the journal damaged."""
    vault = safe.fresh()
    with pytest.raises(DamagedJournalError):
        vault.prepare(passphrase)
    return vault


def test_a_bit_flipped_in_any_page_is_found_and_a_snapshot_offered(safe: Safe) -> None:
    """Page by page of an encrypted journal; and not one byte of any file is changed by looking."""
    safe.encrypt()
    snapshot = safe.vault.backups.snapshots()[0].path
    safe.vault.lock()
    whole = safe.paths.journal.read_bytes()
    for page in range(len(whole) // PAGE):
        safe.paths.journal.write_bytes(whole)
        flip(safe.paths.journal, page)
        before = contents_of(safe.folder)
        vault = safe.fresh()
        with pytest.raises(DamagedJournalError):
            vault.prepare(PASSPHRASE)
        found = vault.rescue_offer()
        assert found.snapshot is not None, page
        assert (found.snapshot.path, found.snapshot.entries) == (snapshot, 2)
        assert contents_of(safe.folder) == before, page
        vault.lock()


def test_a_first_page_of_noise_is_told_from_a_wrong_passphrase(safe: Safe) -> None:
    """Even where nothing of the journal can be opened any more, the snapshot is put in place."""
    safe.encrypt()
    safe.vault.lock()
    content = safe.paths.journal.read_bytes()
    noise = bytes((7 * number * number + number // 256) % 256 for number in range(PAGE))
    safe.paths.journal.write_bytes(noise + content[PAGE:])
    vault = damaged(safe, PASSPHRASE)
    done = vault.rescue()
    assert (done.added, done.renewed, done.entries) == (0, 0, 2)
    assert done.archive.read_bytes() == noise + content[PAGE:]
    assert key_files.keychecks(done.archive)
    vault.enter(vault.ready_after_rescue())
    assert notes(vault) == ["one", "two"]
    vault.lock()
    vault.enter(vault.prepare_with_code(str(safe.code)))
    vault.lock()


def grow(safe: Safe) -> tuple[UUID, UUID]:
    """Take a snapshot, then write, edit and delete; returns what was edited and deleted."""
    one, two = safe.vault.journal.entries()
    safe.vault.backups.take()
    safe.clock.at += timedelta(minutes=5)
    safe.vault.journal.edit(one.id, EntryDraft(kind=one.kind, note="one, with a second thought"))
    safe.vault.journal.delete(two.id)
    safe.write(*(f"later {number:03} " + "words " * 60 for number in range(100)))
    safe.vault.journal.save_draft("note", EntryDraft(kind=one.kind, note="half a thought"))
    return one.id, two.id


@pytest.mark.parametrize("encrypted", [False, True])
def test_what_can_be_read_is_merged_into_the_snapshot(safe: Safe, encrypted: bool) -> None:
    """New entries, edits, deletions and a draft; only what stood on the damaged pages is gone."""
    if encrypted:
        safe.encrypt()
        safe.clock.at += timedelta(days=1)
    one, two = grow(safe)
    total = safe.vault.journal.count()
    safe.vault.lock()
    size = safe.paths.journal.stat().st_size // PAGE
    hurt = [size // 2, size // 2 + 1]
    damage(safe.paths.journal, *hurt)
    before = safe.paths.journal.read_bytes()
    vault = damaged(safe, PASSPHRASE if encrypted else None)
    offer = vault.rescue_offer()
    assert offer.snapshot is not None
    assert offer.snapshot.entries == 2
    done = vault.rescue()
    assert done.archive.parent == safe.folder
    assert done.archive.read_bytes() == before
    vault.enter(vault.ready_after_rescue())
    kept = vault.journal.count()
    assert total - 40 <= kept <= total
    assert kept == done.entries
    assert done.added >= 60
    assert not done.is_counted or done.left_out.entries >= total - kept
    assert vault.journal.entry(one).note == "one, with a second thought"
    assert vault.journal.find(two) is None
    assert vault.journal.draft("note") == EntryDraft(
        kind=vault.journal.entry(one).kind, note="half a thought"
    )
    assert safe.vault.backups.snapshots()
    vault.lock()
    again = safe.fresh()
    again.open(PASSPHRASE if encrypted else None)
    assert again.journal.count() == kept
    assert not [name for name in safe.names(safe.folder) if "restoring" in name]
    again.lock()


@pytest.mark.parametrize("encrypted", [False, True])
def test_without_a_good_snapshot_the_journal_starts_anew_with_what_can_be_read(
    safe: Safe, encrypted: bool
) -> None:
    """Under the same passphrase, if it had one."""
    if encrypted:
        safe.encrypt()
    safe.write(*(f"later {number:03} " + "words " * 60 for number in range(100)))
    safe.vault.lock()
    for path in safe.own.glob("*"):
        path.unlink()
    size = safe.paths.journal.stat().st_size // PAGE
    damage(safe.paths.journal, size // 2)
    vault = damaged(safe, PASSPHRASE if encrypted else None)
    assert vault.rescue_offer().snapshot is None
    done = vault.rescue()
    assert done.snapshot is None
    assert done.entries >= 70
    vault.enter(vault.ready_after_rescue())
    assert vault.journal.count() == done.entries
    vault.lock()
    assert safe.fresh().has_passphrase is encrypted
    if encrypted:
        after = safe.fresh()
        after.enter(after.prepare_with_code(str(safe.code)))
        after.lock()


def test_a_damaged_snapshot_is_passed_over(safe: Safe) -> None:
    """The newest one that is good is offered."""
    good = safe.vault.backups.take().path
    safe.clock.at += timedelta(days=1)
    bad = safe.vault.backups.take().path
    damage(bad, 3, 9)
    safe.vault.lock()
    damage(safe.paths.journal, *range(8, 14))
    offer = damaged(safe).rescue_offer()
    assert offer.snapshot is not None
    assert offer.snapshot.path == good


def refuse(_: Path) -> None:
    """Do as a disk that does not give a file to its end."""
    raise DiskFaultError


def refuse_once(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, is_meant: Callable[[Path], bool]
) -> None:
    """Let the next call with a path that ``is_meant`` meet a disk that does not answer."""
    real: Callable[..., object] = getattr(owner, name)
    left = [1]

    def answer(path: Path, *more: object) -> object:
        if left and is_meant(path):
            left.pop()
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(path, *more)

    monkeypatch.setattr(owner, name, answer)


def test_a_folder_of_snapshots_that_cannot_be_read_just_now_stops_the_rescue(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its snapshots hold would be missing from what is brought back, and nobody would know."""
    safe.vault.backups.take()
    safe.vault.lock()
    damage(safe.paths.journal, *range(8, 14))
    vault = damaged(safe)
    before = contents_of(safe.folder)
    for attempt in (vault.rescue_offer, vault.rescue):
        refuse_once(monkeypatch, Path, "iterdir", lambda path: path == safe.own)
        with monkeypatch.context() as patch:
            # Looked into before, to put in order what was interrupted; nothing is missed there.
            patch.setattr(replacement, "finish_interrupted", lambda *_: None)
            with pytest.raises(DiskFaultError):
                attempt()
        assert contents_of(safe.folder) == before
    done = vault.rescue()
    assert done.snapshot is not None


def test_a_snapshot_that_cannot_be_read_just_now_stops_the_rescue(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, so that it can be moved away where its disk never answers again."""
    safe.vault.backups.take()
    safe.clock.at += timedelta(days=1)
    newest = safe.vault.backups.take().path
    safe.vault.lock()
    damage(safe.paths.journal, *range(8, 14))
    vault = damaged(safe)
    before = contents_of(safe.folder)
    for attempt in (vault.rescue_offer, vault.rescue):
        refuse_once(monkeypatch, vault_keys, "salt_of", lambda path: path == newest)
        with pytest.raises(FileNotReadError) as caught:
            attempt()
        assert caught.value.values == {"name": newest.name}
        assert contents_of(safe.folder) == before
    done = vault.rescue()
    assert done.snapshot is not None
    assert done.snapshot.path == newest


def test_a_snapshot_that_only_seemed_damaged_is_looked_at_again(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library says "damaged" also where the disk did not answer: the next look is right."""
    newest = safe.vault.backups.take().path
    safe.vault.lock()
    damage(safe.paths.journal, *range(8, 14))
    vault = damaged(safe)
    real, left = vault.backups.preview, [1]

    def seem_damaged(path: Path) -> SnapshotPreview:
        if left:
            left.pop()
            raise DamagedSnapshotError(name=path.name)
        return real(path)

    monkeypatch.setattr(vault.backups, "preview", seem_damaged)
    offer = vault.rescue_offer()
    assert offer.snapshot is not None
    assert offer.snapshot.path == newest
    left.append(1)
    with monkeypatch.context() as patch:
        patch.setattr(files, "check_readable", refuse)
        with pytest.raises(FileNotReadError):
            vault.rescue_offer()


def test_a_sound_journal_needs_no_rescue(safe: Safe) -> None:
    """Nor does one that was locked again: its key is forgotten then."""
    with pytest.raises(JournalLockedError):
        safe.vault.rescue_offer()
    safe.vault.lock()
    damage(safe.paths.journal, *range(8, 14))
    vault = damaged(safe)
    vault.rescue_offer()
    vault.lock()
    with pytest.raises(JournalLockedError):
        vault.rescue()


def test_a_damaged_file_is_never_overwritten_by_another(safe: Safe) -> None:
    """Damaged twice in one second: both files are kept."""
    for _ in range(2):
        safe.vault.lock()
        damage(safe.paths.journal, *range(8, 14))
        vault = damaged(safe)
        vault.rescue()
        vault.lock()
    kept = [name for name in safe.names(safe.folder) if "damaged" in name]
    assert kept == [
        "journal-damaged-2026-05-14-093000-2.db",
        "journal-damaged-2026-05-14-093000.db",
    ]


@pytest.mark.parametrize("make", [lambda path: path.write_bytes(b""), Path.unlink])
def test_what_cannot_be_read_at_all_has_no_rows(safe: Safe, make: Callable[[Path], object]) -> None:
    """Nothing is raised and nothing made."""
    safe.vault.lock()
    make(safe.paths.journal)
    found = read_table(safe.paths.journal, None, ENTRIES)
    assert (found.rows, found.is_whole) == ([], False)
