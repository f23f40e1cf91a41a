"""The one form for an entry: after an act, for an unplanned act, for a note, and for editing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from smallacts_desktop.domain.acts import SIZE_EXAMPLES, ActSize, Place
from smallacts_desktop.domain.entries import (
    BARRIER_LABELS,
    EXPECTATION_LABELS,
    OUTCOME_LABELS,
    RESPONSE_LABELS,
    SHORT_TEXT_LIMIT,
    EntryKind,
    MoodRecorded,
    Outcome,
)
from smallacts_desktop.domain.pending import Answers
from smallacts_desktop.ui import words
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_S, SPACE_XL, SPACE_XS
from smallacts_desktop.ui.widgets.basics import Label, heading
from smallacts_desktop.ui.widgets.check_box import CheckBox
from smallacts_desktop.ui.widgets.choice_chips import ChoiceChips
from smallacts_desktop.ui.widgets.expander import Expander
from smallacts_desktop.ui.widgets.flow_layout import FlowRow
from smallacts_desktop.ui.widgets.mood_question import MoodQuestion
from smallacts_desktop.ui.widgets.note_edit import NoteField
from smallacts_desktop.ui.widgets.when_question import WhenQuestion

_Choice = TypeVar("_Choice", bound=Enum)


class FormKind(Enum):
    """What the form is for; it decides which questions are asked."""

    AFTER = auto()
    LOG = auto()
    NOTE = auto()
    EDIT_ACT = auto()
    EDIT_NOTE = auto()

    @property
    def is_note(self) -> bool:
        """Whether the form is for words without an act."""
        return self in (FormKind.NOTE, FormKind.EDIT_NOTE)

    @property
    def asks_what(self) -> bool:
        """Whether the act itself is to be told."""
        return self in (FormKind.LOG, FormKind.EDIT_ACT)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the form may complete: titles of acts, and nicknames used before."""

    titles: Sequence[str] = ()
    persons: Sequence[str] = ()


