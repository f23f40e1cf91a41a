"""The program's own window, told on its standard input what to do next, as a person would.

usage: python -m tests.bench.window_work JOURNAL

Each line is a command: ``press NAME`` clicks the button with that text or accessible name, ``keys
TEXT`` types into the first field that is seen. Just before acting, the moment is printed, in
seconds of the monotonic clock.
"""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from smallacts_desktop import app
from smallacts_desktop.paths import Paths

_Widget = TypeVar("_Widget", bound=QWidget)


def main(data: Path) -> int:
    """Open the window, and do what is said until the input ends."""
    app.make_application()
    # A caret that blinks would never let the picture come to rest.
    QApplication.setCursorFlashTime(0)
    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    told.activated.connect(lambda: _obey(sys.stdin.readline().strip()))
    return app.run(Paths.inside(data))


def _obey(command: str) -> None:
    what, _, of = command.partition(" ")
    kind = QAbstractButton if what == "press" else QLineEdit
    widget = next((each for each in _seen(kind) if what == "keys" or of in _names(each)), None)
    if widget is None:
        # Whoever told it reads the end of the output.
        sys.stderr.write(f"there is nothing to {command}\n")
        os._exit(1)
    print(time.monotonic(), flush=True)  # noqa: T201 - what the caller reads
    if what == "press":
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClicks(widget, of)


def _names(widget: QWidget) -> tuple[str, str]:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return text.replace("&", ""), widget.accessibleName()


def _seen(kind: type[_Widget]) -> Iterator[_Widget]:
    """The widgets of a kind that can be used, in every open window."""
    for window in QApplication.topLevelWidgets():
        for widget in window.findChildren(kind):
            if widget.isVisible() and widget.isEnabled():
                yield widget


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
