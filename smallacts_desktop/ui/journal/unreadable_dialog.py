"""About an entry that cannot be read: what that means, and the copy that a backup holds of it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.damage import EntryCopy, UnreadableEntry
from smallacts_desktop.ui.kit.basics import body, card_title, primary_button, secondary_button
from smallacts_desktop.ui.kit.dialog_size import ScrollingDialog
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import damage_words, entry_words

_WIDTH = 440


class UnreadableDialog(ScrollingDialog):
    """Accepted: the copy is to take the entry's place. Without a copy it can only be closed."""

    def __init__(
        self, theme: Theme, entry: UnreadableEntry, copy: EntryCopy | None, parent: QWidget
    ) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("Damage", "An entry that cannot be read"), parent)
        self.add(card_title(damage_words.title()), body(damage_words.about(entry)))
        self.found = body(damage_words.copy_found(copy))
        self.add(self.found)
        if copy is not None:
            self.shown = body(_shown(copy), soft=True)
            self.add(self.shown)
        self.back_button = primary_button(damage_words.restore_button(copy))
        self.back_button.setVisible(copy is not None)
        self.close_button = secondary_button(translate("Damage", "Leave it as it is"))
        if copy is None:
            self.close_button.setText(translate("Damage", "Close"))
        self.add_buttons(self.back_button, self.close_button)
        self.fit_to_words(_WIDTH)
        self.back_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        (self.close_button if copy is None else self.back_button).setFocus()


def _shown(copy: EntryCopy) -> str:
    """The copy's title and its first words."""
    parts = (entry_words.title(copy.entry), entry_words.excerpt(copy.entry))
    return "\n".join(part for part in parts if part.strip())
