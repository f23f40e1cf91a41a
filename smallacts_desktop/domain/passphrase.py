"""What makes a passphrase: long enough, and the same however its letters were typed."""

import unicodedata
from enum import Enum

from smallacts_desktop.domain.errors import ForbiddenCharacterError, PassphraseTooShortError

SHORTEST = 12
FEWEST_WORDS = 4
# Four words of one letter are no four words.
_SHORTEST_OF_WORDS = 10
_LONG, _VERY_LONG = 16, 24
_FEW_DIFFERENT = 6


class Strength(Enum):
    """How hard a passphrase is to guess, by its length and variety: a hint and no measurement."""

    TOO_SHORT = "too_short"
    FAIR = "fair"
    GOOD = "good"
    VERY_GOOD = "very_good"


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
    if strength(passphrase) is Strength.TOO_SHORT:
        raise PassphraseTooShortError(characters=SHORTEST, words=FEWEST_WORDS)
    return passphrase


def strength(text: str) -> Strength:
    """A hint for the person while they type."""
    passphrase = normalised(text)
    words = len(passphrase.split())
    in_words = words >= FEWEST_WORDS and len(passphrase) >= _SHORTEST_OF_WORDS
    if len(passphrase) < SHORTEST and not in_words:
        return Strength.TOO_SHORT
    if len(set(passphrase.casefold())) < _FEW_DIFFERENT:
        return Strength.FAIR
    if len(passphrase) >= _VERY_LONG or words > FEWEST_WORDS:
        return Strength.VERY_GOOD
    return Strength.GOOD if len(passphrase) >= _LONG or in_words else Strength.FAIR
