"""Today: the daily card from choosing an act to saving it, beside the week and the stones."""

from collections.abc import Callable
from datetime import date, time
from enum import Enum, auto
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from smallacts_desktop.domain.act_library import StepOffer
from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Barrier, Entry, EntryDraft, EntryKind, PendingAct
from smallacts_desktop.journal.changes import AFTER_FORM, Change
from smallacts_desktop.journal.entry_making import answers_for
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.tokens import SPACE_L, SPACE_XL
from smallacts_desktop.ui.kit.basics import quiet_button
from smallacts_desktop.ui.kit.jobs import attempt, ignore
from smallacts_desktop.ui.kit.page import TWO_COLUMNS, Page, fade_in
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import entry_words, words
from smallacts_desktop.ui.text.window_words import TODAY, page_name
from smallacts_desktop.ui.today.act_card import (
    ChooseCard,
    NotThisTimeCard,
    SavedCard,
    WaitingCard,
)
from smallacts_desktop.ui.today.side_cards import StonesCard, WeekCard

if TYPE_CHECKING:
    from smallacts_desktop.ui.entry_form.form import FormCard

LOG_FORM = "log"
NOTE_FORM = "note"
_SIDE_WIDTH = 248
# Qt's own bound on a widget's size, which its Python names do not include.
QWIDGETSIZE_MAX = 16_777_215


class TodayState(Enum):
    """What the daily card shows."""

    CHOOSE = auto()
    WAITING = auto()
    NOT_THIS_TIME = auto()
    AFTER = auto()
    LOG = auto()
    NOTE = auto()
    SAVED = auto()


_FORM_STATES = {
    AFTER_FORM: TodayState.AFTER,
    LOG_FORM: TodayState.LOG,
    NOTE_FORM: TodayState.NOTE,
}


