"""The window and the safety of its journal: a passphrase, a backup brought back, a rescue."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.ui.security.damage_window import DamageWindow
from smallacts_desktop.ui.security.erase_dialog import EraseDialog
from smallacts_desktop.ui.security.passphrase_dialog import PassphraseDialog
from smallacts_desktop.ui.security.passphrase_steps import (
    CodeStep,
    ConfirmStep,
    CurrentStep,
    NewStep,
)
from smallacts_desktop.ui.security.restore_dialog import RestoreDialog
from smallacts_desktop.ui.settings.page import SettingsPage
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.page_ids import PAGES
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


def dialog_of(room: AppFixture) -> PassphraseDialog:
    """The open dialog for a passphrase."""
    room.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PassphraseDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PassphraseDialog)
    return dialog


def walk(room: AppFixture, dialog: PassphraseDialog, passphrase: str) -> RecoveryCode:
    """Choose a passphrase, write the code down, confirm it, and press Done."""
    new = dialog.step
    assert isinstance(new, NewStep)
    for each in (new.form.field.edit, new.form.again.edit):
        room.write(each, passphrase)
        room.qtbot.keyClick(each, Qt.Key.Key_Return)
    shown = dialog.step
    assert isinstance(shown, CodeStep)
    code = RecoveryCode("".join(label.text() for label in shown.view.groups))
    room.qtbot.keyClick(dialog.go_button, Qt.Key.Key_Return)
    confirm = dialog.step
    assert isinstance(confirm, ConfirmStep)
    room.write(confirm.field, code.groups[confirm.index])
    room.qtbot.keyClick(confirm.field, Qt.Key.Key_Return)
    while dialog.isVisible():
        room.qtbot.keyClick(dialog.go_button, Qt.Key.Key_Return)
    room.settle()
    return code


def test_a_passphrase_set_on_the_page_locks_the_journal(room: AppFixture) -> None:
    """The card says so, the rail offers the lock, what was half-written is still there."""
    room.entry()
    room.window.workspace.show_page("today")
    room.click("Just write")
    form = room.window.workspace.pages.today.card.form  # type: ignore[attr-defined]
    room.write(form.note, "half a thought")
    room.window.workspace.show_page("settings")
    room.click("Set a passphrase…")
    code = walk(room, dialog_of(room), PASSPHRASE)
    assert room.vault.has_passphrase
    assert room.sees("locked with a passphrase")
    assert room.button("Lock now").isVisible()
    lock(room)
    unlock(room)
    assert len(room.entries()) == 1
    draft = room.journal.draft("note")
    assert draft is not None
    assert draft.note == "half a thought"
    assert room.vault.backups.snapshots()[0].is_sealed
    assert len(code.groups) == 6


def test_the_recovery_code_leads_to_a_new_passphrase(room: AppFixture) -> None:
    """Straight after opening; the forgotten one opens nothing any more."""
    code = guard(room)
    room.entry()
    window = room.window
    lock(room)
    page = window.lock_page
    room.click("I’ve forgotten it")
    room.write(page.code, str(code))
    room.qtbot.keyClick(page.code, Qt.Key.Key_Return)
    room.qtbot.waitUntil(lambda: is_open(window))
    dialog = dialog_of(room)
    assert isinstance(dialog.step, NewStep)
    walk(room, dialog, "some other quiet words")
    lock(room)
    try_words(room, PASSPHRASE)
    assert window.is_locked
    try_words(room, "some other quiet words")
    assert is_open(window)


def test_after_a_lock_on_the_settings_page_the_cards_say_what_is_so(room: AppFixture) -> None:
    """There is a passphrase and a backup; what is offered asks for the passphrase first."""
    guard(room)
    room.entry()
    room.vault.backups.take()
    room.window.workspace.show_page("settings")
    lock(room)
    unlock(room)
    page = room.window.workspace.pages.settings
    assert room.window.workspace.stack.currentWidget() is page
    assert room.sees("locked with a passphrase")
    assert not page.passphrase.set_button.isVisible()
    for button in (page.passphrase.change_button, page.passphrase.remove_button):
        page.ensureWidgetVisible(button)
        room.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        dialog = dialog_of(room)
        assert isinstance(dialog.step, CurrentStep)
        dialog.reject()
    assert room.sees("The newest backup is from")
    assert page.backups.where.text() == words.breakable(room.vault.backups.folder)


def test_the_cards_are_true_before_anybody_told_them(room: AppFixture) -> None:
    """At the moment they are made, before another thread has looked."""
    guard(room)
    room.vault.backups.take()
    settings = SettingsPage(room.journal, room.theme, room.settings, room.paths.data)
    room.qtbot.addWidget(settings)
    assert "locked with a passphrase" in settings.passphrase.state.text()
    assert settings.passphrase.set_button.isHidden()
    assert settings.backups.newest.text() == "Looking for your backups…"
    assert settings.backups.where.text() == ""


def test_a_window_that_opens_on_a_page_shows_what_is_there(room: AppFixture) -> None:
    """Each page that was left is read afresh at the next start, as if it had been turned to."""
    room.entry("Smiled at the baker")
    room.vault.backups.take()
    for name in PAGES:
        room.window.workspace.show_page(name)
        room.settle()
        before = room.texts()
        room.restart()
        room.settle()
        assert room.window.workspace.rail.current == name
        assert room.texts() == before


def choose_folder(room: AppFixture, folder: Path) -> None:
    """Choose a folder for backups on the page; the system's own dialog is somebody else's."""
    desk = room.window.caretaker.desk
    assert desk is not None
    desk.ask_folder = lambda *_: folder
    page = room.window.workspace.pages.settings
    page.ensureWidgetVisible(page.backups.change_button)
    room.qtbot.mouseClick(page.backups.change_button, Qt.MouseButton.LeftButton)
    room.settle()


def asked_to_erase(room: AppFixture) -> EraseDialog:
    """The dialog that says what would go and what stays."""
    room.click("Delete everything…")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EraseDialog)
    return dialog


def test_older_backups_go_along_to_the_folder_that_is_chosen(
    room: AppFixture, tmp_path: Path
) -> None:
    """On the Settings page, which says how many; the old folder is left with nothing of ours."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    (first / "theirs.txt").write_text("theirs")
    room.entry()
    room.window.workspace.show_page("settings")
    choose_folder(room, first)
    for _ in range(2):
        room.clock.at += timedelta(hours=1)
        room.click("Back up now")
        room.settle()
    choose_folder(room, second)
    assert room.sees("2 older backups were moved there.")
    assert not room.sees("There are backups in")
    assert [path.name for path in first.iterdir()] == ["theirs.txt"]
    assert len(list(second.iterdir())) == 2
    assert room.saved_settings().former_snapshot_folders == ()
    room.click("Use the program’s own folder")
    room.settle()
    assert room.sees("2 older backups were moved there.")
    assert list(second.iterdir()) == []
    assert len(room.vault.backups.snapshots()) == 2


