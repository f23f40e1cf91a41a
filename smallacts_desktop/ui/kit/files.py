"""Folders of the person's outside the journal: where file dialogs begin, and showing one."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from smallacts_desktop.process import free_choice_of_bus


def first_folder() -> Path:
    """Where a file dialog begins: the folder for documents, or home where there is none.

    No folder is remembered: its name might tell whom the person shares with.
    """
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(documents))
    return folder if folder.is_dir() else Path.home()


def open_folder(folder: Path) -> None:
    """Show a folder in the file manager, which finds what every program of the session finds."""
    with free_choice_of_bus():
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
