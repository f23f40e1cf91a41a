"""The self-test as people and packages run it: a process of its own, without a screen."""

from pathlib import Path

from tests.cli.conftest import Run


def test_every_step_holds_in_the_checkout(run_afresh: Run, tmp_path: Path) -> None:
    """A line for each step on standard output and in the file, and nothing else anywhere."""
    copy = tmp_path / "result.txt"
    done = run_afresh("--self-test", copy)
    assert (done.code, done.err) == (0, "")
    lines = done.out.decode().splitlines()
    assert copy.read_text(encoding="utf-8").splitlines() == lines
    assert lines[-1] == "All held."
    assert len(lines) > 8
    assert all(line.startswith("ok  ") for line in lines[:-1])
    assert list(tmp_path.iterdir()) == [copy]


def test_a_file_that_cannot_be_written_is_one_sentence(run_afresh: Run, tmp_path: Path) -> None:
    """The person asked for a file, so without it the test has not done what it was asked for."""
    done = run_afresh("--self-test", tmp_path / "no-such-folder" / "result.txt")
    assert done.code == 1
    assert len(done.lines) == 1
    assert done.out == b""
