"""Journal: every entry, newest first; one opens to be reread, and from there to be edited."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyle

from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui.journal.dialogs import DeletedDialog
from smallacts_desktop.ui.journal.edit_card import EditCard
from smallacts_desktop.ui.journal.list_pane import ListPane, SidePane
from smallacts_desktop.ui.journal.open_entry import OpenEntry
from smallacts_desktop.ui.journal.reading import ReadingView
from smallacts_desktop.ui.kit.actions import (
    EARLIER_ENTRY,
    EDIT_ENTRY,
    GOOD_MOMENT,
    LATER_ENTRY,
    add_action,
)
from smallacts_desktop.ui.kit.basics import quiet_button
from smallacts_desktop.ui.kit.page import TWO_COLUMNS, Page
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import entry_words, words
from smallacts_desktop.ui.text.window_words import JOURNAL, faces_name, page_name

translate = QCoreApplication.translate
# The list beside an entry, in pixels at 100 % text and as a part of the page.
_NARROWEST_LIST, _PART_OF_LIST = 336, 0.36


class JournalPage(Page):
    """The list of entries; one that is open, to be read or edited, stands beside it or over it.

    Signals: ``undoable(str)`` with what was just done, ``discarded(str)`` with what
    ``undo_discard`` takes back; ``today_wanted`` from the empty page; ``faces_wanted``.
    """

    head_stacks_below = 480

    undoable = Signal(str)
    discarded = Signal(str)
    today_wanted = Signal()
    faces_wanted = Signal()

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__(theme)
        self._journal = journal
        self.pane, self.side = ListPane(journal, theme), SidePane(theme, self)
        self.model, self.list, self.search = self.pane.model, self.pane.list, self.pane.search
        self.empty, self.nothing = self.pane.empty, self.pane.nothing
        self.entry = OpenEntry(journal, theme, self.model, self.attempt)
        self.undo_discard = self.entry.undo_discard
        self.deleted_button = quiet_button(translate("JournalPage", "Recently deleted"))
        self.faces_button = quiet_button(faces_name(), self.faces_wanted)
        for button in (self.faces_button, self.deleted_button):
            button.setProperty("flush", True)
            leading = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
            self.head_row.addWidget(button, 0, leading)
        self.rows.addWidget(self.pane, 1)
        self.rows.addWidget(self.entry, 1)
        self._wire()
        self._show_list()

    def _wire(self) -> None:
        self.pane.entry_opened.connect(self.open_entry)
        self.search.changed.connect(lambda: self.attempt_to_read(self._look))
        self.pane.today_wanted.connect(self.today_wanted)
        self.deleted_button.clicked.connect(lambda: self.attempt_to_read(self.show_deleted))
        for part in (self.pane, self.entry):
            part.undoable.connect(self.undoable)
            part.problem_told.connect(self.problem_told)
        self.entry.discarded.connect(self.discarded)
        self.entry.shown.connect(self._show_open)
        self.entry.closed.connect(self._go_back_to_list)
        for bar in (self.verticalScrollBar(), self.side.area.verticalScrollBar()):
            bar.valueChanged.connect(lambda: self.attempt_to_read(self.pane.fetch_near_the_end))
        self._reading_keys = [
            add_action(EARLIER_ENTRY, self, lambda: self.entry.step(1)),
            add_action(LATER_ENTRY, self, lambda: self.entry.step(-1)),
            add_action(EDIT_ENTRY, self, self.edit_open),
            add_action(GOOD_MOMENT, self, self.entry.turn_moment),
        ]

    @property
    def reading(self) -> ReadingView | None:
        """The entry on show, while it is read."""
        return self.entry.reading

    @property
    def form_card(self) -> EditCard | None:
        """The entry on show, while it is edited."""
        return self.entry.form_card

    # What the window calls

    def on_change(self, change: Change) -> None:
        """Follow the journal; an entry on show that was changed elsewhere is shown again."""
        if change.entries:
            self.pane.reload()
            self._show_list()
            self.entry.follow()

    def on_new_day(self) -> None:
        """Let the new day be asked for."""
        self.search.set_today(self._journal.today())

    def on_chosen_again(self) -> None:
        """Come back to the list from an entry."""
        if self.entry.id is not None:
            self.close_entry()

    def open_entry(self, entry_id: UUID) -> None:
        """Show one entry to be read; a search that it is not among is let go."""
        if not self.model.filter.is_empty and self.model.row_of(entry_id) is None:
            self.search.clear()
        self.entry.read(entry_id)

    def edit_open(self) -> None:
        """Edit the entry on show, with the changes half-made to it if there are any."""
        self.entry.edit()

    def reopen(self, form: str) -> bool:
        """Open the entry whose form was on the screen last; False when it is gone."""
        return self.entry.reopen(form)

    def close_entry(self) -> None:
        """Go back to the list; changes half-made stay as a draft."""
        self.entry.close_it()

    def show_person(self, nickname: str) -> None:
        """List the entries that name one person."""
        self.close_entry()
        if self.entry.id is None:
            self.search.clear()
            self.search.show_person(nickname)

    def focus_search(self) -> None:
        """Put the keyboard where words to look for are typed; an entry that is open is closed."""
        if self.entry.id is not None:
            self.close_entry()
        self.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.field.selectAll()

    def focus_first(self) -> None:
        """Put the keyboard where the person reads or writes, or on the page."""
        # Back from an entry, the keyboard is in its row already.
        if not self.entry.focus_first() and not self.list.hasFocus():
            super().focus_first()

    def show_deleted(self) -> None:
        """Show what can still be brought back."""
        dialog = DeletedDialog(self.theme, self._journal, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def save_words(self) -> None:
        """Write what is half-written now; raises a SmallActsError where it cannot be."""
        self.entry.save_words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back one step on Escape: from the form to reading, from there to the list."""
        if event.key() == Qt.Key.Key_Escape and self.entry.id is not None:
            self.entry.go_back()
        else:
            super().keyPressEvent(event)

    # The list

    def _look(self) -> None:
        self.pane.look()
        self._show_list()

    def _show_list(self) -> None:
        under = self.pane.show_rows()
        if self.entry.id is None:
            self.deleted_button.setVisible(self._journal.deleted.count() > 0)
            self.faces_button.show()
            self.show_title(page_name(JOURNAL), under)
            self.title.show()

    def _go_back_to_list(self, opened: UUID) -> None:
        for key in self._reading_keys:
            key.setEnabled(False)
        self._measure()
        self._show_list()
        # One that is gone would be looked for to the end of the journal.
        if self._journal.find(opened) is not None:
            self.pane.mark_row(opened)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # The open entry

    def _show_open(self) -> None:
        entry, is_read = self.entry.entry, self.entry.reading is not None
        if entry is None:
            return
        day = words.long_day(entry.date, with_year=True)
        self.show_title(day, entry_words.details(entry))
        # What is read has a head of its own.
        for part in (self.title, self.subtitle):
            part.setVisible(not is_read and bool(part.text()))
        self.deleted_button.hide()
        self.faces_button.hide()
        for key in self._reading_keys:
            key.setEnabled(is_read)
        self.pane.mark_row(entry.id)
        self._measure()

    # How it looks

    def arrange_for(self, width: int) -> None:
        """Put the list beside the open entry where there is room, and else out of sight."""
        is_open = self.entry.id is not None
        # The rail stands beside the page, so the window is wider than the page.
        beside = is_open and width >= self.theme.px(TWO_COLUMNS - 212)
        side = max(self.theme.px(_NARROWEST_LIST), int(width * _PART_OF_LIST)) if beside else 0
        if beside != self.side.isVisibleTo(self):
            self._place_list(beside=beside)
        self.pane.setVisible(beside or not is_open)
        self.leave_room(side)
        place = QRect(0, 0, side, self.height())
        self.side.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
        self.entry.fit(self.rows.width)

    def _place_list(self, *, beside: bool) -> None:
        self.pane.stand_beside(beside)
        if beside:
            self.side.rows.addWidget(self.pane)
        else:
            self.rows.insertWidget(1, self.pane, 1)
        self.side.setVisible(beside)
