"""Freezes the program into build/freeze/small-acts (on macOS also "Small Acts.app").

usage: freeze.py

The same commit gives the same files: see "The same files again" in README.md.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from freezing import ROOT

WORK = ROOT / "build" / "freeze"
SPEC = ROOT / "packaging" / "smallacts.spec"
TREE = WORK / "small-acts"


def source_date() -> str:
    """The moment of the commit, in seconds: what every file in a package is dated."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return given
    asked = subprocess.run(
        ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    # An unpacked source archive has no history; its own files are dated as the release was.
    return asked.stdout.strip() or str(int((ROOT / "CHANGELOG.md").stat().st_mtime))


def freeze() -> Path:
    """Freeze the program and return its folder."""
    shutil.rmtree(WORK, ignore_errors=True)
    own = WORK / "work" / SPEC.stem
    resources = own / "resources_data"
    shutil.copytree(ROOT / "resources", resources, ignore=shutil.ignore_patterns("*.ts"))
    _python("packaging/licences.py", "--output", resources, "--bootloader")
    _python(
        "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR",
        "--distpath", WORK, "--workpath", WORK / "work", SPEC,
    )  # fmt: skip
    if sys.platform.startswith("linux"):
        _forget_build_paths()
        _python(
            "packaging/licences.py", "--bootloader", "--bundle", TREE,
            "--output", TREE / "_internal" / "smallacts_desktop" / "resources_data",
        )  # fmt: skip
    return TREE


def _python(*words: str | Path) -> None:
    # A fixed seed: sets of names land in the compiled modules in the order of their hashes.
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": source_date(), "PYTHONHASHSEED": "0"}
    command = [sys.executable, *map(str, words)]
    subprocess.run(command, cwd=ROOT, env=surroundings, check=True)


def _forget_build_paths() -> None:
    """Python's own modules may name folders of the computer that builds as places of libraries."""
    libraries = (path for path in TREE.rglob("*.so*") if not path.is_symlink())
    for library in sorted(libraries):
        shown = subprocess.run(
            ["readelf", "--dynamic", str(library)], capture_output=True, text=True, check=True
        ).stdout
        paths = [line for line in shown.splitlines() if "(RUNPATH)" in line or "(RPATH)" in line]
        if any("$ORIGIN" not in line for line in paths):
            subprocess.run(
                ["chrpath", "--delete", str(library)], check=True, stdout=subprocess.PIPE
            )


if __name__ == "__main__":
    print(freeze().relative_to(ROOT))
