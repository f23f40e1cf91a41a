"""A journal that is not where it was: its backups are offered, and a new one only by choice."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.backups import Snapshot
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.errors import FileNotReadError
from smallacts_desktop.domain.journal_errors import JournalLostError
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault.backups import Backups
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.backups import RestoreDialog
from smallacts_desktop.ui.security.journal_windows import JournalAnswer, LossWindow
from smallacts_desktop.ui.text import words

SATURDAY = datetime(2026, 11, 21, 10, 12, tzinfo=UTC)
PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def vault(tmp_path: Path, quick_keys: pytest.MonkeyPatch) -> Vault:  # noqa: ARG001 - for what it does
    """The vault of a journal with an entry, a passphrase and a snapshot, whose file is gone."""
    paths = Paths.inside(tmp_path)
    made = Vault(paths, FixedClock(SATURDAY))
    made.open().write(EntryDraft(act="Smiled", note="first"))
    made.backups.take()
    with made.paused():
        made.set_passphrase(PASSPHRASE, RecoveryCode.new())
    made.lock()
    paths.journal.unlink()
    return made


def opened(vault: Vault, folder: Path, theme: Theme, qtbot: QtBot) -> LossWindow:
    """The window, as the start of the program shows it."""
    with pytest.raises(JournalLostError) as caught:
        vault.open()
    window = LossWindow(theme, vault, caught.value, folder)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.open()
    return window


def test_closing_it_makes_and_deletes_nothing(
    vault: Vault, tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    """The key files are there the next time too."""
    before = {path.name for path in tmp_path.rglob("*")}
    window = opened(vault, tmp_path, theme, qtbot)
    assert "its file is not there" in window.sentence.text()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.answer is JournalAnswer.LEFT
    assert {path.name for path in tmp_path.rglob("*")} == before


def test_a_backup_is_brought_back_from_it(
    vault: Vault, tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    """By the same dialog as on Settings; its passphrase opens the journal afterwards."""
    window = opened(vault, tmp_path, theme, qtbot)
    window.backup_button.click()
    (dialog,) = window.findChildren(RestoreDialog)
    vault.restore(vault.backups.snapshots()[0].path, PASSPHRASE)
    dialog.done(QDialog.DialogCode.Accepted)
    assert window.answer is JournalAnswer.BACK
    assert vault.has_passphrase
    assert [entry.note for entry in vault.open(PASSPHRASE).entries()] == ["first"]
    vault.lock()


def test_a_new_journal_begins_by_choice_and_deletes_nothing(
    vault: Vault, tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    """What went with the old one is kept under other names."""
    snapshots = [item.path for item in vault.backups.snapshots()]
    keycheck = (tmp_path / "journal.keycheck").read_bytes()
    window = opened(vault, tmp_path, theme, qtbot)
    window.new_button.click()
    assert window.answer is JournalAnswer.BACK
    assert list(vault.open().entries()) == []
    (kept,) = tmp_path.glob("journal-left-behind-*.keycheck")
    assert kept.read_bytes() == keycheck
    assert [item.path for item in vault.backups.snapshots()] == snapshots
    vault.lock()


def test_backups_that_cannot_be_read_are_said_in_one_sentence(
    vault: Vault, tmp_path: Path, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing reaches the exception hook, and the window can be asked again."""
    window = opened(vault, tmp_path, theme, qtbot)

    def refuse(_: Backups) -> list[Snapshot]:
        raise FileNotReadError(name="snapshots")

    with monkeypatch.context() as patch:
        patch.setattr(Backups, "snapshots", refuse)
        window.backup_button.click()
    assert not window.findChildren(RestoreDialog)
    assert words.problem(FileNotReadError(name="snapshots")) in [
        label.text() for label in window.findChildren(ProblemLabel) if label.isVisible()
    ]
    window.backup_button.click()
    (dialog,) = window.findChildren(RestoreDialog)
    assert not any(label.isVisible() for label in window.findChildren(ProblemLabel))
    dialog.reject()
    assert window.answer is JournalAnswer.LEFT
