"""Work in another thread leaves the window's objects to the window's thread."""

import gc
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.ui.kit.jobs import BackgroundWork, Progress, attempt


class Knot:
    """Something that only a cycle keeps; it notes the thread that takes it apart."""

    ends: list[threading.Thread]

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Knot.ends.append(threading.current_thread())


def test_no_cycle_is_taken_apart_in_another_thread(qtbot: QtBot) -> None:
    """However many objects the work makes, what the window left behind waits for the window."""
    Knot.ends = []
    made: list[object] = []

    def work(_: Progress) -> int:
        # Far beyond every threshold of the collector.
        made.extend([n] for n in range(200_000))
        return len(made)

    gc.collect()
    Knot()
    piece = BackgroundWork(work)
    with qtbot.waitSignal(piece.signals.finished):
        piece.start()
    QThreadPool.globalInstance().waitForDone()
    qtbot.waitUntil(gc.isenabled)
    gc.collect()
    assert Knot.ends == [threading.main_thread()]


def test_garbage_collection_resumes_after_the_last_work(qtbot: QtBot) -> None:
    """Two pieces at once: it is off until the second has ended, too."""
    pool = QThreadPool.globalInstance()
    assert pool.waitForDone(5_000)
    assert pool.maxThreadCount() > 1
    hold = threading.Event()
    first = BackgroundWork(lambda _: None)
    second = BackgroundWork(lambda _: hold.wait(10))
    second.start()
    first.start()
    # Not by its signal: what deletes the sender is queued before, and may take the news with it.
    qtbot.waitUntil(lambda: pool.activeThreadCount() == 1)
    QCoreApplication.processEvents()
    assert not gc.isenabled()
    hold.set()
    qtbot.waitUntil(gc.isenabled)


def test_a_result_is_heard_even_when_what_is_to_go_goes_first(qtbot: QtBot) -> None:
    """Deferred deletions may be carried out at any moment, as at a lock; no result is lost."""
    heard: list[object] = []
    piece = BackgroundWork(lambda _: "result")
    piece.signals.finished.connect(heard.append)
    piece.start()
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: heard == ["result"])


@pytest.mark.parametrize("error", [None, DiskFullError(), ValueError()])
def test_work_whose_listeners_have_gone_ends_quietly(error: Exception | None) -> None:
    """At the end of the program Qt deletes who listens, and the work may still be under way."""
    ended: list[bool] = []

    def work(progress: Progress) -> None:
        delete(piece.signals)
        progress(1, 1)
        ended.append(True)
        if error is not None:
            raise error

    piece = BackgroundWork(work)
    piece.run()
    assert ended == [True]


def test_background_work_says_what_came_of_it_in_the_windows_thread(qtbot: QtBot) -> None:
    """To the one who is told when it is done, or to the one who is told when it fails."""
    heard: list[tuple[object, bool]] = []

    def note(what: object) -> None:
        heard.append((what, threading.current_thread() is threading.main_thread()))

    error = DiskFullError()

    def fail(_: Progress) -> int:
        raise error

    pieces = [BackgroundWork(lambda _: 7, done=note), BackgroundWork(fail, failed=note)]
    for piece in pieces:
        piece.start()
        qtbot.waitUntil(lambda: QThreadPool.globalInstance().activeThreadCount() == 0)
    qtbot.waitUntil(lambda: heard == [(7, True), (error, True)])


def test_quick_work_is_told_to_one_of_two() -> None:
    """And a mistake in the program is told to neither: it goes on to the last net."""
    done: list[int] = []
    failed: list[SmallActsError] = []
    error = DiskFullError()

    def fail() -> int:
        raise error

    assert attempt(lambda: 7, done=done.append, failed=failed.append)
    assert not attempt(fail, done=done.append, failed=failed.append)
    assert (done, failed) == ([7], [error])
    with pytest.raises(ZeroDivisionError):
        attempt(lambda: 1 // 0, done=done.append, failed=failed.append)
    assert (done, failed) == ([7], [error])
