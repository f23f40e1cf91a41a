"""A data folder in which something else lies under the program's own names.

Nothing of the kind is followed, emptied, deleted or waited for, whatever the command, and nothing
outside the folder changes.
"""

import os
import signal
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smallacts_desktop.__main__ import main
from tests.cli.conftest import journal_with, sample
from tests.cli.hostile import VICTIM
from tests.cli.test_hostile_backups import hashes

OUTSIDE = "outside"
NAMES = (
    "journal.db", "journal.db-journal", "journal.db-wal", "journal.db-shm", "journal.db-next",
    "journal.keycheck", "journal.keycheck-next", "journal.recovery", "journal.recovery-next",
    "journal.rekeying", "journal.intent", "journal.intent.part", "journal.open", "journal.raise",
    "journal-restoring-2026-05-14-093000.db", "settings.json", "snapshots",
    "snapshots/small-acts-2026-05-14-093000.smallacts",
    "snapshots/small-acts-2026-05-14-093000.smallacts.part",
    "snapshots/small-acts-2026-05-14-093000.recovery",
)  # fmt: skip


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.symlink_to(path.parents[1 if path.parent.name == "data" else 2] / OUTSIDE / VICTIM)


def _link_to_folder(path: Path) -> None:
    path.symlink_to(path.parents[1 if path.parent.name == "data" else 2] / OUTSIDE)


def _link_to_zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _full_folder(path: Path) -> None:
    path.mkdir()
    (path / VICTIM).write_text("Dear Bea")


KINDS: dict[str, Callable[[Path], None]] = {
    "a pipe": _pipe,
    "a link": _link,
    "a link to a folder": _link_to_folder,
    "a link to endless zeros": _link_to_zeros,
    "a folder": _full_folder,
}


# Nobody reads so much within the time that a test has.
TERABYTE = 1 << 40
# What is half-made under these names is no longer needed and goes, however large it is.
HALF_MADE = frozenset(
    {
        "journal.db-journal", "journal.db-wal", "journal.db-next", "journal.keycheck-next",
        "journal.recovery-next", "journal.rekeying", "journal.intent.part",
        "journal-restoring-2026-05-14-093000.db",
        "snapshots/small-acts-2026-05-14-093000.smallacts.part",
    }
)  # fmt: skip
# The program's own notes of the moment, written again.
WRITTEN_AFRESH = frozenset({"journal.open"})


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """Whatever would hang ends, and fails."""

    def too_long(*_: object) -> None:
        raise AssertionError("took too long")

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(100)
    yield
    signal.alarm(0)


def _what_lies_at(path: Path) -> tuple[int, str]:
    """What kind of thing it is, and where a link leads or what is in a folder.

    What is where the note of an unfinished change would be is given another name, so that the
    next change has room for its own.
    """
    if path.name == "journal.intent" and not os.path.lexists(path):
        path = path.with_name("journal.intent-not-ours-1")
    kind = stat.S_IFMT(path.lstat().st_mode)
    if stat.S_ISLNK(kind):
        return kind, str(path.readlink())
    if stat.S_ISDIR(kind):
        return kind, str((path / VICTIM).read_text())
    return kind, ""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_under_a_name_of_ours_is_followed_or_waited_for(
    name: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command ends, with what it did or with a sentence why not."""
    data = journal_with(tmp_path / "data", [sample(1), sample(2)]).parent
    (tmp_path / OUTSIDE).mkdir()
    (tmp_path / OUTSIDE / VICTIM).write_text("Dear Ann")
    rows = tmp_path / OUTSIDE / "in.csv"
    rows.write_text("date,kind,act,outcome\n2026-05-12,act,Waved,done\n")
    place = data / name
    if name != "snapshots":
        (data / "snapshots").mkdir()
    place.unlink(missing_ok=True)
    KINDS[kind](place)
    lies, outside = _what_lies_at(place), hashes(tmp_path / OUTSIDE)
    for command in (
        ("check",),
        ("export",),
        ("import", str(rows), "--dry-run"),
        ("backup",),
        ("import", str(rows)),
    ):
        code = main(["--data-dir", str(data), *command])
        said = capsys.readouterr()
        assert code in (0, 1)
        assert "Traceback" not in said.err
        assert "inside Small Acts" not in said.err, command
        if name == "journal.db":
            assert (code, said.out, len(said.err.splitlines())) == (1, "", 1), (command, said.err)
        assert _what_lies_at(place) == lies, command
        assert hashes(tmp_path / OUTSIDE) == outside, command


@pytest.mark.parametrize("name", [*NAMES, "journal.lock", "journal.attempts"])
def test_an_enormous_file_under_a_name_of_ours_is_never_read_whole(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command ends at once, and what is no half-made file of ours stays."""
    data = journal_with(tmp_path / "data", [sample(1), sample(2)]).parent
    rows = tmp_path / "in.csv"
    rows.write_text("date,kind,act,outcome\n2026-05-12,act,Waved,done\n")
    place = data / name
    if name != "snapshots":
        (data / "snapshots").mkdir()
    place.unlink(missing_ok=True)
    place.write_bytes(b"SQLite format 3\0")
    os.truncate(place, TERABYTE)
    for command in (
        ("check",),
        ("export",),
        ("import", str(rows), "--dry-run"),
        ("backup",),
        ("import", str(rows)),
    ):
        code = main(["--data-dir", str(data), *command])
        said = capsys.readouterr()
        assert code in (0, 1)
        assert "Traceback" not in said.err
        assert "inside Small Acts" not in said.err, command
        if code and command in {("export",), ("backup",)}:
            assert len(said.err.splitlines()) == 1, said.err
        if command == ("check",) or name not in HALF_MADE | WRITTEN_AFRESH:
            kept = [place, place.with_name(f"{place.name}-not-ours-1")]
            assert any(path.exists() and path.stat().st_size == TERABYTE for path in kept), command
