"""The window and the safety of its journal: a passphrase, a backup brought back, a rescue."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.ui.security.backups import RestoreDialog
from smallacts_desktop.ui.security.journal_windows import DamageWindow, EraseDialog
from smallacts_desktop.ui.security.passphrase_dialog import (
    CodeStep,
    ConfirmStep,
    CurrentStep,
    NewStep,
    PassphraseDialog,
)
from smallacts_desktop.ui.settings.page import SettingsPage
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.window_words import PAGES
from tests.ui.app_fixture import AppFixture
from tests.ui.locking import (
    PASSPHRASE,
    guard,
    is_open,
    lock,
    try_words,
    unlock,
    wait_for_lock,
)


def dialog_of(app: AppFixture) -> PassphraseDialog:
    """The open dialog for a passphrase."""
    app.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PassphraseDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PassphraseDialog)
    return dialog


def walk(app: AppFixture, dialog: PassphraseDialog, passphrase: str) -> RecoveryCode:
    """Choose a passphrase, write the code down, confirm it, and press Done."""
    new = dialog.step
    assert isinstance(new, NewStep)
    for each in (new.form.field.edit, new.form.again.edit):
        app.write(each, passphrase)
        app.qtbot.keyClick(each, Qt.Key.Key_Return)
    shown = dialog.step
    assert isinstance(shown, CodeStep)
    code = RecoveryCode("".join(label.text() for label in shown.view.groups))
    app.qtbot.keyClick(dialog.go_button, Qt.Key.Key_Return)
    confirm = dialog.step
    assert isinstance(confirm, ConfirmStep)
    app.write(confirm.field, code.groups[confirm.index])
    app.qtbot.keyClick(confirm.field, Qt.Key.Key_Return)
    while dialog.isVisible():
        app.qtbot.keyClick(dialog.go_button, Qt.Key.Key_Return)
    app.settle()
    return code


def test_a_passphrase_set_on_the_page_locks_the_journal(app: AppFixture) -> None:
    """The card says so, the rail offers the lock, what was half-written is still there."""
    app.entry()
    app.window.workspace.show_page("today")
    app.click("Just write")
    form = app.window.workspace.pages.today.card.form  # type: ignore[attr-defined]
    app.write(form.note, "half a thought")
    app.window.workspace.show_page("settings")
    app.click("Set a passphrase…")
    code = walk(app, dialog_of(app), PASSPHRASE)
    assert app.vault.has_passphrase
    assert app.sees("locked with a passphrase")
    assert app.button("Lock now").isVisible()
    lock(app)
    unlock(app)
    assert len(app.entries()) == 1
    draft = app.journal.draft("note")
    assert draft is not None
    assert draft.note == "half a thought"
    assert app.vault.backups.snapshots()[0].is_encrypted
    assert len(code.groups) == 6


def test_the_recovery_code_leads_to_a_new_passphrase(app: AppFixture) -> None:
    """Straight after opening; the forgotten one opens nothing any more."""
    code = guard(app)
    app.entry()
    window = app.window
    lock(app)
    page = window.lock_page
    app.click("I’ve forgotten it")
    app.write(page.code, str(code))
    app.qtbot.keyClick(page.code, Qt.Key.Key_Return)
    app.qtbot.waitUntil(lambda: is_open(window))
    dialog = dialog_of(app)
    assert isinstance(dialog.step, NewStep)
    walk(app, dialog, "some other quiet words")
    lock(app)
    try_words(app, PASSPHRASE)
    assert window.is_locked
    try_words(app, "some other quiet words")
    assert is_open(window)


def test_after_a_lock_on_the_settings_page_the_cards_say_what_is_so(app: AppFixture) -> None:
    """There is a passphrase and a backup; what is offered asks for the passphrase first."""
    guard(app)
    app.entry()
    app.vault.backups.take()
    app.window.workspace.show_page("settings")
    lock(app)
    unlock(app)
    page = app.window.workspace.pages.settings
    assert app.window.workspace.stack.currentWidget() is page
    assert app.sees("locked with a passphrase")
    assert not page.passphrase.set_button.isVisible()
    for button in (page.passphrase.change_button, page.passphrase.remove_button):
        page.ensureWidgetVisible(button)
        app.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        dialog = dialog_of(app)
        assert isinstance(dialog.step, CurrentStep)
        dialog.reject()
    assert app.sees("The newest backup is from")
    assert page.backups.where.text() == words.breakable(app.vault.backups.folder)


def test_the_cards_are_true_before_anybody_told_them(app: AppFixture) -> None:
    """At the moment they are made, before another thread has looked."""
    guard(app)
    app.vault.backups.take()
    settings = SettingsPage(app.journal, app.theme, app.settings, app.paths.data)
    app.qtbot.addWidget(settings)
    assert "locked with a passphrase" in settings.passphrase.state.text()
    assert settings.passphrase.set_button.isHidden()
    assert settings.backups.newest.text() == "Looking for your backups…"
    assert settings.backups.where.text() == ""


def test_a_window_that_opens_on_a_page_shows_what_is_there(app: AppFixture) -> None:
    """Each page that was left is read again at the next start, as if it had been turned to."""
    app.entry("Smiled at the baker")
    app.vault.backups.take()
    for name in PAGES:
        app.window.workspace.show_page(name)
        app.settle()
        before = app.texts()
        app.restart()
        app.settle()
        assert app.window.workspace.rail.current == name
        assert app.texts() == before


def choose_folder(app: AppFixture, folder: Path) -> None:
    """Choose a folder for backups on the page; the system's own dialog is somebody else's."""
    cards = app.security.cards
    assert cards is not None
    cards.ask_folder = lambda *_: folder
    page = app.window.workspace.pages.settings
    page.ensureWidgetVisible(page.backups.change_button)
    app.qtbot.mouseClick(page.backups.change_button, Qt.MouseButton.LeftButton)
    app.settle()


def asked_to_erase(app: AppFixture) -> EraseDialog:
    """The dialog that says what would go and what stays."""
    app.click("Delete everything…")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EraseDialog)
    return dialog


def test_older_backups_go_along_to_the_folder_that_is_chosen(
    app: AppFixture, tmp_path: Path
) -> None:
    """On the Settings page, which says how many; the old folder is left with nothing of ours."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    (first / "theirs.txt").write_text("theirs")
    app.entry()
    app.window.workspace.show_page("settings")
    choose_folder(app, first)
    for _ in range(2):
        app.clock.at += timedelta(hours=1)
        app.click("Back up now")
        app.settle()
    choose_folder(app, second)
    assert app.sees("2 older backups were moved there.")
    assert not app.sees("There are backups in")
    assert [path.name for path in first.iterdir()] == ["theirs.txt"]
    assert len(list(second.iterdir())) == 2
    assert app.saved_settings().former_snapshot_folders == ()
    app.click("Use the program’s own folder")
    app.settle()
    assert app.sees("2 older backups were moved there.")
    assert list(second.iterdir()) == []
    assert len(app.vault.backups.snapshots()) == 2


