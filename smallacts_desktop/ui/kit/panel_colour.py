"""Whether the panel with the tray is dark, where that can be known."""

import sys
from contextlib import suppress
from enum import StrEnum
from typing import Any

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
