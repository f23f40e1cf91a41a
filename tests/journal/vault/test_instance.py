"""One window for each journal: locks between real processes, and signs of other computers."""

import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.journal_errors import JournalOpenElsewhereError, OwnFileBlockedError
from smallacts_desktop.journal.vault import instance
from smallacts_desktop.journal.vault.instance import (
    Command,
    InstanceLock,
    Request,
    alone,
    this_computer,
)
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.file.file_lock import FileHeldError, LockFile

CHECKOUT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)
HOLDER = """
import sys
from pathlib import Path
from smallacts_desktop.journal.vault.instance import InstanceLock
from smallacts_desktop.paths import Paths
instance_lock = InstanceLock.take(Paths.inside(Path(sys.argv[1])))
instance_lock.beat()
print("held", flush=True)
sys.stdin.read()
instance_lock.release()
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A data folder that does not exist yet."""
    return Paths.inside(tmp_path / "data")


@contextmanager
def another_process(paths: Paths) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds the journal until its input ends."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, paths.data],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield holder


def write_heartbeat(paths: Paths, computer: str, at: datetime) -> None:
    """What a synced folder brings from another computer."""
    paths.data.mkdir(exist_ok=True)
    paths.lock.write_text(json.dumps({"computer": computer, "at": at.isoformat()}))


def held_by_other(paths: Paths) -> bool:
    """Whether a window, or a command that must be alone, has this journal open just now."""
    lock = LockFile(paths.lock)
    try:
        lock.hold()
    except FileHeldError:
        return True
    lock.release()
    return False


def instance_lock_at(paths: Paths, now: datetime = NOW) -> InstanceLock:
    """A lock of the computer called "here"."""
    return InstanceLock.take(paths, FixedClock(now), "here")


def test_a_second_process_is_told(paths: Paths) -> None:
    """While one process holds the journal no other can, and afterwards one can."""
    with another_process(paths) as holder:
        assert held_by_other(paths)
        with pytest.raises(JournalOpenElsewhereError):
            InstanceLock.take(paths)
        with pytest.raises(JournalOpenElsewhereError), alone(paths):
            pytest.fail("two at once")
        assert holder.stdin is not None
        holder.stdin.close()
        assert holder.wait(20) == 0
    assert not held_by_other(paths)
    assert paths.lock.read_bytes() == b""
    InstanceLock.take(paths).release()


def test_a_crash_leaves_no_obstacle(paths: Paths) -> None:
    """After kill -9 the sign is still there, and the next start goes on without a question."""
    with another_process(paths) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait(20)
    assert paths.lock.read_bytes() != b""
    assert not held_by_other(paths)
    instance_lock = InstanceLock.take(paths)
    assert not instance_lock.is_open_elsewhere()
    instance_lock.release()


def test_work_alone_holds_the_journal(paths: Paths) -> None:
    """A window cannot start while it goes on, and can once it has ended, even by an error."""
    held: list[bool] = []

    def work() -> None:
        with alone(paths):
            held.append(held_by_other(paths))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert held == [True]
    assert not held_by_other(paths)


def test_work_alone_waits_for_no_other_computer(paths: Paths) -> None:
    """Another computer's window is as good as one here."""
    write_heartbeat(paths, "there", NOW)
    with pytest.raises(JournalOpenElsewhereError), alone(paths, FixedClock(NOW)):
        pytest.fail("two at once")
    assert not held_by_other(paths)


def test_the_files_are_the_persons_alone(paths: Paths) -> None:
    """Folder 0700, files 0600."""
    instance_lock = instance_lock_at(paths)
    assert instance.listen_for_requests(paths)
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (paths.data, paths.lock, paths.raising)]
    assert modes == [0o700, 0o600, 0o600]
    instance_lock.release()


# Other computers


