"""Snapshots: whole and private, or not there at all, whatever the disk does."""

import errno
import os
import resource
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.backups import SnapshotKind
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    DiskFullError,
    FolderNotWritableError,
    JournalBusyError,
)
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.storage.file import driver, health, replacement
from smallacts_desktop.storage.file.files import is_encrypted
from smallacts_desktop.storage.file.migrations import MIGRATIONS
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.storage.snapshots import snapshot_folder, snapshots
from tests.storage.samples import act_entry, contents_of, note_entry

LATEST = MIGRATIONS[-1].version

NOW = datetime(2026, 5, 14, 8, 30, 5, tzinfo=timezone(timedelta(hours=2)))
NAME = "small-acts-2026-05-14-083005.smallacts"


@pytest.fixture
def journal(path: Path) -> Path:
    """A closed journal of three entries."""
    with closing(Store.open(path)) as store:
        for _ in range(3):
            store.entries.add(act_entry())
    return path


@pytest.fixture
def own(journal: Path) -> Path:
    """The program's own folder of snapshots, not there yet."""
    return journal.parent / "snapshots"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that the person chose."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def names_in(folder: Path) -> list[str]:
    """The names of the files in a folder."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def entries_in(path: Path) -> int:
    """How many entries a plain file holds."""
    with closing(Store.open(path, create=False)) as store:
        return len(list(store.entries.between()))


@contextmanager
def small_files(most: int) -> Iterator[None]:
    """No file may grow past so many bytes, which is what a full disk is to a program."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_snapshot_is_whole_private_and_named_by_the_wall_clock(journal: Path, own: Path) -> None:
    """In the person's own zone, as they would look for it."""
    taken = snapshots.take(journal, None, [own], NOW)
    assert (taken.path, taken.elsewhere) == (own / NAME, False)
    assert names_in(own) == [NAME]
    assert stat.S_IMODE(taken.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    assert health.verify(taken.path, None) == LATEST
    assert entries_in(taken.path) == 3


def test_a_second_one_of_the_same_second_gets_a_number(journal: Path, own: Path) -> None:
    """No snapshot is ever overwritten."""
    taken = [snapshots.take(journal, None, [own], NOW).path.name for _ in range(3)]
    stem = NAME.removesuffix(".smallacts")
    assert taken == [NAME, f"{stem}-2.smallacts", f"{stem}-3.smallacts"]
    listed = [item.path.name for item in snapshot_folder.listed(own, NOW)]
    assert listed == taken[::-1]


@pytest.mark.usefixtures("quick_keys")
def test_an_encrypted_one_has_its_recovery_file_beside_it(path: Path) -> None:
    """With the same key, so that the same passphrase and the same code open it."""
    key, code = Key.new("correct horse battery staple"), RecoveryCode.new()
    Store.open(path, key).close()
    key_files.write_recovery(path.with_suffix(".recovery"), key, code)
    own = path.parent / "snapshots"
    taken = snapshots.take(path, key, [own], NOW)
    assert is_encrypted(taken.path)
    assert key_files.read_recovery(taken.path.with_suffix(".recovery"), code) == key
    assert names_in(own) == [NAME.replace(".smallacts", ".recovery"), NAME]
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in own.iterdir())
    (listed,) = snapshot_folder.listed(own, NOW)
    assert (listed.is_encrypted, listed.size) == (True, taken.path.stat().st_size)


def test_a_chosen_folder_gets_the_snapshot(journal: Path, own: Path, stick: Path) -> None:
    """And the program's own keeps nothing of it."""
    taken = snapshots.take(journal, None, [stick, own], NOW)
    assert (taken.path, taken.elsewhere) == (stick / NAME, False)
    assert (names_in(stick), names_in(own)) == ([NAME], [])
    assert health.verify(taken.path, None) == LATEST


def test_a_stick_that_was_pulled_out_sends_it_to_the_own_folder(
    journal: Path, own: Path, stick: Path
) -> None:
    """And nothing is made in the place where the stick used to be."""
    stick.rmdir()
    taken = snapshots.take(journal, None, [stick, own], NOW)
    assert (taken.path, taken.elsewhere) == (own / NAME, True)
    assert not stick.exists()


