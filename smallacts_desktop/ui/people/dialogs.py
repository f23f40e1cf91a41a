"""Renaming a familiar face, and forgetting one."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from smallacts_desktop.domain.entries import SHORT_TEXT_LIMIT
from smallacts_desktop.domain.people import nickname_key
from smallacts_desktop.ui.kit.basics import (
    body,
    card_title,
    danger_button,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.dialog_size import ScrollingDialog
from smallacts_desktop.ui.kit.problem_label import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme

_WIDTH = 440


class RenameFaceDialog(ScrollingDialog):
    """Asks for another nickname; one that is there already makes two faces one.

    Signals: ``renamed(str)`` with the new nickname.
    """

    renamed = Signal(str)

    def __init__(self, theme: Theme, nickname: str, others: Sequence[str], parent: QWidget) -> None:
        super().__init__(theme, QCoreApplication.translate("FaceDialog", "Rename"), parent)
        self._others = {nickname_key(other): other for other in others}
        self._others.pop(nickname_key(nickname), None)
        self.field = QLineEdit(nickname)
        self.field.setMaxLength(SHORT_TEXT_LIMIT)
        self.field.setAccessibleName(QCoreApplication.translate("FaceDialog", "Nickname"))
        completer = QCompleter(list(self._others.values()), self.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        self.hint = body(soft=True)
        self.problem = ProblemLabel()
        self.problem.hide()
        self.save_button = primary_button(QCoreApplication.translate("FaceDialog", "Save"))
        cancel = secondary_button(QCoreApplication.translate("FaceDialog", "Cancel"))
        title = QCoreApplication.translate("FaceDialog", "Another nickname")
        self.add(card_title(title), self.field, self.hint, self.problem)
        self.add_buttons(self.save_button, cancel)
        self.field.textChanged.connect(self._follow)
        self.field.returnPressed.connect(self._save)
        self.save_button.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        self.field.selectAll()
        self._follow()
        self.fit_to_words(_WIDTH)

    def show_problem(self, sentence: str) -> None:
        """Say why the nickname could not be kept."""
        self.problem.refuse(sentence, self.field)
        self.grow_to_words()

    def _follow(self) -> None:
        self.problem.clear_problem()
        other = self._others.get(nickname_key(self.field.text()))
        if other is None:
            self.hint.setText(
                QCoreApplication.translate(
                    "FaceDialog", "It changes in every entry. Your notes stay as they are."
                )
            )
        else:
            text = QCoreApplication.translate(
                "FaceDialog", "There is a “{name}” already. The two become one."
            )
            self.hint.setText(text.format(name=other))

    def _save(self) -> None:
        self.renamed.emit(self.field.text())


class ForgetFaceDialog(ScrollingDialog):
    """Asks before a nickname is taken out everywhere. Accepted means yes."""

    def __init__(self, theme: Theme, nickname: str, entries: int, parent: QWidget) -> None:
        super().__init__(theme, QCoreApplication.translate("FaceDialog", "Forget"), parent)
        text = QCoreApplication.translate(
            "FaceDialog",
            "“{name}” is taken out of every entry ({count}). The entries and their notes stay. "
            "This cannot be undone. Backups made until now still hold it.",
        ).format(name=nickname, count=entries)
        self.forget_button = danger_button(QCoreApplication.translate("FaceDialog", "Forget"))
        self.keep_button = secondary_button(QCoreApplication.translate("FaceDialog", "Keep"))
        title = QCoreApplication.translate("FaceDialog", "Forget this nickname?")
        self.add(card_title(title), body(text))
        self.add_buttons(self.keep_button, self.forget_button)
        self.fit_to_words(_WIDTH)
        self.forget_button.clicked.connect(self.accept)
        self.keep_button.clicked.connect(self.reject)
        self.keep_button.setFocus()
