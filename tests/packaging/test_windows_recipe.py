"""The Windows recipe agrees with itself: names, version, what is fetched, what is installed."""

import re
import struct
import sys
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import smallacts_desktop
from smallacts_desktop.paths import Paths

CHECKOUT = Path(__file__).parents[2]
WINDOWS = CHECKOUT / "packaging" / "windows"

sys.path.append(str(WINDOWS))

from build_installer import (  # noqa: E402 - the recipes are no package
    LAUNCHERS,
    install_lines,
    remove_lines,
    version_header,
)
from freezing import version  # noqa: E402
from program_tree import QT_MODULES, drop_sources, unpack_wheels  # noqa: E402
from windows_icon import SIZES, write_icon, write_side_picture  # noqa: E402

MICROSOFT = "{http://schemas.microsoft.com/SMI/"
SETTINGS = "WindowsSettings}"


@pytest.fixture
def script() -> str:
    """The NSIS script, without its comments."""
    return re.sub(r"(?m)(^|\s);.*$", "", (WINDOWS / "installer.nsi").read_text(encoding="utf-8"))


def test_the_recipe_takes_the_version_from_the_package() -> None:
    """One version, stated once; the version resource needs it as four numbers too."""
    assert version() == smallacts_desktop.__version__
    header = version_header("1.20.3", "SmallActs.exe")
    assert "VERSION_NUMBERS 1,20,3,0\n" in header
    assert 'VERSION_TEXT "1.20.3"\n' in header
    resource = (WINDOWS / "launcher.rc").read_text(encoding="ascii")
    for name in re.findall(r"#define (\w+)", header):
        assert name in resource.replace("version.h", "")


def test_the_installer_names_the_program_that_is_built(script: str) -> None:
    """What shortcuts, the registry and the start module name is a launcher of the recipe."""
    (program,) = re.findall(r'!define PROGRAM "(.+)"', script)
    built = [name for name, _, _ in LAUNCHERS]
    assert program in built
    assert f'"{program}"' in (WINDOWS / "smallacts_start.py").read_text(encoding="utf-8")
    assert len({name.lower() for name in built}) == len(built), "Windows takes them for one file"


def test_a_double_click_on_a_backup_opens_the_program_with_it(script: str) -> None:
    """The file's name comes quoted, as names have spaces in them."""
    assert """'"$INSTDIR\\${PROGRAM}" --backup "%1"'""" in script
    assert '!define EXTENSION ".smallacts"' in script
    # Icons are counted from 0 in the registry, and named from 1 in the resource.
    resource = (WINDOWS / "launcher.rc").read_text(encoding="ascii")
    assert re.findall(r'(\d) ICON "(.+)"', resource)[1] == ("2", "backup-file.ico")
    assert """DefaultIcon" "" '"$INSTDIR\\${PROGRAM}",1'""" in script


def test_the_installer_asks_for_no_administrator(script: str) -> None:
    """One person's folder, one person's part of the registry, and nothing else."""
    assert "RequestExecutionLevel user" in script
    assert 'InstallDir "$LOCALAPPDATA\\Programs\\${NAME}"' in script
    assert not re.search(r"\b(HKLM|HKCR|SHCTX|SetShellVarContext)\b", script)


def test_the_uninstaller_can_touch_nothing_but_what_was_installed(script: str) -> None:
    """It removes file by file, never a folder with whatever is in it, and never asks."""
    assert not re.search(r"(?i)rmdir\s+/r", script)
    uninstaller = script.partition('Section "Uninstall"')[2]
    assert uninstaller
    assert "MessageBox" not in uninstaller
    folder = Paths.for_person(None, {}).data.name
    assert folder == "smallacts"
    assert f"$LOCALAPPDATA\\{folder}" not in script


