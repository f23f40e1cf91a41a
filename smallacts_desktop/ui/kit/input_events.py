"""Keys, mouse and focus in the whole program: filters that see events before any widget does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from weakref import ref

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QGuiApplication,
    QInputEvent,
    QInputMethodEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
    QWheelEvent,
    QWindow,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from smallacts_desktop.tokens import CONTROL_RADIUS
from smallacts_desktop.ui.kit.theme import Theme

# What the filters are asked about. Of all that happens while a page is put together and painted
# this is next to nothing, and every look in Python at an event costs as much as the event.
_ASKED = (QInputEvent, QInputMethodEvent, QDropEvent, QShowEvent)


class ApplicationFilter(QObject):
    """Looks at input, and at what is shown, before any widget does.

    ``eventFilter`` of a subclass says what it takes away.
    """

    def start(self) -> None:
        """Look from now on, before those that look already."""
        app = QCoreApplication.instance()
        if app is not None:
            (_relay() or _Relay(app)).add(self)

    def stop(self) -> None:
        """Look no more; twice does no harm."""
        if (relay := _relay()) is not None:
            relay.remove(self)


class _Relay(QObject):
    """The one filter on the application: it asks all the others."""

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        self._app = app
        self._filters: list[ref[ApplicationFilter]] = []

    def add(self, asked: ApplicationFilter) -> None:
        self.remove(asked)
        self._filters.insert(0, ref(asked))
        self.resume()

    def remove(self, asked: ApplicationFilter) -> None:
        self._filters = [each for each in self._filters if each() not in (asked, None)]
        if not self._filters:
            self.pause()

    def pause(self) -> None:
        self._app.removeEventFilter(self)

    def resume(self) -> None:
        if self._filters:
            self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask the filters, the newest first, until one takes the event away."""
        if not isinstance(event, _ASKED):
            return False
        for each in self._filters:
            asked = each()
            if asked is not None and isValid(asked) and asked.eventFilter(watched, event):
                return True
        return False


def _relay() -> _Relay | None:
    app = QCoreApplication.instance()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return None if app is None else app.findChild(_Relay, options=direct)


@contextmanager
def unwatched() -> Iterator[None]:
    """Let no filter look while widgets are made and shown, which may run no event loop."""
    relay = _relay()
    if relay is not None:
        relay.pause()
    try:
        yield
    finally:
        if relay is not None:
            relay.resume()


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


class WheelToPage:
    """Comes before the Qt class of a control whose value the wheel would change.

    Anyone who scrolls past a date or a list must not answer by that, nor notice it too late. The
    list that a control opens still scrolls by the wheel: it is a widget of its own.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ListBox(WheelToPage, QComboBox):
    """A closed list to choose from."""


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
