"""Figures become ratios, and ratios a table that says what is not met."""

import json
from pathlib import Path

import pytest

from tests.bench.figures import Row, table, write_json

PAIRED = Row("export", "SELECT and csv", "s", 1.5, (2.0, 3.0, 8.0), (1.0, 2.0, 2.0))
ALONE = Row("a page again", "", "ms", 16.0, (12.0, 14.0, 20.0))


def test_each_run_is_compared_with_the_one_paired_with_it() -> None:
    """A ratio is one of ours against the one of theirs from the same pair."""
    assert PAIRED.ratios == (2.0, 1.5, 4.0)
    assert PAIRED.median == 2.0


def test_a_run_without_its_pair_is_refused() -> None:
    """No ratio is made up."""
    with pytest.raises(ValueError, match="shorter"):
        assert Row("export", "", "s", 1.5, (2.0, 3.0), (1.0,)).ratios


def test_the_table_says_which_goals_are_not_met() -> None:
    """Somebody who reads the table need not compare numbers."""
    lines = table([PAIRED, ALONE]).splitlines()

    assert lines[2] == (
        "| export | SELECT and csv | 2 × | 1.5 × | 4 × | 1.5 × (not met) | 3 against 2 s |"
    )
    assert lines[3] == "| a page again |  | 14 ms | 12 ms | 20 ms | 16 ms | 14 ms |"


def test_the_file_holds_every_figure(tmp_path: Path) -> None:
    """Anybody can count again."""
    write_json([PAIRED], tmp_path / "build" / "bench.json")

    (row,) = json.loads((tmp_path / "build" / "bench.json").read_text(encoding="utf-8"))
    assert row["ours"] == [2.0, 3.0, 8.0]
    assert (row["minimum"], row["median"], row["maximum"]) == (1.5, 2.0, 4.0)
