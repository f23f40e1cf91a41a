"""How guesses at a passphrase are slowed, from one run of the program to the next."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.journal_errors import TooManyAttemptsError
from smallacts_desktop.journal.vault.attempts import AttemptLimiter

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the count is kept."""
    return tmp_path / "journal.attempts"


def after_wrong(count: int, file: Path, at: datetime = NOW) -> None:
    """So many wrong passphrases, each in a run of its own."""
    for _ in range(count):
        AttemptLimiter(FixedClock(at), file).note_wrong()


@pytest.mark.parametrize(("wrong", "seconds"), [(2, 0), (3, 2), (4, 4), (5, 8), (9, 60), (500, 60)])
def test_another_run_waits_as_long_as_the_same_one(file: Path, wrong: int, seconds: int) -> None:
    """Three are free; each later one waits twice as long, a minute at most."""
    after_wrong(wrong, file)
    assert AttemptLimiter(FixedClock(NOW), file).wait_seconds() == seconds


def test_the_right_one_ends_the_count(file: Path) -> None:
    """And leaves no file."""
    after_wrong(5, file)
    AttemptLimiter(FixedClock(NOW), file).forget()
    assert AttemptLimiter(FixedClock(NOW), file).wait_seconds() == 0
    assert not file.exists()


def test_a_clock_set_back_makes_nobody_wait_longer(file: Path) -> None:
    """A count from next year counts from now on, in each later run too."""
    after_wrong(4, file, NOW + timedelta(days=365))
    assert AttemptLimiter(FixedClock(NOW), file).wait_seconds() == 4
    later = AttemptLimiter(FixedClock(NOW + timedelta(seconds=5)), file)
    later.check()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b'{"wrong": "3", "last": 5}',
        b'{"wrong": -3}',
        b"\0" * 4096,
        b"[" * 200,
    ],
)
def test_a_file_that_makes_no_sense_counts_as_none(file: Path, content: bytes) -> None:
    """It never keeps a person out."""
    file.write_bytes(content)
    AttemptLimiter(FixedClock(NOW), file).check()


def test_the_count_of_this_run_stands_where_no_file_can_be_written(tmp_path: Path) -> None:
    """A folder, a pipe and a link in its place are left alone, and nobody waits for them."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    target = tmp_path / "target"
    target.write_text("somebody's words")
    (tmp_path / "link").symlink_to(target)
    for name in ("folder", "pipe", "link"):
        attempts = AttemptLimiter(FixedClock(NOW), tmp_path / name)
        for _ in range(3):
            attempts.note_wrong()
        with pytest.raises(TooManyAttemptsError):
            attempts.check()
    assert target.read_text() == "somebody's words"


@pytest.mark.parametrize(
    ("left", "said"), [(1.8, "2 seconds"), (1.0, "1 second"), (0.2, "1 second")]
)
def test_the_wait_is_said_in_whole_seconds(file: Path, left: float, said: str) -> None:
    """Never too few of them, and one of them is a second."""
    attempts = AttemptLimiter(FixedClock(NOW), file)
    for _ in range(3):
        attempts.note_wrong()
    later = AttemptLimiter(FixedClock(NOW + timedelta(seconds=2 - left)), file)
    with pytest.raises(TooManyAttemptsError) as told:
        later.check()
    assert str(told.value) == f"Please wait {said}, then try again."
