"""The questions of the one form for an entry: which are asked, and how they stand."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from smallacts_desktop.domain.acts import SIZE_EXAMPLES, Place
from smallacts_desktop.domain.entries import (
    NOTE_LIMIT,
    SHORT_TEXT_LIMIT,
    Barrier,
    Expectation,
    Outcome,
    Response,
    check_text,
)
from smallacts_desktop.domain.errors import (
    ActTitleMissingError,
    DateOutOfRangeError,
    EmptyNoteError,
    ForbiddenCharacterError,
    FutureEntryError,
    NotADateError,
    NotATimeError,
    SmallActsError,
    TextTooLongError,
)
from smallacts_desktop.domain.face_drawings import FaceDrawing
from smallacts_desktop.tokens import SPACE_XL, SPACE_XS
from smallacts_desktop.ui.entry_form.face_chips import FaceChips
from smallacts_desktop.ui.entry_form.mood_question import MoodQuestion
from smallacts_desktop.ui.entry_form.note_edit import NoteField
from smallacts_desktop.ui.entry_form.when_question import WhenQuestion
from smallacts_desktop.ui.kit.basics import Label, heading
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.kit.controls import CheckBox, CollapsibleSection
from smallacts_desktop.ui.kit.flow_layout import FlowRow, Rows, column
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

_Choice = TypeVar("_Choice", bound=Enum)
_Value = TypeVar("_Value")


class FormKind(Enum):
    """What the form is for; it decides which questions are asked."""

    AFTER = auto()
    LOG = auto()
    NOTE = auto()
    DAY_NOTE = auto()
    EDIT_ACT = auto()
    EDIT_NOTE = auto()

    @property
    def is_note(self) -> bool:
        """Whether the form is for words without an act."""
        return self in (FormKind.NOTE, FormKind.DAY_NOTE, FormKind.EDIT_NOTE)

    @property
    def asks_what(self) -> bool:
        """Whether the act itself is to be told."""
        return self in (FormKind.LOG, FormKind.EDIT_ACT)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the form may complete: titles of acts, and nicknames used before.

    ``faces`` are the drawings of those met last, by their nicknames. ``alone`` are the ids and
    titles of acts that nobody else need notice, about which no response is asked.
    """

    titles: Sequence[str] = ()
    persons: Sequence[str] = ()
    faces: Mapping[str, FaceDrawing] = field(default_factory=dict)
    alone: Collection[str] = frozenset()


