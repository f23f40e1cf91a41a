"""The path with one person, painted and in words."""

from collections.abc import Mapping
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.people import Face, FaceStep
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.people.face_card import FacePath, path_sentence
from tests.conftest import Screen

SMILE, HELLO, CHAT = ActSize
ONCE = FaceStep(date(2026, 11, 2), date(2026, 11, 2), 1)
OFTEN = FaceStep(date(2025, 11, 30), date(2026, 11, 20), 12)


def face(steps: Mapping[ActSize, FaceStep]) -> Face:
    """A face with these steps."""
    return Face("Ann", steps, date(2026, 11, 20), 13)


def filled(image: QImage, theme: Theme) -> list[bool]:
    """Whether the middle of each circle is filled, from left to right."""
    third = image.width() / 3
    row = round(_circle_middle(image, theme))
    ink = QColor(theme.tokens.primary)
    return [image.pixelColor(round(third * (n + 0.5)) + 1, row) == ink for n in range(3)]


def _circle_middle(image: QImage, theme: Theme) -> float:
    """The height at which the circles stand: the middle of the largest one's outline."""
    column = round(image.width() * 5 / 6) + 1
    ink = QColor(theme.tokens.primary)
    rows = [y for y in range(image.height()) if image.pixelColor(column, y) == ink]
    top = rows[0]
    outline = [y for y in rows if y - top < 40]
    return (outline[0] + outline[-1]) / 2


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ({}, "A smile: not so far. A hello: not so far. A chat: not so far."),
        (
            {SMILE: OFTEN, CHAT: ONCE},
            "A smile: from 30 Nov 2025, 12 times. A hello: not so far. A chat: 2 Nov 2026.",
        ),
    ],
)
def test_the_path_in_words(steps: Mapping[ActSize, FaceStep], sentence: str) -> None:
    """Each size with its first day and how often; a size left out is no fault."""
    assert path_sentence(face(steps)) == sentence


@pytest.mark.parametrize(
    "steps", [{}, {SMILE: OFTEN}, {SMILE: OFTEN, HELLO: ONCE, CHAT: ONCE}, {CHAT: ONCE}]
)
def test_circles_are_filled_where_something_was_done(
    theme: Theme, screen: Screen, steps: Mapping[ActSize, FaceStep]
) -> None:
    """And empty elsewhere."""
    path = FacePath(theme, face(steps))
    screen.show(path, 600, path.heightForWidth(600))
    image = path.grab().toImage()
    assert filled(image, theme) == [size in steps for size in ActSize]


def test_a_path_from_right_to_left_is_mirrored(theme: Theme, screen: Screen) -> None:
    """The smile stands at the right."""
    path = FacePath(theme, face({CHAT: ONCE}))
    path.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    screen.show(path, 600, path.heightForWidth(600))
    image = path.grab().toImage().flipped(Qt.Orientation.Horizontal)
    assert filled(image, theme) == [False, False, True]


def test_narrow_paths_wrap_their_words(theme: Theme, screen: Screen) -> None:
    """A narrow path is higher, and a screen reader hears the same."""
    path = FacePath(theme, face({SMILE: OFTEN}))
    screen.show(path, 600, 100)
    assert path.heightForWidth(200) > path.heightForWidth(800)
    assert path.accessibleName() == path_sentence(face({SMILE: OFTEN}))


def test_large_text_makes_room(theme: Theme, screen: Screen) -> None:
    """Twice the text needs more height than it did."""
    path = FacePath(theme, face({SMILE: OFTEN}))
    screen.show(path, 600, 100)
    before = path.heightForWidth(600)
    theme.set_scale(2.0)
    assert path.heightForWidth(600) > 1.5 * before
