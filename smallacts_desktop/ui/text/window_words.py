"""What the window itself says, rather than a page of it."""

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.ui.text import words


def locking() -> str:
    """While the journal is being locked."""
    return QCoreApplication.translate("MainWindow", "Locking…")


def not_locked(error: SmallActsError) -> str:
    """After a lock that half-written words have held up."""
    sentence = QCoreApplication.translate(
        "MainWindow", "{problem} What you were writing is still here, so the journal is not locked."
    )
    return sentence.format(problem=words.problem(error))


def not_closed(error: SmallActsError) -> str:
    """Before a window closes that has half-written words."""
    sentence = QCoreApplication.translate(
        "MainWindow",
        "{problem} What you were writing is still here. Close the window again to leave "
        "without it.",
    )
    return sentence.format(problem=words.problem(error))


def settings_not_saved() -> str:
    """When the file of settings cannot be written."""
    return QCoreApplication.translate(
        "MainWindow", "Your settings could not be saved. Your journal is safe."
    )
