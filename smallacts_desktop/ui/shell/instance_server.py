"""Keeps the journal's lock alive while a window is open, and answers a second start."""

import os

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from smallacts_desktop.journal.vault.instance import (
    HEARTBEAT_EVERY,
    TOKEN_VARIABLE,
    Command,
    InstanceLock,
    listen_for_requests,
    take_request,
)
from smallacts_desktop.paths import Paths


class InstanceServer(QObject):
    """Renews the lock every minute, and answers a second start in this one's place.

    A second start that asks to see the window has it raised here; what else it wishes for is for
    every listener.

    Signals: ``wanted(Request)``, a second start asked for something; after the raising.
    ``told(str)``: a sentence about another computer that has the journal open too, at most once.
    """

    wanted = Signal(object)
    told = Signal(str)

    def __init__(self, instance_lock: InstanceLock, paths: Paths) -> None:
        super().__init__()
        self._instance_lock, self._paths = instance_lock, paths
        self._said = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._answer)
        self._watch()
        self._timer = QTimer(self, interval=int(HEARTBEAT_EVERY.total_seconds() * 1000))
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Write the first heartbeat, and others from now on; the journal is open."""
        self._instance_lock.beat()
        if not self._watcher.files():  # the folder was made just now
            self._watch()
        self._timer.start()

    def accept_other(self) -> None:
        """The person knows of the other computer; nothing more is told."""
        self._said = True

    def stop(self) -> None:
        """Be quiet from now on; harmless when it is already."""
        self._timer.stop()
        if watched := self._watcher.files():
            self._watcher.removePaths(watched)

    def beat(self) -> None:
        """Write a heartbeat, and tell when another computer gave one too."""
        if self._instance_lock.beat() and not self._said:
            self._said = True
            self.told.emit(
                QCoreApplication.translate(
                    "Presence",
                    "This journal seems to be open on another computer as well. Please close it "
                    "on one of them: when two write at once, words can be lost.",
                )
            )

    def _watch(self) -> None:
        if listen_for_requests(self._paths):
            self._watcher.addPath(str(self._paths.raising))

    def _answer(self) -> None:
        request = take_request(self._paths)
        if request is not None:
            if request.token:
                # Wayland lets nobody come to the front without one; Qt looks for it here.
                os.environ[TOKEN_VARIABLE] = request.token
            if request.command is not Command.LOCK:
                raise_windows()
            self.wanted.emit(request)
        if not self._watcher.files():  # somebody cleared the file away
            self._watch()


def raise_windows() -> None:
    """Raise every window of the program, a dialog last, and give that one the keyboard.

    The main window may be hidden, in the tray; a hidden dialog is one that was closed.
    """
    for window in sorted(_windows(), key=lambda window: isinstance(window, QDialog)):
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()


def _windows() -> list[QWidget]:
    return [
        window
        for window in QApplication.topLevelWidgets()
        if isinstance(window, QMainWindow) or (isinstance(window, QDialog) and window.isVisible())
    ]
