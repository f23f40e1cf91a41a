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


def left_out(count: int) -> str:
    """How many entries cannot be read and so are left out of something; blank for none."""
    if not count:
        return ""
    return words.plural(
        QCoreApplication.translate("Damage", "1 entry cannot be read and is left out."),
        QCoreApplication.translate("Damage", "{count} entries cannot be read and are left out."),
        count,
    )


def on_this_day(count: int) -> str:
    """How many entries of a day cannot be read, and where to look; blank for none."""
    if not count:
        return ""
    return words.plural(
        QCoreApplication.translate(
            "Damage", "1 entry of this day cannot be read. The Journal page looks for a copy of it."
        ),
        QCoreApplication.translate(
            "Damage",
            "{count} entries of this day cannot be read. The Journal page looks for copies of "
            "them.",
        ),
        count,
    )