@pytest.mark.parametrize(
    ("age", "open_there"),
    [
        (timedelta(0), True),
        (timedelta(minutes=2, seconds=59), True),
        (timedelta(minutes=3, seconds=1), False),
        (timedelta(days=400), False),
        # Its clock is ahead, or this one was set back: asked once, for nobody can tell.
        (timedelta(minutes=-10), True),
        (timedelta(days=-400), True),
    ],
)
def test_another_computers_sign_counts_while_it_is_young(
    paths: Paths, age: timedelta, open_there: bool
) -> None:
    """Three minutes after its last sign a computer is taken to have closed the journal."""
    write_heartbeat(paths, "there", NOW - age)
    instance_lock = instance_lock_at(paths)
    assert instance_lock.is_open_elsewhere() is open_there
    instance_lock.beat()
    assert not instance_lock.is_open_elsewhere()
    instance_lock.release()
    # A sign from the future is gone as well, and nobody is asked again.
    assert not instance_lock_at(paths).is_open_elsewhere()


def test_the_other_zone_is_no_other_time(paths: Paths) -> None:
    """Signs are compared as moments."""
    write_heartbeat(paths, "there", (NOW - timedelta(minutes=1)).astimezone())
    assert instance_lock_at(paths).is_open_elsewhere()


def test_a_computer_that_comes_later_is_noticed_at_the_next_sign(paths: Paths) -> None:
    """Each finds the other's sign in place of its own, and tells."""
    instance_lock = instance_lock_at(paths)
    assert not instance_lock.beat()
    assert not instance_lock.beat()
    write_heartbeat(paths, "there", NOW)
    assert instance_lock.beat()
    assert not instance_lock.beat()
    instance_lock.release()


def test_another_computers_sign_outlives_our_end(paths: Paths) -> None:
    """Closing here says nothing about the window there."""
    instance_lock = instance_lock_at(paths)
    instance_lock.beat()
    write_heartbeat(paths, "there", NOW)
    instance_lock.release()
    assert instance_lock_at(paths).is_open_elsewhere()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"{",
        b"[]",
        b"null",
        b'{"computer": 5, "at": "2026-11-22T10:12:00+00:00"}',
        b'{"computer": "there", "at": "yesterday"}',
        b'{"computer": "there", "at": 5}',
        b'{"computer": "there", "at": "2026-11-22T10:12:00"}',
        b"[" * 4000,
        b"x" * 100_000,
    ],
)
def test_nonsense_in_the_file_is_no_obstacle(paths: Paths, content: bytes) -> None:
    """What cannot be read reports nobody, and is replaced."""
    paths.data.mkdir()
    paths.lock.write_bytes(content)
    instance_lock = instance_lock_at(paths)
    assert not instance_lock.is_open_elsewhere()
    instance_lock.beat()
    assert json.loads(paths.lock.read_bytes())["computer"] == "here"
    instance_lock.release()


@pytest.mark.parametrize("obstacle", ["folder", "link", "pipe"])
def test_what_is_no_file_in_the_place_of_the_lock_is_named_and_left(
    paths: Paths, tmp_path: Path, obstacle: str
) -> None:
    """Not followed, not emptied, not waited for."""
    paths.data.mkdir()
    victim = tmp_path / "letter.txt"
    victim.write_text("Dear all", encoding="utf-8")
    if obstacle == "folder":
        paths.lock.mkdir()
    elif obstacle == "link":
        paths.lock.symlink_to(victim)
    else:
        os.mkfifo(paths.lock)
    before = paths.lock.lstat()
    with pytest.raises(OwnFileBlockedError):
        instance_lock_at(paths)
    assert paths.lock.lstat() == before
    assert victim.read_text(encoding="utf-8") == "Dear all"


def test_where_files_cannot_be_locked_the_instance_lock_holds_nothing(paths: Paths) -> None:
    """Opening the journal will say what is wrong; the lock stands in nobody's way."""
    paths.data.write_text("a shopping list", encoding="utf-8")
    instance_lock = instance_lock_at(paths)
    assert not instance_lock.is_open_elsewhere()
    assert not instance_lock.beat()
    assert not held_by_other(paths)
    instance_lock.release()


