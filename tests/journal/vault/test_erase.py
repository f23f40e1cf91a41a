"""Deleting everything removes what is the program's own, says so, and touches nothing else."""

import os
import shutil
from pathlib import Path

import pytest

from smallacts_desktop.domain.backups import SnapshotCount
from smallacts_desktop.journal.vault.own_files import Erased, erasable, erase_everything
from smallacts_desktop.paths import Paths

OURS = (
    "journal.db",
    "journal.db-journal",
    "journal.db-next",
    "journal.keycheck",
    "journal.keycheck-next",
    "journal.rekeying",
    "journal.recovery",
    "journal.open",
    "journal.lock",
    "journal.intent",
    "journal.raise",
    "settings.json",
    "settings.damaged-20261122-101200.json",
    "logs/smallacts.log",
    "logs/smallacts.log.1",
)
SNAPSHOTS = (
    "small-acts-2026-11-22-101200.smallacts",
    "small-acts-2026-11-22-101200-before-update.smallacts",
    "small-acts-2026-11-22-101200-2.smallacts",
    "journal-set-aside-2026-11-22-101200.smallacts",
    "journal-v2-20261122T101200Z.db",
    "journal-v2-20261122T101200Z-2.db",
)
# One of them is a journal that was archived.
COUNT = SnapshotCount(len(SNAPSHOTS) - 1, 1)
BESIDE_SNAPSHOTS = (
    "small-acts-2026-11-22-101200.recovery",
    "small-acts.intent",
    "small-acts-2026-11-22-101300.smallacts~0123abcd.part",
    ".small-acts-2026-11-22-101300.smallacts.part",
)
NOT_OURS = (
    "journal.docx",
    "journal.db.zip",
    "my journal.db",
    "settings.ini",
    "small-acts.csv",
    "small-acts-2026-11-22.pdf",
    "small-acts-holiday.smallacts",
    "photo.jpg",
)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A folder that holds everything, all of it filled."""
    made = Paths.inside(tmp_path / "data")
    fill(made.data, OURS)
    fill(made.data / "snapshots", (*SNAPSHOTS, *BESIDE_SNAPSHOTS))
    return made


def fill(folder: Path, names: tuple[str, ...]) -> None:
    """Make files of these names, each with something in it."""
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"this was {name}", encoding="utf-8")


def test_everything_goes_and_is_counted(paths: Paths) -> None:
    """Every file of ours, and the folders, which hold nothing else."""
    assert erase_everything(paths) == Erased(True, COUNT, True, True)
    assert not paths.data.exists()
    assert paths.data.parent.exists()


def test_other_peoples_things_stay_byte_for_byte(paths: Paths, tmp_path: Path) -> None:
    """In our folder, in that of snapshots and in one the person chose: none of it is touched."""
    chosen = tmp_path / "usb stick"
    fill(chosen, (*SNAPSHOTS, *NOT_OURS, "journal.db", "settings.json", "holiday/journal.db"))
    fill(paths.data, NOT_OURS)
    fill(paths.data / "snapshots", ("photo.jpg",))
    erased = erase_everything(paths, [chosen])
    assert erased.snapshots == COUNT + COUNT
    assert set(erased.shared) == {paths.data, paths.data / "snapshots"}
    left = {file.name for file in paths.data.iterdir()}
    assert left == {*NOT_OURS, "snapshots"}
    stays = {*NOT_OURS, "journal.db", "settings.json", "holiday"}
    assert {file.name for file in chosen.iterdir()} == stays
    for name in NOT_OURS:
        assert (chosen / name).read_text("utf-8") == f"this was {name}"


def test_what_would_go_is_told_beforehand(paths: Paths, tmp_path: Path) -> None:
    """Snapshots by folder; nothing is removed by asking."""
    chosen = tmp_path / "usb stick"
    fill(chosen, SNAPSHOTS[:2])
    goes = erasable(paths, [chosen, tmp_path / "not there"])
    assert goes.snapshots == {paths.data / "snapshots": COUNT, chosen: SnapshotCount(2)}
    assert paths.journal.exists()


def test_a_file_that_cannot_go_is_named_and_the_others_go(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program holds the journal, as on Windows: it is left, and told."""
    unlink = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path == paths.journal:
            raise PermissionError
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    erased = erase_everything(paths)
    assert erased.left == (paths.journal,)
    # Its key check and its recovery file are gone all the same.
    assert erased.journal
    assert [file.name for file in paths.data.iterdir()] == ["journal.db"]


def test_a_link_is_removed_and_never_followed(paths: Paths, tmp_path: Path) -> None:
    """What it leads to stays, be it a file, a folder of snapshots or one of logs."""
    elsewhere = tmp_path / "elsewhere"
    fill(elsewhere, ("letter.txt", "small-acts-2026-11-22-101200.smallacts", "smallacts.log"))
    paths.journal.unlink()
    paths.journal.symlink_to(elsewhere / "letter.txt")
    for folder in (paths.data / "snapshots", paths.logs):
        shutil.rmtree(folder)
        folder.symlink_to(elsewhere)
    erase_everything(paths)
    assert len(list(elsewhere.iterdir())) == 3
    assert not os.path.lexists(paths.journal)


def test_a_link_to_nothing_is_removed(paths: Paths) -> None:
    """A link whose target is gone is no obstacle."""
    paths.journal.unlink()
    paths.journal.symlink_to(paths.data / "gone.db")
    assert erase_everything(paths).left == ()
    assert not paths.data.exists()


def test_where_there_is_nothing_nothing_is_removed(tmp_path: Path) -> None:
    """Asking twice does no harm, and makes no folder."""
    paths = Paths.inside(tmp_path / "data")
    assert erase_everything(paths) == Erased()
    assert not paths.data.exists()


def test_the_systems_own_folders_are_left_empty_or_removed(home: Path) -> None:
    """Data, settings and log in the places the system wants: only our folders in them go."""
    paths = Paths.for_person(None, {})
    fill(paths.data, ("journal.db", "snapshots/small-acts-2026-11-22-101200.smallacts"))
    fill(paths.settings.parent, ("settings.json",))
    fill(paths.logs, ("smallacts.log",))
    assert erase_everything(paths) == Erased(True, SnapshotCount(1), True, True)
    assert [path for path in home.parent.rglob("*") if "smallacts" in path.name] == []
