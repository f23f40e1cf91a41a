"""What the program says about itself."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from smallacts_desktop import __released__, __version__
from smallacts_desktop.ui.text import words


def version() -> str:
    """The version and its day."""
    said = QCoreApplication.translate("AboutDialog", "Version {version}, {day}")
    day = date.fromisoformat(__released__)
    return said.format(version=__version__, day=words.short_day(day))


def credit() -> str:
    """Where the idea comes from."""
    return QCoreApplication.translate(
        "AboutDialog",
        "The idea comes from “Small acts”, tips by the McPin Foundation, a mental "
        "health research charity. Small Acts is not part of it.",
    )


def where_to_look() -> str:
    """Where a newer version may be found: the program itself never goes online."""
    return QCoreApplication.translate(
        "AboutDialog",
        "Small Acts never goes online, so it cannot look by itself. Look where you got it: your "
        "computer’s software shop, the web page you fetched it from, or the person who gave it to "
        "you. Install a newer version over this one: your journal stays.",
    )
