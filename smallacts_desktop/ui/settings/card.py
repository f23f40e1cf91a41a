"""What every card of the Settings page shares: a title, and parts that are in force at once."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.tokens import SPACE_M
from smallacts_desktop.ui.kit import jobs
from smallacts_desktop.ui.kit.basics import Card, card_title, heading
from smallacts_desktop.ui.kit.check_box import CheckBox
from smallacts_desktop.ui.kit.choice_chips import ChoiceChips
from smallacts_desktop.ui.kit.problem_label import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

_Value = TypeVar("_Value")


class SettingsCard(Card):
    """A card headed ``title``; there is no button to save, and none to forget.

    ``not_kept`` says why a choice could not be kept: under its control, or, with
    ``problem_on_top``, under the title, where the control is a tall group.
    """

    def __init__(self, theme: Theme, title: str, *, problem_on_top: bool = False) -> None:
        super().__init__(theme, gap=SPACE_M)
        self.theme = theme
        self.title = card_title(title)
        self.rows.addWidget(self.title)
        self.not_kept = ProblemLabel(stays=problem_on_top)
        self.not_kept.hide()
        self.rows.addWidget(self.not_kept)

    def add(self, *parts: QWidget) -> None:
        """Put ``parts`` below one another; chips are headed by their name."""
        for part in parts:
            if isinstance(part, ChoiceChips):
                self.rows.addWidget(heading(part.accessibleName(), part))
            if isinstance(part, QPushButton):
                self.rows.addWidget(part, alignment=Qt.AlignmentFlag.AlignLeading)
            else:
                self.rows.addWidget(part)

    def attempt(self, work: Callable[[], object], put_back: Callable[[], QWidget]) -> bool:
        """Keep a choice, or say at its control why not; returns whether it was kept.

        ``put_back`` lets the card show again what is kept, and returns that control.
        """

        def refuse(error: SmallActsError) -> None:
            self.not_kept.refuse(words.problem(error), put_back())

        return jobs.attempt(work, done=lambda _: self.not_kept.clear_problem(), failed=refuse)

    def kept_chips(
        self,
        name: str,
        choices: list[tuple[_Value, str]],
        kept: Callable[[], _Value],
        keep: Callable[[_Value], None],
    ) -> ChoiceChips[_Value]:
        """A choice of exactly one, that is kept in the journal.

        ``keep`` may raise a SmallActsError; then ``kept``, what is in the journal, is chosen again.
        """

        def put_back() -> QWidget:
            with QSignalBlocker(chips):
                chips.set_value(kept())
            return chips

        chips = self.chips(
            name, choices, kept(), lambda value: self.attempt(lambda: keep(value), put_back)
        )
        return chips

    def chips(
        self,
        name: str,
        choices: list[tuple[_Value, str]],
        value: _Value,
        act: Callable[[_Value], object],
    ) -> ChoiceChips[_Value]:
        """A choice of exactly one, ``value`` to begin with; ``act`` is called at every other."""
        chips = ChoiceChips[_Value](self.theme, choices, name=name, required=True)
        chips.set_value(value)
        chips.value_changed.connect(act)
        return chips

    def box(self, text: str, on: bool, act: Callable[[bool], None]) -> CheckBox:
        """A box to tick; ``act`` is called at every change."""
        box = CheckBox(self.theme, text)
        box.setChecked(on)
        box.toggled.connect(act)
        return box
