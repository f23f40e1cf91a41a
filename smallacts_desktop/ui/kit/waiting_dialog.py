"""Shows long work going on, and lets the person stop it."""

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.ui.kit.basics import body, secondary_button
from smallacts_desktop.ui.kit.dialog_size import ScrollingDialog
from smallacts_desktop.ui.kit.jobs import BackgroundWork, Progress
from smallacts_desktop.ui.kit.theme import Theme

_Result = TypeVar("_Result")
# Work that is over sooner shows no window at all.
_WIDTH = 360
PATIENCE_MS = 250


class WaitingDialog(ScrollingDialog):
    """Runs one piece of work off the window's thread and waits for it with a progress bar.

    Work that is not ``stoppable`` has no way to cancel it: it is to be done as a whole.
    """

    def __init__(
        self,
        theme: Theme,
        what: str,
        work: Callable[[Progress], object],
        parent: QWidget,
        *,
        stoppable: bool = True,
    ) -> None:
        super().__init__(theme, QCoreApplication.translate("WaitingDialog", "Small Acts"), parent)
        self._stoppable = stoppable
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.result_value: object = None
        self.problem: SmallActsError | None = None
        self._work = BackgroundWork(work)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(what)
        self.cancel_button = secondary_button(QCoreApplication.translate("WaitingDialog", "Cancel"))
        self.add(body(what), self._bar)
        self.rows.addWidget(self.cancel_button, alignment=Qt.AlignmentFlag.AlignTrailing)
        self.cancel_button.setVisible(stoppable)
        self.fit_to_words(_WIDTH)
        self.cancel_button.clicked.connect(self._cancel)
        self._work.signals.progressed.connect(self._show_progress)
        self._work.signals.finished.connect(self._finish)
        self._work.signals.went_wrong.connect(self._fail)

    def wait(self) -> None:
        """Do the work and return when it is over; the dialog is on the screen if it takes a while.

        Until then it only keeps the window behind it from being used. On the screen, it would be
        given the keyboard, and when it is gone by then, no window might have it.
        """
        briefly = QEventLoop()
        self.finished.connect(briefly.quit)
        QTimer.singleShot(PATIENCE_MS, briefly, briefly.quit)
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.show()
        self._work.start()
        briefly.exec()
        if self.isVisible():
            self.hide()
            self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
            self.exec()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window stops the work; the window goes once it has stopped."""
        self._cancel()
        event.ignore()

    def reject(self) -> None:
        """Escape stops the work."""
        self._cancel()

    def _cancel(self) -> None:
        if not self._stoppable:
            return
        self.cancel_button.setEnabled(False)
        self._work.cancel()

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setMaximum(max(1, total))
        self._bar.setValue(done)

    def _finish(self, result: object) -> None:
        self.result_value = result
        self.done(QDialog.DialogCode.Accepted)

    def _fail(self, error: SmallActsError) -> None:
        self.problem = error
        self.done(QDialog.DialogCode.Rejected)


def wait_for(
    theme: Theme,
    what: str,
    work: Callable[[Progress], _Result],
    parent: QWidget,
    *,
    stoppable: bool = True,
) -> _Result:
    """Do ``work`` in another thread and return its result.

    ``what`` says in a few words what is going on. Raises the SmallActsError of the work,
    CancelledError when the person stopped it, which they can unless it is not ``stoppable``.
    """
    dialog = WaitingDialog(theme, what, work, parent, stoppable=stoppable)
    dialog.wait()
    if dialog.problem is not None:
        raise dialog.problem
    # The signal carries any object; this one came from ``work``.
    return cast("_Result", dialog.result_value)
