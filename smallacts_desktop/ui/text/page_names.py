"""What the pages are called, on the rail and at their head alike."""

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.ui.text.page_ids import (
    ACTS,
    CALENDAR,
    HELP,
    INSIGHTS,
    JOURNAL,
    LOCK,
    SETTINGS,
    SHARE,
    TODAY,
)


def page_name(item: str) -> str:
    """The name of an item of the rail, and of the page that it stands for."""
    return {
        TODAY: QCoreApplication.translate("Workspace", "Today"),
        CALENDAR: QCoreApplication.translate("Workspace", "Calendar"),
        JOURNAL: QCoreApplication.translate("Workspace", "Journal"),
        INSIGHTS: QCoreApplication.translate("Workspace", "Insights"),
        ACTS: QCoreApplication.translate("Workspace", "Acts"),
        SHARE: QCoreApplication.translate("Workspace", "Share"),
        SETTINGS: QCoreApplication.translate("Workspace", "Settings"),
        HELP: QCoreApplication.translate("Workspace", "Help now"),
        LOCK: QCoreApplication.translate("Workspace", "Lock now"),
    }[item]


def import_page_name() -> str:
    """The page that reads a CSV file."""
    return QCoreApplication.translate("Workspace", "Bring entries back")


def paper_name() -> str:
    """The page of week sheets and cards."""
    return QCoreApplication.translate("Workspace", "On paper")


def faces_name() -> str:
    """The page of people who are met now and then."""
    return QCoreApplication.translate("Workspace", "Familiar faces")
