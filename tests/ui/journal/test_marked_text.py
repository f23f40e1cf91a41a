"""Lines of text with the words of a search marked."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from smallacts_desktop.tokens import DARK, LIGHT, Tokens
from smallacts_desktop.ui.journal.entry_row import Marking
from smallacts_desktop.ui.kit.theme import contrast_ratio
from tests.ui.pixels import mark_colour, marked_pixels

WIDTH, HEIGHT = 400, 30


def drawn(
    text: str,
    query: str,
    tokens: Tokens = LIGHT,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> QImage:
    """A line as it is painted on a card."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(tokens.surface))
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    font = QFont(QApplication.font())
    font.setPixelSize(15)
    marking = Marking(tokens, query)
    marking.draw(painter, QRect(0, 4, WIDTH, HEIGHT - 4), text, font, tokens.ink)
    painter.end()
    return image


def columns(image: QImage, tokens: Tokens = LIGHT) -> tuple[int, int]:
    """The first and the last column that hold a mark."""
    found = [x for x in range(image.width()) if marked_pixels(image.copy(x, 0, 1, HEIGHT), tokens)]
    assert found, "nothing is marked"
    return found[0], found[-1]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_a_word_is_marked(qapp: QApplication, tokens: Tokens) -> None:
    """The word alone, and nothing without a search."""
    del qapp
    assert marked_pixels(drawn("a dog in the park", "", tokens), tokens) == 0
    assert marked_pixels(drawn("a dog in the park", "cat", tokens), tokens) == 0
    assert marked_pixels(drawn("a dog in the park", "dog", tokens), tokens) > 30


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("dog, and more", "dog"),
        ("犬がいた公園で", "犬"),
        ("Élan vital", "elan"),
        ("🐕 and me", "🐕"),
    ],
)
def test_the_mark_is_where_the_word_is(qapp: QApplication, text: str, query: str) -> None:
    """At the beginning of the line, and not over the rest of it."""
    del qapp
    first, last = columns(drawn(text, query))
    assert first <= 2
    assert last < 80


def test_characters_of_two_units_move_no_mark(qapp: QApplication) -> None:
    """A picture before the word counts as Qt counts it."""
    del qapp
    image = drawn("🐕🐕🐕 dog", "dog")
    plain = drawn("🐕🐕🐕 ", "")
    paper = QColor(LIGHT.surface).rgb()
    inked = [x for x in range(WIDTH) if any(plain.pixel(x, y) != paper for y in range(HEIGHT))]
    assert columns(image)[0] >= (inked[-1] if inked else 0)


def test_a_line_from_right_to_left_is_marked_at_the_right(qapp: QApplication) -> None:
    """Where its first word stands."""
    del qapp
    image = drawn("שלום לך חבר יקר", "שלום", direction=Qt.LayoutDirection.RightToLeft)
    first, last = columns(image)
    assert last >= WIDTH - 4
    assert first > WIDTH // 2


def test_a_long_line_is_shortened_within_its_place(qapp: QApplication) -> None:
    """The last columns hold nothing of a word that was cut off."""
    del qapp
    first, last = columns(drawn("dog " * 200, "dog"))
    assert first <= 2
    assert last < WIDTH


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_marked_words_stay_easy_to_read(tokens: Tokens) -> None:
    """At least seven to one for text in ink, on an ordinary row and on a chosen one."""
    for ground in (tokens.surface, tokens.tint):
        assert contrast_ratio(tokens.ink, mark_colour(tokens, ground)) >= 7
