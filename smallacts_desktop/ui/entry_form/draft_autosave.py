"""Keeps half-written forms: what is typed reaches the disk within about half a second."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.text import words

# Long enough to gather a burst of keys into one write, short enough that a power cut a moment
# after the last key finds everything on the disk.
DELAY_MS = 400


class DraftAutosave(QObject):
    """Writes one form's answers to the journal shortly after each change.

    A steady typist must not postpone the write for ever, so the timer is started once and not
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
