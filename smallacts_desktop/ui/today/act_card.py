"""The daily card before an act exists as an entry: choosing one, and one that waits."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from smallacts_desktop.domain.act_library import StepOffer
from smallacts_desktop.domain.acts import SIZE_EXAMPLES, Act, ActSize
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
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.segmented import SizePicker
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

_DRAWING = 104
_NARROW = 420


class ChooseCard(Card):
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
        self.offer = StepOfferBox(theme)
        self.view = PictureWords(theme)
        self.mood = MoodQuestion(
            theme, QCoreApplication.translate("ActCard", "How are you feeling right now?")
        )
        self.try_button = primary_button(QCoreApplication.translate("ActCard", "I’ll try this"))
        self.another_button = secondary_button(
            QCoreApplication.translate("ActCard", "Another idea")
        )
        self.log_button = quiet_button(QCoreApplication.translate("ActCard", "I’ve done something"))
        self._nothing = body(
            QCoreApplication.translate(
                "ActCard",
                "Every act of this size is hidden. Choose another size, or bring some back.",
            ),
            soft=True,
        )
        buttons = _button_row(theme, self.try_button, self.another_button, self.log_button)
        for part in (self.sizes, self.offer, self.view, self._nothing, self.mood, buttons):
            self.rows.addWidget(part)
        self.sizes.size_changed.connect(self.size_chosen)
        self.try_button.clicked.connect(lambda: self.tried.emit(self.mood.mood))
        self.another_button.clicked.connect(self.another)
        self.log_button.clicked.connect(self.did_something)
        self.offer.taken.connect(self.step_taken)
        self.offer.put_off.connect(self.step_put_off)

    def reserve_height_for(self, acts: Iterable[Act]) -> None:
        """Have the buttons at one place for each of ``acts``."""
        self.view.reserve_height_for(acts)

    def show_act(self, act: Act | None, size: ActSize, offer: StepOffer | None) -> None:
        """Show the act of the day; None when every act of the size is hidden."""
        self.sizes.set_size(size)
        self.offer.show_offer(offer)
        has_act = act is not None
        self.view.setVisible(has_act)
        self._nothing.setVisible(not has_act)
        self.mood.setVisible(has_act)
        self.try_button.setEnabled(has_act)
        self.another_button.setEnabled(has_act)
        if act is not None:
            place = words.word(act.places[0].label)
            self.view.show_act(size, place, act.title, act.hint)


class WaitingCard(Card):
    """The act the person said they would try.

    Signals: ``done``, ``not_this_time``, ``did_something``.
    """

    done = Signal()
    not_this_time = Signal()
    did_something = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=SPACE_XL)
        self.view = PictureWords(theme)
        self.done_button = primary_button(QCoreApplication.translate("ActCard", "I did it"))
        self.not_button = secondary_button(QCoreApplication.translate("ActCard", "Not this time"))
        self.log_button = quiet_button(
            QCoreApplication.translate("ActCard", "I’ve done something else")
        )
        self.rows.addWidget(self.view)
        self.rows.addWidget(
            body(
                QCoreApplication.translate(
                    "ActCard", "There is no hurry. It waits here until you come back."
                ),
                soft=True,
            )
        )
        self.rows.addWidget(_button_row(theme, self.done_button, self.not_button, self.log_button))
        self.done_button.clicked.connect(self.done)
        self.not_button.clicked.connect(self.not_this_time)
        self.log_button.clicked.connect(self.did_something)

    def show_pending(self, pending: PendingAct, today: date) -> None:
        """Show the waiting act and since when it waits."""
        since = QCoreApplication.translate("ActCard", "Waiting for you · {day}, {clock}").format(
            day=words.spoken_day(pending.started_day, today),
            clock=words.clock(pending.started_time),
        )
        self.view.show_act(pending.size, since, pending.title, pending.hint)


class NotThisTimeCard(Card):
    """Letting the waiting act go without a trace, or keeping it with one tap on a reason.

    Signals: ``dropped``, ``kept(object)`` with a Barrier, ``back``.
    """

    dropped = Signal()
    kept = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=SPACE_L)
        self.rows.addWidget(card_title(QCoreApplication.translate("ActCard", "That’s all right")))
        self.rows.addWidget(
            body(
                QCoreApplication.translate(
                    "ActCard",
                    "Sometimes it is not the right time. You can let this one go, and nothing of "
                    "it is kept.",
                ),
                soft=True,
            )
        )
        self.rows.addWidget(
            heading(
                QCoreApplication.translate(
                    "ActCard", "Or keep what got in the way, if that helps you:"
                )
            )
        )
        reasons = FlowRow(gap=theme.px(SPACE_S))
        self.reasons: dict[Barrier, QPushButton] = {}
        for barrier in Barrier:
            button = secondary_button(words.word(barrier.label))
            button.setProperty("role", "chip")
            button.clicked.connect(lambda _=False, chosen=barrier: self.kept.emit(chosen))
            self.reasons[barrier] = button
            reasons.flow.addWidget(button)
        self.rows.addWidget(reasons)
        self.go_button = primary_button(QCoreApplication.translate("ActCard", "Let it go"))
        self.back_button = secondary_button(QCoreApplication.translate("ActCard", "Back"))
        self.rows.addWidget(_button_row(theme, self.go_button, self.back_button))
        self.go_button.clicked.connect(self.dropped)
        self.back_button.clicked.connect(self.back)


class SavedCard(Card):
    """One kind line after saving. Signals: ``go_on``, back to the card."""

    go_on = Signal()

    def __init__(self, theme: Theme, drawing: str, title: str, line: str) -> None:
        super().__init__(theme, gap=SPACE_L)
        view = PictureWords(theme, drawing)
        view.show_words("", title, line)
        self.rows.addWidget(view)
        self.go_button = primary_button(
            QCoreApplication.translate("ActCard", "Back to today’s card")
        )
        self.rows.addWidget(_button_row(theme, self.go_button))
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
        rows = QVBoxLayout(self)
        edge = theme.px(SPACE_L)
        rows.setContentsMargins(edge, edge, edge, edge)
        rows.setSpacing(theme.px(SPACE_S))
        self._title = heading()
        self._rule = body(soft=True)
        self.yes_button = secondary_button()
        self.not_yet_button = quiet_button(QCoreApplication.translate("ActCard", "Not yet"))
        for part in (
            self._title,
            self._rule,
            _button_row(theme, self.yes_button, self.not_yet_button),
        ):
            rows.addWidget(part)
        self.yes_button.clicked.connect(lambda: self.taken.emit(self._offer))
        self.not_yet_button.clicked.connect(lambda: self.put_off.emit(self._offer))

    def show_offer(self, offer: StepOffer | None) -> None:
        """Show an offer, or nothing."""
        self._offer = offer
        self.setVisible(offer is not None)
        if offer is None:
            return
        example = words.word(SIZE_EXAMPLES[offer.size]).lower()
        self._title.setText(
            QCoreApplication.translate("ActCard", "A next step, if you like: {example}").format(
                example=example
            )
        )
        self._rule.setText(
            QCoreApplication.translate(
                "ActCard",
                "You have done acts of this size on {days} different days over two weeks or more, "
                "and most times it was as easy as you expected, or easier. You can "
                "stay here as long as you like.",
            ).format(days=offer.days)
        )
        self.yes_button.setText(
            QCoreApplication.translate("ActCard", "Show me {example}").format(example=example)
        )


def _button_row(theme: Theme, *buttons: QPushButton) -> FlowRow:
    return FlowRow(*buttons, gap=theme.px(SPACE_S))
