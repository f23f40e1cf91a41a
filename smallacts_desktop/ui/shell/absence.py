"""Notices that the person has gone: nobody touches the program, or the session ends or sleeps.

Linux and the like: signals on D-Bus, of logind and of the common screen savers. Only sockets of
this computer are used, and where no bus is to be found nothing is asked and nothing told.

Windows: messages to the window, tried under Wine and not on a computer with Windows. macOS tells
Qt nothing of the kind. There, and wherever else nothing is told, the watch for idle minutes counts
the time asleep and locks at the first touch.
"""

import ctypes
import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QEvent,
    QObject,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QApplication, QWidget

from smallacts_desktop.clock import Clock
from smallacts_desktop.ui.kit.input_events import ApplicationFilter

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
        if not _has_system_bus(environ):
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


def tells_of_sleep(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a SessionWatch is told before this computer goes to sleep."""
    if platform in ("win32", "darwin"):
        return platform == "win32"
    return QDBusConnection is not None and _has_system_bus(environ)


def _has_system_bus(environ: Mapping[str, str]) -> bool:
    address = environ.get("DBUS_SYSTEM_BUS_ADDRESS", "")
    return address.startswith("unix:") or (not address and _SYSTEM_BUS.is_socket())


class WindowsMessages(QAbstractNativeEventFilter):
    """Looks for the two messages of Windows that count."""

    def __init__(self, watch: SessionWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Tell, and let the message go on."""
        if kind == b"windows_generic_MSG" and tells_of_leaving(Message.from_address(int(message))):
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


def tells_of_leaving(message: Message) -> bool:
    """Whether a message says that the session was locked or that sleep is near."""
    return (message.message, message.wparam) in (
        (_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK),
        (_WM_POWERBROADCAST, _PBT_APMSUSPEND),
    )


# Where nobody tells of sleep, how often to look whether the computer has slept.
_LOOK_MS, _LEAST_WAIT_MS = 5_000, 100
_KINDS = QEvent.Type
_TOUCHES = frozenset(
    (
        _KINDS.KeyPress, _KINDS.KeyRelease, _KINDS.ShortcutOverride, _KINDS.InputMethod,
        _KINDS.MouseButtonPress, _KINDS.MouseButtonRelease, _KINDS.MouseButtonDblClick,
        _KINDS.MouseMove, _KINDS.Wheel, _KINDS.TouchBegin, _KINDS.TouchUpdate, _KINDS.TouchEnd,
        _KINDS.TabletPress, _KINDS.TabletMove, _KINDS.NativeGesture, _KINDS.Drop,
    )
)  # fmt: skip


class IdleWatch(ApplicationFilter):
    """Tells when nobody has used a key or the mouse for ``minutes``; 0 minutes is never.

    The wall clock counts the time that the computer was asleep, and the monotonic clock cannot be
    set back: of each stretch between two looks the longer one counts, so that a clock set back by
    years postpones nothing. Whatever is touched first after too long a time reaches no widget:
    it is taken away, and so is everything that follows until those who listen have acted.

    ``idle``: it has been too long. Emitted from the event loop, never from within another event.
    """

    idle = Signal()

    def __init__(
        self,
        clock: Clock,
        parent: QObject | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._clock, self._monotonic = clock, monotonic
        self._minutes = 0
        self._idle_s = 0.0
        self._told = False
        self._looked: tuple[datetime, float] = (clock.now(), monotonic())
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look_and_wait)

    def watch(self, minutes: int) -> None:
        """Watch from now on, for so many minutes; 0 watches no more."""
        self._minutes, self._told = minutes, False
        self._start_afresh()
        self.stop()
        self._timer.stop()
        if minutes:
            self.start()
            self._wait()

    def check(self) -> None:
        """See how long it has been, and tell if it is too long."""
        if not self._told and self._is_overdue():
            self._told = True
            QTimer.singleShot(0, self, self._announce)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of a touch; take it away when it comes too late."""
        del watched
        if event.type() not in _TOUCHES:
            return False
        self.check()
        if self._told:
            return True
        self._idle_s = 0.0
        return False

    def _look_and_wait(self) -> None:
        self.check()
        self._wait()

    def _wait(self) -> None:
        """Look again when it may be too long, or soon where sleep would go unnoticed."""
        left = max(_LEAST_WAIT_MS, round(1000 * (self._minutes * 60 - self._idle_s)))
        self._timer.start(left if tells_of_sleep() else min(left, _LOOK_MS))

    def _announce(self) -> None:
        try:
            self.idle.emit()
        finally:
            self._told = False
            self._start_afresh()

    def _start_afresh(self) -> None:
        self._idle_s = 0.0
        self._looked = (self._clock.now(), self._monotonic())

    def _is_overdue(self) -> bool:
        before, ticks_before = self._looked
        now, ticks = self._clock.now(), self._monotonic()
        self._looked = (now, ticks)
        self._idle_s += max(0.0, (now - before).total_seconds(), ticks - ticks_before)
        return self._minutes > 0 and self._idle_s >= self._minutes * 60
