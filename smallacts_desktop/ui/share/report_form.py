"""What the person adds to the first page of a report."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from smallacts_desktop.domain.disclosure import Disclosure
from smallacts_desktop.domain.entries import SHORT_TEXT_LIMIT
from smallacts_desktop.sharing.report.model import ReportOptions
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.entry_form.note_edit import NoteField
from smallacts_desktop.ui.kit.basics import caption, heading
from smallacts_desktop.ui.kit.controls import CollapsibleSection
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.share.note_picker import NotePicker

MOST_QUOTES = 3


class ReportOptionsForm(CollapsibleSection):
    """A name to show or none, what to talk about, and words of the person's own to quote.

    Signals: ``written``, when something was typed; it is kept until the person takes it out.
    """

    written = Signal()

    def __init__(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("ReportWish", "For the PDF and print"))
        self.rows.setSpacing(theme.px(SPACE_S))
        self.name = QLineEdit()
        self.name.setMaxLength(SHORT_TEXT_LIMIT)
        self.talk_about = NoteField(theme)
        self.quotes = NotePicker(
            theme,
            translate("ReportWish", "My words on the first page"),
            ticked=False,
            most=MOST_QUOTES,
        )
        self._quotes_parts: tuple[QWidget, ...] = (
            heading(translate("ReportWish", "My words on the first page"), self.quotes.list),
            caption(translate("ReportWish", "Up to three of your notes are quoted there.")),
            self.quotes,
        )
        self._add_field(translate("ReportWish", "A name to show, or none"), self.name)
        self._add_field(
            translate("ReportWish", "What I’d like to talk about"), self.talk_about.edit
        )
        for part in self._quotes_parts:
            self.rows.addWidget(part)
        self.name.textEdited.connect(self.written)
        self.talk_about.edit.textChanged.connect(self.written)

    def fill(self, name: str, talk_about: str) -> None:
        """Show what was typed before."""
        self.name.setText(name)
        self.talk_about.edit.set_text(talk_about)

    def options(self) -> ReportOptions:
        """What stands here now."""
        quotes = self.quotes.model.ticked()
        return ReportOptions(self.name.text(), self.talk_about.edit.text(), quotes)

    def show_notes(self, offered: Disclosure) -> None:
        """Offer the notes of these entries to be quoted."""
        self.quotes.show_notes_of(offered)
        has_notes = any(entry.note for entry in offered.entries)
        for part in self._quotes_parts:
            part.setVisible(has_notes)

    def _add_field(self, question: str, field: QWidget) -> None:
        field.setAccessibleName(question)
        self.rows.addWidget(heading(question, field))
        self.rows.addWidget(self.talk_about if field is self.talk_about.edit else field)
