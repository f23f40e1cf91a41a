"""Taking everything away that shows words of a journal, before the journal is closed."""

import gc
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QToolTip, QWidget

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.process_hardening import overwrite_free_memory
from smallacts_desktop.ui.kit import jobs
from smallacts_desktop.ui.kit.clipboard import clear_own_copies
from smallacts_desktop.ui.kit.dialogs import WaitingDialog

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
