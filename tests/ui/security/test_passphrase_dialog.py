"""Setting, changing and removing the passphrase, by a person at the dialog."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.backups import KeyChange, SnapshotCount
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.journal_errors import WrongPassphraseError
from smallacts_desktop.domain.passphrase import PassphraseTask, RecoveryCode
from smallacts_desktop.journal.vault.keys import Proof
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.ui.kit.paper_output import ChartDialogs
from smallacts_desktop.ui.kit.step_dialog import DoneStep
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.passphrase_dialog import (
    CodeStep,
    ConfirmStep,
    CurrentStep,
    NewStep,
    PassphraseDialog,
    PassphraseWork,
    SnapshotsStep,
)
from smallacts_desktop.ui.text.backup_words import what_was_done
from tests.conftest import Screen

OLD, NEW = "the words of before", "four words of mine"
NOW = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)


@dataclass
class Home:
    """A journal with one note, a window, and the dialog in front of it."""

    folder: Path
    vault: Vault
    theme: Theme
    window: QWidget
    qtbot: QtBot
    snapshots: SnapshotCount = field(default_factory=SnapshotCount)
    kept: list[bool] = field(default_factory=list)
    dialog: PassphraseDialog = field(init=False)

    def ask(self, task: PassphraseTask, proof: Proof | None = None) -> PassphraseDialog:
        """Open the dialog."""
        work = PassphraseWork(
            self.vault, self.theme, lambda: self.kept.append(True), lambda: self.snapshots
        )
        self.dialog = PassphraseDialog(self.theme, task, work, NOW.date(), self.window, proof)
        self.qtbot.addWidget(self.dialog)
        with self.qtbot.waitActive(self.dialog):
            self.dialog.open()
        return self.dialog

    def go(self) -> None:
        """Press the main button."""
        self.qtbot.mouseClick(self.dialog.go_button, Qt.MouseButton.LeftButton)

    def give_current(self, passphrase: str) -> None:
        """Type the passphrase of now, and Enter."""
        step = self.dialog.step
        assert isinstance(step, CurrentStep)
        self.qtbot.keyClicks(step.field.edit, passphrase)
        self.qtbot.keyClick(step.field.edit, Qt.Key.Key_Return)

    def choose(self, passphrase: str) -> None:
        """Type a new passphrase twice, with Enter after each."""
        step = self.dialog.step
        assert isinstance(step, NewStep)
        for each in (step.form.field.edit, step.form.again.edit):
            self.qtbot.keyClicks(each, passphrase)
            self.qtbot.keyClick(each, Qt.Key.Key_Return)

    def read_code(self) -> RecoveryCode:
        """Write the code down from the screen, and go on."""
        step = self.dialog.step
        assert isinstance(step, CodeStep)
        code = "".join(label.text() for label in step.view.groups)
        self.go()
        return RecoveryCode(code)

    def confirm(self, text: str) -> None:
        """Type a part of the code, and Enter."""
        step = self.dialog.step
        assert isinstance(step, ConfirmStep)
        self.qtbot.keyClicks(step.field, text)
        self.qtbot.keyClick(step.field, Qt.Key.Key_Return)

    @property
    def asked(self) -> int:
        """Which group is asked for, from 0."""
        step = self.dialog.step
        assert isinstance(step, ConfirmStep)
        return step.index

    def walk(self, passphrase: str) -> RecoveryCode:
        """From the new passphrase to the confirmed code."""
        self.choose(passphrase)
        code = self.read_code()
        self.confirm(f" {code.groups[self.asked].lower()} ")
        return code

    def sees(self, part: str) -> bool:
        """Whether some visible label says so."""
        labels = self.dialog.findChildren(QLabel)
        return any(part in label.text() for label in labels if label.isVisible())

    def set_before(self) -> RecoveryCode:
        """Give the journal a passphrase without the dialog; returns its recovery code."""
        code = RecoveryCode.new()
        with self.vault.paused():
            self.vault.set_passphrase(OLD, code)
        return code

    def opens_with(self, passphrase: str | None) -> bool:
        """Lock, open again, and look for the note."""
        self.vault.lock()
        try:
            journal = self.vault.open(passphrase)
        except WrongPassphraseError:
            self.vault.open(OLD if passphrase == NEW else NEW)
            return False
        return journal.count() == 1


@pytest.fixture
def home(tmp_path: Path, theme: Theme, screen: Screen, qtbot: QtBot) -> Iterator[Home]:
    """The person at home."""
    vault = Vault(Paths.inside(tmp_path / "data"), FixedClock(NOW))
    vault.open().write(EntryDraft(act="Smiled", note="A few words"))
    window = QWidget()
    screen.show(window, 1120, 760)
    yield Home(tmp_path / "data", vault, theme, window, qtbot)
    vault.lock()


def test_a_passphrase_is_set_by_keyboard(home: Home) -> None:
    """The words, the code, a part of it; then the journal opens with the passphrase alone."""
    home.ask(PassphraseTask.SET)
    code = home.walk(NEW)
    assert isinstance(home.dialog.step, DoneStep)
    assert home.kept == [True]
    assert home.vault.journal.count() == 1
    assert home.vault.has_passphrase
    home.go()
    assert home.dialog.result() == QDialog.DialogCode.Accepted
    assert home.opens_with(NEW)
    home.vault.lock()
    assert home.vault.enter(home.vault.prepare_with_code(str(code))).count() == 1


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_cancelling_at_any_step_changes_nothing(home: Home, steps: int) -> None:
    """By Escape; what was typed and shown is forgotten."""
    home.ask(PassphraseTask.SET)
    if steps > 0:
        home.choose(NEW)
    if steps > 1:
        home.read_code()
    home.qtbot.keyClick(home.dialog, Qt.Key.Key_Escape)
    assert home.dialog.result() == QDialog.DialogCode.Rejected
    assert not home.vault.has_passphrase
    assert home.kept == []
    new = next(step for step in home.dialog.steps if isinstance(step, NewStep))
    assert new.form.field.text() == ""


def test_a_wrong_part_of_the_code_is_asked_for_again(home: Home) -> None:
    """One sentence says so; "Back" shows the same code, and the right part is then taken."""
    home.ask(PassphraseTask.SET)
    home.choose(NEW)
    code = home.read_code()
    home.confirm("nope")
    assert f"not group {home.asked + 1}" in home.dialog.problem
    home.qtbot.mouseClick(home.dialog.back_button, Qt.MouseButton.LeftButton)
    assert home.read_code() == code
    home.confirm(code.groups[home.asked])
    assert home.vault.has_passphrase


def test_a_passphrase_is_changed_by_who_knows_it(home: Home) -> None:
    """Another one is refused in a sentence; after the change the old one opens nothing."""
    home.set_before()
    home.ask(PassphraseTask.CHANGE)
    home.give_current("some other words")
    assert home.dialog.problem == "That passphrase does not open this journal."
    home.give_current(OLD)
    home.walk(NEW)
    assert home.opens_with(NEW)
    assert not home.opens_with(OLD)


def test_guessing_the_passphrase_is_slowed_down(home: Home) -> None:
    """After three wrong ones the person is asked to wait."""
    home.set_before()
    home.ask(PassphraseTask.REMOVE)
    for _ in range(4):
        home.give_current("some other words")
    assert "wait" in home.dialog.problem


def test_removing_says_what_it_means_and_asks(home: Home) -> None:
    """The passphrase has to be given; then the journal opens without one."""
    home.set_before()
    home.ask(PassphraseTask.REMOVE)
    assert home.sees("anybody who uses this computer")
    home.give_current(OLD)
    assert home.sees("now opens without one")
    assert not home.vault.has_passphrase
    assert home.opens_with(None)


def test_after_the_recovery_code_no_passphrase_is_asked_for(home: Home) -> None:
    """It is forgotten, after all; a new one and a new code are chosen at once."""
    code = home.set_before()
    home.vault.lock()
    proof = home.vault.prepare_with_code(str(code))
    home.vault.enter(proof)
    home.ask(PassphraseTask.RENEW, proof)
    assert isinstance(home.dialog.step, NewStep)
    assert home.dialog.cancel_button.text() == "Not now"
    home.walk(NEW)
    assert home.opens_with(NEW)


def test_nobody_comes_to_a_new_passphrase_without_proof(home: Home) -> None:
    """A dialog that was opened by mistake replaces nothing, and says what is in the way."""
    home.set_before()
    for task in (PassphraseTask.SET, PassphraseTask.RENEW):
        dialog = home.ask(task)
        home.walk(NEW)
        assert dialog.problem
        dialog.reject()
    assert home.opens_with(OLD)
    assert not home.opens_with(NEW)


def test_backups_out_of_reach_are_told_of(home: Home) -> None:
    """A stick in a drawer opens as before, and the person has to know."""
    away = home.folder.parent / "stick"
    home.vault.settings.change(former_snapshot_folders=(str(away),))
    home.ask(PassphraseTask.SET)
    home.walk(NEW)
    assert home.sees("could not be reached. Backups that are in it still open as they did before.")


def test_older_backups_are_asked_about_only_if_there_are_any(home: Home) -> None:
    """To lock them is chosen unless the person says otherwise."""
    home.snapshots = SnapshotCount(3, 1)
    home.ask(PassphraseTask.SET)
    home.walk(NEW)
    step = home.dialog.step
    assert isinstance(step, SnapshotsStep)
    assert home.sees("There are 3 backups")
    assert home.sees("1 journal kept aside.")
    assert home.sees("Anyone can open these older backups. Lock them too?")
    assert step.choice.value is not None
    assert not home.vault.has_passphrase
    home.go()
    assert home.vault.has_passphrase


def test_a_journal_that_cannot_be_written_stays_as_it_was(home: Home) -> None:
    """The reason is said, the dialog stays, and the journal opens as before."""
    home.ask(PassphraseTask.SET)
    home.choose(NEW)
    code = home.read_code()
    blocker = home.folder / "journal.db-next"
    blocker.mkdir()
    home.confirm(code.groups[home.asked])
    assert home.dialog.problem != ""
    assert not home.vault.has_passphrase
    assert home.vault.journal.count() == 1
    blocker.rmdir()


def test_the_code_can_be_copied_and_put_on_paper(home: Home, tmp_path: Path) -> None:
    """On the clipboard it is marked as private; the file is one page."""
    home.ask(PassphraseTask.SET)
    home.choose(NEW)
    step = home.dialog.step
    assert isinstance(step, CodeStep)
    home.qtbot.mouseClick(step.copy_button, Qt.MouseButton.LeftButton)
    shown = "-".join(label.text() for label in step.view.groups)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == shown
    assert len(mime.formats()) > 1
    target = tmp_path / "page.pdf"
    step.output.dialogs = ChartDialogs(file=lambda *_: target)
    home.qtbot.mouseClick(step.output.save_button, Qt.MouseButton.LeftButton)
    assert target.read_bytes().startswith(b"%PDF")


def test_what_could_not_be_done_is_said() -> None:
    """Backups that stay as they were are told as plainly as those that follow."""
    _, sentences = what_was_done(KeyChange(rekeyed=2, left=1), removed=False)
    said = " ".join(sentences)
    assert "Your other backups open in the same way" in said
    assert "1 backup could not be changed" in said
    assert "deleted" not in said
