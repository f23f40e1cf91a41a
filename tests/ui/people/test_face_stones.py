"""The row of stones with one person, painted and in words."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.people.face_stones import MOST_STONES, FaceStones, stones_sentence
from tests.conftest import Screen

SMILE, HELLO, CHAT = ActSize


@pytest.mark.parametrize(
    ("sizes", "sentence"),
    [
        ([SMILE], "1 smile."),
        ([SMILE, SMILE, HELLO, CHAT, SMILE], "2 smiles, then 1 hello, then 1 chat, then 1 smile."),
        ([SMILE, HELLO] * 4 + [CHAT], "9 acts in all: 4 smiles, 4 hellos, 1 chat."),
    ],
)
def test_the_stones_in_words(sizes: Sequence[ActSize], sentence: str) -> None:
    """In their order, or in numbers where that would be long."""
    assert stones_sentence(sizes) == sentence


def test_each_act_has_a_stone_as_large_as_itself(theme: Theme, screen: Screen) -> None:
    """Side by side; from right to left they begin at the right."""
    stones = FaceStones(theme, [SMILE, HELLO, CHAT])
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        stones.setLayoutDirection(direction)
        screen.show(stones, 300, stones.heightForWidth(300))
        image = stones.grab().toImage()
        if direction is Qt.LayoutDirection.RightToLeft:
            image = image.flipped(Qt.Orientation.Horizontal)
        row = [image.pixelColor(x, image.height() // 2).name() for x in range(300)]
        heat = [QColor(theme.tokens.heat[step]).name() for step in (2, 3, 4)]
        widths = [row.count(colour) for colour in heat]
        assert widths == sorted(widths)
        assert widths[0] > 8
        assert row.index(heat[0]) < row.index(heat[1]) < row.index(heat[2])


def test_many_stones_wrap_and_no_more_than_sixty_are_drawn(theme: Theme, screen: Screen) -> None:
    """A narrow row is higher, so is one with large text; the words still count every act."""
    stones = FaceStones(theme, [SMILE] * 500)
    screen.show(stones, 300, 100)
    assert stones.heightForWidth(200) > stones.heightForWidth(800)
    assert stones.heightForWidth(10_000) == FaceStones(theme, [SMILE]).heightForWidth(10_000)
    assert stones.heightForWidth(28) == MOST_STONES * 22
    assert stones.accessibleName() == "500 smiles."
    before = stones.heightForWidth(300)
    theme.set_scale(2.0)
    assert stones.heightForWidth(300) > 2 * before
