"""Choosing a passphrase: hidden or shown, hinted at in words, typed as it was meant."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.errors import PassphrasesDifferError, PassphraseTooShortError
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.passphrase_fields import PassphraseForm
from tests.conftest import Screen


@pytest.fixture
def form(theme: Theme, screen: Screen) -> PassphraseForm:
    """The form on the screen, with the keyboard in its first field."""
    made = PassphraseForm(theme)
    screen.show(made)
    screen.focus(made)
    return made


def test_what_is_typed_is_hidden_until_asked_for(form: PassphraseForm, qtbot: QtBot) -> None:
    """The button shows the words, says what it does, and hides them again."""
    qtbot.keyClicks(form.field.edit, "four words of mine")
    assert "four" not in form.field.edit.displayText()
    assert form.field.show_button.accessibleName() == "Show what I typed"
    qtbot.mouseClick(form.field.show_button, Qt.MouseButton.LeftButton)
    assert form.field.edit.displayText() == "four words of mine"
    assert form.field.show_button.accessibleName() == "Hide what I typed"
    qtbot.keyClick(form.field.show_button, Qt.Key.Key_Space)
    assert form.field.edit.echoMode() is QLineEdit.EchoMode.Password


def test_hidden_words_are_typed_twice(form: PassphraseForm, qtbot: QtBot) -> None:
    """Enter leads to the second field, and from there on."""
    qtbot.keyClicks(form.field.edit, "four words of mine")
    qtbot.keyClick(form.field.edit, Qt.Key.Key_Return)
    assert form.again.edit.hasFocus()
    qtbot.keyClicks(form.again.edit, "four words of mind")
    with pytest.raises(PassphrasesDifferError):
        form.passphrase()
    form.again.edit.setText("four words of mine")
    assert form.passphrase() == "four words of mine"
    with qtbot.waitSignal(form.entered):
        qtbot.keyClick(form.again.edit, Qt.Key.Key_Return)


def test_words_that_can_be_read_are_typed_once(form: PassphraseForm, qtbot: QtBot) -> None:
    """The second field goes while the first is shown."""
    form.field.set_shown(True)
    assert not form.again.isVisible()
    qtbot.keyClicks(form.field.edit, "four words of mine")
    with qtbot.waitSignal(form.entered):
        qtbot.keyClick(form.field.edit, Qt.Key.Key_Return)
    assert form.passphrase() == "four words of mine"
    form.field.set_shown(False)
    with pytest.raises(PassphrasesDifferError):
        form.passphrase()


def test_a_passphrase_may_be_pasted(form: PassphraseForm, qtbot: QtBot) -> None:
    """From a manager of passwords, say, into both fields."""
    QGuiApplication.clipboard().setText("pasted-by-a-manager-42")
    for field in (form.field, form.again):
        qtbot.keyClick(field.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert form.passphrase() == "pasted-by-a-manager-42"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("short", "A little longer, please."),
        (
            "aaaaaaaaaaaaaaaa",
            "It will do, but it is easy to guess: it repeats the same letters or words.",
        ),
        ("brown kettle", "It will do. Longer is harder to guess."),
        ("four words of mine", "Good: hard to guess."),
        ("a whole sentence that nobody else would say", "Very good: very hard to guess."),
    ],
)
def test_the_hint_is_in_words(form: PassphraseForm, qtbot: QtBot, typed: str, hint: str) -> None:
    """Under the field, and with it for a screen reader."""
    qtbot.keyClicks(form.field.edit, typed)
    assert form.hint.text() == hint
    assert form.field.edit.accessibleDescription() == hint


def test_too_short_a_passphrase_is_refused(form: PassphraseForm) -> None:
    """With the rule, which names no signs that must be in it."""
    form.field.set_shown(True)
    form.field.edit.setText("eleven char")
    with pytest.raises(PassphraseTooShortError, match="12 characters, or 4 words"):
        form.passphrase()
    assert "Any letters and signs will do" in form.rule.text()


def test_clearing_forgets_and_hides(form: PassphraseForm) -> None:
    """Nothing of it stays in the fields, not to be undone either."""
    form.field.set_shown(True)
    form.field.edit.setText("four words of mine")
    form.forget()
    assert (form.field.text(), form.again.text(), form.field.is_shown) == ("", "", False)
    form.field.edit.undo()
    assert form.field.text() == ""