def test_backups_of_a_folder_that_is_away_are_not_forgotten(
    room: AppFixture, tmp_path: Path
) -> None:
    """Said on the page; back again they are offered, locked with the journal, and deleted."""
    stick, other = tmp_path / "stick", tmp_path / "other"
    stick.mkdir()
    other.mkdir()
    room.entry()
    room.window.workspace.show_page("settings")
    choose_folder(room, stick)
    room.click("Back up now")
    room.settle()
    stick.rename(tmp_path / "drawer")
    choose_folder(room, other)
    assert room.sees("cannot be reached just now")
    guard(room)
    erase = asked_to_erase(room)
    assert room.sees("which cannot be reached just now", erase)
    erase.reject()
    (tmp_path / "drawer").rename(stick)
    lock(room)
    unlock(room)
    assert room.sees(f"There are backups in {words.breakable(stick)} too")
    assert stick in {item.path.parent for item in room.vault.backups.snapshots()}
    erase = asked_to_erase(room)
    assert room.sees(f"1 backup in {words.breakable(stick)}", erase)
    erase.reject()


def test_a_restored_backup_is_what_the_pages_show(room: AppFixture) -> None:
    """Every page is made anew; the person is back on the Settings page."""
    room.entry("Smiled")
    room.vault.backups.take()
    room.entry("Waved")
    before = room.window.workspace
    before.show_page("settings")
    room.settle()
    room.click("Restore…")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RestoreDialog)
    for _ in range(3):
        room.qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: room.window.workspace is not before)
    room.settle()
    assert [entry.act for entry in room.entries()] == ["Smiled"]
    workspace = room.window.workspace
    assert workspace.stack.currentWidget() is workspace.pages.settings
    workspace.show_page("journal")
    room.settle()
    assert workspace.pages.journal.isVisible()
    assert room.journal.write(EntryDraft(act="Nodded")).act == "Nodded"


