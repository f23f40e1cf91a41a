"""Adding or changing a contact of the person's own."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.domain.entries import SHORT_TEXT_LIMIT
from smallacts_desktop.domain.errors import JournalError, SmallActsError
from smallacts_desktop.domain.own_contacts import (
    ContactNumberMissingError,
    OwnContact,
)
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui.kit.basics import (
    card_title,
    heading,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.column import column
from smallacts_desktop.ui.kit.dialog_size import ScrollingDialog
from smallacts_desktop.ui.kit.jobs import attempt, ignore
from smallacts_desktop.ui.kit.problem_label import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

_WIDTH = 480
_FORM = "own-contact"


class ContactDialog(ScrollingDialog):
    """Asks for name, number and some words; ``old`` is the contact that is changed.

    ``keep`` is given what was typed once it is a contact, and may raise a SmallActsError; then the
    dialog stays. What was typed and not saved is there when the dialog is opened next.
    """

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        parent: QWidget,
        *,
        keep: Callable[[OwnContact], None],
        old: OwnContact | None = None,
    ) -> None:
        translate = QCoreApplication.translate
        title = translate("ContactDialog", "A contact of your own")
        super().__init__(theme, title, parent)
        self._journal, self._keep_contact = journal, keep
        self._form = _FORM if old is None else f"{_FORM}:{old.name}"
        self.add(card_title(title))
        self.problem = ProblemLabel()
        self.problem.hide()
        self.name = self._field(translate("ContactDialog", "Name"))
        self.call = self._field(translate("ContactDialog", "What to dial or text"))
        self.about = self._field(translate("ContactDialog", "Some words, if you like"))
        self.add(self.problem)
        self.save_button = primary_button(translate("ContactDialog", "Save"))
        cancel = secondary_button(translate("ContactDialog", "Cancel"))
        self.add_buttons(self.save_button, cancel)
        self.save_button.clicked.connect(self.save)
        cancel.clicked.connect(self.reject)
        self._fill(old or OwnContact("", ""))
        self._before = self._typed()
        self._restore_words()
        self.fit_to_words(_WIDTH)
        self.name.setFocus()

    def save(self) -> None:
        """Keep the contact, or say what is in the way."""
        attempt(self._save, done=self._leave_saved, failed=self._refuse)

    def _save(self) -> None:
        self._keep_contact(OwnContact.checked(*self._typed()))

    def _leave_saved(self, _: None) -> None:
        self.accept()
        attempt(lambda: self._journal.drop_draft(self._form), failed=ignore)

    def _refuse(self, error: SmallActsError) -> None:
        self.problem.refuse(words.problem(error), self._field_for(error))
        self.grow_to_words()

    def _field_for(self, error: SmallActsError) -> QWidget:
        """The field that ``error`` is about; the button for what is about none, as a full disk."""
        if isinstance(error, ContactNumberMissingError):
            return self.call
        return self.save_button if isinstance(error, JournalError) else self.name

    def reject(self) -> None:
        """Leave; what was typed is kept for the next time."""
        attempt(self.save_words, failed=ignore)
        super().reject()

    def done(self, result: int) -> None:
        """Close, for good."""
        super().done(result)
        self.deleteLater()

    def save_words(self) -> None:
        """Keep what was typed until the dialog is opened next; raises a SmallActsError."""
        if self._typed() == self._before:
            self._journal.drop_draft(self._form)
            return
        name, call, about = self._typed()
        self._journal.save_draft(self._form, EntryDraft(act=name, place=call, note=about))

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(SHORT_TEXT_LIMIT)
        field.setAccessibleName(name)
        field.returnPressed.connect(self.save)
        field.textChanged.connect(self.problem.clear_problem)
        self.add(column(self.theme, heading(name, field), field))
        return field

    def _typed(self) -> tuple[str, str, str]:
        return self.name.text(), self.call.text(), self.about.text()

    def _fill(self, contact: OwnContact) -> None:
        self.name.setText(contact.name)
        self.call.setText(contact.call)
        self.about.setText(contact.about)

    def _restore_words(self) -> None:
        kept = self._journal.draft(self._form)
        if kept is not None:
            self._fill(OwnContact(kept.act, kept.place, kept.note))
