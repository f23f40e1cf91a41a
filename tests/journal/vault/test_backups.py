"""Snapshots and backups through the vault: where they go, what they hold, when they are due."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from smallacts_desktop.domain.backups import Moved, SnapshotCount, SnapshotKind
from smallacts_desktop.domain.errors import CancelledError, FileNotReadError
from smallacts_desktop.domain.journal_errors import (
    DamagedSnapshotError,
    FolderNotWritableError,
    JournalLockedError,
    NotASnapshotError,
    SnapshotLockedError,
    TooManyAttemptsError,
    WrongSnapshotPassphraseError,
)
from smallacts_desktop.journal.vault.own_files import erasable, erase_everything
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.storage.file.migrations import MIGRATIONS
from tests.journal.conftest import MORNING
from tests.journal.safe import OTHER, PASSPHRASE, Safe, safe
from tests.storage.samples import contents_of

__all__ = ["safe"]


def test_a_preview_says_what_a_snapshot_holds(safe: Safe) -> None:
    """Days and counts, and that the journal's key opens it."""
    taken = safe.vault.backups.take()
    safe.write("three")
    found = safe.vault.backups.preview(taken.path)
    assert (found.acts, found.notes, found.entries) == (0, 2, 2)
    assert (found.first, found.last) == (MORNING.date(), MORNING.date())
    assert found.taken_at == MORNING.replace(tzinfo=None)
    assert (found.is_encrypted, found.opens_with_journal_key, found.version) == (
        False,
        True,
        MIGRATIONS[-1].version,
    )
    assert found.size == taken.path.stat().st_size


def test_a_snapshot_with_another_passphrase_asks_for_it(safe: Safe, tmp_path: Path) -> None:
    """Its own one opens it, and so does the recovery code that lies beside it."""
    safe.encrypt()
    backup = safe.vault.backups.back_up(tmp_path).path
    old_code = str(safe.code)
    with safe.vault.paused():
        safe.change(OTHER, safe.code.new())
    backups = safe.vault.backups
    before = contents_of(tmp_path)
    with pytest.raises(SnapshotLockedError):
        backups.preview(backup)
    with pytest.raises(WrongSnapshotPassphraseError):
        backups.preview(backup, OTHER)
    for typed in (PASSPHRASE, old_code):
        found = backups.preview(backup, typed)
        assert (found.entries, found.is_encrypted, found.opens_with_journal_key) == (2, True, False)
    assert contents_of(tmp_path) == before


def test_guessing_at_a_snapshot_slows_down(safe: Safe, tmp_path: Path) -> None:
    """As guessing at the journal does."""
    safe.encrypt()
    backup = safe.vault.backups.back_up(tmp_path).path
    safe.vault.lock()
    for _ in range(3):
        with pytest.raises(WrongSnapshotPassphraseError):
            safe.vault.backups.preview(backup, OTHER)
    with pytest.raises(TooManyAttemptsError):
        safe.vault.backups.preview(backup, PASSPHRASE)


def test_what_is_no_snapshot_is_told_apart(safe: Safe, tmp_path: Path) -> None:
    """A file that is gone, a text, an empty one, and a damaged snapshot."""
    backups = safe.vault.backups
    (tmp_path / "text.smallacts").write_text("This is my shopping list. " * 20)
    (tmp_path / "empty.smallacts").touch()
    damaged = backups.back_up(tmp_path / "damaged.smallacts").path
    content = bytearray(damaged.read_bytes())
    content[4096 * 2 : 4096 * 12] = bytes(4096 * 10)
    damaged.write_bytes(content)
    for name, kind in (
        ("gone", FileNotReadError),
        ("empty", NotASnapshotError),
        ("text", DamagedSnapshotError),
        ("damaged", DamagedSnapshotError),
    ):
        with pytest.raises(kind):
            backups.preview(tmp_path / f"{name}.smallacts")


def test_a_locked_journal_gives_no_snapshot(safe: Safe) -> None:
    """Without the key there is nothing to verify it with."""
    safe.vault.lock()
    with pytest.raises(JournalLockedError):
        safe.vault.backups.take()
    assert safe.names() == []


