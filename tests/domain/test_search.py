"""What a search takes for the same, and where it marks a text."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Outcome
from smallacts_desktop.domain.search import (
    WORDS_LIMIT,
    EntryFilter,
    find_marks,
    fold,
    fold_letter,
    mentions,
    search_words,
)

SAME = (
    ("Café", "CAFE"),
    ("cafe\u0301", "café"),
    ("Straße", "STRASSE"),
    ("İstanbul", "istanbul"),
    ("ΑΘΗΝΑ", "Αθήνα"),
    ("σοφός", "ΣΟΦΌΣ"),
    ("Ёлка", "елка"),
    ("שָׁלוֹם", "שלום"),
    ("مَرْحَبًا", "مرحبا"),
    ("Tiếng Việt", "tieng viet"),
    ("ﬁn", "FIN"),
    ("한국", unicodedata.normalize("NFD", "한국")),
    ("❤️", "❤"),
)
DIFFERENT = (("दिल", "दल"), ("ไม่", "ไม"), ("a", "b"), ("o", "ø"))

MARKED: tuple[tuple[str, str, list[str]], ...] = (
    ("We met at the Café.", "cafe", ["Café"]),
    ("We met at the cafe\u0301s", "café", ["cafe\u0301"]),
    ("Thanks and no thanks", "thank", ["Thank", "thank"]),
    ("He party-danced", "art", []),
    ("Die Straße", "strass", ["Straß"]),
    ("don’t ask", "don't", ["don", "t"]),
    ("今日は公園で犬に会いました", "公園", ["公園"]),
    ("今日はMariaに会った", "mar", ["Mar"]),
    ("ฉันยิ้มให้เพื่อนบ้าน", "เพื่อน", ["เพื่อน"]),
    ("great 🎉🎉 day", "🎉", ["🎉🎉"]),
    ("hello there", "he hello", ["hello"]),
    ("both, THE and these", "the", ["THE", "the"]),
    ("שָׁלוֹם לך", "שלום", ["שָׁלוֹם"]),
    ("", "x", []),
    ("anything", " -*\"' ", []),
)

_PIECES = st.sampled_from(
    ["a", "B", "é", "e\u0301", "ß", "ﬁ", "İ", "Σ", "ς", "ά", "ё", "שָׁ", "कि", "한", "公", "が",
     "か\u3099", "ไม่", "🙂", "👩\u200d🚀", " ", "-", "'", "\u0301", "\ufe0f", "7", "\n", "\ud800"]
)  # fmt: skip
texts = st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=20)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_case_and_accents_make_no_difference(one: str, other: str) -> None:
    """What a reader takes for the same word folds to the same letters."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_letters_and_vowel_signs_make_a_difference(one: str, other: str) -> None:
    """A vowel sign is part of its word, and another letter another word."""
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("text", "query", "marked"), MARKED)
def test_hits_are_marked(text: str, query: str, marked: list[str]) -> None:
    """Beginnings of words are marked, and any place in a script without spaces."""
    found = find_marks(text, query)
    assert [text[start : start + length] for start, length in found] == marked


@given(text=texts, query=texts)
def test_marks_lie_in_the_text_in_order(text: str, query: str) -> None:
    """Whatever is typed, marks are pieces of the text that neither touch nor overlap."""
    end = -1
    for start, length in find_marks(text, query):
        assert start > end
        assert length > 0
        end = start + length
    assert end <= len(text)


@given(text=texts)
def test_every_text_says_its_own_words(text: str) -> None:
    """A text pasted into the search is found in itself, and marked wherever it has words."""
    words = search_words(text)
    assert all(mentions(text, word) for word in words)
    assert bool(find_marks(text, text)) == bool(words)


@given(text=texts, query=texts)
def test_each_mark_says_a_word_of_the_query(text: str, query: str) -> None:
    """The words of the query are found in what is marked, and only they are marked."""
    said = [text[start : start + length] for start, length in find_marks(text, query)]
    words = search_words(query)
    assert all(any(mentions(piece, word) for word in words) for piece in said)
    assert bool(said) == any(mentions(text, word) for word in words)


@given(char=st.characters())
def test_folding_twice_changes_nothing(char: str) -> None:
    """A folded letter stays as it is."""
    assert fold(fold_letter(char)) == fold_letter(char)


def test_a_page_of_words_is_looked_for_in_part() -> None:
    """A pasted page costs no more than a sentence."""
    assert len(search_words(" ".join(f"word{n}" for n in range(5000)))) == WORDS_LIMIT
    (word,) = search_words("x" * 100_000)
    assert len(word.text) == 100


@pytest.mark.parametrize("text", ["", "  \n", "!?", '"', "…", "* - ("])
def test_a_text_without_a_word_asks_for_nothing(text: str) -> None:
    """Blank and bare punctuation are no filter."""
    assert EntryFilter(text=text).is_empty


@pytest.mark.parametrize(
    "wanted",
    [
        EntryFilter(text="a"),
        EntryFilter(size=ActSize.SMALL),
        EntryFilter(place=""),
        EntryFilter(person="Maria"),
        EntryFilter(outcome=Outcome.DONE),
        EntryFilter(has_note=True),
        EntryFilter(first=date(2026, 1, 1)),
        EntryFilter(last=date(2026, 1, 1)),
    ],
)
def test_any_one_condition_makes_a_filter(wanted: EntryFilter) -> None:
    """A filter with one thing set is not empty."""
    assert not wanted.is_empty
