"""Icons and drawings, rendered from SVG in the colours of the theme and crisp at any resolution."""

import re
import sys
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from smallacts_desktop.domain.acts import ActFamily
from smallacts_desktop.domain.face_drawings import FaceDrawing
from smallacts_desktop.paths import read_resource
from smallacts_desktop.tokens import Tokens

_KEY = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
# The task bar has a colour of its own, which Qt does not tell: it is dark on most computers while
# windows are light.
_VALUE = "SystemUsesLightTheme"


class Panel(StrEnum):
    """The ground that the mark in the tray stands on."""

    DARK = "dark"
    LIGHT = "light"
    UNKNOWN = "unknown"


def panel(platform: str = sys.platform, registry: Any = None) -> Panel:  # noqa: ANN401 - a module
    """The panel of this computer; the system colours what is drawn for macOS as for a light one.

    The panels of Linux come in every colour and tell nobody. ``registry`` is ``winreg``.
    """
    if platform == "darwin":
        return Panel.LIGHT
    if platform != "win32":
        return Panel.UNKNOWN
    if registry is None:
        import winreg  # noqa: PLC0415 - Windows alone has it

        registry = winreg
    with suppress(OSError), registry.OpenKey(registry.HKEY_CURRENT_USER, _KEY) as key:
        return Panel.LIGHT if registry.QueryValueEx(key, _VALUE)[0] else Panel.DARK
    return Panel.UNKNOWN


_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
# Up to so many pixels the drawings named -16 stand in for ``app-icon`` and ``backup-file``.
SMALL_SIZE = 22
_WINDOW_SIZES = (16, 20, 22, 24, 32, 40, 48, 64, 128, 256)
_TRAY_SIZES = (16, 20, 22, 24, 32, 44, 48, 64)


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, dpr: float = 1.0) -> QPixmap:
    """The icon ``name`` in one ``colour`` (``#RRGGBB``), ``size`` logical pixels square.

    ``dpr`` is the device pixel ratio of the screen it is meant for.
    """
    svg = read_resource(f"icons/{name}.svg").replace("currentColor", colour)
    return _rendered(svg, size, dpr)


def icon(name: str, colour: str, *, on: str | None = None) -> QIcon:
    """An icon for a button or an action, in ``colour``; in ``on`` while the button is checked.

    It holds several sizes at one, two and three times the resolution, so that Qt need not enlarge.
    """
    made = QIcon()
    for size in (16, 20, 24, 32, 40):
        for dpr in (1.0, 2.0, 3.0):
            made.addPixmap(pixmap(name, colour, size, dpr))
            if on is not None:
                made.addPixmap(pixmap(name, on, size, dpr), state=QIcon.State.On)
    return made


@lru_cache(maxsize=64)
def illustration(name: str, tokens: Tokens, size: int, dpr: float = 1.0) -> QPixmap:
    """The drawing ``name`` in the theme's colours, ``size`` logical pixels square."""
    svg = read_resource(f"illustrations/{name}.svg")
    return _rendered(_coloured(svg, tokens), size, dpr)


@lru_cache(maxsize=64)
def face(drawing: FaceDrawing, tokens: Tokens, size: int, dpr: float = 1.0) -> QPixmap:
    """A drawn face in the theme's colours, ``size`` logical pixels square."""
    drawn = _empty(size, dpr)
    painter = QPainter(drawn)
    for name in drawing.layers:
        layer = _coloured(read_resource(f"faces/{name}.svg"), tokens)
        painter.drawPixmap(0, 0, _rendered(layer, size, dpr))
    painter.end()
    return drawn


def act_drawing(family: ActFamily) -> str:
    """The name of the drawing for a family of acts."""
    return f"act-{family}"


def logo(tokens: Tokens, size: int, dpr: float = 1.0) -> QPixmap:
    """The three growing circles, ``size`` logical pixels square, for the ground of ``tokens``."""
    name = "icons/logo-dark.svg" if tokens.dark else "icons/logo.svg"
    return _rendered(read_resource(name), size, dpr)


def application_icon() -> QIcon:
    """The icon of the window and the task bar."""
    made = QIcon()
    for size in _WINDOW_SIZES:
        made.addPixmap(_rendered(application_drawing(size), size, 1.0))
    return made


def application_drawing(size: int) -> str:
    """The SVG of the program's icon for ``size`` pixels.

    The tile leaves the circles too little room on a small grid, so there is a drawing for that.
    """
    return read_resource(f"icons/app-icon{'-16' if size <= SMALL_SIZE else ''}.svg")


def tray_icon(panel: Panel) -> QIcon:
    """The mark for the tray: light lines on a dark panel, dark lines on a light one.

    On a panel of which nothing is known it brings a ground of its own.
    """
    name = {Panel.DARK: "tray-light", Panel.LIGHT: "tray-dark", Panel.UNKNOWN: "app-icon-16"}
    svg = read_resource(f"icons/{name[panel]}.svg")
    made = QIcon()
    for size in _TRAY_SIZES:
        made.addPixmap(_rendered(svg, size, 1.0))
    return made


def _coloured(svg: str, tokens: Tokens) -> str:
    return _PLACEHOLDER.sub(lambda match: _colour(tokens, match[1]), svg)


def _colour(tokens: Tokens, name: str) -> str:
    """The token ``name``; ``heat2`` is the third step of the ramp, and likewise for the scales."""
    if name[-1].isdigit():
        return str(getattr(tokens, name[:-1])[int(name[-1])])
    return str(getattr(tokens, name))


def _rendered(svg: str, size: int, dpr: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))
    drawn = _empty(size, dpr)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn


def _empty(size: int, dpr: float) -> QPixmap:
    made = QPixmap(QSize(round(size * dpr), round(size * dpr)))
    made.fill(Qt.GlobalColor.transparent)
    made.setDevicePixelRatio(dpr)
    return made
