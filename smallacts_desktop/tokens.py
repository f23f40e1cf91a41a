"""Every colour and measure of the program in one table, for window, web page and paper.

All text pairs measure at least 7:1 and control outlines at least 3:1 on their ground; a test
computes the ratios, so a change here cannot quietly make something unreadable.
"""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme as ``#RRGGBB``; ``heat`` is ordered from none to most.

    ``fell`` and ``rose`` are the far ends of the diverging scale of mood change, from a little
    to a lot; they differ in lightness as well as hue and always stand beside a mark.
    """

    canvas: str
    surface: str
    sunken: str
    tint: str
    line: str
    edge: str
    ink: str
    ink_soft: str
    primary: str
    on_primary: str
    focus: str
    danger: str
    sun: str
    heat: tuple[str, str, str, str, str]
    fell: tuple[str, str]
    rose: tuple[str, str]
    dark: bool


LIGHT = Tokens(
    canvas="#F6F3EC",
    surface="#FFFFFF",
    sunken="#EFEBE1",
    tint="#E3EFE9",
    line="#DDD6C7",
    edge="#7C7667",
    ink="#1F2D29",
    ink_soft="#43504B",
    primary="#145646",
    on_primary="#FFFFFF",
    focus="#1B4FD1",
    danger="#8F2D23",
    sun="#E9A23B",
    heat=("#ECE8DD", "#9FCFBD", "#5BA68E", "#27745F", "#0B3F33"),
    fell=("#D9B98A", "#A8752B"),
    rose=("#9FCFBD", "#27745F"),
    dark=False,
)

DARK = Tokens(
    canvas="#121C19",
    surface="#1B2824",
    sunken="#15211D",
    tint="#22362F",
    line="#33443E",
    edge="#71857D",
    ink="#EAF1EC",
    ink_soft="#B3C3BB",
    primary="#86D8BB",
    on_primary="#0B231B",
    focus="#9DB8FF",
    danger="#FFB4A6",
    sun="#F0B75E",
    heat=("#26352F", "#33624F", "#44937A", "#70C6A6", "#C2F2DF"),
    fell=("#7A5E33", "#C9944A"),
    rose=("#33624F", "#70C6A6"),
    dark=True,
)
