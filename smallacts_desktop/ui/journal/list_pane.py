"""The list of entries with its search, over the whole page or beside the entry that is read."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from smallacts_desktop.domain.backups import EntryCopy, UnreadableEntry
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.drafts import edit_form
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_PAGE, SPACE_XL, SPACE_XS
from smallacts_desktop.ui.journal.dialogs import UnreadableDialog
from smallacts_desktop.ui.journal.entry_list import EntryListModel, EntryListView
from smallacts_desktop.ui.journal.entry_search import EntrySearch
from smallacts_desktop.ui.kit.basics import Card, body, hairline, title
from smallacts_desktop.ui.kit.dialogs import wait_for
from smallacts_desktop.ui.kit.drawings import EmptyState
from smallacts_desktop.ui.kit.flow_layout import Rows, column
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.page import fit_scroll
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.window_words import JOURNAL, page_name

translate = QCoreApplication.translate


class ListPane(QWidget):
    """The search over the list, or over what stands there when the list is empty.

    Signals: ``entry_opened(UUID)``; ``today_wanted`` from the empty list; ``undoable(str)``, what
    was just done; ``problem_told(str)``, why something could not be done.
    """

    entry_opened = Signal(object)
    today_wanted = Signal()
    undoable = Signal(str)
    problem_told = Signal(str)

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__()
        self._journal, self._theme = journal, theme
        # Places and people are gathered from every entry: not at each key.
        self._offer_is_old = True
        self.model = EntryListModel(journal, self)
        self.list = EntryListView(theme, self.model)
        self.search = EntrySearch(theme, journal.today())
        self._title, self._under = title(page_name(JOURNAL)), body(soft=True)
        # The page has a head of its own while the list is all there is on it.
        self._head = column(theme, self._title, self._under, gap=SPACE_XS)
        self._head.hide()
        self._card = Card(theme, padding=SPACE_M)
        self._card.rows.addWidget(self.list)
        self._card.rows.addStretch(1)
        self._make_empty_states(theme)
        rows: QVBoxLayout = Rows(theme, self, self._head, self.search, gap=SPACE_XL)
        for part in (self._card, self.nothing, self.empty):
            rows.addWidget(part, 1)
        self.list.entry_opened.connect(self._open_row)
        self.list.delete_wanted.connect(self._delete_row)
        self.search.down_pressed.connect(self._go_to_list)

    def reload(self) -> None:
        """Read the entries again, and what can be asked for."""
        self.model.reload()
        self._offer_is_old = True

    def show_rows(self) -> str:
        """Show the list as the model has it; returns how many entries that are, in words."""
        total = self.model.total()
        looking = not self.model.filter.is_empty
        self.search.setVisible(total > 0 or looking)
        if self._offer_is_old:
            self._offer_is_old = False
            self.search.offer(self._journal.own_places(), self._journal.persons())
        self._card.setVisible(total > 0)
        self.nothing.setVisible(total == 0 and looking)
        self.empty.setVisible(total == 0 and not looking)
        under = _under(total, looking=looking)
        self._under.setText(under)
        return under

    def stand_beside(self, beside: bool) -> None:
        """Say what it is, where it stands beside an entry."""
        self._head.setVisible(beside)

    def clear_search(self) -> None:
        """Ask for everything again, ready for other words."""
        self.search.clear()
        self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self) -> None:
        """List what the search asks for."""
        wanted = self.search.filter()
        self.model.set_filter(wanted)
        self.list.mark(wanted.text)

    def fetch_near_the_end(self) -> None:
        """Read more rows where the last are nearly in sight."""
        if self.model.has_more() and self.list.nears_its_end():
            self.model.read_more()

    def mark_row(self, entry_id: UUID) -> None:
        """Let the entry's row be the chosen one, if it is in the list."""
        row = self.model.row_of(entry_id)
        if row is not None:
            self.list.setCurrentIndex(self.model.index(row))

    def _go_to_list(self) -> None:
        if self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.setCurrentIndex(self.model.index(0))

    def _open_row(self, row: int) -> None:
        entry = self.model.listed_at(row)
        if isinstance(entry, Entry):
            self.entry_opened.emit(entry.id)
        else:
            self._offer_copy(entry)

    def _offer_copy(self, entry: UnreadableEntry) -> None:
        what = translate("JournalPage", "Looking for a copy in your backups")

        def look() -> EntryCopy | None:
            unreadable = self._journal.unreadable
            return wait_for(self._theme, what, lambda _: unreadable.copy_of(entry), self)

        def show(copy: EntryCopy | None) -> None:
            self._show_unreadable(entry, copy)

        attempt(look, done=show, failed=lambda _: show(None))

    def _show_unreadable(self, entry: UnreadableEntry, copy: EntryCopy | None) -> None:
        dialog = UnreadableDialog(self._theme, entry, copy, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if copy is not None:
            dialog.accepted.connect(partial(self._restore, entry, copy))
        dialog.open()

    def _restore(self, entry: UnreadableEntry, copy: EntryCopy) -> None:
        done = translate("JournalPage", "The copy is in its place.")
        attempt(
            lambda: self._journal.unreadable.restore(entry, copy),
            done=lambda _: self.undoable.emit(done),
            failed=self._show_problem,
        )

    def _delete_row(self, row: int) -> None:
        entry = self.model.listed_at(row)
        if not isinstance(entry, Entry):
            return

        def show(_: Entry) -> None:
            if self.model.rowCount():
                next_row = min(row, self.model.rowCount() - 1)
                self.list.setCurrentIndex(self.model.index(next_row))
            self.undoable.emit(translate("JournalPage", "The entry is deleted."))

        attempt(
            lambda: self._journal.delete(entry.id, edit_form(entry.id)),
            done=show,
            failed=self._show_problem,
        )

    def _show_problem(self, error: SmallActsError) -> None:
        self.problem_told.emit(words.problem(error))

    def _make_empty_states(self, theme: Theme) -> None:
        kept_here = translate(
            "JournalPage", "What you do and write will be kept here, newest first."
        )
        to_today = translate("JournalPage", "Go to today’s card")
        self.empty = EmptyState(theme, "empty-journal", kept_here, to_today)
        self.empty.chosen.connect(self.today_wanted)
        no_match = translate("JournalPage", "No entry matches.")
        clear = translate("JournalPage", "Clear the search")
        self.nothing = EmptyState(theme, "empty-search", no_match, clear)
        self.nothing.chosen.connect(self.clear_search)


def _under(total: int, *, looking: bool) -> str:
    if looking:
        one = translate("JournalPage", "{count} entry found")
        many = translate("JournalPage", "{count} entries found")
    else:
        one = translate("JournalPage", "{count} entry, newest first")
        many = translate("JournalPage", "{count} entries, newest first")
    return words.plural_or_blank(one, many, total)


class SidePane(QWidget):
    """Where the list stands beside an entry, with a scroll bar of its own."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground = QWidget()
        self._ground.setProperty("role", "page")
        self.rows = QVBoxLayout(self._ground)
        self.area: QScrollArea = fit_scroll(self._ground)
        line = hairline()
        line.setFixedSize(1, 16_777_215)
        line.setMinimumHeight(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.area, 1)
        row.addWidget(line)
        theme.changed.connect(self._measure)
        self._measure()
        self.hide()

    def _measure(self) -> None:
        px = self._theme.px
        top = px(SPACE_PAGE - SPACE_XS)
        lead, end = px(SPACE_PAGE), px(SPACE_L)
        left, right = (end, lead) if self.isRightToLeft() else (lead, end)
        self.rows.setContentsMargins(left, top, right, px(SPACE_L))
