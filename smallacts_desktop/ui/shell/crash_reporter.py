"""The last handler: an unexpected error is told calmly, once, and the person can go on."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.event_log import log_error, trace_lines
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

if TYPE_CHECKING:
    from smallacts_desktop.ui.shell.notices import CrashDialog

_LOOK_AGAIN_MS = 300


class ExceptionHook(QObject):
    """Catches what no page caught, in any thread, for as long as it is installed.

    Signals: ``caught(str)``, a sentence for the person. ``crashed(str)``, an unexpected error:
    where it arose, without any contents.
    """

    caught = Signal(str)
    crashed = Signal(str)

    def install(self) -> None:
        """Catch from now on; Qt hands over every error a slot lets through."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._catch
        threading.excepthook = self._catch_in_thread
        sys.unraisablehook = self._catch_unraisable

    def remove(self) -> None:
        """Go back to how it was before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def _catch(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        # Python keeps the last error for a debugger, and with it what the frames held.
        for name in ("last_exc", "last_type", "last_value", "last_traceback"):
            vars(sys).pop(name, None)
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
        elif isinstance(error, SmallActsError):
            # Anyone who asked the journal should have told it, through kit.jobs; told here, it is
            # told away from its place, so the log says where it came from.
            log_error(error.with_traceback(trace))
            self.caught.emit(words.problem(error))
        else:
            error = error.with_traceback(trace)
            log_error(error)
            self.crashed.emit("\n".join(trace_lines(error)))

    def _catch_in_thread(self, args: threading.ExceptHookArgs) -> None:
        # A thread that ends itself is no trouble.
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            self._catch(args.exc_type, args.exc_value, args.exc_traceback)

    def _catch_unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            self._catch(args.exc_type, args.exc_value, args.exc_traceback)


class Shell(Protocol):
    """What the reporter, among others, needs of the window."""

    def save_words(self) -> None:
        """Put what is half-written on the disk."""

    def show_sentence(self, sentence: str) -> None:
        """Show one sentence."""


class CrashReporter(QObject):
    """Reports unexpected errors in one dialog, after what is half-written has been kept.

    While the dialog is open further errors are counted in it. An error that comes back after it
    was dismissed, at every repaint say, is told in the message bar and not by another dialog.
    """

    def __init__(self, theme: Theme, window: QWidget, shell: Shell) -> None:
        super().__init__(window)
        self._theme, self._window, self._shell = theme, window, shell
        self._seen: set[str] = set()
        self._wants_to_close = False
        self.dialog: CrashDialog | None = None

    def watch(self, hook: ExceptionHook) -> None:
        """Report what ``hook`` catches, once the code at work is done with."""
        hook.crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def _show(self, trace: str) -> None:
        from smallacts_desktop.ui.kit.dialogs import WaitingDialog

        if self.dialog is not None:
            self.dialog.count_another()
        elif trace in self._seen:
            self._try(lambda: self._shell.show_sentence(_sentence()))
        elif isinstance(QApplication.activeModalWidget(), WaitingDialog):
            # Another thread is at work; what is half-written can be kept once it is done.
            QTimer.singleShot(_LOOK_AGAIN_MS, self, lambda: self._show(trace))
        else:
            self._seen.add(trace)
            self._open(trace)

    def _open(self, trace: str) -> None:
        from smallacts_desktop.ui.shell.notices import CrashDialog
        from smallacts_desktop.ui.text.about_words import system_information

        kept = self._try(self._shell.save_words)
        over = QApplication.activeModalWidget() or self._window
        self.dialog = CrashDialog(self._theme, f"{system_information()}\n\n{trace}", kept, over)
        self.dialog.close_wanted.connect(self._close)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

    def _close(self) -> None:
        self._window.close()
        # A window that cannot even close must not hold the person.
        if self._window.isVisible() and self._wants_to_close:
            QCoreApplication.exit(1)
        self._wants_to_close = True

    def _try(self, act: Callable[[], None]) -> bool:
        """Do something that may be what is broken; whether it worked."""
        try:
            act()
        except SmallActsError:
            return False
        except Exception as error:  # noqa: BLE001 - the handler must not fail
            log_error(error)
            return False
        return True


def _sentence() -> str:
    return QCoreApplication.translate(
        "CrashNet",
        "Something went wrong inside Small Acts. What you saved is safe; you can go on.",
    )
