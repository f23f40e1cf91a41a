"""About an entry that cannot be read: what that means, and the copy that a backup holds of it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from smallacts_desktop.domain.damage import EntryCopy, UnreadableEntry
from smallacts_desktop.ui import damage_words, entry_words
from smallacts_desktop.ui.dialogs.fitting import fit_to_words, scrolling_rows
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_S
from smallacts_desktop.ui.widgets.basics import body, card_title, primary_button, secondary_button
from smallacts_desktop.ui.widgets.flow_layout import FlowRow

_WIDTH = 440


class UnreadableDialog(QDialog):
    """Accepted: the copy is to take the entry's place. Without a copy it can only be closed."""

    def __init__(
        self, theme: Theme, entry: UnreadableEntry, copy: EntryCopy | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("Damage", "An entry that cannot be read"))
        rows = scrolling_rows(self, theme)
        rows.addWidget(card_title(damage_words.title()))
        rows.addWidget(body(damage_words.about(entry)))
        self.found = body(damage_words.copy_found(copy))
        rows.addWidget(self.found)
        if copy is not None:
            self.shown = body(_shown(copy), soft=True)
            rows.addWidget(self.shown)
        self.back_button = primary_button(damage_words.bring_back(copy))
        self.back_button.setVisible(copy is not None)
        self.close_button = secondary_button(translate("Damage", "Leave it as it is"))
        if copy is None:
            self.close_button.setText(translate("Damage", "Close"))
        buttons = FlowRow(gap=theme.px(SPACE_S))
        for button in (self.back_button, self.close_button):
            buttons.flow.addWidget(button)
        rows.addWidget(buttons)
        fit_to_words(self, rows, theme.px(_WIDTH))
        self.back_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        (self.close_button if copy is None else self.back_button).setFocus()


def _shown(copy: EntryCopy) -> str:
    """The copy's title and its first words."""
    parts = (entry_words.title(copy.entry), entry_words.excerpt(copy.entry))
    return "\n".join(part for part in parts if part.strip())
