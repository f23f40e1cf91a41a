"""Says, the first time a window is closed that stays, where it goes and how to end the program."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from smallacts_desktop.ui.dialogs.fitting import fit_to_words, scrolling_rows
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_S
from smallacts_desktop.ui.widgets.basics import body, card_title, primary_button, secondary_button
from smallacts_desktop.ui.widgets.flow_layout import FlowRow

_WIDTH = 440


class StayingDialog(QDialog):
    """Accepted: the window may stay, in the tray or minimised. Rejected: it stays open as it is.

    ``wants_to_quit`` tells, after a rejection, that the person would rather end the program.
    """

    def __init__(self, theme: Theme, parent: QWidget, *, in_tray: bool) -> None:
        super().__init__(parent)
        self.wants_to_quit = False
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("StayingDialog", "Small Acts"))
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
        rows = scrolling_rows(self, theme)
        rows.addWidget(card_title(translate("StayingDialog", "Small Acts keeps running")))
        rows.addWidget(self.sentence)
        buttons = FlowRow(gap=theme.px(SPACE_S))
        for button in (self.stay_button, self.quit_button):
            buttons.flow.addWidget(button)
        rows.addWidget(buttons)
        fit_to_words(self, rows, theme.px(_WIDTH))
        self.stay_button.clicked.connect(self.accept)
        self.quit_button.clicked.connect(self._quit)
        self.stay_button.setFocus()

    def _quit(self) -> None:
        self.wants_to_quit = True
        self.reject()
