"""The second press of a double click, which must not reach what was not there before."""

from collections.abc import Callable
from time import monotonic
from weakref import ref

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from smallacts_desktop.ui.kit.application_filter import ApplicationFilter

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_KINDS = frozenset((*_PRESSES, QEvent.Type.MouseButtonRelease))
# Of a button that stays where it is and means something else from now on; any value will do.
MEANING = "meaning"


class DoubleClickGuard(ApplicationFilter):
    """Takes a press away from a control that has taken another's place under the mouse.

    Many people double-click everything. A press within the platform's double-click time, at a
    place where the last press met something else, or a button that meant something else, was
    meant for what stood there. The keyboard and screen readers are not concerned.

    A button is guarded wherever it is pressed; another control, such as a slider or a list, may be
    large, and is guarded as far around the last press as a double-click may stray. The keyboard
    stays where it was.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._at, self._place = -1.0e9, QPoint()
        # Weak, and without its words: the guard outlives the journal that the button belongs to.
        self._target: Callable[[], QWidget | None] = _nothing
        self._meant = 0
        self._takes_release = False
        self._had_keyboard: QWidget | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the press and its release away, or remember what was pressed."""
        # The class first: every event of the program comes by, and asking for its type is slow.
        if not isinstance(event, QMouseEvent):
            return False
        kind = event.type()
        if kind in _KINDS and isinstance(watched, QWindow):
            # The window hands it to a control next, and Qt gives that one the keyboard first.
            self._had_keyboard = QApplication.focusWidget() if kind in _PRESSES else None
        if kind not in _KINDS or not isinstance(watched, QWidget):
            return False
        if kind == QEvent.Type.MouseButtonRelease:
            taken, self._takes_release = self._takes_release, False
            return taken
        had_keyboard, self._had_keyboard = self._had_keyboard, None
        now, place = _milliseconds(event), event.globalPosition().toPoint()
        if (now, place) == (self._at, self._place):
            # The same press, which a child has left to what stands around it.
            return False
        if self._took_the_place(watched, now, place):
            self._takes_release = True
            if had_keyboard is not None and isValid(had_keyboard):
                had_keyboard.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        self._at, self._place = now, place
        self._target, self._meant = ref(watched), _meaning(watched)
        return False

    def _took_the_place(self, control: QWidget, now: float, place: QPoint) -> bool:
        if not 0 <= now - self._at < QApplication.doubleClickInterval():
            return False
        if not control.rect().contains(control.mapFromGlobal(self._place)):
            return False
        if not isinstance(control, QAbstractButton):
            strayed = QGuiApplication.styleHints().mouseDoubleClickDistance()
            if (place - self._place).manhattanLength() > strayed:
                return False
        return self._target() is not control or self._meant != _meaning(control)


def _nothing() -> None:
    """What was pressed before anything was."""


def _meaning(widget: QWidget) -> int:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return hash((text, widget.property(MEANING)))


def _milliseconds(event: QMouseEvent) -> float:
    """When the mouse was pressed, which may be long before the window comes to it."""
    return float(event.timestamp() or monotonic() * 1000)
