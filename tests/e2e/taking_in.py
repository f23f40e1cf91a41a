"""A journal that was there before: entries brought in by the program's own import."""

import csv
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime

from tests.e2e.program import Program

PATIENCE_S = 30


def today() -> date:
    """The day it is for the program."""
    # By four in the morning the day before is over.
    now = datetime.now().astimezone()
    return date.fromordinal(now.toordinal() - (now.hour < 4))


def import_entries(program: Program, *rows: Mapping[str, object]) -> None:
    """Import a CSV file with these rows, all with the same columns, into the program's journal."""
    source = program.home / "earlier.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    done = subprocess.run(
        [sys.executable, "-m", "smallacts_desktop", "--data-dir", program.data, "import", source],
        env=program.surroundings,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(program.entries()) == len(rows)
