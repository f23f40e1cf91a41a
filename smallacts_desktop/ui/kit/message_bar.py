"""One line at the bottom of the window: what has just happened, and the way back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_XL
from smallacts_desktop.ui.kit.basics import body, secondary_button
from smallacts_desktop.ui.kit.theme import Theme


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say ``text`` when it is next free."""
    if QAccessible.isActive():
        announcement = QAccessibleAnnouncementEvent(widget, text)
        announcement.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(announcement)


class MessageBar(QFrame):
    """Shows one sentence with at most one button, until the next message or ``clear``.

    It takes no focus and counts nothing down. Screen readers say the sentence when they are next
    free.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._action: Callable[[], object] | None = None
        self.setProperty("role", "messageBar")
        self.sentence = body()
        self.button = secondary_button()
        self.button.clicked.connect(self._act)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.sentence, 1)
        self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._measure)
        self._measure()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show, or empty."""
        return "" if self.isHidden() else self.sentence.text()

    def show_message(
        self, text: str, button_text: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Show ``text`` in place of any earlier message.

        With ``button_text`` a button is shown too; pressing it clears the bar and calls ``action``.
        """
        self._action = action
        self.sentence.setText(text)
        self.button.setText(button_text)
        self.button.setVisible(bool(button_text))
        self.show()
        announce(self, text)

    def clear(self) -> None:
        """Take the message away."""
        self._action = None
        self.hide()

    def _act(self) -> None:
        action = self._action
        self.clear()
        if action is not None:
            action()

    def _measure(self) -> None:
        side, above = self._theme.px(SPACE_XL), self._theme.px(SPACE_M)
        self._row.setContentsMargins(side, above, side, above)
        self._row.setSpacing(self._theme.px(SPACE_L))
