"""Which look the person chose, and every measure of the window."""

from enum import Enum


class ThemeName(Enum):
    """Which look the person chose; SYSTEM follows the platform between light and dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


# One scale for every gap, in logical pixels at 100 % text.
SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL, SPACE_PAGE = 4, 8, 12, 16, 24, 44
CONTROL_RADIUS = 11
CONTROL_HEIGHT = 40
