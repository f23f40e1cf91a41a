"""Searching and filtering entries. A deleted one is found by nothing here.

The search index folds case and Latin accents by itself. Greek and Cyrillic accents, Hebrew and
Arabic points and letters such as ``ß`` stand in it as they were typed. Rather than fold every text
a second time and keep the copy, a search asks the index which beginnings of its words say the word.
"""

import sys
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import time
from functools import cache, reduce
from operator import or_

from peewee import Expression, Node, SelectBase, fn

from smallacts_desktop.domain.backups import ListedEntry
from smallacts_desktop.domain.days import DEFAULT_DAY_START
from smallacts_desktop.domain.search import EntryFilter, SearchWord, fold_letter, is_letter
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.counts import FaceRows
from smallacts_desktop.storage.rows.entries import EntryRows
from smallacts_desktop.storage.rows.entry_queries import INDEXED, PAGE, THERE, numbers_of_page
from smallacts_desktop.storage.rows.mapping import clock_text
from smallacts_desktop.storage.rows.statements import COUNT, Given, Source, Statement
from smallacts_desktop.storage.rows.tables import ENTRIES

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
_LETTERS_AT_HAND, _FEW_WORDS = 3, 8


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
        for char in map(chr, range(first, end)):
            # Most fold to themselves, which is seen sooner than that they are letters.
            if char == unicodedata.normalize("NFD", char.casefold()) and char.isalpha():
                continue
            folded = fold_letter(char)
            if folded != char and is_letter(char):
                found[folded[:1]].append(char)
    return dict(found)


_E = ENTRIES.source.c
_TEXTS = (_E.act, _E.note, _E.place, _E.person)
_INDEX = Source("entries_search")
_MATCHING = Expression(_INDEX.c.entries_search, "MATCH", Given("match"))
_COUNT_MATCHING = Statement(_INDEX.select(COUNT).where(_MATCHING))
_MATCHING_AMONG = Statement(
    _INDEX.select(_INDEX.c.rowid).where(
        _MATCHING, _INDEX.c.rowid.between(Given("lowest"), Given("highest"))
    )
)
_GLUED, _UNSPACED = (
    Source(ENTRIES.table, f"INDEXED BY entries_{column}").select(_E.number).where(THERE, _E[column])
    for column in ("glued", "unspaced")
)
_ANY_GLUED = Statement(_GLUED.limit(1))
# Among so many of the newest entries a page of a usual word's is nearly always found.
_NEWEST = 2000
# An entry that is newer has the higher number, give or take what was brought in later.
_FAR_APART = 10 * _NEWEST


