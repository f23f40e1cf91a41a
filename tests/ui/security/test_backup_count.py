"""Backups are counted once: the same number wherever it is told, archived journals apart."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from smallacts_desktop.domain.backups import SnapshotKind
from smallacts_desktop.ui.security.backups import RestoreDialog
from smallacts_desktop.ui.security.journal_windows import EraseDialog
from smallacts_desktop.ui.security.passphrase_dialog import PassphraseDialog, SnapshotsStep
from tests.ui.app_fixture import AppFixture


@pytest.fixture
def kept(app: AppFixture) -> AppFixture:
    """Two backups, a journal kept before a restore, a damaged one, and a name without a copy."""
    app.entry()
    for kind in (SnapshotKind.ROUTINE, SnapshotKind.BEFORE_UPDATE):
        app.vault.backups.take(kind)
        app.clock.at += timedelta(minutes=5)
    taken = app.vault.backups.take().path
    aside = taken.with_name("journal-set-aside-2026-11-22-102200.smallacts")
    taken.rename(aside)
    damaged = app.paths.data / "journal-damaged-2026-11-20-090000.db"
    damaged.write_bytes(b"what could not be read")
    taken.with_name("small-acts-2026-11-01-090000.smallacts").touch()
    return app


def front(app: AppFixture, press: str) -> QDialog:
    """The dialog that a button on Settings opens."""
    app.window.workspace.show_page("settings")
    app.settle()
    app.click(press)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    return dialog


def test_settings_say_how_many_there_are(kept: AppFixture) -> None:
    """Both kinds of archived journals, and no empty name."""
    kept.window.workspace.show_page("settings")
    kept.settle()
    assert kept.sees("There are 2 backups and 2 journals kept aside.")


def test_what_goes_with_everything_is_the_same_number(kept: AppFixture) -> None:
    """By folder, and neither the damaged journal nor the empty name is called a backup."""
    dialog = front(kept, "Delete everything…")
    assert isinstance(dialog, EraseDialog)
    assert kept.sees("2 backups in", dialog)
    asides = [text for text in kept.texts(dialog) if "1 journal kept aside in" in text]
    assert len(asides) == 2
    dialog.reject()


def test_a_passphrase_concerns_the_same_number(kept: AppFixture) -> None:
    """The damaged one has no page that could be locked, so it is not among them."""
    dialog = front(kept, "Set a passphrase…")
    assert isinstance(dialog, PassphraseDialog)
    step = next(step for step in dialog.steps if isinstance(step, SnapshotsStep))
    dialog.show_step(step)
    assert kept.sees("There are 2 backups and 1 journal kept aside.", dialog)
    dialog.reject()


def test_the_list_of_what_can_be_brought_back_has_the_same_number(kept: AppFixture) -> None:
    """The archived journal is the newest, and comes after the backups all the same."""
    dialog = front(kept, "Restore…")
    assert isinstance(dialog, RestoreDialog)
    rows = [dialog.choosing.list.item(row).text() for row in range(dialog.choosing.list.count())]
    assert ["kept aside" in row for row in rows] == [False, False, True]
    assert kept.sees("There are 2 backups and 1 journal kept aside.", dialog)
    assert dialog.choosing.list.currentRow() == 0
    dialog.reject()


def test_the_check_on_settings_looks_at_the_same_number(kept: AppFixture) -> None:
    """Everything is sound."""
    kept.window.workspace.show_page("settings")
    kept.settle()
    kept.click("Check now")
    kept.settle()
    assert kept.sees("Everything is sound: your journal, 2 backups")
    assert kept.sees("1 journal kept aside.")


def test_the_check_on_the_command_line_looks_at_the_same_number(kept: AppFixture) -> None:
    """And the newest good backup is no journal that was archived."""
    kept.leave()
    command = [sys.executable, "-m", "smallacts_desktop", "--data-dir", str(kept.paths.data)]
    ran = subprocess.run([*command, "check"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "Looked at 2 backups and 1 journal kept aside." in ran.stderr
    newest = Path(ran.stderr.splitlines()[-1].removeprefix("The newest good backup is "))
    assert newest.name.endswith("-before-update.smallacts")
