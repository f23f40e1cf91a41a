"""Starting with the computer: one registration, in each system's own form, read back from it."""

import plistlib
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import pytest

from smallacts_desktop.autostart import (
    Autostart,
    DesktopEntry,
    LaunchAgent,
    RunKey,
    for_this_computer,
    own_command,
)

PLAIN = ("/usr/bin/smallacts-desktop", "--quiet")
# A home with everything in its name that some form of quoting trips over.
HARD = ('/home/a b/50%$HOME`x`"q"\\\'é;&/smallacts-desktop', "--data-dir", "/a\tb c", "--quiet")


class FakeKey:
    """An open key of a fake registry."""

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def __enter__(self) -> "FakeKey":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        del kind, error, tb


class FakeRegistry:
    """As much of ``winreg`` as is used, kept in a dictionary; ``keys`` is the person's part."""

    HKEY_CURRENT_USER, REG_SZ, KEY_SET_VALUE = object(), 1, 2

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, object]] = {}

    def OpenKey(self, root: object, place: str, *_: int) -> FakeKey:
        """Open a key that exists."""
        assert root is self.HKEY_CURRENT_USER
        if place not in self.keys:
            raise FileNotFoundError(place)
        return FakeKey(self.keys[place])

    def CreateKey(self, root: object, place: str) -> FakeKey:
        """Open a key, made if need be."""
        assert root is self.HKEY_CURRENT_USER
        return FakeKey(self.keys.setdefault(place, {}))

    def QueryValueEx(self, key: FakeKey, name: str) -> tuple[object, int]:
        """The value of a name."""
        if name not in key.values:
            raise FileNotFoundError(name)
        return key.values[name], self.REG_SZ

    def SetValueEx(self, key: FakeKey, name: str, reserved: int, kind: int, value: object) -> None:
        """Set the value of a name."""
        assert (reserved, kind) == (0, self.REG_SZ)
        key.values[name] = value

    def DeleteValue(self, key: FakeKey, name: str) -> None:
        """Delete a name."""
        if key.values.pop(name, None) is None:
            raise FileNotFoundError(name)


RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
SWITCHED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


def every_way(folder: Path) -> list[Autostart]:
    """Each system's way, in a folder that does not exist yet."""
    return [
        DesktopEntry(PLAIN, folder / "autostart"),
        LaunchAgent(PLAIN, folder / "LaunchAgents"),
        RunKey(PLAIN, FakeRegistry()),
    ]


def test_it_is_off_until_it_is_turned_on_and_off_again_after(tmp_path: Path) -> None:
    """On every system; asking twice for the same is harmless."""
    for way in every_way(tmp_path):
        states = [way.is_on]
        for act in (way.turn_off, way.turn_on, way.turn_on, way.turn_off, way.turn_off):
            act()
            states.append(way.is_on)
        assert states == [False, False, True, True, False, False]


def test_there_is_one_registration_and_nothing_is_left_of_it(tmp_path: Path) -> None:
    """Another copy of the program takes the place of the first; both files are private."""
    for way in every_way(tmp_path)[:2]:
        assert isinstance(way, DesktopEntry | LaunchAgent)
        way.turn_on()
        other = type(way)(("/opt/smallacts-desktop", "--quiet"), way.path.parent)
        other.turn_on()
        assert list(way.path.parent.iterdir()) == [way.path]
        assert stat.S_IMODE(way.path.stat().st_mode) & 0o077 == 0
        assert "/opt/smallacts-desktop" in way.path.read_text(encoding="utf-8")
        way.turn_off()
        assert list(way.path.parent.iterdir()) == []


# Linux


def unescaped(value: str) -> str:
    """What a key of a desktop entry stands for."""
    signs = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    text, rest = "", iter(value)
    for sign in rest:
        text += signs[next(rest)] if sign == "\\" else sign
    return text


def arguments(line: str) -> list[str]:
    """The arguments of an Exec line, read by the rules of the specification."""
    found: list[str] = []
    rest = iter(unescaped(line).replace("%%", "%"))
    word, quoted, begun = "", False, False
    for sign in rest:
        if quoted and sign == "\\":
            word += next(rest)
        elif sign == '"':
            quoted, begun = not quoted, True
        elif sign == " " and not quoted:
            found, word, begun = [*found, word], "", False
        else:
            word, begun = word + sign, True
    return [*found, word] if begun else found


