"""Words about one day of the calendar, written where the day is."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.entries import Entry, EntryDraft, EntryKind
from smallacts_desktop.journal.drafts import day_note_form
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui.kit.basics import body, heading
from smallacts_desktop.ui.kit.flow_layout import Rows
from smallacts_desktop.ui.kit.jobs import attempt, ignore
from smallacts_desktop.ui.kit.messages import announce, ensure_visible
from smallacts_desktop.ui.kit.page import Attempt
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

if TYPE_CHECKING:
    from smallacts_desktop.ui.entry_form.form import FormCard

translate = QCoreApplication.translate


class DayNote(QWidget):
    """Empty until a note about a day is asked for; the note stays on that day.

    What is half-written about a day waits there, under a draft of its own.

    Signals: ``closed(bool)``, the form is gone, and whether it was saved; ``problem_told(str)``,
    why what is typed could not be kept, blank once it was.
    """

    closed = Signal(bool)
    problem_told = Signal(str)

    def __init__(self, journal: Journal, theme: Theme, attempt_on_page: Attempt) -> None:
        super().__init__()
        self._journal, self._theme, self._attempt = journal, theme, attempt_on_page
        self._rows = Rows(theme, self)
        self.day: date | None = None
        self.card: FormCard | None = None
        self.hide()

    def write(self, day: date) -> None:
        """Ask for words about ``day``."""
        if not (self.day == day and self.focus_first()):
            self._attempt(
                lambda: self._note_open_form(day_note_form(day)), lambda _: self._show(day)
            )

    def leave_for(self, day: date) -> None:
        """Let the form go before another ``day`` is looked at; what was written waits."""
        if self.day not in (None, day):
            self._attempt(lambda: self._note_open_form(""), lambda _: self._drop())

    def save_words(self) -> None:
        """Write what is half-written now; raises a SmallActsError where it cannot be."""
        if self.card is not None:
            self.card.flush()

    def focus_first(self) -> bool:
        """Put the keyboard where the person writes; False when nothing is being written."""
        if self.card is not None:
            self.card.form.focus_first()
        return self.card is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the day on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.card is not None:
            self.card.leave()
        else:
            super().keyPressEvent(event)

    def _show(self, day: date) -> None:
        self._drop()
        self.day, self.card = day, self._made_card(day)
        self._rows.addWidget(self.card)
        self.card.show()
        self.show()
        self.card.form.focus_first()
        ensure_visible(self.card.form, self.card)

    def _made_card(self, day: date) -> "FormCard":
        from smallacts_desktop.ui.entry_form.form import FormCard
        from smallacts_desktop.ui.entry_form.questions import FormKind

        today = self._journal.today()
        kind = FormKind.NOTE if day == today else FormKind.DAY_NOTE
        card = FormCard(self._theme, self._journal, kind, day_note_form(day))
        about = translate("DayNote", "A note about {day}")
        name = words.long_day(day, with_year=day.year != today.year)
        card.rows.insertWidget(0, heading(about.format(day=name)))
        leaving = translate(
            "DayNote", "Back, or the Escape key, keeps what you have written until you come back."
        )
        card.rows.addWidget(body(leaving, soft=True))
        card.form.ask_when(False)
        card.form.set_answers(self._journal.draft(card.form_name) or _blank(day))
        card.saved.connect(self._save)
        card.left.connect(self._leave)
        card.problem_told.connect(self.problem_told)
        return card

    def _note_open_form(self, form: str) -> None:
        self.save_words()
        card, day = self.card, self.day
        if card is not None and day is not None and card.form.answers_so_far() == _blank(day):
            self._journal.drop_draft(card.form_name)
        if form != self._journal.preferences.open_form:
            self._journal.preferences.open_form = form

    def _leave(self) -> None:
        self._attempt(lambda: self._note_open_form(""), lambda _: self._close(saved=False))

    def _save(self, answers: EntryDraft) -> None:
        card = self.card
        if card is None:
            return

        def show(_: Entry) -> None:
            card.stop_keeping()
            # The note is kept, whether or not it can be noted that its form is closed.
            attempt(lambda: self._note_open_form(""), failed=ignore)
            self._close(saved=True)
            announce(self, translate("DayNote", "Your words are saved."))

        attempt(lambda: self._journal.write(answers, card.form_name), done=show, failed=card.refuse)

    def _close(self, *, saved: bool) -> None:
        self._drop()
        self.hide()
        self.closed.emit(saved)

    def _drop(self) -> None:
        if self.card is not None:
            self._rows.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
        self.day = self.card = None


def _blank(day: date) -> EntryDraft:
    return EntryDraft(kind=EntryKind.NOTE, date=day)
