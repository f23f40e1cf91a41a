"""Setting, changing and removing the passphrase without a window."""

import json
import os
import pty
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.passphrase import RecoveryCode
from tests.cli.conftest import CHECKOUT, Finished, Run, journal_with, kept_in, sample

FIRST, SECOND = "correct horse battery staple", "a different lane to walk"
pytestmark = pytest.mark.usefixtures("quick_keys")


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


def test_from_the_first_passphrase_to_none(run_afresh: Run, data: Path) -> None:
    """Each step prints what it has to, and the recovery code opens the journal too."""
    done = passphrase(run_afresh, data, "set", FIRST)
    assert done.code == 0
    first_code = done.out.decode().strip()
    assert str(RecoveryCode.read(first_code)) == first_code
    assert FIRST not in done.err
    assert opens(run_afresh, data, FIRST)
    with closing(sqlite.connect(str(data / "journal.db"))) as connection:
        connection.execute(f"PRAGMA key = '{FIRST}'")
        assert connection.execute("SELECT count(*) FROM entries").fetchone() == (2,)
    done = passphrase(run_afresh, data, "change", first_code, SECOND)
    second_code = done.out.decode().strip()
    assert (done.code, second_code != first_code) == (0, True)
    every = (FIRST, first_code, SECOND, second_code)
    assert [opens(run_afresh, data, typed) for typed in every] == [
        False, False, True, True,
    ]  # fmt: skip
    done = passphrase(run_afresh, data, "remove", SECOND)
    assert (done.code, done.out) == (0, b"")
    assert done.lines == ["The journal has no passphrase now."]
    assert run_afresh("--data-dir", data, "export").code == 0


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


@dataclass(frozen=True, slots=True)
class Typed:
    """A ``passphrase set`` that somebody types in a terminal, and what it left."""

    code: int
    out: str
    shown: str


def typed_in_terminal(data: Path, home: Path, again: str, *groups: str | None) -> Typed:
    """Set a passphrase as a person does; None in ``groups`` stands for the right answer."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "smallacts_desktop", "--data-dir", str(data), "passphrase", "set"],
        stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, cwd=home, start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT), "HOME": str(home)},
    )  # fmt: skip
    os.close(theirs)
    assert program.stdout is not None
    shown = _read_until(ours, b"New passphrase: ")
    os.write(ours, FIRST.encode() + b"\n")
    shown += _read_until(ours, b"The same again: ")
    os.write(ours, again.encode() + b"\n")
    out = ""
    for group in groups:
        asked = _read_until(ours, b"of the recovery code: ")
        # It is on standard output, and the journal is as it was, before it is asked for.
        out = out or program.stdout.readline().decode()
        assert (data / "journal.db").read_bytes().startswith(b"SQLite")
        number = int(asked.rpartition(b"Type group ")[2][:1])
        right = RecoveryCode.read(out).groups[number - 1]
        os.write(ours, (group or right).encode() + b"\n")
        shown += asked
    with program.stdout:
        out += program.stdout.read().decode()
    program.wait(timeout=100)
    os.close(ours)
    return Typed(program.returncode, out, shown.decode())


def _read_until(terminal: int, question: bytes) -> bytes:
    shown = b""
    while question not in shown:
        shown += os.read(terminal, 1000)
    return shown


def test_in_a_terminal_the_new_one_is_typed_twice_and_the_code_typed_back(
    data: Path, tmp_path: Path
) -> None:
    """The passphrase is never shown; a slip in the code may be mended."""
    done = typed_in_terminal(data, tmp_path, FIRST, "slip", None)
    assert (done.code, len(done.out.split())) == (0, 1)
    assert FIRST not in done.shown
    assert not (data / "journal.db").read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize(
    ("again", "groups"), [("something else entirely", ()), (FIRST, ("slip", "slip", "slip"))]
)
def test_what_is_not_typed_back_changes_nothing(
    data: Path, tmp_path: Path, again: str, groups: tuple[str, ...]
) -> None:
    """Neither a passphrase nor a code that the person does not have is ever in force."""
    before = kept_in(data)
    done = typed_in_terminal(data, tmp_path, again, *groups)
    assert done.code == 1
    assert kept_in(data) == before


def test_a_code_that_cannot_be_shown_is_never_in_force(run_afresh: Run, data: Path) -> None:
    """A full disk takes the place of the terminal."""
    before = kept_in(data)
    with Path("/dev/full").open("wb") as full:
        done = run_afresh(
            "--data-dir", data, "--passphrase-stdin", "passphrase", "set",
            input=lines(FIRST), stdout=full,
        )  # fmt: skip
    assert (done.code, len(done.lines)) == (1, 1)
    assert kept_in(data) == before


def test_a_passphrase_that_is_easy_to_guess_is_told_and_taken(run: Run, data: Path) -> None:
    """It is the person's choice."""
    done = passphrase(run, data, "set", "aaaaaaaaaaaa")
    assert done.code == 0
    assert any("easy to guess" in line for line in done.lines)
    assert opens(run, data, "aaaaaaaaaaaa")


def test_guesses_are_slowed_from_one_run_to_the_next(run: Run, data: Path) -> None:
    """The fourth guess waits, in a new process too, and then the right passphrase must as well."""
    passphrase(run, data, "set", FIRST)
    for _ in range(3):
        done = run("--data-dir", data, "--passphrase-stdin", "export", input=lines("no, not this"))
        assert (done.code, done.lines) == (
            1, ["smallacts: That passphrase does not open this journal."],
        )  # fmt: skip
    counted = json.loads((data / "journal.attempts").read_bytes())
    assert (set(counted), counted["wrong"]) == ({"wrong", "last"}, 3)
    # The wait after three is two seconds, in which a busy computer may not start the next run.
    counted["wrong"] = 9
    (data / "journal.attempts").write_text(json.dumps(counted), encoding="ascii")
    done = passphrase(run, data, "change", FIRST, SECOND)
    assert done.code == 1
    assert "second" in done.err
    (data / "journal.attempts").write_text('{"wrong": 3, "last": "2001-01-01T00:00:00+00:00"}')
    assert opens(run, data, FIRST)
    assert not (data / "journal.attempts").exists()
