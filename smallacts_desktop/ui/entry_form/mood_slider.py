"""The mood slider: eleven steps, and no answer until the person gives one."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QSlider

from smallacts_desktop.domain.entries import HIGHEST_MOOD, LOWEST_MOOD
from smallacts_desktop.ui.kit.input_events import WheelToPage
from smallacts_desktop.ui.kit.theme import Theme, repaint_on_change
from smallacts_desktop.ui.text.words import mood_word

translate = QCoreApplication.translate

MIDDLE_MOOD = 5
SECOND_DIGIT_MS = 1000
# Where the value rests while there is no answer: beside all moods, so that each of them, set by a
# screen reader, is another value than this one and is heard.
_NO_MOOD = LOWEST_MOOD - 1

_STEPS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageUp: 2,
    Qt.Key.Key_PageDown: -2,
}
_MIRRORED_KEYS = (Qt.Key.Key_Right, Qt.Key.Key_Left)


class MoodSlider(WheelToPage, QSlider):
    """Takes a mood from 0 to 10, or none.

    Without an answer it has no handle. The mouse, the arrow keys, Home and End and the digits
    answer (1 and soon 0 make 10); Backspace and Delete take the answer back. The first arrow key
    puts the handle in the middle. The wheel scrolls the page and never answers. ``previous`` is an
    earlier mood, drawn as a dashed circle. The owner sets the accessible name.

    ``mood_changed``: the mood (int) or None, whenever it changes.
    """

    mood_changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._mood: int | None = None
        self._previous: int | None = None
        self._placing = False
        self._after_one = QTimer(self, singleShot=True, interval=SECOND_DIGIT_MS)
        self.setMaximum(HIGHEST_MOOD)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._place(None)
        # Screen readers set the value of a slider directly: that is the person's answer too.
        self.valueChanged.connect(self._value_set)
        self._describe()
        repaint_on_change(theme, self)

    @property
    def mood(self) -> int | None:
        """The answer, 0 to 10, or None."""
        return self._mood

    @property
    def previous(self) -> int | None:
        """The mood from before that is shown beside the answer, or None."""
        return self._previous

    def set_mood(self, mood: int | None) -> None:
        """Show ``mood`` as the answer; None clears it."""
        if mood == self._mood:
            return
        self._mood = mood
        self._place(mood)
        self._describe()
        self.update()
        self.mood_changed.emit(mood)

    def clear_mood(self) -> None:
        """Take the answer back."""
        self.set_mood(None)

    def set_previous(self, mood: int | None) -> None:
        """Show ``mood`` as the one from before; None shows none."""
        self._previous = mood
        self.update()

    def handle_x(self, mood: int) -> float:
        """Where the handle's middle stands for ``mood``, in pixels from the widget's left edge."""
        radius = self._radius() + 1
        share = (mood - LOWEST_MOOD) / (HIGHEST_MOOD - LOWEST_MOOD)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        return radius + share * (self.width() - 2 * radius)

    def sizeHint(self) -> QSize:
        """Wide enough for eleven steps that a finger can tell apart."""
        return QSize(self._theme.px(320), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._answer_at(event.position().x())
            event.accept()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._answer_at(event.position().x())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing more: the press and the drag have answered."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by arrow, Home, End or digit; take the answer back by Backspace or Delete."""
        plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        if event.modifiers() not in plain or not self._answer_by_key(event):
            event.ignore()
            return
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - small enough to paint whole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_track(painter)
        if self._mood is not None:
            self._paint_stretch(painter, self._mood)
        if self._previous is not None:
            self._paint_previous(painter, self._previous)
        if self._mood is not None:
            self._paint_handle(painter, self._mood)

    def _answer_by_key(self, event: QKeyEvent) -> bool:
        key, text = Qt.Key(event.key()), event.text()
        if key in _STEPS:
            self._step(key)
        elif key is Qt.Key.Key_Home:
            self.set_mood(LOWEST_MOOD)
        elif key is Qt.Key.Key_End:
            self.set_mood(HIGHEST_MOOD)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.clear_mood()
        elif len(text) == 1 and text.isdecimal():
            self._type_digit(int(text))
            return True
        else:
            return False
        self._after_one.stop()
        return True

    def _step(self, key: Qt.Key) -> None:
        if self._mood is None:
            self.set_mood(MIDDLE_MOOD)
            return
        step = _STEPS[key]
        if key in _MIRRORED_KEYS and self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            step = -step
        self.set_mood(min(HIGHEST_MOOD, max(LOWEST_MOOD, self._mood + step)))

    def _type_digit(self, digit: int) -> None:
        ten = digit == 0 and self._after_one.isActive()
        self._after_one.stop()
        if digit == 1:
            self._after_one.start()
        self.set_mood(HIGHEST_MOOD if ten else digit)

    def _answer_at(self, x: float) -> None:
        self._after_one.stop()
        steps = range(LOWEST_MOOD, HIGHEST_MOOD + 1)
        self.set_mood(min(steps, key=lambda mood: abs(self.handle_x(mood) - x)))

    def _value_set(self, value: int) -> None:
        if not self._placing:
            self.set_mood(None if value == _NO_MOOD else value)

    def _place(self, mood: int | None) -> None:
        self._placing = True
        if mood is None:
            self.setMinimum(_NO_MOOD)
            self.setValue(_NO_MOOD)
        else:
            # In this order: a screen reader is told of the answer, and of no value before it.
            self.setValue(mood)
            self.setMinimum(LOWEST_MOOD)
        self._placing = False

    def _describe(self) -> None:
        if self._mood is None:
            words = translate("MoodSlider", "Not answered")
        else:
            words = translate("MoodSlider", "{number}, {words}").format(
                number=self._mood, words=mood_word(self._mood)
            )
        self.setAccessibleDescription(words)

    def _radius(self) -> float:
        return self._theme.px(14)

    def _height(self) -> int:
        return max(self._theme.control_height, round(2 * self._radius()) + 4)

    def _track(self) -> QRectF:
        thickness = self._theme.px(6)
        return QRectF(0.5, (self.height() - thickness) / 2, self.width() - 1, thickness)

    def _paint_track(self, painter: QPainter) -> None:
        tokens, track = self._theme.tokens, self._track()
        painter.setPen(QPen(QColor(tokens.edge), 1))
        painter.setBrush(QColor(tokens.sunken))
        round_end = track.height() / 2
        painter.drawRoundedRect(track, round_end, round_end)
        if self._mood is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.edge))
            dot = self._theme.px(10) / 8
            for mood in range(LOWEST_MOOD, HIGHEST_MOOD + 1):
                painter.drawEllipse(QPointF(self.handle_x(mood), track.center().y()), dot, dot)

    def _paint_stretch(self, painter: QPainter, mood: int) -> None:
        track, here = self._track(), self.handle_x(mood)
        if self._previous is not None:
            there = self.handle_x(self._previous)
        elif self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            there = track.right()
        else:
            there = track.left()
        stretch = QRectF(min(here, there), track.top(), abs(here - there), track.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.primary))
        stretch.adjust(0, -0.5, 0, 0.5)
        round_end = stretch.height() / 2
        painter.drawRoundedRect(stretch, round_end, round_end)

    def _paint_previous(self, painter: QPainter, previous: int) -> None:
        tokens, radius = self._theme.tokens, self._theme.px(8)
        pen = QPen(QColor(tokens.ink_soft), self._theme.px(2))
        pen.setDashPattern([2.0, 1.3])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(QPointF(self.handle_x(previous), self.height() / 2), radius, radius)

    def _paint_handle(self, painter: QPainter, mood: int) -> None:
        tokens, width = self._theme.tokens, self._theme.px(3)
        radius = self._radius() - width / 2
        painter.setPen(QPen(QColor(tokens.primary), width))
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(QPointF(self.handle_x(mood), self.height() / 2), radius, radius)
