"""What this process needs of the system around it, and keeps from it, before there is a window.

Core dumps: a dump holds the journal's words in the clear. On Linux a limit of 0 keeps no dump from
a program that the system hands dumps to, while a limit of 1 byte keeps the kernel from making any,
for a file or a program. ``PR_SET_DUMPABLE`` would do that too, but it also hides ``/proc/PID`` of
the process, and the desktop's portals, which look there, then refuse it file dialogs and the
choice of light or dark. Elsewhere the limit is 0.

Files: a mask of 077 makes everything new readable by its owner alone, an exported file included.
Windows has no such mask: a person's profile folder admits nobody else in any case.

Standard streams: where one of the three is closed, the next file that is opened gets its number,
and a message would be written into that file. Each closed one is opened on the null device first.

The bus of the session: Qt, GTK and the bridge to screen readers look for it. Where they find none
and ``dbus-launch`` is installed, they start one, which stays when the program has ended. So they
are told that there is none. What the program opens, such as a file manager, may start its own.

The terminal: what it shows of others' text it must never obey. The screen: without one Qt would
abort the program.
"""

import ctypes
import faulthandler
import functools
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path

# Platforms of Qt that need no screen: tests and picture-taking use them.
_SCREENLESS = ("offscreen", "minimal", "vnc")
EXIT_NO_SCREEN = 2


def require_screen(environ: Mapping[str, str] = os.environ) -> None:
    """Return when a window can be opened; otherwise say why in one line and exit with 2."""
    lacking = _lacking(environ)
    if lacking:
        print(f"smallacts: {printable(lacking)}", file=sys.stderr)  # noqa: T201 - the command line's own voice
        raise SystemExit(EXIT_NO_SCREEN)


def has_screen(environ: Mapping[str, str] = os.environ) -> bool:
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
    reached: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return "" if reached else "the screen named in DISPLAY does not answer."


_ADDRESS = "DBUS_SESSION_BUS_ADDRESS"
_STARTING = "autolaunch:"
# No library knows such a transport, so each goes without a bus at once.
_NONE = "disabled:by=small-acts"


def start_no_bus(environ: MutableMapping[str, str] = os.environ) -> None:
    """Make sure that whatever looks for the bus from now on starts none."""
    if sys.platform in ("win32", "darwin"):
        return
    addresses = environ.get(_ADDRESS, "").split(";")
    running = [each for each in addresses if each and not each.startswith(_STARTING)]
    if running:
        environ[_ADDRESS] = ";".join(running)
    elif not _has_bus_of_login(environ):
        environ[_ADDRESS] = _NONE


@contextmanager
def free_choice_of_bus(environ: MutableMapping[str, str] = os.environ) -> Iterator[None]:
    """For the length of a block: a program started in it looks for the bus in its own way."""
    held = environ.get(_ADDRESS)
    if held == _NONE:
        del environ[_ADDRESS]
    try:
        yield
    finally:
        if held == _NONE:
            environ[_ADDRESS] = held


def _has_bus_of_login(environ: Mapping[str, str]) -> bool:
    """Whether there is the bus that systemd keeps, where libraries look without an address."""
    folder = environ.get("XDG_RUNTIME_DIR", "")
    if not folder:
        return False
    try:
        found = (Path(folder) / "bus").stat()
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.geteuid()


# The signs that turn the direction of everything after them, and those that break a line.
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BREAKING = "\u2028\u2029"
_LAST_OF_TWO_DIGITS = 0xFF
# Compiled when something is printed, which an ordinary start does not do.
_OBEYED = f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_TURNING}{_BREAKING}]"
_OBEYED_IN_LINES = f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_TURNING}{_BREAKING}]"


def printable(text: str) -> str:
    """``text`` in one line, with every sign that a terminal would obey written out in letters.

    Names of files and cells of a table are somebody else's: an escape code in one could clear the
    screen, or make a line say what it does not.
    """
    return re.sub(_OBEYED, _written_out, text)


def printable_lines(text: str) -> str:
    """The same for text of several lines, whose line breaks and tabs stay."""
    return re.sub(_OBEYED_IN_LINES, _written_out, text.replace("\r\n", "\n"))


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code <= _LAST_OF_TWO_DIGITS else f"\\u{code:04x}"


_OWNER_ALONE = 0o077
# CPython's pools take objects of up to 512 bytes, in steps of 16; the GNU C library sets pieces of
# up to 1032 bytes aside as they are. A bytes object's own facts come before its bytes.
_SMALLEST, _LARGEST, _STEP = 48, 1056, 16
_BYTES_HEAD = sys.getsizeof(b"")
# From the GNU C library's malloc.h.
_M_PERTURB, _ANY_BYTE = -6, 0x5A
_FILLED_PER_SIZE = 2 * 1024 * 1024
# Windows: no window about a crash, and no report of it with a piece of the memory.
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002


def harden_process() -> None:
    """Shield this process from now on. Nothing that fails here keeps the program from working."""
    occupy_standard_streams()
    os.umask(_OWNER_ALONE)
    faulthandler.disable()
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - slow to import, used only here

        mode = _SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX
        ctypes.windll.kernel32.SetErrorMode(mode)
        return
    import resource  # noqa: PLC0415 - Windows has none

    most = 1 if sys.platform.startswith("linux") else 0
    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        # Where it is 0 already nobody may raise it, and 0 keeps a file from being made.
        limit = min(most, hard) if hard != resource.RLIM_INFINITY else most
        resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))


def occupy_standard_streams() -> None:
    """Open the null device for each standard stream that was closed when the process started.

    Standard output is opened for reading, so that what a command was to write there fails as it
    does on a full disk, and is never taken for written.
    """
    for number, way in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is given, and all before this one are taken.
            os.open(os.devnull, way)
    # Python has None for them; print() would then write to standard output what is for the other.
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)


@functools.cache
def overwrite_freed_memory() -> None:
    """Have the C library overwrite, from now on, all memory that is given back to it.

    With the GNU C library alone; others have no such switch.
    """
    if sys.platform.startswith("linux"):
        import ctypes  # noqa: PLC0415 - takes time, and needed for a journal with a passphrase alone

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_PERTURB, _ANY_BYTE)


def overwrite_free_memory() -> None:
    """Overwrite what Python has given back and keeps for new objects, as far as that is possible.

    Python keeps small objects in pools of one size each, and fills the gaps first, as the C library
    does with what it sets aside: as many zeroed objects of each size as fill some megabytes take
    the place of texts that were given back.
    """
    for size in range(_SMALLEST, _LARGEST + 1, _STEP):
        # Kept together until all are made, so that each takes another gap.
        [bytes(size - _BYTES_HEAD) for _ in range(_FILLED_PER_SIZE // size)]
