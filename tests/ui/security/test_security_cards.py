"""The Settings page at work for the journal's safety: passphrase, folder, backup, restore."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.domain.passphrase import PassphraseTask, RecoveryCode
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import SettingsFile
from smallacts_desktop.ui.kit.jobs import is_anything_running
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.page import SettingsPage
from smallacts_desktop.ui.shell.security_cards import SecurityCards
from smallacts_desktop.ui.text.words import breakable
from tests.conftest import Screen

NOW = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)


@dataclass
class Safety:
    """The Settings page of an open journal, and what it led to."""

    paths: Paths
    vault: Vault
    page: SettingsPage
    cards: SecurityCards
    qtbot: QtBot
    kept: list[bool] = field(default_factory=list)

    def click(self, button: QPushButton) -> None:
        """Press a button, and wait until what it began is done."""
        self.page.ensureWidgetVisible(button)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        """Wait for other threads and their results."""
        for _ in range(3):
            QThreadPool.globalInstance().waitForDone()
            QApplication.processEvents()


@pytest.fixture
def safety(tmp_path: Path, theme: Theme, screen: Screen, qtbot: QtBot) -> Iterator[Safety]:
    """A journal with one entry, and its Settings page."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    paths = Paths.inside(tmp_path / "data")
    vault = Vault(paths, FixedClock(NOW))
    vault.open().write(EntryDraft(act="Smiled"))
    page = SettingsPage(vault.journal, theme, vault.settings, paths.data)
    screen.show(page, 1120, 760)
    kept: list[bool] = []
    made = SecurityCards(vault, theme, vault.settings, page, lambda: kept.append(True))
    made.connect_cards(page.passphrase, page.backups)
    page.shown.connect(made.refresh)
    page.on_shown()
    yield Safety(paths, vault, page, made, qtbot, kept)
    vault.lock()
    QLocale.setDefault(before)


def test_the_cards_say_how_things_are(safety: Safety) -> None:
    """Before any backup, and without a passphrase."""
    safety.settle()
    assert "has no passphrase" in safety.page.passphrase.state.text()
    assert safety.page.passphrase.set_button.isVisible()
    assert not safety.page.passphrase.change_button.isVisible()
    assert "There is no backup yet" in safety.page.backups.newest.text()
    assert safety.page.backups.where.text() == breakable(safety.paths.data / "snapshots")
    assert not safety.page.backups.gone.isVisible()
    assert not safety.page.backups.own_button.isVisible()


def test_a_backup_now_is_made_and_named(safety: Safety) -> None:
    """What is half-written is kept first; the newest is then from now."""
    safety.click(safety.page.backups.now_button)
    assert safety.kept == [True]
    assert safety.page.backups.outcome.text().startswith(
        "Done. The backup is “small-acts-2026-11-22"
    )
    assert "Sunday 22 November 2026, 10:12" in safety.page.backups.newest.text()


def test_a_backup_goes_to_the_file_that_was_named(safety: Safety, tmp_path: Path) -> None:
    """Nothing happens when the person changes their mind."""
    safety.cards.ask_target = lambda *_: None
    safety.click(safety.page.backups.elsewhere_button)
    assert not safety.page.backups.outcome.isVisible()
    target = tmp_path / "stick" / "mine.smallacts"
    target.parent.mkdir()
    safety.cards.ask_target = lambda *_: target
    safety.click(safety.page.backups.elsewhere_button)
    assert safety.vault.backups.preview(target).entries == 1
    assert "mine.smallacts" in safety.page.backups.outcome.text()


def test_another_folder_is_used_from_then_on(safety: Safety, tmp_path: Path) -> None:
    """It is saved at once; pulled out, it is said so, and the own folder serves meanwhile."""
    stick = tmp_path / "stick"
    stick.mkdir()
    safety.cards.ask_folder = lambda *_: stick
    safety.click(safety.page.backups.change_button)
    assert SettingsFile(safety.paths.settings).load().snapshot_folder == str(stick)
    assert safety.page.backups.where.text() == breakable(stick)
    safety.click(safety.page.backups.now_button)
    assert [path.suffix for path in stick.iterdir()] == [".smallacts"]
    stick.rename(tmp_path / "pulled")
    safety.page.on_shown()
    safety.settle()
    assert safety.page.backups.gone.isVisible()
    safety.click(safety.page.backups.now_button)
    assert "cannot be used just now" in safety.page.backups.outcome.text()
    safety.click(safety.page.backups.own_button)
    assert SettingsFile(safety.paths.settings).load().snapshot_folder == ""
    assert not safety.page.backups.gone.isVisible()


def test_a_folder_that_cannot_be_written_is_refused(safety: Safety, tmp_path: Path) -> None:
    """With the reason; the former one stays."""
    safety.cards.ask_folder = lambda *_: tmp_path / "nowhere"
    safety.click(safety.page.backups.change_button)
    assert "cannot write" in safety.page.backups.outcome.text()
    assert SettingsFile(safety.paths.settings).load().snapshot_folder == ""


@pytest.mark.parametrize(
    ("button", "task"),
    [
        (lambda page: page.passphrase.set_button, PassphraseTask.SET),
        (lambda page: page.passphrase.change_button, PassphraseTask.CHANGE),
        (lambda page: page.passphrase.remove_button, PassphraseTask.REMOVE),
    ],
)
def test_the_card_leads_to_the_dialog(
    safety: Safety, button: Callable[[SettingsPage], QPushButton], task: PassphraseTask
) -> None:
    """Each way to its own dialog, which can be left again."""
    if task is not PassphraseTask.SET:
        with safety.vault.paused():
            safety.vault.set_passphrase("four words of mine", RecoveryCode.new())
        safety.page.on_shown()
        safety.settle()
        assert "locked with a passphrase" in safety.page.passphrase.state.text()
    safety.click(button(safety.page))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle() == "Passphrase"
    safety.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_look_that_comes_due_after_the_journal_was_closed_reads_nothing(safety: Safety) -> None:
    """It is due some seconds after the journal was opened; the window may be locked by then."""
    # The cards themselves look for backups in another thread as they are shown.
    safety.settle()
    safety.vault.lock()
    safety.cards.look_for_damage()
    assert not is_anything_running()


def test_the_first_change_of_a_day_is_followed_by_a_snapshot(safety: Safety) -> None:
    """Choosing a size is no change to speak of; a second entry on that day takes none either."""
    safety.cards.follow_change(Change(preferences=True))
    safety.settle()
    assert safety.vault.backups.snapshots() == []
    safety.cards.follow_change(Change(days=frozenset({NOW.date()})))
    safety.settle()
    safety.cards.follow_change(Change(days=frozenset({NOW.date()})))
    safety.settle()
    assert len(safety.vault.backups.snapshots()) == 1


def test_a_snapshot_that_could_not_be_taken_is_told(
    safety: Safety, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saving goes on as before; the card says why there is no backup of the day."""

    def full() -> None:
        raise DiskFullError

    monkeypatch.setattr(safety.vault.backups, "take", full)
    safety.cards.follow_change(Change(everything=True))
    safety.settle()
    safety.page.on_shown()
    safety.settle()
    assert (
        "The day’s backup could not be made. The disk is full" in safety.page.backups.outcome.text()
    )
