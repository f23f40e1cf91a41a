"""Taking words out of sight: by a sheet over every window, and for good before a lock."""

import gc
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    Qt,
    QThread,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QToolTip, QWidget
from shiboken6 import isValid

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.process import overwrite_free_memory
from smallacts_desktop.ui.kit import jobs
from smallacts_desktop.ui.kit.desktop import clear_own_copies
from smallacts_desktop.ui.kit.dialogs import WaitingDialog
from smallacts_desktop.ui.kit.input_events import ApplicationFilter
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.workspace import JournalWindow

if TYPE_CHECKING:
    from smallacts_desktop.ui.security.lock_page import LockPage

_PRESSES = frozenset(
    (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin)
)
_HELD = frozenset((QEvent.Type.Wheel, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod))
_MODIFIERS = (
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
)  # fmt: skip


class LockableWindow(JournalWindow, Protocol):
    """The window, as far as what it shows of a journal goes."""

    @property
    def lock_page(self) -> "LockPage":
        """The lock page it shows."""

    @property
    def lock_wanted(self) -> SignalInstance:
        """Emitted when somebody asks for the lock by its key."""

    @property
    def closed(self) -> SignalInstance:
        """Emitted when it has closed for good."""

    def cover(self, page: QWidget) -> None:
        """Show ``page`` in the place of the pages."""

    def uncover(self, page: QWidget) -> None:
        """Show the pages again, and delete ``page``."""

    def show_help(self) -> None:
        """Show where to turn in a crisis."""

    def show_journal(self, journal: Journal) -> None:
        """Make the pages of ``journal`` and show them."""

    def show_lock_page(self, page: "LockPage") -> None:
        """Show ``page`` and nothing of the journal."""

    def quit(self) -> None:
        """End the program."""

    def return_to_journal(self) -> None:
        """Show the pages that are behind the lock page."""

    def close_journal(self) -> None:
        """Delete the pages and every dialog."""

    def rebuild(self, journal: Journal) -> None:
        """Show ``journal`` in place of the one before."""


