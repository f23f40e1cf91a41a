"""What a page shows before there is anything to show."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smallacts_desktop.tokens import SPACE_L, SPACE_XL
from smallacts_desktop.ui.kit.basics import Drawing, body, secondary_button
from smallacts_desktop.ui.kit.theme import Theme


class EmptyState(QWidget):
    """One drawing, one sentence and, with ``button_text``, one thing to do.

    ``chosen``: the button was pressed.
    """

    chosen = Signal()

    def __init__(
        self, theme: Theme, drawing: str, sentence: str = "", button_text: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self.drawing = Drawing(theme, drawing, 120)
        self.sentence = body(sentence)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = secondary_button(button_text)
        if not button_text:
            self.button.hide()
        self.button.clicked.connect(self.chosen)
        self._rows = QVBoxLayout(self)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._rows.addStretch(1)
        self._rows.addWidget(self.drawing, 0, centre)
        self._rows.addWidget(self.sentence)
        self._rows.addWidget(self.button, 0, centre)
        self._rows.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    def set_words(self, sentence: str, button_text: str = "") -> None:
        """Say ``sentence`` and offer ``button_text``, if any."""
        self.sentence.setText(sentence)
        self.button.setText(button_text)
        self.button.setVisible(bool(button_text))

    def _measure(self) -> None:
        margin = self._theme.px(SPACE_XL)
        self._rows.setContentsMargins(margin, margin, margin, margin)
        self._rows.setSpacing(self._theme.px(SPACE_L))
