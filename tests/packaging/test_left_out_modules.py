"""The packages leave modules of Python and Qt out; the program holds without them."""

import os
import subprocess
import sys
from pathlib import Path

PACKAGING = Path(__file__).parents[2] / "packaging"
START = """
import sys
from freezing import EXCLUDED_MODULES

# What is None here cannot be imported.
sys.modules.update(dict.fromkeys(EXCLUDED_MODULES))
from smallacts_desktop.__main__ import main

sys.exit(main(["--self-test"]))
"""


def test_the_self_test_holds_without_what_the_packages_leave_out(tmp_path: Path) -> None:
    """Python's own SQLite is one of these, whose version peewee would go by."""
    surroundings = {"PYTHONPATH": str(PACKAGING), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", START],
        env={**os.environ, **surroundings, "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.endswith("All held.\n"), done.stdout + done.stderr
    assert done.returncode == 0
