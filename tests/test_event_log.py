"""The log holds events: small, private, and without a word of the person's or an error's."""

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from smallacts_desktop import event_log
from smallacts_desktop.event_log import one_line, trace_lines
from smallacts_desktop.paths import Paths

CANARY = "xylophone-7731"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The folder of a log that is being kept."""
    paths = Paths.inside(tmp_path / "data")
    event_log.start_log(paths)
    yield paths.logs
    event_log.close_log()


def written(log: Path) -> str:
    """Everything in the log, older files too."""
    return "".join(file.read_text("utf-8") for file in sorted(log.iterdir()))


def fail(words: str) -> None:
    """Raise an error that quotes ``words`` in every way an error can."""
    try:
        raise ValueError(words)
    except ValueError as error:
        wrapped = KeyError(words)
        wrapped.add_note(words)
        raise wrapped from error


def caught(words: str = CANARY) -> BaseException:
    """An error that quotes ``words``."""
    with pytest.raises(KeyError) as caught_error:
        fail(words)
    return caught_error.value


def test_the_log_is_small_and_private(log: Path) -> None:
    """However much is logged: two files, 400 kB at most, readable by the person alone."""
    for number in range(9000):
        logging.getLogger("smallacts_desktop.test").info("event %d %s", number, "x" * 60)
    files = list(log.iterdir())
    assert sorted(file.name for file in files) == ["smallacts.log", "smallacts.log.1"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(log.stat().st_mode) == 0o700
    assert sum(file.stat().st_size for file in files) <= 400_000


def test_an_error_is_logged_as_kind_and_places(log: Path) -> None:
    """By the program's own way, and by the library's that would print the message."""
    error = caught()
    event_log.log_error(error)
    logging.getLogger("smallacts_desktop.test").error("event", exc_info=error)
    content = written(log)
    assert content.count("KeyError < ") == 2
    assert "test_event_log.py" in content
    assert "fail" in content
    assert CANARY not in content


def test_a_log_that_cannot_be_kept_is_done_without(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A file in place of its folder: nothing is said on the terminal, not even an error."""
    paths = Paths.inside(tmp_path / "data")
    paths.data.mkdir()
    paths.logs.write_text("in the way", encoding="utf-8")
    event_log.start_log(paths)
    event_log.log_error(caught())
    assert capfd.readouterr() == ("", "")


def test_a_full_disk_stops_no_event(log: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An event that cannot be written is let go without a word."""
    handler = logging.getLogger("smallacts_desktop").handlers[0]
    assert isinstance(handler, logging.FileHandler)
    assert handler.stream is not None
    handler.stream.close()
    handler.stream = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - it is closed
    event_log.log_error(caught())
    assert capfd.readouterr() == ("", "")
    assert CANARY not in written(log)


def test_a_trace_names_code_and_nothing_else() -> None:
    """Kinds, then files from their package on, lines and functions; causes follow."""
    lines = trace_lines(caught())
    assert lines[0] == "KeyError"
    assert any(line.startswith("  tests/test_event_log.py:") for line in lines)
    assert "ValueError" in lines
    assert CANARY not in "\n".join(lines)
    assert str(Path.home()) not in "\n".join(lines)
    assert "/" not in [line.split(":")[0].strip()[0] for line in lines]


def test_a_trace_of_errors_in_a_circle_comes_to_an_end() -> None:
    """Two errors that name each other as their cause."""
    first, second = ValueError(CANARY), TypeError(CANARY)
    first.__cause__, second.__cause__ = second, first
    assert trace_lines(first) == ["ValueError", "TypeError"]
    assert one_line(first) == "ValueError"


def test_a_file_outside_any_package_is_named_without_its_folder() -> None:
    """The folders of a person's home say who they are."""
    code = compile("1 / 0", "/home/jo-miller/Letters to Sam/plugin.py", "exec")
    with pytest.raises(ZeroDivisionError) as caught_error:
        exec(code, {})  # noqa: S102 - the code is above
    assert "  plugin.py:1 <module>" in trace_lines(caught_error.value)
    assert "miller" not in "\n".join(trace_lines(caught_error.value))
