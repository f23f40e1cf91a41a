"""The clipboard, with a word to programs that keep its history: this is not for them."""

import sys

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

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
