"""What the program runs on, in a few lines that name no person, computer or folder.

For whoever looks into a problem, so it is the same in every language.
"""

import platform

import PySide6
from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from smallacts_desktop import __version__
from smallacts_desktop.journal.vault.versions import library_versions


def system_information() -> str:
    """Versions of the program, of what it is built on and of the system, one kind a line."""
    libraries = ", ".join(f"{name} {version}" for name, version in library_versions().items())
    lines = (
        f"Small Acts {__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}",
        libraries,
        f"{QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}, "
        f"{QGuiApplication.platformName()}",
        _screen(),
    )
    return "\n".join(lines)


def _screen() -> str:
    screen = QGuiApplication.primaryScreen()
    if screen is None:
        return "No screen"
    return f"Screen at {screen.devicePixelRatio():.0%}, {screen.logicalDotsPerInch():.0f} dpi"
