"""The recovery code: made once by chance, written on paper, and typed back months later."""

import secrets
from dataclasses import dataclass
from typing import Final

from smallacts_desktop.domain.errors import WrongRecoveryCodeError

# Crockford's base 32: digits and capitals without I, L, O and U, which are misread or misheard.
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})
GROUPS, GROUP_LENGTH = 6, 4
_LENGTH = GROUPS * GROUP_LENGTH


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryCode:
    """24 characters of chance, 120 bits, in six groups of four.

    ``text`` is the code without anything between its characters. It is not shown by ``repr``, so
    that no log or traceback can hold it.
    """

    text: str

    @classmethod
    def new(cls) -> "RecoveryCode":
        """A code that nobody has seen."""
        return cls("".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)))

    @classmethod
    def read(cls, text: str) -> "RecoveryCode":
        """The code a person typed: spaces, dashes, small letters and O for 0 are all right.

        Raises WrongRecoveryCodeError when it cannot be a recovery code.
        """
        code = _letters(text)
        if len(code) != _LENGTH or not set(code) <= set(_ALPHABET):
            raise WrongRecoveryCodeError
        return cls(code)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of four, in order."""
        return tuple(self.text[at : at + GROUP_LENGTH] for at in range(0, _LENGTH, GROUP_LENGTH))

    def matches_part(self, index: int, text: str) -> bool:
        """Whether ``text`` is group ``index`` (0 to 5), read as forgivingly as the whole."""
        return _letters(text) == self.groups[index]

    def __str__(self) -> str:
        return "-".join(self.groups)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum()).translate(_MISREAD)
