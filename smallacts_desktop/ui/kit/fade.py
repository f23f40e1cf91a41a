"""The one movement in the window: what has just come to be seen fades in."""

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smallacts_desktop.ui.kit.theme import Theme


def fade_in(shown: QWidget, theme: Theme) -> None:
    """Let ``shown`` come out of the ground within 150 ms; at once where movement is unwanted."""
    for veil in shown.findChildren(_Veil, options=Qt.FindChildOption.FindDirectChildrenOnly):
        veil.deleteLater()
    if theme.fade_ms and shown.isVisible():
        _Veil(shown, theme)


class _Veil(QWidget):
    """Lies over a widget in the colour of the page, thinner and thinner, and lets all through."""

    def __init__(self, shown: QWidget, theme: Theme) -> None:
        super().__init__(shown)
        self._ground = QColor(theme.tokens.canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setGeometry(shown.rect())
        self.show()
        self.raise_()
        thinning = QVariantAnimation(self)
        thinning.setStartValue(1.0)
        thinning.setEndValue(0.0)
        thinning.setDuration(theme.fade_ms)
        thinning.setEasingCurve(QEasingCurve.Type.OutCubic)
        thinning.valueChanged.connect(self._thin)
        thinning.finished.connect(self.deleteLater)
        thinning.start()

    def _thin(self, left: float) -> None:
        self._ground.setAlphaF(left)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one colour, painted whole
        QPainter(self).fillRect(self.rect(), self._ground)
