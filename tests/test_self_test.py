"""What the self-test says when something does not hold."""

import sys
from pathlib import Path

import pytest

from smallacts_desktop import self_test
from smallacts_desktop.paths import resource_path
from smallacts_desktop.self_test import window_steps
from smallacts_desktop.self_test.journal_steps import Bench, Step, expect
from smallacts_desktop.self_test.window_steps import ICONS, ILLUSTRATIONS


def hold_this_up(bench: Bench) -> None:
    """A step that holds, in a place of its own."""
    expect(not bench.folder.exists())
    bench.folder.mkdir()


def break_with_words(bench: Bench) -> None:
    """A step that breaks with an error that quotes something private."""
    raise ValueError(f"Maria at the till, in {bench.folder}")


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> "Only":
    """Sets the steps that are run."""
    return Only(monkeypatch)


class Only:
    """Replaces the steps of the self-test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def steps(self, *steps: Step) -> None:
        """Run these and no others."""
        self._monkeypatch.setattr(self_test, "JOURNAL_STEPS", steps)
        self._monkeypatch.setattr(window_steps, "WINDOW_STEPS", ())


def test_a_step_that_breaks_is_named_without_its_words(
    only: Only, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others still run; the exit code is 1; neither contents nor paths are told."""
    only.steps(break_with_words, hold_this_up)
    assert self_test.run() == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "not ok  break with words (ValueError)",
        "ok  hold this up",
        "Not all held.",
    ]
    assert err == ""


def test_a_program_without_a_console_writes_its_file(
    only: Only, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a program with a window has no standard output at all."""
    only.steps(hold_this_up)
    monkeypatch.setattr(sys, "stdout", None)
    copy = tmp_path / "result.txt"
    copy.write_text("of an earlier run", encoding="utf-8")
    assert self_test.run(copy) == 0
    assert copy.read_text(encoding="utf-8") == "ok  hold this up\nAll held.\n"


@pytest.mark.parametrize(
    ("named", "folder"), [(ICONS, "icons"), (ILLUSTRATIONS, "illustrations")], ids=["icons", "more"]
)
def test_every_drawing_is_named(named: tuple[str, ...], folder: str) -> None:
    """A new drawing is added to self_test/window_steps.py, so that its lack is noticed."""
    assert sorted(named) == sorted(path.stem for path in resource_path(folder).glob("*.svg"))