def test_backups_of_a_folder_that_is_away_are_not_forgotten(
    app: AppFixture, tmp_path: Path
) -> None:
    """Said on the page; back again they are offered, locked with the journal, and deleted."""
    stick, other = tmp_path / "stick", tmp_path / "other"
    stick.mkdir()
    other.mkdir()
    app.entry()
    app.window.workspace.show_page("settings")
    choose_folder(app, stick)
    app.click("Back up now")
    app.settle()
    stick.rename(tmp_path / "drawer")
    choose_folder(app, other)
    assert app.sees("cannot be reached just now")
    guard(app)
    erase = asked_to_erase(app)
    assert app.sees("which cannot be reached just now", erase)
    erase.reject()
    (tmp_path / "drawer").rename(stick)
    lock(app)
    unlock(app)
    assert app.sees(f"There are backups in {words.breakable(stick)} too")
    assert stick in {item.path.parent for item in app.vault.backups.snapshots()}
    erase = asked_to_erase(app)
    assert app.sees(f"1 backup in {words.breakable(stick)}", erase)
    erase.reject()


def test_a_restored_backup_is_what_the_pages_show(app: AppFixture) -> None:
    """Every page is made again; the person is back on the Settings page."""
    app.entry("Smiled")
    app.vault.backups.take()
    app.entry("Waved")
    before = app.window.workspace
    before.show_page("settings")
    app.settle()
    app.click("Restore…")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RestoreDialog)
    for _ in range(3):
        app.qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    app.qtbot.waitUntil(lambda: app.window.workspace is not before)
    app.settle()
    assert [entry.act for entry in app.entries()] == ["Smiled"]
    workspace = app.window.workspace
    assert workspace.stack.currentWidget() is workspace.pages.settings
    workspace.show_page("journal")
    app.settle()
    assert workspace.pages.journal.isVisible()
    assert app.journal.write(EntryDraft(act="Nodded")).act == "Nodded"


