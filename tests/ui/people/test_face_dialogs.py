"""Asking for another nickname, and asking before one is forgotten."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.entries import SHORT_TEXT_LIMIT
from smallacts_desktop.ui.kit.basics import Label
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.people.page import ForgetFaceDialog, RenameFaceDialog
from tests.conftest import Screen


@pytest.fixture
def window(screen: Screen) -> QWidget:
    """What the dialog stands before."""
    made = QWidget()
    screen.show(made, 1120, 760)
    return made


@pytest.fixture
def rename(theme: Theme, window: QWidget, qtbot: QtBot) -> RenameFaceDialog:
    """The open dialog for one of two faces."""
    made = RenameFaceDialog(theme, "Ann", ["Ann", "Spaniel man"], window)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.open()
    return made


def test_the_nickname_is_there_to_be_replaced(rename: RenameFaceDialog, qtbot: QtBot) -> None:
    """The field has the keyboard and everything in it is chosen: typing replaces it."""
    qtbot.waitUntil(rename.field.hasFocus)
    qtbot.keyClicks(rename.field, "Bea")
    assert rename.field.text() == "Bea"


@pytest.mark.parametrize("by_key", [True, False])
def test_saving_is_told_once(rename: RenameFaceDialog, qtbot: QtBot, by_key: bool) -> None:
    """By Enter or by the button, with what stands in the field; the dialog waits for the answer."""
    told: list[str] = []
    rename.renamed.connect(told.append)
    rename.field.setText("Bea")
    if by_key:
        qtbot.keyClick(rename.field, Qt.Key.Key_Return)
    else:
        qtbot.mouseClick(rename.save_button, Qt.MouseButton.LeftButton)
    assert told == ["Bea"]
    assert rename.isVisible()


@pytest.mark.parametrize("typed", ["Spaniel man", " spaniel  MAN "])
def test_a_nickname_that_is_taken_makes_two_one(rename: RenameFaceDialog, typed: str) -> None:
    """The hint says so, however it is spelled, and takes it back."""
    rename.field.setText(typed)
    assert rename.hint.text() == "There is a “Spaniel man” already. The two become one."
    rename.field.setText("Somebody")
    assert rename.hint.text() == "It changes in every entry. Your notes stay as they are."


def test_the_same_name_in_another_spelling_joins_nobody(rename: RenameFaceDialog) -> None:
    """A face is not somebody else for being written large."""
    rename.field.setText("ANN")
    assert "become one" not in rename.hint.text()


def test_a_problem_goes_with_the_next_key(rename: RenameFaceDialog, qtbot: QtBot) -> None:
    """What was in the way is said until the person goes on."""
    rename.show_problem("Give a nickname.")
    assert rename.problem.isVisible()
    qtbot.keyClicks(rename.field, "B")
    assert not rename.problem.isVisible()


def test_no_nickname_is_longer_than_the_journal_keeps(rename: RenameFaceDialog) -> None:
    """The field takes no more than that."""
    rename.field.setText("x" * (SHORT_TEXT_LIMIT + 50))
    assert len(rename.field.text()) == SHORT_TEXT_LIMIT


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_a_key_too_many_keeps_a_nickname(
    theme: Theme, window: QWidget, qtbot: QtBot, key: Qt.Key
) -> None:
    """The answer that has the keyboard is the one that loses nothing."""
    dialog = ForgetFaceDialog(theme, "Ann", 3, window)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    answers: list[bool] = []
    dialog.finished.connect(lambda result: answers.append(bool(result)))
    qtbot.waitUntil(dialog.keep_button.hasFocus)
    qtbot.keyClick(dialog.keep_button, key)
    assert answers == [False]


def test_forgetting_says_what_stays(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    """How many entries, that they stay, and that it is for good."""
    dialog = ForgetFaceDialog(theme, "<i>Ann</i>", 3, window)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    said = "\n".join(label.text() for label in dialog.findChildren(Label))
    assert "“<i>Ann</i>” is taken out of every entry (3)." in said
    assert "The entries and their notes stay. This cannot be undone." in said
    assert "Backups made until now still hold it." in said
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.forget_button, Qt.MouseButton.LeftButton)
