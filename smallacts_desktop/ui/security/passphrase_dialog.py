"""Setting, changing and removing the passphrase, step by step; until the last, nothing changes."""

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from smallacts_desktop.domain.backups import KeyChange, OldSnapshots, SnapshotCount
from smallacts_desktop.domain.errors import (
    CodePartDiffersError,
    PassphrasesDifferError,
    SmallActsError,
)
from smallacts_desktop.domain.journal_errors import WrongPassphraseError
from smallacts_desktop.domain.passphrase import GROUPS, PassphraseTask, RecoveryCode
from smallacts_desktop.journal.vault.keys import Proof
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.sharing.paper.pdf_recovery_page import print_recovery_page, recovery_page_pdf
from smallacts_desktop.tokens import SPACE_M
from smallacts_desktop.ui.kit.basics import body, heading, quiet_button
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.kit.desktop import copy_privately
from smallacts_desktop.ui.kit.dialogs import wait_for
from smallacts_desktop.ui.kit.flow_layout import column
from smallacts_desktop.ui.kit.jobs import Progress, settle_background
from smallacts_desktop.ui.kit.paper_output import PaperJob, PaperOutput, usual_paper
from smallacts_desktop.ui.kit.step_dialog import DoneStep, Step, StepDialog
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.passphrase_fields import CodeView, PassphraseForm, PassphraseStep
from smallacts_desktop.ui.text import backup_words
from smallacts_desktop.ui.text.backup_words import not_reached, what_was_done

translate = QCoreApplication.translate
# The same for everybody: a file name is read by others too.
_FILE_NAME = "recovery-code.pdf"


class PassphraseWork:
    """Verifies, sets and removes the passphrase of the open journal of ``vault``, off the window.

    ``save_words`` writes what is half-written on the pages, which may not touch the journal while
    it is written again. ``snapshots`` counts the older snapshots that a change concerns.
    """

    def __init__(
        self,
        vault: Vault,
        theme: Theme,
        save_words: Callable[[], None],
        snapshots: Callable[[], SnapshotCount],
    ) -> None:
        self._vault, self._theme, self._save_words = vault, theme, save_words
        self.count_snapshots = snapshots

    def out_of_reach(self) -> tuple[Path, ...]:
        """Folders whose backups a change does not come to just now."""
        return self._vault.backups.out_of_reach

    def verify(self, passphrase: str, parent: QWidget) -> Proof:
        """Proof of the passphrase now. Raises WrongPassphraseError or TooManyAttemptsError."""
        what = translate("PassphraseWork", "Checking the passphrase")
        return wait_for(
            self._theme, what, lambda _: self._vault.verify(passphrase), parent, stoppable=False
        )

    def set(
        self,
        passphrase: str,
        code: RecoveryCode,
        old: OldSnapshots,
        parent: QWidget,
        proof: Proof | None = None,
    ) -> KeyChange:
        """Let this passphrase and code open the journal. After a JournalError they do not.

        ``proof`` is of what has opened it until now, if there was anything.
        """

        def work(progress: Progress) -> KeyChange:
            if proof is None:
                return self._vault.set_passphrase(passphrase, code, old, progress)
            return self._vault.change_passphrase(proof, passphrase, code, old, progress)

        return self._while_paused(translate("PassphraseWork", "Locking your journal"), work, parent)

    def remove(self, proof: Proof, old: OldSnapshots, parent: QWidget) -> KeyChange:
        """Let anybody open the journal. Raises a JournalError; then it stays locked."""
        what = translate("PassphraseWork", "Removing the passphrase")
        vault = self._vault
        return self._while_paused(
            what, lambda progress: vault.remove_passphrase(proof, old, progress), parent
        )

    def _while_paused(
        self, what: str, work: Callable[[Progress], KeyChange], parent: QWidget
    ) -> KeyChange:
        self._save_words()
        settle_background()
        with self._vault.paused():
            # Once begun it is done as a whole: stopped in the middle it would be half of each.
            return wait_for(self._theme, what, work, parent, stoppable=False)


