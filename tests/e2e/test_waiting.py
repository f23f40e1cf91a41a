"""Who has the keyboard while the window waits for work, on a screen with a window manager."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.display import PATIENCE_S, Display

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

# Work that is over soon, in a fifth of a second at most; then work that the person stops by Escape.
WAITING = """
import time
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from smallacts_desktop.app import make_application
from smallacts_desktop.domain.errors import CancelledError
from smallacts_desktop.ui.kit.dialogs import wait_for
from smallacts_desktop.ui.kit.theme import Theme

application = make_application()
theme, field = Theme(application), QLineEdit()
field.show()
QTest.qWaitForWindowActive(field)
moved = []
application.focusWindowChanged.connect(moved.append)
for number in range(20):
    wait_for(theme, "Saving", lambda _: time.sleep(0.01 * number), field)
QTest.qWaitForWindowActive(field)
print(len(moved), field.isActiveWindow(), flush=True)

def press():
    window = QGuiApplication.focusWindow()
    if window not in (None, field.windowHandle()):
        QTest.keyClick(window, Qt.Key.Key_Escape)

def endless(progress):
    while True:
        progress(1, 2)

ticker = QTimer(interval=20)
ticker.timeout.connect(press)
ticker.start()
try:
    wait_for(theme, "Saving", endless, field)
except CancelledError:
    print("stopped", flush=True)
"""


def test_quick_work_leaves_the_keyboard_where_it_is(display: Display, home: Path) -> None:
    """No window takes it only to be gone; one that stays a while has it, and Escape stops it."""
    done = subprocess.run(
        [sys.executable, "-c", WAITING],
        env={"PATH": "/usr/bin:/bin", "HOME": str(home), "DISPLAY": display.name},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE_S,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("0 True\nstopped\n", "")
