"""Fields for what opens a journal, a passphrase or a recovery code, and the code as shown."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from smallacts_desktop.domain.errors import PassphrasesDifferError
from smallacts_desktop.domain.passphrase import (
    FEWEST_WORDS,
    SHORTEST,
    RecoveryCode,
    Strength,
    check_passphrase,
    is_long_enough,
    normalised,
)
from smallacts_desktop.journal.vault.attempts import estimate
from smallacts_desktop.tokens import SPACE_L, SPACE_S, SPACE_XL, SPACE_XS
from smallacts_desktop.ui.kit.basics import IconButton, body, caption, heading
from smallacts_desktop.ui.kit.flow_layout import column
from smallacts_desktop.ui.kit.messages import announce
from smallacts_desktop.ui.kit.step_dialog import Step
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
_GROUP = 4
# Longer than anybody types; a pasted book does not make the program think for minutes.
_LIMIT = 1000
_LARGER = 1.4
# Six groups stand in rows of equal length.
_COLUMNS = (3, 2, 1)


class PassphraseField(QWidget):
    """A line for a passphrase, hidden until the button beside it is pressed; paste is welcome.

    Signals: ``changed`` at every change of the text, ``entered`` when Enter was pressed,
    ``shown_changed(bool)`` when the words were shown or hidden.
    """

    changed = Signal()
    entered = Signal()
    shown_changed = Signal(bool)

    def __init__(self, theme: Theme, name: str) -> None:
        """``name`` is what a screen reader calls the field."""
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setMaxLength(_LIMIT)
        self.edit.setAccessibleName(name)
        self.edit.setInputMethodHints(_HINTS | Qt.InputMethodHint.ImhHiddenText)
        self.show_button = IconButton(theme, "eye", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(SPACE_S))
        row.addWidget(self.edit, 1)
        row.addWidget(self.show_button)
        self.setFocusProxy(self.edit)
        self.show_button.clicked.connect(lambda: self.set_shown(not self.is_shown))
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        self.set_shown(False)

    @property
    def is_shown(self) -> bool:
        """Whether the words can be read."""
        return self.edit.echoMode() is QLineEdit.EchoMode.Normal

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def forget(self) -> None:
        """Empty the line so that nothing brings its words back, and hide what comes next."""
        # Not clear(), which could be undone by a key once the letters are shown.
        self.edit.setText("")
        self.set_shown(False)

    def set_shown(self, shown: bool) -> None:
        """Show the words, or hide them."""
        mode = QLineEdit.EchoMode
        self.edit.setEchoMode(mode.Normal if shown else mode.Password)
        self.show_button.set_icon("eye-off" if shown else "eye")
        show = translate("PassphraseField", "Show what I typed")
        hide = translate("PassphraseField", "Hide what I typed")
        self.show_button.set_name(hide if shown else show)
        self.shown_changed.emit(shown)


class CodeField(QLineEdit):
    """A line for a recovery code, which stands in groups of four as it is typed at the end."""

    def __init__(self, name: str) -> None:
        """``name`` is what a screen reader calls the field."""
        super().__init__()
        self.setAccessibleName(name)
        self.setInputMethodHints(_HINTS)
        self.setPlaceholderText("-".join(["····"] * 6))
        self.textEdited.connect(self._group)
        self._use_even_letters()

    def forget(self) -> None:
        """Empty the line so that nothing brings its letters back."""
        self.setText("")

    def changeEvent(self, event: QEvent) -> None:
        """Keep letters of one width under another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._use_even_letters()

    def _use_even_letters(self) -> None:
        even = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()
        if self.font().families() != even:
            font = QFont(self.font())
            font.setFamilies(even)
            self.setFont(font)

    def _group(self, text: str) -> None:
        # Only at the end: a letter mended in the middle must not move the caret.
        if self.cursorPosition() != len(text):
            return
        letters = "".join(letter for letter in text.upper() if letter.isalnum())
        groups = [letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP)]
        grouped = "-".join(groups)
        if grouped != text:
            self.setText(grouped)


