"""What is shown when the journal cannot be opened: why, and what the person can do."""

from pathlib import Path

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
from smallacts_desktop.ui.kit.files import open_folder
from smallacts_desktop.ui.kit.theme import Theme

_WIDTH = 480


class ProblemWindow(ScrollingDialog):
    """One sentence, a way to try again, and a way to the folder."""

    def __init__(self, theme: Theme, sentence: str, folder: Path) -> None:
        super().__init__(theme, QCoreApplication.translate("ProblemWindow", "Small Acts"))
        self.sentence = body(sentence)
        self.again_button = primary_button(QCoreApplication.translate("ProblemWindow", "Try again"))
        self.close_button = secondary_button(QCoreApplication.translate("ProblemWindow", "Close"))
        self.folder_button = secondary_button(
            QCoreApplication.translate("ProblemWindow", "Open folder")
        )
        self.rows.addWidget(Drawing(theme, "waiting"), alignment=Qt.AlignmentFlag.AlignHCenter)
        self.rows.addWidget(
            card_title(
                QCoreApplication.translate("ProblemWindow", "Your journal could not be opened")
            )
        )
        self.add(self.sentence)
        self.add_buttons(self.again_button, self.close_button, self.folder_button)
        self.fit_to_words(_WIDTH)
        self.again_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.folder_button.clicked.connect(lambda: open_folder(folder))
        self.again_button.setFocus()

    def ask_to_try_again(self) -> bool:
        """Show the window; True when the person wants another try."""
        return self.exec() == QDialog.DialogCode.Accepted
