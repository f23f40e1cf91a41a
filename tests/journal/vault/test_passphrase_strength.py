"""A passphrase that is easy to guess is told, and none is forbidden for it."""

import pytest

from smallacts_desktop.domain.passphrase import Strength, Weakness, check_passphrase
from smallacts_desktop.journal.vault.attempts import estimate


@pytest.mark.parametrize(
    ("text", "weakness"),
    [
        ("aaaaaaaaaaaa", Weakness.REPEATED),
        ("passwordpassword", Weakness.REPEATED),
        ("mondaymondaymonday", Weakness.REPEATED),
        ("qwertyuiop[]", Weakness.KEYBOARD_ROW),
        ("asdfghjkl;'#", Weakness.KEYBOARD_ROW),
        ("abcdefghijkl", Weakness.SEQUENCE),
        ("unbelievable", Weakness.COMMON),
    ],
)
def test_what_is_easy_to_guess_is_told_and_still_taken(text: str, weakness: Weakness) -> None:
    """The reason is the largest part of it."""
    found = estimate(text)
    assert (found.strength, found.weakness) == (Strength.EASY, weakness)
    assert check_passphrase(text) == text


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("brown kettle", Strength.FAIR),
        ("the man with the spaniel", Strength.VERY_GOOD),
        ("kettle window sparrow rain", Strength.VERY_GOOD),
        ("猫が窓の外を見て静かに座っている", Strength.VERY_GOOD),
    ],
)
def test_the_others_name_no_weakness(text: str, strength: Strength) -> None:
    """Words by chance are hard to guess, and so are those of any script."""
    found = estimate(text)
    assert (found.strength, found.weakness) == (strength, None)


def test_the_commonest_passwords_are_easy_however_often_they_are_written() -> None:
    """Long enough by repeating is not hard to guess."""
    for word in ("123456", "password", "iloveyou", "letmein", "dragon", "monkey", "sunshine"):
        assert estimate(word * 3).strength is Strength.EASY


def test_a_passphrase_of_any_length_is_examined() -> None:
    """The library refuses more than 72 characters."""
    assert estimate("kettle window sparrow rain " * 40).strength is Strength.VERY_GOOD
