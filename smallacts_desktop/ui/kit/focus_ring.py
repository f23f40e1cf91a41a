"""The ring around the control that has the keyboard: two pixels wide, two pixels off it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from smallacts_desktop.tokens import CONTROL_RADIUS
from smallacts_desktop.ui.kit.theme import Theme

RING_PX, OFF_PX = 2, 2
_TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QDateTimeEdit)
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
)


class FocusRing(QObject):
    """Shows one ring, around whichever widget has the keyboard focus.

    It shows as soon as the keyboard is used and hides when the mouse gives the focus, as people
    know it from the web; around a field to type into it always shows. The ring is a widget laid
    over the window or the scroll area, so it needs no margin of the control's own. A control may
    set the property ``focusRadius`` (pixels at 100 % text), or ``focusRing`` to False to draw its
    own. Qt's QFocusFrame lies below what surrounds a control, and right on it, unless a style of
    our own says otherwise; with that it does the same in as many lines.
    """

    def __init__(self, app: QApplication, theme: Theme) -> None:
        super().__init__(app)
        self._theme = theme
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self._ring: _Ring | None = None
        self._by_keyboard = False
        self._app = app
        app.focusChanged.connect(self._focus_moved)
        theme.changed.connect(self._place)

    def stop(self) -> None:
        """Show no ring any more."""
        self._app.focusChanged.disconnect(self._focus_moved)
        self._theme.changed.disconnect(self._place)
        self._leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control as it moves, and notice which device is in use."""
        kind = event.type()
        if watched is self._target:
            if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
                self._show_for(keyboard=True)
            elif kind == QEvent.Type.MouseButtonPress:
                self._show_for(keyboard=False)
        if kind in _MOVES and watched is not self._ring:
            self._place()
        return False

    def _show_for(self, *, keyboard: bool) -> None:
        if keyboard != self._by_keyboard:
            self._by_keyboard = keyboard
            self._place()

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._by_keyboard = False
        elif old is None and now is not None:
            by_key = now.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            self._by_keyboard = self._by_keyboard or by_key
        self._leave()
        if now is not None and now.property("focusRing") is not False and not now.isWindow():
            self._surround(now)

    def _leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched, self._target = [], None
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None

    def _surround(self, target: QWidget) -> None:
        self._target = target
        ground: QWidget = target
        while True:
            self._watched.append(ground)
            ground.installEventFilter(self)
            parent = ground.parentWidget()
            if parent is None or ground.isWindow():
                break
            if isinstance(parent.parentWidget(), QAbstractScrollArea):
                ground = parent
                break
            ground = parent
        self._ring = _Ring(ground, self._theme)
        self._place()

    def _place(self) -> None:
        target, ring = self._target, self._ring
        if target is None or ring is None or not (isValid(target) and isValid(ring)):
            return
        # The ring itself keeps no word of its ground, or the two would keep each other alive.
        ground = ring.parentWidget()
        if ground is None:
            return
        shown = self._by_keyboard or isinstance(target, _TYPED_INTO)
        if not shown or not target.isVisible():
            ring.hide()
            return
        out = RING_PX + OFF_PX
        corner = ground.mapFromGlobal(target.mapToGlobal(QPoint(0, 0)))
        ring.radius = _radius(target, self._theme) + out
        ring.setGeometry(QRect(corner, target.size()).adjusted(-out, -out, out, out))
        ring.show()
        ring.raise_()


def _radius(target: QWidget, theme: Theme) -> int:
    asked = target.property("focusRadius")
    if isinstance(asked, int):
        return min(theme.px(asked), target.height() // 2)
    return theme.px(CONTROL_RADIUS)


class _Ring(QWidget):
    """The ring itself; clicks go through it and screen readers pass it by."""

    def __init__(self, ground: QWidget, theme: Theme) -> None:
        super().__init__(ground)
        self._theme = theme
        self.radius = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one line, painted whole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.focus), RING_PX))
        half = RING_PX / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, self.radius - half, self.radius - half)
