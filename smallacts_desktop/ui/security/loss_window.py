"""What is shown when a journal is not where it was: its backups, or a new one by choice."""

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt

from smallacts_desktop.domain.errors import JournalLostError
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.ui.kit.basics import (
    Drawing,
    body,
    card_title,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.dialog_size import ScrollingDialog
from smallacts_desktop.ui.kit.files import open_folder
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.backup_work import BackupWork
from smallacts_desktop.ui.security.restore_dialog import RestoreDialog
from smallacts_desktop.ui.text import words

_WIDTH = 520


class LossAnswer(Enum):
    """What the person did: there is a journal again, look again, or leave all as it is."""

    BACK = auto()
    AGAIN = auto()
    LEFT = auto()


class LossWindow(ScrollingDialog):
    """Says what is missing, and offers a backup; nothing is made without the person's choice."""

    def __init__(self, theme: Theme, vault: Vault, lost: JournalLostError, folder: Path) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("LossWindow", "Small Acts"))
        self._vault = vault
        self.answer = LossAnswer.LEFT
        self.sentence = body(words.problem(lost))
        self.how = body(
            translate(
                "LossWindow",
                "If the folder is on a stick or another disk, connect it and try again. A new "
                "journal deletes nothing: what is left is kept under other names.",
            ),
            soft=True,
        )
        self.backup_button = primary_button(translate("LossWindow", "Bring a backup back…"))
        self.again_button = secondary_button(translate("LossWindow", "Try again"))
        self.new_button = secondary_button(translate("LossWindow", "Start a new journal"))
        self.folder_button = secondary_button(translate("LossWindow", "Open folder"))
        self.close_button = secondary_button(translate("LossWindow", "Close"))
        self._build_layout()
        self.backup_button.clicked.connect(self._restore)
        self.again_button.clicked.connect(lambda: self._end(LossAnswer.AGAIN))
        self.new_button.clicked.connect(self._start_anew)
        self.folder_button.clicked.connect(lambda: open_folder(folder))
        self.close_button.clicked.connect(self.reject)
        self.backup_button.setFocus()

    def ask(self) -> LossAnswer:
        """Show the window until the person has decided."""
        self.exec()
        self.deleteLater()
        return self.answer

    def _restore(self) -> None:
        work = BackupWork(self._vault, self.theme, lambda: None)
        dialog = RestoreDialog(self.theme, work, self._vault.backups.snapshots(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._follow)
        dialog.open()

    def _follow(self) -> None:
        if self._vault.loss() is None:
            self._end(LossAnswer.BACK)

    def _start_anew(self) -> None:
        attempt(
            self._vault.start_anew,
            done=lambda _: self._end(LossAnswer.BACK),
            failed=lambda error: self.sentence.setText(words.problem(error)),
        )

    def _end(self, answer: LossAnswer) -> None:
        self.answer = answer
        self.done(int(answer is not LossAnswer.LEFT))

    def _build_layout(self) -> None:
        title = QCoreApplication.translate("LossWindow", "Your journal is not where it was")
        self.rows.addWidget(Drawing(self.theme, "waiting"), alignment=Qt.AlignmentFlag.AlignHCenter)
        self.add(card_title(title), self.sentence, self.how)
        self.add_buttons(
            self.backup_button, self.again_button, self.new_button, self.folder_button,
            self.close_button,
        )  # fmt: skip
        self.fit_to_words(_WIDTH)
