"""Three short screens before a person’s first card, each of which may be skipped."""

from datetime import time
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_PAGE, SPACE_S, SPACE_XL
from smallacts_desktop.ui.kit.basics import (
    Card,
    Drawing,
    body,
    caption,
    card_title,
    heading,
    primary_button,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.kit.controls import place_boxes
from smallacts_desktop.ui.kit.flow_layout import FlowRow, column
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.page import fit_scroll
from smallacts_desktop.ui.kit.segmented import SizePicker
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.page import day_start_choices
from smallacts_desktop.ui.text import words

_WIDEST, _DRAWING = 660, 80
_SCREENS = 3


class FirstRun(QWidget):
    """Keeps in the journal what the person chooses, and nothing of what they skip.

    Signals: ``finished``, on to the card; ``passphrase_wanted``, whose owner calls ``finish`` once
    a passphrase is set; ``help_wanted``, where to turn in a crisis.
    """

    finished = Signal()
    passphrase_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, theme: Theme, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        self.what_it_is = WhatItIs(theme, 1)
        self.where_to_start = WhereToStart(theme, journal, 2)
        self.who_else = WhoElse(theme, 3)
        self.screens: tuple[Screen, ...] = (self.what_it_is, self.where_to_start, self.who_else)
        ground = QWidget()
        ground.setProperty("role", "page")
        middle = QHBoxLayout(ground)
        column = QWidget()
        column.setMaximumWidth(theme.px(_WIDEST))
        middle.addWidget(column)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addStretch(1)
        for screen in self.screens:
            rows.addWidget(screen)
        rows.addStretch(1)
        self._theme, self._middle = theme, middle
        self.area = fit_scroll(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self._wire()
        self.show_screen(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the words in a small window."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_WIDEST)
        edge = self._theme.px(SPACE_M if narrow else SPACE_PAGE)
        self._middle.setContentsMargins(edge, edge, edge, edge)
        for screen in self.screens:
            screen.arrange(narrow=narrow)

    def show_screen(self, at: int) -> None:
        """Show one of the screens, the first being 0."""
        for number, screen in enumerate(self.screens):
            screen.setVisible(number == at)
        self.screens[at].first_control.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: self.area.verticalScrollBar().setValue(0))

    def finish(self) -> None:
        """Go on to the card."""
        self.finished.emit()

    def _wire(self) -> None:
        first, second, third = self.what_it_is, self.where_to_start, self.who_else
        first.go_button.clicked.connect(lambda: self.show_screen(1))
        first.skip_button.clicked.connect(self.finish)
        first.help_button.clicked.connect(self.help_wanted)
        second.go_button.clicked.connect(self._save_start)
        second.back_button.clicked.connect(lambda: self.show_screen(0))
        second.skip_button.clicked.connect(lambda: self.show_screen(2))
        third.go_button.clicked.connect(self.passphrase_wanted)
        third.back_button.clicked.connect(lambda: self.show_screen(1))
        third.skip_button.clicked.connect(self.finish)

    def _save_start(self) -> None:
        screen = self.where_to_start
        attempt(
            self._write_start,
            done=lambda _: self.show_screen(2),
            failed=lambda error: screen.problem.refuse(words.problem(error), screen.go_button),
        )

    def _write_start(self) -> None:
        chosen = self.where_to_start
        chosen.problem.clear_problem()
        self._journal.card.choose_size(chosen.sizes.act_size)
        if chosen.places.ticked != self._journal.preferences.places:
            self._journal.preferences.places = chosen.places.ticked
            # The act of the day was chosen before anything was known of the person.
            self._journal.card.another_idea()
        self._journal.set_day_start(chosen.start)


class Screen(Card):
    """One screen: a drawing, a title, some words and the ways on.

    ``first_control`` has the keyboard when the screen comes.
    """

    def __init__(self, theme: Theme, number: int, drawing: str, title: str) -> None:
        super().__init__(theme, padding=SPACE_XL, gap=SPACE_L)
        self._theme = theme
        where = QCoreApplication.translate("FirstRun", "{number} of {count}")
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(theme.px(SPACE_L))
        self._head.addWidget(Drawing(theme, drawing, _DRAWING))
        lines = QVBoxLayout()
        lines.addStretch(1)
        lines.addWidget(caption(where.format(number=number, count=_SCREENS)))
        lines.addWidget(card_title(title))
        lines.addStretch(1)
        self._head.addLayout(lines, 1)
        self.rows.addLayout(self._head)
        self.go_button = primary_button()
        self.back_button = secondary_button(QCoreApplication.translate("FirstRun", "Back"))
        self.skip_button = quiet_button()
        self.first_control: QWidget = self.go_button

    def arrange(self, *, narrow: bool) -> None:
        """Put the drawing over the title, or beside it."""
        way = QBoxLayout.Direction
        self._head.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _add_buttons(self, *buttons: QWidget) -> None:
        row = FlowRow(*buttons, gap=self._theme.px(SPACE_S))
        self.rows.addWidget(row)


class WhatItIs(Screen):
    """What this is, and what it is not."""

    def __init__(self, theme: Theme, number: int) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, number, "done", translate("FirstRun", "Welcome to Small Acts"))
        self.rows.addWidget(
            body(
                translate(
                    "FirstRun",
                    "Each day there is one small act of connection: a smile, a hello, a chat. Try "
                    "it if you like, and write down how it went. Over time you can see what does "
                    "you good.",
                )
            )
        )
        self.rows.addWidget(
            body(
                translate(
                    "FirstRun",
                    "It is not treatment and gives no medical advice. Nobody reads or watches what "
                    "you write, and it sends nothing anywhere. A day without an act is a day like "
                    "any other.",
                ),
                soft=True,
            )
        )
        self.go_button.setText(translate("FirstRun", "Go on"))
        self.skip_button.setText(translate("FirstRun", "Straight to the card"))
        self.help_button = quiet_button(translate("FirstRun", "Help now"))
        self._add_buttons(self.go_button, self.skip_button, self.help_button)


class WhereToStart(Screen):
    """A size, places, and when days start; as they are until the person says otherwise."""

    def __init__(self, theme: Theme, journal: Journal, number: int) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, number, "act-smile", translate("FirstRun", "Where to start"))
        self.sizes = SizePicker(theme)
        self.sizes.set_size(journal.card.size)
        name = translate("FirstRun", "Places you go to")
        self.places = place_boxes(theme, journal.preferences.places, name=name)
        start = journal.preferences.day_start
        question = translate("FirstRun", "My day starts at")
        self._start = start
        self.day_start = ChoiceChips[time](
            theme, day_start_choices([start]), name=question, required=True
        )
        self.day_start.set_value(start)
        for name, control in (
            (translate("FirstRun", "How small"), self.sizes),
            (translate("FirstRun", "Places you go to, if you like"), self.places),
            (question, self.day_start),
        ):
            self.rows.addWidget(column(theme, heading(name, control), control))
        self.rows.addWidget(
            body(
                translate(
                    "FirstRun",
                    "Acts for your places come up more often. All of this can be changed at any "
                    "time.",
                ),
                soft=True,
            )
        )
        self.go_button.setText(translate("FirstRun", "Go on"))
        self.skip_button.setText(translate("FirstRun", "Skip"))
        self._add_buttons(self.go_button, self.back_button, self.skip_button)
        self.problem = ProblemLabel()
        self.problem.hide()
        self.rows.addWidget(self.problem)
        self.first_control = self.sizes

    @property
    def start(self) -> time:
        """When the person's day starts."""
        return self.day_start.value or self._start