class CodeView(QFrame):
    """Six groups of four with their numbers; one stop for Tab, which spells the code aloud."""

    def __init__(self, theme: Theme, code: RecoveryCode) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "sunken")
        self.setProperty("focusRadius", 12)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._edge, self._gap = theme.px(SPACE_L), theme.px(SPACE_XL)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(self._edge, self._edge, self._edge, self._edge)
        self._grid.setHorizontalSpacing(self._gap)
        self._grid.setVerticalSpacing(theme.px(SPACE_L))
        self.groups: list[QLabel] = []
        self._parts = [self._part(number, group) for number, group in enumerate(code.groups, 1)]
        # Else a row of three, once there, would keep the dialog from being made narrower.
        self.setMinimumWidth(1)
        self._columns = 0
        self._arrange(1)
        spelled = translate("CodeView", "Recovery code: {code}")
        said = ", ".join(" ".join(group) for group in code.groups)
        self.setAccessibleName(spelled.format(code=said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many groups in a row as there is room for."""
        super().resizeEvent(event)
        widest = max(part.sizeHint().width() for part in self._parts)
        room = self.width() - 2 * self._edge + self._gap
        fitting = (columns for columns in _COLUMNS if columns * (widest + self._gap) <= room)
        self._arrange(next(fitting, 1))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for at in range(max(_COLUMNS) + 1):
            self._grid.setColumnStretch(at, 0)
        for number, part in enumerate(self._parts):
            self._grid.addWidget(part, number // columns, number % columns)
        self._grid.setColumnStretch(columns, 1)
        self._columns = columns

    def _part(self, number: int, group: str) -> QWidget:
        part = QWidget()
        rows = QVBoxLayout(part)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._theme.px(SPACE_XS))
        above = QLabel(str(number))
        above.setProperty("role", "caption")
        above.setAlignment(Qt.AlignmentFlag.AlignCenter)
        letters = QLabel(group)
        letters.setTextFormat(Qt.TextFormat.PlainText)
        # Digits and letters of one width, told apart easily.
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        points = self._theme.font(TextRole.CARD_TITLE).pointSizeF() * _LARGER
        letters.setStyleSheet(
            f"font-family: '{family}'; font-size: {points:g}pt; font-weight: 700;"
        )
        rows.addWidget(above)
        rows.addWidget(letters)
        self.groups.append(letters)
        return part


class PassphraseStep(Step):
    """Asks for one passphrase, called ``name``, under what is ``said``, if anything."""

    def __init__(self, theme: Theme, title: str, said: str, name: str, go: str) -> None:
        super().__init__(theme, title, go)
        self.field = PassphraseField(theme, name)
        if said:
            self.rows.addWidget(body(said))
        self.rows.addWidget(column(theme, heading(name, self.field.edit), self.field))
        self.setFocusProxy(self.field)
        self.field.entered.connect(self.entered)
        self.field.changed.connect(self.changed)

    def forget(self) -> None:
        """Forget what was typed."""
        self.field.forget()


class PassphraseForm(QWidget):
    """One field while the words can be read, and a second to type them again while they cannot.

    Signals: ``entered``, Enter was pressed in the last field; ``changed`` at every change.
    """

    entered = Signal()
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        first = translate("PassphraseForm", "New passphrase")
        again = translate("PassphraseForm", "The same again")
        self.field = PassphraseField(theme, first)
        self.again = PassphraseField(theme, again)
        # One button shows and hides both.
        self.again.show_button.hide()
        rule = translate(
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
    if not is_long_enough(text):
        return translate("PassphraseForm", "A little longer, please.")
    found = estimate(normalised(text))
    if found.weakness is not None:
        return words.word(found.weakness.label)
    return {
        Strength.FAIR: translate("PassphraseForm", "It will do. Longer is harder to guess."),
        Strength.GOOD: translate("PassphraseForm", "Good: hard to guess."),
        Strength.VERY_GOOD: translate("PassphraseForm", "Very good: very hard to guess."),
    }[found.strength]
