"""A quiet line that opens to show what few people need each time."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from smallacts_desktop.tokens import SPACE_L, SPACE_S
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.basics import quiet_button
from smallacts_desktop.ui.kit.theme import Theme

_CHEVRON = 16


class CollapsibleSection(QWidget):
    """A quiet button with a chevron, and below it ``rows`` that it shows or hides."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._button = quiet_button(text, small=True)
        self._button.setCheckable(True)
        self._button.setProperty("flush", True)
        self._inside = QWidget()
        self.rows = QVBoxLayout(self._inside)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(theme.px(SPACE_L))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(SPACE_S))
        outer.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignLeading)
        outer.addWidget(self._inside)
        self._inside.hide()
        self._button.toggled.connect(self._show_inside)
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def button(self) -> QPushButton:
        """The line itself."""
        return self._button

    def set_open(self, is_open: bool) -> None:
        """Show or hide what is inside."""
        self._button.setChecked(is_open)

    def _show_inside(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self._draw()

    def _draw(self) -> None:
        name = "chevron-down" if self._button.isChecked() else "chevron-right"
        self._button.setIcon(icons.icon(name, self._theme.tokens.primary))
        side = self._theme.px(_CHEVRON)
        self._button.setIconSize(QSize(side, side))
