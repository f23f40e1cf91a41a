"""Own contacts in Help now: given on Settings, first in the list, and outside only by choice."""

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QPushButton

from smallacts_desktop.domain.people import OwnContact
from smallacts_desktop.journal.vault.own_files import erase_everything
from smallacts_desktop.ui.settings.contacts import ContactDialog
from smallacts_desktop.ui.shell.about import HelpDialog
from tests.ui.app_fixture import AppFixture
from tests.ui.locking import guard, lock, unlock

MIRA = OwnContact("Mira", "07700 900123", "Ring twice.")
JO = OwnContact("Jo <b>next door</b>", "Text 07700 900456")
BEA = OwnContact("Bea", "07700 900789")
ALSO_WHEN_LOCKED = "Show them while the journal is locked, too"


def dialog_of(app: AppFixture) -> ContactDialog:
    """The open dialog for a contact."""
    app.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ContactDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ContactDialog)
    return dialog


def add(app: AppFixture, contact: OwnContact) -> None:
    """Add a contact on the Settings page, by keyboard."""
    app.window.workspace.show_page("settings")
    app.click("Add a contact…")
    dialog = dialog_of(app)
    for field, text in (
        (dialog.name, contact.name), (dialog.call, contact.call), (dialog.about, contact.about),
    ):  # fmt: skip
        app.write(field, text)
    app.qtbot.keyClick(dialog.about, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def help_now(app: AppFixture) -> HelpDialog:
    """Help now, one action away, locked or not."""
    app.click("Help now")
    (dialog,) = [one for one in QApplication.topLevelWidgets() if is_help(one)]
    assert isinstance(dialog, HelpDialog)
    return dialog


def is_help(window: object) -> bool:
    """Whether this is the open dialog."""
    return isinstance(window, HelpDialog) and window.isVisible()


def said(dialog: QDialog) -> list[str]:
    """What can be read in a dialog, from the top."""
    return [label.text() for label in dialog.findChildren(QLabel)]


def calls(app: AppFixture) -> list[str]:
    """The numbers in the journal."""
    return [contact.call for contact in app.journal.preferences.own_contacts]


def test_own_contacts_come_first_and_are_copied(app: AppFixture) -> None:
    """With their words as they were written; the number goes to the clipboard."""
    add(app, MIRA)
    add(app, JO)
    dialog = help_now(app)
    texts = said(dialog)
    assert texts.index("Mira") < texts.index(JO.name) < texts.index("Samaritans")
    assert "Ring twice." in texts
    copies = [b for b in dialog.findChildren(QPushButton) if b.text() == "Copy number"]
    assert copies[0].accessibleName() == "Copy the number of Mira"
    app.qtbot.mouseClick(copies[1], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == JO.call
    dialog.close()


def test_they_are_in_the_journal_alone_until_the_person_chooses(app: AppFixture) -> None:
    """Locked, Help now has none of them, and no file outside holds a word of them."""
    guard(app)
    add(app, MIRA)
    lock(app)
    dialog = help_now(app)
    assert "Mira" not in said(dialog)
    assert "Samaritans" in said(dialog)
    dialog.close()
    for file in app.paths.data.rglob("*"):
        assert not file.is_file() or b"Mira" not in file.read_bytes()
    unlock(app)
    assert "Mira" in said(help_now(app))


def test_by_choice_they_are_shown_while_locked_too(app: AppFixture) -> None:
    """The card says where the copy lies; changes follow, and taking the choice back removes it."""
    guard(app)
    add(app, MIRA)
    app.window.workspace.show_page("settings")
    assert app.sees("a copy must lie outside")
    app.click(ALSO_WHEN_LOCKED)
    add(app, JO)
    lock(app)
    dialog = help_now(app)
    assert {"Mira", JO.name} <= set(said(dialog))
    dialog.close()
    unlock(app)
    app.window.workspace.show_page("settings")
    app.click(ALSO_WHEN_LOCKED)
    assert json.loads(app.paths.settings.read_text(encoding="utf-8"))["own_contacts"] == []
    assert [contact.name for contact in app.journal.preferences.own_contacts] == ["Mira", JO.name]


def test_a_contact_is_changed_and_removed_and_comes_back(app: AppFixture) -> None:
    """The bar takes a removal back; the settings follow where they have a copy."""
    add(app, MIRA)
    app.click(ALSO_WHEN_LOCKED)
    app.click("Change Mira", app.window.workspace.pages.settings.contacts)
    dialog = dialog_of(app)
    dialog.call.clear()
    app.qtbot.keyClick(dialog.call, Qt.Key.Key_Return)
    assert dialog.problem.text() == "Write what to dial or text."
    app.write(dialog.call, "1234")
    app.qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert app.saved_settings().own_contacts == (("Mira", "1234", "Ring twice."),)
    app.click("Remove Mira")
    assert calls(app) == []
    assert app.saved_settings().own_contacts == ()
    app.click("Undo")
    assert calls(app) == ["1234"]
    assert app.restart() is not None
    assert "1234" in said(help_now(app))


def test_a_removal_is_taken_back_without_losing_whom_was_added_since(app: AppFixture) -> None:
    """The contact comes back to its place among those of now."""
    add(app, MIRA)
    add(app, BEA)
    app.settle()
    buttons = app.window.workspace.pages.settings.contacts.findChildren(QAbstractButton)
    # The row of before is hidden, and deleted in a later turn.
    shown = [button for button in buttons if button.isVisible()]
    (remove,) = [each for each in shown if each.accessibleName() == "Remove Mira"]
    app.qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    add(app, JO)
    assert calls(app) == [BEA.call, JO.call]
    app.click("Undo")
    assert calls(app) == [MIRA.call, BEA.call, JO.call]


def test_half_written_words_outlive_a_lock_and_escape(app: AppFixture) -> None:
    """They are there when the dialog is opened next."""
    guard(app)
    app.window.workspace.show_page("settings")
    for leave in ("lock", "escape"):
        app.click("Add a contact…")
        dialog = dialog_of(app)
        if leave == "lock":
            app.write(dialog.name, "Mi")
            app.qtbot.keyClick(dialog.name, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
            app.qtbot.waitUntil(
                lambda: app.window.is_locked and app.window.lock_page.passphrase.isEnabled()
            )
            unlock(app)
        else:
            assert dialog.name.text() == "Mi"
            app.qtbot.keyClick(dialog.name, Qt.Key.Key_Escape)
    app.click("Add a contact…")
    assert dialog_of(app).name.text() == "Mi"
    dialog_of(app).reject()


def test_deleting_everything_leaves_none_of_them(app: AppFixture) -> None:
    """Neither in the journal nor among the settings."""
    add(app, MIRA)
    app.click(ALSO_WHEN_LOCKED)
    app.leave()
    erase_everything(app.paths)
    assert not [path for path in app.paths.data.parent.rglob("*") if path.is_file()]