@pytest.mark.parametrize("command", [PLAIN, HARD], ids=["plain", "hard"])
def test_the_desktop_entry_starts_just_this_command(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Whatever the folders are called; and the system's own checker has nothing to say."""
    entry = DesktopEntry(command, tmp_path)
    entry.turn_on()
    lines = dict(
        line.split("=", 1) for line in entry.path.read_text("utf-8").splitlines() if "=" in line
    )
    assert arguments(lines["Exec"]) == list(command)
    assert unescaped(lines["TryExec"]) == command[0]
    assert lines["Name"] == "Small Acts"
    assert entry.is_on
    checker = shutil.which("desktop-file-validate")
    if checker is not None:
        done = subprocess.run(
            [checker, entry.path], capture_output=True, text=True, check=False, timeout=20
        )
        assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize(
    "line", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "Exec=", "[Broken", "\x00"]
)
def test_what_the_desktop_has_switched_off_is_off(tmp_path: Path, line: str) -> None:
    """Its own list of such programs marks the file; a damaged one starts nothing."""
    entry = DesktopEntry(PLAIN, tmp_path)
    text = entry.content()
    name = line.split("=", maxsplit=1)[0]
    kept = [old for old in text.splitlines() if not old.startswith(f"{name}=")]
    entry.path.write_text("\n".join([*kept, line]), encoding="utf-8")
    if "=" in line:
        assert not entry.is_on
        entry.turn_on()
    else:
        entry.path.write_text(line, encoding="utf-8")
        assert not entry.is_on
        entry.turn_on()
    assert entry.is_on


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"HOME": "/home/ada"}, "/home/ada/.config/autostart"),
        ({"HOME": "/home/ada", "XDG_CONFIG_HOME": "/cfg"}, "/cfg/autostart"),
        ({"HOME": "/home/ada", "XDG_CONFIG_HOME": ""}, "/home/ada/.config/autostart"),
        ({"HOME": "/home/ada", "XDG_CONFIG_HOME": "cfg"}, "/home/ada/.config/autostart"),
    ],
)
def test_the_file_lies_where_the_desktop_looks(environ: Mapping[str, str], folder: str) -> None:
    """In the person's folder of settings, wherever that is."""
    way = for_this_computer(PLAIN, environ, "linux")
    assert isinstance(way, DesktopEntry)
    assert way.path == Path(folder) / "small-acts.desktop"


@pytest.mark.skipif(sys.platform == "win32", reason="a folder without write permission")
def test_a_folder_that_cannot_be_written_says_so_and_changes_nothing(tmp_path: Path) -> None:
    """The error reaches the one who asked."""
    (tmp_path / "autostart").write_text("a file in the way", encoding="utf-8")
    entry = DesktopEntry(PLAIN, tmp_path / "autostart")
    with pytest.raises(OSError, match="autostart"):
        entry.turn_on()
    assert not entry.is_on


# macOS


def test_the_launch_agent_starts_the_command_at_login_and_once(tmp_path: Path) -> None:
    """By its content; it has not been tried on macOS."""
    agent = for_this_computer(HARD, {"HOME": str(tmp_path)}, "darwin")
    assert isinstance(agent, LaunchAgent)
    agent.turn_on()
    assert agent.path.parent == tmp_path / "Library" / "LaunchAgents"
    content = plistlib.loads(agent.path.read_bytes())
    assert content["Label"] == agent.path.stem
    assert content["ProgramArguments"] == list(HARD)
    assert (content["RunAtLoad"], content["KeepAlive"]) == (True, False)


@pytest.mark.parametrize("content", [b"", b"no list", plistlib.dumps([]), plistlib.dumps({})])
def test_a_damaged_launch_agent_is_off(tmp_path: Path, content: bytes) -> None:
    """And can be turned on again."""
    agent = LaunchAgent(PLAIN, tmp_path)
    agent.path.write_bytes(content)
    assert not agent.is_on
    agent.turn_on()
    assert agent.is_on


# Windows


def test_the_run_key_holds_one_line_with_the_command() -> None:
    """Through a fake registry; it has not been tried on Windows."""
    registry = FakeRegistry()
    RunKey((r"C:\Program Files\Small Acts\smallacts.exe", "--quiet"), registry).turn_on()
    assert registry.keys[RUN] == {
        "SmallActs": r'"C:\Program Files\Small Acts\smallacts.exe" --quiet'
    }


def test_what_the_task_manager_switched_off_is_off() -> None:
    """Its mark is read, and taken away when the person turns it on here."""
    registry = FakeRegistry()
    way = RunKey(PLAIN, registry)
    way.turn_on()
    registry.keys[SWITCHED] = {"SmallActs": b"\x03" + bytes(11)}
    assert not way.is_on
    way.turn_on()
    assert way.is_on
    assert registry.keys[SWITCHED] == {}
    registry.keys[SWITCHED] = {"SmallActs": b"\x02" + bytes(11)}
    assert way.is_on


# The command


def test_an_installed_program_starts_by_its_own_command(tmp_path: Path) -> None:
    """The script beside the interpreter, the one without a terminal first."""
    python = tmp_path / "python3"
    assert own_command(executable=str(python), frozen=False) == [
        str(python), "-m", "smallacts_desktop", "--quiet",
    ]  # fmt: skip
    for name in ("smallacts", "smallacts-desktop"):
        (tmp_path / name).touch()
        assert own_command(executable=str(python), frozen=False) == [
            str(tmp_path / name),
            "--quiet",
        ]


def test_a_packaged_program_starts_itself(tmp_path: Path) -> None:
    """The journal of another folder stays the one that is opened."""
    program = tmp_path / "smallacts-desktop"
    assert own_command(executable=str(program), frozen=True) == [str(program), "--quiet"]
    assert own_command(Path("/stick"), str(program), frozen=True) == [
        str(program), "--data-dir", "/stick", "--quiet",
    ]  # fmt: skip
