"""The entry that is open on the Journal page: read first, and edited when that is asked for."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry, EntryDraft, EntryKind
from smallacts_desktop.journal.changes import EDIT_FORM
from smallacts_desktop.journal.drafts import edit_form
from smallacts_desktop.journal.entry_making import answers_of
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui.journal.edit_card import EditCard
from smallacts_desktop.ui.journal.entry_list import EntryListModel
from smallacts_desktop.ui.journal.reading import ReadingView
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.flow_layout import Rows
from smallacts_desktop.ui.kit.jobs import attempt, ignore
from smallacts_desktop.ui.kit.messages import ensure_visible
from smallacts_desktop.ui.kit.page import Attempt
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import reading_words

translate = QCoreApplication.translate


class OpenEntry(QWidget):
    """Empty until an entry is opened; ``id`` and ``entry`` are None then.

    Signals: ``shown``, an entry is on show, to be read or edited; ``closed(UUID)``, it no longer
    is. ``undoable(str)``, what was just done; ``discarded(str)``, with what ``undo_discard`` takes
    back; ``problem_told(str)``, why what is typed could not be kept, blank once it was.
    """

    shown = Signal()
    closed = Signal(object)
    undoable = Signal(str)
    discarded = Signal(str)
    problem_told = Signal(str)

    def __init__(
        self, journal: Journal, theme: Theme, model: EntryListModel, attempt_on_page: Attempt
    ) -> None:
        super().__init__()
        self._journal, self._theme, self._model = journal, theme, model
        self._attempt = attempt_on_page
        self._rows = Rows(theme, self)
        self._rows.addStretch(1)
        self._let_go: tuple[UUID, EntryDraft] | None = None
        self.id: UUID | None = None
        self.entry: Entry | None = None
        self.reading: ReadingView | None = None
        self.form_card: EditCard | None = None
        self.hide()

    # What the page calls

    def read(self, entry_id: UUID) -> None:
        """Show one entry to be read; changes half-made to another stay as a draft."""
        self._attempt(lambda: self._find(entry_id, ""), self._show_reading)

    def edit(self) -> None:
        """Edit the entry on show, with the changes half-made to it if there are any."""
        entry_id = self.id
        if entry_id is not None and self.form_card is None:
            self._attempt(lambda: self._find(entry_id, edit_form(entry_id)), self._show_form)

    def reopen(self, form: str) -> bool:
        """Edit the entry whose form this is; False when it is gone."""
        try:
            entry_id = UUID(form.removeprefix(EDIT_FORM))
        except ValueError:
            return False
        is_there = attempt(lambda: self._find(entry_id, form), done=self._show_form, failed=ignore)
        if not is_there:
            self._forget_form()
        return is_there

    def go_back(self) -> None:
        """Go one step back: from the form to reading, from there to the list."""
        if self.form_card is not None:
            self.form_card.leave()
        else:
            self.close_it()

    def close_it(self) -> None:
        """Show no entry; changes half-made stay as a draft."""
        if self.id is not None:
            self._attempt(lambda: self._note_open_form(""), lambda _: self._go())

    def delete_it(self) -> None:
        """Delete the entry on show; it can be undone."""
        entry_id = self.id
        if entry_id is None:
            return

        def delete() -> None:
            # Until it is deleted, what was typed belongs to it.
            self.save_words()
            self._journal.delete(entry_id, edit_form(entry_id))

        deleted = translate("JournalPage", "The entry is deleted.")
        self._attempt(delete, lambda _: self.undoable.emit(deleted))

    def step(self, step: int) -> None:
        """Read a neighbour in the list: 1 for the entry before, -1 for the one after."""
        if self.id is not None and self.reading is not None:
            there = self._model.neighbour(self.id, step)
            if there is not None:
                self.read(there)

    def follow(self) -> None:
        """Show what the journal holds now."""
        if self.id is None:
            return
        entry = self._journal.find(self.id)
        if entry is None:
            if self.form_card is not None:
                self.form_card.stop_keeping()
            self._forget_form()
            self._go()
        elif self.form_card is None:
            self._fill_reading(entry)
        elif entry != self.entry:
            self.entry = entry
            if not self.form_card.is_changed:
                self.form_card.stop_keeping()
                self.form_card.show_entry(entry)
            self.shown.emit()

    def undo_discard(self) -> None:
        """Edit again with the changes that were discarded last."""
        if self._let_go is None:
            return
        entry_id, answers = self._let_go
        form = edit_form(entry_id)

        def restore_changes() -> Entry:
            self._journal.save_draft(form, answers)
            return self._find(entry_id, form)

        self._attempt(restore_changes, self._show_form)

    def save_words(self) -> None:
        """Write what is half-written now; raises a SmallActsError where it cannot be."""
        if self.form_card is not None:
            self.form_card.flush()

    def focus_first(self) -> bool:
        """Put the keyboard where the person reads or writes; False when nothing is open."""
        if self.reading is not None:
            self.reading.focus_first()
        elif self.form_card is not None:
            self.form_card.form.focus_first()
        return self.id is not None

    def fit(self, width: int) -> None:
        """Lay what is read out for ``width`` pixels."""
        if self.reading is not None:
            self.reading.fit(width)

    # Within it

    def _find(self, entry_id: UUID, form: str) -> Entry:
        """Find the entry, and note which form is about to be open, blank for none."""
        entry = self._journal.entry(entry_id)
        self._note_open_form(form)
        return entry

    def _note_open_form(self, form: str) -> None:
        # The form of another entry goes when this one comes.
        self.save_words()
        card = self.form_card
        if card is not None and not card.is_changed:
            # Changed and changed back: nothing of it is to be marked.
            self._journal.drop_draft(card.form_name)
        if form != self._journal.preferences.open_form:
            self._journal.preferences.open_form = form

    def _forget_form(self) -> None:
        """Note that no form is open, if that can be noted."""
        attempt(lambda: self._note_open_form(""), failed=ignore)

    def _show_reading(self, entry: Entry) -> None:
        self._drop()
        self.reading = ReadingView(self._theme)
        self.reading.edit_wanted.connect(self.edit)
        self.reading.delete_wanted.connect(self.delete_it)
        self.reading.private_wanted.connect(self._turn_private)
        self.reading.moment_wanted.connect(self.turn_moment)
        self.reading.step_wanted.connect(self.step)
        self.reading.left.connect(self.close_it)
        self._rows.insertWidget(0, self.reading)
        self._fill_reading(entry)
        self._come(self.reading)

    def _fill_reading(self, entry: Entry) -> None:
        self.id, self.entry = entry.id, entry
        if self.reading is not None:
            self.reading.show_entry(
                entry,
                self._drawing(entry),
                unsaved=self._model.is_unsaved(entry.id),
                earlier=self._model.neighbour(entry.id, 1) is not None,
                later=self._model.neighbour(entry.id, -1) is not None,
            )
        self.shown.emit()

    def _drawing(self, entry: Entry) -> str:
        if entry.kind is EntryKind.NOTE:
            return "note"
        size = entry.size or ActSize.SMALLEST
        return icons.act_drawing(self._journal.catalogue.family_of(entry.act_id, size))

    def _show_form(self, entry: Entry) -> None:
        self._drop()
        self.id, self.entry = entry.id, entry
        card = EditCard(self._theme, self._journal, entry)
        card.saved.connect(self._save)
        card.left.connect(lambda: self.read(entry.id))
        card.problem_told.connect(self.problem_told)
        card.delete_wanted.connect(self.delete_it)
        card.discard_wanted.connect(self._discard)
        card.unsaved_changed.connect(
            lambda unsaved: self._model.mark_unsaved(entry.id, unsaved=unsaved)
        )
        self.form_card = card
        self._rows.insertWidget(0, card)
        self.shown.emit()
        self._come(card)

    def _come(self, part: QWidget) -> None:
        """Bring what was just put in to where the person sees it, with the keyboard on it."""
        part.show()
        self.show()
        self.focus_first()
        ensure_visible(self, part)

    def turn_moment(self) -> None:
        """Mark the entry that is read as a good moment, or no longer."""
        entry = self.entry
        if entry is not None and self.reading is not None:
            changed = replace(answers_of(entry), good_moment=not entry.good_moment)
            if not self._change(entry, changed, reading_words.moment_done):
                self.reading.heart.show_mark(entry)

    def _turn_private(self) -> None:
        entry = self.entry
        if entry is not None:
            changed = replace(answers_of(entry), private=not entry.private)
            self._change(entry, changed, reading_words.private_done)

    def _change(self, entry: Entry, answers: EntryDraft, say: Callable[[Entry], str]) -> bool:
        return self._attempt(
            lambda: self._journal.edit(entry.id, answers),
            lambda new: self.undoable.emit(say(new)),
        )

    def _discard(self) -> None:
        card, entry = self.form_card, self.entry
        if card is None or entry is None:
            return
        let_go = card.form.answers_so_far()

        def discard() -> None:
            self._journal.drop_draft(card.form_name)
            card.stop_keeping()
            card.show_entry(entry)

        def show(_: None) -> None:
            self._let_go = entry.id, let_go
            self.read(entry.id)
            self.discarded.emit(reading_words.discarded())

        self._attempt(discard, show)

    def _save(self, answers: EntryDraft) -> None:
        card, entry_id = self.form_card, self.id
        if card is None or entry_id is None:
            return

        def show(entry: Entry) -> None:
            # The form goes, whether or not it can be noted that it is closed.
            card.stop_keeping()
            self._forget_form()
            self._show_reading(entry)
            self.undoable.emit(translate("JournalPage", "Your changes are saved."))

        attempt(
            lambda: self._journal.edit(entry_id, answers, card.form_name),
            done=show,
            failed=card.refuse,
        )

    def _go(self) -> None:
        opened = self.id
        self._drop()
        self.id = self.entry = None
        self.hide()
        self.closed.emit(opened)

    def _drop(self) -> None:
        parts: tuple[QWidget | None, ...] = (self.form_card, self.reading)
        for part in parts:
            if part is not None:
                self._rows.removeWidget(part)
                part.hide()
                part.deleteLater()
        self.form_card = self.reading = None
