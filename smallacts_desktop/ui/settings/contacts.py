"""The person's own contacts in Help now."""

from collections.abc import Callable
from dataclasses import astuple
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from smallacts_desktop.domain.entries import SHORT_TEXT_LIMIT, EntryDraft
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import JournalError
from smallacts_desktop.domain.people import (
    MOST_CONTACTS,
    ContactNumberMissingError,
    OwnContact,
)
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.tokens import SPACE_L, SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit.basics import (
    Label,
    body,
    caption,
    card_title,
    heading,
    primary_button,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog
from smallacts_desktop.ui.kit.flow_layout import FlowRow, column
from smallacts_desktop.ui.kit.jobs import attempt, ignore
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.cards import SettingsCard
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

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
        self.save_button = primary_button(translate("ContactDialog", "Save"), self.save)
        cancel = secondary_button(translate("ContactDialog", "Cancel"), self.reject)
        self.add_buttons(self.save_button, cancel)
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


_Contacts = tuple[OwnContact, ...]


class ContactsCard(SettingsCard):
    """Kept in the journal; a copy is among the settings only if the person wants it there.

    ``undoable(str)``: a contact was removed, in a sentence; ``undo_removal`` takes that back.
    """

    undoable = Signal(str)

    def __init__(self, theme: Theme, journal: Journal, settings: SettingsStore) -> None:
        super().__init__(theme, translate("ContactsCard", "Your own contacts in Help now"))
        self._journal, self._settings = journal, settings
        self._removed: tuple[int, OwnContact] | None = None
        self._place = QWidget()
        self._rows = QVBoxLayout(self._place)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.px(SPACE_L))
        self.add_button = secondary_button(translate("ContactsCard", "Add a contact…"))
        self.add_button.clicked.connect(lambda: self._ask(None))
        self.when_locked = self.box(
            translate("ContactsCard", "Show them while the journal is locked, too"),
            settings.current.contacts_when_locked,
            self._choose_when_locked,
        )
        who = translate(
            "ContactsCard",
            "A friend, a neighbour, your support worker: they come first in Help now.",
        )
        where = translate(
            "ContactsCard",
            "They are kept in your journal, under its passphrase if it has one. To be "
            "shown while it is locked, a copy must lie outside it, in the settings file: "
            "anybody who uses this computer under your name could then read these names, "
            "numbers and words.",
        )
        self.add(body(who, soft=True), self._place, self.add_button)
        self.add(self.when_locked, caption(where))
        self._show()

    @property
    def contacts(self) -> _Contacts:
        """Those in the journal."""
        return self._journal.preferences.own_contacts

    def undo_removal(self) -> None:
        """Put the contact that was removed last in its place again, if it is not there yet."""
        if self._removed is not None:
            at, contact = self._removed
            contacts = self.contacts
            if self._try((*contacts[:at], contact, *contacts[at:])):
                self._removed = None

    def _choose_when_locked(self, on: bool) -> None:
        self._copy(self.contacts, on=on)

    def _try(self, contacts: _Contacts) -> bool:
        """Keep these, or say on the card why they could not be kept."""
        return self.attempt(lambda: self._save(contacts), lambda: self.add_button)

    def _save(self, contacts: _Contacts) -> None:
        self._journal.preferences.own_contacts = contacts
        if self.when_locked.isChecked():
            self._copy(contacts, on=True)
        self._show()

    def _copy(self, contacts: _Contacts, *, on: bool) -> None:
        """Have a copy of the contacts among the settings, for the lock page, or none."""
        copied = tuple(astuple(contact) for contact in contacts) if on else ()
        self._settings.change(contacts_when_locked=on, own_contacts=copied)

    def _ask(self, at: int | None) -> None:
        old = None if at is None else self.contacts[at]
        dialog = ContactDialog(
            self.theme,
            self._journal,
            self.window(),
            keep=partial(self._replace_contact, at),
            old=old,
        )
        dialog.open()

    def _replace_contact(self, at: int | None, contact: OwnContact) -> None:
        before, end = self.contacts, len(self.contacts) if at is None else at
        self._save((*before[:end], contact, *before[end + 1 :]))

    def _remove(self, at: int) -> None:
        before = self.contacts
        if not self._try(before[:at] + before[at + 1 :]):
            return
        self._removed = (at, before[at])
        self.undoable.emit(translate("ContactsCard", "The contact is removed."))
        self.add_button.setFocus()

    def _show(self) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            part = None if item is None else item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        for at, contact in enumerate(self.contacts):
            self._rows.addWidget(self._row(at, contact))
        self._place.setVisible(bool(self.contacts))
        self.add_button.setEnabled(len(self.contacts) < MOST_CONTACTS)

    def _row(self, at: int, contact: OwnContact) -> QWidget:
        part = QWidget()
        rows = QVBoxLayout(part)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self.theme.px(SPACE_XS))
        rows.addWidget(heading(contact.name))
        rows.addWidget(Label(contact.call))
        if contact.about:
            rows.addWidget(body(contact.about, soft=True))
        buttons = FlowRow(gap=self.theme.px(SPACE_S))
        for text, said, act in (
            (translate("ContactsCard", "Change…"), translate("ContactsCard", "Change {name}"),
             partial(self._ask, at)),
            (translate("ContactsCard", "Remove"), translate("ContactsCard", "Remove {name}"),
             partial(self._remove, at)),
        ):  # fmt: skip
            button = quiet_button(text, small=True)
            button.setProperty("flush", buttons.flow.count() == 0)
            button.setAccessibleName(said.format(name=contact.name))
            button.clicked.connect(lambda _=False, then=act: then())
            buttons.flow.addWidget(button)
        rows.addWidget(buttons)
        return part
