"""Finding out whether there is a screen, before Qt could abort the program."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from smallacts_desktop.process import require_screen

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only Linux has programs without a screen to ask."""
    monkeypatch.setattr(sys, "platform", "linux")


def said(capsys: pytest.CaptureFixture[str], environ: dict[str, str]) -> str:
    """What is said where no window can be opened, checked to be one line and exit code 2."""
    with pytest.raises(SystemExit) as left:
        require_screen(environ)
    assert left.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("smallacts: ")
    assert err.count("\n") == 1
    return err


def test_without_a_screen_one_line_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """No Qt abort and no traceback."""
    assert "no screen" in said(capsys, {})
    assert "no screen" in said(capsys, {"DISPLAY": "", "WAYLAND_DISPLAY": ""})


def test_a_display_that_does_not_answer_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stale DISPLAY, as after a lost connection, is not the same as none."""
    monkeypatch.setenv("DISPLAY", ":9876")
    assert "DISPLAY" in said(capsys, {"DISPLAY": ":9876"})


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600"])
def test_a_platform_without_a_screen_is_enough(platform: str) -> None:
    """Tests and pictures are made without one."""
    require_screen({"QT_QPA_PLATFORM": platform})


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_always_have_a_screen(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """There, a program that was started has a desktop."""
    monkeypatch.setattr(sys, "platform", system)
    require_screen({})


def test_a_wayland_socket_is_a_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The socket must really be there: a name left over from an earlier login is none."""
    environ = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
    said(capsys, environ)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        require_screen(environ)


@pytest.mark.parametrize("arguments", [[], ["--demo"], ["tour", "--output", "pictures"]])
def test_the_program_leaves_quietly_without_a_screen(tmp_path: Path, arguments: list[str]) -> None:
    """As a process: one line, exit code 2, and nothing made."""
    environ = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-m", "smallacts_desktop", "--data-dir", str(tmp_path / "d"), *arguments],
        cwd=tmp_path,
        env={**environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "smallacts: there is no screen here to open a window on.\n"
    assert list(tmp_path.iterdir()) == []
