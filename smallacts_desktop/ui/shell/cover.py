"""A plain sheet over everything, for a person whose screen somebody is about to see."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from smallacts_desktop.ui.kit.input_events import ApplicationFilter
from smallacts_desktop.ui.kit.theme import Theme

_PRESSES = frozenset(
    (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin)
)
_HELD = frozenset((QEvent.Type.Wheel, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod))
_MODIFIERS = (
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
)  # fmt: skip


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