class CurrentStep(PassphraseStep):
    """Asks for the passphrase of now, and keeps ``proof`` of it until it forgets.

    ``prove`` raises WrongPassphraseError for another passphrase.
    """

    def __init__(
        self, theme: Theme, title: str, said: str, go: str, prove: Callable[[str], Proof]
    ) -> None:
        now = translate("PassphraseSteps", "Your passphrase now")
        super().__init__(theme, title, said, now, go)
        self._prove = prove
        self.proof: Proof | None = None

    def check(self) -> None:
        """Raise WrongPassphraseError, or TooManyAttemptsError after some wrong ones."""
        self._forget_proof()
        try:
            self.proof = self._prove(self.field.text())
        except WrongPassphraseError:
            self.field.edit.selectAll()
            raise

    def forget(self) -> None:
        """Forget what was typed, and what it proved."""
        super().forget()
        self._forget_proof()

    def _forget_proof(self) -> None:
        if self.proof is not None:
            self.proof.forget()
            self.proof = None


class NewStep(Step):
    """Asks for the new passphrase."""

    def __init__(self, theme: Theme) -> None:
        title = translate("PassphraseSteps", "Choose a passphrase")
        super().__init__(theme, title, translate("PassphraseSteps", "Go on"))
        self.form = PassphraseForm(theme)
        said = translate(
            "PassphraseSteps",
            "From then on your journal opens with the passphrase, or with the recovery "
            "code that comes next. Without either, nobody can open it, not even us.",
        )
        self.rows.addWidget(self.form)
        self.rows.addWidget(body(said))
        self.setFocusProxy(self.form)
        self.form.entered.connect(self.entered)
        self.form.changed.connect(self.changed)

    def field_for(self, error: SmallActsError) -> QWidget | None:
        """The second field for words that differ from the first."""
        return self.form.again if isinstance(error, PassphrasesDifferError) else self.form.field

    def check(self) -> None:
        """Raise PassphraseTooShortError, PassphrasesDifferError and the like."""
        self.form.passphrase()

    def forget(self) -> None:
        """Forget what was typed."""
        self.form.forget()


class CodeStep(Step):
    """Shows the recovery code, and puts it on paper or on the clipboard."""

    def __init__(self, theme: Theme, code: RecoveryCode, made: date) -> None:
        title = translate("PassphraseSteps", "Your recovery code")
        super().__init__(theme, title, translate("PassphraseSteps", "I have it on paper"))
        self.view = CodeView(theme, code)
        self.output = PaperOutput(theme, lambda: _job(code, made), main=False)
        self.output.print_button.setText(translate("PassphraseSteps", "Print this page…"))
        self.copy_button = quiet_button(translate("PassphraseSteps", "Copy"))
        self.output.buttons.flow.addWidget(self.copy_button)
        said = translate(
            "PassphraseSteps",
            "It opens your journal if you forget the passphrase. Print it or write it "
            "down, and keep it away from this computer. It is not shown again later.",
        )
        for part in (body(said), self.view, self.output):
            self.rows.addWidget(part)
        self.setFocusProxy(self.view)
        self.copy_button.clicked.connect(lambda: self._copy(code))

    def _copy(self, code: RecoveryCode) -> None:
        copy_privately(str(code))
        self.output.show_message(translate("PassphraseSteps", "The code is copied."))


class ConfirmStep(Step):
    """Asks for one group of the code, as a sign that it was written down."""

    def __init__(self, theme: Theme, code: RecoveryCode, go: str) -> None:
        super().__init__(theme, translate("PassphraseSteps", "Check your code"), go)
        self._code = code
        self.index = secrets.randbelow(GROUPS)
        question = translate("PassphraseSteps", "Type group {number} of your recovery code")
        question = question.format(number=self.index + 1)
        self.field = QLineEdit()
        self.field.setMaximumWidth(theme.px(200))
        self.field.setMaxLength(20)
        self.field.setAccessibleName(question)
        said = translate(
            "PassphraseSteps",
            "It is on the page you printed or wrote. Small letters are all right. “Back” "
            "shows the code once more.",
        )
        self.rows.setSpacing(theme.px(SPACE_M))
        self.rows.addWidget(column(theme, heading(question, self.field), self.field))
        self.rows.addWidget(body(said, soft=True))
        self.setFocusProxy(self.field)
        self.field.returnPressed.connect(self.entered)
        self.field.textChanged.connect(self.changed)

    def check(self) -> None:
        """Raise CodePartDiffersError unless this group was typed."""
        if not self._code.matches_part(self.index, self.field.text()):
            self.field.selectAll()
            raise CodePartDiffersError(number=self.index + 1)

    def forget(self) -> None:
        """Forget what was typed."""
        self.field.setText("")


