"""The one form for an entry: after an act, for an unplanned act, for a note, and for editing."""

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Signal

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.entries import EntryDraft, EntryKind, MoodRecorded, Outcome
from smallacts_desktop.domain.errors import NotADateError
from smallacts_desktop.ui.entry_form.questions import EntryQuestions, FormKind, Suggestions
from smallacts_desktop.ui.kit.theme import Theme

__all__ = ["EntryForm", "FormKind", "Suggestions"]


class EntryForm(EntryQuestions):
    """Questions of which every one can be skipped, but for what was done.

    ``answers()`` and ``set_answers()`` read and fill it; what it does not ask is passed through
    unchanged. Signals: ``changed``, at every answer and every key.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, kind: FormKind, today: dt.date, suggestions: Suggestions
    ) -> None:
        super().__init__(theme, kind, today, suggestions)
        self._base = EntryDraft(kind=EntryKind.NOTE if kind.is_note else EntryKind.ACT)
        self._filling = False
        self._note_shown = ""
        self._listen()

    # What the owner asks and tells

    def answers(self) -> EntryDraft:
        """Every answer given. Raises NotATimeError or NotADateError when one cannot be read."""
        if self._asks_when() and not self.when.settle_day():
            raise NotADateError
        return replace(self.answers_so_far(), time=self._clock(strict=True))

    def answers_so_far(self) -> EntryDraft:
        """Every answer as far as it goes, for a draft; never raises."""
        given = replace(
            self._base,
            date=self.when.day if self._asks_when() else self._base.date,
            time=self._clock(strict=False),
            mood_after=self.mood_after.mood,
            note=self._note_text(),
            place=self._place_text(),
            person=self.person.text(),
            private=self.private.isChecked(),
        )
        return given if self._kind.is_note else self._with_act(given)

    def set_answers(self, answers: EntryDraft) -> None:
        """Fill the form without telling anybody that it changed."""
        self._filling = True
        self._base = answers
        self.what.setText(answers.act)
        self.size_chips.set_value(answers.size)
        self.outcome.set_value(answers.outcome or Outcome.DONE)
        self.barrier.set_value(answers.barrier)
        self.mood_before.set_mood(answers.mood_before)
        self.mood_after.set_previous(answers.mood_before)
        self.mood_after.set_mood(answers.mood_after)
        self.response.set_value(answers.response)
        self.expectation.set_value(answers.expectation)
        self.note.setPlainText(answers.note)
        self._note_shown = self.note.text()
        self._set_place(answers.place)
        self.person.setText(answers.person)
        self.private.setChecked(answers.private)
        if answers.date is not None:
            self.when.set_when(answers.date, answers.time)
        self.more.set_open(bool(answers.person or answers.private or self._own_place()))
        self._follow_outcome()
        self._filling = False

    def name_person(self, person: str, size: ActSize | None) -> None:
        """Say who it was with, and what it was most like, before the person begins."""
        self.person.setText(person)
        self.size_chips.set_value(size)
        self.more.set_open(True)

    def _listen(self) -> None:
        self.what.textChanged.connect(self._changed)
        self.person.textChanged.connect(self._changed)
        self.own_place.textChanged.connect(self._own_place_typed)
        self.note.textChanged.connect(self._changed)
        self.private.toggled.connect(self._changed)
        self.when.changed.connect(self._changed)
        self.mood_after.mood_changed.connect(self._changed)
        self.mood_before.mood_changed.connect(self._before_changed)
        self.place.value_changed.connect(self._place_chosen)
        self.outcome.value_changed.connect(self._outcome_chosen)
        for chips in (self.size_chips, self.barrier, self.response, self.expectation):
            chips.value_changed.connect(self._changed)

    # Following the answers

    def _changed(self) -> None:
        if not self._filling:
            self._problem.clear_problem()
            self.changed.emit()

    def _before_changed(self) -> None:
        self.mood_after.set_previous(self.mood_before.mood)
        self._changed()

    def _outcome_chosen(self) -> None:
        self._follow_outcome()
        self._changed()

    def _follow_outcome(self) -> None:
        self._show_for(self.outcome.value is not Outcome.NOT_THIS_TIME)

    def _place_chosen(self) -> None:
        if self.place.value is not None:
            self.own_place.clear()
        self._changed()

    def _own_place_typed(self, text: str) -> None:
        if text.strip():
            self.place.set_value(None)
        self._changed()

    def _note_text(self) -> str:
        """The note as it stands; one that nobody touched keeps line breaks a field cannot show."""
        text = self.note.text()
        return self._base.note if text == self._note_shown else text

    def _own_place(self) -> str:
        return self.own_place.text().strip()

    def _place_text(self) -> str:
        return self.place.value.value if self.place.value is not None else self._own_place()

    def _set_place(self, place: str) -> None:
        is_code = place in list(Place)
        self.place.set_value(Place(place) if is_code else None)
        self.own_place.setText("" if is_code else place)

    def _asks_when(self) -> bool:
        return not self.when.isHidden()

    def _clock(self, *, strict: bool) -> dt.time | None:
        if not self._asks_when():
            return self._base.time
        return self.when.clock if strict else self.when.clock_so_far

    def _with_act(self, given: EntryDraft) -> EntryDraft:
        done = self.outcome.value is not Outcome.NOT_THIS_TIME
        before = self.mood_before.mood if self._kind.asks_what else self._base.mood_before
        recorded = self._base.mood_before_recorded or MoodRecorded.AFTERWARDS
        return replace(
            given,
            act=self.what.text() if self._kind.asks_what else self._base.act,
            size=self.size_chips.value if self._kind.asks_what else self._base.size,
            outcome=Outcome.DONE if done else Outcome.NOT_THIS_TIME,
            barrier=None if done else self.barrier.value,
            mood_before=before,
            mood_before_recorded=None if before is None else recorded,
            response=self.response.value if done else None,
            expectation=self.expectation.value if done else None,
        )
