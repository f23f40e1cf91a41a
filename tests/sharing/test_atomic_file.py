"""Writing a chosen file: whole and new, or whole and old."""

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smallacts_desktop.domain.errors import (
    CancelledError,
    FileDiskFullError,
    FileNotWrittenError,
)
from smallacts_desktop.sharing.atomic_file import write_beside


def _then(error: BaseException) -> Iterator[bytes]:
    yield b"half of "
    raise error


def test_chunks_become_one_file_for_its_owner_alone(tmp_path: Path) -> None:
    """A new file has every byte, nobody else can read it, and nothing else is left."""
    target = tmp_path / "mine.csv"
    write_beside(target, [b"one,", b"", b"two\r\n"])
    assert target.read_bytes() == b"one,two\r\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    """Saving again under the same name leaves the newer file."""
    target = tmp_path / "mine.csv"
    target.write_bytes(b"a much longer older file")
    write_beside(target, [b"new"])
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize(
    "error", [CancelledError(), KeyboardInterrupt(), ZeroDivisionError()], ids=repr
)
def test_what_stops_the_work_leaves_the_older_file(tmp_path: Path, error: BaseException) -> None:
    """The reason passes through unchanged; no half-written file stays behind."""
    target = tmp_path / "mine.csv"
    target.write_bytes(b"old")
    with pytest.raises(type(error)):
        write_beside(target, _then(error))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_apart(tmp_path: Path, code: int) -> None:
    """The sentence names the file and says that room is what is lacking; the older one stays."""
    target = tmp_path / "mine.csv"
    target.write_bytes(b"old")
    with pytest.raises(FileDiskFullError, match=r"mine\.csv"):
        write_beside(target, _then(OSError(code, "no room")))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_device_is_written_to_and_not_replaced() -> None:
    """``/dev/full`` says that it is full and stays a device."""
    with pytest.raises(FileDiskFullError):
        write_beside(Path("/dev/full"), [b"x"])
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """A named pipe carries the bytes to whoever reads it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        write_beside(pipe, [b"through"])
        assert reader.communicate()[0] == b"through"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("name", ["missing/mine.csv", ".", "file/mine.csv", "n" * 300, "nul\0"])
def test_an_impossible_target_is_one_clear_error(tmp_path: Path, name: str) -> None:
    """A folder that is not there, a folder itself, a file as folder, names no disk can hold."""
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(FileNotWrittenError):
        write_beside(tmp_path / name, [b"x"])
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_links_in_a_circle_are_one_clear_error(tmp_path: Path) -> None:
    """Nothing is written and nothing is replaced."""
    link = tmp_path / "link.csv"
    link.symlink_to(link)
    with pytest.raises(FileNotWrittenError, match=r"link\.csv"):
        write_beside(link, [b"x"])
    assert link.is_symlink()


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link(tmp_path: Path, there: bool) -> None:
    """The file behind it is the one that is written, whether or not it was there."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if there:
        (folder / "real.csv").write_bytes(b"old")
    link = tmp_path / "link.csv"
    link.symlink_to(folder / "real.csv")
    write_beside(link, [b"new"])
    assert link.is_symlink()
    assert (folder / "real.csv").read_bytes() == b"new"


def test_a_name_as_long_as_the_disk_allows_can_be_written(tmp_path: Path) -> None:
    """The file it is first written to has a short name of its own."""
    target = tmp_path / ("n" * 251 + ".csv")
    write_beside(target, [b"x"])
    assert target.read_bytes() == b"x"


@contextmanager
def _half_written(target: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process that writes ``target`` and has come half the way; it is killed in the end."""
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from smallacts_desktop.sharing.atomic_file import write_beside\n"
        "def chunks():\n"
        "    yield b'x' * 1_000_000\n"
        "    print('half', flush=True)\n"
        "    sys.stdin.read()\n"
        "write_beside(Path(sys.argv[1]), chunks())\n"
    )
    command = [sys.executable, "-c", program, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"half\n"
        try:
            yield child
        finally:
            child.send_signal(signal.SIGKILL)
            child.wait(30)


def test_a_killed_program_leaves_the_older_file_whole(tmp_path: Path) -> None:
    """Killed in the middle of writing, what stands under the name is the older file."""
    target = tmp_path / "mine.csv"
    target.write_bytes(b"old")
    with _half_written(target):
        pass
    assert target.read_bytes() == b"old"


def test_what_a_killed_program_left_half_written_goes_with_the_next_one(tmp_path: Path) -> None:
    """Words that nobody knows of do not stay in a folder; a file of another's name does."""
    other = tmp_path / ".smallacts-of-mine.part"
    other.write_bytes(b"mine")
    with _half_written(tmp_path / "first.csv"):
        pass
    write_beside(tmp_path / "second.csv", [b"new"])
    assert {path.name for path in tmp_path.iterdir()} == {other.name, "second.csv"}


def test_what_another_process_is_writing_just_now_is_left_alone(tmp_path: Path) -> None:
    """Two exports into one folder do not take each other's half for a leftover."""
    with _half_written(tmp_path / "first.csv") as child:
        write_beside(tmp_path / "second.csv", [b"new"])
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(30) == 0
    assert (tmp_path / "first.csv").stat().st_size == 1_000_000
    assert len(list(tmp_path.iterdir())) == 2
