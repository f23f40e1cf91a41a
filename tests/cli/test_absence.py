"""A journal that is not where it was is told; nothing is made, exported or deleted."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, entries_in, journal_with, kept_in, sample, words

COMMANDS = ("export", "check", "import", "backup", "passphrase")
PASSPHRASE = "correct horse battery staple"
LINE = PASSPHRASE.encode() + b"\n"
pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def data(run: Run, tmp_path: Path) -> Path:
    """The folder of a journal with two entries and a snapshot."""
    folder = journal_with(tmp_path / "data", [sample(1), words(2, "A note.")]).parent
    run("--data-dir", folder, "backup")
    return folder


def _newest_backup(data: Path) -> Path:
    """By the moment it was written: within one second the names do not tell."""
    return max((data / "snapshots").glob("*.smallacts"), key=lambda path: path.stat().st_mtime_ns)


def _refused(run: Run, data: Path, said: str) -> None:
    """Every command says what is missing in one line, and not a byte of anything changes."""
    table, target = data.parent / "in.csv", data.parent / "out.csv"
    table.write_text("date,kind,act,outcome\n2026-05-12,act,Waved,done\n")
    target.write_text("the last good export")
    before = kept_in(data)
    for command in COMMANDS:
        more = {"export": ("--output", target), "import": (table,), "passphrase": ("set",)}
        done = run(
            "--data-dir", data, "--passphrase-stdin", command, *more.get(command, ()), input=LINE
        )
        assert (done.code, done.out) == (1, b""), command
        assert said in done.lines[0]
        # The check goes on to the backups, which matter most just then.
        assert (len(done.lines) == 1) is (command != "check")
    assert kept_in(data) == before
    assert target.read_text() == "the last good export"


def test_a_journal_that_is_gone_is_no_first_start(run: Run, data: Path) -> None:
    """A backup brings it back."""
    (data / "journal.db").unlink()
    _refused(run, data, "its file is not there")
    (taken,) = (data / "snapshots").glob("*.smallacts")
    assert run("--data-dir", data, "restore", taken).code == 0
    assert len(entries_in(data)) == 2


def test_the_check_looks_at_the_backups_of_a_missing_journal(run: Run, data: Path) -> None:
    """And names the newest good one; a damaged one is told as such."""
    (data / "journal.db").unlink()
    (taken,) = (data / "snapshots").glob("*.smallacts")
    done = run("--data-dir", data, "check")
    assert f"{taken.name}: sound" in done.lines
    assert done.lines[-1] == f"The newest good backup is {taken}"
    spoilt = bytearray(taken.read_bytes())
    spoilt[len(spoilt) // 2 :] = bytes(len(spoilt) - len(spoilt) // 2)
    taken.write_bytes(spoilt)
    done = run("--data-dir", data, "check")
    assert (done.code, done.lines[-1]) == (1, "There is no good backup.")


def test_a_locked_backup_of_a_missing_journal_is_not_called_bad(run: Run, data: Path) -> None:
    """Nobody has looked into it: it may be what brings everything back."""
    door = ("--data-dir", data, "--passphrase-stdin")
    typed = b"correct horse battery staple\n"
    assert run(*door, "passphrase", "set", input=typed).code == 0
    (data / "journal.db").unlink()
    done = run("--data-dir", data, "check")
    assert done.code == 1
    assert done.lines[-1] == (
        "No backup is known to be good. Those that could not be opened here may be."
    )
    newest = _newest_backup(data)
    assert f"{newest.name}: “{newest.name}” is locked. Its own passphrase opens it." in done.lines
    assert run(*door, "restore", newest, input=typed).code == 0


def test_the_check_opens_the_backups_of_a_missing_journal(run: Run, data: Path) -> None:
    """With the passphrase that is given; another one leaves them locked, and none is called bad."""
    door = ("--data-dir", data, "--passphrase-stdin")
    assert run(*door, "passphrase", "set", input=LINE).code == 0
    assert run(*door, "backup", input=LINE).code == 0
    (data / "journal.db").unlink()
    before = kept_in(data)
    done = run(*door, "check", input=LINE)
    assert kept_in(data) == before
    newest = _newest_backup(data)
    assert f"{newest.name}: sound" in done.lines
    assert done.lines[-1] == f"The newest good backup is {newest}"
    done = run(*door, "check", input=b"another one altogether\n")
    assert done.lines[-1] == (
        "No backup is known to be good. Those that could not be opened here may be."
    )


def test_a_journal_that_was_emptied_is_no_first_start(run: Run, data: Path) -> None:
    """As by a slip in a shell."""
    (data / "journal.db").write_bytes(b"")
    _refused(run, data, "is empty, and there was a journal in it")


def test_a_journal_that_turned_plain_is_told(run: Run, data: Path, tmp_path: Path) -> None:
    """Its key files stay, and what was put in its place is not taken for it."""
    run("--data-dir", data, "--passphrase-stdin", "passphrase", "set", input=LINE)
    other = journal_with(tmp_path / "other", [words(3, "Somebody else's.")])
    (data / "journal.db").write_bytes(other.read_bytes())
    _refused(run, data, "the file in its place has none")
    assert (data / "journal.recovery").exists()


def test_a_restore_takes_a_path_from_here(run: Run, data: Path, tmp_path: Path) -> None:
    """As a person types it."""
    (taken,) = (data / "snapshots").glob("*.smallacts")
    done = run("--data-dir", data, "restore", taken.relative_to(tmp_path))
    assert done.code == 0, done.err
    assert len(entries_in(data)) == 2