class EntryForm(QWidget):
    """Questions of which every one can be skipped, but for what was done.

    ``answers()`` and ``set_answers()`` read and fill it; what it does not ask is passed through
    unchanged. Signals: ``changed``, at every answer and every key.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, kind: FormKind, today: dt.date, suggestions: Suggestions
    ) -> None:
        super().__init__()
        self._theme, self._kind = theme, kind
        self._base = Answers(kind=EntryKind.NOTE if kind.is_note else EntryKind.ACT)
        self._filling = False
        self._note_shown = ""
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.px(SPACE_XL))
        self._make_questions(today, suggestions)
        self._arrange()
        self._problem = Label("", "danger")
        self._problem.hide()
        self._rows.addWidget(self._problem)
        self._listen()

    # What the owner asks and tells

    def answers(self) -> Answers:
        """Every answer given. Raises NotATimeError when the time cannot be read."""
        return replace(self.answers_so_far(), time=self._clock(strict=True))

    def answers_so_far(self) -> Answers:
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

    def set_answers(self, answers: Answers) -> None:
        """Fill the form without telling anybody that it changed."""
        self._filling = True
        self._base = answers
        self.what.setText(answers.act)
        self.size_chips.set_value(answers.size)
        self.outcome.set_value(answers.outcome or Outcome.DONE)
        self.barrier.set_value(answers.barrier)
        self.mood_before.set_mood(answers.mood_before)
        self.mood_after.set_ghost(answers.mood_before)
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

    def ask_when(self, asked: bool) -> None:
        """Ask for the day as well: an act that waited across days may have been on any of them."""
        self.when.setVisible(asked)

    def name_person(self, person: str, size: ActSize | None) -> None:
        """Say who it was with, and what it was most like, before the person begins."""
        self.person.setText(person)
        self.size_chips.set_value(size)
        self.more.set_open(True)

    def show_problem(self, sentence: str) -> None:
        """Show one sentence under the questions; blank hides it."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def focus_first(self) -> None:
        """Put the keyboard where the person begins."""
        if self._kind.asks_what:
            self.what.setFocus()
        elif self._kind.is_note:
            self.note.setFocus()
        else:
            self.mood_after.slider.setFocus()

    # The questions

    def _make_questions(self, today: dt.date, suggestions: Suggestions) -> None:
        self.what = self._text_field(suggestions.titles)
        self.what.setPlaceholderText(
            QCoreApplication.translate("EntryForm", "Smiled at the man with the spaniel")
        )
        self.size_chips = self._chips(
            {size: words.word(SIZE_EXAMPLES[size]) for size in ActSize},
            QCoreApplication.translate("EntryForm", "What was it most like?"),
        )
        self.outcome = self._chips(
            {key: words.word(label) for key, label in OUTCOME_LABELS.items()},
            QCoreApplication.translate("EntryForm", "Did it happen?"),
            required=True,
        )
        self.barrier = self._chips(
            {key: words.word(label) for key, label in BARRIER_LABELS.items()},
            QCoreApplication.translate("EntryForm", "What got in the way?"),
        )
        self.when = WhenQuestion(self._theme, today)
        self.mood_before = MoodQuestion(
            self._theme,
            QCoreApplication.translate("EntryForm", "How were you feeling before?"),
        )
        self.mood_after = MoodQuestion(self._theme, self._mood_question())
        self.response = self._chips(
            {key: words.word(label) for key, label in RESPONSE_LABELS.items()},
            QCoreApplication.translate("EntryForm", "How did they respond?"),
        )
        self.expectation = self._chips(
            {key: words.word(label) for key, label in EXPECTATION_LABELS.items()},
            QCoreApplication.translate("EntryForm", "Compared with what you expected, it was…"),
        )
        self.note_field = NoteField(self._theme)
        self.note = self.note_field.edit
        self._make_more(suggestions)

    def _make_more(self, suggestions: Suggestions) -> None:
        self.more = Expander(
            self._theme, QCoreApplication.translate("EntryForm", "Where, who, keep it private")
        )
        places = [place for place in Place if place is not Place.ANYWHERE]
        self.place: ChoiceChips[Place] = self._chips(
            {place: words.place_word(place) for place in places},
            QCoreApplication.translate("EntryForm", "Where was it?"),
        )
        self.own_place = self._text_field(())
        self.own_place.setPlaceholderText(
            QCoreApplication.translate("EntryForm", "Or somewhere else")
        )
        self.own_place.setAccessibleName(
            QCoreApplication.translate("EntryForm", "Somewhere else, in your own words")
        )
        self.person = self._text_field(suggestions.persons)
        self.person.setPlaceholderText(
            QCoreApplication.translate("EntryForm", "A nickname, such as “spaniel man, park”")
        )
        self.private = CheckBox(
            self._theme,
            QCoreApplication.translate("EntryForm", "Keep this entry out of what I share"),
        )

    def _arrange(self) -> None:
        kind = self._kind
        what = QCoreApplication.translate("EntryForm", "What did you do?")
        self._add(heading(what, self.what), self.what, shown=kind.asks_what)
        self._add(*_named(self.size_chips), shown=kind.asks_what)
        self._add(*_named(self.outcome), shown=kind is FormKind.EDIT_ACT)
        self._barrier_part = self._add(*_named(self.barrier), shown=False)
        if kind.is_note:
            self._add(self._note_question(), self.note_field)
            self._add(self.mood_after)
            self._add(self.when)
        else:
            self._rows.addWidget(self.when)
            self.ask_when(kind is not FormKind.AFTER)
            self._add(self.mood_before, shown=kind.asks_what)
            self._add(self.mood_after)
        self._response_part = self._add(*_named(self.response), shown=not kind.is_note)
        self._expectation_part = self._add(*_named(self.expectation), shown=not kind.is_note)
        if not kind.is_note:
            self._add(self._note_question(), self.note_field)
        self._arrange_more()

    def _arrange_more(self) -> None:
        place = QCoreApplication.translate("EntryForm", "Where was it?")
        person = QCoreApplication.translate("EntryForm", "Who was it with?")
        for part in (
            self._group(heading(place, self.place), self.place, self.own_place),
            self._group(heading(person, self.person), self.person),
            self.private,
        ):
            self.more.rows.addWidget(part)
        self._rows.addWidget(self.more)

    def _note_question(self) -> QWidget:
        if self._kind.is_note:
            question = QCoreApplication.translate("EntryForm", "What would you like to write?")
        else:
            question = QCoreApplication.translate("EntryForm", "Anything you’d like to remember?")
        aside = QCoreApplication.translate("EntryForm", "Only you see this.")
        self.note.setAccessibleName(question)
        self.note.setAccessibleDescription(aside)
        line = FlowRow(gap=self._theme.px(SPACE_XS))
        label = Label(question, "heading", in_line=True)
        label.setBuddy(self.note)
        line.flow.addWidget(label)
        line.flow.addWidget(Label(aside, soft=True, in_line=True))
        return line

    def _mood_question(self) -> str:
        if self._kind in (FormKind.AFTER, FormKind.NOTE):
            return QCoreApplication.translate("EntryForm", "How are you feeling now?")
        if self._kind is FormKind.EDIT_NOTE:
            return QCoreApplication.translate("EntryForm", "How were you feeling?")
        return QCoreApplication.translate("EntryForm", "How did you feel afterwards?")

    def _chips(
        self, labels: Mapping[_Choice, str], name: str, *, required: bool = False
    ) -> ChoiceChips[_Choice]:
        return ChoiceChips(self._theme, labels.items(), name=name, required=required)

    def _text_field(self, completions: Sequence[str]) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(SHORT_TEXT_LIMIT)
        if completions:
            completer = QCompleter(list(completions), field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(completer)
        return field

    def _group(self, *widgets: QWidget) -> QWidget:
        group = QWidget()
        rows = QVBoxLayout(group)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._theme.px(SPACE_S))
        for widget in widgets:
            rows.addWidget(widget)
        return group

    def _add(self, *widgets: QWidget, shown: bool = True) -> QWidget:
        """Add one question; one that is not asked stays out of sight but keeps its answer."""
        group = self._group(*widgets)
        self._rows.addWidget(group)
        group.setVisible(shown)
        return group

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
            self.show_problem("")
            self.changed.emit()

    def _before_changed(self) -> None:
        self.mood_after.set_ghost(self.mood_before.mood)
        self._changed()

    def _outcome_chosen(self) -> None:
        self._follow_outcome()
        self._changed()

    def _follow_outcome(self) -> None:
        done = self.outcome.value is not Outcome.NOT_THIS_TIME
        editing = self._kind is FormKind.EDIT_ACT
        self._barrier_part.setVisible(editing and not done)
        for part in (self._response_part, self._expectation_part):
            part.setVisible(done and not self._kind.is_note)

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

    def _with_act(self, given: Answers) -> Answers:
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


def _named(chips: ChoiceChips[_Choice]) -> tuple[QWidget, QWidget]:
    """A group of chips under its own name."""
    return heading(chips.accessibleName(), chips), chips
