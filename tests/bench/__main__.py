"""Measures how fast the program is, each figure beside the least that anybody would need for it.

usage: python -m tests.bench [WHAT...] [--runs N] [--json FILE]

Without WHAT (start, bulk, window, idle) everything is measured, which takes at most ten minutes.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import bulk, start, window
from tests.bench.bulk import Journals
from tests.bench.figures import Row, table, write_json
from tests.bench.screen import Screen

_RUNS = 5
_JSON = Path("build") / "bench.json"
WHAT: dict[str, Callable[[Screen, Journals, int], Iterator[Row]]] = {
    "start": start.rows,
    "bulk": lambda _screen, journals, runs: bulk.rows(journals, runs),
    "window": window.rows,
    "idle": lambda screen, journals, _runs: start.idle_rows(screen, journals),
}


def main() -> None:
    """Measure what was asked for, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("what", nargs="*", choices=[*WHAT, []], metavar="WHAT")
    parser.add_argument("--runs", type=int, default=_RUNS)
    parser.add_argument("--json", type=Path, default=_JSON, metavar="FILE")
    asked = parser.parse_args()
    found: list[Row] = []
    # Beside the checkout and not in memory: what is written has to reach a disk.
    _JSON.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_JSON.parent, prefix="bench-") as place:
        folder = Path(place)
        with Screen(folder / "screen") as screen:
            journals = Journals(folder)
            for what in asked.what or WHAT:
                for row in WHAT[what](screen, journals, asked.runs):
                    sys.stderr.write(f"{row.what}: {row.median:.3g}\n")
                    found.append(row)
    sys.stdout.write(table(found) + "\n")
    write_json(found, asked.json)


if __name__ == "__main__":
    main()
