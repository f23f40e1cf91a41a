"""What is shown when the journal cannot be opened: why, and what the person can do."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog

from smallacts_desktop.ui.dialogs.fitting import fit_to_words, scrolling_rows
from smallacts_desktop.ui.files import open_folder
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_S
from smallacts_desktop.ui.widgets.basics import (
    Drawing,
    body,
    card_title,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.widgets.flow_layout import FlowRow

_WIDTH = 480


class ProblemWindow(QDialog):
    """One sentence, a way to try again, and a way to the folder."""

    def __init__(self, theme: Theme, sentence: str, folder: Path) -> None:
        super().__init__()
        self.setWindowTitle(QCoreApplication.translate("ProblemWindow", "Small Acts"))
        rows = scrolling_rows(self, theme)
        self.sentence = body(sentence)
        self.again_button = primary_button(QCoreApplication.translate("ProblemWindow", "Try again"))
        self.close_button = secondary_button(QCoreApplication.translate("ProblemWindow", "Close"))
        self.folder_button = secondary_button(
            QCoreApplication.translate("ProblemWindow", "Open folder")
        )
        buttons = FlowRow(gap=theme.px(SPACE_S))
        for button in (self.again_button, self.close_button, self.folder_button):
            buttons.flow.addWidget(button)
        rows.addWidget(Drawing(theme, "waiting"), alignment=Qt.AlignmentFlag.AlignHCenter)
        rows.addWidget(
            card_title(
                QCoreApplication.translate("ProblemWindow", "Your journal could not be opened")
            )
        )
        rows.addWidget(self.sentence)
        rows.addWidget(buttons)
        fit_to_words(self, rows, theme.px(_WIDTH))
        self.again_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.folder_button.clicked.connect(lambda: open_folder(folder))
        self.again_button.setFocus()

    def ask_to_try_again(self) -> bool:
        """Show the window; True when the person wants another try."""
        return self.exec() == QDialog.DialogCode.Accepted