def test_the_chosen_folder_is_used_as_long_as_it_is_there(safe: Safe, tmp_path: Path) -> None:
    """Pulled out, the snapshot goes to the program's own folder; both are listed."""
    stick = tmp_path / "stick"
    with pytest.raises(FolderNotWritableError):
        safe.vault.backups.check_folder(stick)
    stick.mkdir()
    safe.vault.backups.check_folder(stick)
    safe.choose(stick)
    backups = safe.vault.backups
    assert (backups.folder, backups.default_folder) == (stick, safe.own)
    assert backups.folder_is_there
    first = backups.take()
    stick.rename(tmp_path / "away")
    assert not backups.folder_is_there
    safe.clock.at += timedelta(hours=1)
    second = backups.take()
    assert (first.elsewhere, second.elsewhere) == (False, True)
    (tmp_path / "away").rename(stick)
    assert [item.path for item in backups.snapshots()] == [second.path, first.path]


def test_snapshots_go_along_to_another_folder(safe: Safe, tmp_path: Path) -> None:
    """With their recovery files; those in the program's own folder and others' files stay."""
    safe.encrypt()
    own = safe.names()
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    backups = safe.vault.backups
    safe.choose(first)
    assert backups.move_snapshots() == Moved()
    taken = backups.take().path
    (first / "theirs.txt").write_text("theirs")
    safe.choose(second)
    assert backups.move_snapshots() == Moved(moved=1)
    assert safe.names(first) == ["theirs.txt"]
    assert safe.names(second) == [taken.with_suffix(".recovery").name, taken.name]
    assert safe.names() == own
    safe.vault.lock()
    assert safe.fresh().backups.preview(second / taken.name, str(safe.code)).entries == 2


def test_what_is_set_aside_goes_along_with_what_was_unfinished_in_it(
    safe: Safe, tmp_path: Path
) -> None:
    """A copy of a journal in the middle of a commit is worth nothing without the other half."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    name = "journal-set-aside-2026-05-13-093000.smallacts"
    (first / name).write_bytes(safe.paths.journal.read_bytes())
    (first / f"{name}-journal").write_bytes(b"half")
    safe.choose(first)
    safe.choose(second)
    assert safe.vault.backups.move_snapshots() == Moved(moved=1)
    assert safe.names(first) == []
    assert safe.names(second) == [name, f"{name}-journal"]


def test_what_cannot_be_moved_is_looked_after_where_it_is(safe: Safe, tmp_path: Path) -> None:
    """Listed, thinned out, given the next passphrase and deleted, as long as anything is there."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    safe.choose(first)
    backups = safe.vault.backups
    taken = []
    for _ in range(3):
        safe.clock.at += timedelta(hours=1)
        taken.append(backups.take().path)
    safe.choose(second)
    first.rename(tmp_path / "drawer")
    assert backups.move_snapshots() == Moved(out_of_reach=(first,))
    assert backups.snapshots() == []
    (tmp_path / "drawer").rename(first)
    assert [item.path for item in backups.snapshots()] == taken[::-1]
    assert backups.out_of_reach == ()
    safe.clock.at += timedelta(days=2)
    last = backups.take().path
    assert [item.path for item in backups.snapshots()] == [last, taken[-1]]
    safe.encrypt()
    assert all(item.is_encrypted for item in backups.snapshots())
    assert erasable(safe.paths, backups.other_folders).snapshots[first] == SnapshotCount(1)
    safe.vault.lock()
    gone = erase_everything(safe.paths, backups.other_folders)
    assert gone.left == ()
    assert safe.names(first) == safe.names(second) == []


