"""One driver of the window: finds controls by name, acts as a person does, and waits.

A control is named as a screen reader names it, or given as its widget. It is acted on by mouse, by
keyboard, or by its own accessible action. What reaches the window goes through three methods,
``_send_click``, ``_send_keys`` and ``_send_text``; a driver of another process replaces them.
"""

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
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QGuiApplication,
    QInputMethodEvent,
    QKeySequence,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QScrollArea,
    QWidget,
)

_Widget = TypeVar("_Widget", bound=QWidget)
_Dialog = TypeVar("_Dialog", bound=QDialog)
_Found = TypeVar("_Found")
Control = QWidget | str
_PATIENCE_MS = 10_000
_LOOK_AGAIN_MS = 20
# More than any page has stops for Tab.
_MOST_TABS = 80
# What is typed at once: a letter that has a key, or those that an input method puts in together.
_STROKES = re.compile(r"[ -~]|[^ -~]+")


class StepNotDoneError(Exception):
    """A step did not happen; the message says what was waited for, without a full stop."""


class UiDriver:
    """A person at a window: finds, clicks, types, and waits no longer than ten seconds.

    Clicks go to the window, not to the widget, so that what covers a button takes its click.
    """

    def __init__(self) -> None:
        # Ends the wait now and then, so that it can look again.
        self._ticker = QTimer(interval=_LOOK_AGAIN_MS)
        self._ticker.start()

    def rest(self) -> None:
        """Stop watching; the driver is not needed any more."""
        self._ticker.stop()

    # Finding

    def screen(self) -> QWidget:
        """Where controls are looked for: the dialog on top, or else the active window."""
        return QApplication.activeModalWidget() or self._window_with_keyboard()

    def find(self, name: str, kind: type[_Widget], within: QWidget | None = None) -> _Widget:
        """The one control of a kind that is to be seen and that a screen reader calls ``name``."""
        # What was just added to a page is shown by Qt in its own next turn.
        QCoreApplication.processEvents()
        shown = [each for each in (within or self.screen()).findChildren(kind) if each.isVisible()]
        found = [each for each in shown if accessible_name(each) == name]
        self.expect(len(found) == 1, f"{len(found)} controls are called “{name}”, not one")
        return found[0]

    def button(self, name: str, within: QWidget | None = None) -> QAbstractButton:
        """The one button to be seen of this name."""
        return self.find(name, QAbstractButton, within)

    def _control(self, control: Control, within: QWidget | None = None) -> QWidget:
        return self.button(control, within) if isinstance(control, str) else control

    # Mouse

    def click(
        self, control: Control, within: QWidget | None = None, at: QPoint | None = None
    ) -> None:
        """Click in the middle of a control, or at a place in it, after scrolling there."""
        widget = self._control(control, within)
        place, window = at or widget.rect().center(), widget.window()

        def can_be_reached() -> bool:
            self._scroll_to(widget, place)
            there = widget.mapTo(window, place)
            # What has just been opened is still being laid out; what one turn moves, others answer.
            self.follow()
            self.follow()
            hit = window.childAt(there) if window.rect().contains(there) else None
            is_hit = hit is not None and (hit is widget or widget.isAncestorOf(hit))
            return is_hit and widget.isEnabled() and widget.mapTo(window, place) == there

        self.until(can_be_reached, f"a {type(widget).__name__} could not be reached by the mouse")
        self._send_click(window, widget.mapTo(window, place))
        self.follow()

    def _send_click(self, window: QWidget, place: QPoint) -> None:
        handle = _handle(window)
        QTest.mouseMove(handle, place)
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    # Keyboard

    def key(self, *keys: str) -> None:
        """Press keys, named as in “Ctrl+Return”, in the window that has the keyboard."""
        for each in keys:
            self._send_keys(each)
            self.follow()

    def type_text(self, text: str) -> None:
        """Type where the keyboard is, and let the window follow."""
        self._send_text(text)

    def write(self, field: QWidget, text: str) -> None:
        """Type into a field, which is given the keyboard, in whatever window it is."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self._type_in(lambda: field, text)

    def tab_to(self, control: Control, within: QWidget | None = None) -> None:
        """Press Tab until a control has the keyboard."""
        widget = self._control(control, within)
        for _ in range(_MOST_TABS):
            if widget.hasFocus():
                return
            self.key("Tab")
        raise StepNotDoneError(f"Tab never came to a {type(widget).__name__}")

    def press(self, control: Control) -> None:
        """Go to a control by Tab and press the space bar."""
        self.tab_to(control)
        self.key("Space")

    def name_file(self, dialog: QFileDialog, target: Path) -> None:
        """Name a file where a file dialog asks for its name, up to the press of Return.

        The whole path is put in at once. Typed by keys, each beginning of it that names a folder is
        selected in the dialog's list, and where keys come faster than the list is read, one may
        stay selected; Return would then go into that folder.
        """
        field = dialog.findChildren(QLineEdit)[0]
        self.until(field.hasFocus, "the keyboard is not where the file is named")
        self.key("Ctrl+A")
        _put_in(field, str(target))
        self.until(
            lambda: [Path(name) for name in dialog.selectedFiles()] == [target],
            "the file dialog did not take the name",
        )
        self.close_popup()

    def close_popup(self) -> None:
        """Close a list of suggestions that typing has opened."""
        if QApplication.activePopupWidget() is not None:
            self.key("Escape")

    def _send_keys(self, keys: str) -> None:
        pressed = QKeySequence(keys)[0]  # type: ignore[index]  # PySide leaves it out of its types
        window = self._window_with_keyboard()
        QTest.keyClick(_handle(window), pressed.key(), pressed.keyboardModifiers())

    def _send_text(self, text: str) -> None:
        self._type_in(self._widget_with_keyboard, text)

    def _type_in(self, find_field: Callable[[], QWidget], text: str) -> None:
        for stroke in _STROKES.findall(text):
            widget = find_field()
            if stroke.isascii():
                QTest.keyClicks(widget, stroke)
            else:
                _put_in(widget, stroke)
            self.follow()
            _give_back_keyboard(widget)

    # What a screen reader does

    def act(self, control: Control, action: str = "Toggle") -> None:
        """Do the accessible action of a control, without key or mouse."""
        self.do_action(QAccessible.queryAccessibleInterface(self._control(control)), action)

    def set_value(self, control: QWidget, value: int) -> None:
        """Set the value of a slider by its accessible interface."""
        QAccessible.queryAccessibleInterface(control).valueInterface().setCurrentValue(value)

    def do_action(self, found: QAccessibleInterface, action: str) -> None:
        """Do an action of what a screen reader has found."""
        actions = found.actionInterface()
        self.expect(action in actions.actionNames(), f"it has no action “{action}”")
        actions.doAction(action)

    # Dialogs

    def answer(
        self, button: Control, kind: type[_Dialog], attend: Callable[[_Dialog], None]
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

        def opened() -> _Dialog | None:
            dialog = QApplication.activeModalWidget()
            return dialog if isinstance(dialog, kind) else None

        dialog = self.until(opened, f"no {kind.__name__} opened")
        _give_back_keyboard(dialog)
        self.until(dialog.isActiveWindow, f"the {kind.__name__} is not the active window")
        return dialog

    def come_back_to(self, window: QWidget) -> None:
        """Wait until no dialog stands over a window any more, and be in the window again."""
        self.until(lambda: QApplication.activeModalWidget() is None, "the dialog stayed open")
        _give_back_keyboard(window)
        self.until(window.isActiveWindow, "the window is not the active one")

    # Waiting

    def expect(self, happened: bool, otherwise: str) -> None:
        """Raise StepNotDoneError with the sentence ``otherwise`` unless it happened."""
        if not happened:
            raise StepNotDoneError(otherwise)

    def until(self, happened: Callable[[], _Found | None], otherwise: str) -> _Found:
        """Let the window work until ``happened`` returns something true, and return that.

        Raises StepNotDoneError with the sentence ``otherwise`` after ten seconds.
        """
        deadline = QDeadlineTimer(_PATIENCE_MS)
        while not (found := happened()):
            self.expect(not deadline.hasExpired(), otherwise)
            QCoreApplication.processEvents(
                QEventLoop.ProcessEventsFlag.AllEvents
                | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            )
        self.follow()
        return found

    def follow(self) -> None:
        """Let the window do what is due now: layout, painting, deleting."""
        for _ in range(3):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _window_with_keyboard(self) -> QWidget:
        """Wait until the window on top has the keyboard: a dialog has it some time after it opens.

        Key presses sent before would go to the window below.
        """
        return self.until(_window_with_keyboard, "no window has the keyboard")

    def _widget_with_keyboard(self) -> QWidget:
        self._window_with_keyboard()
        return self.until(QApplication.focusWidget, "nothing has the keyboard")

    def _scroll_to(self, widget: QWidget, at: QPoint) -> None:
        parent = widget.parentWidget()
        # A dialog belongs to a page, and yet does not scroll with it.
        while parent is not None and not parent.isWindow():
            if isinstance(parent, QScrollArea) and (inside := parent.widget()) is not None:
                place = widget.mapTo(inside, at)
                parent.ensureVisible(place.x(), place.y(), 24, 60)
            parent = parent.parentWidget()


def accessible_name(widget: QWidget) -> str:
    """What a screen reader calls a widget; blank where it has no name."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


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
    if (handle := window.windowHandle()) is None:
        raise StepNotDoneError("the window is not on the screen")
    return handle
