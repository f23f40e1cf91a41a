"""What opens a journal: a passphrase, long enough and the same however it was typed, or a code.

The recovery code is made once by chance, written on paper, and typed back months later.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from smallacts_desktop.domain.errors import ForbiddenCharacterError, PassphraseTooShortError
from smallacts_desktop.domain.journal_errors import WrongRecoveryCodeError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP, Labelled

# Crockford's base 32: digits and capitals without I, L, O and U, which are misread or misheard.
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})
GROUPS, GROUP_LENGTH = 6, 4
_LENGTH = GROUPS * GROUP_LENGTH
SHORTEST = 12
FEWEST_WORDS = 4
# Four words of one letter are no four words.
_SHORTEST_OF_WORDS = 10


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


class PassphraseTask(Enum):
    """What is wanted; RENEW follows the recovery code, when the old passphrase is forgotten."""

    SET = auto()
    CHANGE = auto()
    RENEW = auto()
    REMOVE = auto()


class Strength(Enum):
    """How hard a passphrase is to guess: an estimate, as the guesser is not known."""

    EASY = "easy"
    FAIR = "fair"
    GOOD = "good"
    VERY_GOOD = "very_good"


class Weakness(Labelled):
    """What makes a passphrase easy to guess, and what is said of it."""

    REPEATED = (
        "repeated",
        QT_TRANSLATE_NOOP(
            "Domain", "It will do, but it is easy to guess: it repeats the same letters or words."
        ),
    )
    KEYBOARD_ROW = (
        "keyboard_row",
        QT_TRANSLATE_NOOP(
            "Domain",
            "It will do, but it is easy to guess: its letters lie in a row on the keyboard.",
        ),
    )
    SEQUENCE = (
        "sequence",
        QT_TRANSLATE_NOOP(
            "Domain", "It will do, but it is easy to guess: it counts up or down, like abc or 123."
        ),
    )
    DATE = (
        "date",
        QT_TRANSLATE_NOOP(
            "Domain", "It will do, but it is easy to guess: dates and years are tried first."
        ),
    )
    COMMON = (
        "common",
        QT_TRANSLATE_NOOP(
            "Domain", "It will do, but it is easy to guess: many people use these words."
        ),
    )


@dataclass(frozen=True, slots=True)
class Estimate:
    """``weakness`` is what the most of an EASY passphrase is made of; None for the others."""

    strength: Strength
    weakness: Weakness | None = None


def normalised(text: str) -> str:
    """The passphrase as the journal's key is made from it.

    An é may be typed as one character or as two, and a pasted text may bring spaces at its ends:
    each opens the same journal. The form is Unicode's NFC, which keyboards produce, so that other
    programs for SQLCipher files open the journal with what a person types there.
    """
    return unicodedata.normalize("NFC", text).strip()


def check_passphrase(text: str) -> str:
    """``text``, normalised, when it will do: at least 12 characters, or four words.

    Raises PassphraseTooShortError, or ForbiddenCharacterError for a character that other programs
    could not take.
    """
    passphrase = normalised(text)
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in passphrase):
        raise ForbiddenCharacterError
    if not is_long_enough(passphrase):
        raise PassphraseTooShortError(characters=SHORTEST, words=FEWEST_WORDS)
    return passphrase


def is_long_enough(text: str) -> bool:
    """Whether a passphrase has 12 characters, or four words of 10 characters in all."""
    passphrase = normalised(text)
    in_words = len(passphrase.split()) >= FEWEST_WORDS and len(passphrase) >= _SHORTEST_OF_WORDS
    return len(passphrase) >= SHORTEST or in_words
