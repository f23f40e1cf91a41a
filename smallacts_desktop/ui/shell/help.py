"""Where to turn in a crisis: one action away, and it needs no network."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from smallacts_desktop.domain.people import OwnContact
from smallacts_desktop.help_contacts import HelpContacts
from smallacts_desktop.tokens import SPACE_XS
from smallacts_desktop.ui.kit.basics import (
    Label,
    body,
    caption,
    card_title,
    hairline,
    heading,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.clipboard import copy_privately
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.window_words import HELP, page_name

_WIDTH, _HEIGHT = 480, 700


class HelpDialog(ScrollingDialog):
    """The contacts with what to dial, the person's ``own`` first, and how old the list is."""

    def __init__(
        self,
        theme: Theme,
        contacts: HelpContacts,
        parent: QWidget,
        own: Sequence[OwnContact] = (),
    ) -> None:
        super().__init__(theme, page_name(HELP), parent)
        self.rows.addWidget(
            card_title(QCoreApplication.translate("HelpDialog", "You deserve help right now"))
        )
        self.rows.addWidget(
            body(
                QCoreApplication.translate(
                    "HelpDialog",
                    "Nobody reads or watches what you write here. If things are getting too "
                    "much, these people are there for you.",
                ),
                soft=True,
            )
        )
        for mine in own:
            self.add(hairline(), _contact(theme, mine.name, mine.call, mine.about))
            self.rows.addWidget(_copy_button(mine), alignment=Qt.AlignmentFlag.AlignLeading)
        for contact in contacts.contacts:
            self.add(hairline(), _contact(theme, contact.name, contact.call, contact.about))
        checked = QCoreApplication.translate("HelpDialog", "For the UK. Last checked on {day}.")
        self.add(caption(checked.format(day=words.short_day(contacts.checked))))
        close = primary_button(QCoreApplication.translate("HelpDialog", "Close"))
        close.clicked.connect(self.accept)
        self.rows.addWidget(close, alignment=Qt.AlignmentFlag.AlignTrailing)
        self.rows.addStretch(1)
        self.fit_within(_WIDTH, _HEIGHT)


def _contact(theme: Theme, name: str, call: str, about: str) -> QWidget:
    group = QWidget()
    rows = QVBoxLayout(group)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.px(SPACE_XS))
    shown = words.breakable_word(call)
    number = Label(shown, "cardTitle")
    if shown == call:
        # What was made to wrap is not to be taken from the screen; its button copies it as it is.
        number.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    number.setAccessibleName(f"{name}: {call}")
    for part in (heading(name), number, body(about, soft=True)):
        if part.text():
            rows.addWidget(part)
    return group


def _copy_button(contact: OwnContact) -> QPushButton:
    button = secondary_button(QCoreApplication.translate("HelpDialog", "Copy number"))
    said = QCoreApplication.translate("HelpDialog", "Copy the number of {name}")
    button.setAccessibleName(said.format(name=contact.name))
    button.clicked.connect(lambda: copy_privately(contact.call))
    return button
