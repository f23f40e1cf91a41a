"""Contrast as WCAG measures it, and a set of colours made from the platform's own palette."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QPalette

from smallacts_desktop.tokens import Tokens

TEXT_CONTRAST = 7.0
OUTLINE_CONTRAST = 3.0


def luminance(colour: str) -> float:
    """The relative luminance of ``#RRGGBB``, from 0 (black) to 1 (white)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """The contrast of two colours given as ``#RRGGBB``, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(ground: str, colour: str, share: float) -> str:
    """``ground`` with ``share`` (0 to 1) of ``colour`` in it, as ``#RRGGBB``."""
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _readable(wanted: str, grounds: Sequence[str], ratio: float, otherwise: str) -> str:
    """``wanted`` where it stands out enough on every ground, else ``otherwise``."""
    return (
        wanted if all(contrast_ratio(wanted, ground) >= ratio for ground in grounds) else otherwise
    )


def high_contrast_tokens(palette: QPalette) -> Tokens:
    """Colours from the platform's ``palette``; whatever it leaves too faint becomes black or white.

    Hairlines and outlines take the colour of the text, and no ground is tinted, so that nothing
    depends on a faint difference.
    """
    canvas = _name(palette, QPalette.ColorRole.Window)
    surface = _name(palette, QPalette.ColorRole.Base)
    dark = luminance(canvas) < luminance(_name(palette, QPalette.ColorRole.WindowText))
    extreme = "#FFFFFF" if dark else "#000000"
    opposite = "#000000" if dark else "#FFFFFF"
    if contrast_ratio(canvas, extreme) < TEXT_CONTRAST:
        canvas = opposite
    if contrast_ratio(surface, extreme) < TEXT_CONTRAST:
        surface = opposite
    grounds = (canvas, surface)
    ink = _readable(_name(palette, QPalette.ColorRole.WindowText), grounds, TEXT_CONTRAST, extreme)
    primary = _readable(_name(palette, QPalette.ColorRole.Highlight), grounds, TEXT_CONTRAST, ink)
    on_primary = _name(palette, QPalette.ColorRole.HighlightedText)
    on_primary = _readable(on_primary, (primary,), TEXT_CONTRAST, surface)
    focus = _readable(_name(palette, QPalette.ColorRole.Link), grounds, OUTLINE_CONTRAST, ink)
    return Tokens(
        canvas=canvas, surface=surface, sunken=canvas, tint=surface, line=ink, edge=ink,
        ink=ink, ink_soft=ink, primary=primary, on_primary=on_primary, focus=focus,
        danger=ink, sun=ink,
        heat=(
            surface,
            mix(surface, ink, 0.25),
            mix(surface, ink, 0.45),
            mix(surface, ink, 0.7),
            mix(surface, ink, 0.95),
        ),
        fell=(mix(surface, ink, 0.3), mix(surface, ink, 0.8)),
        rose=(mix(surface, ink, 0.3), mix(surface, ink, 0.8)),
        dark=dark,
    )  # fmt: skip


def _name(palette: QPalette, role: QPalette.ColorRole) -> str:
    colour = palette.color(QPalette.ColorGroup.Active, role)
    return QColor(colour.red(), colour.green(), colour.blue()).name().upper()
