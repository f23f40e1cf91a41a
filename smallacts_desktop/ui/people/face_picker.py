"""Choosing how a familiar face is drawn: a choice for each part, beside what comes of it."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.face_drawings import CHOICES, FaceDrawing, FacePart, drawing_from
from smallacts_desktop.tokens import SPACE_M, SPACE_XS
from smallacts_desktop.ui.kit.basics import (
    body,
    card_title,
    heading,
    primary_button,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog
from smallacts_desktop.ui.kit.drawings import DrawnFace
from smallacts_desktop.ui.kit.flow_layout import Rows
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

_WIDTH, _FACE = 640, 104


class FacePicker(ScrollingDialog):
    """Asks how to draw a person.

    Signals: ``chosen(FaceDrawing)``.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, nickname: str, drawing: FaceDrawing, parent: QWidget) -> None:
        super().__init__(theme, translate("FacePicker", "Drawing"), parent, gap=SPACE_M)
        self._nickname = nickname
        self.drawing = drawing
        self.face = DrawnFace(theme, drawing, _FACE)
        title = translate("FacePicker", "A drawing for {name}").format(name=nickname)
        about = translate("FacePicker", "Enough to know them by. It stays in your journal.")
        self.add(card_title(title), body(about, soft=True))
        self.rows.addWidget(self.face, 0, Qt.AlignmentFlag.AlignHCenter)
        self.parts = {part: self._choices(part) for part in FacePart}
        self.problem = ProblemLabel()
        self.problem.hide()
        save = translate("FacePicker", "Save")
        self.save_button = primary_button(save, lambda: self.chosen.emit(self.drawing))
        self.cancel_button = secondary_button(translate("FacePicker", "Cancel"), self.reject)
        again = translate("FacePicker", "Draw it from the nickname")
        self.again_button = quiet_button(again, self._draw_again)
        self.add(self.problem)
        self.add_buttons(self.save_button, self.cancel_button, self.again_button)
        self.fit_to_words(_WIDTH)

    def show_problem(self, sentence: str) -> None:
        """Say why the drawing could not be kept."""
        self.problem.refuse(sentence, self.save_button)
        self.grow_to_words()

    def _choices(self, part: FacePart) -> ChoiceChips[str]:
        name = words.word(part.label)
        pairs = [(code, words.word(label)) for code, label in CHOICES[part].items()]
        chips: ChoiceChips[str] = ChoiceChips(self.theme, pairs, name=name, required=True)
        chips.set_value(self.drawing.of(part))
        chips.value_changed.connect(partial(self._choose, part))
        ground = QWidget()
        Rows(self.theme, ground, heading(name), chips, gap=SPACE_XS)
        self.add(ground)
        return chips

    def _choose(self, part: FacePart, code: str) -> None:
        self.drawing = self.drawing.having(part, code)
        self.face.set_face(self.drawing)

    def _draw_again(self) -> None:
        self.drawing = drawing_from(self._nickname)
        self.face.set_face(self.drawing)
        for part, chips in self.parts.items():
            chips.set_value(self.drawing.of(part))
