"""When the journal or the disk is in trouble: one line, exit 1, nothing changed."""

import resource
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import OF_USE, Run, journal_with, sample, words

COMMANDS = {
    "export": ("export",),
    "import": ("import", "in.csv"),
    "dry run": ("import", "in.csv", "--dry-run"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A healthy journal, and a file to import beside it."""
    (tmp_path / "in.csv").write_text("date,kind,act,outcome\n2026-05-12,act,Waved,done\n")
    return journal_with(tmp_path / "data", [sample(n + 1) for n in range(200)])


def garble(path: Path) -> None:
    """Write over the middle of the file, as a failing disk does."""
    data = bytearray(path.read_bytes())
    data[4096 : len(data) - 4096] = b"\x5a" * (len(data) - 8192)
    path.write_bytes(bytes(data))


def cut(path: Path) -> None:
    """Keep the first half of the file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def replace_by_text(path: Path) -> None:
    """Something else by the journal's name."""
    path.write_text("This is my shopping list, long enough to be taken for a header. " * 9)


def make_newer(path: Path) -> None:
    """As a later version of the program leaves it."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 999")


def belongs_to_another(path: Path) -> None:
    """A database of some other program."""
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE shopping (item TEXT)")
        other.execute("PRAGMA application_id = 77")


def become_a_folder(path: Path) -> None:
    """A folder stands where the file should be."""
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
@pytest.mark.parametrize(
    "break_it",
    [garble, cut, replace_by_text, make_newer, belongs_to_another, become_a_folder],
)
def test_a_journal_that_cannot_be_used_is_left_alone(
    run: Run, path: Path, break_it: object, arguments: tuple[str, ...]
) -> None:
    """One line that names what is wrong, exit 1, and every byte as it was."""
    assert callable(break_it)
    break_it(path)
    before = _bytes_below(path.parent)
    done = run("--data-dir", path.parent, *arguments)
    assert (done.code, done.out) == (1, b"")
    assert len(done.lines) == 1
    assert done.err.startswith("smallacts: ")
    assert _bytes_below(path.parent) == before


def test_a_folder_that_cannot_be_made_is_named(run: Run, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "taken").write_text("a file")
    done = run("--data-dir", tmp_path / "taken" / "data", "export")
    assert (done.code, done.out, len(done.lines)) == (1, b"", 1)
    assert (tmp_path / "taken").read_text() == "a file"


def limit_files() -> None:
    """No file may grow past 200 kB: what a full disk is to a program."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def test_a_full_disk_leaves_the_journal_whole(run_afresh: Run, tmp_path: Path) -> None:
    """An import that does not fit is undone to the last byte."""
    path = journal_with(tmp_path / "data", [sample(1)])
    run_afresh("--data-dir", tmp_path / "data", "export")
    before = path.read_bytes()
    source = tmp_path / "big"
    journal_with(source, [words(n + 10, "words " * 3000) for n in range(40)])
    run_afresh("--data-dir", source, "export", "--output", tmp_path / "big.csv")
    done = run_afresh(
        "--data-dir", tmp_path / "data", "import", tmp_path / "big.csv", preexec_fn=limit_files
    )
    assert done.code == 1
    assert done.lines[-1].startswith("smallacts: ")
    assert path.read_bytes() == before
    after = run_afresh("--data-dir", tmp_path / "data", "export")
    assert after.lines == ["1 written, 0 withheld."]


def test_a_full_disk_leaves_the_older_export_whole(run_afresh: Run, tmp_path: Path) -> None:
    """The target keeps its bytes, and nothing half-written stays beside it."""
    journal_with(tmp_path / "data", [words(n + 10, "words " * 3000) for n in range(40)])
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.csv").write_bytes(b"older")
    done = run_afresh(
        "--data-dir", tmp_path / "data", "export", "--output", folder / "a.csv",
        preexec_fn=limit_files,
    )  # fmt: skip
    assert (done.code, len(done.lines)) == (1, 1)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {"a.csv": b"older"}


def _bytes_below(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name not in OF_USE
    }
