"""Today: the daily card from choosing an act to saving it, beside the week and the stones."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from smallacts_desktop.domain.acts import ActFamily, ActSize
from smallacts_desktop.domain.entries import Barrier, Entry, EntryDraft, EntryKind, PendingAct
from smallacts_desktop.journal.changes import AFTER_FORM, Change
from smallacts_desktop.journal.entry_making import answers_for
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.tokens import SPACE_XL
from smallacts_desktop.ui.kit.basics import quiet_button
from smallacts_desktop.ui.kit.icons import act_drawing
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.page import TWO_COLUMNS, Page, fade_in
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import entry_words
from smallacts_desktop.ui.today.act_card import (
    ActCard,
    ChooseCard,
    NotThisTimeCard,
    SavedCard,
    TodayState,
    WaitingCard,
    after_titles,
    titles_of,
)
from smallacts_desktop.ui.today.side_cards import SideCards

if TYPE_CHECKING:
    from smallacts_desktop.ui.entry_form.form import EntryForm, FormCard

LOG_FORM = "log"
NOTE_FORM = "note"
translate = QCoreApplication.translate

_FORM_STATES = {
    AFTER_FORM: TodayState.AFTER,
    LOG_FORM: TodayState.LOG,
    NOTE_FORM: TodayState.NOTE,
}


class TodayPage(Page):
    """The first page; to make it raises a SmallActsError where the journal cannot be read.

    Later that is told, and what was shown before stays.
    Signals: ``day_wanted(date)``, a day of the week was opened; ``undoable(str)`` with what was
    just done; ``help_wanted``, where to turn in a crisis.
    """

    head_stacks_below = 420

    day_wanted = Signal(object)
    undoable = Signal(str)
    help_wanted = Signal()

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__(theme)
        self._journal = journal
        self.state = TodayState.CHOOSE
        self.card: QWidget = QWidget()
        # The card, while it is a form; and what was saved last.
        self._form: FormCard | None = None
        self._saved: Entry | None = None
        self.write_button = quiet_button(translate("TodayPage", "Just write"))
        self.write_button.setProperty("flush", True)
        self._side = SideCards(theme, journal)
        self.week = self._side.week
        self._build_layout()
        self.week.day_activated.connect(self.day_wanted)
        self.write_button.clicked.connect(self.just_write)
        self._show_start()

    # What the window calls

    def show_start(self) -> None:
        """Show what belongs on the card: a half-written form, a waiting act, or today's act."""
        self.attempt_to_read(self._show_start)

    def on_change(self, change: Change) -> None:
        """Follow the journal where it concerns this page."""
        if change.entries or change.preferences:
            self._side.refresh()
        if self.state is TodayState.SAVED and not self._is_still_saved():
            # It was taken back, and an act may wait again.
            self._show()
        elsewhere = change.pending or change.preferences or change.acts
        if not elsewhere or self.state not in (TodayState.CHOOSE, TodayState.WAITING):
            return
        if isinstance(self.card, ChooseCard) and not self._is_waiting():
            # The same card with other words: what has the keyboard keeps it.
            self._fill_choose_card(self.card)
        else:
            self._show()

    def on_new_day(self) -> None:
        """A new day began while the window was open; a form in use stays as it is."""
        self._side.refresh()
        if self.state in (TodayState.CHOOSE, TodayState.WAITING, TodayState.SAVED):
            self._show()

    def save_words(self) -> None:
        """Write what is half-written now."""
        if self._form is not None:
            self._form.flush()

    def just_write(self) -> None:
        """Open the form for words without an act."""
        self._open(TodayState.NOTE)

    def log_on(self, day: date) -> None:
        """Open the form for an act that was done on ``day``."""
        if (form := self._open(TodayState.LOG)) is not None:
            form.when.set_when(day, None)

    def log_with(self, person: str, size: ActSize | None) -> None:
        """Open the form for an act that was done with ``person``."""
        if (form := self._open(TodayState.LOG)) is not None:
            form.name_person(person, size)

    def focus_first(self) -> None:
        """Put the keyboard on the card."""
        if self._form is not None:
            self._form.form.focus_first()
        elif isinstance(self.card, ActCard):
            self.card.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_start(self) -> None:
        state = _FORM_STATES.get(self._journal.preferences.open_form)
        if state is TodayState.AFTER and not self._is_waiting():
            state = None
        self._show_card(state)
        self._side.refresh()

    def _is_waiting(self) -> bool:
        return self._journal.card.pending() is not None

    def _is_still_saved(self) -> bool:
        return self._saved is None or self._journal.find(self._saved.id) is not None

    def _show(self, state: TodayState | None = None) -> None:
        """Show the card of ``state``, or else the act of the day, which may be waiting."""
        self.attempt_to_read(lambda: self._show_card(state))

    def _show_card(self, state: TodayState | None) -> None:
        makers: dict[TodayState, Callable[[], QWidget]] = {
            TodayState.CHOOSE: self._choose_card,
            TodayState.WAITING: self._waiting_card,
            TodayState.NOT_THIS_TIME: self._not_this_time_card,
            TodayState.AFTER: self._after_card,
            TodayState.LOG: lambda: self._form_card(LOG_FORM),
            TodayState.NOTE: lambda: self._form_card(NOTE_FORM),
        }
        if state is None:
            state = TodayState.WAITING if self._is_waiting() else TodayState.CHOOSE
        self._replace_card(state, makers[state]())

    def _replace_card(self, state: TodayState, card: QWidget) -> None:
        titles = self._titles(state)
        # The window's own, kept while a dialog over it is in use.
        focused = cast("QWidget | None", self.window().focusWidget())
        had_focus = focused is not None and self.card.isAncestorOf(focused)
        self._main.replaceWidget(self.card, card)
        self.card.hide()
        self.card.deleteLater()
        self.card, self.state = card, state
        self._form = cast("FormCard", card) if state in _FORM_STATES.values() else None
        self.show_title(*titles)
        self.write_button.setVisible(state not in _FORM_STATES.values())
        self.verticalScrollBar().setValue(0)
        card.show()
        self._put_side_last()
        fade_in(card, self.theme)
        if self._form is not None:
            self._form.form.focus_first()
        elif had_focus:
            # The button that was pressed is gone; the keyboard stays on the card.
            card.setFocus(Qt.FocusReason.OtherFocusReason)
            self.focus_first()

    def _put_side_last(self) -> None:
        """Let Tab come to the side cards after the card that was just put in.

        Qt puts a control at the end of the order when it gets its parent, and setTabOrder loses
        its way among controls made of others; so the side cards get their parent again.
        """
        self._columns.removeWidget(self._side)
        self._side.setParent(None)
        self._columns.addWidget(self._side)
        self._side.show()

    def _fill_choose_card(self, card: ChooseCard) -> None:
        daily = self._journal.card
        card.reserve_height_for(self._journal.catalogue)
        if (act := daily.act()) is None:
            card.show_nothing(daily.size, daily.answers())
        else:
            card.show_act(act, daily.place_of(act), daily.size, daily.step_offer())

    def _choose_card(self) -> QWidget:
        card, daily = ChooseCard(self.theme), self._journal.card
        self._fill_choose_card(card)
        card.size_chosen.connect(self._choose_size)
        card.another.connect(lambda: self.attempt(daily.another_idea))
        card.tried.connect(lambda mood: self.attempt(partial(self._start, mood)))
        card.did_something.connect(lambda: self._open(TodayState.LOG))
        card.step_taken.connect(lambda offer: self.attempt(lambda: daily.accept_step(offer)))
        card.step_put_off.connect(lambda offer: self.attempt(lambda: daily.not_yet(offer)))
        return card

    def _waiting_card(self) -> QWidget:
        card = WaitingCard(self.theme)
        pending = self._pending()
        family = self._journal.catalogue.family_of(pending.act_id, pending.size)
        card.show_pending(pending, family, self._journal.today())
        card.done.connect(lambda: self._open(TodayState.AFTER))
        card.not_this_time.connect(lambda: self._show(TodayState.NOT_THIS_TIME))
        card.did_something.connect(lambda: self._open(TodayState.LOG))
        return card

    def _not_this_time_card(self) -> QWidget:
        card = NotThisTimeCard(self.theme)
        card.dropped.connect(lambda: self.attempt(self._journal.drop_waiting, self._show_dropped))
        card.kept.connect(self._save_barrier)
        card.back.connect(lambda: self._show(TodayState.WAITING))
        return card

    def _after_card(self) -> QWidget:
        pending = self._pending()
        card = self._form_card(AFTER_FORM, answers_for(pending))
        card.form.ask_when(pending.started_day != self._journal.today())
        return card

    def _form_card(self, form: str, first_answers: EntryDraft | None = None) -> "FormCard":
        from smallacts_desktop.ui.entry_form.form import FormCard
        from smallacts_desktop.ui.entry_form.questions import FormKind

        kinds = {AFTER_FORM: FormKind.AFTER, LOG_FORM: FormKind.LOG, NOTE_FORM: FormKind.NOTE}
        card = FormCard(self.theme, self._journal, kinds[form], form)
        answers = self._journal.draft(form) or first_answers
        if answers is not None:
            card.form.set_answers(answers)
        card.saved.connect(partial(self._save, card))
        card.left.connect(self._leave_form)
        card.problem_told.connect(self.problem_told)
        return card

    def _pending(self) -> PendingAct:
        if (pending := self._journal.card.pending()) is None:
            raise RuntimeError("the waiting card is shown only while an act waits")
        return pending

    def _choose_size(self, size: ActSize) -> None:
        card = self.card
        kept = self.attempt(lambda: self._journal.card.choose_size(size))
        if not kept and isinstance(card, ChooseCard):
            self.attempt_to_read(lambda: self._fill_choose_card(card))

    def _start(self, mood: int | None) -> None:
        if (act := self._journal.card.act()) is not None:
            self._journal.card.start(act, mood)

    def _show_dropped(self, _: None) -> None:
        self._show(TodayState.CHOOSE)
        self.undoable.emit(translate("TodayPage", "The act is off the card."))

    def _save_barrier(self, why: Barrier | None) -> None:
        kept = translate("TodayPage", "The reason is kept.")
        self.attempt(
            lambda: self._journal.not_this_time(why), lambda entry: self._show_saved(entry, kept)
        )

    def _open(self, state: TodayState) -> "EntryForm | None":
        """Show the form of ``state``; None where it could not be."""
        form = next(name for name, shown in _FORM_STATES.items() if shown is state)
        self.attempt(lambda: self._note_open_form(form), lambda _: self._show(state))
        return self._form.form if self._form is not None and self.state is state else None

    def _note_open_form(self, form: str) -> None:
        # The card of another form goes when this one comes.
        self.save_words()
        if form != self._journal.preferences.open_form:
            self._journal.preferences.open_form = form

    def _leave_form(self) -> None:
        self.attempt(lambda: self._note_open_form(""), lambda _: self._show())

    def _save(self, card: "FormCard", answers: EntryDraft) -> None:
        def save() -> Entry:
            if self.state is TodayState.AFTER:
                return self._journal.complete(answers)
            return self._journal.write(answers, card.form_name)

        attempt(save, done=partial(self._show_entry_saved, card), failed=card.refuse)

    def _show_entry_saved(self, card: "FormCard", entry: Entry) -> None:
        card.stop_keeping()
        self._show_saved(entry, translate("TodayPage", "The entry is saved."))

    def _show_saved(self, entry: Entry, sentence: str) -> None:
        from smallacts_desktop.domain.closing_lines import Tone, tone_of

        self._saved, soft = entry, tone_of(entry) is Tone.SOFT
        family = ActFamily.WINDOW
        if entry.kind is EntryKind.ACT:
            family = self._journal.catalogue.family_of(entry.act_id, entry.size or ActSize.SMALLEST)
        # No drawing grins at a low mood.
        if family is ActFamily.SMILE and soft:
            family = ActFamily.TEA
        line, title = self._journal.closing_line(entry), entry_words.saved_title(entry)
        drawing = "note" if entry.kind is EntryKind.NOTE else act_drawing(family)
        card = SavedCard(self.theme, drawing, title, line, soft=soft)
        card.go_on.connect(self._show)
        card.help_wanted.connect(self.help_wanted)
        self.attempt_to_read(lambda: self._replace_card(TodayState.SAVED, card))
        card.main_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.undoable.emit(sentence)

    def _titles(self, state: TodayState) -> tuple[str, str]:
        if state is TodayState.AFTER:
            return after_titles(self._pending())
        return titles_of(state, self._journal.today(), self._journal.moment().time)

    def _build_layout(self) -> None:
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        self.head_row.addWidget(self.write_button, 0, top)
        self._main = QVBoxLayout()
        self._main.addWidget(self.card)
        self._main.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addLayout(self._main, 1)
        self._columns.addWidget(self._side)
        self.rows.addLayout(self._columns)
        self.rows.addStretch(1)
        self.arrange_for(self.width())

    def arrange_for(self, width: int) -> None:
        """Put the side cards beside the daily card, or under it where there is no room."""
        self._columns.setSpacing(self.theme.px(SPACE_XL))
        # The rail stands beside the page, so the window is wider than the page.
        wide = width >= self.theme.px(TWO_COLUMNS - 212)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self._side.stand_beside(wide)
