"""“Start quietly with the computer”: one registration with the system, made and removed on request.

Whether it is on is read from the system, never from the settings: people switch such things off in
the system's own list too. Linux and the like: a file of the desktop's autostart folder. Windows:
a value of the person's Run key. macOS: a launch agent. The latter two follow the documentation and
have not been tried on such a computer.
"""

import configparser
import os
import plistlib
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

QUIET_OPTION = "--quiet"
_NAME = "Small Acts"
# The name of the value on Windows, which the uninstaller removes too.
_VALUE = "SmallActs"
_FILE = "small-acts.desktop"
# Not the name of the program itself, which the system keeps for its own entries.
_AGENT = "app.smallacts.desktop.start"
_SCRIPTS = ("smallacts-desktop", "smallacts")
# Characters that the desktop entry specification wants quoted, and escaped within quotes.
_RESERVED, _ESCAPED = set(" \t\n\"'\\><~|&;$*?#()`"), set('"`$\\')
_WINDOWS = r"Software\Microsoft\Windows\CurrentVersion"
_RUN_KEY = rf"{_WINDOWS}\Run"
# Where the Task Manager keeps what the person switched off there: an odd first byte.
_SWITCHED_KEY = rf"{_WINDOWS}\Explorer\StartupApproved\Run"


class Autostart(Protocol):
    """One system's way of starting a program when a person logs in; all raise OSError."""

    @property
    def is_on(self) -> bool:
        """Whether the system says that it starts the program."""

    def turn_on(self) -> None:
        """Start it from the next time on; twice makes no second registration."""

    def turn_off(self) -> None:
        """Start it no more; harmless when it is off already."""


def for_this_computer(
    command: Sequence[str],
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> Autostart:
    """The way of this computer; ``command`` is what it starts, see ``own_command``."""
    if platform == "win32":
        return RunKey(command)
    home = Path(environ.get("HOME", "") or Path.home())
    if platform == "darwin":
        return LaunchAgent(command, home / "Library" / "LaunchAgents")
    named = Path(environ.get("XDG_CONFIG_HOME", ""))
    # The specification has a path ignored that is not absolute.
    return DesktopEntry(command, (named if named.is_absolute() else home / ".config") / "autostart")


def own_command(
    data_dir: Path | None = None, executable: str = sys.executable, *, frozen: bool | None = None
) -> list[str]:
    """The command that starts this copy of the program quietly.

    ``data_dir`` is the folder that holds everything, None for the system's usual places.
    """
    program = Path(executable)
    if frozen is None:
        frozen = bool(getattr(sys, "frozen", False))
    scripts = [program.with_name(name + program.suffix) for name in _SCRIPTS]
    installed = [str(script) for script in scripts if script.is_file()]
    if frozen:
        command = [executable]
    elif installed:
        command = installed[:1]
    else:
        command = [executable, "-m", "smallacts_desktop"]
    where = [] if data_dir is None else ["--data-dir", str(data_dir)]
    return [*command, *where, QUIET_OPTION]


class DesktopEntry:
    """A file in the desktop's autostart folder, by the XDG specification."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command, self.path = command, folder / _FILE

    @property
    def is_on(self) -> bool:
        """Whether the file is there, and no desktop has marked it as switched off."""
        parser = configparser.RawConfigParser(strict=False)
        try:
            parser.read_string(self.path.read_text(encoding="utf-8"))
            entry = parser["Desktop Entry"]
        except (OSError, ValueError, KeyError, configparser.Error):
            return False
        hidden, wanted = entry.get("Hidden", ""), entry.get("X-GNOME-Autostart-enabled", "")
        return hidden.lower() != "true" and wanted.lower() != "false" and bool(entry.get("Exec"))

    def turn_on(self) -> None:
        """Write the file."""
        _write(self.path, self.content().encode())

    def turn_off(self) -> None:
        """Remove the file."""
        self.path.unlink(missing_ok=True)

    def content(self) -> str:
        """The file's text."""
        lines = [
            "[Desktop Entry]",
            "Type=Application",
            f"Name={_NAME}",
            f"Exec={' '.join(map(_quoted, self._command))}",
            # Without the program, after it was removed say, the desktop leaves the file alone.
            f"TryExec={_as_value(self._command[0])}",
            "Icon=small-acts",
            "Terminal=false",
            "StartupNotify=false",
            "X-GNOME-Autostart-enabled=true",
        ]
        return "\n".join(lines) + "\n"


class LaunchAgent:
    """A property list in the person's folder of launch agents, on macOS."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command, self.path = command, folder / f"{_AGENT}.plist"

    @property
    def is_on(self) -> bool:
        """Whether the list is there and says so."""
        try:
            found = plistlib.loads(self.path.read_bytes())
        except (OSError, ValueError, plistlib.InvalidFileException):
            return False
        return isinstance(found, dict) and found.get("RunAtLoad") is True

    def turn_on(self) -> None:
        """Write the list."""
        _write(self.path, self.content())

    def turn_off(self) -> None:
        """Remove the list."""
        self.path.unlink(missing_ok=True)

    def content(self) -> bytes:
        """The list's bytes."""
        agent = {
            "Label": _AGENT,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
            # Started at login and once: whoever quits the program wants it gone.
            "KeepAlive": False,
            "LimitLoadToSessionType": "Aqua",
        }
        return plistlib.dumps(agent)


class RunKey:
    """A value of the person's own Run key, in the registry of Windows."""

    def __init__(self, command: Sequence[str], registry: Any = None) -> None:  # noqa: ANN401
        """``registry`` is the module ``winreg``, which Windows alone has."""
        self._command = command
        if registry is None:
            import winreg  # noqa: PLC0415 - Windows alone has it

            registry = winreg
        self._registry = registry

    @property
    def is_on(self) -> bool:
        """Whether the value is there, and not switched off in the Task Manager."""
        switched = self._value(_SWITCHED_KEY)
        off = isinstance(switched, bytes) and bool(switched[:1]) and bool(switched[0] % 2)
        return bool(self._value(_RUN_KEY)) and not off

    def turn_on(self) -> None:
        """Set the value, and take back that it was switched off."""
        registry = self._registry
        with registry.CreateKey(registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
            line = subprocess.list2cmdline(self._command)
            registry.SetValueEx(key, _VALUE, 0, registry.REG_SZ, line)
        self._delete(_SWITCHED_KEY)

    def turn_off(self) -> None:
        """Delete the value."""
        self._delete(_RUN_KEY)
        self._delete(_SWITCHED_KEY)

    def _value(self, place: str) -> object:
        registry = self._registry
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, place) as key:
                return registry.QueryValueEx(key, _VALUE)[0]
        except OSError:
            return None

    def _delete(self, place: str) -> None:
        registry, access = self._registry, self._registry.KEY_SET_VALUE
        with (
            suppress(FileNotFoundError),
            registry.OpenKey(registry.HKEY_CURRENT_USER, place, 0, access) as key,
        ):
            registry.DeleteValue(key, _VALUE)


def _write(path: Path, content: bytes) -> None:
    """Write the whole file or none of it, for the person alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".small-acts-", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _quoted(argument: str) -> str:
    """An argument as the key Exec wants it: quoted where needed, and with its percents doubled."""
    text = argument.replace("%", "%%")
    if not text or set(text) & _RESERVED:
        escaped = "".join(f"\\{sign}" if sign in _ESCAPED else sign for sign in text)
        text = f'"{escaped}"'
    return _as_value(text)


def _as_value(text: str) -> str:
    """A text as any key's value: its backslashes, and what would end the line, escaped."""
    for sign, written in (("\\", "\\\\"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(sign, written)
    return text
