"""Overwriting secrets in memory, as far as Python allows.

A ``bytearray`` can be overwritten by itself. Some libraries take or return nothing but ``str`` and
``bytes``, which Python never changes and whose memory it gives back as it is. Such an object, made
for one call and held by nobody else, is overwritten here where CPython keeps its characters.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_HAS_KNOWN_LAYOUT = sys.implementation.name == "cpython"


def overwrite(secret: bytes | str) -> None:
    """Overwrite a secret that was just made and that nothing else refers to.

    It is left as it is where its layout is not known: outside CPython, and a text with letters
    beyond ASCII. What is shorter than two characters is shared by all of Python, and left alone.
    """
    if (
        not _HAS_KNOWN_LAYOUT
        or len(secret) < 2
        or (isinstance(secret, str) and not secret.isascii())
    ):
        return
    import ctypes  # noqa: PLC0415 - takes time at start, and needed where there is a key alone

    # Both kinds end with their characters and one zero.
    start = id(secret) + sys.getsizeof(secret) - len(secret) - 1
    ctypes.memset(start, 0, len(secret))


@contextmanager
def overwritten_text(*parts: str) -> Iterator[str]:
    """The parts as one text, which is overwritten when the block ends."""
    # Joined in one piece: a formatted text grows, and leaves its beginnings behind in memory.
    text = "".join(parts)
    try:
        yield text
    finally:
        overwrite(text)
