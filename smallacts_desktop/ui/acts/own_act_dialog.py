"""An act in the person's own words: a new one, or other words for one of theirs."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from smallacts_desktop.domain.acts import TITLE_LIMIT, Act, Place
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.errors import (
    InvalidEntryError,
    OwnActTitleMissingError,
    SmallActsError,
)
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S
from smallacts_desktop.ui.kit.basics import (
    body,
    caption,
    card_title,
    heading,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.controls import place_boxes
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog
from smallacts_desktop.ui.kit.jobs import attempt, ignore
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.segmented import SizePicker
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

_FORM = "own-act"
_WIDTH, _HINT_HEIGHT = 600, 84
# From here on the person is told how much room is left.
_NEAR = 15


class HintEdit(QPlainTextEdit):
    """A field of a few lines for one sentence. Signals: ``entered``, at Enter."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, as in the field above: a hint has no lines of its own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class OwnActDialog(ScrollingDialog):
    """Asks for size, title, hint and places, and keeps the act.

    Words that were typed are not thrown away by Escape without asking; those that a lock
    interrupted are there when the dialog is opened next. Signals: ``saved(Act)``, just before the
    dialog closes.
    """

    saved = Signal(object)

    def __init__(
        self, theme: Theme, journal: Journal, parent: QWidget, act: Act | None = None
    ) -> None:
        new, change = (
            translate("OwnActDialog", "Add your own act"),
            translate("OwnActDialog", "Edit your act"),
        )
        super().__init__(theme, new if act is None else change, parent, gap=SPACE_S)
        self._journal, self._act = journal, act
        self._make_parts()
        self._build_layout()
        self._fill()
        self._before = self._state()
        self._form = _FORM if act is None else f"{_FORM}:{act.id}"
        self._restore_words()
        self._listen()
        self._count()
        self.fit_to_words(_WIDTH)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Keep the act, or say in one sentence what is in the way."""
        attempt(self._save, done=self._leave_saved, failed=self._refuse)

    def _save(self) -> Act:
        size, title, hint = self.sizes.act_size, self.title.text(), self.hint.toPlainText()
        places = self._chosen_places()
        if self._act is None:
            return self._journal.acts.add_own(size, title, hint, places)
        return self._journal.acts.edit_own(self._act.id, size, title, hint, places)

    def _refuse(self, error: SmallActsError) -> None:
        self.problem.refuse(words.problem(error), self._field_for(error))

    def _leave_saved(self, act: Act) -> None:
        self.accept()
        self.saved.emit(act)

    def reject(self) -> None:
        """Leave; ask first when words would be lost. A second Escape stays."""
        asked = not self._question.isHidden()
        if self._state() == self._before:
            super().reject()
        else:
            self._ask(not asked)

    def done(self, result: int) -> None:
        """Close; what a lock made it keep is saved now, or left by choice."""
        attempt(lambda: self._journal.drop_draft(self._form), failed=ignore)
        super().done(result)

    def save_words(self) -> None:
        """Keep what was typed until the dialog is opened next; raises a SmallActsError."""
        if self._state() != self._before:
            places = " ".join(self._chosen_places())
            self._journal.save_draft(
                self._form,
                EntryDraft(
                    act=self.title.text(),
                    size=self.sizes.act_size,
                    place=places,
                    note=self.hint.toPlainText(),
                ),
            )

    def _restore_words(self) -> None:
        kept = self._journal.draft(self._form)
        if kept is None:
            return
        if kept.size is not None:
            self.sizes.set_size(kept.size)
        self.title.setText(kept.act)
        self.hint.setPlainText(kept.note)
        codes = kept.place.split()
        self.places.set_ticked([place for place in Place if place in codes])

    def _field_for(self, error: SmallActsError) -> QWidget:
        """The field that ``error`` is about; the button for what is about none, as a full disk."""
        if isinstance(error, OwnActTitleMissingError):
            return self.title
        if isinstance(error, InvalidEntryError):
            return self.title if self._left() < 0 else self.hint
        return self.save_button

    def _left(self) -> int:
        """How many characters the title has left; negative when it has too many."""
        return TITLE_LIMIT - len(" ".join(self.title.text().split()))

    def _ask(self, asked: bool) -> None:
        for part in (self._question, self.leave_button, self.stay_button):
            part.setVisible(asked)
        for part in (self.save_button, self.cancel_button):
            part.setVisible(not asked)
        (self.stay_button if asked else self.title).setFocus(Qt.FocusReason.OtherFocusReason)
        if asked:
            self.area.ensureWidgetVisible(self.stay_button)

    def _state(self) -> tuple[object, ...]:
        places = self._chosen_places()
        return (self.sizes.act_size, self.title.text(), self.hint.toPlainText(), places)

    def _chosen_places(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places.boxes if place in self.places.ticked)

    def _count(self) -> None:
        """Say how much room the title has left, once that is of interest."""
        left = self._left()
        self.counter.setVisible(left <= _NEAR)
        one = translate("OwnActDialog", "Room for 1 more character.")
        more = translate("OwnActDialog", "Room for {count} more characters.")
        if left < 0:
            one = translate("OwnActDialog", "1 character too many.")
            more = translate("OwnActDialog", "{count} characters too many.")
        self.counter.setText(words.plural(one, more, abs(left)))

    def _fill(self) -> None:
        act = self._act
        self.sizes.set_size(self._journal.card.size if act is None else act.size)
        if act is not None:
            self.title.setText(act.title)
            self.hint.setPlainText(act.hint)
            self.places.set_ticked(act.places)

    def _make_parts(self) -> None:
        self.sizes = SizePicker(self.theme)
        self.title = QLineEdit()
        example = translate("OwnActDialog", "For example: wave to the bin lorry")
        self.title.setPlaceholderText(example)
        self.counter = caption()
        # Its line is kept free, so that nothing jumps while the person types.
        policy = self.counter.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.counter.setSizePolicy(policy)
        self.hint = HintEdit()
        self.hint.setFixedHeight(self.theme.px(_HINT_HEIGHT))
        self.places = place_boxes(self.theme, gap=SPACE_L)
        self.problem = ProblemLabel()
        leave_it = translate("OwnActDialog", "What you have written is not saved yet. Leave it?")
        self._question = body(leave_it)
        self.save_button = primary_button(translate("OwnActDialog", "Save"), self.save)
        self.save_button.setDefault(True)
        self.cancel_button = secondary_button(translate("OwnActDialog", "Cancel"), self.reject)
        stay = translate("OwnActDialog", "Keep writing")
        self.stay_button = secondary_button(stay, lambda: self._ask(False))
        leave = translate("OwnActDialog", "Leave without saving")
        self.leave_button = secondary_button(leave, lambda: self.done(0))
        for part in (self.problem, self._question, self.stay_button, self.leave_button):
            part.hide()

    def _build_layout(self) -> None:
        self.add(card_title(self.windowTitle()))
        self._part(translate("OwnActDialog", "How small is it?"), self.sizes)
        self._part(translate("OwnActDialog", "What is the act?"), self.title, self.counter)
        self._part(translate("OwnActDialog", "A hint, if you like"), self.hint)
        self._part(translate("OwnActDialog", "Where could it happen?"), self.places)
        anywhere = translate("OwnActDialog", "Leave every box empty if it could be anywhere.")
        self.add(caption(anywhere), self.problem, self._question)
        self.rows.addSpacing(self.theme.px(SPACE_M))
        self.add_buttons(self.save_button, self.cancel_button, self.stay_button, self.leave_button)
        self.rows.addStretch(1)

    def _part(self, question: str, control: QWidget, *more: QWidget) -> None:
        self.rows.addSpacing(self.theme.px(SPACE_S))
        self.add(heading(question, control), control, *more)
        control.setAccessibleName(question)

    def _listen(self) -> None:
        self.title.textChanged.connect(self._count)
        self.title.textChanged.connect(self.problem.clear_problem)
        self.hint.textChanged.connect(self.problem.clear_problem)
        self.hint.entered.connect(self.save)
