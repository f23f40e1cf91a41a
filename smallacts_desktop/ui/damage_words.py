"""What cannot be read any more, in words."""

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.domain.damage import UnreadableEntry
from smallacts_desktop.ui import words


def title() -> str:
    """What stands in the place of an entry that cannot be read."""
    return QCoreApplication.translate("Damage", "This entry cannot be read.")


def hint() -> str:
    """What can be done about it."""
    return QCoreApplication.translate(
        "Damage", "Your other entries are all right. Open it to look for a copy in a backup."
    )


def sentence(entry: UnreadableEntry) -> str:
    """The same for a screen reader, with the day as far as it can be seen."""
    day = "" if entry.date is None else words.long_day(entry.date, with_year=True)
    return " ".join(filter(None, (f"{day}." if day else "", title(), hint())))
