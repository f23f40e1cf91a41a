"""Whether there is a screen to open a window on, found out before Qt can abort the program."""

import ctypes
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from smallacts_desktop.terminal import printable

# Platforms of Qt that need no screen: tests and picture-taking use them.
_SCREENLESS = ("offscreen", "minimal", "vnc")
EXIT_NO_SCREEN = 2


def require(environ: Mapping[str, str] = os.environ) -> None:
    """Return when a window can be opened; otherwise say why in one line and exit with 2."""
    lacking = _lacking(environ)
    if lacking:
        print(f"smallacts: {printable(lacking)}", file=sys.stderr)  # noqa: T201 - the command line's own voice
        raise SystemExit(EXIT_NO_SCREEN)


def answers(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be opened."""
    return not _lacking(environ)


def _lacking(environ: Mapping[str, str]) -> str:
    """Why no window can be opened, in one sentence; blank when one can."""
    if not sys.platform.startswith("linux") or environ.get("QT_QPA_PLATFORM", "").startswith(
        _SCREENLESS
    ):
        return ""
    if _wayland_answers(environ):
        return ""
    if not environ.get("DISPLAY"):
        return "there is no screen here to open a window on."
    return _x_server_lacking()


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    return (Path(environ.get("XDG_RUNTIME_DIR", "")) / name).is_socket()


def _x_server_lacking() -> str:
    """Ask libxcb, which Qt needs in any case, whether the display can be reached."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return "a system library is missing: libxcb. Install your system's Qt 6 xcb libraries."
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return "" if answers else "the screen named in DISPLAY does not answer."
