"""Tells when the desktop locks its screen or the computer goes to sleep, where it says so.

Linux and the like: signals on D-Bus, of logind and of the common screen savers. Only sockets of
this computer are used, and where no bus is to be found nothing is asked and nothing told.

Windows: messages to the window, tried under Wine and not on a computer with Windows. macOS tells
Qt nothing of the kind. There, and wherever else nothing is told, the watch for idle minutes counts
the time asleep and locks at the first touch.
"""

import ctypes
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

try:
    from PySide6.QtDBus import QDBusConnection
except ImportError:  # a build of Qt without it: then nothing is heard
    QDBusConnection = None  # type: ignore[assignment,misc]

_SAVERS = (
    "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver", "org.xfce.ScreenSaver",
)  # fmt: skip
_ON_OFF, _LOCKED = SLOT("saver_changed(bool)"), SLOT("session_locked()")
_LOGIN = "org.freedesktop.login1"
_SYSTEM_BUS = Path("/run/dbus/system_bus_socket")
_WM_POWERBROADCAST, _WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
_PBT_APMSUSPEND, _WTS_SESSION_LOCK = 0x0004, 0x0007


class SessionWatch(QObject):
    """Listens to the session of the person at ``window`` from ``start()`` on.

    ``gone``: the screen was locked, or the computer is about to sleep.
    """

    gone = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._messages: WindowsMessages | None = None

    def start(self, environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> int:
        """Listen; returns to how many places that report it."""
        if platform == "win32":
            return self._listen_to_windows()
        if platform == "darwin" or QDBusConnection is None:
            return 0
        return self._listen_to_session_bus(environ) + self._listen_to_system_bus(environ)

    def _listen_to_session_bus(self, environ: Mapping[str, str]) -> int:
        # Asked without an address, the library would start a bus of its own.
        if not environ.get("DBUS_SESSION_BUS_ADDRESS", "").startswith("unix:"):
            return 0
        bus = QDBusConnection.sessionBus()
        return sum(self._connect_signal(bus, saver, "ActiveChanged", _ON_OFF) for saver in _SAVERS)

    def _listen_to_system_bus(self, environ: Mapping[str, str]) -> int:
        address = environ.get("DBUS_SYSTEM_BUS_ADDRESS", "")
        if not (address.startswith("unix:") or (not address and _SYSTEM_BUS.is_socket())):
            return 0
        bus = QDBusConnection.systemBus()
        # Of whichever session: locking when somebody else's locks does no harm.
        return self._connect_signal(
            bus, f"{_LOGIN}.Manager", "PrepareForSleep", _ON_OFF
        ) + self._connect_signal(bus, f"{_LOGIN}.Session", "Lock", _LOCKED)

    def _connect_signal(self, bus: QDBusConnection, interface: str, name: str, slot: str) -> bool:
        # The stub asks for bytes, which PySide6 6.11 itself refuses.
        return bus.connect("", "", interface, name, self, slot)  # type: ignore[call-overload,no-any-return]

    @Slot(bool)
    def saver_changed(self, on: bool) -> None:
        """The screen saver, or sleep, begins or ends."""
        if on:
            self.gone.emit()

    @Slot()
    def session_locked(self) -> None:
        """The session was locked."""
        self.gone.emit()

    def _listen_to_windows(self) -> int:
        app = QApplication.instance()
        if app is None:
            return 0
        self._messages = WindowsMessages(self)
        app.installNativeEventFilter(self._messages)
        # Sleep is told to every window, a locked session to those that ask.
        windows: Any = getattr(ctypes, "windll", None)
        return (
            1
            if windows is None
            else 1
            + bool(windows.wtsapi32.WTSRegisterSessionNotification(int(self._window.winId()), 0))
        )


class WindowsMessages(QAbstractNativeEventFilter):
    """Looks for the two messages of Windows that count."""

    def __init__(self, watch: SessionWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Tell, and let the message go on."""
        if kind == b"windows_generic_MSG" and is_leaving(Message.from_address(int(message))):
            self._watch.gone.emit()
        return False, 0


class Message(ctypes.Structure):
    """The beginning of what Windows calls MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
    )


def is_leaving(message: Message) -> bool:
    """Whether a message says that the session was locked or that sleep is near."""
    return (message.message, message.wparam) in (
        (_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK),
        (_WM_POWERBROADCAST, _PBT_APMSUSPEND),
    )
