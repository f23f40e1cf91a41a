"""Notices that nobody has touched the program for a while, the time asleep included."""

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from smallacts_desktop.clock import Clock
from smallacts_desktop.ui.kit.input_events import ApplicationFilter

_LOOK_MS = 5_000
_KINDS = QEvent.Type
_TOUCHES = frozenset(
    (
        _KINDS.KeyPress, _KINDS.KeyRelease, _KINDS.ShortcutOverride, _KINDS.InputMethod,
        _KINDS.MouseButtonPress, _KINDS.MouseButtonRelease, _KINDS.MouseButtonDblClick,
        _KINDS.MouseMove, _KINDS.Wheel, _KINDS.TouchBegin, _KINDS.TouchUpdate, _KINDS.TouchEnd,
        _KINDS.TabletPress, _KINDS.TabletMove, _KINDS.NativeGesture, _KINDS.Drop,
    )
)  # fmt: skip


class IdleWatch(ApplicationFilter):
    """Tells when nobody has used a key or the mouse for ``minutes``; 0 minutes is never.

    The wall clock counts the time that the computer was asleep, and the monotonic clock cannot be
    set back: of each stretch between two looks the longer one counts, so that a clock set back by
    years postpones nothing. Whatever is touched first after too long a time reaches no widget:
    it is taken away, and so is everything that follows until those who listen have acted.

    ``idle``: it has been too long. Emitted from the event loop, never from within another event.
    """

    idle = Signal()

    def __init__(
        self,
        clock: Clock,
        parent: QObject | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._clock, self._monotonic = clock, monotonic
        self._minutes = 0
        self._idle_s = 0.0
        self._told = False
        self._looked: tuple[datetime, float] = (clock.now(), monotonic())
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, minutes: int) -> None:
        """Watch from now on, for so many minutes; 0 watches no more."""
        self._minutes, self._told = minutes, False
        self._start_afresh()
        self.stop()
        self._timer.stop()
        if minutes:
            self.start()
            self._timer.start()

    def look(self) -> None:
        """See how long it has been, and tell if it is too long."""
        if not self._told and self._is_overdue():
            self._told = True
            QTimer.singleShot(0, self, self._announce)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of a touch; take it away when it comes too late."""
        del watched
        if event.type() not in _TOUCHES:
            return False
        self.look()
        if self._told:
            return True
        self._idle_s = 0.0
        return False

    def _announce(self) -> None:
        try:
            self.idle.emit()
        finally:
            self._told = False
            self._start_afresh()

    def _start_afresh(self) -> None:
        self._idle_s = 0.0
        self._looked = (self._clock.now(), self._monotonic())

    def _is_overdue(self) -> bool:
        before, ticks_before = self._looked
        now, ticks = self._clock.now(), self._monotonic()
        self._looked = (now, ticks)
        self._idle_s += max(0.0, (now - before).total_seconds(), ticks - ticks_before)
        return self._minutes > 0 and self._idle_s >= self._minutes * 60
