"""The domain and the CSV files need no window."""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def test_neither_domain_nor_csv_nor_paths_load_qt_or_the_database() -> None:
    """Rules and files work on a machine without Qt, and the domain without any package at all."""
    domain = sorted(path.stem for path in (CHECKOUT / "smallacts_desktop" / "domain").glob("*.py"))
    modules = [f"smallacts_desktop.domain.{name}" for name in domain if name != "__init__"]
    outer = ["sharing.csv.file", "sharing.csv.plan", "sharing.atomic_file", "paths"]
    program = (
        "import importlib, sys\n"
        f"for name in {modules}: importlib.import_module(name)\n"
        "outsiders = {'PySide6', 'peewee', 'sqlcipher3', 'platformdirs', 'sqlite3'}\n"
        "assert not outsiders & set(sys.modules), outsiders & set(sys.modules)\n"
        f"for name in {outer}: importlib.import_module('smallacts_desktop.' + name)\n"
        "outsiders -= {'platformdirs'}\n"
        "assert not outsiders & set(sys.modules), outsiders & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(modules) > 8
