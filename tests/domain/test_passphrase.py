"""What makes a passphrase, and that the same words always make the same one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallacts_desktop.domain.errors import ForbiddenCharacterError, PassphraseTooShortError
from smallacts_desktop.domain.passphrase import check_passphrase, normalised


@pytest.mark.parametrize("text", ["", "eleven char", "a b c d", "one two six", "   twelve   "])
def test_a_short_passphrase_is_refused_in_one_sentence(text: str) -> None:
    """The sentence says what is enough, and nothing about symbols."""
    with pytest.raises(PassphraseTooShortError, match="at least 12 characters, or 4 words"):
        check_passphrase(text)


@pytest.mark.parametrize(
    "text", ["twelve chars", "the man with dog", "0123456789ab", "猫が窓の外を見て静かに座っている"]
)
def test_twelve_characters_or_four_words_will_do(text: str) -> None:
    """Nothing else is asked of it."""
    assert check_passphrase(text) == text


@pytest.mark.parametrize("text", ["twelve\0chars!", "twelve chars\x1b[2J", "half \ud800 a letter"])
def test_a_character_that_other_programs_could_not_take_is_refused(text: str) -> None:
    """The file has to open with the standard tools too."""
    with pytest.raises(ForbiddenCharacterError):
        check_passphrase(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_however_its_letters_were_typed_it_is_the_same(text: str) -> None:
    """Composed or decomposed, with spaces at its ends or without."""
    typed = unicodedata.normalize("NFD", text)
    assert normalised(typed) == normalised(text) == normalised(f"  {text}\n")
    assert normalised(normalised(text)) == normalised(text)