class TodayPage(Page):
    """The first page.

    Signals: ``day_wanted(date)``, a day of the week was opened; ``undoable(str)`` with what was
    just done.
    """

    head_stacks_below = 420

    day_wanted = Signal(object)
    undoable = Signal(str)

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__(theme)
        self._journal = journal
        self.state = TodayState.CHOOSE
        self.card: QWidget = QWidget()
        # The card, while it is a form.
        self._form: FormCard | None = None
        self.write_button = quiet_button(QCoreApplication.translate("TodayPage", "Just write"))
        self.write_button.setProperty("flush", True)
        self.week = WeekCard(theme)
        self.stones = StonesCard(theme)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._main = QVBoxLayout()
        self._side = QVBoxLayout()
        self._side_holder = QWidget()
        self._side_holder.setLayout(self._side)
        self._build_layout()
        self.week.day_activated.connect(self.day_wanted)
        self.write_button.clicked.connect(self.just_write)
        self.show_start()

    # What the window calls

    def show_start(self) -> None:
        """Show what belongs on the card: a half-written form, a waiting act, or today's act."""
        state = _FORM_STATES.get(self._journal.preferences.open_form)
        if state is TodayState.AFTER and self._journal.card.pending() is None:
            state = None
        self._show(state or self._resting_state())
        self.refresh_side()

    def on_change(self, change: Change) -> None:
        """Follow the journal where it concerns this page."""
        if change.entries or change.preferences:
            self.refresh_side()
        if change.pending and self.state is TodayState.SAVED and self._is_waiting():
            # What was kept was taken back, and its act waits again.
            self._show(TodayState.WAITING)
        elsewhere = change.pending or change.preferences or change.acts
        if not elsewhere or self.state not in (TodayState.CHOOSE, TodayState.WAITING):
            return
        state = self._resting_state()
        if state is TodayState.CHOOSE and isinstance(self.card, ChooseCard):
            # The same card with other words: what has the keyboard keeps it.
            self._fill_choose_card(self.card)
        else:
            self._show(state)

    def on_new_day(self) -> None:
        """A new day began while the window was open; a form in use stays as it is."""
        self.refresh_side()
        if self.state in (TodayState.CHOOSE, TodayState.WAITING, TodayState.SAVED):
            self._show(self._resting_state())

    def save_words(self) -> None:
        """Write what is half-written now."""
        if self._form is not None:
            self._form.flush()

    def just_write(self) -> None:
        """Open the form for words without an act."""
        self._open(TodayState.NOTE)

    def log_on(self, day: date) -> None:
        """Open the form for an act that was done on ``day``."""
        if self._open(TodayState.LOG) and self._form is not None:
            self._form.form.when.set_when(day, None)

    def note_on(self, day: date) -> None:
        """Open the form for words about ``day``."""
        if self._open(TodayState.NOTE) and self._form is not None:
            self._form.form.when.set_when(day, None)

    def log_with(self, person: str, size: ActSize | None) -> None:
        """Open the form for an act that was done with ``person``."""
        if self._open(TodayState.LOG) and self._form is not None:
            self._form.form.name_person(person, size)

    def refresh_side(self) -> None:
        """Show the week and the stones again."""
        self.week.show_week(self._journal.last_seven_days(), self._journal.today())
        self.stones.show_progress(self._journal.card.size, self._journal.card.days_done())

    # The card's states

    def _resting_state(self) -> TodayState:
        return TodayState.WAITING if self._is_waiting() else TodayState.CHOOSE

    def _is_waiting(self) -> bool:
        return self._journal.card.pending() is not None

    def _show(self, state: TodayState) -> None:
        makers: dict[TodayState, Callable[[], QWidget]] = {
            TodayState.CHOOSE: self._choose_card,
            TodayState.WAITING: self._waiting_card,
            TodayState.NOT_THIS_TIME: self._not_this_time_card,
            TodayState.AFTER: self._after_card,
            TodayState.LOG: lambda: self._form_card(LOG_FORM),
            TodayState.NOTE: lambda: self._form_card(NOTE_FORM),
        }
        self._replace_card(state, makers[state]())

    def _replace_card(self, state: TodayState, card: QWidget) -> None:
        # The window's own, which it keeps while a dialog over it is in use.
        focused = cast("QWidget | None", self.window().focusWidget())
        had_focus = focused is not None and self.card.isAncestorOf(focused)
        self._main.replaceWidget(self.card, card)
        self.card.hide()
        self.card.deleteLater()
        self.card, self.state = card, state
        self._form = cast("FormCard", card) if state in _FORM_STATES.values() else None
        self._say_titles()
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
            self._first_control(card).setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_side_last(self) -> None:
        """Let Tab come to the side cards after the card that was just put in.

        Qt puts a control at the end of the order when it gets its parent, and setTabOrder loses
        its way among controls made of others; so the side cards get their parent again.
        """
        self._columns.removeWidget(self._side_holder)
        self._side_holder.setParent(None)
        self._columns.addWidget(self._side_holder)
        self._side_holder.show()

    def focus_first(self) -> None:
        """Put the keyboard on the card."""
        if self._form is not None:
            self._form.form.focus_first()
        else:
            self._first_control(self.card).setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_control(self, card: QWidget) -> QWidget:
        if isinstance(card, ChooseCard):
            return card.try_button
        if isinstance(card, WaitingCard):
            return card.done_button
        if isinstance(card, NotThisTimeCard | SavedCard):
            return card.go_button
        return card

    def _fill_choose_card(self, card: ChooseCard) -> None:
        daily = self._journal.card
        card.reserve_height_for(self._journal.catalogue)
        card.show_act(daily.act(), daily.size, daily.step_offer())

    def _choose_card(self) -> QWidget:
        card = ChooseCard(self.theme)
        self._fill_choose_card(card)
        card.size_chosen.connect(self._choose_size)
        card.another.connect(self._another_idea)
        card.tried.connect(self._try)
        card.did_something.connect(lambda: self._open(TodayState.LOG))
        card.step_taken.connect(self._take_step)
        card.step_put_off.connect(self._put_step_off)
        return card

    def _waiting_card(self) -> QWidget:
        card = WaitingCard(self.theme)
        card.show_pending(self._pending(), self._journal.today())
        card.done.connect(lambda: self._open(TodayState.AFTER))
        card.not_this_time.connect(lambda: self._show(TodayState.NOT_THIS_TIME))
        card.did_something.connect(lambda: self._open(TodayState.LOG))
        return card

    def _not_this_time_card(self) -> QWidget:
        card = NotThisTimeCard(self.theme)
        card.dropped.connect(self._drop_waiting)
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
        from smallacts_desktop.ui.entry_form.questions import FormKind, Suggestions

        kinds = {AFTER_FORM: FormKind.AFTER, LOG_FORM: FormKind.LOG, NOTE_FORM: FormKind.NOTE}
        suggestions = Suggestions(
            [act.title for act in self._journal.catalogue], self._journal.persons()
        )
        card = FormCard(self.theme, self._journal, kinds[form], form, suggestions)
        answers = self._journal.draft(form) or first_answers
        if answers is not None:
            card.form.set_answers(answers)
        card.saved.connect(self._save)
        card.left.connect(self._leave_form)
        card.problem_told.connect(self.problem_told)
        return card

    def _pending(self) -> PendingAct:
        pending = self._journal.card.pending()
        if pending is None:
            raise RuntimeError("the waiting card is shown only while an act waits")
        return pending

    # What the person does

    def _choose_size(self, size: ActSize) -> None:
        if size is self._journal.card.size:
            return
        kept = self.attempt(lambda: self._journal.card.choose_size(size))
        if not kept and isinstance(self.card, ChooseCard):
            self._fill_choose_card(self.card)

    def _another_idea(self) -> None:
        self.attempt(self._journal.card.another_idea)

    def _try(self, mood: int | None) -> None:
        def start() -> None:
            act = self._journal.card.act()
            if act is not None:
                self._journal.card.start(act, mood)

        self.attempt(start)

    def _drop_waiting(self) -> None:
        self.attempt(self._journal.drop_waiting, self._show_dropped)

    def _show_dropped(self, _: None) -> None:
        self._show(TodayState.CHOOSE)
        self.undoable.emit(QCoreApplication.translate("TodayPage", "The act is off the card."))

    def _save_barrier(self, barrier: Barrier) -> None:
        self.attempt(lambda: self._journal.not_this_time(barrier), self._show_barrier_kept)

    def _show_barrier_kept(self, _: Entry) -> None:
        self._show_saved(
            "size-smallest",
            QCoreApplication.translate("TodayPage", "Kept"),
            QCoreApplication.translate("TodayPage", "There will be another moment."),
        )
        self.undoable.emit(QCoreApplication.translate("TodayPage", "The reason is kept."))

    def _take_step(self, offer: StepOffer) -> None:
        self.attempt(lambda: self._journal.card.accept_step(offer))

    def _put_step_off(self, offer: StepOffer) -> None:
        self.attempt(lambda: self._journal.card.not_yet(offer))

    def _open(self, state: TodayState) -> bool:
        form = next(name for name, shown in _FORM_STATES.items() if shown is state)
        return self.attempt(lambda: self._note_open_form(form), lambda _: self._show(state))

    def _note_open_form(self, form: str) -> None:
        # The card of another form goes when this one comes.
        self.save_words()
        if form != self._journal.preferences.open_form:
            self._journal.preferences.open_form = form

    def _leave_form(self) -> None:
        self.attempt(lambda: self._note_open_form(""), lambda _: self._show(self._resting_state()))

    def _save(self, answers: EntryDraft) -> None:
        card = self._form
        if card is None:
            return

        def save() -> Entry:
            if self.state is TodayState.AFTER:
                return self._journal.complete(answers)
            return self._journal.write(answers, card.form_name)

        attempt(save, done=self._show_entry_saved, failed=card.refuse)

    def _show_entry_saved(self, entry: Entry) -> None:
        if self._form is not None:
            self._form.stop_keeping()
        # The entry is kept, whether or not it is noted that its form is closed.
        attempt(lambda: self._note_open_form(""), failed=ignore)
        drawing = "note" if entry.kind is EntryKind.NOTE else "done"
        self._show_saved(drawing, entry_words.saved_title(entry), entry_words.saved_line(entry))

    def _show_saved(self, drawing: str, title: str, line: str) -> None:
        card = SavedCard(self.theme, drawing, title, line)
        card.go_on.connect(lambda: self._show(self._resting_state()))
        self._replace_card(TodayState.SAVED, card)
        card.go_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Words and layout

    def _say_titles(self) -> None:
        today = words.long_day(self._journal.today())
        if self.state is TodayState.AFTER:
            pending = self._pending()
            under = QCoreApplication.translate("TodayPage", "{act} · started {clock}").format(
                act=pending.title, clock=words.clock(pending.started_time)
            )
            self.say_title(QCoreApplication.translate("TodayPage", "You did it"), under)
        elif self.state is TodayState.LOG:
            text = QCoreApplication.translate("TodayPage", "Something you did")
            needed = QCoreApplication.translate(
                "TodayPage", "One thing is needed: what you did. What you type is kept as you go."
            )
            self.say_title(text, needed)
        elif self.state is TodayState.NOTE:
            needed = QCoreApplication.translate(
                "TodayPage", "A few words or a mood is enough. What you type is kept as you go."
            )
            self.say_title(QCoreApplication.translate("TodayPage", "Just write"), needed)
        else:
            greeting = _greeting(self._journal.moment().time)
            under = QCoreApplication.translate("TodayPage", "{greeting} · {day}")
            self.say_title(page_name(TODAY), under.format(greeting=greeting, day=today))

    def _build_layout(self) -> None:
        self.head_row.addWidget(
            self.write_button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        )
        self._main.addWidget(self.card)
        self._main.addStretch(1)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.addWidget(self.week)
        self._side.addWidget(self.stones)
        self._side.addStretch(1)
        self._columns.addLayout(self._main, 1)
        self._columns.addWidget(self._side_holder)
        self.rows.addLayout(self._columns)
        self.rows.addStretch(1)
        self.arrange_for(self.width())

    def arrange_for(self, width: int) -> None:
        """Put the side cards beside the daily card, or under it where there is no room."""
        gap = self.theme.px(SPACE_XL)
        self._columns.setSpacing(gap)
        self._side.setSpacing(self.theme.px(SPACE_L))
        # The rail stands beside the page, so the window is wider than the page.
        wide = width >= self.theme.px(TWO_COLUMNS - 212)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        side = self.theme.px(_SIDE_WIDTH)
        self._side_holder.setMinimumWidth(side if wide else 0)
        self._side_holder.setMaximumWidth(side if wide else QWIDGETSIZE_MAX)


def _greeting(now: time) -> str:
    if time(4) <= now < time(12):
        return QCoreApplication.translate("TodayPage", "Good morning")
    if time(12) <= now < time(18):
        return QCoreApplication.translate("TodayPage", "Good afternoon")
    return QCoreApplication.translate("TodayPage", "Good evening")
