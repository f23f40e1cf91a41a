"""The clipboard: a word to programs that keep its history, and clearing what came from here."""

import sys
from hashlib import sha256

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

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
