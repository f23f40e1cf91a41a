"""Keeps Python's collector of reference cycles in the window's thread."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Slot


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
