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
from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.domain.errors import DiskFullError
from smallacts_desktop.domain.passphrase import PassphraseWish
from smallacts_desktop.domain.recovery_code import RecoveryCode
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
class Desk:
    """The Settings page of an open journal, and what it led to."""

    paths: Paths
    vault: Vault
    page: SettingsPage
    desk: SecurityCards
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
def desk(tmp_path: Path, theme: Theme, screen: Screen, qtbot: QtBot) -> Iterator[Desk]:
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
    made.serve(page.passphrase, page.backups)
    page.shown.connect(made.refresh)
    page.on_shown()
    yield Desk(paths, vault, page, made, qtbot, kept)
    vault.lock()
    QLocale.setDefault(before)


def test_the_cards_say_how_things_are(desk: Desk) -> None:
    """Before any backup, and without a passphrase."""
    desk.settle()
    assert "has no passphrase" in desk.page.passphrase.state.text()
    assert desk.page.passphrase.set_button.isVisible()
    assert not desk.page.passphrase.change_button.isVisible()
    assert "There is no backup yet" in desk.page.backups.newest.text()
    assert desk.page.backups.where.text() == breakable(desk.paths.data / "snapshots")
    assert not desk.page.backups.gone.isVisible()
    assert not desk.page.backups.own_button.isVisible()


def test_a_backup_now_is_made_and_named(desk: Desk) -> None:
    """What is half-written is kept first; the newest is then from now."""
    desk.click(desk.page.backups.now_button)
    assert desk.kept == [True]
    assert desk.page.backups.outcome.text().startswith("Done. The backup is “small-acts-2026-11-22")
    assert "Sunday 22 November 2026, 10:12" in desk.page.backups.newest.text()


def test_a_backup_goes_to_the_file_that_was_named(desk: Desk, tmp_path: Path) -> None:
    """Nothing happens when the person changes their mind."""
    desk.desk.ask_target = lambda *_: None
    desk.click(desk.page.backups.elsewhere_button)
    assert not desk.page.backups.outcome.isVisible()
    target = tmp_path / "stick" / "mine.smallacts"
    target.parent.mkdir()
    desk.desk.ask_target = lambda *_: target
    desk.click(desk.page.backups.elsewhere_button)
    assert desk.vault.backups.preview(target).entries == 1
    assert "mine.smallacts" in desk.page.backups.outcome.text()


def test_another_folder_is_used_from_then_on(desk: Desk, tmp_path: Path) -> None:
    """It is saved at once; pulled out, it is said so, and the own folder serves meanwhile."""
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.desk.ask_folder = lambda *_: stick
    desk.click(desk.page.backups.change_button)
    assert SettingsFile(desk.paths.settings).load().snapshot_folder == str(stick)
    assert desk.page.backups.where.text() == breakable(stick)
    desk.click(desk.page.backups.now_button)
    assert [path.suffix for path in stick.iterdir()] == [".smallacts"]
    stick.rename(tmp_path / "pulled")
    desk.page.on_shown()
    desk.settle()
    assert desk.page.backups.gone.isVisible()
    desk.click(desk.page.backups.now_button)
    assert "cannot be used just now" in desk.page.backups.outcome.text()
    desk.click(desk.page.backups.own_button)
    assert SettingsFile(desk.paths.settings).load().snapshot_folder == ""
    assert not desk.page.backups.gone.isVisible()


def test_a_folder_that_cannot_be_written_is_refused(desk: Desk, tmp_path: Path) -> None:
    """With the reason; the former one stays."""
    desk.desk.ask_folder = lambda *_: tmp_path / "nowhere"
    desk.click(desk.page.backups.change_button)
    assert "cannot write" in desk.page.backups.outcome.text()
    assert SettingsFile(desk.paths.settings).load().snapshot_folder == ""


@pytest.mark.parametrize(
    ("button", "wish"),
    [
        (lambda page: page.passphrase.set_button, PassphraseWish.SET),
        (lambda page: page.passphrase.change_button, PassphraseWish.CHANGE),
        (lambda page: page.passphrase.remove_button, PassphraseWish.REMOVE),
    ],
)
def test_the_card_leads_to_the_dialog(
    desk: Desk, button: Callable[[SettingsPage], QPushButton], wish: PassphraseWish
) -> None:
    """Each way to its own dialog, which can be left again."""
    if wish is not PassphraseWish.SET:
        with desk.vault.paused():
            desk.vault.set_passphrase("four words of mine", RecoveryCode.new())
        desk.page.on_shown()
        desk.settle()
        assert "locked with a passphrase" in desk.page.passphrase.state.text()
    desk.click(button(desk.page))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle() == "Passphrase"
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_look_that_comes_due_after_the_journal_was_closed_reads_nothing(desk: Desk) -> None:
    """It is due some seconds after the journal was opened; the window may be locked by then."""
    desk.vault.lock()
    desk.desk.look_at_rows()
    assert not is_anything_running()


def test_the_first_change_of_a_day_is_followed_by_a_snapshot(desk: Desk) -> None:
    """Choosing a size is no change to speak of; a second entry on that day takes none either."""
    desk.desk.follow_change(Change(preferences=True))
    desk.settle()
    assert desk.vault.backups.snapshots() == []
    desk.desk.follow_change(Change(days=frozenset({NOW.date()})))
    desk.settle()
    desk.desk.follow_change(Change(days=frozenset({NOW.date()})))
    desk.settle()
    assert len(desk.vault.backups.snapshots()) == 1


def test_a_snapshot_that_could_not_be_taken_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saving goes on as before; the card says why there is no backup of the day."""

    def full() -> None:
        raise DiskFullError

    monkeypatch.setattr(desk.vault.backups, "take", full)
    desk.desk.follow_change(Change(everything=True))
    desk.settle()
    desk.page.on_shown()
    desk.settle()
    assert (
        "The day’s backup could not be made. The disk is full" in desk.page.backups.outcome.text()
    )