def test_a_move_that_is_stopped_leaves_the_rest_known(safe: Safe, tmp_path: Path) -> None:
    """Each snapshot is in one of the two folders, and none in both."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    safe.choose(first)
    backups = safe.vault.backups
    for _ in range(3):
        safe.clock.at += timedelta(hours=1)
        backups.take()
    safe.choose(second)

    def stop(done: int, _of: int) -> None:
        if done == 1:
            raise CancelledError

    assert backups.move_snapshots(stop) == Moved(moved=1, left=2, folders=(first,))
    assert (len(safe.names(first)), len(safe.names(second))) == (2, 1)
    assert len(backups.snapshots()) == 3


def test_a_folder_by_another_name_is_no_other_folder(safe: Safe, tmp_path: Path) -> None:
    """A link to it leads to the same snapshots, which stay what they are called."""
    first, link = tmp_path / "first", tmp_path / "link"
    first.mkdir()
    link.symlink_to(first)
    safe.choose(first)
    backups = safe.vault.backups
    taken = backups.take().path
    safe.choose(link)
    assert backups.move_snapshots() == Moved()
    assert safe.names(first) == [taken.name]


def test_a_snapshot_that_cannot_be_removed_is_not_in_two_places(
    safe: Safe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that can be read only keeps its own; no copy of it is left behind."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    safe.choose(first)
    backups = safe.vault.backups
    taken = backups.take().path
    safe.choose(second)
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path == taken:
            raise PermissionError
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert backups.move_snapshots() == Moved(left=1, folders=(first,))
    assert safe.names(second) == []
    assert safe.names(first) == [taken.name]


def test_a_damaged_settings_file_is_kept_and_the_own_folder_used(safe: Safe) -> None:
    """Nothing of it is overwritten; the person can look at it."""
    safe.paths.settings.write_bytes(b'{"snapshot_folder": "/media/st')
    assert Vault(safe.paths, safe.clock).backups.folder == safe.own
    (kept,) = safe.folder.glob("settings.damaged-*.json")
    assert kept.read_bytes() == b'{"snapshot_folder": "/media/st'


def test_the_day_s_snapshot_is_due_once(safe: Safe) -> None:
    """Taken in a thread of its own, while the journal is open."""
    daily = safe.vault.daily
    assert daily.is_due()
    worker = threading.Thread(target=daily.run)
    worker.start()
    worker.join()
    assert len(safe.names()) == 1
    assert not daily.is_due()
    assert daily.run() is None
    safe.clock.at += timedelta(days=1)
    assert daily.is_due()


def test_a_snapshot_that_cannot_be_taken_stops_nobody(safe: Safe) -> None:
    """It says why when asked, and tries again after an hour."""
    safe.own.write_text("in the way")
    daily = safe.vault.daily
    assert daily.run() is None
    assert isinstance(daily.problem, FolderNotWritableError)
    assert not daily.is_due()
    safe.write("three")
    safe.own.unlink()
    safe.clock.at += timedelta(hours=1)
    assert daily.run() is not None
    assert daily.problem is None


@pytest.mark.parametrize("shift", [timedelta(days=-3000), timedelta(days=3000)])
def test_a_clock_that_jumps_years_still_gives_a_snapshot_a_day(
    safe: Safe, shift: timedelta
) -> None:
    """And takes none away."""
    safe.vault.daily.run()
    safe.clock.at += shift
    assert safe.vault.daily.run() is not None
    assert not safe.vault.daily.is_due()
    assert len(safe.names()) == 2


def test_a_zone_that_changes_in_mid_day_asks_for_the_day_on_the_wall(safe: Safe) -> None:
    """Flown to Tokyo it is tomorrow already; flown back it is today again, which has one."""
    safe.clock.at = datetime(2026, 5, 14, 18, 0, tzinfo=UTC)
    safe.vault.daily.run()
    safe.clock.at = safe.clock.at.astimezone(timezone(timedelta(hours=9)))
    assert safe.vault.daily.run() is not None
    safe.clock.at = safe.clock.at.astimezone(UTC)
    assert not safe.vault.daily.is_due()
    assert len(safe.names()) == 2


def test_the_days_when_the_clocks_change_have_one_snapshot_each(safe: Safe) -> None:
    """The day of 23 hours and the day of 25."""
    for first in (datetime(2026, 3, 29, tzinfo=ZoneInfo("Europe/Berlin")),
                  datetime(2026, 10, 25, tzinfo=ZoneInfo("Europe/Berlin"))):  # fmt: skip
        taken = 0
        for hour in range(23 if first.month == 3 else 25):
            moment = first.astimezone(UTC) + timedelta(hours=hour)
            safe.clock.at = moment.astimezone(first.tzinfo)
            taken += safe.vault.daily.run() is not None
        assert taken == 1


def test_a_check_looks_at_everything(safe: Safe) -> None:
    """The journal first; a damaged snapshot is named, and one with another passphrase is not."""
    backups = safe.vault.backups
    first = backups.take().path
    safe.clock.at += timedelta(days=1)
    second = backups.take(SnapshotKind.BEFORE_UPDATE).path
    first.write_bytes(first.read_bytes()[:50_000])
    steps: list[tuple[int, int]] = []
    journal, newest, damaged = backups.check(lambda done, of: steps.append((done, of)))
    assert (journal.path, journal.is_journal, journal.problem) == (safe.paths.journal, True, "")
    assert (newest.path, newest.problem, newest.is_damaged) == (second, "", False)
    assert (damaged.path, damaged.is_damaged) == (first, True)
    assert first.name in damaged.problem
    assert steps == [(1, 3), (2, 3)]
