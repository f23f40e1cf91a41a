"""The lock page: the passphrase, the recovery code, and every answer in between."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from smallacts_desktop.domain.journal_errors import DamagedJournalError
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.ui.security.lock_page import LockPage
from smallacts_desktop.ui.security.passphrase_dialog import PassphraseDialog
from smallacts_desktop.ui.shell.about import HelpDialog
from smallacts_desktop.ui.text import words
from tests.ui.app_fixture import AppFixture
from tests.ui.locking import (
    CONTROL,
    PASSPHRASE,
    guard,
    is_open,
    try_words,
    unlock,
)

OTHER = "some other words entirely"


class Locked(AppFixture):
    """A person before the window of a locked journal, which has one entry."""

    code: RecoveryCode

    @property
    def page(self) -> LockPage:
        """The lock page."""
        return self.window.lock_page


@pytest.fixture
def locked(app: AppFixture) -> Locked:
    """The program has just been started on a journal with a passphrase."""
    app.entry("Smiled")
    made = app
    made.__class__ = Locked
    assert isinstance(made, Locked)
    made.code = guard(made)
    made.vault.lock()
    made.open()
    return made


def test_a_journal_with_a_passphrase_starts_locked(locked: Locked) -> None:
    """The page says so and nothing else; the keyboard is where the passphrase goes."""
    assert locked.window.windowTitle() == "Small Acts"
    assert locked.sees("Your journal is locked")
    assert locked.page.passphrase.edit.hasFocus()
    assert locked.page.passphrase.edit.echoMode() is QLineEdit.EchoMode.Password
    with pytest.raises(RuntimeError):
        _ = locked.window.workspace


def test_the_passphrase_opens_it(locked: Locked) -> None:
    """Typed and Enter, by keyboard alone."""
    unlock(locked)
    assert locked.window.workspace.pages.journal.model.total() == 1


def test_the_page_is_calm_while_it_opens(locked: Locked) -> None:
    """The field waits and one line says so, and the window's thread is free."""
    page = locked.page
    locked.write(page.passphrase.edit, PASSPHRASE)
    locked.click("Open my journal")
    assert page.line.text() == "Opening…"
    assert not page.passphrase.isEnabled()
    locked.qtbot.waitUntil(lambda: is_open(locked.window))


def test_the_passphrase_may_be_pasted_and_shown(locked: Locked) -> None:
    """Ctrl+V fills the field; the button beside it shows and hides what is there."""
    page = locked.page
    QGuiApplication.clipboard().setText(PASSPHRASE)
    locked.qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_V, CONTROL)
    assert page.passphrase.text() == PASSPHRASE
    button = page.passphrase.show_button
    assert button.accessibleName() == "Show what I typed"
    locked.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.passphrase.edit.displayText() == PASSPHRASE
    assert button.accessibleName() == "Hide what I typed"
    locked.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert PASSPHRASE not in page.passphrase.edit.displayText()


def test_a_wrong_passphrase_is_told_in_one_sentence(locked: Locked) -> None:
    """What was typed is selected, so that typing starts again; then the right one opens."""
    try_words(locked, OTHER)
    page = locked.page
    assert page.line.text() == "That passphrase does not open this journal."
    assert page.passphrase.edit.selectedText()
    assert page.passphrase.edit.hasFocus()
    unlock(locked)


def test_wrong_passphrases_slow_down(locked: Locked) -> None:
    """From the third on the button waits, and a line counts the seconds down."""
    page = locked.page
    for _ in range(3):
        try_words(locked, OTHER)
    assert page.wait_line.text() == "Please wait 2 seconds, then try again."
    assert not page.open_button.isEnabled()
    locked.qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    assert page.forgotten_button.isEnabled(), "nothing was tried"
    locked.clock.at += timedelta(seconds=1)
    one = "Please wait 1 second, then try again."
    locked.qtbot.waitUntil(lambda: page.wait_line.text() == one)
    locked.clock.at += timedelta(seconds=1)
    locked.qtbot.waitUntil(page.wait_line.isHidden)
    unlock(locked)


def test_damage_is_not_called_a_wrong_passphrase(locked: Locked) -> None:
    """The sentence of a damaged journal, and the signal for what is offered then."""
    path = locked.paths.journal
    data = bytearray(path.read_bytes())
    data[200:600] = bytes(400)
    path.write_bytes(data)
    with locked.qtbot.waitSignal(locked.page.damaged) as told:
        try_words(locked, PASSPHRASE)
    assert told.args == [PASSPHRASE, False]
    assert locked.page.line.text() == words.problem(DamagedJournalError())
    assert locked.window.is_locked


@pytest.mark.parametrize("spelling", [str, str.lower, lambda code: code.replace("-", " ")])
def test_the_recovery_code_opens_it(locked: Locked, spelling: object) -> None:
    """However it is written; the window then asks for a new passphrase."""
    assert callable(spelling)
    locked.click("I’ve forgotten it")
    page = locked.page
    assert page.code.hasFocus()
    locked.write(page.code, spelling(str(locked.code)))
    assert page.code.text() == str(locked.code)
    locked.qtbot.keyClick(page.code, Qt.Key.Key_Return)
    locked.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PassphraseDialog))
    assert is_open(locked.window)


def test_another_code_changes_nothing(locked: Locked) -> None:
    """One sentence; and Back asks for the passphrase again."""
    locked.click("I’ve forgotten it")
    page = locked.page
    locked.write(page.code, str(RecoveryCode.new()))
    locked.click("Open my journal")
    told = "That recovery code does not open this journal."
    locked.qtbot.waitUntil(lambda: page.line.text() == told)
    locked.click("Back")
    assert page.code.text() == ""
    assert page.line.text() == ""
    unlock(locked)


def test_without_a_recovery_file_the_page_says_the_truth(locked: Locked) -> None:
    """No field that could not work; nobody can open it without one of the two."""
    (locked.paths.data / "journal.recovery").unlink()
    locked.click("I’ve forgotten it")
    assert not locked.page.code.isVisible()
    assert not locked.page.open_button.isVisible()
    assert "nobody can open the journal" in locked.page.question.text()
    locked.click("Back")
    unlock(locked)


def test_help_is_there_without_opening_anything(locked: Locked) -> None:
    """By its button and by F1."""
    locked.click("Help now")
    (dialog,) = [d for d in QApplication.topLevelWidgets() if isinstance(d, HelpDialog)]
    assert dialog.isVisible()
    assert locked.window.is_locked


def test_everything_is_reached_by_tab(locked: Locked) -> None:
    """The field, its button, the main button, the way out and help, in this order."""
    page = locked.page
    order = [page.passphrase.show_button, page.open_button, page.forgotten_button, page.help_button]
    for target in order:
        QTest.keyClick(locked.window.windowHandle(), Qt.Key.Key_Tab)
        assert target.hasFocus()


@pytest.mark.parametrize(("size", "scale"), [((1120, 760), 1.0), ((640, 480), 2.0)])
def test_it_fits_any_window(locked: Locked, size: tuple[int, int], scale: float) -> None:
    """No sideways scrolling, and the field is in view at once."""
    locked.theme.set_scale(scale)
    locked.window.resize(*size)
    locked.settle()
    page = locked.page
    field = page.passphrase.edit
    shown = field.visibleRegion
    locked.qtbot.waitUntil(lambda: shown().boundingRect().height() == field.height())
    assert page.horizontalScrollBar().maximum() == 0
