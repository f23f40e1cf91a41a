"""A computer with Windows, as far as Wine is one: a prefix of its own, made ready for Qt."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

HERE = Path(__file__).resolve().parent
PATIENCE_S = 400.0  # a busy computer, and one that imitates another at that
_LOOK_AGAIN_S = 0.2
# Without them Wine takes a typewriter's or a book's letters.
_FONTS_OF_WINDOWS = ("Segoe UI", "Tahoma", "MS Shell Dlg", "MS Shell Dlg 2")
_REPLACEMENTS = r"HKCU\Software\Wine\Fonts\Replacements"


def until(happened: Callable[[], object], what: str, patience: float = PATIENCE_S) -> None:
    """Wait for something another process does; leave with ``what`` when it does not."""
    deadline = time.monotonic() + patience
    while not happened():
        if time.monotonic() > deadline:
            raise SystemExit(f"Waited in vain: {what}")
        time.sleep(_LOOK_AGAIN_S)


class Wine:
    """One prefix in ``folder``, made afresh."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.drive = folder / "drive_c"
        # Nothing of the environment that runs the check may help the program, and nothing of the
        # person's home may be touched: Wine's desktop and documents are folders of that.
        home = folder.with_name(f"{folder.name}-home")
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        kept = {
            name: os.environ[name] for name in ("PATH", "DISPLAY", "LANG") if name in os.environ
        }
        self._surroundings = kept | {
            "HOME": str(home),
            "WINEPREFIX": str(folder),
            "WINEDEBUG": "-all",
        }
        self.run("cmd", "/c", "exit")
        system = self.drive / "windows" / "system32"
        # With these, Wine's printing takes Qt's list of screens down.
        shutil.rmtree(system / "spool" / "drivers" / "color", ignore_errors=True)
        _compile("wine-icuuc.c", system / "icuuc.dll", "-shared")
        self.messenger = self.drive / "tell-window.exe"
        _compile("tell-window.c", self.messenger)
        self.run("winecfg", "-v", "win10")  # it thinks of itself as Windows 7
        for family in _FONTS_OF_WINDOWS:
            self.run("reg", "add", _REPLACEMENTS, "/v", family, "/d", "DejaVu Sans", "/f")
        self.home = self.drive / "users" / self._user()
        self.local = self.home / "AppData" / "Local"

    def _user(self) -> str:
        return PureWindowsPath(self.run("cmd", "/c", "echo %USERPROFILE%").said.strip()).name

    def run(self, *command: str | Path, expect: int | None = 0, typed: str = "") -> "Told":
        """Run a Windows program to its end; leaves with what it said unless it ends as expected.

        ``typed`` is a line for it to read.
        """
        process = self.start(*command)
        said, _ = process.communicate(f"{typed}\n".encode() if typed else b"", PATIENCE_S)
        told = Told(process.returncode, said.decode("utf-8", errors="replace"))
        if expect is not None and told.code != expect:
            raise SystemExit(f"{command} ended with {told.code}, not {expect}:\n{told.said}")
        return told

    def start(self, *command: str | Path) -> "subprocess.Popen[bytes]":
        """Start a Windows program with pipes as its streams, as Python under Wine needs them."""
        return subprocess.Popen(
            (HERE / "wine.sh", *command),
            env=self._surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def registry(self, key: str) -> dict[str, str]:
        """The values of a key of the registry by name, "" for its own; none without the key."""
        told = self.run("reg", "query", key, expect=None)
        if told.code != 0:
            return {}
        values = re.findall(r"^ {4}(.+?) {4}REG_\w+ {4}(.*?)\r?$", told.said, re.MULTILINE)
        return {"" if name == "(Default)" else name: value for name, value in values}

    def place(self, path: str) -> Path:
        """Where this computer keeps what Windows calls ``path``, on drive C."""
        return self.drive.joinpath(*PureWindowsPath(path).parts[1:])

    def stop(self) -> None:
        """End everything that runs in this prefix."""
        subprocess.run(("wineserver", "--kill"), env=self._surroundings, check=False)


def _compile(source: str, target: Path, *options: str) -> None:
    compiler = ("x86_64-w64-mingw32-gcc", *options, "-s", "-o")
    subprocess.run((*compiler, target, HERE / source), check=True)


class Told:
    """How a program ended and what it said."""

    def __init__(self, code: int, said: str) -> None:
        self.code, self.said = code, said
