"""Own contacts in Help now: given on Settings, first in the list, and outside only by choice."""

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from smallacts_desktop.domain.own_contacts import OwnContact
from smallacts_desktop.journal.vault.erase import erase_everything
from smallacts_desktop.ui.settings.contact_dialog import ContactDialog
from smallacts_desktop.ui.shell.help import HelpDialog
from tests.ui.app_fixture import AppFixture
from tests.ui.locking import guard, lock, unlock

MIRA = OwnContact("Mira", "07700 900123", "Ring twice.")
JO = OwnContact("Jo <b>next door</b>", "Text 07700 900456")
ALSO_WHEN_LOCKED = "Show them while the journal is locked, too"


def dialog_of(room: AppFixture) -> ContactDialog:
    """The open dialog for a contact."""
    room.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ContactDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ContactDialog)
    return dialog


def add(room: AppFixture, contact: OwnContact) -> None:
    """Add a contact on the Settings page, by keyboard."""
    room.window.workspace.show_page("settings")
    room.click("Add a contact…")
    dialog = dialog_of(room)
    for field, text in (
        (dialog.name, contact.name), (dialog.call, contact.call), (dialog.about, contact.about),
    ):  # fmt: skip
        room.write(field, text)
    room.qtbot.keyClick(dialog.about, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def help_now(room: AppFixture) -> HelpDialog:
    """Help now, one action away, locked or not."""
    room.click("Help now")
    (dialog,) = [one for one in QApplication.topLevelWidgets() if is_help(one)]
    assert isinstance(dialog, HelpDialog)
    return dialog


def is_help(window: object) -> bool:
    """Whether this is the open dialog."""
    return isinstance(window, HelpDialog) and window.isVisible()


def said(dialog: QDialog) -> list[str]:
    """What can be read in a dialog, from the top."""
    return [label.text() for label in dialog.findChildren(QLabel)]


def calls(room: AppFixture) -> list[str]:
    """The numbers in the journal."""
    return [contact.call for contact in room.journal.person.own_contacts]


def test_own_contacts_come_first_and_are_copied(room: AppFixture) -> None:
    """With their words as they were written; the number goes to the clipboard."""
    add(room, MIRA)
    add(room, JO)
    dialog = help_now(room)
    texts = said(dialog)
    assert texts.index("Mira") < texts.index(JO.name) < texts.index("Samaritans")
    assert "Ring twice." in texts
    copies = [b for b in dialog.findChildren(QPushButton) if b.text() == "Copy number"]
    assert copies[0].accessibleName() == "Copy the number of Mira"
    room.qtbot.mouseClick(copies[1], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == JO.call
    dialog.close()


def test_they_are_in_the_journal_alone_until_the_person_chooses(room: AppFixture) -> None:
    """Locked, Help now has none of them, and no file outside holds a word of them."""
    guard(room)
    add(room, MIRA)
    lock(room)
    dialog = help_now(room)
    assert "Mira" not in said(dialog)
    assert "Samaritans" in said(dialog)
    dialog.close()
    for file in room.paths.data.rglob("*"):
        assert not file.is_file() or b"Mira" not in file.read_bytes()
    unlock(room)
    assert "Mira" in said(help_now(room))


def test_by_choice_they_are_shown_while_locked_too(room: AppFixture) -> None:
    """The card says where the copy lies; changes follow, and taking the choice back removes it."""
    guard(room)
    add(room, MIRA)
    room.window.workspace.show_page("settings")
    assert room.sees("a copy must lie outside")
    room.click(ALSO_WHEN_LOCKED)
    add(room, JO)
    lock(room)
    dialog = help_now(room)
    assert {"Mira", JO.name} <= set(said(dialog))
    dialog.close()
    unlock(room)
    room.window.workspace.show_page("settings")
    room.click(ALSO_WHEN_LOCKED)
    assert json.loads(room.paths.settings.read_text(encoding="utf-8"))["own_contacts"] == []
    assert [contact.name for contact in room.journal.person.own_contacts] == ["Mira", JO.name]


def test_a_contact_is_changed_and_removed_and_comes_back(room: AppFixture) -> None:
    """The bar takes a removal back; the settings follow where they have a copy."""
    add(room, MIRA)
    room.click(ALSO_WHEN_LOCKED)
    room.click("Change…", room.window.workspace.pages.settings.contacts)
    dialog = dialog_of(room)
    dialog.call.clear()
    room.qtbot.keyClick(dialog.call, Qt.Key.Key_Return)
    assert dialog.problem.text() == "Write what to dial or text."
    room.write(dialog.call, "1234")
    room.qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert room.saved_settings().own_contacts == (("Mira", "1234", "Ring twice."),)
    room.click("Remove")
    assert calls(room) == []
    assert room.saved_settings().own_contacts == ()
    room.click("Undo")
    assert calls(room) == ["1234"]
    assert room.restart() is not None
    assert "1234" in said(help_now(room))


def test_half_written_words_outlive_a_lock_and_escape(room: AppFixture) -> None:
    """They are there when the dialog is opened next."""
    guard(room)
    room.window.workspace.show_page("settings")
    for leave in ("lock", "escape"):
        room.click("Add a contact…")
        dialog = dialog_of(room)
        if leave == "lock":
            room.write(dialog.name, "Mi")
            room.qtbot.keyClick(dialog.name, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
            room.qtbot.waitUntil(
                lambda: room.window.is_locked and room.window.lock_page.passphrase.isEnabled()
            )
            unlock(room)
        else:
            assert dialog.name.text() == "Mi"
            room.qtbot.keyClick(dialog.name, Qt.Key.Key_Escape)
    room.click("Add a contact…")
    assert dialog_of(room).name.text() == "Mi"
    dialog_of(room).reject()


def test_deleting_everything_leaves_none_of_them(room: AppFixture) -> None:
    """Neither in the journal nor among the settings."""
    add(room, MIRA)
    room.click(ALSO_WHEN_LOCKED)
    room.leave()
    erase_everything(room.paths)
    assert not [path for path in room.paths.data.parent.rglob("*") if path.is_file()]
