"""The three growing circles, for a page that stands for the whole program."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.theme import Theme, repaint_on_change

_SIDE = 68


class Logo(QWidget):
    """The logo, growing with the text; silent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        repaint_on_change(theme, self)

    def sizeHint(self) -> QSize:
        side = self._theme.px(_SIDE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole drawing each time
        image = icons.logo(self._theme.tokens, self.width(), self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, image)
