"""Says, the first time a window is closed that stays, where it goes and how to end the program."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from smallacts_desktop.ui.kit.basics import body, card_title, primary_button, secondary_button
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog
from smallacts_desktop.ui.kit.theme import Theme

_WIDTH = 440


class StayingDialog(ScrollingDialog):
    """Accepted: the window may stay, in the tray or minimised. Rejected: it stays open as it is.

    ``wants_to_quit`` tells, after a rejection, that the person would rather end the program.
    """

    def __init__(self, theme: Theme, parent: QWidget, *, in_tray: bool) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("StayingDialog", "Small Acts"), parent)
        self.wants_to_quit = False
        self.sentence = body(
            translate(
                "StayingDialog",
                "Its window is hidden. A click on its icon in the tray brings it back, "
                "and “Quit” in the icon’s menu ends it. You can change this in Settings.",
            )
            if in_tray
            else translate(
                "StayingDialog",
                "Its window is minimised, so that a reminder can come. Ctrl+Q ends Small Acts. "
                "You can change this in Settings.",
            )
        )
        self.stay_button = primary_button(translate("StayingDialog", "Keep it running"))
        self.quit_button = secondary_button(translate("StayingDialog", "Quit"))
        self.add(card_title(translate("StayingDialog", "Small Acts keeps running")), self.sentence)
        self.add_buttons(self.stay_button, self.quit_button)
        self.fit_to_words(_WIDTH)
        self.stay_button.clicked.connect(self.accept)
        self.quit_button.clicked.connect(self._quit)
        self.stay_button.setFocus()

    def _quit(self) -> None:
        self.wants_to_quit = True
        self.reject()
