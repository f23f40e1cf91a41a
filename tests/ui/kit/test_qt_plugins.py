"""A window can be made whatever the folder is called that Qt lies in."""

import os
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest
import shiboken6

CHECKOUT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", ["Mum, Dad", "one; two", "plain"])
def test_a_window_can_be_made(tmp_path: Path, name: str) -> None:
    """With a comma or a semicolon in the path, which Qt's own file of places cuts off."""
    packages = tmp_path / name
    packages.mkdir()
    for package in (PySide6, shiboken6):
        folder = Path(str(package.__file__)).parent
        (packages / folder.name).symlink_to(folder)
    program = "from smallacts_desktop import app; print(app.make_application().platformName())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, check=False, cwd=tmp_path,
        env={
            **os.environ, "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join((str(packages), str(CHECKOUT))),
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "offscreen"
