"""The desktop around the program: its folders, its clipboard, and Qt's plug-ins for it."""

import sys
from hashlib import sha256
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QMimeData, QStandardPaths, QUrl
from PySide6.QtGui import QClipboard, QDesktopServices, QGuiApplication

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


# Formats by which clipboard histories know what to leave alone, and what they look for in them.
_KEEP_OUT: dict[str, tuple[str, bytes]] = {
    "win32": ("ExcludeClipboardContentFromMonitorProcessing", b"1"),
    "darwin": ("org.nspasteboard.ConcealedType", b"1"),
}
_KEEP_OUT_ELSEWHERE = ("x-kde-passwordManagerHint", b"secret")


def private_text(text: str, platform: str = sys.platform) -> QMimeData:
    """``text`` for the clipboard, marked as private in the way of ``platform``."""
    mime = QMimeData()
    mime.setText(text)
    name, value = _KEEP_OUT.get(platform, _KEEP_OUT_ELSEWHERE)
    mime.setData(name, value)
    return mime


def copy_privately(text: str) -> None:
    """Put ``text`` on the clipboard; a clipboard history that knows the mark keeps none of it."""
    QGuiApplication.clipboard().setMimeData(private_text(text))
    _copied.note(text)


def clear_own_copies() -> None:
    """Take off the clipboard, and off the X selection, what came from this program.

    That is what ``copy_privately`` put there and what the person copied from a field by key. What
    another program has put there since stays.
    """
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard() or _copied.is_still(clipboard.text()):
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
    _copied.forget()


class _Copied:
    """Knows a text again without keeping it: not every platform tells whose the clipboard is."""

    def __init__(self) -> None:
        self._print = b""

    def note(self, text: str) -> None:
        self._print = _print_of(text)

    def is_still(self, text: str) -> bool:
        return bool(self._print) and _print_of(text) == self._print

    def forget(self) -> None:
        self._print = b""


def _print_of(text: str) -> bytes:
    # A clipboard may bring other line ends back.
    return sha256("\n".join(text.splitlines()).encode(errors="replace")).digest()


_copied = _Copied()


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
