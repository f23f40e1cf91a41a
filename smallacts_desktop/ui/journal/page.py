"""Journal: every entry, newest first; one opens to be read, edited or deleted."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.backups import EntryCopy, UnreadableEntry
from smallacts_desktop.domain.entries import Entry, EntryDraft, EntryKind
from smallacts_desktop.journal.changes import EDIT_FORM, Change
from smallacts_desktop.journal.entry_making import answers_of
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.tokens import SPACE_M
from smallacts_desktop.ui.entry_form.form import FormCard
from smallacts_desktop.ui.entry_form.questions import FormKind
from smallacts_desktop.ui.journal.dialogs import DeletedDialog, UnreadableDialog
from smallacts_desktop.ui.journal.entry_list import EntryListModel, EntryListView, EntrySearch
from smallacts_desktop.ui.kit.basics import Card, danger_button, quiet_button
from smallacts_desktop.ui.kit.dialogs import wait_for
from smallacts_desktop.ui.kit.drawings import EmptyState
from smallacts_desktop.ui.kit.jobs import attempt, ignore
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import entry_words, words
from smallacts_desktop.ui.text.window_words import JOURNAL, faces_name, page_name

translate = QCoreApplication.translate


class JournalPage(Page):
    """The list of entries, or the form of one of them.

    Signals: ``undoable(str)`` with what was just done; ``today_wanted`` from the empty page;
    ``faces_wanted``.
    """

    head_stacks_below = 480

    undoable = Signal(str)
    today_wanted = Signal()
    faces_wanted = Signal()

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__(theme)
        self._journal = journal
        self._open_id: UUID | None = None
        self._open_entry: Entry | None = None
        # Places and people are gathered from every entry: not at each key.
        self._offer_is_old = True
        self.form_card: FormCard | None = None
        self.model = EntryListModel(journal, self)
        self.list = EntryListView(theme, self.model)
        self.list.entry_opened.connect(self._open_row)
        self.list.delete_wanted.connect(self._delete_row)
        self.search = EntrySearch(theme, journal.today())
        self.search.changed.connect(lambda: self.attempt_to_read(self._look))
        self.search.down_pressed.connect(self._go_to_list)
        self._list_card = Card(theme, padding=SPACE_M)
        self._list_card.rows.addWidget(self.list)
        self._list_card.rows.addStretch(1)
        self.verticalScrollBar().valueChanged.connect(self._fetch_near_the_end)
        kept_here = translate(
            "JournalPage", "What you do and write will be kept here, newest first."
        )
        to_today = translate("JournalPage", "Go to today’s card")
        self.empty = EmptyState(theme, "empty-journal", kept_here, to_today)
        self.empty.chosen.connect(self.today_wanted)
        no_match = translate("JournalPage", "No entry matches.")
        clear = translate("JournalPage", "Clear the search")
        self.nothing = EmptyState(theme, "empty-search", no_match, clear)
        self.nothing.chosen.connect(self._clear_search)
        self.deleted_button = quiet_button(translate("JournalPage", "Recently deleted"))
        self.deleted_button.clicked.connect(lambda: self.attempt_to_read(self.show_deleted))
        self.faces_button = quiet_button(faces_name(), self.faces_wanted)
        for button in (self.faces_button, self.deleted_button):
            button.setProperty("flush", True)
            leading = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
            self.head_row.addWidget(button, 0, leading)
        self.rows.addWidget(self.search)
        for part in (self._list_card, self.nothing, self.empty):
            self.rows.addWidget(part, 1)
        self._show_list()

    # What the window calls

    def on_change(self, change: Change) -> None:
        """Follow the journal; an entry on show that was changed elsewhere is shown again."""
        if not change.entries:
            return
        self.model.reload()
        self._offer_is_old = True
        if self._open_id is None:
            self._show_list()
            return
        entry = self._journal.find(self._open_id)
        if entry is None:
            self._leave_form()
        elif self.form_card is not None and entry != self._open_entry:
            self._open_entry = entry
            self.form_card.stop_keeping()
            self.form_card.form.set_answers(answers_of(entry))
            self._say_entry(entry)

    def on_new_day(self) -> None:
        """Let the new day be asked for."""
        self.search.set_today(self._journal.today())

    def open_entry(self, entry_id: UUID) -> None:
        """Open one entry, with the changes half-made to it if there are any."""
        self.attempt(lambda: self._begin(entry_id), self._show_form)

    def _begin(self, entry_id: UUID) -> Entry:
        """Find the entry, and note which form is about to be open."""
        entry = self._journal.entry(entry_id)
        self._note_open_form(_form(entry_id))
        return entry

    def _note_open_form(self, form: str) -> None:
        # The form of another entry goes when this one comes.
        self.save_words()
        if form != self._journal.preferences.open_form:
            self._journal.preferences.open_form = form

    def _leave_form(self) -> None:
        """Go back to the list, whether or not it can be noted that the form is closed."""
        attempt(lambda: self._note_open_form(""), failed=ignore)
        self._go_back_to_list(None)

    def _show_form(self, entry: Entry) -> None:
        self._drop_form()
        self._open_id = entry.id
        self._open_entry = entry
        name = _form(entry.id)
        kind = FormKind.EDIT_NOTE if entry.kind is EntryKind.NOTE else FormKind.EDIT_ACT
        card = FormCard(self.theme, self._journal, kind, name)
        card.form.set_answers(self._journal.draft(name) or answers_of(entry))
        card.saved.connect(self._save)
        card.left.connect(self.close_entry)
        card.problem_told.connect(self.problem_told)
        delete = danger_button(translate("JournalPage", "Delete"), self.delete_open)
        card.buttons.flow.addWidget(delete)
        self.form_card = card
        self.rows.insertWidget(self.rows.count() - 1, card)
        for part in (
            self.search, self._list_card, self.nothing, self.empty, self.deleted_button,
            self.faces_button,
        ):  # fmt: skip
            part.hide()
        self._say_entry(entry)
        card.form.focus_first()
        self.verticalScrollBar().setValue(0)

    def reopen(self, form: str) -> bool:
        """Open the entry whose form was on the screen last; False when it is gone."""
        try:
            entry_id = UUID(form.removeprefix(EDIT_FORM))
        except ValueError:
            return False
        is_there = attempt(lambda: self._begin(entry_id), done=self._show_form, failed=ignore)
        if not is_there:
            attempt(lambda: self._note_open_form(""), failed=ignore)
        return is_there

    def close_entry(self) -> None:
        """Go back to the list; changes half-made stay as a draft."""
        self.attempt(lambda: self._note_open_form(""), self._go_back_to_list)

    def _go_back_to_list(self, _: None) -> None:
        opened = self._open_id
        self._drop_form()
        self._show_list()
        # One that is gone would be looked for to the end of the journal.
        if opened is not None and self._journal.find(opened) is not None:
            row = self.model.row_of(opened)
            if row is not None:
                self.list.setCurrentIndex(self.model.index(row))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def delete_open(self) -> None:
        """Delete the entry on show; it can be undone."""
        entry_id = self._open_id
        if entry_id is None:
            return

        def delete_entry() -> None:
            # Until it is deleted, what was typed belongs to it.
            self.save_words()
            self._journal.delete(entry_id, _form(entry_id))

        self.attempt(delete_entry, self._show_deleted_message)

    def _show_deleted_message(self, _: object) -> None:
        self.undoable.emit(translate("JournalPage", "The entry is deleted."))

    def show_person(self, nickname: str) -> None:
        """List the entries that name one person."""

        def show(_: None) -> None:
            self._drop_form()
            self.search.clear()
            self.search.show_person(nickname)

        self.attempt(lambda: self._note_open_form(""), show)

    def focus_search(self) -> None:
        """Put the keyboard where words to look for are typed; an entry that is open is closed."""
        if self._open_id is not None:
            self.close_entry()
        self.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.field.selectAll()

    def show_deleted(self) -> None:
        """Show what can still be brought back."""
        dialog = DeletedDialog(self.theme, self._journal, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def save_words(self) -> None:
        """Write what is half-written now; raises a SmallActsError where it cannot be."""
        if self.form_card is not None:
            self.form_card.flush()

    # The list

    def _open_row(self, row: int) -> None:
        entry = self.model.listed_at(row)
        if isinstance(entry, Entry):
            self.open_entry(entry.id)
        else:
            self._offer_copy(entry)

    def _offer_copy(self, entry: UnreadableEntry) -> None:
        what = translate("JournalPage", "Looking for a copy in your backups")

        def look() -> EntryCopy | None:
            unreadable = self._journal.unreadable
            return wait_for(self.theme, what, lambda _: unreadable.copy_of(entry), self)

        def show(copy: EntryCopy | None) -> None:
            self._show_unreadable(entry, copy)

        attempt(look, done=show, failed=lambda _: show(None))

    def _show_unreadable(self, entry: UnreadableEntry, copy: EntryCopy | None) -> None:
        dialog = UnreadableDialog(self.theme, entry, copy, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if copy is not None:
            dialog.accepted.connect(partial(self._restore, entry, copy))
        dialog.open()

    def _restore(self, entry: UnreadableEntry, copy: EntryCopy) -> None:
        def show(_: Entry) -> None:
            sentence = translate("JournalPage", "The copy is in its place.")
            self.undoable.emit(sentence)

        self.attempt(lambda: self._journal.unreadable.restore(entry, copy), show)

    def _delete_row(self, row: int) -> None:
        entry = self.model.listed_at(row)
        if not isinstance(entry, Entry):
            return
        entry_id = entry.id

        def show(_: Entry) -> None:
            if self.model.rowCount():
                next_row = min(row, self.model.rowCount() - 1)
                self.list.setCurrentIndex(self.model.index(next_row))
            self._show_deleted_message(_)

        self.attempt(lambda: self._journal.delete(entry_id, _form(entry_id)), show)

    def _look(self) -> None:
        wanted = self.search.filter()
        self.model.set_filter(wanted)
        self.list.mark(wanted.text)
        self._show_list()

    def _fetch_near_the_end(self) -> None:
        if self.model.has_more() and self.list.nears_its_end():
            self.attempt_to_read(self.model.read_more)

    def _clear_search(self) -> None:
        self.search.clear()
        self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_list(self) -> None:
        if self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.setCurrentIndex(self.model.index(0))

    def _show_list(self) -> None:
        total = self.model.total()
        looking = not self.model.filter.is_empty
        self.search.setVisible(total > 0 or looking)
        if self._offer_is_old:
            self._offer_is_old = False
            self.search.offer(self._journal.own_places(), self._journal.persons())
        self.deleted_button.setVisible(self._journal.deleted.count() > 0)
        self.faces_button.show()
        self._list_card.setVisible(total > 0)
        self.nothing.setVisible(total == 0 and looking)
        self.empty.setVisible(total == 0 and not looking)
        under = words.plural(
            translate("JournalPage", "{count} entry, newest first"),
            translate("JournalPage", "{count} entries, newest first"),
            total,
        )
        if looking:
            under = words.plural(
                translate("JournalPage", "{count} entry found"),
                translate("JournalPage", "{count} entries found"),
                total,
            )
        self.say_title(page_name(JOURNAL), under if total else "")

    # The open entry

    def _save(self, answers: EntryDraft) -> None:
        entry_id = self._open_id
        if entry_id is None or self.form_card is None:
            return
        attempt(
            lambda: self._journal.edit(entry_id, answers, _form(entry_id)),
            done=self._show_saved_message,
            failed=self.form_card.refuse,
        )

    def _show_saved_message(self, _: Entry) -> None:
        if self.form_card is not None:
            self.form_card.stop_keeping()
        self._leave_form()
        self.undoable.emit(translate("JournalPage", "Your changes are saved."))

    def _say_entry(self, entry: Entry) -> None:
        self.say_title(words.long_day(entry.date, with_year=True), entry_words.details(entry))

    def _drop_form(self) -> None:
        self._open_id = None
        if self.form_card is not None:
            card: QWidget = self.form_card
            self.rows.removeWidget(card)
            card.hide()
            card.deleteLater()
            self.form_card = None


def _form(entry_id: UUID) -> str:
    """What the draft of changes to an entry is called."""
    return f"{EDIT_FORM}{entry_id}"
