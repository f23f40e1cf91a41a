"""Where Qt's plug-ins are, also in folders whose names mean something in Qt's own files."""

from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication

# On Linux and macOS, and on Windows.
_FOLDERS = ("Qt/plugins", "plugins")


def find_plugins() -> None:
    """Tell Qt where its plug-ins are, where it does not know; before there is a QApplication.

    PySide6 tells it by a file in Qt's own format, in which a comma or a semicolon ends a value. In
    a folder such as ``Mum, Dad`` Qt then finds no way to show a window, and aborts.
    """
    if QCoreApplication.libraryPaths():
        return
    package = Path(PySide6.__file__).parent
    for folder in _FOLDERS:
        if (package / folder).is_dir():
            QCoreApplication.addLibraryPath(str(package / folder))
