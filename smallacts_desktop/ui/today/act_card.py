"""The daily card: choosing an act, one that waits, one let go or kept; and what heads the page."""

from collections.abc import Iterable
from datetime import date, time
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from smallacts_desktop.domain.act_library import DayAnswers, StepOffer
from smallacts_desktop.domain.acts import SIZE_EXAMPLES, Act, ActFamily, ActSize, Place
from smallacts_desktop.domain.entries import Barrier, PendingAct
from smallacts_desktop.tokens import SPACE_L, SPACE_S, SPACE_XL
from smallacts_desktop.ui.entry_form.mood_question import MoodQuestion
from smallacts_desktop.ui.kit.basics import (
    Card,
    body,
    card_title,
    heading,
    primary_button,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.drawings import PictureWords
from smallacts_desktop.ui.kit.flow_layout import FlowRow, Rows
from smallacts_desktop.ui.kit.segmented import SizePicker
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.window_words import TODAY, page_name

translate = QCoreApplication.translate


class TodayState(Enum):
    """What the daily card shows."""

    CHOOSE = auto()
    WAITING = auto()
    NOT_THIS_TIME = auto()
    AFTER = auto()
    LOG = auto()
    NOTE = auto()
    SAVED = auto()


class ActCard(Card):
    """A card of the day; its ``main_button``, the first, is where the keyboard begins."""

    main_button: QPushButton

    def put(self, parts: Iterable[QWidget], *buttons: QPushButton) -> None:
        """Have ``parts`` from top to bottom and ``buttons`` under them."""
        self.main_button = buttons[0]
        for part in (*parts, FlowRow(*buttons, gap=self._theme.px(SPACE_S))):
            self.rows.addWidget(part)


class ChooseCard(ActCard):
    """Today's act, the sizes to choose from, and the mood before.

    Signals: ``size_chosen(ActSize)``, ``tried(object)`` with the mood or None, ``another``,
    ``did_something``, ``step_taken(StepOffer)``, ``step_put_off(StepOffer)``.
    """

    size_chosen = Signal(object)
    tried = Signal(object)
    another = Signal()
    did_something = Signal()
    step_taken = Signal(object)
    step_put_off = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=SPACE_XL)
        self.sizes = SizePicker(theme)
        self._size = self.sizes.act_size
        self.offer = StepOfferBox(theme)
        self.view = PictureWords(theme)
        self.mood = MoodQuestion(theme, translate("ActCard", "How are you feeling right now?"))
        self.try_button = primary_button(translate("ActCard", "I’ll try this"))
        self.another_button = secondary_button(translate("ActCard", "Another idea"))
        self.log_button = quiet_button(translate("ActCard", "I’ve done something"))
        self._nothing = body(soft=True)
        parts = (self.sizes, self.offer, self.view, self._nothing, self.mood)
        self.put(parts, self.try_button, self.another_button, self.log_button)
        self.sizes.size_changed.connect(self._emit_size)
        self.try_button.clicked.connect(lambda: self.tried.emit(self.mood.mood))
        self.another_button.clicked.connect(self.another)
        self.log_button.clicked.connect(self.did_something)
        self.offer.taken.connect(self.step_taken)
        self.offer.put_off.connect(self.step_put_off)

    def reserve_height_for(self, acts: Iterable[Act]) -> None:
        """Have the buttons at one place for each of ``acts``."""
        self.view.reserve_height_for(acts)

    def show_nothing(self, size: ActSize, answers: DayAnswers) -> None:
        """Say why there is no act of ``size`` to show."""
        self._show(None, size, None)
        self._nothing.setText(_why_nothing(answers))

    def show_act(self, act: Act, place: Place, size: ActSize, offer: StepOffer | None) -> None:
        """Show the act of the day, and ``place`` as where it can be done."""
        self._show(act, size, offer)
        self.view.show_act(act.family, words.word(place.label), act.title, act.hint)

    def _show(self, act: Act | None, size: ActSize, offer: StepOffer | None) -> None:
        self._size = size
        self.sizes.set_size(size)
        self.offer.show_offer(offer)
        has_act = act is not None
        self.view.setVisible(has_act)
        self._nothing.setVisible(not has_act)
        self.mood.setVisible(has_act)
        self.try_button.setEnabled(has_act)
        self.another_button.setEnabled(has_act)

    def _emit_size(self, size: ActSize) -> None:
        # Not what ``show_act`` has just been told.
        if size is not self._size:
            self.size_chosen.emit(size)


class WaitingCard(ActCard):
    """The act the person said they would try.

    Signals: ``done``, ``not_this_time``, ``did_something``.
    """

    done = Signal()
    not_this_time = Signal()
    did_something = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=SPACE_XL)
        self.view = PictureWords(theme)
        self.done_button = primary_button(translate("ActCard", "I did it"))
        self.not_button = secondary_button(translate("ActCard", "Not this time"))
        self.log_button = quiet_button(translate("ActCard", "I’ve done something else"))
        no_hurry = translate("ActCard", "There is no hurry. It waits here until you come back.")
        parts = (self.view, body(no_hurry, soft=True))
        self.put(parts, self.done_button, self.not_button, self.log_button)
        self.done_button.clicked.connect(self.done)
        self.not_button.clicked.connect(self.not_this_time)
        self.log_button.clicked.connect(self.did_something)

    def show_pending(self, pending: PendingAct, family: ActFamily, today: date) -> None:
        """Show the waiting act and since when it waits."""
        since = translate("ActCard", "Waiting for you · {day}, {clock}").format(
            day=words.spoken_day(pending.started_day, today),
            clock=words.clock(pending.started_time),
        )
        self.view.show_act(family, since, pending.title, pending.hint)


