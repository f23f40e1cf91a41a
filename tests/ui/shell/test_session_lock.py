"""Hearing that the session was locked: real signals on a bus of the test's own."""

import ctypes
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import smallacts_desktop
from smallacts_desktop.ui.shell.absence import (
    Message,
    SessionWatch,
    WindowsMessages,
    tells_of_leaving,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus")

LISTENER = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from smallacts_desktop.ui.shell.absence import SessionWatch
app = QApplication(sys.argv)
window = QWidget()
watch = SessionWatch(window)
watch.gone.connect(lambda: (print("gone", flush=True), app.quit()))
heard = watch.start({sys.argv[1]: os.environ[sys.argv[1]]})
print("ready", heard > 0, flush=True)
QTimer.singleShot(20_000, app.quit)
app.exec()
"""
SESSION, SYSTEM = "DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"
SLEEP = "/org/freedesktop/login1 org.freedesktop.login1.Manager.PrepareForSleep boolean:{on}"
LOCK = "/org/freedesktop/login1/session/_31 org.freedesktop.login1.Session.Lock"


def heard_on(tmp_path: Path, which: str, *signals: str) -> list[str]:
    """What a listening program says of signals on a bus of its own, sent one after the other.

    ``which`` is what it takes that bus for: the one of the session, or the one of the system.
    """
    listener = tmp_path / "listener.py"
    listener.write_text(LISTENER, encoding="utf-8")
    send = "; ".join(f"dbus-send --session --type=signal {signal}" for signal in signals)
    # A checkout, and so its Python, may be in a folder with spaces.
    command = shlex.join([sys.executable, str(listener)])
    script = (
        f"export {SYSTEM}=${SESSION}; {command} {which} > said & "
        f"until grep -q ready said; do sleep 0.1; done; {send}; wait; cat said"
    )
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script],
        capture_output=True, text=True, timeout=60, check=True,
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path),
             "PYTHONPATH": str(Path(smallacts_desktop.__file__).parents[1])},
    )  # fmt: skip
    return done.stdout.splitlines()


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no bus to be had")
@pytest.mark.parametrize("saver", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
def test_a_screen_saver_is_heard(saver: str, tmp_path: Path) -> None:
    """Its end is none of our business; its beginning is told."""
    signal = f"/{saver.replace('.', '/')} {saver}.ActiveChanged boolean:"
    assert heard_on(tmp_path, SESSION, f"{signal}false", f"{signal}true") == ["ready True", "gone"]


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no bus to be had")
@pytest.mark.parametrize(
    "signals",
    [[SLEEP.format(on="false"), SLEEP.format(on="true")], [LOCK]],
    ids=["waking up, then going to sleep", "the session is locked"],
)
def test_the_log_in_service_is_heard(signals: list[str], tmp_path: Path) -> None:
    """The computer is about to sleep, or someone asked for the session to be locked."""
    assert heard_on(tmp_path, SYSTEM, *signals) == ["ready True", "gone"]


def test_the_messages_of_windows_are_heard(qtbot: QtBot) -> None:
    """And go on to the window; the check under Wine sends real ones."""
    window = QWidget()
    qtbot.addWidget(window)
    watch = SessionWatch(window)
    messages = WindowsMessages(watch)
    told: list[bool] = []
    watch.gone.connect(lambda: told.append(True))
    for detail, expected in ((0x7, []), (0x4, [True])):
        message = Message(0, 0x0218, detail, 0)
        address = ctypes.addressof(message)
        assert messages.nativeEventFilter(b"xcb_generic_event_t", address) == (False, 0)
        assert messages.nativeEventFilter(b"windows_generic_MSG", address) == (False, 0)
        assert told == expected


@pytest.mark.parametrize("address", ["", "tcp:host=example.org,port=1", "autolaunch:"])
def test_without_a_bus_of_this_computer_nothing_is_asked(qtbot: QtBot, address: str) -> None:
    """No address, one of the network, or one that would start a bus: none is opened."""
    window = QWidget()
    qtbot.addWidget(window)
    environ = {"DBUS_SESSION_BUS_ADDRESS": address, "DBUS_SYSTEM_BUS_ADDRESS": address or "none"}
    assert SessionWatch(window).start(environ) == 0


@pytest.mark.parametrize(
    ("message", "detail", "leaving"),
    [(0x02B1, 0x7, True), (0x02B1, 0x8, False), (0x0218, 0x4, True), (0x0218, 0x7, False),
     (0x0100, 0x7, False)],
)  # fmt: skip
def test_the_messages_of_windows_are_told_apart(message: int, detail: int, leaving: bool) -> None:
    """Locked and going to sleep; not unlocked, woken up or a key."""
    assert tells_of_leaving(Message(0, message, detail, 0)) is leaving
