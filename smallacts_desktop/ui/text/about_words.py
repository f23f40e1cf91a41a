"""What the program says about itself, and what it runs on."""

import platform
from datetime import date

import PySide6
from PySide6.QtCore import QCoreApplication, QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from smallacts_desktop import __released__, __version__
from smallacts_desktop.journal.vault.vault import library_versions
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate


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


def version() -> str:
    """The version and its day."""
    said = translate("AboutDialog", "Version {version}, {day}")
    day = date.fromisoformat(__released__)
    return said.format(version=__version__, day=words.short_day(day))


def credit() -> str:
    """Where the idea comes from."""
    return translate(
        "AboutDialog",
        "The idea comes from “Small acts”, tips by the McPin Foundation, a mental "
        "health research charity. Small Acts is not part of it.",
    )


def newer_versions() -> str:
    """Where a newer version may be found: the program itself never goes online."""
    return translate(
        "AboutDialog",
        "Small Acts never goes online, so it cannot look by itself. Look where you got it: your "
        "computer’s software shop, the web page you fetched it from, or the person who gave it to "
        "you. Install a newer version over this one: your journal stays.",
    )