REFUSED = """
import encodings.ascii, os, sys
from pathlib import Path
from smallacts_desktop.journal.vault.instance import InstanceLock, ask_for_window
from smallacts_desktop.paths import Paths
os.seteuid(65534)
paths = Paths.inside(Path(sys.argv[1]))
instance_lock = InstanceLock.take(paths)
print(instance_lock.is_open_elsewhere(), instance_lock.beat(), ask_for_window(paths))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="takes another account to be refused")
def test_a_read_only_folder_is_no_obstacle_to_the_instance_lock() -> None:
    """Another account may read the folder and not write: the lock holds nothing, quietly."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        told = subprocess.check_output([sys.executable, "-c", REFUSED, folder], cwd=CHECKOUT)
        assert told == b"False False False\n"
        assert not list(Path(folder).iterdir())


def test_a_folder_that_comes_back_is_held_at_the_next_sign(paths: Paths) -> None:
    """A USB stick that was not there at first."""
    paths.data.write_text("in the way", encoding="utf-8")
    instance_lock = instance_lock_at(paths)
    paths.data.unlink()
    instance_lock.beat()
    assert held_by_other(paths)
    instance_lock.release()


def test_a_computers_id_is_stable_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same twice, another for another name, and neither name nor account can be read."""
    own = this_computer()
    assert own == this_computer()
    assert os.uname().nodename not in own
    monkeypatch.setattr(instance, "_name_of_computer", lambda: "another")
    assert this_computer() != own
    assert len(own) == len(this_computer()) == 24


# A second start asks for the window


def test_a_request_is_answered_once(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desktop's token goes along; a request nobody answers is told apart."""
    monkeypatch.setattr(instance, "ANSWER_WITHIN", timedelta(0))
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-5")
    instance_lock_at(paths).release()
    assert instance.listen_for_requests(paths)
    assert instance.pop_request(paths) is None
    assert not instance.ask_for_window(paths)
    assert instance.pop_request(paths) == Request(Command.SHOW, "token-5")
    assert instance.pop_request(paths) is None


@pytest.mark.parametrize("token", ["", "é", "a\nb", "x" * 9000])
def test_an_odd_token_is_left_out(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    """The request still says that the window is wanted."""
    monkeypatch.setattr(instance, "ANSWER_WITHIN", timedelta(0))
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", token)
    instance_lock_at(paths).release()
    instance.ask_for_window(paths)
    assert instance.pop_request(paths) == Request(Command.SHOW)


@pytest.mark.parametrize("command", Command)
def test_a_command_goes_along(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    """One word of a fixed list, with the token or without."""
    monkeypatch.setattr(instance, "ANSWER_WITHIN", timedelta(0))
    instance_lock_at(paths).release()
    for token in ("", "token-6"):
        monkeypatch.setenv("XDG_ACTIVATION_TOKEN", token)
        instance.ask_for_window(paths, command)
        assert instance.pop_request(paths) == Request(command, token)


@pytest.mark.parametrize("text", ["\n", "erase token", "token-7", "LOCK", "\x00" * 5000, "lock\nx"])
def test_what_makes_no_sense_asks_for_the_window(paths: Paths, text: str) -> None:
    """Anyone who can write beside the journal can raise the window, and no more than the list."""
    instance_lock_at(paths).release()
    paths.raising.write_text(text, encoding="ascii")
    taken = instance.pop_request(paths)
    assert taken is not None
    assert taken.command is Command.SHOW


@pytest.mark.parametrize("name", ["a.smallacts", "été\n.smallacts", "x" * 200])
def test_a_backup_to_bring_back_is_named(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Its path goes along whatever is in it, and stays no longer than until it is read."""
    monkeypatch.setattr(instance, "ANSWER_WITHIN", timedelta(0))
    instance_lock_at(paths).release()
    file = paths.data.absolute() / name
    instance.ask_for_window(paths, Command.RESTORE, file)
    assert instance.pop_request(paths) == Request(Command.RESTORE, file=file)
    assert paths.raising.read_bytes() == b""


@pytest.mark.parametrize(
    "content", [b"lock \n/etc/passwd\n", b"restore \nnot/absolute\n", b"restore \n/a\0b\n"]
)
def test_only_a_restore_names_a_file(paths: Paths, content: bytes) -> None:
    """Anything else with a path asks for the window alone."""
    instance_lock_at(paths).release()
    paths.raising.write_bytes(content)
    assert instance.pop_request(paths) == Request(Command.SHOW)
