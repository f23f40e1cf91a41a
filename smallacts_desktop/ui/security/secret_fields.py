"""Fields for what opens a journal: a passphrase, and a recovery code."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.basics import IconButton
from smallacts_desktop.ui.kit.theme import Theme

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
_GROUP = 4
# Longer than anybody types; a pasted book does not make the program think for minutes.
_LIMIT = 1000


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
        self.show_button.set_name(
            QCoreApplication.translate("PassphraseField", "Hide what I typed")
            if shown
            else QCoreApplication.translate("PassphraseField", "Show what I typed")
        )
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
