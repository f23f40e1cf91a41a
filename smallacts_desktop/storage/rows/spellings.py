"""Finding how the search index spells a word.

The index folds case and Latin accents by itself. Greek and Cyrillic accents, Hebrew and Arabic
points and letters such as ``ß`` stand in it as they were typed. Rather than fold every text a
second time and keep the copy, a search asks the index which beginnings of its words say the word.
"""

import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from smallacts_desktop.domain.folding import fold_letter, is_letter
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.statements import Given, Source, Statement

# Letters that can fold to others: everything up to punctuation, and ligatures. Korean syllables,
# which fold to their letters, stand in one block for each first letter.
_FOLDED_RANGES = ((0x80, 0x2000), (0x2C00, 0x2E00), (0xA640, 0xA800), (0xFB00, 0xFE10))
_KOREAN_FIRST_LETTERS = range(0x1100, 0x1113)
_KOREAN_SYLLABLES, _KOREAN_BLOCK = 0xAC00, 588
_WORDS = Source("entries_words")
_NEXT_WORD = Statement(
    _WORDS.select(_WORDS.c.term).where(_WORDS.c.term >= Given("beginning")).limit(1)
)
# Reached only when a word has very many spellings; what is found by then is shown.
_QUESTIONS = 2000


def spellings(database: Database, wanted: str) -> list[str]:
    """The shortest beginnings of words in the index that say ``wanted``, a folded word.

    Every word of the index that says it begins with one of them. It asks the index a handful of
    times for each letter, however many words there are.
    """
    found: list[str] = []
    beginning, questions = "", 0
    while questions < _QUESTIONS:
        rows = database.ask(_NEXT_WORD, beginning=beginning)
        questions += 1
        if not rows:
            break
        word = rows[0][0]
        length, says_it = _compare(word, wanted)
        if says_it:
            found.append(word[:length])
            following = _after(word[:length])
        else:
            following = _next_try(word, length, wanted)
        if following is None:
            break
        beginning = following
    return found


def _compare(word: str, wanted: str) -> tuple[int, bool]:
    """How many characters of ``word`` it takes to say ``wanted``, or to say something else."""
    said = ""
    for number, char in enumerate(word, start=1):
        said += fold_letter(char)
        shared = min(len(said), len(wanted))
        if said[:shared] != wanted[:shared]:
            return number, False
        if len(said) >= len(wanted):
            return number, True
    return len(word) + 1, False


def _next_try(word: str, length: int, wanted: str) -> str | None:
    """The first text after ``word`` that could begin a word that says ``wanted``."""
    if length > len(word):
        # It ended before it had said enough; longer ones follow it.
        said = "".join(map(fold_letter, word))
        return word + _letters_for(wanted[len(said)])[0]
    stem = word[: length - 1]
    said = "".join(map(fold_letter, stem))
    candidates = _letters_for(wanted[len(said)])
    place = bisect_right(candidates, word[length - 1])
    if place < len(candidates):
        return stem + candidates[place]
    return _after(stem)


def _after(beginning: str) -> str | None:
    """The first text after all those that begin with ``beginning``."""
    while beginning:
        code = ord(beginning[-1]) + 1
        if code == 0xD800:
            code = 0xE000
        if code <= sys.maxunicode:
            return beginning[:-1] + chr(code)
        beginning = beginning[:-1]
    return None


@cache
def _letters_for(letter: str) -> Sequence[str]:
    """The characters that can say ``letter`` in the index, in its order."""
    by_letter = _letters()
    syllables = range(0)
    if ord(letter) in _KOREAN_FIRST_LETTERS:
        first = _KOREAN_SYLLABLES + (ord(letter) - _KOREAN_FIRST_LETTERS[0]) * _KOREAN_BLOCK
        syllables = range(first, first + _KOREAN_BLOCK)
    return sorted({letter, *by_letter.get(letter, ()), *by_letter[""], *map(chr, syllables)})


@cache
def _letters() -> Mapping[str, list[str]]:
    """Characters by the letter their folded form begins with; accents say nothing."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for first, end in _FOLDED_RANGES:
        for char in filter(is_letter, map(chr, range(first, end))):
            folded = fold_letter(char)
            if folded != char:
                found[folded[:1]].append(char)
    return dict(found)
