"""Choosing a new passphrase: what makes a good one, and whether it was typed as it was meant."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smallacts_desktop.domain.errors import PassphrasesDifferError
from smallacts_desktop.domain.passphrase import (
    FEWEST_WORDS,
    SHORTEST,
    WEAKNESS_WORDS,
    Strength,
    check_passphrase,
    is_long_enough,
    normalised,
)
from smallacts_desktop.journal.vault.passphrase_strength import estimate
from smallacts_desktop.tokens import SPACE_L
from smallacts_desktop.ui.kit.basics import body, caption, heading
from smallacts_desktop.ui.kit.column import column
from smallacts_desktop.ui.kit.message_bar import announce
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.secret_fields import PassphraseField
from smallacts_desktop.ui.text import words


class PassphraseForm(QWidget):
    """One field while the words can be read, and a second to type them again while they cannot.

    Signals: ``entered``, Enter was pressed in the last field; ``changed`` at every change.
    """

    entered = Signal()
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        first = QCoreApplication.translate("PassphraseForm", "New passphrase")
        again = QCoreApplication.translate("PassphraseForm", "The same again")
        self.field = PassphraseField(theme, first)
        self.again = PassphraseField(theme, again)
        # One button shows and hides both.
        self.again.show_button.hide()
        rule = QCoreApplication.translate(
            "PassphraseForm",
            "At least {characters} characters, or {words} words that you remember well. Any "
            "letters and signs will do, and you may paste it.",
        )
        self.rule = body(rule.format(characters=SHORTEST, words=FEWEST_WORDS), soft=True)
        self.hint = caption()
        self._again_part = column(theme, heading(again, self.again.edit), self.again)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(SPACE_L))
        rows.addWidget(
            column(theme, heading(first, self.field.edit), self.rule, self.field, self.hint)
        )
        rows.addWidget(self._again_part)
        self.setFocusProxy(self.field)
        self.field.changed.connect(self._follow)
        self.field.entered.connect(self._go_on)
        self.again.entered.connect(self.entered)
        self.field.shown_changed.connect(self._show_again)
        for field in (self.field, self.again):
            field.changed.connect(self.changed)
        self._follow()

    def passphrase(self) -> str:
        """What the person chose.

        Raises PassphraseTooShortError, ForbiddenCharacterError or PassphrasesDifferError.
        """
        chosen = check_passphrase(self.field.text())
        if not self.field.is_shown and normalised(self.again.text()) != chosen:
            raise PassphrasesDifferError
        return chosen

    def forget(self) -> None:
        """Forget what was typed."""
        self.field.forget()
        self.again.forget()

    def _go_on(self) -> None:
        if self.field.is_shown:
            self.entered.emit()
        else:
            self.again.setFocus()

    def _show_again(self, shown: bool) -> None:
        self.again.forget()
        self._again_part.setVisible(not shown)
        self.changed.emit()

    def _follow(self) -> None:
        hint = _hint(self.field.text())
        if hint == self.hint.text():
            return
        self.hint.setText(hint)
        self.field.edit.setAccessibleDescription(hint)
        if hint:
            announce(self.hint, hint)


def _hint(text: str) -> str:
    """How hard the words are to guess, in words; nothing while there are none."""
    if not text:
        return " "
    translate = QCoreApplication.translate
    if not is_long_enough(text):
        return translate("PassphraseForm", "A little longer, please.")
    found = estimate(normalised(text))
    if found.weakness is not None:
        return words.word(WEAKNESS_WORDS[found.weakness])
    return {
        Strength.FAIR: translate("PassphraseForm", "It will do. Longer is harder to guess."),
        Strength.GOOD: translate("PassphraseForm", "Good: hard to guess."),
        Strength.VERY_GOOD: translate("PassphraseForm", "Very good: very hard to guess."),
    }[found.strength]
