"""Setting, changing and removing the passphrase, step by step; until the last, nothing changes."""

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.backups import KeyChange, OldSnapshots
from smallacts_desktop.domain.errors import WrongPassphraseError
from smallacts_desktop.domain.passphrase import PassphraseTask
from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.journal.vault.vault import Proof
from smallacts_desktop.ui.kit.step_dialog import DoneStep, Step, StepDialog
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.passphrase_steps import (
    CodeStep,
    ConfirmStep,
    CurrentStep,
    NewStep,
    SnapshotsStep,
)
from smallacts_desktop.ui.security.passphrase_work import PassphraseWork
from smallacts_desktop.ui.text.key_change_words import not_reached, what_was_done


class PassphraseDialog(StepDialog):
    """Accepted when the passphrase was set, changed or removed."""

    def __init__(
        self,
        theme: Theme,
        task: PassphraseTask,
        work: PassphraseWork,
        made: date,
        parent: QWidget,
        proof: Proof | None = None,
    ) -> None:
        """``made`` is the day of today, for the page with the recovery code.

        ``proof`` is of the recovery code, and needed to renew; to change or remove, the person is
        asked for the passphrase.
        """
        translate = QCoreApplication.translate
        super().__init__(theme, translate("PassphraseDialog", "Passphrase"), parent)
        self._task, self._work, self._proof = task, work, proof
        self._removing = task is PassphraseTask.REMOVE
        self._code = RecoveryCode.new()
        if task is PassphraseTask.RENEW:
            self.cancel_button.setText(translate("PassphraseDialog", "Not now"))
        self.begin(self._make_steps(made), self._set_or_remove)

    def _set_or_remove(self) -> DoneStep:
        old = next(
            (step.old for step in self.steps if isinstance(step, SnapshotsStep)),
            OldSnapshots.REKEY,
        )
        change = self._change(old)
        title, sentences = what_was_done(change, removed=self._removing)
        return DoneStep(self.theme, title, [*sentences, *not_reached(self._work.out_of_reach())])

    def _change(self, old: OldSnapshots) -> KeyChange:
        if self._task is PassphraseTask.SET:
            return self._work.set(self._chosen(), self._code, old, self)
        given = (step.proof for step in self.steps if isinstance(step, CurrentStep))
        proof = self._proof or next(given, None)
        if proof is None:
            raise WrongPassphraseError
        if self._removing:
            return self._work.remove(proof, old, self)
        return self._work.change(proof, self._chosen(), self._code, old, self)

    def _chosen(self) -> str:
        return next(step.passphrase for step in self.steps if isinstance(step, NewStep))

    def _make_steps(self, made: date) -> list[Step]:
        theme, translate = self.theme, QCoreApplication.translate
        count = self._work.count_snapshots()
        last = translate("PassphraseDialog", "Set the passphrase")
        if self._removing:
            last = translate("PassphraseDialog", "Remove it")
        on = translate("PassphraseDialog", "Go on")
        steps: list[Step] = []
        if self._task in (PassphraseTask.CHANGE, PassphraseTask.REMOVE):
            go = last if self._removing and not count else on
            steps.append(CurrentStep(theme, *self._question(), go, self._prove))
        if not self._removing:
            confirm = ConfirmStep(theme, self._code, on if count else last)
            steps += [NewStep(theme), CodeStep(theme, self._code, made), confirm]
        if count:
            steps.append(SnapshotsStep(theme, count, last, self._task))
        return steps

    def _question(self) -> tuple[str, str]:
        translate = QCoreApplication.translate
        if not self._removing:
            return translate("PassphraseDialog", "Change the passphrase"), ""
        return (
            translate("PassphraseDialog", "Remove the passphrase"),
            translate(
                "PassphraseDialog",
                "Without a passphrase anybody who uses this computer under your name can read your "
                "journal. Nothing in it is lost, and you can set a new passphrase at any time.",
            ),
        )

    def _prove(self, passphrase: str) -> Proof:
        return self._work.verify(passphrase, self)
