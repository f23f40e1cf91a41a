"""Keeps the libraries of this process from starting a bus of the session where there is none.

Qt, GTK and the bridge to screen readers look for that bus. Where they find none and ``dbus-launch``
is installed, they start one, and it stays when the program has ended. So they are told that there
is none. Whatever the program opens, such as a file manager, is left to find or start its own.
"""

import os
import stat
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path

_ADDRESS = "DBUS_SESSION_BUS_ADDRESS"
_STARTING = "autolaunch:"
# No library knows such a transport, so each goes without a bus at once.
_NONE = "disabled:by=small-acts"


def start_none(environ: MutableMapping[str, str] = os.environ) -> None:
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
def free_choice(environ: MutableMapping[str, str] = os.environ) -> Iterator[None]:
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
