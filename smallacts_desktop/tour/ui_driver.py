"""Hands that click and type in real windows, and eyes that wait for what must happen."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QPoint,
    Qt,
    QTimer,
)
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QScrollArea,
    QWidget,
)

_Widget = TypeVar("_Widget", bound=QWidget)
_Dialog = TypeVar("_Dialog", bound=QDialog)
_PATIENCE_MS = 10_000
_LOOK_AGAIN_MS = 20
# More than any page has stops for Tab.
_MOST_TABS = 60
# What is typed at once: a letter that has a key, or those that an input method puts in together.
_STROKES = re.compile(r"[ -~]|[^ -~]+")


class StepNotDoneError(Exception):
    """A step did not happen; the message says what was waited for, without a full stop."""


class UiDriver:
    """Mouse and keyboard on real widgets, and bounded waiting.

    Clicks go to the window, not to the widget, so that what covers a button takes its click.
    """

    def __init__(self) -> None:
        # Wakes the waiting up now and then, so that it can look again.
        self._ticker = QTimer(interval=_LOOK_AGAIN_MS)
        self._ticker.start()

    def rest(self) -> None:
        """Stop watching; the driver is not needed any more."""
        self._ticker.stop()

    # Hands

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click in the middle of a widget, or at a place in it, after scrolling there."""
        self._ensure_visible(widget, at)
        window = widget.window()
        place = widget.mapTo(window, at or widget.rect().center())
        hit = window.childAt(place)
        self.expect(
            widget.isEnabled() and hit is not None and (hit is widget or widget.isAncestorOf(hit)),
            f"a {type(widget).__name__} could not be reached by the mouse",
        )
        handle = _handle(window)
        QTest.mouseMove(handle, place)
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        self.settle()

    def take_the_mouse_away(self, window: QWidget) -> None:
        """Move the mouse to a corner of the window, so that nothing looks pointed at."""
        QTest.mouseMove(_handle(window), window.rect().bottomRight() - QPoint(2, 2))
        self.settle()

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key, in the window that has the keyboard."""
        QTest.keyClick(_handle(self._window_with_keyboard()), key, modifier)
        self.settle()

    def write(self, text: str) -> None:
        """Type where the keyboard is, one key after the other, and let the window follow each."""
        for stroke in _STROKES.findall(text):
            widget = self._widget_with_keyboard()
            if stroke.isascii():
                QTest.keyClicks(widget, stroke)
            else:
                _put_in(widget, stroke)
            self.settle()
            _give_back_keyboard(widget)

    def name_file(self, dialog: QFileDialog, target: Path) -> None:
        """Name a file where a file dialog asks for its name, up to the press of Return.

        The whole path is put in at once. Typed by keys, each beginning of it that names a folder is
        selected in the dialog's list, and where keys come faster than the list is read, one may
        stay selected; Return would then go into that folder.
        """
        field = self.find(QLineEdit, dialog)[0]
        self.until(field.hasFocus, "the keyboard is not where the file is named")
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        _put_in(field, str(target))
        self.until(
            lambda: [Path(name) for name in dialog.selectedFiles()] == [target],
            "the file dialog did not take the name",
        )
        self.close_popup()

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until a widget has the keyboard."""
        for _ in range(_MOST_TABS):
            if widget.hasFocus():
                return
            self.press(Qt.Key.Key_Tab)
        raise StepNotDoneError(f"Tab never came to a {type(widget).__name__}")

    def answer(
        self, button: QWidget, kind: type[_Dialog], attend: Callable[[_Dialog], None]
    ) -> None:
        """Click a button that opens a dialog and waits for it; ``attend`` answers the dialog."""
        results: list[StepNotDoneError | None] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if results or not isinstance(dialog, kind) or not dialog.isActiveWindow():
                return
            results.append(None)
            try:
                attend(dialog)
            except StepNotDoneError as error:
                results[0] = error
                dialog.reject()

        self._ticker.timeout.connect(look)
        try:
            self.click(button)
        finally:
            self._ticker.timeout.disconnect(look)
        self.expect(bool(results), f"no {kind.__name__} opened")
        if results[0] is not None:
            raise results[0]

    def dialog(self, kind: type[_Dialog]) -> _Dialog:
        """Wait for a dialog that stays open and has the keyboard, and return it."""
        self.until(
            lambda: isinstance(QApplication.activeModalWidget(), kind), f"no {kind.__name__} opened"
        )
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            raise StepNotDoneError(f"the {kind.__name__} is gone")
        _give_back_keyboard(dialog)
        self.until(dialog.isActiveWindow, f"the {kind.__name__} is not the active window")
        return dialog

    def come_back_to(self, window: QWidget) -> None:
        """Wait until no dialog stands over a window any more, and be in the window again."""
        self.until(lambda: QApplication.activeModalWidget() is None, "the dialog stayed open")
        _give_back_keyboard(window)
        self.until(window.isActiveWindow, "the window is not the active one")

    def close_popup(self) -> None:
        """Close a list of suggestions that typing has opened."""
        if QApplication.activePopupWidget() is not None:
            self.press(Qt.Key.Key_Escape)

    # Eyes

    def expect(self, happened: bool, otherwise: str) -> None:
        """Raise StepNotDoneError with the sentence ``otherwise`` unless it happened."""
        if not happened:
            raise StepNotDoneError(otherwise)

    def until(self, happened: Callable[[], bool], otherwise: str) -> None:
        """Let the window work until something has happened, ten seconds at most."""
        deadline = QDeadlineTimer(_PATIENCE_MS)
        while not happened():
            self.expect(not deadline.hasExpired(), otherwise)
            QCoreApplication.processEvents(
                QEventLoop.ProcessEventsFlag.AllEvents
                | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            )
        self.settle()

    def find(self, kind: type[_Widget], parent: QWidget, role: str = "") -> list[_Widget]:
        """The widgets of a kind inside ``parent``, all or those the style sheet knows by ``role``.

        There must be at least one.
        """
        found = [
            widget
            for widget in parent.findChildren(kind)
            if not role or widget.property("role") == role
        ]
        self.expect(bool(found), f"there is no {role} {kind.__name__}")
        return found

    def settle(self) -> None:
        """Let the window do what is due now: layout, painting, deleting."""
        for _ in range(3):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _window_with_keyboard(self) -> QWidget:
        """Wait until the window on top has the keyboard: a dialog has it some time after it opens.

        Key presses sent before would go to the window below.
        """
        self.until(lambda: _window_with_keyboard() is not None, "no window has the keyboard")
        window = _window_with_keyboard()
        if window is None:
            raise StepNotDoneError("the window with the keyboard is gone")
        return window

    def _widget_with_keyboard(self) -> QWidget:
        self._window_with_keyboard()
        widget = QApplication.focusWidget()
        if widget is None:
            raise StepNotDoneError("nothing has the keyboard")
        return widget

    def _ensure_visible(self, widget: QWidget, at: QPoint | None) -> None:
        parent = widget.parentWidget()
        # A dialog belongs to a page, and yet does not scroll with it.
        while parent is not None and not parent.isWindow():
            inside = parent.widget() if isinstance(parent, QScrollArea) else None
            if isinstance(parent, QScrollArea) and inside is not None:
                place = widget.mapTo(inside, at or widget.rect().center())
                parent.ensureVisible(place.x(), place.y(), 24, 60)
            parent = parent.parentWidget()
        self.settle()


def _window_with_keyboard() -> QWidget | None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup
    dialog, window = QApplication.activeModalWidget(), QApplication.activeWindow()
    return window if dialog in (None, window) else None


def _give_back_keyboard(widget: QWidget) -> None:
    """Off screen nobody gives the keyboard back when the dialog or list over a window closes."""
    if QGuiApplication.platformName() == "offscreen" and not QApplication.activeWindow():
        widget.activateWindow()
        QCoreApplication.processEvents()


def _put_in(widget: QWidget, text: str) -> None:
    """Write text all at once, as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def _handle(window: QWidget) -> QWindow:
    handle = window.windowHandle()
    if handle is None:
        raise StepNotDoneError("the window is not on the screen")
    return handle
