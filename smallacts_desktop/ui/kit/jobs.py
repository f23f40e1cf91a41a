"""The one way in which a widget asks something of the journal: now, or off the window's thread.

Each way is told what to do when the work is done and what when it fails, so that an error that is
to be expected, such as a full disk, is told where the person is.
"""

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from smallacts_desktop.domain.errors import CancelledError, SmallActsError
from smallacts_desktop.event_log import one_line
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal


class GcGuard(QObject):
    """Rests while any other thread is at work; lives in the window's thread.

    Python collects cycles in whichever thread happens to make one object too many. A widget that
    only a cycle still keeps would then be taken apart there, and Qt's widgets belong to one
    thread: the program dies some time later, in a place that has nothing to do with it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._at_work = 0
        self._was_on = False

    def rest(self) -> None:
        """Collect nothing from now on: another thread is about to start."""
        if not self._at_work:
            self._was_on = gc.isenabled()
            gc.disable()
        self._at_work += 1

    @Slot()
    def resume(self) -> None:
        """One of the other threads has ended; go on once it was the last.

        Called through a signal, and so in the window's thread: the next object that is made may
        already start a collection.
        """
        self._at_work = max(0, self._at_work - 1)
        if not self._at_work and self._was_on:
            gc.enable()

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Collect nothing within the block: Qt is about to go through all widgets there are.

        It keeps plain pointers to them meanwhile, and calls what Python has overridden; a widget
        that is collected then is a pointer to nothing.
        """
        self.rest()
        try:
            yield
        finally:
            self.resume()


COLLECTOR = GcGuard()


class Bridge(QObject):
    """Repeats every Change of a journal as a signal.

    Signals: ``changed(Change)``, emitted in the thread that made the change.
    """

    changed = Signal(object)

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unsubscribe = journal.subscribe(self._repeat)

    def stop(self) -> None:
        """Stop listening; the window is about to go. Twice does no harm."""
        self._unsubscribe()

    def _repeat(self, change: Change) -> None:
        self.changed.emit(change)


Progress = Callable[[int, int], None]
_Result = TypeVar("_Result")
_log = logging.getLogger(__name__)
# Often enough for a progress bar, and rarely enough that the window has time for other things.
_REPORT_EVERY_S = 0.03
# How often work that calls for more work is waited for.
_ROUNDS = 3


def ignore(_: object) -> None:
    """Leave it at that: for a result nobody waits for, and a failure that costs nothing."""


def attempt(
    work: Callable[[], _Result],
    *,
    done: Callable[[_Result], object] = ignore,
    failed: Callable[[SmallActsError], object],
) -> bool:
    """Do work that is quick at once, and return whether it was done.

    ``done`` is given the result, ``failed`` the SmallActsError; any other error is a mistake in
    the program and is raised.
    """
    try:
        result = work()
    except SmallActsError as error:
        failed(error)
        return False
    done(result)
    return True


def value_of(
    work: Callable[[], _Result],
    otherwise: _Result,
    *,
    failed: Callable[[SmallActsError], object] = ignore,
) -> _Result:
    """What quick work returns; ``otherwise`` where it fails with a SmallActsError."""
    found = [otherwise]
    attempt(work, done=found.append, failed=failed)
    return found[-1]


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
    function raises CancelledError, which is the one place where the work stops. ``done`` is given
    the result and ``failed`` the SmallActsError, in the window's thread.
    """

    def __init__(
        self,
        work: Callable[[Progress], _Result],
        *,
        done: Callable[[_Result], object] = ignore,
        failed: Callable[[SmallActsError], object] = ignore,
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.signals = _Signals()
        self._work: Callable[[Progress], object] = work
        self._cancelled = threading.Event()
        self._reported_at = 0.0
        self.signals.finished.connect(done)
        self.signals.went_wrong.connect(failed)
        # In the window's thread, and so after every listener has heard the result.
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
            self._emit("went_wrong", error)
        except Exception as error:  # noqa: BLE001 - the last handler of this thread
            _log.error("background work stopped: %s", one_line(error))
            self._emit("went_wrong", SmallActsError())
        else:
            self._emit("finished", result)
        finally:
            # The pool never gives this object back to Python, so it must hold nothing of the
            # journal once it is done: neither the work nor, after the last signal, who listens.
            self._work = _nothing_more
            self._emit("ended")

    def _emit(self, signal: str, *values: object) -> None:
        """Emit one of the signals, which have gone when the program or the test has ended."""
        with suppress(RuntimeError):
            getattr(self.signals, signal).emit(*values)

    def _report(self, done: int, total: int) -> None:
        if self._cancelled.is_set():
            raise CancelledError
        now = time.monotonic()
        if done == total or now - self._reported_at >= _REPORT_EVERY_S:
            self._reported_at = now
            self._emit("progressed", done, total)


def _nothing_more(_: Progress) -> None:
    """What a finished piece of work would do again."""


def settle_background() -> None:
    """Wait until no other thread reads the journal and its results have arrived.

    For the one who is about to put another file in the journal's place.
    """
    for _ in range(_ROUNDS):
        QThreadPool.globalInstance().waitForDone()
        QCoreApplication.processEvents()