def test_a_damaged_journal_is_brought_back_from_the_lock_page(app: AppFixture) -> None:
    """The right passphrase, the damage told, the backup brought back, the pages shown."""
    guard(app)
    app.entry("Smiled")
    app.vault.backups.take()
    window = app.window
    lock(app)
    wait_for_lock(app)
    with app.paths.journal.open("rb+") as file:
        file.seek(2000)
        file.write(b"\xff" * 3000)
    page = window.lock_page
    app.write(page.passphrase.edit, PASSPHRASE)
    app.qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    app.qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), DamageWindow), timeout=20_000
    )
    damage = QApplication.activeModalWidget()
    assert isinstance(damage, DamageWindow)
    app.qtbot.waitUntil(damage.rescue_button.isVisible, timeout=20_000)
    for _ in range(2):
        app.qtbot.mouseClick(damage.rescue_button, Qt.MouseButton.LeftButton)
    app.qtbot.waitUntil(lambda: is_open(window))
    assert [entry.act for entry in app.entries()] == ["Smiled"]


def test_the_first_screens_are_shown_once(app: AppFixture) -> None:
    """Before the card of an empty journal; never again, and never where there is something."""
    window = app.window
    app.security.first_run.begin()
    app.click("Go on")
    app.click("Park")
    app.click("Go on")
    app.click("Not now")
    app.settle()
    assert window.workspace.isVisible()
    assert app.saved_settings().first_run_done
    app.window.workspace.show_page("settings")
    app.click("Dark")
    assert app.saved_settings().first_run_done
    app.security.first_run.begin()
    assert app.security.first_run.screens is None


@pytest.mark.parametrize("screens", [0, 1, 2])
def test_first_screens_that_are_closed_in_their_midst_do_not_come_again(
    app: AppFixture, screens: int
) -> None:
    """Whichever was to be seen: the next start has the card."""
    app.security.first_run.begin()
    for _ in range(screens):
        app.click("Go on")
    window = app.restart()
    app.security.first_run.begin()
    assert app.security.first_run.screens is None
    assert window.workspace.isVisible()


def test_a_journal_with_something_in_it_gets_no_welcome(app: AppFixture) -> None:
    """Anyone who updates is not asked as if they were new."""
    app.entry()
    app.security.first_run.begin()
    assert app.security.first_run.screens is None


def test_a_passphrase_set_on_the_way_ends_the_first_screens(app: AppFixture) -> None:
    """The card follows at once."""
    window = app.window
    app.security.first_run.begin()
    first_run = app.security.first_run.screens
    assert first_run is not None
    first_run.show_screen(2)
    app.click("Set a passphrase…", first_run)
    walk(app, dialog_of(app), PASSPHRASE)
    assert window.workspace.isVisible()
    assert app.saved_settings().first_run_done
    assert app.vault.has_passphrase


def test_a_backup_that_was_double_clicked_is_offered_after_the_passphrase(
    app: AppFixture, tmp_path: Path
) -> None:
    """The dialog has it as the chosen one; nothing of it is asked while the journal is locked."""
    app.entry("Smiled")
    guard(app)
    backup = app.vault.backups.back_up(tmp_path / "from-the-stick.smallacts").path
    lock(app)
    app.security.offer_backup(backup)
    app.settle()
    assert QApplication.activeModalWidget() is None
    unlock(app)
    app.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RestoreDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RestoreDialog)
    assert dialog.choosing.file == backup
    dialog.reject()