class SearchRows:
    """The entries that a filter asks for, counted or a page at a time."""

    def __init__(self, database: Database, entries: EntryRows, faces: FaceRows) -> None:
        self._database = database
        self._entries = entries
        self._faces = faces

    def count(self, wanted: EntryFilter) -> int:
        """How many entries are as wanted."""
        match = self._match(wanted.words)
        if match is not None and replace(wanted, text="").is_empty:
            # The index holds the entries that are there and no others.
            return int(self._database.ask(_COUNT_MATCHING, match=match)[0][0])
        return int(self._database.ask(self._counting(wanted))[0][0])

    def page(
        self,
        wanted: EntryFilter,
        offset: int,
        limit: int,
        day_start: time = DEFAULT_DAY_START,
    ) -> list[ListedEntry]:
        """``limit`` entries that are as wanted after the first ``offset``, newest first.

        In the order of EntryRows.page.
        """
        start = clock_text(day_start)
        found = self._among_the_newest(wanted, offset + limit, start)[offset:]
        if len(found) < limit:
            which = numbers_of_page(*self._conditions(wanted))
            found = self._numbers(which, day_start=start, limit=limit, offset=offset)
        return self._entries.fetch(found)

    def _among_the_newest(self, wanted: EntryFilter, most: int, day_start: str) -> list[int]:
        """Numbers of the newest that are as wanted, at most ``most``, where a few are looked at.

        To gather every entry that says a usual word takes longer than to look for it in the few
        that a page can show. There may be more where too few are found.
        """
        match = self._match(wanted.words)
        if match is None:
            return []
        others = tuple(self._conditions(replace(wanted, text="")))
        which = numbers_of_page(*others) if others else PAGE
        newest = self._numbers(which, day_start=day_start, limit=_NEWEST, offset=0)
        if not newest or max(newest) - min(newest) > _FAR_APART:
            return []
        bounds = {"lowest": min(newest), "highest": max(newest)}
        saying = set(self._numbers(_MATCHING_AMONG, match=match, **bounds))
        return [number for number in newest if number in saying][:most]

    def _numbers(self, which: Statement, **given: object) -> list[int]:
        return [number for (number,) in self._database.ask(which, **given)]

    def _match(self, words: Sequence[SearchWord]) -> str | None:
        """What the index is asked for the entries that say all of ``words``.

        None where it cannot tell of each entry, or there is nothing to ask.
        """
        if not words or any(word.anywhere for word in words) or self._database.ask(_ANY_GLUED):
            return None
        asked = [_asked(self._database, word) for word in words]
        return " AND ".join(f"({word})" for word in asked) if all(asked) else None

    def _counting(self, wanted: EntryFilter) -> Statement:
        return Statement(INDEXED.select(COUNT).where(THERE, *self._conditions(wanted)))

    def _conditions(self, wanted: EntryFilter) -> Iterator[Node]:
        if wanted.size is not None:
            yield _E.size == wanted.size.value
        if wanted.place is not None:
            yield _E.place == wanted.place
        if wanted.person is not None:
            yield _E.person.in_(self._faces.spellings_of(wanted.person) or [wanted.person])
        if wanted.outcome is not None:
            yield _E.outcome == wanted.outcome.value
        if wanted.has_note:
            yield _E.has_note
        if wanted.first is not None:
            yield _E.date >= wanted.first.isoformat()
        if wanted.last is not None:
            yield _E.date <= wanted.last.isoformat()
        for word in wanted.words:
            yield _E.number.in_(self._saying(word))

    def _saying(self, word: SearchWord) -> SelectBase:
        """A query for the numbers of the entries that say a word."""
        if word.anywhere:
            says = (fn.instr(text, spelling) for text in _TEXTS for spelling in word.spellings)
            return _UNSPACED.where(reduce(or_, says))
        # In an entry whose words run on without spaces the index knows the beginnings of whole
        # runs alone. LIKE is there to spare most texts the exact question.
        says = (text.ilike(f"%{word.text}%") & fn.mentions(text, word.text) for text in _TEXTS)
        glued = _GLUED.where(reduce(or_, says))
        found = _asked(self._database, word)
        if not found:
            return glued
        matching = Expression(_INDEX.c.entries_search, "MATCH", found)
        return _INDEX.select(_INDEX.c.rowid).where(matching) | glued


def _asked(database: Database, word: SearchWord) -> str:
    """What the index is asked for the entries that say a word; blank where none can.

    The words it is given come out of it and hold letters alone; quotes keep those such as NOT from
    being read as commands.
    """
    found: list[str] = []
    for beginning in spellings(database, word.text):
        several = f'"{beginning}" *'
        # The index has the beginnings of up to three letters at hand. Of longer ones it merges
        # the entries of every word before it tells of the first, so few words are named singly.
        single = [] if len(beginning) <= _LETTERS_AT_HAND else _words_with(database, beginning)
        found += [f'"{said}"' for said in single] or [several]
    return " OR ".join(found)


def _words_with(database: Database, beginning: str) -> list[str]:
    """The words of the index that begin so; none where they are many."""
    found: list[str] = []
    following = beginning
    while len(found) <= _FEW_WORDS:
        rows = database.ask(_NEXT_WORD, beginning=following)
        if not rows or not rows[0][0].startswith(beginning):
            return found
        found.append(rows[0][0])
        # No word has a character before the first letter.
        following = rows[0][0] + "\x01"
    return []
