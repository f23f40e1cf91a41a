"""What the window calls its pages, and what it says itself rather than one of them."""

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

TODAY, CALENDAR, JOURNAL, INSIGHTS, ACTS, SHARE, SETTINGS, HELP, LOCK = (
    "today", "calendar", "journal", "insights", "acts", "share", "settings", "help", "lock",
)  # fmt: skip
# Those that stand for a page, each with a key of its own.
PAGES = (TODAY, CALENDAR, JOURNAL, INSIGHTS, ACTS, SHARE, SETTINGS)


def page_name(item: str) -> str:
    """The name of an item of the rail, and of the page that it stands for."""
    return {
        TODAY: translate("Workspace", "Today"),
        CALENDAR: translate("Workspace", "Calendar"),
        JOURNAL: translate("Workspace", "Journal"),
        INSIGHTS: translate("Workspace", "Insights"),
        ACTS: translate("Workspace", "Acts"),
        SHARE: translate("Workspace", "Share"),
        SETTINGS: translate("Workspace", "Settings"),
        HELP: translate("Workspace", "Help now"),
        LOCK: translate("Workspace", "Lock now"),
    }[item]


def import_page_name() -> str:
    """The page that reads a CSV file."""
    return translate("Workspace", "Bring entries back")


def paper_name() -> str:
    """The page of week sheets and cards."""
    return translate("Workspace", "On paper")


def faces_name() -> str:
    """The page of people who are met now and then."""
    return translate("Workspace", "Familiar faces")


def locking() -> str:
    """While the journal is being locked."""
    return translate("MainWindow", "Locking…")


def not_locked(error: SmallActsError) -> str:
    """After a lock that half-written words have held up."""
    sentence = translate(
        "MainWindow", "{problem} What you were writing is still here, so the journal is not locked."
    )
    return sentence.format(problem=words.problem(error))


def not_closed(error: SmallActsError) -> str:
    """Before a window closes that has half-written words."""
    sentence = translate(
        "MainWindow",
        "{problem} What you were writing is still here. Close the window again to leave "
        "without it.",
    )
    return sentence.format(problem=words.problem(error))


def settings_not_saved() -> str:
    """When the file of settings cannot be written."""
    return translate("MainWindow", "Your settings could not be saved. Your journal is safe.")