def test_every_file_that_is_installed_is_removed_again(tmp_path: Path) -> None:
    """The two lists are of one tree: the same files, and every folder after what is in it."""
    for name in ("SmallActs.exe", "python/a.dll", "python/site/b/c.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    installed = install_lines(tmp_path).splitlines()
    folder, placed = "", set()
    for line in installed:
        word, path = line.split(" ", 1)
        if word == "SetOutPath":
            folder = path.strip('"')
        else:
            placed.add(f"{folder}\\{Path(path.strip(chr(34))).name}")
    removed = [line.split(" ", 1) for line in remove_lines(tmp_path).splitlines()]
    assert {path.strip('"') for word, path in removed if word == "Delete"} == placed
    assert [path.strip('"') for word, path in removed if word == "RMDir"] == [
        "$INSTDIR\\python\\site\\b",
        "$INSTDIR\\python\\site",
        "$INSTDIR\\python",
    ]


def test_the_manifest_asks_for_sharp_letters_utf8_and_no_rights() -> None:
    """Per-monitor scaling, UTF-8, long paths, the person's own rights."""
    manifest = ET.parse(WINDOWS / "launcher.manifest")  # noqa: S314 - a file of our own
    wanted = {
        "2016/{}dpiAwareness": "PerMonitorV2, PerMonitor",
        "2016/{}longPathAware": "true",
        "2019/{}activeCodePage": "UTF-8",
    }
    for name, value in wanted.items():
        assert manifest.findtext(f".//{MICROSOFT}{name.format(SETTINGS)}") == value
    (level,) = manifest.iterfind(".//{*}requestedExecutionLevel")
    assert level.attrib == {"level": "asInvoker", "uiAccess": "false"}


def test_what_is_fetched_lies_within_the_ranges_of_the_project() -> None:
    """Every dependency is there once, in a version pyproject.toml allows, by its checksum."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (WINDOWS / "requirements.txt").read_text(encoding="utf-8")
    fetched = dict(re.findall(r"^([\w-]+)==([\d.]+) \\\n +--hash=sha256:[0-9a-f]{64}$", text, re.M))
    assert len(fetched) == text.count("==")
    for requirement in map(Requirement, project["dependencies"]):
        assert requirement.specifier.contains(fetched.pop(requirement.name)), requirement
    needed = ["MarkupSafe", "shiboken6"]
    assert list(fetched) == needed, "what Jinja2 and PySide6 need, and nothing more"


def test_every_part_of_qt_that_the_program_imports_is_installed() -> None:
    """A new import of a part of Qt needs a line in the recipe."""
    used: set[str] = set()
    for module in (CHECKOUT / "smallacts_desktop").rglob("*.py"):
        used.update(re.findall(r"from PySide6\.(\w+) import", module.read_text(encoding="utf-8")))
    # A message bus is a thing of Linux desktops; elsewhere the program goes without.
    assert used - {"QtDBus"} <= set(QT_MODULES)
    assert "QtNetwork" not in QT_MODULES


def test_the_icon_holds_a_picture_for_every_size(tmp_path: Path) -> None:
    """Each entry of the .ico is where its directory says, and as large as it says."""
    svg = CHECKOUT / "resources" / "icons" / "app-icon.svg"
    write_icon(svg, tmp_path / "a.ico")
    data = (tmp_path / "a.ico").read_bytes()
    assert struct.unpack_from("<HHH", data) == (0, 1, len(SIZES))
    place = 6 + 16 * len(SIZES)
    for number, size in enumerate(SIZES):
        width, height, *_, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        assert (width or 256, height or 256, offset) == (size, size, place)
        place += length
    assert place == len(data)
    assert {16, 32, 48, 256} <= set(SIZES)


def test_the_same_drawing_makes_the_same_icon(tmp_path: Path) -> None:
    """Byte for byte, so that one commit makes one installer."""
    svg = CHECKOUT / "resources" / "icons" / "app-icon.svg"
    for name in ("a", "b"):
        write_icon(svg, tmp_path / f"{name}.ico")
        write_side_picture(svg, tmp_path / f"{name}.bmp")
    assert (tmp_path / "a.ico").read_bytes() == (tmp_path / "b.ico").read_bytes()
    assert (tmp_path / "a.bmp").read_bytes() == (tmp_path / "b.bmp").read_bytes()


def test_a_module_that_was_not_compiled_stops_the_build(tmp_path: Path) -> None:
    """Sources go, and none goes without its compiled form."""
    (tmp_path / "good.py").touch()
    (tmp_path / "good.pyc").touch()
    drop_sources(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["good.pyc"]
    (tmp_path / "bad.py").touch()
    with pytest.raises(SystemExit, match=r"bad\.py"):
        drop_sources(tmp_path)


def test_of_a_wheel_only_what_the_program_needs_is_laid_out(tmp_path: Path) -> None:
    """Qt without its network, peewee without its tools; who made them is kept for the licences."""
    wheel = tmp_path / "made.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for name in (
            "PySide6/QtCore.pyd",
            "PySide6/QtNetwork.pyd",
            "PySide6/Qt6Qml.dll",
            "playhouse/sqlcipher_ext.py",
            "playhouse/postgres_ext.py",
            "peewee-4.5.3.dist-info/licenses/LICENSE",
            "peewee-4.5.3.dist-info/RECORD",
        ):
            packed.writestr(name, b"x")
    unpack_wheels([wheel], tmp_path / "site", tmp_path / "metadata")
    laid = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert laid == [
        "made.whl",
        "metadata/peewee-4.5.3.dist-info/RECORD",
        "metadata/peewee-4.5.3.dist-info/licenses/LICENSE",
        "site/PySide6/QtCore.pyd",
        "site/playhouse/sqlcipher_ext.py",
    ]
