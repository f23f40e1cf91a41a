"""What makes a passphrase: long enough, and the same however its letters were typed."""

import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from smallacts_desktop.domain.errors import ForbiddenCharacterError, PassphraseTooShortError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP

SHORTEST = 12
FEWEST_WORDS = 4
# Four words of one letter are no four words.
_SHORTEST_OF_WORDS = 10


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


class Weakness(Enum):
    """What makes a passphrase easy to guess."""

    REPEATED = "repeated"
    KEYBOARD_ROW = "keyboard_row"
    SEQUENCE = "sequence"
    DATE = "date"
    COMMON = "common"


@dataclass(frozen=True, slots=True)
class Estimate:
    """``weakness`` is what the most of an EASY passphrase is made of; None for the others."""

    strength: Strength
    weakness: Weakness | None = None


WEAKNESS_WORDS: Final = {
    Weakness.REPEATED: QT_TRANSLATE_NOOP(
        "Domain", "It will do, but it is easy to guess: it repeats the same letters or words."
    ),
    Weakness.KEYBOARD_ROW: QT_TRANSLATE_NOOP(
        "Domain", "It will do, but it is easy to guess: its letters lie in a row on the keyboard."
    ),
    Weakness.SEQUENCE: QT_TRANSLATE_NOOP(
        "Domain", "It will do, but it is easy to guess: it counts up or down, like abc or 123."
    ),
    Weakness.DATE: QT_TRANSLATE_NOOP(
        "Domain", "It will do, but it is easy to guess: dates and years are tried first."
    ),
    Weakness.COMMON: QT_TRANSLATE_NOOP(
        "Domain", "It will do, but it is easy to guess: many people use these words."
    ),
}


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
