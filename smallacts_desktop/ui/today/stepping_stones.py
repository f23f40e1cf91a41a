"""The drawing of three stepping stones: where the person stands, and that there is no hurry."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.ui.kit.theme import Theme

# The drawing's own units: pixels at 100 % text.
_WIDTH, _HEIGHT = 212.0, 82.0
_STROKE = 2.4
_STONES = (
    (ActSize.SMALLEST, QPointF(30, 68), 17.0, 8.5),
    (ActSize.SMALLER, QPointF(104, 45), 22.0, 11.0),
    (ActSize.SMALL, QPointF(176, 19), 27.5, 13.0),
)


class SteppingStones(QWidget):
    """Three growing stones along a dotted path, filled up to the current size.

    The next stone is outlined, a later one faintly so. Decoration alone: the sentence beside it
    says what there is to say, so it takes no focus and has no accessible name.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._current = ActSize.SMALLEST
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_progress(self, current: ActSize) -> None:
        """Fill the stones up to ``current``."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        """Return the drawing's size at the person's text scale."""
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Let the drawing shrink to half its width before it is cut off."""
        return QSize(self._theme.px(_WIDTH) // 2, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole drawing each time
        """Draw the path, then the stones on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / _WIDTH, self.height() / _HEIGHT)
        top = (self.height() - _HEIGHT * scale) / 2
        if self.isRightToLeft():
            painter.translate(self.width(), top)
            painter.scale(-scale, scale)
        else:
            painter.translate(0, top)
            painter.scale(scale, scale)
        self._draw_path(painter)
        self._draw_stones(painter)

    def _draw_path(self, painter: QPainter) -> None:
        path = QPainterPath(QPointF(8, 70))
        path.cubicTo(QPointF(46, 71), QPointF(62, 56), QPointF(104, 45))
        path.cubicTo(QPointF(138, 36), QPointF(150, 24), QPointF(176, 19))
        pen = QPen(QColor(self._theme.tokens.line), 3.0)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.7, 2.2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _draw_stones(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        reached, following = True, False
        for size, centre, across, down in _STONES:
            firm = reached or following
            painter.setPen(QPen(QColor(tokens.primary if firm else tokens.line), _STROKE))
            painter.setBrush(QColor(tokens.primary if reached else tokens.surface))
            painter.drawEllipse(centre, across, down)
            following = size is self._current
            reached = reached and not following
