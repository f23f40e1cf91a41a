"""What goes on around the window: a second start, the desktop, and what is tidied in the files."""

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, QTimer, Signal

from smallacts_desktop.journal.vault.instance import (
    HEARTBEAT_EVERY,
    TOKEN_VARIABLE,
    Command,
    InstanceLock,
    Request,
    listen_for_requests,
    pop_request,
)
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.jobs import COLLECTOR, attempt, ignore
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.kit.window_geometry import raise_windows
from smallacts_desktop.ui.shell.main_window import MainWindow
from smallacts_desktop.ui.shell.security_controller import SecurityController

if TYPE_CHECKING:
    from smallacts_desktop.autostart import Autostart
    from smallacts_desktop.ui.shell.desktop_integration import DesktopIntegration


class InstanceServer(QObject):
    """Renews the lock every few minutes, and answers a second start in this one's place.

    A second start that asks to see the window has it raised here; what else it asks for is for
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
        self._watcher.fileChanged.connect(self._follow_file)
        self._watch()
        self._timer = QTimer(self, interval=int(HEARTBEAT_EVERY.total_seconds() * 1000))
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Write the first heartbeat, and others from now on; the journal is open."""
        self._instance_lock.beat()
        if not self._watcher.files():  # the folder was made just now
            self._watch()
        self._watcher.addPath(str(self._paths.lock))
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
        self._announce_other(is_there=self._instance_lock.beat())

    def _announce_other(self, *, is_there: bool) -> None:
        if is_there and not self._said:
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

    def _follow_file(self, path: str) -> None:
        if Path(path) == self._paths.lock:
            # Another computer's, brought by a synced folder: told at once, not at the next beat.
            self._announce_other(is_there=self._instance_lock.is_open_elsewhere())
            if path not in self._watcher.files():  # it was replaced by another
                self._watcher.addPath(path)
        else:
            self._answer()

    def _answer(self) -> None:
        request = pop_request(self._paths)
        if request is not None:
            if request.token:
                # Wayland lets nobody come to the front without one; Qt looks for it here.
                os.environ[TOKEN_VARIABLE] = request.token
            if request.command is not Command.LOCK:
                raise_windows()
            self.wanted.emit(request)
        if str(self._paths.raising) not in self._watcher.files():  # somebody cleared it away
            self._watch()


class Surroundings:
    """Shows the window, and joins it to what goes on around it once the person has seen it.

    That is the desktop, with its tray, session and menus, and what is to be tidied in the files.
    Until then no cycles of objects are looked for: the program's start has asked for that.
    """

    def __init__(
        self,
        window: MainWindow,
        security: SecurityController,
        theme: Theme,
        vault: Vault,
        server: InstanceServer,
        paths: Paths,
        *,
        demo: bool,
    ) -> None:
        self._window, self._security, self._theme = window, security, theme
        self._vault, self._server, self._paths, self._demo = vault, server, paths, demo
        self._joined: DesktopIntegration | None = None
        server.told.connect(window.show_sentence)
        server.wanted.connect(self._answer)
        # A window that was hidden is not the last one to close.
        window.left.connect(lambda: QCoreApplication.exit(0))

    def begin(self, request: Request, *, quiet: bool) -> None:
        """Show the window, with what was asked for in it; a quiet start shows none."""
        if quiet or request.command is not Command.SHOW:
            self._desktop().begin(quiet=quiet)
            if request.command is not Command.SHOW:
                self._answer(request)
            self._tidy()
        else:
            self._window.painted.connect(self._follow_first_picture)
            self._window.show()

    def end(self) -> None:
        """Take the icon out of the tray."""
        if self._joined is not None:
            self._joined.tray.hide()

    @cached_property
    def autostart(self) -> "Autostart":
        """This computer's way of starting the program on this journal when the person logs in.

        The throwaway journal of a demonstration is gone by then, so it stands for the usual one.
        """
        from smallacts_desktop.autostart import for_this_computer, own_command

        usual = self._demo or self._paths == Paths.for_person(None, {})
        return for_this_computer(own_command(None if usual else self._paths.data))

    def _follow_first_picture(self) -> None:
        self._desktop().begin()
        self._tidy()

    def _answer(self, request: Request) -> None:
        self._desktop().answer(request)

    def _desktop(self) -> "DesktopIntegration":
        if self._joined is None:
            from smallacts_desktop.ui.shell.absence import SessionWatch
            from smallacts_desktop.ui.shell.desktop_integration import DesktopIntegration
            from smallacts_desktop.ui.shell.tray import Tray, add_menu_bar

            window, security = self._window, self._security
            # Drawn in every size that a desktop may ask for, which the first picture shows none of.
            window.setWindowIcon(icons.application_icon())
            session = SessionWatch(window)
            session.gone.connect(security.lock_unasked)
            session.start()
            add_menu_bar(window)
            self._joined = DesktopIntegration(
                window, window, security, self._theme, window.settings, self._vault.clock,
                Tray(window), self.autostart,
            )  # fmt: skip
        return self._joined

    def _tidy(self) -> None:
        from smallacts_desktop.journal.vault.own_files import make_private

        COLLECTOR.resume()
        self._security.look_for_damage()
        self._server.start()
        make_private(self._paths, self._vault.backups.other_folders)
        if self._vault.is_open:
            # On a full disk the journal is open all the same; what stays goes another day.
            attempt(self._vault.journal.deleted.drop_older_than_30_days, failed=ignore)
