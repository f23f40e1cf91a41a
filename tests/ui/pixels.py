"""Eyes for painted things."""

from itertools import product

from PySide6.QtGui import QColor, QImage

from smallacts_desktop.tokens import Tokens

_NEAR = range(-3, 4)


def marked_pixels(image: QImage, tokens: Tokens) -> int:
    """How many pixels have the colour of a mark on an ordinary or on a chosen row."""
    strength = 0.22 if tokens.dark else 0.4
    wanted: set[int] = set()
    for ground in (tokens.surface, tokens.tint):
        red, green, blue = _mixed(tokens.sun, ground, strength)
        for r, g, b in product(_NEAR, repeat=3):
            wanted.add((red + r) << 16 | (green + g) << 8 | (blue + b))
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("B").cast("I")
    return sum(pixel & 0xFFFFFF in wanted for pixel in pixels)


def mark_colour(tokens: Tokens, ground: str) -> str:
    """The colour of a mark on ``ground``."""
    red, green, blue = _mixed(tokens.sun, ground, 0.22 if tokens.dark else 0.4)
    return f"#{red:02X}{green:02X}{blue:02X}"


def _mixed(over: str, under: str, strength: float) -> tuple[int, int, int]:
    top, ground = QColor(over), QColor(under)
    return (
        round(strength * top.red() + (1 - strength) * ground.red()),
        round(strength * top.green() + (1 - strength) * ground.green()),
        round(strength * top.blue() + (1 - strength) * ground.blue()),
    )
