"""Half-written forms, kept under a name for each form until they are saved."""

from contextlib import suppress
from datetime import date
from uuid import UUID

from smallacts_desktop.domain.entries import Draft, EntryDraft
from smallacts_desktop.journal.changes import EDIT_FORM, JournalPart


def edit_form(entry_id: UUID) -> str:
    """What the draft of changes to an entry is called."""
    return f"{EDIT_FORM}{entry_id}"


DAY_NOTE_FORM = "note:"


def day_note_form(day: date) -> str:
    """What the draft of a note about ``day`` is called."""
    return f"{DAY_NOTE_FORM}{day.isoformat()}"


def day_of_note(form: str) -> date | None:
    """The day of such a draft; None for any other."""
    if form.startswith(DAY_NOTE_FORM):
        with suppress(ValueError):
            return date.fromisoformat(form.removeprefix(DAY_NOTE_FORM))
    return None


class HalfWritten(JournalPart):
    """The part of a journal that keeps what is half-written."""

    def draft(self, form: str) -> EntryDraft | None:
        """What was half-written in a form, or None."""
        draft = self._store.drafts.get(form)
        return draft.answers if draft else None

    def changed_by_drafts(self) -> set[UUID]:
        """The entries of which changes are half-made."""
        found = set()
        for draft in self._store.drafts.all():
            if draft.form.startswith(EDIT_FORM):
                with suppress(ValueError):
                    found.add(UUID(draft.form.removeprefix(EDIT_FORM)))
        return found

    def save_draft(self, form: str, answers: EntryDraft) -> None:
        """Keep a half-written form; it is on disk when this returns."""
        self._store.drafts.put(Draft(form, answers, self._day_clock.moment().utc))

    def drop_draft(self, form: str) -> None:
        """Forget a half-written form."""
        self._store.drafts.clear(form)
