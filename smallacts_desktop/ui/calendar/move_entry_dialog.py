"""To which other day an entry is to be moved."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, Qt, Signal
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.days import FIRST_DAY
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.ui.kit.basics import (
    body,
    card_title,
    heading,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.date_field import DateField
from smallacts_desktop.ui.kit.dialog_size import ScrollingDialog
from smallacts_desktop.ui.kit.problem_label import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import entry_words, words

_WIDTH = 420


class MoveEntryDialog(ScrollingDialog):
    """Asks for a day up to today.

    Signals: ``day_chosen(date)``, with a day other than the entry's own. The owner moves the
    entry and closes the dialog, or says why it could not with ``show_problem``.
    """

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, entry: Entry, today: date, parent: QWidget) -> None:
        super().__init__(
            theme, QCoreApplication.translate("MoveEntryDialog", "Move to another day"), parent
        )
        self._day = entry.date
        self._problem = ProblemLabel()
        self._problem.hide()
        self.field = DateField(theme, self._problem)
        self.field.setDateRange(_q(FIRST_DAY), _q(max(today, entry.date)))
        self.field.setDate(_q(entry.date))
        self.field.setDisplayFormat("ddd d MMM yyyy")
        self.field.setAccessibleName(QCoreApplication.translate("MoveEntryDialog", "The new day"))
        self.move_button = primary_button(QCoreApplication.translate("MoveEntryDialog", "Move"))
        self.move_button.setDefault(True)
        self.cancel_button = secondary_button(
            QCoreApplication.translate("MoveEntryDialog", "Cancel")
        )
        self._build_layout(entry)
        self.field.dateChanged.connect(self._problem.clear_problem)
        self.move_button.clicked.connect(self._choose)
        self.cancel_button.clicked.connect(self.reject)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def day(self) -> date:
        """The day in the field."""
        chosen = self.field.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def show_problem(self, sentence: str) -> None:
        """Say why the entry could not be moved."""
        self._problem.refuse(sentence, self.field)

    def _choose(self) -> None:
        if not self.field.settle():
            return
        if self.day == self._day:
            self.reject()
        else:
            self.day_chosen.emit(self.day)

    def _build_layout(self, entry: Entry) -> None:
        self.rows.addWidget(
            card_title(QCoreApplication.translate("MoveEntryDialog", "Move to another day"))
        )
        now = QCoreApplication.translate("MoveEntryDialog", "{entry}, now on {day}")
        day = words.long_day(entry.date, with_year=True)
        self.add(body(now.format(entry=entry_words.title(entry), day=day), soft=True))
        question = QCoreApplication.translate("MoveEntryDialog", "Which day was it?")
        self.add(heading(question, self.field), self.field, self._problem)
        self.add_buttons(self.move_button, self.cancel_button)
        self.rows.addStretch(1)
        self.fit_to_words(_WIDTH)


def _q(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
