"""One act: what it is, the person's marks on it, and ways to pass it on."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.act_library import MarkedAct
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.acts.act_suggestion import ActSuggestion
from smallacts_desktop.ui.acts.own_act_dialog import OwnActDialog
from smallacts_desktop.ui.kit.basics import (
    body,
    danger_button,
    hairline,
    primary_button,
    quiet_button,
    secondary_button,
    tag,
)
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog
from smallacts_desktop.ui.kit.drawings import PictureWords
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import entry_words, words

translate = QCoreApplication.translate

_WIDTH = 600


class ActDialog(ScrollingDialog):
    """Shows an act that is in the library; every button acts at once.

    Signals: ``started``, the act waits on the card now; ``removed(Act)``, an act of the person's
    own was taken out of the library. Either closes the dialog.
    """

    started = Signal()
    removed = Signal(object)

    def __init__(self, theme: Theme, journal: Journal, act_id: str, parent: QWidget) -> None:
        super().__init__(theme, translate("ActDialog", "About this act"), parent)
        self._journal = journal
        marked = journal.acts.find(act_id)
        if marked is None:
            raise LookupError("the act is not on the shelf")
        self.marked: MarkedAct = marked
        self._make_parts()
        self._build_layout()
        self._show()
        self.fit_to_words(_WIDTH)
        self.try_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, sentence: str) -> None:
        """Say one sentence under the buttons."""
        self.problem.refuse(sentence, self.focusWidget())
        self._make_room(self.problem)

    def edit(self) -> None:
        """Ask for other words for an act of the person's own."""
        dialog = OwnActDialog(self.theme, self._journal, self, self.marked.act)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._reload)
        dialog.finished.connect(lambda: self.edit_button.setFocus(Qt.FocusReason.OtherFocusReason))
        dialog.open()

    # What the person does

    def _start(self) -> None:
        waiting = self._journal.card.pending()
        act = self.marked.act
        if waiting is not None and waiting.act_id == act.id:
            self.show_problem(translate("ActDialog", "This act is on your card already."))
        elif waiting is not None:
            self.show_problem(
                translate(
                    "ActDialog",
                    "Another act is waiting on your card. Finish it first, or let it go.",
                )
            )
        elif self._try(self._offer):
            self.accept()
            self.started.emit()

    def _offer(self) -> None:
        # The card never offers a hidden act, so asking for it shows it again.
        if self.marked.hidden:
            self._journal.acts.set_hidden(self.marked.act.id, False)
        self._journal.card.offer(self.marked.act)

    def _toggle_favourite(self) -> None:
        self._mark(not self.marked.favourite, work=self._journal.acts.set_favourite)

    def _toggle_hidden(self) -> None:
        self._mark(not self.marked.hidden, work=self._journal.acts.set_hidden)

    def _mark(self, wanted: bool, *, work: Callable[[str, bool], object]) -> None:
        self._try(lambda: work(self.marked.act.id, wanted))
        self._reload()

    def _remove(self) -> None:
        act = self.marked.act
        if self._try(lambda: self._journal.acts.remove_own(act.id)):
            self.accept()
            self.removed.emit(act)

    def _try(self, change: Callable[[], object]) -> bool:
        return attempt(
            change,
            done=lambda _: self.problem.clear_problem(),
            failed=lambda error: self.show_problem(words.problem(error)),
        )

    def _make_room(self, line: QWidget) -> None:
        self.grow_to_words()
        self.area.ensureWidgetVisible(line)

    def _reload(self) -> None:
        found = self._journal.acts.find(self.marked.act.id)
        if found is None:
            self.reject()
            return
        self.marked = found
        self._show()

    # Making and showing it

    def _show(self) -> None:
        marked, act = self.marked, self.marked.act
        self.picture.show_act(act.family, entry_words.size_line(act), act.title, act.hint)
        while (item := self._places.flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for name in entry_words.place_names(act):
            self._places.flow.addWidget(tag(name))
        takes = " ".join(filter(None, (entry_words.energy_line(act), entry_words.needs_line(act))))
        self._takes.setText(takes)
        self._takes.setVisible(bool(takes))
        self._hidden_line.setVisible(marked.hidden)
        add = translate("ActDialog", "Add to favourites")
        drop = translate("ActDialog", "Remove from favourites")
        self.favourite_button.setText(drop if marked.favourite else add)
        hide = translate("ActDialog", "Hide this act")
        show = translate("ActDialog", "Show it again")
        self.hide_button.setText(show if marked.hidden else hide)
        self.edit_button.setVisible(act.is_own)
        self.remove_button.setVisible(act.is_own)
        self.suggestion.set_act(act)

    def _make_parts(self) -> None:
        self.picture = PictureWords(self.theme)
        self._places = FlowRow(gap=self.theme.px(SPACE_S))
        self._takes = body(soft=True)
        self._hidden_line = body(
            translate("ActDialog", "Hidden: your card does not offer this act."), soft=True
        )
        self.problem = ProblemLabel()
        self.problem.hide()
        start = translate("ActDialog", "Put it on today’s card")
        self.try_button = primary_button(start, self._start)
        self.favourite_button = secondary_button(pressed=self._toggle_favourite)
        self.hide_button = secondary_button(pressed=self._toggle_hidden)
        self.edit_button = secondary_button(translate("ActDialog", "Edit"), self.edit)
        self.remove_button = danger_button(translate("ActDialog", "Remove"), self._remove)
        self.suggestion = ActSuggestion(self.theme)
        self.suggestion.said.connect(lambda: self._make_room(self.suggestion.outcome))
        self.close_button = quiet_button(translate("ActDialog", "Close"), self.accept)

    def _build_layout(self) -> None:
        self.add(self.picture, self._places, self._takes, self._hidden_line)
        self.add_buttons(
            self.try_button, self.favourite_button, self.hide_button, self.edit_button,
            self.remove_button,
        )  # fmt: skip
        self.add(self.problem, hairline(), self.suggestion, hairline())
        self.rows.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTrailing)
        self.rows.addStretch(1)