class NotThisTimeCard(ActCard):
    """Letting the waiting act go without a trace, or keeping it with one tap on a reason.

    Signals: ``dropped``, ``kept(object)`` with a Barrier, ``back``.
    """

    dropped = Signal()
    kept = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=SPACE_L)
        let_go = translate(
            "ActCard",
            "Sometimes it is not the right time. You can let this one go, and nothing of "
            "it is kept.",
        )
        keep = translate("ActCard", "Or keep what got in the way, if that helps you:")
        self.reasons = {barrier: _chip(words.word(barrier.label)) for barrier in Barrier}
        self.go_button = primary_button(translate("ActCard", "Let it go"))
        self.back_button = secondary_button(translate("ActCard", "Back"))
        parts = (
            card_title(translate("ActCard", "That’s all right")),
            body(let_go, soft=True),
            heading(keep),
            FlowRow(*self.reasons.values(), gap=theme.px(SPACE_S)),
        )
        self.put(parts, self.go_button, self.back_button)
        for barrier, button in self.reasons.items():
            button.clicked.connect(lambda _=False, chosen=barrier: self.kept.emit(chosen))
        self.go_button.clicked.connect(self.dropped)
        self.back_button.clicked.connect(self.back)


class SavedCard(ActCard):
    """What was saved, and the line that closes it.

    Signals: ``go_on``, back to the card; ``help_wanted``, which a soft line has beside it.
    """

    go_on = Signal()
    help_wanted = Signal()

    def __init__(self, theme: Theme, drawing: str, title: str, line: str, *, soft: bool) -> None:
        super().__init__(theme, gap=SPACE_L)
        view = PictureWords(theme, drawing)
        view.show_words("", title, line)
        self.go_button = primary_button(translate("ActCard", "Back to today’s card"))
        buttons = [self.go_button]
        if soft:
            buttons.append(quiet_button(translate("ActCard", "If it is more than that: Help now")))
            buttons[-1].clicked.connect(self.help_wanted)
        self.put((view,), *buttons)
        self.go_button.clicked.connect(self.go_on)


class StepOfferBox(QWidget):
    """The next size, offered with the rule in plain words.

    Signals: ``taken(StepOffer)``, ``put_off(StepOffer)``.
    """

    taken = Signal(object)
    put_off = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._offer: StepOffer | None = None
        self.setProperty("role", "tinted")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = heading()
        self._rule = body(soft=True)
        self.yes_button = secondary_button()
        self.not_yet_button = quiet_button(translate("ActCard", "Not yet"))
        buttons = FlowRow(self.yes_button, self.not_yet_button, gap=theme.px(SPACE_S))
        Rows(theme, self, self._title, self._rule, buttons, edge=SPACE_L)
        self.yes_button.clicked.connect(lambda: self.taken.emit(self._offer))
        self.not_yet_button.clicked.connect(lambda: self.put_off.emit(self._offer))

    def show_offer(self, offer: StepOffer | None) -> None:
        """Show an offer, or nothing."""
        self._offer = offer
        self.setVisible(offer is not None)
        if offer is None:
            return
        example = words.word(SIZE_EXAMPLES[offer.size]).lower()
        title = translate("ActCard", "A next step, if you like: {example}")
        rule = translate(
            "ActCard",
            "You have done acts of this size on {days} different days over two weeks or more, "
            "and most times it was as easy as you expected, or easier. You can "
            "stay here as long as you like.",
        )
        self._title.setText(title.format(example=example))
        self._rule.setText(rule.format(days=offer.days))
        self.yes_button.setText(translate("ActCard", "Show me {example}").format(example=example))


def _why_nothing(answers: DayAnswers) -> str:
    if answers.asks_little:
        return translate(
            "ActCard",
            "No other act of this size that asks almost no energy is left for today. Resting is "
            "fine, and the other sizes may have one.",
        )
    if answers.answered:
        return translate(
            "ActCard",
            "No other act of this size is left for today. Resting is fine, and the other sizes "
            "may have one.",
        )
    return translate(
        "ActCard", "Every act of this size is hidden. Choose another size, or bring some back."
    )


def _chip(text: str) -> QPushButton:
    button = secondary_button(text)
    button.setProperty("role", "chip")
    return button


def after_titles(pending: PendingAct) -> tuple[str, str]:
    """The title of the page, and the line under it, after an act that waited."""
    under = translate("TodayPage", "{act} · started {clock}")
    clock = words.clock(pending.started_time)
    return translate("TodayPage", "You did it"), under.format(act=pending.title, clock=clock)


def titles_of(state: TodayState, today: date, now: time) -> tuple[str, str]:
    """The title of the page, and the line under it, in any other ``state``."""
    if state is TodayState.LOG:
        return translate("TodayPage", "Something you did"), translate(
            "TodayPage", "One thing is needed: what you did. What you type is kept as you go."
        )
    if state is TodayState.NOTE:
        return translate("TodayPage", "Just write"), translate(
            "TodayPage", "A few words or a mood is enough. What you type is kept as you go."
        )
    under = translate("TodayPage", "{greeting} · {day}")
    return page_name(TODAY), under.format(greeting=_greeting(now), day=words.long_day(today))


def _greeting(now: time) -> str:
    if time(4) <= now < time(12):
        return translate("TodayPage", "Good morning")
    if time(12) <= now < time(18):
        return translate("TodayPage", "Good afternoon")
    return translate("TodayPage", "Good evening")