def test_a_stick_that_is_pulled_out_in_mid_writing_sends_it_to_the_own_folder(
    journal: Path, own: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing half-written keeps the name of a snapshot."""

    def pulled(_source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(shutil, "copyfile", pulled)
    taken = snapshots.take(journal, None, [stick, own], NOW)
    assert (taken.path, taken.elsewhere) == (own / NAME, True)
    assert names_in(stick) == []
    assert entries_in(taken.path) == 3


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only_sends_it_to_the_own_folder(
    journal: Path, own: Path, stick: Path
) -> None:
    """By its mode, as a locked stick is."""
    stick.chmod(0o500)
    taken = snapshots.take(journal, None, [stick, own], NOW)
    stick.chmod(0o700)
    assert (taken.path, taken.elsewhere) == (own / NAME, True)


def test_a_file_in_place_of_the_chosen_folder_sends_it_to_the_own_folder(
    journal: Path, own: Path, stick: Path
) -> None:
    """It is left as it is."""
    stick.rmdir()
    stick.write_text("in the way")
    assert snapshots.take(journal, None, [stick, own], NOW).elsewhere
    assert stick.read_text() == "in the way"


def test_a_full_stick_sends_it_to_the_own_folder(
    journal: Path, own: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The half that fitted is taken off it again."""

    def full(_source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    assert snapshots.take(journal, None, [stick, own], NOW).elsewhere
    assert names_in(stick) == []


def test_without_room_in_the_own_folder_the_stick_gets_it(
    journal: Path, own: Path, stick: Path
) -> None:
    """Each is there for the other."""
    own.write_text("in the way")
    taken = snapshots.take(journal, None, [stick, own], NOW)
    assert (taken.path, taken.elsewhere) == (stick / NAME, False)


def test_without_room_anywhere_nothing_is_left_behind(
    journal: Path, own: Path, stick: Path
) -> None:
    """One of our errors, the journal as it was, and no older snapshot gone."""
    older = snapshots.take(journal, None, [own], NOW - timedelta(days=1)).path
    before = contents_of(journal.parent)
    with small_files(50_000), pytest.raises(SmallActsError):
        snapshots.take(journal, None, [stick, own], NOW)
    assert contents_of(journal.parent) == before
    assert names_in(stick) == []
    assert health.verify(older, None) == LATEST


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounting needs root")
def test_a_disk_that_is_really_full(journal: Path, tmp_path: Path) -> None:
    """A file system of 64 kB takes no snapshot, and keeps nothing of one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        with pytest.raises(DiskFullError):
            snapshots.take(journal, None, [disk], NOW)
        assert names_in(disk) == []
        taken = snapshots.take(journal, None, [disk, journal.parent / "snapshots"], NOW)
        assert taken.elsewhere
        assert names_in(disk) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_journal_that_another_program_holds_is_not_waited_for_for_ever(
    journal: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a virus scanner does; afterwards it works."""
    monkeypatch.setattr(driver, "BUSY_SECONDS", 0.1)
    with closing(sqlite.connect(str(journal), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(JournalBusyError):
            snapshots.take(journal, None, [own], NOW)
        assert names_in(own) == []
        other.execute("ROLLBACK")
    assert snapshots.take(journal, None, [own], NOW).path.exists()


def test_the_person_can_write_while_a_snapshot_is_taken(journal: Path, own: Path) -> None:
    """The window's connection is open all the time."""
    with closing(Store.open(journal)) as store:
        store.entries.add(note_entry())
        taken = snapshots.take(journal, None, [own], NOW)
        store.entries.add(note_entry())
    assert (entries_in(taken.path), entries_in(journal)) == (4, 5)


def test_a_damaged_journal_gives_no_snapshot(journal: Path, own: Path) -> None:
    """And thins out nothing: the older ones are needed now."""
    for day in range(20):
        snapshots.take(journal, None, [own], NOW - timedelta(days=20 - day))
    before = names_in(own)
    content = bytearray(journal.read_bytes())
    content[4096 * 3 : 4096 * 20] = bytes(4096 * 17)
    journal.write_bytes(content)
    with pytest.raises(DamagedJournalError):
        snapshots.take(journal, None, [own], NOW)
    assert names_in(own) == before


def test_only_files_of_ours_are_ever_removed(journal: Path, own: Path) -> None:
    """Whatever else lies in the folder stays, however much it looks like one."""
    own.mkdir()
    others = (
        "notes.txt", "small-acts-2020-01-01-000000 (copy).smallacts", "small-acts-x.smallacts",
        "small-acts-2020-13-01-000000.smallacts", "x-small-acts-2020-01-01-000000.smallacts",
    )  # fmt: skip
    for name in others:
        (own / name).write_text("theirs")
    for day in range(30):
        (own / f"small-acts-2025-01-{day + 1:02}-120000.smallacts").write_bytes(b"an older one")
    snapshots.take(journal, None, [own], NOW)
    left = names_in(own)
    assert set(others) < set(left)
    assert len([name for name in left if name.startswith("small-acts-2025")]) < 10


def test_older_names_count_as_snapshots(journal: Path, own: Path) -> None:
    """Those that earlier versions wrote before a migration, told in the person's zone."""
    own.mkdir()
    shutil.copyfile(journal, own / "journal-v1-20260501T235900Z.db")
    (listed,) = snapshot_folder.listed(own, NOW)
    assert listed.taken_at.isoformat() == "2026-05-02T01:59:00"
    assert listed.kind is SnapshotKind.BEFORE_UPDATE


def test_what_a_power_cut_left_is_tidied_up(journal: Path, own: Path) -> None:
    """Half a snapshot, and a name that was reserved; neither is listed meanwhile."""
    own.mkdir()
    (own / "small-acts-2026-05-13-080000.smallacts.part").write_bytes(b"half")
    (own / "small-acts-2026-05-13-080000.smallacts").touch()
    (own / "small-acts-2026-05-13-080000.recovery").write_bytes(b"its companion")
    half = snapshot_folder.part_of(own / "small-acts-2026-05-13-080000.smallacts")
    half.write_bytes(b"half")
    assert snapshot_folder.listed(own, NOW) == []
    snapshots.take(journal, None, [own], NOW)
    assert half.exists()  # it may be another process's
    replacement.finish_interrupted(journal, [own])
    assert names_in(own) == [NAME]


def test_a_clock_set_back_years_removes_nothing(journal: Path, own: Path) -> None:
    """The snapshot is taken all the same, and those dated in the future stay."""
    for day in range(12):
        snapshots.take(journal, None, [own], NOW + timedelta(days=day))
    before = names_in(own)
    taken = snapshots.take(journal, None, [own], NOW.replace(year=2019))
    assert names_in(own) == sorted([*before, taken.path.name])


def test_an_hour_that_comes_twice_gives_two_snapshots(journal: Path, own: Path) -> None:
    """When daylight saving ends the same time on the wall comes twice; both are kept."""
    zone = ZoneInfo("Europe/Berlin")
    summer = datetime(2026, 10, 25, 0, 30, 5, tzinfo=UTC).astimezone(zone)
    winter = datetime(2026, 10, 25, 1, 30, 5, tzinfo=UTC).astimezone(zone)
    for moment in (summer, winter):
        snapshots.take(journal, None, [own], moment)
    stem = "small-acts-2026-10-25-023005"
    assert names_in(own) == [f"{stem}-2.smallacts", f"{stem}.smallacts"]


def test_a_named_target_is_never_overwritten(journal: Path, stick: Path) -> None:
    """A folder, a file that is yet to be, and one that is there."""
    assert snapshots.take_to(journal, None, stick, NOW) == stick / NAME
    assert snapshots.take_to(journal, None, stick / "mine.db", NOW) == stick / "mine.db"
    (stick / "mine.db").write_bytes(b"theirs")
    assert snapshots.take_to(journal, None, stick / "mine.db", NOW) == stick / "mine-2.db"
    assert (stick / "mine.db").read_bytes() == b"theirs"
    with pytest.raises(FolderNotWritableError):
        snapshots.take_to(journal, None, stick / "gone" / "mine.db", NOW)
    assert not (stick / "gone").exists()


def test_a_day_with_the_clock_ahead_is_not_the_newest_for_ever(journal: Path, own: Path) -> None:
    """Once the clock is right again the next one is the newest, and so are those after it."""
    early = snapshots.take(journal, None, [own], NOW).path
    ahead = snapshots.take(journal, None, [own], NOW + timedelta(days=400)).path
    right = snapshots.take(journal, None, [own], NOW + timedelta(days=1)).path
    after = snapshots.take(journal, None, [own], NOW + timedelta(days=2)).path
    listed = [item.path for item in snapshot_folder.listed(own, NOW)]
    assert listed == [after, right, ahead, early]
    assert ahead.name == "small-acts-2027-06-18-083005.smallacts"
