"""What is shown when the journal is damaged: what can be brought back, and a way to do so."""

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.backups import Rescued, RescueOffer
from smallacts_desktop.domain.errors import DamagedJournalError, SmallActsError
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.ui.kit.basics import (
    Drawing,
    Label,
    body,
    card_title,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.dialog_size import ScrollingDialog
from smallacts_desktop.ui.kit.files import open_folder
from smallacts_desktop.ui.kit.jobs import BackgroundWork, attempt
from smallacts_desktop.ui.kit.message_bar import announce
from smallacts_desktop.ui.kit.problem_label import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.kit.waiting_dialog import wait_for
from smallacts_desktop.ui.text import backup_words, words

_WIDTH, _HEIGHT = 520, 520


class DamageAnswer(Enum):
    """What the person did: the journal is back, is to be tried again, or was left as it is."""

    RESCUED = auto()
    AGAIN = auto()
    LEFT = auto()


class DamageWindow(ScrollingDialog):
    """Looks for the newest good backup of the journal of ``vault``, and brings it back if asked.

    The vault knows that the journal is damaged. ``answer`` says how it ended; once RESCUED the
    journal is to be entered with ``vault.ready_after_rescue()``.
    """

    def __init__(
        self, theme: Theme, vault: Vault, folder: Path, parent: QWidget | None = None
    ) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("DamageWindow", "Small Acts"), parent)
        self._vault, self._folder = vault, folder
        self.answer = DamageAnswer.LEFT
        self._rescued = False
        self.title = card_title(translate("DamageWindow", "Your journal could not be opened"))
        self.sentence = body(words.problem(DamagedJournalError()))
        self.offer = body(translate("DamageWindow", "Looking for the newest good backup…"))
        self.how = body(
            translate(
                "DamageWindow",
                "The damaged file is kept aside. What can be read from it is added.",
            ),
            soft=True,
        )
        self._problem = ProblemLabel()
        self.rescue_button = primary_button()
        self.again_button = secondary_button(translate("DamageWindow", "Try again"))
        self.folder_button = secondary_button(translate("DamageWindow", "Open folder"))
        self.close_button = secondary_button(translate("DamageWindow", "Close"))
        self._build_layout()
        self.rescue_button.clicked.connect(self._press)
        self.again_button.clicked.connect(lambda: self._end(DamageAnswer.AGAIN))
        self.close_button.clicked.connect(self.reject)
        self.folder_button.clicked.connect(lambda: open_folder(folder))
        self._looking = BackgroundWork(
            lambda _progress: vault.rescue_offer(),
            done=self.show_offer,
            failed=self._fail_to_look,
        )
        self._looking.start()

    def ask(self) -> DamageAnswer:
        """Show the window until the person has decided."""
        self.exec()
        self.deleteLater()
        return self.answer

    def reject(self) -> None:
        """Close; once the journal is back, that means to open it."""
        self._end(DamageAnswer.RESCUED if self._rescued else DamageAnswer.LEFT)

    def _end(self, answer: DamageAnswer) -> None:
        self.answer = answer
        self.done(int(answer is not DamageAnswer.LEFT))

    def show_offer(self, offer: RescueOffer) -> None:
        """Say what can be brought back, and offer to do so."""
        translate = QCoreApplication.translate
        self._say(self.offer, backup_words.rescue_offer(offer))
        if offer.snapshot is None and not offer.readable:
            return
        self.rescue_button.setText(
            translate("DamageWindow", "Bring back what can be read")
            if offer.snapshot is None
            else translate("DamageWindow", "Bring that backup back")
        )
        self.how.setVisible(offer.snapshot is not None)
        self.rescue_button.show()
        self.rescue_button.setFocus()

    def _fail_to_look(self, error: SmallActsError) -> None:
        self._say(self.offer, words.problem(error))

    def _press(self) -> None:
        if self._rescued:
            self._end(DamageAnswer.RESCUED)
            return
        what = QCoreApplication.translate("DamageWindow", "Bringing your journal back")
        attempt(
            lambda: wait_for(
                self.theme, what, lambda _: self._vault.rescue(), self, stoppable=False
            ),
            done=self._show_rescued,
            failed=self._fail_to_rescue,
        )

    def _fail_to_rescue(self, error: SmallActsError) -> None:
        self._problem.show()
        self._say(self._problem, words.problem(error))

    def _show_rescued(self, result: Rescued) -> None:
        self._rescued = True
        title = QCoreApplication.translate("DamageWindow", "Your journal is back")
        self.title.setText(title)
        first, *others = backup_words.rescued(result)
        self.how.setText(" ".join(others))
        self.how.show()
        self.rescue_button.setText(QCoreApplication.translate("DamageWindow", "Open my journal"))
        for part in (self.offer, self._problem, self.again_button, self.close_button):
            part.hide()
        self._say(self.sentence, first)

    def _say(self, label: Label, sentence: str) -> None:
        label.setText(sentence)
        announce(label, sentence)

    def _build_layout(self) -> None:
        self.rows.addWidget(Drawing(self.theme, "waiting"), alignment=Qt.AlignmentFlag.AlignHCenter)
        self.add(self.title, self.sentence, self.offer, self.how, self._problem)
        self.add_buttons(
            self.rescue_button, self.again_button, self.close_button, self.folder_button
        )
        self.rows.addStretch(1)
        for hidden in (self.rescue_button, self.how, self._problem):
            hidden.hide()
        self.fit_within(_WIDTH, _HEIGHT)
