"""Dialogs as large as their words need, never beyond their window; one shows long work going on."""

from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QPushButton, QVBoxLayout, QWidget

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from smallacts_desktop.ui.kit.basics import body, secondary_button
from smallacts_desktop.ui.kit.flow_layout import FlowRow, Rows
from smallacts_desktop.ui.kit.jobs import BackgroundWork, Progress
from smallacts_desktop.ui.kit.page import fit_scroll
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.kit.window_geometry import room_on_screen

translate = QCoreApplication.translate


class ScrollingDialog(QDialog):
    """A dialog whose parts and buttons all scroll where there is little room.

    ``rows`` hold the parts, ``gap`` pixels (at 100 % text) between them; ``area`` scrolls them.
    Once they are there, ``fit_to_words`` or ``fit_within`` gives it its size.
    """

    def __init__(
        self, theme: Theme, title: str, parent: QWidget | None = None, *, gap: int = SPACE_L
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        ground = QWidget()
        ground.setProperty("role", "page")
        self.rows = Rows(theme, ground, gap=gap, edge=SPACE_XL)
        self.area = fit_scroll(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def add(self, *parts: QWidget) -> None:
        """Put ``parts`` below one another."""
        for part in parts:
            self.rows.addWidget(part)

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Put ``buttons`` beside each other, or below where there is no room."""
        line = FlowRow(*buttons, gap=self.theme.px(SPACE_S))
        self.rows.addWidget(line)

    def fit_to_words(self, width: int) -> None:
        """Be ``width`` pixels wide (at 100 % text), and high enough for the rows where it can."""
        room = room_for(self)
        width = min(self.theme.px(width), room.width())
        self.resize(width, min(_needed(self.rows, width), room.height()))
        # Words beside a picture know how high they are once they have been laid out.
        QTimer.singleShot(0, self, self.grow_to_words)

    def fit_within(self, width: int, height: int) -> None:
        """Be as large as that (at 100 % text), or as its window leaves room for."""
        self.resize(QSize(self.theme.px(width), self.theme.px(height)).boundedTo(room_for(self)))

    def grow_to_words(self) -> None:
        """Become higher, should the rows now need more."""
        needed = min(_needed(self.rows, self.width()), room_for(self).height())
        if needed > self.height():
            self.resize(self.width(), needed)


def stack_above(
    dialog: QDialog,
    theme: Theme,
    parts: Sequence[QWidget],
    buttons: QWidget,
    width: int,
    height: int = 0,
) -> None:
    """Stack ``parts``, which scroll where there is little room, above ``buttons``, which do not.

    Where the buttons would take a third of the room, with large text in a small window, they
    scroll with the rest.

    The last of ``parts`` takes the room that is left over. ``width`` in pixels, and ``height`` as
    well, for what could do with more than its words need.
    """
    ground = QWidget()
    ground.setProperty("role", "page")
    rows = QVBoxLayout(ground)
    edge = theme.px(SPACE_XL)
    rows.setContentsMargins(edge, edge, edge, theme.px(SPACE_M))
    rows.setSpacing(theme.px(SPACE_L))
    for part in parts:
        rows.addWidget(part)
    foot = QWidget()
    foot.setProperty("role", "page")
    foot_rows = QVBoxLayout(foot)
    foot_rows.setContentsMargins(edge, theme.px(SPACE_M), edge, edge)
    foot_rows.addWidget(buttons)
    outer = QVBoxLayout(dialog)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(fit_scroll(ground), 1)
    room = room_for(dialog)
    width = min(width, room.width())
    if 3 * _needed(foot_rows, width) > room.height():
        foot_rows.setContentsMargins(0, 0, 0, edge - theme.px(SPACE_M))
        rows.addWidget(foot)
        dialog.resize(width, min(max(height, _needed(rows, width)), room.height()))
        return
    outer.addWidget(foot)
    high = max(height, _needed(rows, width) + _needed(foot_rows, width))
    dialog.resize(width, min(high, room.height()))


def room_for(dialog: QDialog) -> QSize:
    """The size of the window at the bottom: a dialog over a small dialog may be larger than it.

    A dialog that stands alone has the room of its screen.
    """
    under = dialog.parentWidget()
    if under is None:
        return room_on_screen(dialog)
    window = under.window()
    return room_for(window) if isinstance(window, QDialog) else window.size()


def _needed(rows: QVBoxLayout, width: int) -> int:
    needed = rows.totalHeightForWidth(width) if rows.hasHeightForWidth() else -1
    return (needed if needed >= 0 else rows.totalSizeHint().height()) + 2


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
        super().__init__(theme, translate("WaitingDialog", "Small Acts"), parent)
        self._stoppable = stoppable
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.result_value: object = None
        self.problem: SmallActsError | None = None
        self._work = BackgroundWork(work)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(what)
        self.cancel_button = secondary_button(translate("WaitingDialog", "Cancel"))
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
