"""A dialog that shows one step at a time; what it is for happens at its end, or not at all."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.tokens import SPACE_L
from smallacts_desktop.ui.kit.basics import (
    body,
    card_title,
    primary_button,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog
from smallacts_desktop.ui.kit.flow_layout import Rows
from smallacts_desktop.ui.kit.input_events import MEANING
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

_WIDTH, _HEIGHT = 560, 560


class Step(QWidget):
    """One step: ``title`` heads it, ``go`` is what its main button says.

    Signals: ``entered``, Enter was pressed and means "go on"; ``changed``, something was typed.
    """

    entered = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, title: str, go: str) -> None:
        super().__init__()
        self.title, self.go = title, go
        self.rows = Rows(theme, self, gap=SPACE_L)

    def check(self) -> None:
        """Raise a SmallActsError unless the person may go on."""

    def field_for(self, error: SmallActsError) -> QWidget | None:  # noqa: ARG002 - for who overrides
        """The field that ``error`` is about; None where a step has none."""
        return self.focusProxy()

    def forget(self) -> None:
        """Forget everything that was typed or shown."""


class DoneStep(Step):
    """Says what was done."""

    def __init__(self, theme: Theme, title: str, sentences: list[str]) -> None:
        super().__init__(theme, title, QCoreApplication.translate("StepDialog", "Done"))
        self.sentences = sentences
        for sentence in sentences:
            self.rows.addWidget(body(sentence))


class StepDialog(ScrollingDialog):
    """Accepted once ``work`` was done; otherwise nothing has changed.

    A subclass gives its steps to ``begin``, with the work that is done after the last. ``steps``
    are the steps, ``step`` the one on the screen.
    """

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(theme, title, parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        translate = QCoreApplication.translate
        self.steps: list[Step] = []
        self._place = QVBoxLayout()
        self._at = 0
        self._done = False
        self._title = card_title()
        self._problem = ProblemLabel()
        self.go_button = primary_button()
        self.back_button = secondary_button(translate("StepDialog", "Back"))
        self.cancel_button = quiet_button(translate("StepDialog", "Cancel"))
        self._build_layout()
        self.go_button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(lambda: self.show_step(self.step_before()))
        self.cancel_button.clicked.connect(self.reject)

    @property
    def step(self) -> Step:
        """The step on the screen."""
        return self.steps[self._at]

    @property
    def problem(self) -> str:
        """What is said to be wrong, or nothing."""
        return self._problem.text()

    def begin(self, steps: list[Step], finish: Callable[[], DoneStep]) -> None:
        """Show the first of ``steps``; ``finish`` does what the dialog is for after the last.

        It may raise a SmallActsError; then nothing has changed.
        """
        self._finish = finish
        for step in steps:
            self._add(step)
        self.show_step(self.steps[0])

    def go_on(self) -> None:
        """Go to the next step; after the last, do the work."""
        if self._done:
            self.accept()
            return
        try:
            self.step.check()
            following = self.step_after()
            done = self._finish() if following is None else None
        except SmallActsError as error:
            self._problem.refuse(words.problem(error), self.step.field_for(error) or self.go_button)
            return
        if done is not None:
            self._done = True
            self._add(done)
        target = done or following
        if target is not None:
            self.show_step(target)

    def step_after(self) -> Step | None:
        """Where to go from here; None after the last. May raise a SmallActsError, and stay."""
        return self.steps[self._at + 1] if self._at + 1 < len(self.steps) else None

    def step_before(self) -> Step:
        """Where "Back" goes."""
        return self.steps[max(0, self._at - 1)]

    def show_step(self, step: Step) -> None:
        """Show one of the steps."""
        self._at = self.steps.index(step)
        self._title.setText(step.title)
        self.setAccessibleName(step.title)
        for each in self.steps:
            each.setVisible(each is step)
        self.go_button.setText(step.go)
        for button in (self.go_button, self.back_button):
            button.setProperty(MEANING, self._at)
        self.back_button.setVisible(self._at > 0 and not self._done)
        self.cancel_button.setVisible(not self._done)
        self._problem.clear_problem()
        (self.go_button if self._done else step).setFocus()
        QTimer.singleShot(0, self, lambda: self.area.verticalScrollBar().setValue(0))

    def done(self, result: int) -> None:
        """Close, and forget what was typed and shown."""
        for step in self.steps:
            step.forget()
        super().done(QDialog.DialogCode.Accepted if self._done else result)

    def _add(self, step: Step) -> None:
        self.steps.append(step)
        self._place.addWidget(step)
        step.entered.connect(self.go_on)
        step.changed.connect(self._problem.clear_problem)

    def _build_layout(self) -> None:
        self.add(self._title)
        self.rows.addLayout(self._place)
        self.add(self._problem)
        self.add_buttons(self.go_button, self.back_button, self.cancel_button)
        self.rows.addStretch(1)
        self.fit_within(_WIDTH, _HEIGHT)
