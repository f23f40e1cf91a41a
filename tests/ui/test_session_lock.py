"""Hearing that the session was locked: real signals on a bus of the test's own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.ui import session_lock
from smallacts_desktop.ui.session_lock import SessionWatch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus")

LISTENER = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from smallacts_desktop.ui.session_lock import SessionWatch
app = QApplication(sys.argv)
window = QWidget()
watch = SessionWatch(window)
watch.gone.connect(lambda: (print("gone", flush=True), app.quit()))
heard = watch.start({"DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"]})
print("ready", heard > 0, flush=True)
QTimer.singleShot(20_000, app.quit)
app.exec()
"""
SIGNAL = "dbus-send --session --type=signal /{path} {name} boolean:{on}"


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no bus to be had")
@pytest.mark.parametrize("saver", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
def test_a_screen_saver_is_heard(saver: str, tmp_path: Path) -> None:
    """Its end is none of our business; its beginning is told."""
    listener = tmp_path / "listener.py"
    listener.write_text(LISTENER, encoding="utf-8")
    path = saver.replace(".", "/")
    send = SIGNAL.format(path=path, name=f"{saver}.ActiveChanged", on="{on}")
    script = (
        f"{sys.executable} {listener} > said & "
        "until grep -q ready said; do sleep 0.1; done; "
        f"{send.format(on='false')}; {send.format(on='true')}; wait; cat said"
    )
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script],
        capture_output=True, text=True, timeout=60, check=False,
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path),
             "PYTHONPATH": str(Path(session_lock.__file__).parents[2])},
    )  # fmt: skip
    assert done.stdout.splitlines() == ["ready True", "gone"], done.stderr


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
    assert session_lock.is_leaving(session_lock.Message(0, message, detail, 0)) is leaving
