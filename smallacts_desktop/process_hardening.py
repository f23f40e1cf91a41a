"""Keeps what the process holds in memory, and every file it makes, from other people's eyes.

Core dumps: a dump holds the journal's words in the clear. On Linux a limit of 0 keeps no dump from
a program that the system hands dumps to, while a limit of 1 byte keeps the kernel from making any,
for a file or a program. ``PR_SET_DUMPABLE`` would do that too, but it also hides ``/proc/PID`` of
the process, and the desktop's portals, which look there, then refuse it file dialogs and the
choice of light or dark. Elsewhere the limit is 0.

Files: a mask of 077 makes everything new readable by its owner alone, an exported file included.
Windows has no such mask: a person's profile folder admits nobody else in any case.

Standard streams: where one of the three is closed, the next file that is opened gets its number,
and a message would be written into that file. Each closed one is opened on the null device first.
"""

import faulthandler
import functools
import os
import sys
from contextlib import suppress

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