def test_a_damaged_journal_is_brought_back_from_the_lock_page(room: AppFixture) -> None:
    """The right passphrase, the damage told, the backup brought back, the pages shown."""
    guard(room)
    room.entry("Smiled")
    room.vault.backups.take()
    window = room.window
    lock(room)
    wait_for_lock(room)
    with room.paths.journal.open("rb+") as file:
        file.seek(2000)
        file.write(b"\xff" * 3000)
    page = window.lock_page
    room.write(page.passphrase.edit, PASSPHRASE)
    room.qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    room.qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), DamageWindow), timeout=20_000
    )
    damage = QApplication.activeModalWidget()
    assert isinstance(damage, DamageWindow)
    room.qtbot.waitUntil(damage.rescue_button.isVisible, timeout=20_000)
    for _ in range(2):
        room.qtbot.mouseClick(damage.rescue_button, Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: is_open(window))
    assert [entry.act for entry in room.entries()] == ["Smiled"]


def test_the_first_screens_are_shown_once(room: AppFixture) -> None:
    """Before the card of an empty journal; never again, and never where there is something."""
    window = room.window
    window.caretaker.welcome_if_new()
    room.click("Go on")
    room.click("Park")
    room.click("Go on")
    room.click("Not now")
    room.settle()
    assert window.workspace.isVisible()
    assert room.saved_settings().first_run_done
    room.window.workspace.show_page("settings")
    room.click("Dark")
    assert room.saved_settings().first_run_done
    window.caretaker.welcome_if_new()
    assert window.caretaker.first_run is None


@pytest.mark.parametrize("screens", [0, 1, 2])
def test_first_screens_that_are_closed_in_their_midst_do_not_come_again(
    room: AppFixture, screens: int
) -> None:
    """Whichever was to be seen: the next start has the card."""
    room.window.caretaker.welcome_if_new()
    for _ in range(screens):
        room.click("Go on")
    window = room.restart()
    window.caretaker.welcome_if_new()
    assert window.caretaker.first_run is None
    assert window.workspace.isVisible()


def test_a_journal_with_something_in_it_gets_no_welcome(room: AppFixture) -> None:
    """Whoever updates is not asked as if they were new."""
    room.entry()
    room.window.caretaker.welcome_if_new()
    assert room.window.caretaker.first_run is None


def test_a_passphrase_set_on_the_way_ends_the_first_screens(room: AppFixture) -> None:
    """The card follows at once."""
    window = room.window
    window.caretaker.welcome_if_new()
    first_run = window.caretaker.first_run
    assert first_run is not None
    first_run.show_screen(2)
    room.click("Set a passphrase…", first_run)
    walk(room, dialog_of(room), PASSPHRASE)
    assert window.workspace.isVisible()
    assert room.saved_settings().first_run_done
    assert room.vault.has_passphrase


def test_a_backup_that_was_double_clicked_is_offered_after_the_passphrase(
    room: AppFixture, tmp_path: Path
) -> None:
    """The dialog has it as the chosen one; nothing of it is asked while the journal is locked."""
    room.entry("Smiled")
    guard(room)
    backup = room.vault.backups.back_up(tmp_path / "from-the-stick.smallacts").path
    window = room.window
    lock(room)
    window.caretaker.offer_backup(backup)
    room.settle()
    assert QApplication.activeModalWidget() is None
    unlock(room)
    room.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RestoreDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RestoreDialog)
    assert dialog.choosing.file == backup
    dialog.reject()
