"""Acts: every idea there is, to look through, to mark, to add to and to pass on."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog

from smallacts_desktop.domain.act_library import ActFilter
from smallacts_desktop.domain.acts import Act
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.acts.act_dialog import ActDialog
from smallacts_desktop.ui.acts.act_list import ActListModel, ActListView, ActSearch
from smallacts_desktop.ui.acts.own_act_dialog import OwnActDialog
from smallacts_desktop.ui.kit.basics import Card, primary_button
from smallacts_desktop.ui.kit.drawings import EmptyState
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.window_words import ACTS, page_name

translate = QCoreApplication.translate


class ActsPage(Page):
    """The library of acts.

    Signals: ``undoable(str)``, an act of the person's own was removed, in a sentence, and
    ``undo_removal`` takes that back; ``told(str)``, what was just done; ``today_wanted``, an act
    was put on the card.
    """

    head_stacks_below = 520

    undoable = Signal(str)
    told = Signal(str)
    today_wanted = Signal()

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__(theme)
        self._journal = journal
        self._everything = journal.acts.all(ActFilter(hidden=True))
        self._removed: Act | None = None
        self._empty_action: Callable[[], None] = self._clear_search
        self.model = ActListModel(journal.acts, self)
        self.search = ActSearch(theme)
        self.list = ActListView(theme, self.model)
        self.problem = ProblemLabel()
        self.problem.hide()
        self.empty = EmptyState(theme, "empty-search")
        self.add_button = primary_button(translate("ActsPage", "Add your own"), self.add_own)
        self._build_layout()
        self._listen()
        self._show_list()

    # What the window calls

    def on_change(self, change: Change) -> None:
        """Follow the marks on acts, and the person's own."""
        if change.entries or change.pending:
            self._removed = None
        if change.acts:
            self._reload()

    def open_act(self, act_id: str) -> None:
        """Open one act, over the page."""
        dialog = ActDialog(self.theme, self._journal, act_id, self.window())
        dialog.started.connect(self.today_wanted)
        dialog.removed.connect(self._offer_undo)
        dialog.finished.connect(lambda: self._return_to(act_id))
        _open(dialog)

    def add_own(self) -> None:
        """Ask for an act in the person's own words."""
        dialog = OwnActDialog(self.theme, self._journal, self.window())
        dialog.saved.connect(self._added)
        _open(dialog)

    def undo_removal(self) -> None:
        """Bring back the act that was removed last, while nothing else has been done since."""
        if self._removed is None:
            return
        act_id = self._removed.id
        if self._try(lambda: self._journal.acts.restore_own(act_id)):
            self._removed = None
            self._return_to(act_id)
            self.told.emit(translate("ActsPage", "The act is back."))

    def arrange_for(self, width: int) -> None:
        """Fold the filters where there is little room."""
        self.search.arrange_for(width)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Take the keys for undo before the window does, while there is an act to bring back."""
        undoing = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
        if undoing and self._removed is not None:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.undo_removal()
                return True
        return super().event(event)

    # The list

    def _look(self) -> None:
        self.model.set_filter(self.search.filter())
        self._show_list()

    def _reload(self) -> None:
        """Read again; the keyboard stays on its act, or where that act was."""
        row = self.list.currentIndex().row()
        act_id = self.model.act_at(row).act.id if row >= 0 else ""
        self.model.reload()
        self._everything = self._journal.acts.all(ActFilter(hidden=True))
        self._show_list()
        if row >= 0:
            self._go_to(act_id, row)

    def _go_to(self, act_id: str, otherwise: int = 0) -> None:
        row = self.model.row_of(act_id)
        if row is None:
            row = min(max(otherwise, 0), self.model.rowCount() - 1)
        if row >= 0:
            self.list.go_to(row)

    def _return_to(self, act_id: str) -> None:
        if self.model.rowCount():
            self._go_to(act_id, self.list.currentIndex().row())
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_list(self) -> None:
        if self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.go_to(0)

    def _show_list(self) -> None:
        shown, wanted = self.model.rowCount(), self.model.filter
        whole = ActFilter(hidden=wanted.hidden)
        self.search.show_count(sum(whole.matches(marked) for marked in self._everything))
        had_focus = self.list.hasFocus()
        self._list_card.setVisible(shown > 0)
        self.empty.setVisible(shown == 0)
        if shown == 0:
            self._show_why_empty(wanted)
            if had_focus:
                self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        under = translate("ActsPage", "Ideas to try yourself, or to suggest to someone else")
        if wanted != whole:
            under = words.plural(
                translate("ActsPage", "{count} act found"),
                translate("ActsPage", "{count} acts found"),
                shown,
            )
        self.show_title(page_name(ACTS), under)

    def _show_why_empty(self, wanted: ActFilter) -> None:
        drawing, self._empty_action = "empty-acts", self._clear_search
        if wanted.own and not any(marked.act.is_own for marked in self._everything):
            self._empty_action = self.add_own
            sentence = translate("ActsPage", "Acts that you make up yourself will be kept here.")
            button = translate("ActsPage", "Add your own act")
        elif wanted.favourites and not any(marked.favourite for marked in self._everything):
            sentence = translate(
                "ActsPage", "Choose the star beside an act, and it will be kept here."
            )
            button = translate("ActsPage", "Show every act")
        elif wanted == ActFilter():
            self._empty_action = lambda: self.search.hidden.setChecked(True)
            sentence = translate("ActsPage", "You have hidden every act.")
            button = translate("ActsPage", "Show hidden acts")
        else:
            drawing = "empty-search"
            sentence = translate("ActsPage", "No act matches.")
            button = translate("ActsPage", "Clear the search")
        self.empty.drawing.set_name(drawing)
        self.empty.set_words(sentence, button)

    def _leave_empty(self) -> None:
        self._empty_action()

    def _clear_search(self) -> None:
        self.search.clear()
        self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the person does

    def _open_row(self, row: int) -> None:
        self.attempt_to_read(lambda: self.open_act(self.model.act_at(row).act.id))

    def _toggle_favourite(self, row: int) -> None:
        marked = self.model.act_at(row)
        self._try(lambda: self._journal.acts.set_favourite(marked.act.id, not marked.favourite))

    def _added(self, act: Act) -> None:
        if self.model.row_of(act.id) is None:
            self.search.clear()
        self._return_to(act.id)

    def _offer_undo(self, act: Act) -> None:
        self._removed = act
        self.undoable.emit(translate("ActsPage", "The act is removed."))

    def _try(self, change: Callable[[], object]) -> bool:
        """Make a change, or say on the page why it could not be made."""
        return attempt(
            change,
            done=lambda _: self.problem.hide(),
            failed=lambda error: self.show_problem_line(self.problem, words.problem(error)),
        )

    def _build_layout(self) -> None:
        self.head_row.addWidget(
            self.add_button, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        )
        self._list_card = Card(self.theme, padding=SPACE_S)
        self._list_card.rows.addWidget(self.list)
        self._list_card.rows.addStretch(1)
        self.rows.addWidget(self.search)
        self.rows.addWidget(self.problem)
        self.rows.addWidget(self._list_card, 1)
        self.rows.addWidget(self.empty, 1)
        self.arrange_for(self.width())

    def _listen(self) -> None:
        self.search.changed.connect(lambda: self.attempt_to_read(self._look))
        self.search.down_pressed.connect(self._go_to_list)
        self.list.act_opened.connect(self._open_row)
        self.list.favourite_wanted.connect(self._toggle_favourite)
        self.empty.chosen.connect(self._leave_empty)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
