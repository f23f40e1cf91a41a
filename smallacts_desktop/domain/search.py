"""Looking for entries: what a person asks for, and where a text says it.

Letters are looked for without case and accents, in any script. Most scripts put spaces between
words, so a search can look for the beginnings of words. Some do not (Chinese, Japanese, Thai, Lao,
Khmer, Burmese and others); there a word may begin anywhere, and its letters are looked for wherever
they stand. So are emoji and other pictures.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Outcome

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
# More than anyone types; a pasted page is not looked for to its last word.
WORDS_LIMIT = 12
WORD_LENGTH_LIMIT = 100
_LETTER, _UNSPACED = 1, 2


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


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries to show; by default every one.

    ``text`` is what the person typed: an entry has to say each of its words, in its title, note,
    place or nickname. ``place`` is a code or the person's own word, ``person`` a nickname.
    ``has_note`` leaves out entries without a note. ``first`` and ``last`` are days, both included.
    """

    text: str = ""
    size: ActSize | None = None
    place: str | None = None
    person: str | None = None
    outcome: Outcome | None = None
    has_note: bool = False
    first: date | None = None
    last: date | None = None

    @property
    def words(self) -> "tuple[SearchWord, ...]":
        """What to look for in the texts of an entry."""
        return search_words(self.text)

    @property
    def is_empty(self) -> bool:
        """Whether every entry is wanted; a text without a word asks for nothing."""
        asked = (self.size, self.place, self.person, self.outcome, self.first, self.last)
        return not self.has_note and not self.words and all(value is None for value in asked)


@dataclass(frozen=True, slots=True)
class SearchWord:
    """One word to look for.

    ``text`` has neither case nor accents and is found where a word begins with it. With
    ``anywhere`` it belongs to a script without spaces between words, or is a picture; it is
    found wherever it stands, composed or not.
    """

    text: str
    anywhere: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """The ways to write a word that is found anywhere: as typed, composed and decomposed."""
        forms = (unicodedata.normalize(form, self.text) for form in ("NFC", "NFD"))
        return tuple(dict.fromkeys((self.text, *forms)))


def search_words(query: str) -> tuple[SearchWord, ...]:
    """The words of a query, each once; none when it holds neither letters nor pictures."""
    words: dict[SearchWord, None] = {}
    for start, end, anywhere in _runs(query):
        piece = query[start:end][:WORD_LENGTH_LIMIT]
        text = piece if anywhere else fold(piece)
        if text:
            words[SearchWord(text, anywhere)] = None
        if len(words) == WORDS_LIMIT:
            break
    return tuple(words)


def find_marks(text: str, query: str) -> list[tuple[int, int]]:
    """Where ``text`` says the words of ``query``: start and length in characters, in order.

    Pieces that overlap or touch are one. Accents belong to the letter before them.
    """
    found = sorted(span for word in search_words(query) for span in _spans(text, word))
    marks: list[tuple[int, int]] = []
    for start, end in found:
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return [(start, end - start) for start, end in marks]


def mentions(text: str, word: SearchWord) -> bool:
    """Whether ``text`` says a word."""
    return next(_spans(text, word), None) is not None


def _runs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and kind of each run of letters, or of characters without spaces between."""
    position = 0
    for kind, run in groupby(text, _kind):
        start, position = position, position + len(list(run))
        if kind:
            yield start, position, kind == _UNSPACED


@lru_cache(maxsize=4096)
def _kind(char: str) -> int:
    if is_letter(char):
        return _LETTER
    return _UNSPACED if is_unspaced(char) else 0


def _spans(text: str, word: SearchWord) -> Iterator[tuple[int, int]]:
    if word.anywhere:
        for spelling in word.spellings:
            start = text.find(spelling)
            while start >= 0:
                yield start, start + len(spelling)
                start = text.find(spelling, start + len(spelling))
        return
    for start, end, anywhere in _runs(text):
        length = 0 if anywhere else _length_of_beginning(text[start:end], word.text)
        if length:
            yield start, start + length


def _length_of_beginning(run: str, wanted: str) -> int:
    """How many characters at the beginning of ``run`` say ``wanted``; 0 when it says another."""
    said = ""
    for number, char in enumerate(run):
        folded = fold_letter(char)
        if len(said) >= len(wanted) and folded:
            return number
        said += folded
        shared = min(len(said), len(wanted))
        if said[:shared] != wanted[:shared]:
            return 0
    return len(run) if len(said) >= len(wanted) else 0