class WhoElse(Screen):
    """Whether others use this computer, and what can be done then."""

    def __init__(self, theme: Theme, number: int) -> None:
        translate = QCoreApplication.translate
        title = translate("FirstRun", "Does anybody else use this computer?")
        super().__init__(theme, number, "passphrase", title)
        self.rows.addWidget(
            body(
                translate(
                    "FirstRun",
                    "Then you can give your journal a passphrase. It opens for you alone, and "
                    "comes with a recovery code to keep on paper, in case you forget it.",
                )
            )
        )
        self.rows.addWidget(
            body(
                translate(
                    "FirstRun",
                    "Without one, anybody who uses this computer under your name can open it. You "
                    "can set one later, in Settings.",
                ),
                soft=True,
            )
        )
        self.go_button.setText(translate("FirstRun", "Set a passphrase…"))
        self.skip_button.setText(translate("FirstRun", "Not now"))
        self._add_buttons(self.go_button, self.back_button, self.skip_button)


class Covering(Protocol):
    """What shows the first screens in the place of the pages."""

    def cover(self, page: FirstRun) -> None:
        """Show ``page`` in the place of the pages."""

    def uncover(self, page: FirstRun) -> None:
        """Show the pages again."""

    def show_help(self) -> None:
        """Show where to turn in a crisis."""


class FirstRunController(QObject):
    """Shows the first screens once, to somebody who has nothing in their journal yet.

    ``screens`` are those to be seen, None before and after.

    ``passphrase_wanted``: the person wants one; the one who sets it calls ``end``.
    """

    passphrase_wanted = Signal()

    def __init__(
        self, shell: Covering, vault: Vault, theme: Theme, settings: SettingsStore, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shell, self._vault = shell, vault
        self._theme, self._settings = theme, settings
        self.screens: FirstRun | None = None

    def begin(self) -> None:
        """Show the first screen, unless the person is past it or the journal holds something.

        Anyone who closes the window before the end has seen them, and does not get them again.
        """
        if self._settings.current.first_run_done or not self._vault.is_open:
            return
        journal = self._vault.journal
        if journal.count() or journal.card.pending() is not None:
            return
        made = FirstRun(self._theme, journal)
        made.finished.connect(self.end)
        made.help_wanted.connect(self._shell.show_help)
        made.passphrase_wanted.connect(self.passphrase_wanted)
        self.screens = made
        self._shell.cover(made)
        made.show_screen(0)
        self._settings.change(first_run_done=True)

    def end(self) -> None:
        """Go on to the card; nothing happens when no screen is shown."""
        if self.screens is not None:
            done, self.screens = self.screens, None
            self._shell.uncover(done)
