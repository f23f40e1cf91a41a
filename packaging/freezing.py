"""What the spec needs beyond PyInstaller: which files stay, and Shiboken's files unpacked.

Imported by ``smallacts.spec`` with this folder on the path; nothing of the program is imported.
"""

import fnmatch
import importlib.util
import os
import py_compile
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Modules that PyInstaller's hooks bring although the program never imports them. Without network
# modules the frozen program could not send anything even if it wanted to. (``socket`` stays: the
# standard library's logging.handlers imports it.) ``sqlite3`` would be a second, older SQLite;
# peewee goes without it, and the program uses SQLCipher's.
EXCLUDED_MODULES = [
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtOpenGL"),
    *("ssl", "_ssl", "http", "ftplib", "smtplib", "urllib.request", "xmlrpc", "asyncio"),
    *("sqlite3", "_sqlite3", "tkinter", "unittest", "doctest", "pydoc", "pdb", "lib2to3"),
    *("curses", "readline", "setuptools", "pip", "hypothesis", "pytest", "mypy", "test"),
    *("bz2", "_bz2", "lzma", "_lzma", "_uuid"),  # optional to the modules that ask for them
    *("_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw"),
]

# Qt's plug-ins that are of use to this program, by folder and name (without "lib" and suffix).
# libqgtk3 in particular would drag in the GTK of the computer that builds.
PLUGINS = {
    "platforms": ("qxcb", "qwayland*", "qoffscreen", "qwindows", "qcocoa"),
    "platformthemes": ("qxdgdesktopportal",),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontext*"),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("*",),
    "styles": ("*",),
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg",),
    "printsupport": ("*",),
}

# Libraries of the computer that builds are left out on Linux: the package asks for them instead,
# so that they are the system's own and get its security updates. Python itself comes along.
FROM_THE_BUILDER = ("libpython3*",)

# Libraries of Qt that nothing is left to use once the plug-ins above are all.
UNUSED_QT = ("*Qt6Network.*", "*Qt6OpenGL.*", "*Qt6EglF[Ss]*", "*Qt6Qml*", "*Qt6Quick*",
             "*Qt6VirtualKeyboard*", "*Qt6Pdf.*", "QtNetwork", "QtOpenGL", "QtQml*", "QtQuick*",
             "QtVirtualKeyboard*", "QtPdf")  # fmt: skip

_TocEntry = tuple[str, str, str]


def version() -> str:
    """The version of the program, from its one place."""
    text = (ROOT / "smallacts_desktop" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise SystemExit("smallacts_desktop/__init__.py states no version.")
    return found[1]


def kept(entries: Iterable[_TocEntry]) -> list[_TocEntry]:
    """Those of PyInstaller's (target, source, kind) that the program needs, sorted."""
    return sorted(entry for entry in entries if _is_kept(entry[0].replace(os.sep, "/")))


def _is_kept(target: str) -> bool:
    path = Path(target)
    if "/translations/" in target and "PySide6" in target:
        # Qt's own words; of use once the program speaks that language.
        return path.stem.removeprefix("qtbase_") in _languages()
    if "/plugins/" in target:
        folder, name = path.parts[-2:]
        bare = name.split(".")[0].removeprefix("lib")
        return any(fnmatch.fnmatchcase(bare, wanted) for wanted in PLUGINS.get(folder, ()))
    if any(fnmatch.fnmatchcase(path.name, unused) for unused in UNUSED_QT):
        return False
    from_the_system = len(path.parts) == 1 and ".so" in path.name
    if sys.platform.startswith("linux") and from_the_system:
        return any(fnmatch.fnmatchcase(path.name, known) for known in FROM_THE_BUILDER)
    return True


def _languages() -> set[str]:
    """The languages that the program is translated into."""
    return {path.stem for path in (ROOT / "resources" / "translations").glob("*.ts")}


def shiboken_files(folder: Path) -> list[_TocEntry]:
    """Shiboken's Python files unpacked below ``folder`` and compiled, as PyInstaller's data.

    Otherwise every start compiles them anew, from a zip inside the library; see SBK_EMBED in
    Shiboken's own signature_bootstrap. A copy is made first: the environment stays as it is.
    """
    spec = importlib.util.find_spec("shiboken6")
    if spec is None or spec.origin is None:
        raise SystemExit("shiboken6 is not installed.")
    shutil.rmtree(folder, ignore_errors=True)
    copy = folder / "shiboken6"
    shutil.copytree(Path(spec.origin).parent, copy, ignore=shutil.ignore_patterns("files.dir"))
    subprocess.run(
        [sys.executable, "-c", "import PySide6.QtCore"],
        env={
            **os.environ, "PYTHONPATH": str(folder), "SBK_EMBED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        check=True,
    )  # fmt: skip
    files = copy / "files.dir"
    if not files.is_dir():
        raise SystemExit("Shiboken no longer unpacks its files: see SBK_EMBED in its sources.")
    # The generator of type stubs is of no use at run time, and is the largest of them.
    for path in sorted(files.rglob("*.py")):
        # By hash and unchecked: no time stamp to differ, and nothing to look up at start.
        py_compile.compile(
            str(path),
            dfile=path.relative_to(folder).as_posix(),
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
    return [
        (path.relative_to(folder).as_posix(), str(path), "DATA")
        for path in sorted(files.rglob("*"))
        if path.is_file()
    ]