class EntryQuestions(QWidget):
    """Every question there is, of which those stay out of sight that ``kind`` does not ask."""

    def __init__(
        self, theme: Theme, kind: FormKind, today: dt.date, suggestions: Suggestions
    ) -> None:
        super().__init__()
        self._theme, self._kind = theme, kind
        self._rows = Rows(theme, self, gap=SPACE_XL)
        self._make_questions(today, suggestions)
        self._arrange()
        self._problem = ProblemLabel()
        self._problem.hide()
        self._rows.addWidget(self._problem)

    def ask_when(self, asked: bool) -> None:
        """Ask for the day as well: an act that waited across days may have been on any of them."""
        self.when.setVisible(asked)

    def refuse(self, error: SmallActsError, otherwise: QWidget) -> None:
        """Say at the question that ``error`` is about why the form cannot be saved.

        ``otherwise`` is where to say what is about none of them, such as a full disk.
        """
        if isinstance(error, NotADateError):
            # The field of the day has told it already.
            return
        field = self._field_for(error) or otherwise
        if self.more.isAncestorOf(field):
            self.more.set_open(True)
        self._problem.refuse(words.problem(error), field)

    def _field_for(self, error: SmallActsError) -> QWidget | None:
        match error:
            case NotATimeError():
                return self.when.time_field
            case FutureEntryError() | DateOutOfRangeError():
                return self.when.day_field
            case ActTitleMissingError():
                return self.what
            case EmptyNoteError():
                return self.note
            case TextTooLongError() | ForbiddenCharacterError():
                return self._unkeepable_field()
        return None

    def _unkeepable_field(self) -> QWidget | None:
        """The first question whose words cannot be kept."""
        limits = dict.fromkeys((self.what, self.own_place, self.person), SHORT_TEXT_LIMIT)
        texts = [(edit, edit.text(), limit) for edit, limit in limits.items()]
        for edit, text, limit in (*texts, (self.note, self.note.text(), NOTE_LIMIT)):
            try:
                check_text(text, limit)
            except SmallActsError:
                return edit
        return None

    def focus_first(self) -> None:
        """Put the keyboard where the person begins."""
        if self._kind.asks_what:
            self.what.setFocus()
        elif self._kind.is_note:
            self.note.setFocus()
        else:
            self.mood_after.slider.setFocus()

    def _show_for(self, done: bool, with_someone: bool) -> None:
        """Ask what belongs to an act that was done, or to one that was not to be this time."""
        self._barrier_part.setVisible(self._kind is FormKind.EDIT_ACT and not done)
        self._expectation_part.setVisible(done and not self._kind.is_note)
        self._response_part.setVisible(done and with_someone and not self._kind.is_note)

    def _make_questions(self, today: dt.date, suggestions: Suggestions) -> None:
        self.what = self._text_field(suggestions.titles)
        self.what.setPlaceholderText(translate("EntryForm", "Smiled at the man with the spaniel"))
        self.size_chips = self._chips(
            SIZE_EXAMPLES, translate("EntryForm", "What was it most like?")
        )
        self.outcome = self._chips(
            {key: key.label for key in Outcome},
            translate("EntryForm", "Did it happen?"),
            required=True,
        )
        self.barrier = self._chips(
            {key: key.label for key in Barrier}, translate("EntryForm", "What got in the way?")
        )
        self.when = WhenQuestion(self._theme, today)
        self.mood_before = MoodQuestion(
            self._theme, translate("EntryForm", "How were you feeling before?")
        )
        self.mood_after = MoodQuestion(self._theme, self._mood_question())
        self.response = self._chips(
            {key: key.label for key in Response}, translate("EntryForm", "How did they respond?")
        )
        self.expectation = self._chips(
            {key: key.label for key in Expectation},
            translate("EntryForm", "Compared with what you expected, it was…"),
        )
        self.note_field = NoteField(self._theme)
        self.note = self.note_field.edit
        self._make_more(suggestions)

    def _make_more(self, suggestions: Suggestions) -> None:
        self.more = CollapsibleSection(
            self._theme, translate("EntryForm", "Where, who, keep it private")
        )
        places: dict[Place, str] = {
            place: place.label for place in Place if place is not Place.ANYWHERE
        }
        self.place: ChoiceChips[Place] = self._chips(
            places, translate("EntryForm", "Where was it?")
        )
        self.own_place = self._text_field(())
        self.own_place.setPlaceholderText(translate("EntryForm", "Or somewhere else"))
        self.own_place.setAccessibleName(
            translate("EntryForm", "Somewhere else, in your own words")
        )
        self.person = self._text_field(suggestions.persons)
        self.person.setPlaceholderText(
            translate("EntryForm", "A nickname, such as “spaniel man, park”")
        )
        self.faces = FaceChips(self._theme, suggestions.faces, self.person)
        self.private = CheckBox(
            self._theme,
            translate("EntryForm", "Keep this entry out of what I share"),
        )

    def _arrange(self) -> None:
        kind = self._kind
        what = translate("EntryForm", "What did you do?")
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
        # One more question only where there is somebody to choose.
        self._add(*_named(self.faces), shown=not kind.is_note and bool(self.faces.chips))
        if not kind.is_note:
            self._add(self._note_question(), self.note_field)
        self._arrange_more()

    def _arrange_more(self) -> None:
        place = translate("EntryForm", "Where was it?")
        person = translate("EntryForm", "Who was it with?")
        for part in (
            column(self._theme, heading(place, self.place), self.place, self.own_place),
            column(self._theme, heading(person, self.person), self.person),
            self.private,
        ):
            self.more.rows.addWidget(part)
        self._rows.addWidget(self.more)

    def _note_question(self) -> QWidget:
        if self._kind.is_note:
            question = translate("EntryForm", "What would you like to write?")
        else:
            question = translate("EntryForm", "Anything you’d like to remember?")
        aside = translate("EntryForm", "Only you see this.")
        self.note.setAccessibleName(question)
        self.note.setAccessibleDescription(aside)
        label = Label(question, "heading", in_line=True)
        label.setBuddy(self.note)
        aside_label = Label(aside, soft=True, in_line=True)
        return FlowRow(label, aside_label, gap=self._theme.px(SPACE_XS))

    def _mood_question(self) -> str:
        if self._kind in (FormKind.AFTER, FormKind.NOTE):
            return translate("EntryForm", "How are you feeling now?")
        if self._kind is FormKind.DAY_NOTE:
            return translate("EntryForm", "How did you feel?")
        if self._kind is FormKind.EDIT_NOTE:
            return translate("EntryForm", "How were you feeling?")
        return translate("EntryForm", "How did you feel afterwards?")

    def _chips(
        self, labels: Mapping[_Choice, str], name: str, *, required: bool = False
    ) -> ChoiceChips[_Choice]:
        choices = [(value, words.word(label)) for value, label in labels.items()]
        return ChoiceChips(self._theme, choices, name=name, required=required)

    def _text_field(self, completions: Sequence[str]) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(SHORT_TEXT_LIMIT)
        if completions:
            completer = QCompleter(list(completions), field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(completer)
        return field

    def _add(self, *widgets: QWidget, shown: bool = True) -> QWidget:
        """Add one question; one that is not asked stays out of sight but keeps its answer."""
        group = column(self._theme, *widgets)
        self._rows.addWidget(group)
        group.setVisible(shown)
        return group


def _named(chips: ChoiceChips[_Value]) -> tuple[QWidget, QWidget]:
    """A group of chips under its own name."""
    return heading(chips.accessibleName(), chips), chips
