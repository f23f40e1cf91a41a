"""Familiar faces: nicknames, and the step that may come next."""

from datetime import date

import pytest

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.errors import (
    NicknameMissingError,
    SmallActsError,
    TextTooLongError,
)
from smallacts_desktop.domain.people import Face, FaceStep, checked_nickname, nickname_key

DAY = date(2026, 5, 14)
STEP = FaceStep(DAY, DAY, 1)


@pytest.mark.parametrize(
    ("done", "following"),
    [
        ([], ActSize.SMALLEST),
        ([ActSize.SMALLEST], ActSize.SMALLER),
        ([ActSize.SMALLER], ActSize.SMALL),
        ([ActSize.SMALLEST, ActSize.SMALL], None),
    ],
)
def test_the_next_step_is_one_more_than_the_largest(
    done: list[ActSize], following: ActSize | None
) -> None:
    """A smile leads to a hello and a hello to a chat; after a chat nothing is offered."""
    face = Face("spaniel man", dict.fromkeys(done, STEP), DAY, len(done))
    assert face.next_step is following


def test_spellings_that_differ_in_case_and_spaces_are_one() -> None:
    """A nickname is recognised however it is typed."""
    assert nickname_key(" Spaniel  MAN,\tpark") == nickname_key("spaniel man, park")
    assert nickname_key("Maria") != nickname_key("Mario")
    assert checked_nickname("  the  tall\nlibrarian ") == "the tall librarian"


@pytest.mark.parametrize(
    ("typed", "error"), [(" ", NicknameMissingError), ("x" * 201, TextTooLongError)]
)
def test_a_nickname_that_cannot_be_kept_says_why(typed: str, error: type[SmallActsError]) -> None:
    """Blank and endless nicknames are refused."""
    with pytest.raises(error):
        checked_nickname(typed)
