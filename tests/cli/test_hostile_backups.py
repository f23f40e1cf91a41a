"""Bringing back a file that is no honest backup: never run, never waited for, never believed.

The command line runs in this process, since there are some hundred kinds. Whatever the kind,
nothing changes in the data folder of a refused one, and nothing ever outside.
"""

import hashlib
import json
import os
import signal
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smallacts_desktop.__main__ import main
from tests.cli import hostile
from tests.cli.conftest import Run, entries_in, journal_with, kept_aside_in, kept_in, sample, words

LONGEST_SECONDS = 60


def hashes(folder: Path, *without: Path) -> dict[str, str]:
    """Everything under a folder with what it is, without following a link or opening a pipe."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if any(path.is_relative_to(left_out) for left_out in without):
            continue
        facts = path.lstat()
        kind = f"{stat.S_IFMT(facts.st_mode):o} {facts.st_size}"
        if stat.S_ISREG(facts.st_mode) and facts.st_size < 1 << 28:
            kind += hashlib.sha256(path.read_bytes()).hexdigest()
        found[str(path)] = kind
    return found


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """Whatever would hang ends, and fails."""

    def too_long(*_: object) -> None:
        raise AssertionError("took too long")

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LONGEST_SECONDS)
    yield
    signal.alarm(0)


@pytest.fixture
def good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An honest backup of five entries, one of them private."""
    folder = tmp_path / "elsewhere"
    five = [*map(sample, (1, 2, 3)), words(4, "A note."), sample(5, private=True)]
    journal_with(folder, five)
    file = tmp_path / "good.smallacts"
    assert main(["--data-dir", str(folder), "backup", "--output", str(file)]) == 0
    capsys.readouterr()
    return file


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A journal of one entry, and something near it that is to stay."""
    (tmp_path / hostile.VICTIM).write_text("Dear Ann")
    return journal_with(tmp_path / "data", [sample(9, note="mine")]).parent


Tell = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def run_command(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Tell:
    """Run a command in this process; returns its exit code and the lines it said."""
    monkeypatch.setattr("smallacts_desktop.cli.session.sys.stdin", None)

    def run_command(*arguments: str | Path) -> tuple[int, list[str]]:
        code = main(["--data-dir", str(data), *map(str, arguments)])
        said = capsys.readouterr()
        assert said.out == ""
        assert "Traceback" not in said.err
        return code, said.err.splitlines()

    return run_command


@pytest.mark.parametrize("kind", hostile.REFUSED)
def test_what_is_no_backup_is_refused_in_one_sentence(
    kind: str, run_command: Tell, good: Path, data: Path, tmp_path: Path
) -> None:
    """By the dry run and by the restore alike, and everything is as it was."""
    file = tmp_path / "hostile.smallacts"
    hostile.REFUSED[kind](good, file)
    before, journal_before = hashes(tmp_path, data), kept_in(data)
    for also in (("--dry-run",), ()):
        code, lines = run_command("restore", file, *also)
        assert (code, len(lines)) == (1, 1), lines
    assert hashes(tmp_path, data) == before
    assert kept_in(data) == journal_before


@pytest.mark.parametrize(
    ("kind", "entries", "others"),
    [
        *((kind, 1, 0) for kind in hostile.ONE_ENTRY_LESS),
        *((kind, 0, 1) for kind in hostile.ONE_THING_LESS),
    ],
)
def test_what_no_form_would_take_stays_in_the_backup(
    kind: str, entries: int, others: int, run_command: Tell, good: Path, data: Path, tmp_path: Path
) -> None:
    """It is counted before anything happens; the rest comes back, and can all be exported."""
    file = tmp_path / "hostile.smallacts"
    {**hostile.ONE_ENTRY_LESS, **hostile.ONE_THING_LESS}[kind](good, file)
    before, journal_before = hashes(tmp_path, data), kept_in(data)
    code, lines = run_command("restore", file, "--dry-run")
    assert code == 0
    assert lines[1] == (
        f"{entries} of its entries and {others} of its other parts cannot be read. "
        "They stay in the backup."
    )
    assert kept_in(data) == journal_before
    code, lines = run_command("restore", file)
    assert code == 0
    assert lines[-1] == (
        f"{entries} entries and {others} other parts of the backup were left out, since they "
        "cannot be read. hostile.smallacts still holds them."
    )
    assert hashes(tmp_path, data) == before
    assert len(kept_aside_in(data)) == (kind not in hostile.TOO_LARGE)
    back = {entry.id: entry for entry in entries_in(data)}
    honest = {entry.id: entry for entry in entries_in(tmp_path / "elsewhere")}
    assert back.items() <= honest.items()
    assert len(honest) - len(back) == (kind in hostile.IN_AN_HONEST_ENTRY)
    target = tmp_path / "out.csv"
    code, lines = run_command("export", "--output", target)
    assert (code, lines) == (0, [f"{len(back)} written, 0 withheld."])
    assert run_command("check")[0] == 0


def test_what_was_left_out_is_kept_in_the_journal_byte_for_byte(
    run_command: Tell, good: Path, data: Path, tmp_path: Path
) -> None:
    """Thinning may delete a snapshot one day. It survives a further restore, and grows no more."""
    file = tmp_path / "hostile.smallacts"
    hostile.by_sql(
        "UPDATE entries SET note = CAST(x'6d79ff41' AS TEXT) WHERE number = 1",
        "UPDATE entries SET note = note || ' and more' WHERE number = 2",
        "UPDATE entries SET checksum = x'' WHERE number = 3",
    )(good, file)
    assert run_command("restore", file)[0] == 0
    kept = kept_aside_in(data)
    assert [origin for origin, _ in kept] == ["entries"] * 3
    notes = [json.loads(contents)["note"] for _, contents in kept]
    assert notes == [{"hex": "6d79ff41"}, "He nodded back. and more", "He nodded back."]
    assert len(entries_in(data)) == 2
    taken = tmp_path / "again.smallacts"
    assert run_command("backup", "--output", taken)[0] == 0
    file.unlink()
    code, lines = run_command("restore", taken)
    assert (code, [line for line in lines if "left out" in line]) == (0, [])
    assert kept_aside_in(data) == kept
    assert run_command("check")[0] == 0
    code, lines = run_command("export", "--output", tmp_path / "out.csv")
    assert (code, lines) == (0, ["2 written, 0 withheld."])
    assert b"and more" not in (tmp_path / "out.csv").read_bytes()


def test_an_honest_backup_comes_back_to_the_byte(
    run_command: Tell, good: Path, data: Path, tmp_path: Path
) -> None:
    """Private entries stay private, and the backup is not touched."""
    before = hashes(tmp_path, data)
    code, lines = run_command("restore", good)
    assert code == 0
    assert not [line for line in lines if "cannot be read" in line]
    assert hashes(tmp_path, data) == before
    assert entries_in(data) == entries_in(tmp_path / "elsewhere")
    assert [entry.private for entry in entries_in(data)].count(True) == 1


@pytest.mark.parametrize("beside", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("kind", ["pipe", "link", "chance"])
def test_what_lies_beside_a_backup_is_not_looked_at(
    run_command: Tell, good: Path, data: Path, tmp_path: Path, beside: str, kind: str
) -> None:
    """An interrupted commit would name files to be deleted, a pipe never answer."""
    other = good.with_name(good.name + beside)
    if kind == "pipe":
        os.mkfifo(other)
    elif kind == "link":
        other.symlink_to(tmp_path / hostile.VICTIM)
    else:
        other.write_bytes(os.urandom(9000))
    before = hashes(tmp_path, data)
    assert run_command("restore", good)[0] == 0
    assert hashes(tmp_path, data) == before
    assert len(entries_in(data)) == 5


def test_a_backup_that_names_a_file_to_be_deleted_deletes_none(
    run_command: Tell, good: Path, data: Path, tmp_path: Path
) -> None:
    """SQLite's rollback journal ends with the name of a file that goes when it was rolled back."""
    victim = tmp_path / hostile.VICTIM
    name = os.fsencode(str(victim))
    beside = good.with_name(good.name + "-journal")
    beside.write_bytes(interrupted_commit_naming(name))
    before = hashes(tmp_path, data)
    assert run_command("restore", good)[0] == 0
    assert hashes(tmp_path, data) == before


def interrupted_commit_naming(name: bytes, pages: int = 1) -> bytes:
    """A rollback journal without pages that names a super-journal."""
    magic = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    header = magic + (0).to_bytes(4) + bytes(4) + pages.to_bytes(4) + (512).to_bytes(4)
    header += (4096).to_bytes(4)
    check = sum(name) & 0xFFFFFFFF
    tail = bytes(4) + name + len(name).to_bytes(4) + check.to_bytes(4) + magic
    return header.ljust(512, b"\0") + tail


def test_a_device_is_no_backup(run: Run, data: Path) -> None:
    """As the program a person starts."""
    for device in ("/dev/zero", "/dev/stdin", "/dev"):
        done = run("--data-dir", data, "restore", device, "--dry-run")
        assert (done.code, len(done.lines)) == (1, 1)
