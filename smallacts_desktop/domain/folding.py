"""Letters as a search sees them: without case and accents, in any script.

Most scripts put spaces between words, so a search can look for the beginnings of words. Some do
not (Chinese, Japanese, Thai, Lao, Khmer, Burmese and others); there a word may begin anywhere,
and its letters are looked for wherever they stand. So are emoji and other pictures.
"""

import unicodedata
from bisect import bisect_right
from functools import lru_cache

# First and last code point of scripts that are written without spaces, and of pictures. Beyond
# the basic plane everything is looked for as it stands: what is not a picture is rare.
UNSPACED_RANGES: tuple[tuple[int, int], ...] = (
    (0x0E00, 0x109F),  # Thai, Lao, Tibetan, Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x19FF),  # Tai Le, New Tai Lue, Khmer symbols
    (0x1A20, 0x1AAF),  # Tai Tham
    (0x1B00, 0x1B7F),  # Balinese
    (0x2600, 0x27BF),  # pictures
    (0x2E80, 0x2FDF),  # parts of Chinese characters
    (0x3005, 0x3007),
    (0x3041, 0x312F),  # Japanese syllables, bopomofo
    (0x31A0, 0x31FF),
    (0x3400, 0xA4CF),  # Chinese characters, Yi
    (0xA980, 0xA9FF),  # Javanese, Burmese
    (0xAA60, 0xAADF),  # Burmese, Tai Viet
    (0xF900, 0xFAFF),  # Chinese characters
    (0xFF66, 0xFF9F),  # narrow Japanese syllables
    (0x10000, 0x10FFFF),
)
_STARTS = tuple(first for first, _ in UNSPACED_RANGES)
_WORD_CATEGORIES = frozenset("LNM")

# Combining classes of marks that tell two words apart rather than stress or colour a letter: vowel
# signs and the like of Indian and South-East Asian scripts.
_VOWELS = frozenset({0, 6, 7, 8, 9, *range(37, 200)})
_INVISIBLE = frozenset({0x034F, *range(0xFE00, 0xFE10)})


def is_unspaced(char: str) -> bool:
    """Whether a character is looked for anywhere, not at the beginning of a word alone."""
    code = ord(char)
    place = bisect_right(_STARTS, code) - 1
    return place >= 0 and code <= UNSPACED_RANGES[place][1]


def is_letter(char: str) -> bool:
    """Whether a character belongs to a word that stands between spaces."""
    category = unicodedata.category(char)
    return (category[0] in _WORD_CATEGORIES or category == "Co") and not is_unspaced(char)


@lru_cache(maxsize=4096)
def fold_letter(char: str) -> str:
    """One character without case and accents: nothing for an accent, two letters for ``ß``."""
    if is_unspaced(char):
        return char
    decomposed = unicodedata.normalize("NFD", char.casefold())
    return "".join(part for part in decomposed if not _is_accent(part))


def fold(text: str) -> str:
    """A text without case and accents, so that texts a reader takes for the same are equal."""
    return "".join(map(fold_letter, text))


def _is_accent(char: str) -> bool:
    return unicodedata.combining(char) not in _VOWELS or ord(char) in _INVISIBLE
