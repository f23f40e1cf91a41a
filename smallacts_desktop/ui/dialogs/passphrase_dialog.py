"""Setting, changing and removing the passphrase, step by step; until the last, nothing changes."""

from datetime import date
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from smallacts_desktop.domain.backups import KeyChange, OldSnapshots
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.ui import words
from smallacts_desktop.ui.key_change_words import what_was_done
from smallacts_desktop.ui.passphrase_work import PassphraseWork
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_L, SPACE_S, SPACE_XL
from smallacts_desktop.ui.widgets.basics import (
    Label,
    card_title,
    primary_button,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.widgets.flow_layout import FlowRow
from smallacts_desktop.ui.widgets.page import fit_scroll
from smallacts_desktop.ui.widgets.passphrase_steps import (
    CodeStep,
    ConfirmStep,
    CurrentStep,
    DoneStep,
    NewStep,
    SnapshotsStep,
    Step,
)

_WIDTH, _HEIGHT = 560, 560


class PassphraseWish(Enum):
    """What the dialog is for; RENEW follows the recovery code, when the old one is forgotten."""

    SET = auto()
    CHANGE = auto()
    RENEW = auto()
    REMOVE = auto()


class PassphraseDialog(QDialog):
    """Accepted when the passphrase was set, changed or removed; otherwise nothing has changed.

    ``steps`` are its steps in order, ``step`` the one on the screen.
    """

    def __init__(
        self, theme: Theme, wish: PassphraseWish, work: PassphraseWork, made: date, parent: QWidget
    ) -> None:
        """``made`` is the day of today, for the page with the recovery code."""
        super().__init__(parent)
        self._theme, self._wish, self._work = theme, wish, work
        self._code = RecoveryCode.new()
        self._done = False
        self.setWindowTitle(QCoreApplication.translate("PassphraseDialog", "Passphrase"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        translate = QCoreApplication.translate
        self._title = card_title()
        self._place = QVBoxLayout()
        self._at = 0
        self._problem = Label("", "danger")
        self.go_button = primary_button()
        self.back_button = secondary_button(translate("PassphraseDialog", "Back"))
        self.cancel_button = quiet_button(translate("PassphraseDialog", "Cancel"))
        if wish is PassphraseWish.RENEW:
            self.cancel_button.setText(translate("PassphraseDialog", "Not now"))
        self.steps = self._make_steps(made)
        for step in self.steps:
            self._add(step)
        self._lay_out()
        self.go_button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(lambda: self._show(self._at - 1))
        self.cancel_button.clicked.connect(self.reject)
        self._show(0)

    @property
    def step(self) -> Step:
        """The step on the screen."""
        return self.steps[self._at]

    @property
    def problem(self) -> str:
        """What is said to be wrong, or nothing."""
        return self._problem.text()

    def go_on(self) -> None:
        """Go to the next step; at the last, do the work."""
        try:
            self.step.check()
        except SmallActsError as error:
            self._say(words.problem(error))
            self.step.setFocus()
            return
        following = self._at + 1
        if self._done:
            self.accept()
        elif following < len(self.steps):
            self._show(following)
        else:
            self._do()

    def done(self, result: int) -> None:
        """Close, and forget what was typed and shown."""
        for step in self.steps:
            step.clear()
        super().done(QDialog.DialogCode.Accepted if self._done else result)

    # Within it

    def _make_steps(self, made: date) -> list[Step]:
        theme, wish = self._theme, self._wish
        translate = QCoreApplication.translate
        count = self._work.count_snapshots()
        removing = wish is PassphraseWish.REMOVE
        last = translate("PassphraseDialog", "Set the passphrase")
        if removing:
            last = translate("PassphraseDialog", "Take it away")
        on = translate("PassphraseDialog", "Go on")
        steps: list[Step] = []
        if wish in (PassphraseWish.CHANGE, PassphraseWish.REMOVE):
            go = last if removing and not count else on
            steps.append(CurrentStep(theme, *self._question(), go, self._is_right))
        if not removing:
            confirm = ConfirmStep(theme, self._code, on if count else last)
            steps += [NewStep(theme), CodeStep(theme, self._code, made), confirm]
        if count:
            steps.append(SnapshotsStep(theme, count, last, removing=removing))
        return steps

    def _question(self) -> tuple[str, str]:
        translate = QCoreApplication.translate
        if self._wish is PassphraseWish.CHANGE:
            return translate("PassphraseDialog", "Change the passphrase"), ""
        return (
            translate("PassphraseDialog", "Remove the passphrase"),
            translate(
                "PassphraseDialog",
                "Without a passphrase anybody who uses this computer under your name can read your "
                "journal. Nothing in it is lost, and you can set a new passphrase at any time.",
            ),
        )

    def _is_right(self, passphrase: str) -> bool:
        return self._work.verify(passphrase, self)

    def _do(self) -> None:
        try:
            change = self._change(self._old())
        except SmallActsError as error:
            self._say(words.problem(error))
            return
        title, sentences = what_was_done(change, removed=self._wish is PassphraseWish.REMOVE)
        self._done = True
        self.steps.append(DoneStep(self._theme, title, sentences))
        self._add(self.steps[-1])
        self._show(len(self.steps) - 1)

    def _change(self, old: OldSnapshots) -> KeyChange:
        if self._wish is PassphraseWish.REMOVE:
            return self._work.remove(old, self)
        new = next(step for step in self.steps if isinstance(step, NewStep))
        return self._work.set(new.passphrase, self._code, old, self)

    def _old(self) -> OldSnapshots:
        chosen = (step.old for step in self.steps if isinstance(step, SnapshotsStep))
        return next(chosen, OldSnapshots.REKEY)

    def _show(self, index: int) -> None:
        self._at = index
        step = self.step
        for each in self.steps:
            each.setVisible(each is step)
        self._title.setText(step.title)
        self.setAccessibleName(step.title)
        self.go_button.setText(step.go)
        self.back_button.setVisible(index > 0 and not self._done)
        self.cancel_button.setVisible(not self._done)
        self._say("")
        (self.go_button if self._done else step).setFocus()
        QTimer.singleShot(0, self, lambda: self._scroll.verticalScrollBar().setValue(0))

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if problem:
            self._scroll.ensureWidgetVisible(self._problem)
            if QAccessible.isActive():
                event = QAccessibleAnnouncementEvent(self._problem, problem)
                QAccessible.updateAccessibility(event)

    def _add(self, step: Step) -> None:
        self._place.addWidget(step)
        step.entered.connect(self.go_on)
        step.changed.connect(lambda: self._say(""))

    def _lay_out(self) -> None:
        theme = self._theme
        ground = QWidget()
        ground.setProperty("role", "page")
        rows = QVBoxLayout(ground)
        edge = theme.px(SPACE_XL)
        rows.setContentsMargins(edge, edge, edge, edge)
        rows.setSpacing(theme.px(SPACE_L))
        buttons = FlowRow(gap=theme.px(SPACE_S))
        for button in (self.go_button, self.back_button, self.cancel_button):
            buttons.flow.addWidget(button)
        rows.addWidget(self._title)
        rows.addLayout(self._place)
        rows.addWidget(self._problem)
        rows.addWidget(buttons)
        rows.addStretch(1)
        self._scroll = fit_scroll(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.size()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))
