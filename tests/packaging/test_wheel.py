"""The wheel, installed in a fresh environment away from the checkout, is the whole program."""

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import smallacts_desktop

CHECKOUT = Path(__file__).parents[2]
CSV_HEADER = (
    "entry_id,date,time,utc_offset,written_at,kind,act,size,place,person,outcome,barrier,"
    "mood_before,mood_before_recorded,mood_after,mood_change,response,expectation,note,private,"
    "forecast,plan,good_moment"
)

# Building and installing may download some 90 MB the first time, on whatever line the machine has.
# One group: the tests share one installation, so one worker runs them all.
pytestmark = [pytest.mark.timeout(900), pytest.mark.xdist_group("wheel")]


@dataclass(frozen=True, slots=True)
class Installation:
    """A virtual environment that holds the wheel, and a person's empty home beside it."""

    environment: Path
    home: Path

    def program(self, name: str) -> Path:
        """A program of this environment: its Python, or a command the wheel brought."""
        if os.name == "nt":
            return self.environment / "Scripts" / f"{name}.exe"
        return self.environment / "bin" / name

    def run(self, name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs a program from the home folder, with a person's surroundings: no screen, no venv."""
        kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP")
        surroundings = {key: os.environ[key] for key in kept if key in os.environ}
        surroundings |= {"HOME": str(self.home), "USERPROFILE": str(self.home)}
        return subprocess.run(
            [self.program(name), *arguments],
            cwd=self.home,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )


def _make(*command: str | Path, cwd: Path) -> None:
    """Runs a step of the installation; what it said is in the failure, should there be one."""
    # Nothing of the environment that runs the tests may help the new one.
    hints = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    surroundings = {key: value for key, value in os.environ.items() if key not in hints}
    step = subprocess.run(
        command, cwd=cwd, env=surroundings, capture_output=True, encoding="utf-8", check=False
    )
    assert step.returncode == 0, f"{command} said:\n{step.stdout}\n{step.stderr}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    _make(*build, CHECKOUT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The wheel with its dependencies, installed as a person would install it."""
    folder = tmp_path_factory.mktemp("installation")
    installed = Installation(environment=folder / "environment", home=folder / "home")
    installed.home.mkdir()
    _make(sys.executable, "-m", "venv", installed.environment, cwd=folder)
    install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    _make(installed.program("python"), *install, wheel, cwd=folder)
    return installed


def test_the_wheel_carries_every_resource_unchanged(wheel: Path) -> None:
    """All of resources/ is in the wheel, byte for byte."""
    resources = CHECKOUT / "resources"
    expected = {
        f"smallacts_desktop/resources_data/{path.relative_to(resources).as_posix()}": path
        for path in resources.rglob("*")
        if path.is_file()
    }
    with zipfile.ZipFile(wheel) as packed:
        carried = {name for name in packed.namelist() if "/resources_data/" in name}
        assert carried == set(expected)
        for name, path in expected.items():
            assert packed.read(name) == path.read_bytes(), name


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """Neither tests nor recipes are installed beside other people's packages."""
    version = smallacts_desktop.__version__
    with zipfile.ZipFile(wheel) as packed:
        tops = {name.split("/")[0] for name in packed.namelist()}
    assert tops == {"smallacts_desktop", f"smallacts_desktop-{version}.dist-info"}


def test_the_installed_package_is_its_own_copy_with_its_catalogue(
    installation: Installation,
) -> None:
    """The new environment imports its own copy, and that copy finds the catalogue of acts."""
    script = (
        "import json, pathlib, tomllib, smallacts_desktop as package\n"
        "folder = pathlib.Path(package.__file__).parent\n"
        "acts = tomllib.loads((folder / 'resources_data/acts.toml').read_text(encoding='utf-8'))\n"
        "print(json.dumps([str(folder), sum(len(v) for v in acts.values() if type(v) is list)]))\n"
    )
    told = installation.run("python", "-c", script)
    assert told.returncode == 0, told.stderr
    folder, acts = json.loads(told.stdout)
    assert Path(folder).resolve().is_relative_to(installation.environment.resolve())
    assert acts >= 90


def test_the_installed_command_tells_its_version(installation: Installation) -> None:
    """`smallacts --version` answers with the version the package states."""
    told = installation.run("smallacts", "--version")
    assert (told.returncode, told.stderr) == (0, "")
    assert smallacts_desktop.__version__ in told.stdout.split()


def test_the_installed_command_exports_a_new_journal(
    installation: Installation, tmp_path: Path
) -> None:
    """A journal begun by an import exports it again, and nothing is left in the home."""
    exported, brought, data = (tmp_path / name for name in ("out.csv", "in.csv", "journal"))
    brought.write_text("date,kind,act,outcome\n2026-05-12,act,Waved,done\n", encoding="utf-8")
    told = installation.run("smallacts", "--data-dir", data, "import", brought)
    assert told.returncode == 0, told.stderr
    told = installation.run("smallacts", "--data-dir", data, "export", "--output", exported)
    assert told.returncode == 0, told.stderr
    header, row = exported.read_bytes().split(b"\r\n")[:2]
    assert header == b"\xef\xbb\xbf" + CSV_HEADER.encode("ascii")
    assert b",2026-05-12," in row
    assert b",Waved," in row
    assert list(installation.home.iterdir()) == []


if sys.platform == "linux":  # elsewhere there is always a screen

    def test_the_installed_window_says_so_when_there_is_no_screen(
        installation: Installation, tmp_path: Path
    ) -> None:
        """Without a screen: one clear line and exit code 2, never an abort out of Qt."""
        told = installation.run("smallacts-desktop", "--data-dir", tmp_path / "journal")
        assert told.returncode == 2, told.stderr
        assert told.stdout == ""
        (line,) = told.stderr.splitlines()
        assert "screen" in line
