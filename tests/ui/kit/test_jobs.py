"""Work in another thread leaves the window's objects to the window's thread."""

import gc
import threading

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from pytestqt.qtbot import QtBot

from smallacts_desktop.ui.kit.jobs import BackgroundWork, Progress


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


def test_the_collector_goes_on_after_the_last_work(qtbot: QtBot) -> None:
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