class SnapshotsStep(Step):
    """Asks what becomes of ``count`` older backups and archived journals."""

    def __init__(self, theme: Theme, count: SnapshotCount, go: str, task: PassphraseTask) -> None:
        super().__init__(theme, translate("PassphraseSteps", "Your older backups"), go)
        now, follow = _about_snapshots(task)
        delete = translate("PassphraseSteps", "Delete them")
        choices = [(OldSnapshots.REKEY, follow), (OldSnapshots.DELETE, delete)]
        self.choice = ChoiceChips[OldSnapshots](theme, choices, name=self.title, required=True)
        self.choice.set_value(OldSnapshots.REKEY)
        for part in (body(backup_words.there_are(count)), body(now), self.choice):
            self.rows.addWidget(part)
        self.setFocusProxy(self.choice)

    @property
    def old(self) -> OldSnapshots:
        """What was chosen."""
        return self.choice.value or OldSnapshots.REKEY


def _about_snapshots(task: PassphraseTask) -> tuple[str, str]:
    """How older backups open now, and what it is called to let them follow."""
    lock = translate("PassphraseSteps", "Lock them")
    if task is PassphraseTask.SET:
        now = translate("PassphraseSteps", "Anyone can open these older backups. Lock them too?")
        return now, lock
    if task is PassphraseTask.REMOVE:
        now = translate("PassphraseSteps", "They are locked. Unlock them too?")
        return now, translate("PassphraseSteps", "Unlock them")
    now = translate(
        "PassphraseSteps",
        "They open with the passphrase from before. Lock them with the new one?",
    )
    return now, lock


def _job(code: RecoveryCode, made: date) -> PaperJob:
    paper = usual_paper()
    return PaperJob(
        _FILE_NAME,
        lambda: recovery_page_pdf(code, paper, made),
        lambda printer: print_recovery_page(printer, code, paper, made),
    )


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
        super().__init__(theme, translate("PassphraseDialog", "Passphrase"), parent)
        self._task, self._work, self._proof = task, work, proof
        self._removing = task is PassphraseTask.REMOVE
        self._code = RecoveryCode.new()
        if task is PassphraseTask.RENEW:
            self.cancel_button.setText(translate("PassphraseDialog", "Not now"))
        self.begin(self._make_steps(made), self._set_or_remove)

    def _set_or_remove(self) -> DoneStep:
        asked = (step.old for step in self.steps if isinstance(step, SnapshotsStep))
        change = self._change(next(asked, OldSnapshots.REKEY))
        title, sentences = what_was_done(change, removed=self._removing)
        return DoneStep(self.theme, title, [*sentences, *not_reached(self._work.out_of_reach())])

    def _change(self, old: OldSnapshots) -> KeyChange:
        given = (step.proof for step in self.steps if isinstance(step, CurrentStep))
        proof = self._proof or next(given, None)
        if proof is None and self._task is not PassphraseTask.SET:
            raise WrongPassphraseError
        if proof is not None and self._removing:
            return self._work.remove(proof, old, self)
        new = next(step for step in self.steps if isinstance(step, NewStep))
        return self._work.set(new.form.passphrase(), self._code, old, self, proof)

    def _make_steps(self, made: date) -> list[Step]:
        theme = self.theme
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
        if not self._removing:
            return translate("PassphraseDialog", "Change the passphrase"), ""
        said = translate(
            "PassphraseDialog",
            "Without a passphrase anybody who uses this computer under your name can read your "
            "journal. Nothing in it is lost, and you can set a new passphrase at any time.",
        )
        return translate("PassphraseDialog", "Remove the passphrase"), said

    def _prove(self, passphrase: str) -> Proof:
        return self._work.verify(passphrase, self)
