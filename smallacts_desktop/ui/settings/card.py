"""What every card of the Settings page shares: a title, and parts that are in force at once."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from smallacts_desktop.tokens import SPACE_M
from smallacts_desktop.ui.kit.basics import Card, card_title, heading
from smallacts_desktop.ui.kit.check_box import CheckBox
from smallacts_desktop.ui.kit.choice_chips import ChoiceChips
from smallacts_desktop.ui.kit.theme import Theme

_Value = TypeVar("_Value")


class SettingsCard(Card):
    """A card headed ``title``; there is no button to save, and none to forget."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme, gap=SPACE_M)
        self.theme = theme
        self.title = card_title(title)
        self.rows.addWidget(self.title)

    def add(self, *parts: QWidget) -> None:
        """Put ``parts`` below one another; chips are headed by their name."""
        for part in parts:
            if isinstance(part, ChoiceChips):
                self.rows.addWidget(heading(part.accessibleName(), part))
            if isinstance(part, QPushButton):
                self.rows.addWidget(part, alignment=Qt.AlignmentFlag.AlignLeading)
            else:
                self.rows.addWidget(part)

    def chips(
        self,
        name: str,
        choices: list[tuple[_Value, str]],
        value: _Value,
        act: Callable[[_Value], None],
    ) -> ChoiceChips[_Value]:
        """A choice of exactly one, ``value`` to begin with; ``act`` is told of every other."""
        chips = ChoiceChips[_Value](self.theme, choices, name=name, required=True)
        chips.set_value(value)
        chips.value_changed.connect(act)
        return chips

    def box(self, text: str, on: bool, act: Callable[[bool], None]) -> CheckBox:
        """A box to tick; ``act`` is told of every change."""
        box = CheckBox(self.theme, text)
        box.setChecked(on)
        box.toggled.connect(act)
        return box
