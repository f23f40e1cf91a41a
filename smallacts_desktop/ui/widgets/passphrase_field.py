"""A field for a passphrase, with a button that shows what was typed."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_S
from smallacts_desktop.ui.widgets.basics import IconButton

# Longer than anybody types; a pasted book does not make the program think for minutes.
_LIMIT = 1000


class PassphraseField(QWidget):
    """Hides what is typed until the person wants to see it; pasting is welcome.

    ``name`` is what a screen reader calls the field. Signals: ``changed`` at every change of the
    text, ``entered`` when Enter was pressed, ``shown_changed(bool)`` when the words were shown or
    hidden.
    """

    changed = Signal()
    entered = Signal()
    shown_changed = Signal(bool)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setMaxLength(_LIMIT)
        self.edit.setAccessibleName(name)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        # No keyboard or input method may learn these words.
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.show_button = IconButton(theme, "eye", "")
        self.show_button.clicked.connect(lambda: self.set_shown(not self.is_shown))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(SPACE_S))
        row.addWidget(self.edit, 1)
        row.addWidget(self.show_button)
        self.setFocusProxy(self.edit)
        self._name_button()
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    @property
    def is_shown(self) -> bool:
        """Whether the words can be read."""
        return self.edit.echoMode() is QLineEdit.EchoMode.Normal

    def set_shown(self, shown: bool) -> None:
        """Show the words, or hide them again."""
        if shown == self.is_shown:
            return
        modes = QLineEdit.EchoMode
        self.edit.setEchoMode(modes.Normal if shown else modes.Password)
        self._name_button()
        self.shown_changed.emit(shown)

    def forget(self) -> None:
        """Empty the line so that nothing brings its words back, and hide what comes next."""
        # Not clear(), which could be undone by a key once the letters are shown.
        self.edit.setText("")
        self.set_shown(False)

    def _name_button(self) -> None:
        show = QCoreApplication.translate("PassphraseField", "Show what I typed")
        hide = QCoreApplication.translate("PassphraseField", "Hide what I typed")
        self.show_button.set_name(hide if self.is_shown else show)
        self.show_button.set_icon("eye-off" if self.is_shown else "eye")
