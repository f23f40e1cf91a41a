"""The key of an encrypted journal, made from the passphrase as SQLCipher 4 makes it."""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smallacts_desktop.storage.file.files import read_regular

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


SALT_BYTES = 16
_KEY_BYTES = 32
# What SQLCipher 4 does by default (PRAGMA cipher_settings shows it): any program for such files
# then opens the journal with nothing but the passphrase.
_ROUNDS = 256_000
_HASH = "sha512"


class Key:
    """The raw key and the salt of one SQLCipher file.

    SQLCipher would stretch the passphrase again, in an eighth of a second, for every connection;
    a key that was made once opens the next in a millisecond, and the passphrase need not be kept.
    The bytes are overwritten by ``forget``, and when the last reference to the key is gone.
    Neither is shown by ``repr``.
    """

    def __init__(self, raw: bytes | bytearray, salt: bytes) -> None:
        if len(raw) != _KEY_BYTES or len(salt) != SALT_BYTES:
            raise ValueError("a key has 32 bytes and its salt 16")
        self._raw = bytearray(raw)
        self.salt = bytes(salt)

    @classmethod
    def from_passphrase(cls, passphrase: str, salt: bytes) -> "Key":
        """The key of a file with this salt; takes an eighth of a second or more, on purpose."""
        typed = passphrase.encode()
        raw = hashlib.pbkdf2_hmac(_HASH, typed, salt, _ROUNDS, _KEY_BYTES)
        try:
            return cls(raw, salt)
        finally:
            overwrite(raw)
            overwrite(typed)

    @classmethod
    def new(cls, passphrase: str) -> "Key":
        """A key for a file that is yet to be written, with a salt of its own."""
        return cls.from_passphrase(passphrase, os.urandom(SALT_BYTES))

    @classmethod
    def from_row(cls, raw: bytes, salt: bytes) -> "Key":
        """The key in an encrypted file; overwrites ``raw``, which was read for this alone."""
        try:
            return cls(raw, salt)
        finally:
            overwrite(raw)

    @property
    def raw(self) -> bytearray:
        """The 32 bytes themselves, for an encrypted file to hold; not for keeping."""
        return self._raw

    @contextmanager
    def statement(self, before: str, after: str = "") -> Iterator[str]:
        """SQL with the key and its salt between two parts, as SQLCipher takes them: ``x'…'``.

        A key cannot be bound as a value; what stands there is hexadecimal digits alone. The text
        is overwritten when the block ends.
        """
        with overwritten_text(self._raw.hex()) as digits:
            parts = (before, "\"x'", digits, self.salt.hex(), "'\"", after)
            with overwritten_text(*parts) as sql:
                yield sql

    def copy(self) -> "Key":
        """Another key with the same bytes, to be forgotten on its own."""
        return Key(self._raw, self.salt)

    def forget(self) -> None:
        """Overwrite the key, as far as Python allows; it opens nothing afterwards."""
        self._raw[:] = bytes(_KEY_BYTES)

    def __del__(self) -> None:
        self.forget()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and (self._raw, self.salt) == (other._raw, other.salt)

    __hash__ = None  # type: ignore[assignment]  # it can be forgotten, so it changes

    def __repr__(self) -> str:
        return "Key(…)"


def copy_of(key: Key | None) -> Key | None:
    """Another key with the same bytes; None for the file that needs none."""
    return None if key is None else key.copy()


def salt_of(path: Path) -> bytes:
    """The first 16 bytes of a file, which an encrypted one has its salt in; fewer if it is short.

    Raises OSError when the file cannot be read.
    """
    return read_regular(path, SALT_BYTES)
