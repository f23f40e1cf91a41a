"""Suggesting an act to somebody: as text, as a picture, or on paper. Nothing is sent."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smallacts_desktop.domain.acts import Act
from smallacts_desktop.sharing.atomic_file import write_beside
from smallacts_desktop.tokens import SPACE_M, SPACE_S
from smallacts_desktop.ui.acts.act_card_picture import ActCardPicture
from smallacts_desktop.ui.kit.basics import body, heading, secondary_button
from smallacts_desktop.ui.kit.clipboard import copy_privately
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.output_dialogs import ask_file, ask_printer
from smallacts_desktop.ui.kit.problem_label import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import act_words, words

# The same for every act: a file name is read by others too.
FILE_NAME = "small-act.png"


class ActSuggestion(QWidget):
    """Three buttons, and one line that says what became of it.

    ``ask_target`` and ``ask_printer`` ask the person; tests put their own in. Signals: ``said``,
    the line has something new to say.
    """

    said = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._act: Act | None = None
        self.ask_target: Callable[[str], Path | None] = self._ask_target
        self.ask_printer: Callable[[], QPrinter | None] = self._ask_printer
        translate = QCoreApplication.translate
        self.copy_button = secondary_button(translate("ActDialog", "Copy as text"))
        self.save_button = secondary_button(translate("ActDialog", "Save as a picture…"))
        self.print_button = secondary_button(translate("ActDialog", "Print…"))
        self.outcome = ProblemLabel()
        self.outcome.hide()
        self._build_layout()
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)

    def set_act(self, act: Act) -> None:
        """Suggest ``act`` from now on."""
        if act != self._act:
            self._act = act
            self.outcome.hide()

    def _copy(self) -> None:
        if self._act is not None:
            copy_privately(act_words.to_pass_on(self._act))
            self._say(
                QCoreApplication.translate("ActDialog", "Copied. You can paste it in a message.")
            )

    def _save(self) -> None:
        target = self.ask_target(FILE_NAME)
        if target is None or self._act is None:
            return
        picture = ActCardPicture(self._theme, self._act).png()
        saved = QCoreApplication.translate("ActDialog", "Saved as “{name}”.")
        attempt(
            lambda: write_beside(target, [picture]),
            done=lambda _: self._say(saved.format(name=target.name)),
            failed=lambda error: self._say(words.problem(error), wrong=True),
        )

    def _print(self) -> None:
        printer = self.ask_printer()
        if printer is None or self._act is None:
            return
        if ActCardPicture(self._theme, self._act).print_on(printer):
            self._say(QCoreApplication.translate("ActDialog", "Sent to the printer."))
        else:
            self._say(
                QCoreApplication.translate(
                    "ActDialog", "That printer cannot be reached. Choose another and try again."
                ),
                wrong=True,
            )

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        self.outcome.say(sentence, wrong=wrong)
        self.said.emit()

    def _ask_target(self, name: str) -> Path | None:
        return ask_file(
            self,
            QCoreApplication.translate("ActDialog", "Save as a picture"),
            name,
            QCoreApplication.translate("ActDialog", "PNG pictures (*.png)"),
        )

    def _ask_printer(self) -> QPrinter | None:
        return ask_printer(self, QCoreApplication.translate("ActDialog", "Print this card"))

    def _build_layout(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._theme.px(SPACE_M))
        translate = QCoreApplication.translate
        rows.addWidget(heading(translate("ActDialog", "Suggest it to someone")))
        rows.addWidget(
            body(
                translate("ActDialog", "Nothing is sent from here. You choose where it goes."),
                soft=True,
            )
        )
        buttons = FlowRow(
            self.copy_button, self.save_button, self.print_button, gap=self._theme.px(SPACE_S)
        )
        rows.addWidget(buttons)
        rows.addWidget(self.outcome)
