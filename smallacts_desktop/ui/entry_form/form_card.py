"""An entry form on a card, with its buttons, that keeps what is half-written."""

from PySide6.QtCore import QCoreApplication, Signal

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.tokens import SPACE_S, SPACE_XL
from smallacts_desktop.ui.entry_form.draft_autosave import DraftAutosave
from smallacts_desktop.ui.entry_form.form import EntryForm, FormKind, Suggestions
from smallacts_desktop.ui.kit.actions import SAVE, add_action
from smallacts_desktop.ui.kit.basics import Card, primary_button, secondary_button
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.theme import Theme


class FormCard(Card):
    """A form that is kept as it is typed.

    Signals: ``saved(Answers)`` when the person asks to save, ``left`` when they go back; what
    they typed stays as a draft until it is saved. ``problem_told(str)``, why what is typed could
    not be kept; blank once it was.
    """

    saved = Signal(object)
    left = Signal()
    problem_told = Signal(str)

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        kind: FormKind,
        form_name: str,
        suggestions: Suggestions,
    ) -> None:
        super().__init__(theme, gap=SPACE_XL)
        self.form_name = form_name
        self.form = EntryForm(theme, kind, journal.today(), suggestions)
        self._autosave = DraftAutosave(journal, form_name, self.form.answers_so_far, self)
        self.save_button = primary_button(QCoreApplication.translate("FormCard", "Save"))
        self.back_button = secondary_button(QCoreApplication.translate("FormCard", "Back"))
        self.buttons = FlowRow(self.save_button, self.back_button, gap=theme.px(SPACE_S))
        self.rows.addWidget(self.form)
        self.rows.addWidget(self.buttons)
        self.form.changed.connect(self._autosave.note_change)
        self._autosave.problem_told.connect(self.problem_told)
        self.save_button.clicked.connect(self._save)
        self.back_button.clicked.connect(self._leave)
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

    def _leave(self) -> None:
        attempt(
            self.flush,
            done=lambda _: self.left.emit(),
            failed=lambda error: self.form.refuse(error, self.back_button),
        )
