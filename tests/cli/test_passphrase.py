"""Setting, changing and removing the passphrase without a window."""

import os
import pty
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.recovery_code import RecoveryCode
from tests.cli.conftest import CHECKOUT, Finished, Run, journal_with, kept_in, sample

FIRST, SECOND = "correct horse battery staple", "a different lane to walk"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a plain journal."""
    return journal_with(tmp_path / "data", [sample(1), sample(2)]).parent


def lines(*typed: str) -> bytes:
    """Standard input."""
    return "".join(f"{line}\n" for line in typed).encode()


def passphrase(
    run: Run, data: Path, step: str, *typed: str, more: tuple[str, ...] = ()
) -> Finished:
    """Run one of the three, with these lines on standard input."""
    return run(
        "--data-dir", data, "--passphrase-stdin", "passphrase", step, *more, input=lines(*typed)
    )


def opens(run: Run, data: Path, typed: str) -> bool:
    """Whether this opens the journal."""
    return run("--data-dir", data, "--passphrase-stdin", "export", input=lines(typed)).code == 0


def test_from_the_first_passphrase_to_none(run: Run, data: Path) -> None:
    """Each step prints what it has to, and the recovery code opens the journal too."""
    done = passphrase(run, data, "set", FIRST)
    assert (done.code, len(done.lines)) == (0, 1)
    first_code = done.out.decode().strip()
    assert str(RecoveryCode.read(first_code)) == first_code
    assert FIRST not in done.err
    assert opens(run, data, FIRST)
    with closing(sqlite.connect(str(data / "journal.db"))) as connection:
        connection.execute(f"PRAGMA key = '{FIRST}'")
        assert connection.execute("SELECT count(*) FROM entries").fetchone() == (2,)
    done = passphrase(run, data, "change", first_code, SECOND)
    second_code = done.out.decode().strip()
    assert (done.code, second_code != first_code) == (0, True)
    assert [opens(run, data, typed) for typed in (FIRST, first_code, SECOND, second_code)] == [
        False, False, True, True,
    ]  # fmt: skip
    done = passphrase(run, data, "remove", SECOND)
    assert (done.code, done.out) == (0, b"")
    assert done.lines == ["The journal has no passphrase now."]
    assert run("--data-dir", data, "export").code == 0


def test_what_does_not_fit_changes_nothing(run: Run, data: Path) -> None:
    """One line, exit 1, not a byte of the journal."""
    before = kept_in(data)
    for step, *typed in (
        ("set",), ("set", "too short"), ("change", FIRST, SECOND), ("remove", FIRST),
    ):  # fmt: skip
        done = passphrase(run, data, step, *typed)
        assert (done.code, done.out, len(done.lines)) == (1, b"", 1)
    assert kept_in(data) == before
    passphrase(run, data, "set", FIRST)
    before = kept_in(data)
    for step, *typed in (
        ("set", SECOND), ("change", SECOND, FIRST), ("change", FIRST), ("change", FIRST, "short"),
        ("remove", SECOND),
    ):  # fmt: skip
        done = passphrase(run, data, step, *typed)
        assert (done.code, done.out, len(done.lines)) == (1, b"", 1)
    assert kept_in(data) == before


def test_older_snapshots_follow_or_go(run: Run, data: Path) -> None:
    """As the person says; none of them stays plain."""
    run("--data-dir", data, "backup")
    passphrase(run, data, "set", FIRST)
    snapshots = list((data / "snapshots").glob("*.smallacts"))
    assert len(snapshots) == 2
    assert not [path for path in snapshots if path.read_bytes().startswith(b"SQLite")]
    passphrase(run, data, "change", FIRST, SECOND, more=("--old-snapshots", "delete"))
    assert len(list((data / "snapshots").glob("*.smallacts"))) == 1


def test_wrong_usage_is_told_apart(run: Run, data: Path) -> None:
    """Exit 2."""
    assert run("--data-dir", data, "passphrase").code == 2
    assert passphrase(run, data, "set", FIRST, more=("--old-snapshots", "burn")).code == 2


@pytest.mark.parametrize(("again", "code"), [(FIRST, 0), ("something else entirely", 1)])
def test_in_a_terminal_the_new_one_is_typed_twice_and_not_shown(
    data: Path, tmp_path: Path, again: str, code: int
) -> None:
    """Two that differ change nothing."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "smallacts_desktop", "--data-dir", str(data), "passphrase", "set"],
        stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, cwd=tmp_path, start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT), "HOME": str(tmp_path)},
    )  # fmt: skip
    os.close(theirs)
    shown = _type(ours, ("New passphrase: ", FIRST), ("The same again: ", again))
    out, _ = program.communicate(timeout=100)
    os.close(ours)
    assert program.returncode == code
    assert (len(out.split()) == 1) is (code == 0)
    assert FIRST.encode() not in shown
    assert (data / "journal.db").read_bytes().startswith(b"SQLite") is (code == 1)


def _type(terminal: int, *answers: tuple[str, str]) -> bytes:
    """Answer each question once it is asked; returns all that was shown."""
    shown = b""
    for question, answer in answers:
        before = len(shown)
        while question.encode() not in shown[before:]:
            shown += os.read(terminal, 1000)
        os.write(terminal, answer.encode() + b"\n")
    return shown
