"""Work that takes longer than a quarter of a second, done off the window's thread."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal

from smallacts_desktop.domain.errors import CancelledError, SmallActsError
from smallacts_desktop.safe_traceback import one_line
from smallacts_desktop.ui.kit.gc_guard import COLLECTOR

Progress = Callable[[int, int], None]
_Result = TypeVar("_Result")
_log = logging.getLogger(__name__)
# Often enough for a progress bar, and rarely enough that the window has time for other things.
_REPORT_EVERY_S = 0.03
# How often work that calls for more work is waited for.
_ROUNDS = 3


_running: "WeakSet[BackgroundWork[Any]]" = WeakSet()


def cancel_everything() -> None:
    """Ask all work that is under way to stop at its next report of progress."""
    for work in list(_running):
        work.cancel()


def is_anything_running() -> bool:
    """Whether any work is still under way, stopping included."""
    return QThreadPool.globalInstance().activeThreadCount() > 0


class _Signals(QObject):
    """Signals of one piece of work, delivered in the window's thread.

    ``progressed(int, int)``: so many done of so many. ``finished(object)``: the result.
    ``went_wrong(object)``: a SmallActsError, CancelledError among them. ``ended``: after either.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    went_wrong = Signal(object)
    ended = Signal()


class BackgroundWork(QRunnable, Generic[_Result]):
    """One piece of work for the thread pool.

    ``work`` is given a progress function to call now and then; once ``cancel()`` was called that
    function raises CancelledError, which is the one place where the work stops.
    """

    def __init__(self, work: Callable[[Progress], _Result]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.signals = _Signals()
        self._work: Callable[[Progress], object] = work
        self._cancelled = threading.Event()
        self._reported_at = 0.0
        # In the window's thread, and so after whoever listens has heard the result.
        for follow in (COLLECTOR.resume, self.signals.deleteLater):
            self.signals.ended.connect(follow, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin; signals follow."""
        _running.add(self)
        COLLECTOR.rest()
        QThreadPool.globalInstance().start(self)

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._cancelled.set()

    def run(self) -> None:
        """Do the work; called by the thread pool."""
        try:
            result = self._work(self._report)
        except SmallActsError as error:
            self.signals.went_wrong.emit(error)
        except Exception as error:  # noqa: BLE001 - the last door of this thread
            _log.error("background work stopped: %s", one_line(error))
            self.signals.went_wrong.emit(SmallActsError())
        else:
            self.signals.finished.emit(result)
        finally:
            # The pool never gives this object back to Python, so it must hold nothing of the
            # journal once it is done: neither the work nor, after the last signal, who listens.
            self._work = _nothing_more
            self.signals.ended.emit()

    def _report(self, done: int, total: int) -> None:
        if self._cancelled.is_set():
            raise CancelledError
        now = time.monotonic()
        if done == total or now - self._reported_at >= _REPORT_EVERY_S:
            self._reported_at = now
            self.signals.progressed.emit(done, total)


def _nothing_more(_: Progress) -> None:
    """What a finished piece of work would do again."""


def settle_background() -> None:
    """Wait until no other thread reads the journal and its results have arrived.

    For whoever is about to put another file in the journal's place.
    """
    for _ in range(_ROUNDS):
        QThreadPool.globalInstance().waitForDone()
        QCoreApplication.processEvents()
