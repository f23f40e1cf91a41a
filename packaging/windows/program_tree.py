"""Which files make up the installed program, and where they lie.

SmallActs.exe           opens the window
bin/smallacts.exe       the command line
python/                 CPython, embeddable; python313._pth shuts out any other Python's packages
python/site/            the program and the packages it needs, compiled
"""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

# Of Qt's parts, those the window imports. Everything else of the wheel stays out.
QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtTest")
_QT_PLUGINS = (
    "platforms/qwindows.dll",
    "platforms/qoffscreen.dll",  # pictures and self-tests without a screen
    "styles/qmodernwindowsstyle.dll",
    "iconengines/qsvgicon.dll",
    "imageformats/qsvg.dll",
    "imageformats/qico.dll",
    "imageformats/qjpeg.dll",
    "imageformats/qgif.dll",
)
_MICROSOFT = (
    "msvcp140.dll",
    "msvcp140_1.dll",
    "msvcp140_2.dll",
    "vcruntime140.dll",
    "vcruntime140_1.dll",
)
_PYSIDE_FILES = (
    "__init__.py",
    "_config.py",
    "_git_pyside_version.py",
    "support/__init__.py",
    "support/deprecated.py",
    "pyside6.abi3.dll",
    *_MICROSOFT,
    *(f"{module}.pyd" for module in QT_MODULES),
    *(f"Qt6{module.removeprefix('Qt')}.dll" for module in QT_MODULES),
    *(f"plugins/{plugin}" for plugin in _QT_PLUGINS),
)
_SHIBOKEN_FILES = ("__init__.py", "_config.py", "_git_shiboken_module_version.py")
_SHIBOKEN_LIBRARIES = ("Shiboken.pyd", "shiboken6.abi3.dll", *_MICROSOFT)
# The program speaks to no network, has its own SQLite and makes no sound. (_socket stays: logging
# imports it.)
_PYTHON_UNUSED = (
    "_sqlite3.pyd",
    "_ssl.pyd",
    "libssl-3.dll",
    "python.cat",
    "python.exe",
    "pythonw.exe",
    "python313._pth",
    "sqlite3.dll",
    "winsound.pyd",
)
_ONLY_FOR_OTHERS = re.compile(
    r"playhouse/(?!__init__|sqlcipher_ext|sqlite_ext|shortcuts)|pwiz\.py|peewee-stubs/"
    r"|platformdirs/(testing|pytest_plugin|__main__)\.py|.*\.(pyi|lib|c)$|.*/py\.typed$"
)
# What Windows itself has; anything else that a library asks for must be among the files.
_OF_WINDOWS = re.compile(
    r"(api-ms-win-.*|advapi32|authz|bcrypt|comdlg32|crypt32|d3d9|d3d11|d3d12|dwmapi|dwrite|dxgi|gdi32|icuuc|imm32|iphlpapi"
    r"|kernel32|mpr|msvcrt|netapi32|ntdll|ole32|oleaut32|propsys|rpcrt4|setupapi|shell32|shlwapi|uiautomationcore"
    r"|user32|userenv|uxtheme|version|winmm|ws2_32|wtsapi32)\.dll|winspool\.drv"
)


def unpack_python(archive: Path, python: Path) -> None:
    """Unpack what is needed of the embeddable Python, the zip ``archive``, into ``python``."""
    with zipfile.ZipFile(archive) as packed:
        for member in packed.infolist():
            name = Path(member.filename).name
            if not member.is_dir() and name not in _PYTHON_UNUSED:
                (python / name).write_bytes(packed.read(member))
    # Nothing else is on the path: no other Python's packages, not the folder one is in, and
    # environment variables are not heeded.
    (python / "python313._pth").write_text("python313.zip\n.\nsite\n", encoding="ascii")


def unpack_wheels(wheels: Iterable[Path], site: Path, metadata: Path) -> None:
    """Unpack what the program imports of ``wheels`` into ``site``, what tells of them elsewhere.

    ``metadata`` gets each wheel's .dist-info folder, licences included.
    """
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            for name in packed.namelist():
                target = _place(name, site, metadata)
                if target is not None:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(packed.read(name))


def _place(name: str, site: Path, metadata: Path) -> Path | None:
    folder, _, rest = name.partition("/")
    if name.endswith("/"):
        return None
    if folder.endswith(".dist-info"):
        return metadata / name
    if folder == "PySide6":
        return site / name if rest in _PYSIDE_FILES else None
    if folder == "shiboken6":
        return site / name if rest in _SHIBOKEN_FILES + _SHIBOKEN_LIBRARIES else None
    return None if _ONLY_FOR_OTHERS.match(name) else site / name


def drop_sources(site: Path) -> None:
    """Leave only the compiled modules: half the size, and no source to read at every start."""
    for source in sorted(site.rglob("*.py")):
        if not source.with_suffix(".pyc").is_file():
            raise SystemExit(f"{source} was not compiled")
        source.unlink()
    for folder in site.rglob("__pycache__"):
        shutil.rmtree(folder)


def missing_libraries(tree: Path, objdump: str) -> list[str]:
    """What a library of ``tree`` asks for and neither the tree nor Windows has, with who asks."""
    here = {path.name.lower() for path in tree.rglob("*") if path.is_file()}
    lacking = []
    for file in sorted(tree.rglob("*")):
        if file.suffix.lower() in (".dll", ".exe", ".pyd"):
            for wanted in _imports(file, objdump):
                if wanted not in here and not _OF_WINDOWS.fullmatch(wanted):
                    lacking.append(f"{file.relative_to(tree).as_posix()} wants {wanted}")
    return lacking


def _imports(file: Path, objdump: str) -> Iterator[str]:
    told = subprocess.run([objdump, "-p", file], capture_output=True, encoding="utf-8", check=True)
    for match in re.finditer(r"DLL Name: (\S+)", told.stdout):
        yield match[1].lower()
