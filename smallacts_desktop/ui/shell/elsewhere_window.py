"""What is shown when another computer seems to have the journal open: what that risks."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog

from smallacts_desktop.ui.kit.basics import (
    Drawing,
    body,
    card_title,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog
from smallacts_desktop.ui.kit.theme import Theme

_WIDTH = 480


class ElsewhereWindow(ScrollingDialog):
    """Two sentences, and a choice: look again, open it all the same, or close.

    ``is_still_open`` is asked when the person wants another look. Accepted means: open it.
    """

    def __init__(self, theme: Theme, is_still_open: Callable[[], bool]) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("ElsewhereWindow", "Small Acts"))
        self._is_still_open = is_still_open
        self.accepted_other = False
        self.sentence = body(
            translate(
                "ElsewhereWindow",
                "It was in use there within the last few minutes. When two computers write in one "
                "journal at the same time, words can be lost. Close it there, give the folder a "
                "moment to catch up, and look again.",
            )
        )
        self.again_button = primary_button(translate("ElsewhereWindow", "Look again"))
        self.open_button = secondary_button(translate("ElsewhereWindow", "Open it all the same"))
        self.close_button = secondary_button(translate("ElsewhereWindow", "Close"))
        self._build_layout(theme)
        self.again_button.clicked.connect(self._look_again)
        self.open_button.clicked.connect(self._open_all_the_same)
        self.close_button.clicked.connect(self.reject)
        self.again_button.setFocus()

    def _build_layout(self, theme: Theme) -> None:
        self.rows.addWidget(Drawing(theme, "waiting"), alignment=Qt.AlignmentFlag.AlignHCenter)
        self.rows.addWidget(
            card_title(
                QCoreApplication.translate(
                    "ElsewhereWindow", "Your journal seems to be open on another computer"
                )
            )
        )
        self.add(self.sentence)
        self.add_buttons(self.again_button, self.open_button, self.close_button)
        self.fit_to_words(_WIDTH)

    def ask(self) -> bool:
        """Show the window; True when the journal is to be opened.

        ``accepted_other`` then tells whether the person accepted the other computer.
        """
        return self.exec() == QDialog.DialogCode.Accepted

    def _look_again(self) -> None:
        if not self._is_still_open():
            self.accept()
            return
        self.sentence.setText(
            QCoreApplication.translate(
                "ElsewhereWindow",
                "It still seems to be open there. After it was closed it can take a few minutes "
                "until this computer can tell. When two computers write in one journal at the "
                "same time, words can be lost.",
            )
        )

    def _open_all_the_same(self) -> None:
        self.accepted_other = True
        self.accept()
