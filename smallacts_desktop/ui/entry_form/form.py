"""The one form for an entry, the card it stands on, and what keeps it while it is half-written."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.entries import EntryDraft, EntryKind, MoodRecorded, Outcome
from smallacts_desktop.domain.errors import NotADateError, SmallActsError
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.tokens import SPACE_S, SPACE_XL
from smallacts_desktop.ui.entry_form.questions import EntryQuestions, FormKind, Suggestions
from smallacts_desktop.ui.kit.actions import SAVE, add_action
from smallacts_desktop.ui.kit.basics import Card, primary_button, secondary_button
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

# Long enough to gather a burst of keys into one write, short enough that a power cut a moment
# after the last key finds everything on the disk.
DELAY_MS = 400


class DraftAutosave(QObject):
    """Writes one form's answers to the journal shortly after each change.

    A steady typist must not postpone the write without end, so the timer is started once and not
    restarted by later keys.

    Signals: ``problem_told(str)``, why the words could not be kept; blank once they were.
    """

    problem_told = Signal(str)

    def __init__(
        self,
        journal: Journal,
        form: str,
        answers: Callable[[], EntryDraft],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal, self._form, self._answers = journal, form, answers
        self._unwritten = False
        self._timer = QTimer(self, interval=DELAY_MS, singleShot=True)
        self._timer.timeout.connect(self._write_in_time)

    @property
    def form(self) -> str:
        """The name under which the draft is kept."""
        return self._form

    def note_change(self) -> None:
        """Something was typed or chosen."""
        self._unwritten = True
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Write now what has not been written yet; the window is about to close or turn away.

        Raises a SmallActsError when it cannot be kept.
        """
        if self._unwritten:
            self._timer.stop()
            self._write()

    def stop(self) -> None:
        """Forget what has not been written; the form was saved."""
        self._timer.stop()
        self._unwritten = False

    def _write_in_time(self) -> None:
        attempt(
            self._write,
            done=lambda _: self.problem_told.emit(""),
            failed=self._show_problem,
        )

    def _show_problem(self, error: SmallActsError) -> None:
        self.problem_told.emit(words.problem(error))

    def _write(self) -> None:
        # Only a write that has reached the disk counts; after an error the next key tries again.
        self._journal.save_draft(self._form, self._answers())
        self._unwritten = False


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
        self._alone = suggestions.alone
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
        self.what.textChanged.connect(self._act_typed)
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
        # An answer that was given is shown, whatever is known of the act by now.
        with_someone = self.response.value is not None or not self._is_alone()
        self._show_for(self.outcome.value is not Outcome.NOT_THIS_TIME, with_someone)

    def _is_alone(self) -> bool:
        """Whether it is known of the act that nobody else need notice it."""
        title = " ".join(self.what.text().split())
        told = (
            (title,)
            if self._kind.asks_what and title != self._base.act
            else (self._base.act_id, title)
        )
        return any(each in self._alone for each in told)

    def _act_typed(self) -> None:
        self._follow_outcome()
        self._changed()

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


class FormCard(Card):
    """A form that is kept as it is typed.

    Signals: ``saved(EntryDraft)`` when the person asks to save, ``left`` when they go back; what
    they typed stays as a draft until it is saved. ``problem_told(str)``, why what is typed could
    not be kept; blank once it was.
    """

    saved = Signal(object)
    left = Signal()
    problem_told = Signal(str)

    def __init__(self, theme: Theme, journal: Journal, kind: FormKind, form_name: str) -> None:
        super().__init__(theme, gap=SPACE_XL)
        acts = journal.catalogue
        suggestions = Suggestions(
            [act.title for act in acts], journal.persons(), journal.faces.met_last(), acts.alone
        )
        self.form_name = form_name
        self.form = EntryForm(theme, kind, journal.today(), suggestions)
        self._autosave = DraftAutosave(journal, form_name, self.form.answers_so_far, self)
        self.save_button = primary_button(translate("FormCard", "Save"))
        self.back_button = secondary_button(translate("FormCard", "Back"))
        self.buttons = FlowRow(self.save_button, self.back_button, gap=theme.px(SPACE_S))
        self.rows.addWidget(self.form)
        self.rows.addWidget(self.buttons)
        self.form.changed.connect(self._autosave.note_change)
        self._autosave.problem_told.connect(self.problem_told)
        self.save_button.clicked.connect(self._save)
        self.back_button.clicked.connect(self.leave)
        add_action(SAVE, self, self._save)

    def flush(self) -> None:
        """Write what has not been written yet; raises a SmallActsError where it cannot be."""
        self._autosave.flush()

    def stop_keeping(self) -> None:
        """The form was saved, and its draft with it."""
        self._autosave.stop()

    def refuse(self, error: SmallActsError) -> None:
        """Say in the form why it could not be saved, at the question that it is about."""
        self.form.refuse(error, self.save_button)

    def _save(self) -> None:
        attempt(self.form.answers, done=self.saved.emit, failed=self.refuse)

    def leave(self) -> None:
        """Go back, once what was typed is kept."""
        attempt(
            self.flush,
            done=lambda _: self.left.emit(),
            failed=lambda error: self.form.refuse(error, self.back_button),
        )
