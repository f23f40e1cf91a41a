"""The form of an entry that is kept already, with the way to let its changes go."""

from PySide6.QtCore import QCoreApplication, Signal

from smallacts_desktop.domain.entries import Entry, EntryDraft, EntryKind
from smallacts_desktop.journal.drafts import edit_form
from smallacts_desktop.journal.entry_making import answers_of
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui.entry_form.form import FormCard
from smallacts_desktop.ui.entry_form.questions import FormKind
from smallacts_desktop.ui.kit.basics import body, danger_button, secondary_button
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import reading_words

translate = QCoreApplication.translate


class EditCard(FormCard):
    """Begins with the changes half-made before, if there are any.

    Signals: ``delete_wanted``, ``discard_wanted``; ``unsaved_changed(bool)``, whether the answers
    differ from what is kept.
    """

    delete_wanted = Signal()
    discard_wanted = Signal()
    unsaved_changed = Signal(bool)

    def __init__(self, theme: Theme, journal: Journal, entry: Entry) -> None:
        kind = FormKind.EDIT_NOTE if entry.kind is EntryKind.NOTE else FormKind.EDIT_ACT
        super().__init__(theme, journal, kind, edit_form(entry.id))
        self._kept = EntryDraft()
        self._is_changed = False
        discard = translate("JournalPage", "Discard changes")
        self.discard_button = secondary_button(discard, self.discard_wanted)
        self.delete_button = danger_button(translate("JournalPage", "Delete"), self.delete_wanted)
        # Beside Save: each says what becomes of the changes.
        self.buttons.flow.removeWidget(self.back_button)
        for button in (self.discard_button, self.back_button, self.delete_button):
            self.buttons.flow.addWidget(button)
        self.leaving = body(soft=True)
        self.rows.addWidget(self.leaving)
        self.show_entry(entry)
        draft = journal.draft(self.form_name)
        if draft is not None:
            self.form.set_answers(draft)
        self.form.changed.connect(self._look)
        self._look()

    @property
    def is_changed(self) -> bool:
        """Whether the answers differ from what is kept."""
        return self._is_changed

    def show_entry(self, entry: Entry) -> None:
        """Show the entry as it is kept."""
        self.form.set_answers(answers_of(entry))
        self._kept = self.form.answers_so_far()
        self._look()

    def _look(self) -> None:
        changed = self.form.answers_so_far() != self._kept
        self.discard_button.setVisible(changed)
        self.leaving.setText(reading_words.leaving_form(changed=changed))
        if changed != self._is_changed:
            self._is_changed = changed
            self.unsaved_changed.emit(changed)
