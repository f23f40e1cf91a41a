"""A mistake in the program itself: one calm line, exit 1, and places in code in the log."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, journal_with, words

CANARY = "xylophone-7731"
BROKEN = """
import sys
from importlib import import_module
module = import_module("smallacts_desktop.{module}")
def broken(*_args, **_values):
    raise RuntimeError("{canary}")
module.{name} = broken
from smallacts_desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("module", "name", "arguments"),
    [
        ("cli.csv_files", "record_chunks", ("export",)),
        ("cli.csv_files", "plan_import", ("import", "in.csv")),
        ("app", "MainWindow", ()),
        ("app", "make_application", ()),
    ],
)
def test_the_program_gives_up_calmly(
    run_afresh: Run, tmp_path: Path, module: str, name: str, arguments: tuple[str, ...]
) -> None:
    """Before there is a window, or in a command: no traceback, and no word of the journal."""
    (tmp_path / "in.csv").write_text("date,kind\n2026-05-12,note\n", encoding="utf-8")
    journal = journal_with(tmp_path / "data", [words(1, CANARY)])
    before = journal.read_bytes()
    code = BROKEN.format(module=module, name=name, canary=CANARY)
    done = run_afresh(
        "--data-dir", tmp_path / "data", *arguments,
        program=("-c", code), environ={"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert (done.code, done.out) == (1, b"")
    assert len(done.lines) == 1
    assert done.err.startswith("smallacts: Something went wrong inside Small Acts")
    log = (tmp_path / "data" / "logs" / "smallacts.log").read_text("utf-8")
    assert "RuntimeError < " in log
    assert " broken" in log
    assert CANARY not in log + done.err
    assert journal.read_bytes() == before
