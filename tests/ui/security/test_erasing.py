"""Deleting everything from the window: a word to type, and the last window's truth."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.backups import SnapshotCount
from smallacts_desktop.journal.vault.own_files import Erased
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.journal_windows import EraseDialog, ErasedWindow
from tests.ui.app_fixture import AppFixture


def asked(app: AppFixture) -> EraseDialog:
    """The dialog, opened from the Settings page."""
    snapshots = app.paths.data / "snapshots"
    snapshots.mkdir(exist_ok=True)
    for day in range(1, 4):
        (snapshots / f"small-acts-2026-11-0{day}-101200.smallacts").write_bytes(
            b"a copy of a journal"
        )
    app.window.workspace.show_page("settings")
    app.click("Delete everything…")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EraseDialog)
    return dialog


def test_the_dialog_says_what_goes_and_what_stays(app: AppFixture) -> None:
    """The snapshots are counted, and their folder is named."""
    dialog = asked(app)
    assert app.sees("3 backups in", dialog)
    assert app.sees("Files that you shared, exported or backed up elsewhere", dialog)
    dialog.reject()


@pytest.mark.parametrize("typed", ["", "DELET", "DELETE it", "yes"])
def test_nothing_can_be_deleted_until_the_word_is_typed(app: AppFixture, typed: str) -> None:
    """The button waits for the word; Enter in the field does nothing by itself."""
    dialog = asked(app)
    confirmed: list[bool] = []
    app.security.erase_confirmed.connect(lambda: confirmed.append(True))
    dialog.field.setText(typed)
    assert not dialog.erase_button.isEnabled()
    app.qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    dialog.erase_button.click()
    assert confirmed == []
    dialog.reject()


@pytest.mark.parametrize("typed", ["DELETE", "delete", " Delete "])
def test_the_typed_word_and_the_button_confirm(app: AppFixture, typed: str) -> None:
    """Capitals do not matter. The window itself removes nothing."""
    dialog = asked(app)
    with app.qtbot.waitSignal(app.security.erase_confirmed):
        dialog.field.setText(typed)
        dialog.erase_button.click()
    assert app.paths.journal.exists()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_keeping_is_what_happens_by_itself(app: AppFixture, key: Qt.Key) -> None:
    """The keyboard starts on “Keep everything”; Enter and Escape both keep."""
    dialog = asked(app)
    confirmed: list[bool] = []
    app.security.erase_confirmed.connect(lambda: confirmed.append(True))
    app.qtbot.waitUntil(dialog.keep_button.hasFocus)
    app.qtbot.keyClick(dialog.keep_button, key)
    assert not dialog.isVisible()
    assert confirmed == []


@pytest.mark.parametrize(
    ("erased", "sentence"),
    [
        (
            Erased(True, SnapshotCount(23), True, True),
            "the journal, 23 backups, the settings, and the log",
        ),
        (Erased(True, SnapshotCount(1)), "the journal and 1 backup"),
        (Erased(True, SnapshotCount(2, 1)), "2 backups and 1 journal kept aside"),
        (Erased(), "There was nothing to delete."),
    ],
)
def test_the_last_window_says_what_was_removed(
    theme: Theme, qtbot: QtBot, erased: Erased, sentence: str
) -> None:
    """By kind and count."""
    window = ErasedWindow(theme, erased)
    qtbot.addWidget(window)
    said = window.removed.text().replace(", and ", " and ")
    assert sentence.replace(", and ", " and ") in said


def test_the_last_window_names_what_is_left(theme: Theme, qtbot: QtBot, app: AppFixture) -> None:
    """Files that could not go, and folders with other things in them."""
    erased = Erased(True, left=(Path("/stick/journal.db"),), shared=(Path("/stick"),))
    window = ErasedWindow(theme, erased)
    qtbot.addWidget(window)
    window.show()
    assert app.sees("Some files could not be deleted", window)
    assert app.sees("journal.db", window)
    assert app.sees("stays: other files are in it", window)