class Cover(ApplicationFilter):
    """Covers every window of the program until a key or a click, which then does nothing else.

    Whether a compositor minimises a window cannot be asked and on some it never happens, so the
    words are covered first. Keys in ``passing`` go on to what wants them.
    """

    def __init__(self, window: QWidget, theme: Theme, passing: frozenset[int]) -> None:
        super().__init__(window)
        self._window, self._theme, self._passing = window, theme, passing
        self._sheets: list[_Sheet] = []

    @property
    def is_on(self) -> bool:
        """Whether everything is covered."""
        return bool(self._sheets)

    def put_on(self) -> None:
        """Cover whatever is open, and what opens later, on the screen before this returns."""
        close_popups()
        for top in QApplication.topLevelWidgets():
            if top is self._window or (top.isVisible() and not isinstance(top, _Sheet)):
                self._add(top)
        self.start()

    def take_off(self) -> None:
        """Show everything again; harmless when nothing is covered."""
        self.stop()
        sheets, self._sheets = self._sheets, []
        for sheet in sheets:
            if isValid(sheet):
                sheet.go()

    def follow_state(self) -> None:
        """Take the cover off once the person has brought the minimised window back.

        Wayland tells no program of that, so there a key or a click does it.
        """
        if self.is_on and not self._window.isMinimized() and not _is_wayland():
            self.take_off()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the cover off at a key or a click, and cover what opens."""
        kind = event.type()
        if kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._add(watched)
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            combined = event.keyCombination().toCombined()
            if combined in self._passing:
                return False
            if event.key() not in _MODIFIERS:
                self.take_off()
            return True
        if kind in _PRESSES:
            self.take_off()
            return True
        return kind in _HELD

    def _add(self, top: QWidget) -> None:
        if not any(isValid(sheet) and sheet.parentWidget() is top for sheet in self._sheets):
            self._sheets.append(_Sheet(top, self._theme))


class _Sheet(QWidget):
    """Lies over all of one window, whose title says nothing meanwhile."""

    def __init__(self, top: QWidget, theme: Theme) -> None:
        super().__init__(top)
        self._theme, self._title = theme, top.windowTitle()
        top.setWindowTitle(QCoreApplication.translate("MainWindow", "Small Acts"))
        top.installEventFilter(self)
        self.setGeometry(top.rect())
        self.show()
        self.raise_()
        # At once: the next thing may be a picture of the window, for a list of windows say.
        self.repaint()

    def go(self) -> None:
        """Give the window back."""
        top = self.parentWidget()
        if top is not None:
            top.removeEventFilter(self)
            top.setWindowTitle(self._title)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one colour, painted whole
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.canvas))


def _is_wayland() -> bool:
    return QGuiApplication.platformName().startswith("wayland")


# The program's own event loop; whatever is nested in it belongs to a dialog.
_OWN_LOOPS = 1
# How soon to look again whether dialogs and work have ended, and whether words can be kept.
_SOON_MS, _LATER_MS = 20, 15_000


@runtime_checkable
class SavesWords(Protocol):
    """A dialog whose half-written words outlive a lock of the journal.

    A lock hides it instead of closing it, has it keep its words, and then deletes it. Where the
    words cannot be kept, it is shown again with the window.
    """

    def save_words(self) -> None:
        """Write what is half-written into the journal; raises SmallActsError where it cannot be."""


class LockSequence(QObject):
    """What comes before a lock: nothing open over the window, no work under way, words kept.

    It takes as long as the work needs to stop; ``save_words`` is called after that, and from the
    event loop itself, where widgets may be deleted.

    ``kept``: the words are in the journal, which may be closed now.
    ``not_kept(SmallActsError)``: they could not be kept, after ``begin`` and not at later tries.
    """

    kept = Signal()
    not_kept = Signal(object)

    def __init__(self, window: QMainWindow, save_words: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._save_words = window, save_words
        self._later = QTimer(self, interval=_LATER_MS)
        self._later.timeout.connect(self.try_again)

    def begin(self) -> None:
        """Close what is open and stop what is under way; a signal follows."""
        close_all_but(self._window)
        QTimer.singleShot(0, self, self._go_on)

    def try_again_later(self) -> None:
        """Try every few seconds to keep the words, until that works or ``stop`` is called."""
        self._later.start()

    def try_again(self) -> None:
        """Try now, without a word when it does not work."""
        with suppress(SmallActsError):
            self._save_words()
            self.stop()
            self.kept.emit()

    def stop(self) -> None:
        """Try no more."""
        self._later.stop()

    def _go_on(self) -> None:
        if not is_clear():
            # What a dialog that closes leaves behind may open another.
            close_all_but(self._window)
            QTimer.singleShot(_SOON_MS, self, self._go_on)
            return
        try:
            self._save_words()
        except SmallActsError as error:
            self.not_kept.emit(error)
        else:
            self.kept.emit()


def close_popups() -> None:
    """Close menus, lists and tool tips."""
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if popup.isVisible():
            popup.hide()


def close_all_but(window: QMainWindow) -> None:
    """Close what stands over ``window``, without asking, and stop work that is under way.

    A dialog with words of the person's own is hidden, for ``save_words_of_dialogs``.

    Menus and tool tips go at once, and so do dialogs; one that waits for work goes when the work
    has stopped, see ``is_clear``.
    """
    jobs.cancel_everything()
    close_popups()
    for top in QApplication.topLevelWidgets():
        if top is window or not top.isVisible():
            continue
        if isinstance(top, WaitingDialog):
            top.reject()
        elif isinstance(top, QDialog) and isinstance(top, SavesWords):
            top.hide()
        elif isinstance(top, QDialog):
            # Past its own reject(), which may ask whether words should be left behind.
            top.done(QDialog.DialogCode.Rejected)
        else:
            top.close()


def save_words_of_dialogs(window: QMainWindow) -> None:
    """Have the dialogs of ``window`` keep what is half-written; raises SmallActsError."""
    for dialog in window.findChildren(QDialog):
        if isinstance(dialog, SavesWords):
            dialog.save_words()


def show_dialogs_again(window: QMainWindow) -> None:
    """Show again what ``close_all_but`` has hidden, for a lock that did not come about."""
    for dialog in window.findChildren(QDialog):
        if isinstance(dialog, SavesWords):
            dialog.open()


def has_dialog() -> bool:
    """Whether a dialog stands over the window."""
    return any(
        isinstance(top, QDialog) and top.isVisible() for top in QApplication.topLevelWidgets()
    )


def is_clear() -> bool:
    """Whether nothing stands over the window, no work is under way and no dialog's loop runs."""
    nested = QThread.currentThread().loopLevel() > _OWN_LOOPS
    return not (has_dialog() or nested or jobs.is_anything_running())


def destroy(window: QMainWindow, workspace: QWidget) -> None:
    """Delete ``workspace`` and every dialog that ``window`` still has, now and not later.

    Must be called from the event loop itself, not from a signal of what is deleted. Also clears
    the clipboard of what came from the journal.
    """
    for widget in (*window.findChildren(QDialog), workspace):
        widget.hide()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    clear_own_copies()


def forget() -> None:
    """Let Python give back what nothing holds any more, circles included, and overwrite it."""
    gc.collect()
    overwrite_free_memory()
