"""The keys that work wherever the window is open, named once: to be bound, and to be read."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from smallacts_desktop.ui.kit.everywhere_keys import HIDE_KEY, LOCK_KEY

# Portable names; on macOS Ctrl is the Command key. Not every platform has a standard key for each
# of these, so they are named here rather than left to it.
QUIT, CLOSE, HELP, OPEN_SETTINGS = "Ctrl+Q", "Ctrl+W", "F1", "Ctrl+,"
WRITE, SEARCH, UNDO, REDO = "Ctrl+N", "Ctrl+F", "Ctrl+Z", "Ctrl+Shift+Z"
PAGE = "Ctrl+{number}"


def shown(keys: str) -> str:
    """The name of a key as this platform writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def every_key(pages: int) -> Iterator[tuple[str, str]]:
    """Each key as the platform writes it, and what it does, for somebody to read.

    ``pages`` is how many pages the rail leads to.
    """
    translate = QCoreApplication.translate
    first, last = shown(PAGE.format(number=1)), shown(PAGE.format(number=pages))
    yield (
        translate("Keys", "{first} to {last}").format(first=first, last=last),
        translate("Keys", "Go to a page, in the order of the list"),
    )
    yield shown(WRITE), translate("Keys", "Just write")
    yield shown(SEARCH), translate("Keys", "Search in your journal")
    yield shown(UNDO), translate("Keys", "Take back the last change")
    yield shown(REDO), translate("Keys", "Do again what you took back")
    yield shown("Ctrl+Return"), translate("Keys", "Save what you are writing")
    yield shown("Ctrl+M"), translate("Keys", "Move the chosen entry of a day to another day")
    yield shown(OPEN_SETTINGS), translate("Keys", "Settings")
    yield shown(HELP), translate("Keys", "Help now")
    hide = QKeySequence(HIDE_KEY).toString(QKeySequence.SequenceFormat.NativeText)
    yield hide, translate("Keys", "Hide the window")
    lock = QKeySequence(LOCK_KEY).toString(QKeySequence.SequenceFormat.NativeText)
    yield lock, translate("Keys", "Lock your journal")
    yield shown(CLOSE), translate("Keys", "Close the window")
    yield shown(QUIT), translate("Keys", "Quit")
